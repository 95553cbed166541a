import { expect, test } from 'vitest';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve, signal } from './server.ts';
import { read, rejected, simulated } from './simulated.ts';

test.each(['trainJob', 'modelarts-training-job', 'both'] as const)(
  'tags are added, overwritten, listed and removed where they lie under %s',
  async (tagPath) => {
    await using world = await simulated({ 'training.tagPath': tagPath, 'answers.extra': true });
    const id = await world.job();
    const { tags } = world.client.trainingJobs;
    await tags.add(id, { team: 'a', stage: '' }, mayMutate());
    await tags.add(id, { team: 'b' }, mayMutate());
    expect(await tags.list(id, read())).toEqual({ team: 'b', stage: '' });
    await tags.remove(id, ['team', 'nobody'], mayMutate());
    expect(await tags.list(id, read())).toEqual({ stage: '' });
  },
);

test('where tags lie is found out once', async () => {
  await using world = await simulated({ 'training.tagPath': 'modelarts-training-job' });
  const id = await world.job();
  const { tags } = world.client.trainingJobs;
  const before = world.simulator.audit.calls.length;
  for (let i = 0; i < 3; i++) await tags.list(id, read());
  expect(world.simulator.audit.calls.length - before).toBe(4);
});

test('a lease that is lost before the other path is tried lets nothing be sent there', async () => {
  await using world = await simulated({ 'training.tagPath': 'modelarts-training-job' });
  const id = await world.job();
  let sends = 0;
  const gate = () => {
    if (++sends > 1) throw new Error('the lease is lost');
  };
  const error = await rejected(
    world.client.trainingJobs.tags.add(id, { a: 'b' }, { signal: signal(), gate }),
  );
  expect(error.kind).toBe('unsent');
  expect(await world.client.trainingJobs.tags.list(id, read())).toEqual({});
});

test('the tags of a job that does not exist are not found, and a bad key is refused', async () => {
  await using world = await simulated();
  const id = await world.job();
  const { tags } = world.client.trainingJobs;
  for (const call of [() => tags.list('j-1', read()), () => tags.add('j-1', { a: 'b' }, mayMutate())])
    expect(await rejected(call())).toMatchObject({ kind: 'not-found', code: 'ModelArts.2775' });
  expect(await rejected(tags.add(id, { _sys_a: 'b' }, mayMutate()))).toMatchObject({ kind: 'invalid' });
  expect(await rejected(tags.list('a/b', read()))).toMatchObject({ kind: 'unsent', reason: 'InvalidId' });
});

test('requests are those of the reference', async () => {
  await using server = await serve(json(200, { tags: [] }));
  const client = clientOf(server.url);
  const { tags } = client.trainingJobs;
  await tags.add('j-1', { a: 'b' }, mayMutate());
  await tags.remove('j-1', ['a'], mayMutate());
  await tags.list('j-1', read());
  expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', `/v2/${PROJECT}/trainJob/j-1/tags/create`, '{"tags":[{"key":"a","value":"b"}]}'],
    ['DELETE', `/v2/${PROJECT}/trainJob/j-1/tags/delete`, '{"tags":[{"key":"a"}]}'],
    ['GET', `/v2/${PROJECT}/trainJob/j-1/tags`, ''],
  ]);
  await client.close();
});

test.each<[string, unknown, object]>([
  ['no list', {}, {}],
  ['null', { tags: null }, {}],
  [
    'entries of other shapes',
    { tags: [null, 'x', { value: 'v' }, { key: 'a' }, { key: '__proto__', value: 'x' }] },
    JSON.parse('{"a":"","__proto__":"x"}'),
  ],
])('an answer with %s is read', async (_, body, expected) => {
  await using server = await serve(json(200, body));
  const client = clientOf(server.url);
  expect(await client.trainingJobs.tags.list('j-1', read())).toEqual(expected);
  await client.close();
});

test.each<[string, Reply, string]>([
  ['nothing', json(200, undefined), 'unavailable'],
  ['a list', json(200, []), 'unavailable'],
  ['tags that are a text', json(200, { tags: 'x' }), 'unavailable'],
  [
    'that the gateway knows no such path',
    json(404, { error_code: 'APIG.0101', error_msg: 'no API' }),
    'account',
  ],
])('an answer with %s tells no tags', async (_, reply, kind) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.trainingJobs.tags.list('j-1', read()))).toMatchObject({ kind });
  expect(server.received).toHaveLength(kind === 'account' ? 2 : server.received.length);
  await client.close();
});
