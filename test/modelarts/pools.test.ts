import { expect, test } from 'vitest';
import { parsePool } from '../../operator/modelarts/pool.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { CPU, clustered, GPU, poolBody } from './clusters.ts';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve } from './server.ts';
import { MINUTE, read, rejected } from './simulated.ts';

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['counts that are objects', { 'pool.resourcesShape': 'object' }],
  ['no status in the answer to a create', { 'pool.createPhase': 'none' }],
  ['Deleting in the answer to a delete', { 'pool.deletePhase': 'Deleting' }],
  ['lists with everything', { 'pool.listDefault': 'all' }],
  ['random names', { 'pool.serverNames': 'random' }],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['nulls in requests refused', { nulls: 'reject' }],
];

test.each(readings)('a pool is made, found, grown and removed under: %s', async (_, behaviours) => {
  await using world = await clustered(behaviours);
  const { pools } = world.client;
  const driver = { gpuVersion: '440.31', updateStrategy: 'idle' };
  const spec = { resources: [{ flavor: GPU, count: 1 }], driver, jobFlavors: ['a'] };
  const made = await pools.create(poolBody('gpu', world.network, { spec }), mayMutate());
  expect(made.requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
  world.advance(5 * MINUTE);
  const pool = await pools.get(made.id, read());
  const counted = { flavor: GPU, count: 1, maxCount: 1, zones: [{ az: 'cn-north-4c', count: 1 }] };
  expect(pool).toMatchObject({
    ...{
      id: made.id,
      name: 'gpu',
      workspaceId: '0',
      description: 'ours',
      type: 'Dedicate',
      scope: ['Train'],
    },
    ...{
      resources: [{ flavor: GPU, count: 1, zones: [] }],
      networkId: world.network,
      jobFlavors: ['a'],
      driver,
    },
    ...{ controlMode: 0, phase: 'Running', scopeStates: { Train: 'Enabled' } },
    drivers: { gpu: { version: '440.31', state: 'Running' } },
    nodes: {
      creating: [],
      available: [{ ...counted, nodePool: `${GPU}-Default` }],
      abnormal: [],
      deleting: [],
    },
  });
  expect(await pools.search({}, read())).toEqual([pool]);
  await pools.patch(made.id, { spec: { resources: [{ flavor: GPU, count: 2 }] } }, mayMutate());
  expect((await pools.get(made.id, read())).nodes).toMatchObject({
    available: [{ count: 1 }],
    creating: [{ count: 1 }],
  });
  await pools.remove(made.id, mayMutate());
  expect(await pools.get(made.id, read())).toMatchObject({
    phase: 'Deleting',
    deletedAtMs: expect.any(Number),
  });
  world.advance(5 * MINUTE);
  expect(await rejected(pools.get(made.id, read()))).toMatchObject({
    kind: 'not-found',
    code: 'ModelArts.50015001',
  });
  expect(await pools.search({}, read())).toEqual([]);
});

test.each<[string, Partial<Behaviours>, string]>([
  ['hidden unless asked for', {}, 'Error'],
  ['in every list', { 'pool.listDefault': 'all' }, 'Error'],
  ['called Abnormal', { 'pool.errorPhase': 'Abnormal' }, 'Abnormal'],
])('pools whose creation failed are found once where they are %s', async (_, behaviours, phase) => {
  await using world = await clustered(behaviours);
  world.simulator.outcome(/^fails/, 'Failed', { message: 'no capacity' });
  const [well, failed] = [await world.pool('well'), await world.pool('fails')];
  world.advance(5 * MINUTE);
  const found = await world.client.pools.search({}, read());
  expect(found.map(({ id }) => id).sort()).toEqual([well, failed].sort());
  expect(found.find(({ id }) => id === failed)).toMatchObject({
    phase,
    message: 'no capacity',
    failed: true,
  });
});

test('the one page for the observer begins with the newest pool', async () => {
  await using world = await clustered();
  const first = await world.pool('first');
  world.advance(MINUTE);
  const second = await world.pool('second');
  const page = await world.client.pools.newest({}, read());
  expect(page).toMatchObject({ items: [{ id: second }, { id: first }], total: 2, count: 2 });
});

test('a pool of another workspace is found there and only there', async () => {
  await using world = await clustered();
  const id = await world.pool('elsewhere', { labels: { 'os.modelarts/workspace.id': 'w-1' } });
  expect(await world.client.pools.search({}, read())).toEqual([]);
  expect(await world.client.pools.search({ workspaceId: 'w-1' }, read())).toMatchObject([{ id }]);
  expect(await world.client.pools.usage.statistics('w-1', read())).toMatchObject({ creating: 1 });
});

test('a name that is taken is a duplicate, and a network that does not exist is invalid', async () => {
  await using world = await clustered();
  const { pools } = world.client;
  await world.pool('twin');
  expect(await rejected(world.pool('twin'))).toMatchObject({ kind: 'duplicate-name', status: 409 });
  const lost = await rejected(pools.create(poolBody('other', 'x'), mayMutate()));
  expect(lost).toMatchObject({ kind: 'invalid', reason: 'BadRequest' });
});

test.each([
  ['dropped before it was carried out', { kind: 'drop-before' }, 0],
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['spoiled', { kind: 'garbage' }, 1],
  ['a 500 after it was carried out', { kind: 'status', status: 500, effect: true }, 1],
] as const)('a create whose answer is %s is ambiguous and was sent once', async (_, fault, made) => {
  await using world = await clustered();
  world.simulator.faults.add({ operation: 'createPool', ...fault });
  expect(await rejected(world.pool('lost'))).toMatchObject({ kind: 'ambiguous' });
  expect(world.simulator.audit.calls.filter(({ operation }) => operation === 'createPool')).toHaveLength(1);
  expect(await world.client.pools.search({}, read())).toHaveLength(made);
});

test('nodes are listed, rebooted and taken away', async () => {
  await using world = await clustered();
  const id = await world.pool();
  world.advance(5 * MINUTE);
  const { nodes } = world.client.pools;
  const [first, second] = await nodes.list(id, read());
  expect(first).toMatchObject({
    ...{ flavor: CPU, phase: 'Available', zone: 'cn-north-4c', privateIp: '192.168.0.1' },
    ...{ resources: { cpu: '3920m', memory: '6270Mi' }, availableResources: { cpu: '3920m' } },
  });
  await nodes.reboot(id, [first!.name], mayMutate());
  expect((await nodes.list(id, read())).map(({ phase }) => phase)).toEqual(['Checking', 'Available']);
  await nodes.remove(id, [second!.name], mayMutate());
  world.advance(5 * MINUTE);
  expect((await nodes.list(id, read())).map(({ name }) => name)).toEqual([first!.name]);
  expect(await rejected(nodes.remove(id, [first!.name], mayMutate()))).toMatchObject({ kind: 'invalid' });
  expect(await rejected(nodes.list('x', read()))).toMatchObject({ kind: 'not-found' });
});

test('a new node may have no status', async () => {
  await using world = await clustered({ 'pool.nodesInclude': 'noStatus' });
  const id = await world.pool();
  expect((await world.client.pools.nodes.list(id, read())).map(({ phase }) => phase)).toEqual(['', '']);
});

test('what jobs do in a pool is told', async () => {
  await using world = await clustered();
  const id = await world.pool();
  world.advance(5 * MINUTE);
  const resource = { pool_id: id, node_count: 2 };
  const runs = await world.job({ metadata: { name: 'runs' }, spec: { resource } });
  const waits = await world.job({ metadata: { name: 'waits' }, spec: { resource } });
  world.advance(MINUTE);
  const { usage } = world.client.pools;
  expect(await usage.workloads(id, read())).toMatchObject([
    { id: waits, name: 'waits', type: 'train', status: 'Queue', pendingPosition: 1, hostIps: [] },
    { id: runs, name: 'runs', status: 'Running', hostIps: ['192.168.0.1', '192.168.0.2'], flavor: CPU },
  ]);
  expect(await usage.workloadStatistics(id, read())).toEqual({ train: { Queue: 1, Running: 1 } });
  const memory = '16Gi';
  expect(await usage.metrics(read())).toEqual([
    { poolId: id, allocated: { cpu: '8', memory }, capacity: { cpu: '8', memory } },
  ]);
  expect(await usage.statistics('0', read())).toEqual({ created: 1, creating: 0, failed: 0, pending: 0 });
  const { cpuUsage, gpuUtil } = await usage.monitor(id, read());
  expect(cpuUsage).toHaveLength(6);
  expect(cpuUsage?.[1]).toEqual({ atMs: (cpuUsage?.[0]?.atMs ?? 0) + MINUTE, value: expect.any(Number) });
  expect(gpuUtil?.[0]?.value).toBe(-1);
  const events = await usage.events(id, { limit: 2 }, read());
  expect(events).toMatchObject([
    {
      type: 'Normal',
      reason: 'PoolResourcesStatusChange',
      message: expect.stringContaining('2/0/0/0'),
      count: 1,
    },
    { reason: expect.any(String), atMs: expect.any(Number) },
  ]);
  expect(await usage.events(id, { sinceMs: (events[0]?.atMs ?? 0) + 1000 }, read())).toEqual([]);
  expect(await rejected(usage.events('x', {}, read()))).toMatchObject({ kind: 'not-found' });
});

test('flavors, quotas and driver versions are told', async () => {
  await using world = await clustered();
  const { resourceFlavors } = world.client;
  const flavors = await resourceFlavors.list(read());
  expect(flavors.find(({ name }) => name === GPU)).toMatchObject({
    ...{
      cpuArch: 'x86',
      cpu: '8',
      memory: '32Gi',
      gpu: { type: 'nvidia-t4', size: '1' },
      billingModes: [0, 1],
    },
    zones: { 'cn-north-4a': 'normal' },
  });
  expect(await resourceFlavors.userConfig(read())).toMatchObject({ networkQuota: 15, poolQuota: 15 });
  expect(await resourceFlavors.pluginVersions('gpu-driver', read())).toContain('470.57');
  expect(await rejected(resourceFlavors.pluginVersions('x', read()))).toMatchObject({ kind: 'not-found' });
});

const wire = (rest: object = {}, labels: object = {}) => ({
  metadata: { name: 'p-1', labels: { 'os.modelarts/name': 'p', ...labels } },
  ...rest,
});

test.each<[string, Reply]>([
  ['is none', json(200, {})],
  ['has a pool without an id', json(200, { items: [{ metadata: {} }] })],
  ['has a pool whose name is not told', json(200, { items: [{ metadata: { name: 'p-1' } }] })],
  ['shows another workspace', json(200, { items: [wire({}, { 'os.modelarts/workspace.id': 'w-1' })] })],
  ['has a second page', json(200, { items: [wire()], metadata: { continue: 'x' } })],
])('a list that %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.pools.search({}, read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test('a search asks for the valid pools first, then for those that failed', async () => {
  await using server = await serve(json(200, { kind: 'PoolList' }));
  const client = clientOf(server.url);
  expect(await client.pools.search({ workspaceId: 'w-1' }, read())).toEqual([]);
  expect(server.received.map(({ path }) => path)).toEqual([
    `/v2/${PROJECT}/pools?workspaceId=w-1`,
    `/v2/${PROJECT}/pools?workspaceId=w-1&status=failed`,
  ]);
  await client.close();
});

