import { expect, test } from 'vitest';
import { CPU, cluster, GPU, MINUTE, noon, poolRequest, refused, withPool } from './cluster.ts';

test('the events of a pool tell how it came up and broke, the oldest first', async () => {
  await using world = await withPool();
  world.clock.advance(5 * MINUTE);
  for (const { metadata } of await world.nodes()) world.simulator.breakNode(metadata.name);
  const read = async (query = '') =>
    (await world.v1('GET', `/events?${query}name=${world.id}&resource=pools`)).body;
  const { items } = await read();
  const count = 'Pool resources status changed, available/abnormal/creating/deleting count from';
  expect(items.map(({ type, reason, message }: Record<string, string>) => [type, reason, message])).toEqual([
    ['Normal', 'PoolResourcesStatusChange', `${count} 0/0/0/0 to 0/0/2/0, timestamp: ${noon / 1000 + 20}.`],
    ['Normal', 'PoolResourcesStatusChange', `${count} 0/0/2/0 to 1/0/1/0, timestamp: ${noon / 1000 + 110}.`],
    ['Normal', 'PoolStatusChange', 'Pool status changed, from Creating to Running.'],
    ['Normal', 'PoolResourcesStatusChange', `${count} 1/0/1/0 to 2/0/0/0, timestamp: ${noon / 1000 + 140}.`],
    ['Warning', 'PoolResourcesStatusChange', `${count} 2/0/0/0 to 0/2/0/0, timestamp: ${noon / 1000 + 320}.`],
    ['Warning', 'PoolStatusChange', 'Pool status changed, from Running to Abnormal.'],
  ]);
  const page = await read('limit=4&');
  expect(page.metadata.remainingItemCount).toBe(2);
  expect((await read(`continue=${page.metadata.continue}&`)).items).toHaveLength(2);
  const path = (query: string) => `/events?${query}`;
  expect(
    (await world.v1('GET', path(`name=${world.id}&resource=pools&type=Warning`))).body.items,
  ).toHaveLength(2);
  expect(await world.v1('GET', path(`name=${world.id}&resource=nodes`))).toMatchObject(
    refused(/resource must be/),
  );
  expect(await world.v1('GET', path(`limit=501&name=${world.id}&resource=pools`))).toMatchObject(
    refused(/limit/),
  );
});

test('the metrics of pools tell what they have and what jobs have of it', async () => {
  await using world = await withPool({ spec: { resources: [{ flavor: GPU, count: 2 }] } });
  world.clock.advance(5 * MINUTE);
  await world.job('job');
  world.clock.advance(MINUTE);
  const { items } = (await world.v2('GET', '/metrics/runtime/pools')).body;
  expect(items).toMatchObject([
    {
      metadata: { name: world.id },
      table: {
        allocated: { value: { cpu: '8', memory: '32Gi', tnt004: '1' } },
        capacity: { value: { cpu: '16', memory: '64Gi', tnt004: '2' } },
      },
    },
  ]);
});

test('the monitor of a pool has a value for each minute of the last hour, and none for cards that are not there', async () => {
  await using world = await withPool();
  world.clock.advance(3 * 60 * MINUTE);
  const metrics = async (query = '') => (await world.v2('GET', `${world.pool}/monitor${query}`)).body.metrics;
  const [cpu, , gpu] = await metrics();
  expect(cpu.metric).toMatchObject({ metricName: 'cpuUsage', dimensions: [{ value: world.id }] });
  expect(cpu.dataPoints).toHaveLength(60);
  expect(cpu.dataPoints[0].statistics[0].value).toBeGreaterThan(0);
  expect(gpu.dataPoints[0].statistics).toEqual([{ statistic: 'maximum', value: -1 }]);
  const [hourly] = await metrics('?period=900&statistics=average&time_range=-1.-1.120');
  expect(hourly.dataPoints).toHaveLength(8);
  expect(hourly.dataPoints[0].statistics[0].statistic).toBe('average');
  expect(await world.v2('GET', `${world.pool}/monitor?time_range=x`)).toMatchObject(refused(/time_range/));
});

test('the statistics count the pools of a workspace', async () => {
  await using world = await withPool();
  world.simulator.outcome(/^fails/, 'Failed');
  await world.v2('POST', '/pools', poolRequest('fails', world.network));
  world.clock.advance(5 * MINUTE);
  await world.v2('POST', '/pools', poolRequest('new', world.network));
  const status = async (query = '') =>
    (await world.v2('GET', `/statistics/pools${query}`)).body.statistics.status;
  expect(await status()).toEqual({ created: 1, creating: 1, failed: 1, pending: 0 });
  expect(await status('?workspaceId=w-1')).toEqual({ created: 0, creating: 0, failed: 0, pending: 0 });
});

test('flavors tell what nodes can have, and where they are sold out', async () => {
  await using world = await cluster();
  const { items } = (await world.v1('GET', '/resourceflavors')).body;
  const named = (name: string) =>
    items.find((one: { metadata: { name: string } }) => one.metadata.name === name);
  expect(named(CPU).spec).toMatchObject({ cpuArch: 'x86', cpu: '4', memory: '8Gi' });
  expect(named(GPU).spec.gpu).toEqual({ type: 'nvidia-t4', size: '1' });
  expect(named('modelarts.bm.npu.snt9').spec).toMatchObject({ cpuArch: 'arm64', npu: { size: '8' } });
  expect(named('modelarts.vm.gpu.soldout').status.phase).toMatchObject({ 'cn-north-4a': 'soldout' });
  expect((await world.v1('GET', '/resourceflavors?limit=2')).body.items).toHaveLength(2);
});

test('the plugin templates tell the drivers that there are', async () => {
  await using world = await cluster();
  const { spec } = (await world.v1('GET', '/plugintemplates/gpu-driver')).body;
  expect(spec.type).toBe('gpuDriver');
  expect(Object.keys(spec.versions)).toContain('470.57');
  expect(await world.v1('GET', '/plugintemplates/x')).toMatchObject(
    refused(/template/, 404, 'ModelArts.50005101'),
  );
});
