import { expect, test } from 'vitest';
import {
  CPU,
  cluster,
  counts,
  GPU,
  key,
  MINUTE,
  noon,
  poolRequest,
  refused,
  SECOND,
  UNTIL_UP,
  withPool,
} from './cluster.ts';

test('a pool is answered whole, under a name of the server', async () => {
  const labels = { [key('node.prefix')]: 'gpu' };
  const annotations = { [key('description')]: 'for all', [key('billing.mode')]: '0' };
  const spec = {
    scope: ['Train', 'Infer'],
    resources: [{ flavor: GPU, count: 1 }],
    jobFlavors: ['a'],
    driver: { gpuVersion: '440.33' },
  };
  await using world = await withPool({ labels, annotations, spec });
  expect(world.id).toBe(`pool-${world.simulator.projectId}`);
  expect(await world.read()).toMatchObject({
    kind: 'Pool',
    apiVersion: 'v2',
    metadata: {
      name: world.id,
      creationTimestamp: '2026-01-01T12:00:20Z',
      labels: { [key('name')]: 'pool', [key('workspace.id')]: '0' },
      annotations,
    },
    spec: { ...spec, type: 'Dedicate', network: { name: world.network } },
    status: { phase: 'Creating', root: world.id },
  });
  expect((await world.nodes())[0].metadata.name).toMatch(/^gpu-/);
  expect(world.simulator.audit.resources()).toMatchObject([
    { kind: 'network' },
    { kind: 'pool', id: world.id, name: 'pool', user: 'simulated-user', createdAt: noon + 20 * SECOND },
  ]);
});

test('its nodes come up one after the other, and it runs from the first one on', async () => {
  await using world = await withPool({ spec: { resources: [{ flavor: CPU, count: 3 }] } });
  const seen = async () => [(await world.read()).status.phase, counts(await world.read())];
  expect(await seen()).toEqual(['Creating', { creating: 3 }]);
  world.clock.advance(UNTIL_UP - 1);
  expect(await seen()).toEqual(['Creating', { creating: 3 }]);
  world.clock.advance(1);
  expect(await seen()).toEqual(['Running', { available: 1, creating: 2 }]);
  world.clock.advance(30 * SECOND);
  expect(await seen()).toEqual(['Running', { available: 2, creating: 1 }]);
  world.clock.advance(30 * SECOND);
  expect(await seen()).toEqual(['Running', { available: 3 }]);
});

test('job types and drivers take their time', async () => {
  const spec = {
    scope: ['Train', 'Infer'],
    resources: [{ flavor: GPU, count: 1 }],
    driver: { gpuVersion: '440.31' },
  };
  await using world = await withPool({ spec });
  const seen = async () => {
    const { scope, driver } = (await world.read()).status;
    return [...scope.map(({ state }: { state: string }) => state), driver.gpu];
  };
  expect(await seen()).toEqual(['Enabling', 'Enabling', { version: '440.31', state: 'Creating' }]);
  world.clock.advance(UNTIL_UP + 20 * SECOND);
  expect(await seen()).toEqual(['Enabled', 'Enabled', { version: '440.31', state: 'Creating' }]);
  world.clock.advance(40 * SECOND);
  expect(await seen()).toEqual(['Enabled', 'Enabled', { version: '440.31', state: 'Running' }]);
  await world.v2('PATCH', world.pool, {
    spec: { scope: ['Train', 'Notebook'], driver: { gpuVersion: '470.57' } },
  });
  expect(await seen()).toEqual([
    'Enabled',
    'Disabling',
    'Enabling',
    { version: '440.31', state: 'Upgrading' },
  ]);
  world.clock.advance(MINUTE);
  expect(await seen()).toEqual(['Enabled', 'Disabled', 'Enabled', { version: '470.57', state: 'Running' }]);
  expect((await world.read()).spec).toMatchObject({
    scope: ['Train', 'Notebook'],
    driver: { gpuVersion: '470.57' },
  });
});

test('a driver that is changed when idle waits for the jobs to end', async () => {
  const driver = { gpuVersion: '440.31', updateStrategy: 'idle' };
  await using world = await withPool({ spec: { resources: [{ flavor: GPU, count: 1 }], driver } });
  world.clock.advance(3 * MINUTE);
  await world.job('busy');
  world.clock.advance(MINUTE);
  await world.v2('PATCH', world.pool, { spec: { driver: { gpuVersion: '470.57' } } });
  const state = async () => (await world.read()).status.driver.gpu.state;
  world.clock.advance(MINUTE);
  expect(await state()).toBe('Running');
  world.clock.advance(5 * MINUTE);
  expect(await state()).toBe('Upgrading');
});

