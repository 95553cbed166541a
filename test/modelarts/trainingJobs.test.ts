import { describe, expect, test } from 'vitest';
import type { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { createThrottle } from '../../operator/modelarts/throttle.ts';
import {
  CREDENTIALS,
  clientOf,
  json,
  mayMutate,
  PROJECT,
  type Reply,
  serve,
  signal,
  text,
  wireJob,
} from './server.ts';

const BODY = { kind: 'job', metadata: { name: 'n' } };
const read = () => ({ signal: signal() });
const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error as ModelArtsError,
  );

describe('requests', () => {
  test('are those of the reference', async () => {
    await using server = await serve(json(200, wireJob('j-1')));
    const { trainingJobs, close } = clientOf(server.url);
    await trainingJobs.create(BODY, mayMutate());
    await trainingJobs.get('j-1', read());
    await trainingJobs.updateDescription('j-1', 'text', mayMutate());
    await trainingJobs.terminate('j-1', mayMutate());
    await trainingJobs.remove('j-1', mayMutate());
    expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', `/v2/${PROJECT}/training-jobs`, JSON.stringify(BODY)],
      ['GET', `/v2/${PROJECT}/training-jobs/j-1`, ''],
      ['PUT', `/v2/${PROJECT}/training-jobs/j-1`, '{"description":"text"}'],
      ['POST', `/v2/${PROJECT}/training-jobs/j-1/actions`, '{"action_type":"terminate"}'],
      ['DELETE', `/v2/${PROJECT}/training-jobs/j-1`, ''],
    ]);
    for (const { headers, body } of server.received) {
      expect(headers.authorization).toMatch(/^SDK-HMAC-SHA256 Access=AKTEST, SignedHeaders=/);
      expect(headers['content-type']).toBe(body === '' ? undefined : 'application/json');
    }
    await close();
  });

  test('travel over kept connections', async () => {
    const ports = new Set<number | undefined>();
    await using server = await serve((response, request, socket) => {
      ports.add(socket.remotePort);
      json(200, wireJob('j-1'))(response, request, socket);
    });
    const client = clientOf(server.url);
    for (let i = 0; i < 20; i++) await client.trainingJobs.get('j-1', read());
    // The pool takes a second connection when a call follows before the first one is free again.
    expect(ports.size).toBeLessThanOrEqual(2);
    await client.close();
  });

  test.each(['', '../x', 'a/b', 'a,b', 'a?b', 'a b', 'ä', 'a\n', 'x'.repeat(65)])(
    'with the id %j are never sent',
    async (id) => {
      await using server = await serve(json(200, wireJob('j-1')));
      const { trainingJobs, close } = clientOf(server.url);
      for (const call of [
        trainingJobs.get(id, read()),
        trainingJobs.updateDescription(id, 'x', mayMutate()),
        trainingJobs.terminate(id, mayMutate()),
        trainingJobs.remove(id, mayMutate()),
      ]) {
        expect(await rejected(call)).toMatchObject({ kind: 'unsent', reason: 'InvalidId' });
      }
      expect(server.received).toEqual([]);
      await close();
    },
  );
});

