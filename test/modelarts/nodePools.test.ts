import { expect, test } from 'vitest';
import type { CreateNodePoolRequest } from '../../operator/modelarts/generated/nodepool.gen.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { CPU, clustered, GPU } from './clusters.ts';
import { clientOf, json, mayMutate, serve } from './server.ts';
import { MINUTE, read, rejected } from './simulated.ts';

const body = (name: string, resources: object = {}): CreateNodePoolRequest => ({
  apiVersion: 'v2',
  kind: 'NodePool',
  metadata: { name },
  spec: { resources: { flavor: GPU, count: 1, maxCount: 1, ...resources } },
});

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['only merge patches', { 'nodepool.contentType': 'merge-patch' }],
  ['404 for what is missing', { 'nodepool.notFoundStatus': '404' }],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
];

test.each(readings)('a node pool is made, found, grown and removed under: %s', async (_, behaviours) => {
  await using world = await clustered(behaviours);
  const id = await world.pool();
  const { nodePools, pools } = world.client;
  const taints = [{ key: 'gpu', value: 'true', effect: 'NoSchedule' }];
  const made = await nodePools.create(id, body('gpus', { labels: { a_b: 'c' }, taints }), mayMutate());
  expect(made).toMatchObject({ name: 'gpus', requestId: world.simulator.audit.calls.at(-1)?.requestId });
  world.advance(5 * MINUTE);
  const resources = { flavor: GPU, count: 1, maxCount: 1, labels: { a_b: 'c' }, taints };
  const found = await nodePools.get(id, 'gpus', read());
  expect(found).toMatchObject({
    name: 'gpus',
    nodes: { available: [{ flavor: GPU, count: 1 }], creating: [] },
  });
  expect(found.resources).toEqual(resources);
  expect((await nodePools.list(id, read())).map(({ name }) => name)).toEqual([`${CPU}-Default`, 'gpus']);
  expect(await nodePools.get(id, `${CPU}-Default`, read())).toMatchObject({ resources: { count: 2 } });
  const asked = { flavor: GPU, count: 2, maxCount: 2 };
  await nodePools.patch(id, 'gpus', { spec: { resources: asked } }, mayMutate());
  expect((await nodePools.get(id, 'gpus', read())).resources).toEqual({ ...resources, ...asked });
  expect(await pools.nodes.listOfNodePool(id, 'gpus', read())).toHaveLength(2);
  await nodePools.remove(id, 'gpus', mayMutate());
  expect(await rejected(nodePools.get(id, 'gpus', read()))).toMatchObject({
    kind: 'not-found',
    code: 'ModelArts.50004000',
  });
});

test('a node pool is gone with its pool', async () => {
  await using world = await clustered();
  const error = await rejected(world.client.nodePools.get('x', 'gpus', read()));
  expect(error).toMatchObject({ kind: 'not-found', operation: 'getPool' });
});

test('a name that is taken is refused for good; a pool that does not exist is not what is made', async () => {
  await using world = await clustered();
  const id = await world.pool();
  const { nodePools } = world.client;
  await nodePools.create(id, body('gpus'), mayMutate());
  expect(await rejected(nodePools.create(id, body('gpus'), mayMutate()))).toMatchObject({ kind: 'invalid' });
  expect(await rejected(nodePools.create('x', body('gpus'), mayMutate()))).toMatchObject({ kind: 'invalid' });
});

test('a create whose answer is lost is ambiguous and was sent once', async () => {
  await using world = await clustered();
  const id = await world.pool();
  world.simulator.faults.add({ operation: 'createNodePool', kind: 'drop-after' });
  const { nodePools } = world.client;
  expect(await rejected(nodePools.create(id, body('gpus'), mayMutate()))).toMatchObject({
    kind: 'ambiguous',
  });
  expect(await nodePools.list(id, read())).toHaveLength(2);
});

const bad = { error_code: 'ModelArts.50004000', error_msg: 'Bad request.' };
const pool = { metadata: { name: 'p', labels: { 'os.modelarts/name': 'p' } } };
const named = (name: string) => ({ metadata: { name } });

test.each<[string, [number, object], [number, object], string]>([
  ['lacks it', [200, pool], [200, { items: [named('other')] }], 'not-found'],
  ['is empty', [200, pool], [200, { kind: 'NodePoolList' }], 'not-found'],
  ['has it', [200, pool], [200, { items: [named('gpus')] }], 'invalid'],
  ['cannot be read', [200, pool], [200, { items: [named('other'), {}] }], 'unavailable'],
  ['is not complete', [200, pool], [200, { items: [], metadata: { continue: 'x' } }], 'unavailable'],
  ['is refused', [200, pool], [400, bad], 'invalid'],
  ['is of a pool that does not answer', [500, bad], [200, { items: [] }], 'unavailable'],
  [
    'is of a pool that is not found',
    [404, { ...bad, error_code: 'ModelArts.50015001' }],
    [200, {}],
    'not-found',
  ],
])(
  'after a bad request for a node pool whose pool’s list %s, it is judged',
  async (_, ofPool, ofList, kind) => {
    await using server = await serve((response, request, socket) => {
      const path = request.path.split('/').slice(3).join('/');
      const [status, answer] =
        path === 'pools/p' ? ofPool : path === 'pools/p/nodepools' ? ofList : [400, bad];
      json(status, answer)(response, request, socket);
    });
    const client = clientOf(server.url, { retry: { attempts: 1 } });
    expect(await rejected(client.nodePools.get('p', 'gpus', read()))).toMatchObject({ kind });
    await client.close();
  },
);

test('names may have dots, but do not climb', async () => {
  await using server = await serve(json(200, named('a.b-Default')));
  const client = clientOf(server.url);
  expect(await client.nodePools.get('p', 'a.b-Default', read())).toMatchObject({ name: 'a.b-Default' });
  for (const name of ['..', '.', 'a/b', ''])
    expect(await rejected(client.nodePools.get('p', name, read()))).toMatchObject({ kind: 'unsent' });
  expect(await rejected(client.nodePools.get('p', 'other', read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});