test('a patch replaces the resources whole: more nodes come, others go, a flavor that is not named goes', async () => {
  await using world = await withPool({
    spec: {
      resources: [
        { flavor: CPU, count: 3 },
        { flavor: GPU, count: 1 },
      ],
    },
  });
  world.clock.advance(5 * MINUTE);
  const patched = await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count: 2 }] } });
  expect(patched.body.spec.resources).toEqual([{ flavor: CPU, count: 2 }]);
  expect(patched.body.status.phase).toBe('Running');
  expect(counts(patched.body)).toEqual({ available: 2, deleting: 2 });
  world.clock.advance(MINUTE);
  expect(counts(await world.read())).toEqual({ available: 2 });
  const grown = await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count: 4 }] } });
  expect(counts(grown.body)).toEqual({ available: 2, creating: 2 });
  world.clock.advance(MINUTE);
  expect(counts(await world.read())).toEqual({ available: 4 });
});

test('of the nodes that are too many those go first that are not up, then those that are not well, then the newest', async () => {
  await using world = await withPool({ spec: { resources: [{ flavor: CPU, count: 3 }] } });
  const resize = async (count: number) => {
    await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count }] } });
    world.clock.advance(MINUTE - 1);
    return counts(await world.read());
  };
  world.clock.advance(5 * MINUTE);
  const up = (await world.nodes()).map(({ metadata }) => metadata.name);
  world.simulator.breakNode(up[0]);
  await resize(4);
  await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count: 5 }] } });
  expect(await resize(4)).toEqual({ available: 3, abnormal: 1, deleting: 1 });
  expect(await resize(3)).toMatchObject({ available: 3 });
  await resize(2);
  world.clock.advance(MINUTE);
  expect((await world.nodes()).map(({ metadata }) => metadata.name)).toEqual(up.slice(1));
});

test('merged by flavor, a flavor that is not named stays', async () => {
  const behaviours = { 'pool.patchResources': 'merge' } as const;
  const spec = {
    resources: [
      { flavor: CPU, count: 1 },
      { flavor: GPU, count: 1 },
    ],
  };
  await using world = await withPool({ spec }, { behaviours });
  await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count: 2 }] } });
  const { resources } = (await world.read()).spec;
  expect(resources).toEqual(
    expect.arrayContaining([
      { flavor: CPU, count: 2 },
      { flavor: GPU, count: 1 },
    ]),
  );
  expect(resources).toHaveLength(2);
});

test('nodes are made in the zones that are asked for', async () => {
  await using world = await withPool();
  const azs = [
    { az: 'cn-north-4a', count: 1 },
    { az: 'cn-north-4c', count: 3 },
  ];
  await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count: 4, azs }] } });
  world.clock.advance(5 * MINUTE);
  const [available] = (await world.read()).status.resources.available;
  expect(available).toMatchObject({ flavor: CPU, count: 4, nodePool: `${CPU}-Default` });
  expect(available.azs).toEqual(expect.arrayContaining(azs));
});

test('what a patch does not name stays, and a description can change', async () => {
  await using world = await withPool({ annotations: { [key('billing.mode')]: '0' } });
  const before = await world.read();
  const annotations = { [key('description')]: 'new' };
  const { body } = await world.v2('PATCH', world.pool, { metadata: { annotations } });
  expect(body.metadata.annotations).toEqual({ [key('billing.mode')]: '0', ...annotations });
  expect(body.spec).toEqual(before.spec);
});

test('a pool whose name says so is not created, is hidden in lists, and forgotten after three days', async () => {
  await using world = await cluster();
  world.simulator.outcome(/^fails/, 'Failed', { message: 'no capacity' });
  const made = await world.v2('POST', '/pools', poolRequest('fails', world.network));
  const path = `/pools/${made.body.metadata.name}`;
  const listed = async (query = '') => (await world.v2('GET', `/pools${query}`)).body.items.length;
  expect(await listed()).toBe(1);
  world.clock.advance(MINUTE);
  expect((await world.v2('GET', path)).body.status).toMatchObject({ phase: 'Error', message: 'no capacity' });
  expect([await listed(), await listed('?status=failed'), await listed('?status=created')]).toEqual([
    0, 1, 0,
  ]);
  expect(await world.v2('PATCH', path, { spec: { scope: ['Infer'] } })).toMatchObject(
    refused(/pool is Error/),
  );
  const again = await world.v2('POST', '/pools', poolRequest('fails', world.network));
  expect(again.status).toBe(200);
  expect(again.body.metadata.name).not.toBe(made.body.metadata.name);
  world.clock.advance(3 * 24 * 60 * MINUTE);
  expect(await world.v2('GET', path)).toMatchObject({
    status: 404,
    body: { error_code: 'ModelArts.50015001' },
  });
});