describe('answers', () => {
  test.each<[string, Reply]>([
    ['null', json(200, null)],
    ['nothing', text(200, '')],
    ['204', text(204, '')],
    ['an empty text', json(202, '')],
    ['the job', json(200, wireJob('j-1'))],
    ['the job without its id', json(200, { metadata: { name: 'n' } })],
    ['JSON called text', text(200, 'null', { 'content-type': 'text/plain' })],
  ])('of an update, a stop and a delete may be %s', async (_, reply) => {
    await using server = await serve((response, request, socket) => {
      response.setHeader('x-request-id', 'r-1');
      reply(response, request, socket);
    });
    const { trainingJobs, close } = clientOf(server.url);
    const receipt = { requestId: 'r-1' };
    expect(await trainingJobs.updateDescription('j-1', 'x', mayMutate())).toEqual(receipt);
    expect(await trainingJobs.terminate('j-1', mayMutate())).toEqual(receipt);
    expect(await trainingJobs.remove('j-1', mayMutate())).toEqual(receipt);
    await close();
  });

  test('of a create hold the job and the request id', async () => {
    await using server = await serve(json(201, wireJob('j-1', 'n'), { 'X-Request-Id': 'r-1' }));
    const { trainingJobs, close } = clientOf(server.url);
    const job = await trainingJobs.create(BODY, mayMutate());
    expect(job).toMatchObject({ id: 'j-1', name: 'n', phase: 'Creating', requestId: 'r-1' });
    await close();
  });

  test.each<[string, Reply]>([
    ['about another job', json(200, wireJob('j-2'))],
    ['without an id', json(200, { metadata: { name: 'n' }, status: {} })],
    ['that is empty', text(200, '')],
    ['that is a list', json(200, [])],
  ])('of a get %s is unavailable, never absence', async (_, reply) => {
    await using server = await serve(reply);
    const client = clientOf(server.url);
    expect(await rejected(client.trainingJobs.get('j-1', read()))).toMatchObject({ kind: 'unavailable' });
    await client.close();
  });

  test('longer than the bound are given up', async () => {
    const block = Buffer.alloc(1024 * 1024, ' ');
    await using server = await serve((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const client = clientOf(server.url);
    const error = await rejected(client.trainingJobs.get('j-1', read()));
    expect(error).toMatchObject({ kind: 'unavailable', detail: 'the answer is longer than 67108864 bytes' });
    await client.close();
  });
});

describe('searches', () => {
  test('ask for names by "like", oldest first', async () => {
    await using server = await serve(json(200, { total: 0, count: 0, items: [] }));
    const client = clientOf(server.url);
    expect(await client.trainingJobs.search({ nameLike: 'abc' }, read())).toEqual([]);
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
      offset: 0,
      limit: 50,
      sort_by: 'create_time',
      order: 'asc',
      filters: [{ key: 'name', operator: 'like', value: ['abc'] }],
    });
    await client.close();
  });

  test('start again when the total moved, and come out complete', async () => {
    const jobs = Array.from({ length: 120 }, (_, i) => wireJob(`j-${i}`));
    let requests = 0;
    await using server = await serve((response, request, socket) => {
      if (++requests === 2) jobs.shift();
      const offset = JSON.parse(request.body).offset as number;
      const items = jobs.slice(offset * 50, offset * 50 + 50);
      json(200, { total: jobs.length, count: items.length, items })(response, request, socket);
    });
    const client = clientOf(server.url);
    const found = await client.trainingJobs.search({}, read());
    expect(found.map(({ id }) => id)).toEqual(jobs.map(({ metadata }) => metadata.id));
    await client.close();
  });

  test('end as unavailable when the list never stands still', async () => {
    let total = 1000;
    const items = Array.from({ length: 50 }, (_, i) => wireJob(`j-${i}`));
    await using server = await serve((...args) => json(200, { total: total++, items })(...args));
    const client = clientOf(server.url);
    const error = await rejected(client.trainingJobs.search({}, read()));
    expect(error).toMatchObject({
      kind: 'unavailable',
      detail: expect.stringContaining('changed during each'),
    });
    expect(server.received).toHaveLength(8);
    await client.close();
  });

  test.each<[string, Reply]>([
    ['no list', json(200, {})],
    ['a job without an id', json(200, { total: 1, items: [{ metadata: { name: 'n' } }] })],
    ['an error body', json(500, { error_code: 'ModelArts.0010' })],
    ['an HTML page', text(200, '<html></html>')],
  ])('answered with %s are unavailable', async (_, reply) => {
    await using server = await serve(reply);
    const client = clientOf(server.url);
    expect(await rejected(client.trainingJobs.search({}, read()))).toMatchObject({ kind: 'unavailable' });
    await client.close();
  });

  test.each<[asked: string | undefined, answered: string | undefined, believed: boolean]>([
    [undefined, '0', true],
    [undefined, undefined, true],
    [undefined, 'w-1', false],
    ['w-1', 'w-1', true],
    ['w-1', '0', false],
    ['w-1', undefined, false],
  ])('in workspace %s answered for %s are believed: %s', async (workspaceId, workspace_id, believed) => {
    await using server = await serve(json(200, { total: 0, items: [], workspace_id }));
    const client = clientOf(server.url);
    const outcome = await client.trainingJobs.search({ workspaceId }, read()).catch(({ kind }) => kind);
    expect(outcome).toEqual(believed ? [] : 'unavailable');
    const query = workspaceId ? `?workspace_id=${workspaceId}` : '';
    expect(server.received[0]?.path).toBe(`/v2/${PROJECT}/training-job-searches${query}`);
    await client.close();
  });

  test('of a probe ask for one job', async () => {
    await using server = await serve(json(200, { total: 9, count: 1, items: [wireJob('j-1')] }));
    const client = clientOf(server.url);
    await client.probe(read());
    expect(server.received.map(({ body }) => JSON.parse(body))).toEqual([{ limit: 1, offset: 0 }]);
    await client.close();
  });
});

