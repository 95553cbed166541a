/** What may not get into a request to the cloud, or send it elsewhere. */
import { describe, expect, test } from 'vitest';
import type { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { clientOf, json, mayMutate, PROJECT, serve, signal, wireJob } from './server.ts';

const BODY = { kind: 'job', metadata: { name: 'n' } };
const failure = (work: Promise<unknown>): Promise<ModelArtsError> =>
  work.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error as ModelArtsError,
  );

describe('credentials with line breaks', () => {
  test.each([
    ['a security token', { securityToken: 'planted-token\r\nX-Injected: 1' }],
    ['an access key', { accessKey: 'AK\r\nX-Injected: 1' }],
    ['a token of several lines', { securityToken: 'planted\nline' }],
  ])('in %s: nothing is sent, and nothing of them is told', async (_what, keys) => {
    await using server = await serve(json(201, wireJob('j-1')));
    const credentials = { accessKey: 'AKTEST', secretKey: 'very-secret-key', ...keys };
    const client = clientOf(server.url, { credentials, retry: { attempts: 1 } });
    const create = await failure(client.trainingJobs.create(BODY, mayMutate()));
    const read = await failure(client.trainingJobs.get('j-1', { signal: signal() }));
    await client.close();
    expect(server.received).toEqual([]);
    for (const error of [create, read]) {
      expect(error.kind).toBe('unsent');
      expect(`${error.message}${error.stack}${String(error.cause)}`).not.toContain('planted');
    }
  });
});

describe('an answer that leads elsewhere', () => {
  test.each([301, 302, 303, 307, 308])('(%i) is not followed, by reads and by mutations', async (status) => {
    await using elsewhere = await serve(json(200, wireJob('j-1')));
    await using server = await serve(json(status, {}, { location: `${elsewhere.url}/steal` }));
    const client = clientOf(server.url, { retry: { attempts: 1 } });
    await failure(client.trainingJobs.get('j-1', { signal: signal() }));
    await failure(client.trainingJobs.create(BODY, mayMutate()));
    await client.close();
    expect([server.received.length, elsewhere.received]).toEqual([2, []]);
  });
});

describe('an id', () => {
  test.each([
    'a,b',
    '..',
    '../x',
    'a/b',
    '%2e%2e',
    'a%2fb',
    'a?b',
    'a#b',
    'a\nb',
    '',
    ' ',
    'ä',
    'a'.repeat(65),
  ])('%j reaches no URL', async (id) => {
    await using server = await serve(json(200, wireJob('j-1')));
    const client = clientOf(server.url, { retry: { attempts: 1 } });
    const calls = [
      client.trainingJobs.get(id, { signal: signal() }),
      client.trainingJobs.remove(id, mayMutate()),
      client.services.remove(id, mayMutate()),
      client.pools.remove(id, mayMutate()),
    ];
    for (const call of calls) expect(await failure(call)).toMatchObject({ kind: 'unsent' });
    await client.close();
    expect(server.received).toEqual([]);
  });
});

test('a workspace stays one value of the query, whatever it is', async () => {
  await using server = await serve(json(200, { items: [], total: 0 }));
  const client = clientOf(server.url, { retry: { attempts: 1 } });
  await client.trainingJobs
    .search({ workspaceId: '0&limit=1#/../x\n' }, { signal: signal() })
    .catch(() => {});
  await client.close();
  for (const { path, body } of server.received) {
    expect(new URL(path, server.url).pathname).toContain(`/v2/${PROJECT}/`);
    expect([...new URL(path, server.url).searchParams.getAll('limit')].length).toBeLessThanOrEqual(1);
    expect(body).not.toContain('\n');
  }
  expect(server.received.length).toBeGreaterThan(0);
});