test('a pool whose nodes come up unwell is Abnormal until they are rebooted', async () => {
  await using world = await cluster();
  world.simulator.outcome(/^ails/, 'Abnormal', { message: 'bad disk' });
  const made = await world.v2('POST', '/pools', poolRequest('ails', world.network));
  const path = `/pools/${made.body.metadata.name}`;
  const status = async () => (await world.v2('GET', path)).body.status;
  world.clock.advance(5 * MINUTE);
  expect(await status()).toMatchObject({ phase: 'Abnormal', message: 'bad disk' });
  const { items } = (await world.v2('GET', `${path}/nodes`)).body;
  const nodeNames = items.map((node: { metadata: { name: string } }) => node.metadata.name);
  await world.v2('POST', `${path}/nodes/batch-reboot`, { nodeNames });
  world.clock.advance(MINUTE);
  expect((await status()).phase).toBe('Running');
});

test('nodes of a flavor that is sold out never come up', async () => {
  await using world = await withPool({
    spec: { resources: [{ flavor: 'modelarts.vm.gpu.soldout', count: 1 }] },
  });
  world.clock.advance(24 * 60 * MINUTE);
  expect((await world.read()).status.phase).toBe('Creating');
  expect(counts(await world.read())).toEqual({ creating: 1 });
});

test('a prepaid pool waits for its order to be paid', async () => {
  const prepaid = { [key('billing.mode')]: '1', [key('period.type')]: '2', [key('period.num')]: '1' };
  await using world = await withPool({ annotations: prepaid });
  world.clock.advance(60 * MINUTE);
  expect((await world.read()).status).toMatchObject({
    phase: 'Creating',
    message: 'the order has not been paid',
  });
  const pending = async () => (await world.v2('GET', '/statistics/pools')).body.statistics.status.pending;
  expect(await pending()).toBe(1);
  await world.v2('PATCH', world.pool, { metadata: { annotations: { [key('order.id')]: 'CS1' } } });
  world.clock.advance(60 * MINUTE);
  expect((await world.read()).status.phase).toBe('Running');
  expect(await pending()).toBe(0);
});

test('a prepaid pool that is paid automatically waits for nobody', async () => {
  const prepaid = { [key('billing.mode')]: '1', [key('period.type')]: '3', [key('period.num')]: '1' };
  await using world = await withPool({ annotations: { ...prepaid, [key('auto.pay')]: 'true' } });
  world.clock.advance(60 * MINUTE);
  expect((await world.read()).status.phase).toBe('Running');
});

test('a pool is Deleting for a while, then it is gone and its name is free', async () => {
  await using world = await withPool();
  world.clock.advance(5 * MINUTE);
  const deleted = await world.v2('DELETE', world.pool);
  expect(deleted).toMatchObject({ status: 200, body: { status: { phase: 'Running' } } });
  expect(deleted.body.metadata.deletionTimestamp).toBe('2026-01-01T12:05:20Z');
  expect((await world.read()).status.phase).toBe('Deleting');
  expect(counts(await world.read())).toEqual({ deleting: 2 });
  world.clock.advance(MINUTE);
  expect(await world.v2('GET', world.pool)).toMatchObject(refused(/no pool/, 404, 'ModelArts.50015001'));
  expect(await world.v2('DELETE', world.pool)).toMatchObject({ status: 404 });
  const again = await world.v2('POST', '/pools', poolRequest('pool', world.network));
  expect(again.status).toBe(200);
  expect(again.body.metadata.name).not.toBe(world.id);
  const [, record] = world.simulator.audit.resources();
  expect(record).toMatchObject({ id: world.id, deletedBy: 'simulated-user' });
});

test('lists show one workspace, and what labels select', async () => {
  await using world = await withPool({ labels: { [key('workspace.id')]: 'w-1' } });
  const listed = async (query: string) => (await world.v2('GET', `/pools?${query}`)).body.items.length;
  expect(await listed('')).toBe(0);
  expect(await listed('workspaceId=w-1')).toBe(1);
  const selector = (text: string) =>
    `labelSelector=${encodeURIComponent(text).replace('!', '%21')}&workspaceId=w-1`;
  expect(await listed(selector(`${key('name')}=pool`))).toBe(1);
  expect(await listed(selector(`${key('name')}=other`))).toBe(0);
  expect(await listed(selector(`${key('name')}!=other`))).toBe(1);
  expect(await world.v2('GET', `/pools?labelSelector=${encodeURIComponent('a in b')}`)).toMatchObject(
    refused(/labelSelector/),
  );
});

test('a simulator at speed makes pools sooner', async () => {
  await using world = await withPool({}, { speed: 10 });
  world.clock.advance(UNTIL_UP / 10);
  expect((await world.read()).status.phase).toBe('Running');
});