test('patches go as merge patches, ids that climb and a shut gate let nothing pass', async () => {
  await using server = await serve(json(200, wire()));
  const client = clientOf(server.url);
  const { pools } = client;
  await pools.patch('p-1', {}, mayMutate());
  expect(server.received[0]).toMatchObject({
    method: 'PATCH',
    headers: { 'content-type': 'application/merge-patch+json' },
  });
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { ...mayMutate(), gate };
  for (const call of [
    () => pools.create(poolBody('p', 'n'), shut),
    () => pools.patch('p-1', {}, shut),
    () => pools.remove('p-1', shut),
    () => pools.nodes.remove('p-1', ['n'], shut),
    () => pools.nodes.reboot('p-1', ['n'], shut),
    () => pools.remove('p.1', mayMutate()),
    () => pools.get('..', read()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toHaveLength(1);
  await client.close();
});

test('an answer about another pool says nothing of this one, and one without an id leaves a create open', async () => {
  await using server = await serve(json(200, wire()));
  const client = clientOf(server.url);
  expect(await rejected(client.pools.get('p-2', read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
  await using empty = await serve(json(200, {}));
  const other = clientOf(empty.url);
  expect(await rejected(other.pools.create(poolBody('p', 'n'), mayMutate()))).toMatchObject({
    kind: 'ambiguous',
  });
  await other.close();
});

test.each<[string, object, object]>([
  [
    'counts that are lists',
    { status: { resources: { abnormal: [{ flavor: 'f', count: 1 }] } } },
    { nodes: { abnormal: [{ flavor: 'f', count: 1 }] } },
  ],
  [
    'counts that are objects',
    { status: { resources: { abnormal: { flavor: 'f', count: 1 } } } },
    { nodes: { abnormal: [{ flavor: 'f', count: 1 }] } },
  ],
  [
    'the other spelling of npu',
    { status: { driver: { npv: { version: 'C78', state: 'Running' } } } },
    { drivers: { npu: { version: 'C78', state: 'Running' } } },
  ],
  [
    'the words of a driver',
    { status: { driver: { gpu: { state: 'Abnormal', error_msg: 'no' } } } },
    { drivers: { gpu: { state: 'Abnormal', message: 'no' } } },
  ],
  [
    'phases that are new',
    { status: { phase: 'Dreaming', scope: [{ scopeType: 'Play', state: 'Soon' }] } },
    { phase: 'Dreaming', scopeStates: { Play: 'Soon' } },
  ],
  [
    'other shapes',
    { spec: { resources: 'x', scope: {}, driver: 1 }, status: [1] },
    { resources: [], scope: [], driver: {}, phase: '' },
  ],
])('an answer with %s is read', (_, rest, expected) => {
  expect(parsePool(wire(rest))).toMatchObject(expected);
});
