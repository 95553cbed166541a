import { expect, test } from 'vitest';
import { CPU, cluster, GPU, key, poolRequest, refused, withPool } from './cluster.ts';

const resources = (...list: object[]) => ({ spec: { resources: list } });
const prepaid = { [key('billing.mode')]: '1' };

test.each<[string, Parameters<typeof poolRequest>[2], RegExp]>([
  ['no resources', resources(), /at least one node/],
  ['no nodes', resources({ flavor: CPU, count: 0 }), /at least one node/],
  ['fewer than no nodes', resources({ flavor: CPU, count: -1 }), /count must be 0 or more/],
  ['a flavor that does not exist', resources({ flavor: 'x', count: 1 }), /no flavor x/],
  ['a flavor twice', resources({ flavor: CPU, count: 1 }, { flavor: CPU, count: 1 }), /twice/],
  ['a maximum that is not the count', resources({ flavor: CPU, count: 1, maxCount: 2 }), /maxCount/],
  ['zones, which only a patch has', resources({ flavor: CPU, count: 1, azs: [] }), /unknown field .*azs/],
  ['a count that is no number', resources({ flavor: CPU, count: '1' }), /count must be integer/],
  ['no job type', { spec: { scope: [] } }, /at least one job type/],
  ['an unknown job type', { spec: { scope: ['Play'] } }, /scope\[0\] must be one of Train/],
  ['a job type twice', { spec: { scope: ['Train', 'Train'] } }, /twice/],
  ['a network that does not exist', { spec: { network: { name: 'x' } } }, /no network x/],
  ['no network', { spec: { network: undefined } }, /network is missing/],
  ['a virtual type', { spec: { type: 'Logical' } }, /type must be one of Dedicate/],
  ['a driver of cards that it has not', { spec: { driver: { gpuVersion: '440.33' } } }, /no such cards/],
  ['no spec', { spec: { resources: undefined } }, /resources is missing/],
  ['an unknown label', { labels: { colour: 'red' } }, /unknown field .*colour/],
  ['a long name', { labels: { [key('name')]: 'a'.repeat(31) } }, /1 to 30/],
  ['a description with special characters', { annotations: { [key('description')]: 'a<b' } }, /special/],
  ['a prepaid period that is missing', { annotations: prepaid }, /period.num.* is missing/],
  ['an unknown billing mode', { annotations: { [key('billing.mode')]: '2' } }, /must be one of 0, 1/],
])('a pool with %s is refused, and not made', async (_, change, said) => {
  await using world = await cluster();
  expect(await world.v2('POST', '/pools', poolRequest('pool', world.network, change))).toMatchObject(
    refused(said),
  );
  expect(world.simulator.audit.resources().map(({ kind }) => kind)).toEqual(['network']);
});

test('a driver in a version that does not exist is refused', async () => {
  await using world = await cluster();
  const spec = { resources: [{ flavor: GPU, count: 1 }], driver: { gpuVersion: '1' } };
  expect(await world.v2('POST', '/pools', poolRequest('pool', world.network, { spec }))).toMatchObject(
    refused(/gpuVersion must be one of/),
  );
});

test.each<[string, object, RegExp]>([
  ['no nodes', { spec: { resources: [] } }, /at least one node/],
  [
    'more nodes in zones than in all',
    { spec: { resources: [{ flavor: CPU, count: 1, azs: [{ az: 'cn-north-4a', count: 2 }] }] } },
    /azs/,
  ],
  [
    'a zone that is none',
    { spec: { resources: [{ flavor: CPU, count: 1, azs: [{ az: 'x', count: 1 }] }] } },
    /no availability zone/,
  ],
  ['no job type', { spec: { scope: [] } }, /at least one job type/],
  ['another network', { spec: { network: { name: 'x' } } }, /unknown field .*network/],
  [
    'another billing mode',
    { metadata: { annotations: { [key('billing.mode')]: '1' } } },
    /unknown field .*billing/,
  ],
  ['another name', { metadata: { labels: {} } }, /unknown field .*labels/],
])('a patch to %s is refused, and changes nothing', async (_, body, said) => {
  await using world = await withPool();
  const before = await world.read();
  expect(await world.v2('PATCH', world.pool, body)).toMatchObject(refused(said));
  expect(await world.read()).toEqual(before);
});

test('a patch that is no merge patch is refused', async () => {
  await using world = await withPool();
  const path = `/v2/${world.simulator.projectId}${world.pool}`;
  expect(await world.call('PATCH', path, { spec: {} })).toMatchObject(refused(/merge-patch/));
});

test('a second pool of the same name is refused unless names need not be unique', async () => {
  await using world = await withPool();
  const again = () => world.v2('POST', '/pools', poolRequest('pool', world.network));
  expect(await again()).toMatchObject(refused(/exists/, 409, 'ModelArts.50015000'));
  Object.assign(world.simulator.behaviours, { 'pool.duplicateName': 'allow' });
  const twin = await again();
  expect(twin.status).toBe(200);
  expect(twin.body.metadata.name).not.toBe(world.id);
});
