import { expect, test } from 'vitest';
import { CPU, counts, GPU, key, MINUTE, mergePatch, refused, withPool } from './cluster.ts';

const request = (name: string, resources: object = {}, annotations: object = {}) => ({
  apiVersion: 'v2',
  kind: 'NodePool',
  metadata: { name, annotations },
  spec: { resources: { flavor: GPU, count: 2, maxCount: 2, ...resources } },
});

/** A pool of two CPU nodes that are up, and a node pool beside its own. */
async function withNodePool(behaviours = {}) {
  const world = await withPool({}, { behaviours });
  world.clock.advance(5 * MINUTE);
  const made = await world.v2('POST', `${world.pool}/nodepools`, request('gpus', { labels: { a: 'b' } }));
  return { ...world, made, path: `${world.pool}/nodepools/gpus` };
}

test('a node pool is one of the pool beside its own, and its nodes come up', async () => {
  await using world = await withNodePool();
  expect(world.made).toMatchObject({
    status: 200,
    body: {
      metadata: { name: 'gpus' },
      spec: { resources: { nodePool: 'gpus', flavor: GPU, labels: { a: 'b' } } },
    },
  });
  const { items } = (await world.v2('GET', `${world.pool}/nodepools`)).body;
  expect(items.map((one: { metadata: { name: string } }) => one.metadata.name)).toEqual([
    `${CPU}-Default`,
    'gpus',
  ]);
  const creating = async () => (await world.v2('GET', world.path)).body.status.resources;
  expect(await creating()).toMatchObject({ creating: { flavor: GPU, count: 2, nodePool: 'gpus' } });
  world.clock.advance(2 * MINUTE);
  expect(await creating()).toMatchObject({ available: { flavor: GPU, count: 2 } });
  expect((await world.v2('GET', `${world.path}/nodes`)).body.items).toHaveLength(2);
  expect(counts(await world.read())).toEqual({ available: 4 });
  expect((await world.read()).spec.resources).toEqual([{ flavor: CPU, count: 2 }]);
});

test('a patch changes its count and keeps the rest', async () => {
  await using world = await withNodePool();
  const spec = { resources: { flavor: GPU, count: 3, maxCount: 3 } };
  const patched = await world.v2('PATCH', world.path, { spec });
  expect(patched.body).toEqual({
    spec: { resources: { ...spec.resources, nodePool: 'gpus', labels: { a: 'b' } } },
  });
  expect(counts(await world.read())).toEqual({ available: 2, creating: 3 });
});

test('the pool’s own node pool changes the pool', async () => {
  await using world = await withNodePool();
  const spec = { resources: { flavor: CPU, count: 3, maxCount: 3 } };
  await world.v2('PATCH', `${world.pool}/nodepools/${CPU}-Default`, { spec });
  expect((await world.read()).spec.resources).toEqual([{ flavor: CPU, count: 3 }]);
});

test('a node pool that is deleted is gone at once, and its nodes a while later', async () => {
  await using world = await withNodePool();
  world.clock.advance(2 * MINUTE);
  expect((await world.v2('DELETE', world.path)).status).toBe(200);
  expect(await world.v2('GET', world.path)).toMatchObject(refused(/invalid nodepool name/));
  expect(counts(await world.read())).toEqual({ available: 2, deleting: 2 });
  world.clock.advance(MINUTE);
  expect(counts(await world.read())).toEqual({ available: 2 });
  expect(world.simulator.audit.resources().at(-1)).toMatchObject({
    kind: 'nodePool',
    id: `${world.id}/gpus`,
    deletedBy: 'simulated-user',
  });
});

test.each<[string, object, RegExp]>([
  ['the name of another', request(`${CPU}-Default`), /exists/],
  ['a bad name', request('-'), /invalid nodepool name/],
  ['a flavor that does not exist', request('n', { flavor: 'x' }), /no flavor x/],
  ['a maximum that is not the count', request('n', { maxCount: 3 }), /maxCount/],
  ['no maximum', request('n', { maxCount: undefined }), /maxCount is missing/],
  ['another name in its spec', request('n', { nodePool: 'm' }), /nodePool must be the name/],
  ['a tag that is kept for others', request('n', { tags: [{ key: 'CCE-x', value: 'y' }] }), /CCE-/],
  ['a period that is missing', request('n', {}, { [key('billing.mode')]: '1' }), /period.num.* is missing/],
])('a node pool with %s is refused', async (_, body, said) => {
  await using world = await withNodePool();
  expect(await world.v2('POST', `${world.pool}/nodepools`, body)).toMatchObject(refused(said));
  expect((await world.v2('GET', `${world.pool}/nodepools`)).body.items).toHaveLength(2);
});

test('another flavor, and the last node, cannot be had by a patch or a deletion', async () => {
  await using world = await withPool({ spec: { resources: [{ flavor: CPU, count: 1 }] } });
  const path = `${world.pool}/nodepools/${CPU}-Default`;
  const patch = (resources: object) => world.v2('PATCH', path, { spec: { resources } });
  expect(await patch({ flavor: GPU, count: 1, maxCount: 1 })).toMatchObject(
    refused(/flavor .* cannot change/),
  );
  expect(await patch({ flavor: CPU, count: 0, maxCount: 0 })).toMatchObject(refused(/at least one node/));
  expect(await world.v2('DELETE', path)).toMatchObject(refused(/at least one node/));
});

test('the node pools of a prepaid pool cannot be deleted', async () => {
  const prepaid = { 'billing.mode': '1', 'period.type': '2', 'period.num': '1', 'auto.pay': 'true' };
  const annotations = Object.fromEntries(Object.entries(prepaid).map(([name, value]) => [key(name), value]));
  await using world = await withPool({ annotations });
  expect(await world.v2('DELETE', `${world.pool}/nodepools/${CPU}-Default`)).toMatchObject(
    refused(/prepaid/),
  );
});

test('either content type will do for a patch, or only that of the header', async () => {
  await using world = await withNodePool();
  const path = `/v2/${world.simulator.projectId}${world.path}`;
  const body = { spec: { resources: { flavor: GPU, count: 3, maxCount: 3 } } };
  expect((await world.call('PATCH', path, body)).status).toBe(200);
  Object.assign(world.simulator.behaviours, { 'nodepool.contentType': 'merge-patch' });
  expect(await world.call('PATCH', path, body)).toMatchObject(refused(/merge-patch/));
  expect((await world.call('PATCH', path, body, mergePatch)).status).toBe(200);
});

test('what is missing is a 404 where that is wished', async () => {
  await using world = await withNodePool({ 'nodepool.notFoundStatus': '404' });
  expect(await world.v2('GET', `${world.pool}/nodepools/x`)).toMatchObject(
    refused(/invalid nodepool name/, 404),
  );
});