describe('slots', () => {
  test('held by the caller let a call pass a full queue, and only that call', async () => {
    await using server = await serve(json(200, wireJob('j-1')));
    const throttle = createThrottle({ concurrency: 1, perSecond: 10_000 });
    const client = clientOf(server.url, { throttle });
    const order: string[] = [];
    await client
      .withSlot('change', signal(), async (slot) => {
        const queued = client.trainingJobs.get('j-1', read()).then(() => order.push('queued'));
        await client.trainingJobs.create(BODY, { ...mayMutate(), slot });
        order.push('in the slot');
        return { queued };
      })
      .then(({ queued }) => queued);
    expect(order).toEqual(['in the slot', 'queued']);
    await client.close();
  });

  test('that were given back carry no call', async () => {
    await using server = await serve(json(200, wireJob('j-1')));
    const client = clientOf(server.url);
    const slot = await client.withSlot('change', signal(), async (held) => held);
    const error = await rejected(client.trainingJobs.create(BODY, { ...mayMutate(), slot }));
    expect(error).toMatchObject({ kind: 'unsent', detail: expect.stringContaining('no longer held') });
    expect(server.received).toEqual([]);
    await client.close();
  });

  test.each([
    ['60', 60_000],
    [undefined, 1000],
  ])('are held back after a 429 with Retry-After %s for %i ms', async (retryAfter, ms) => {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    await using server = await serve(json(429, { error_code: 'ModelArts.2799' }, headers));
    const pauses: number[] = [];
    const throttle = { ...createThrottle(), refused: (pauseMs: number) => void pauses.push(pauseMs) };
    const client = clientOf(server.url, { throttle });
    const error = await rejected(client.trainingJobs.create(BODY, mayMutate()));
    expect(error.kind).toBe('throttled');
    expect(pauses).toEqual([ms]);
    await client.close();
  });
});

test('no secret is in an error or a log line, even when the cloud repeats it', async () => {
  const securityToken = 'security-token-of-the-test';
  const value = 'value-from-a-kubernetes-secret';
  const words = `${CREDENTIALS.secretKey} ${securityToken} ${value}`;
  await using server = await serve(json(400, { error_code: 'X.1', error_msg: words, error_solution: words }));
  const lines: unknown[] = [];
  const log = { debug: (...line: unknown[]) => void lines.push(line) };
  const client = clientOf(server.url, { log, credentials: { ...CREDENTIALS, securityToken } });
  const error = await rejected(client.trainingJobs.create(BODY, { ...mayMutate(), secrets: [value] }));
  const shown = JSON.stringify([lines, error, error.message, error.stack, error.cause]);
  expect(lines).toHaveLength(1);
  expect(error.detail).toBe('*** *** ***');
  for (const secret of [CREDENTIALS.secretKey, securityToken, value]) expect(shown).not.toContain(secret);
  await client.close();
});
