import { expect, test } from 'vitest';
import { cluster, MINUTE, networkRequest, poolRequest, SECOND, withPool } from './cluster.ts';

test('a new network is Creating in the answer where that is wished', async () => {
  await using world = await cluster({ behaviours: { 'network.createPhase': 'Creating' } });
  expect((await world.v1('POST', '/networks', networkRequest('a'))).body.status.phase).toBe('Creating');
});

test('server names may be random', async () => {
  await using world = await withPool({}, { behaviours: { 'pool.serverNames': 'random' } });
  expect(world.id).toMatch(/^p[0-9a-f]{16}$/);
  expect(world.network).toMatch(/^p[0-9a-f]{16}$/);
});

test('counts may be objects, as in the tables', async () => {
  await using world = await withPool({}, { behaviours: { 'pool.resourcesShape': 'object' } });
  expect((await world.read()).status.resources.creating).toMatchObject({ count: 2, maxCount: 2 });
});

test('the answer to a creation may lack a status', async () => {
  await using world = await withPool({}, { behaviours: { 'pool.createPhase': 'none' } });
  expect(world.made.body).not.toHaveProperty('status');
});

test('the answer to a deletion may say Deleting', async () => {
  await using world = await withPool({}, { behaviours: { 'pool.deletePhase': 'Deleting' } });
  expect((await world.v2('DELETE', world.pool)).body.status.phase).toBe('Deleting');
});

test('failed pools may be Abnormal, and in every list', async () => {
  const behaviours = { 'pool.listDefault': 'all', 'pool.errorPhase': 'Abnormal' } as const;
  await using world = await cluster({ behaviours });
  world.simulator.outcome(/^fails/, 'Failed');
  await world.v2('POST', '/pools', poolRequest('fails', world.network));
  world.clock.advance(MINUTE);
  expect((await world.v2('GET', '/pools')).body.items).toMatchObject([{ status: { phase: 'Abnormal' } }]);
});

test('lists may show new things late, and all things as they were', async () => {
  await using world = await withPool({}, { behaviours: { 'resource.listDelayMs': 10 * SECOND } });
  const listed = async () => (await world.v2('GET', '/pools')).body.items;
  expect(await listed()).toEqual([]);
  expect((await world.v1('GET', '/networks')).body.items).toEqual([]);
  world.wallClock.advance(10 * SECOND);
  expect(await listed()).toMatchObject([{ status: { phase: 'Creating' } }]);
  world.clock.advance(5 * MINUTE);
  Object.assign(world.simulator.behaviours, { 'resource.listStaleMs': 5 * MINUTE });
  expect(await listed()).toMatchObject([{ status: { phase: 'Creating' } }]);
  expect((await world.read()).status.phase).toBe('Running');
});

test('new things may not be readable by their names at first', async () => {
  await using world = await withPool({}, { behaviours: { 'resource.readDelayMs': 10 * SECOND } });
  expect((await world.v2('GET', world.pool)).status).toBe(404);
  world.wallClock.advance(10 * SECOND);
  expect((await world.v2('GET', world.pool)).status).toBe(200);
});
