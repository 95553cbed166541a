import { expect, test } from 'vitest';
import { parseMonitor } from '../../operator/modelarts/serviceUsage.ts';
import { served, variant } from './served.ts';
import { clientOf, json, mayMutate, serve } from './server.ts';
import { MINUTE, read, rejected } from './simulated.ts';

test('a service is monitored by its models', async () => {
  await using world = await served();
  const id = await world.running({ config: [variant(world.model, { instance_count: 2 })] });
  world.advance(MINUTE);
  expect(await world.client.services.usage.monitor(id, read())).toMatchObject({
    ...{ runningInstances: 2, instances: 2, callsPerMinute: 60 },
    models: [
      { modelId: world.model, runningInstances: 2, instances: 2, usage: { cpu: { used: 0.5, of: 2 } } },
    ],
  });
});

test.each([
  ['x', { models: [] }],
  [
    { monitors: [7, { node_id: 'n', failed_times: -1, npu_total: 1 }] },
    { models: [{}, { nodeId: 'n', usage: { npu: { of: 1 } } }] },
  ],
])('the monitoring data %j are read', (answer, expected) => {
  expect(parseMonitor(answer)).toMatchObject(expected);
});

test('specifications, clusters and the way in from a VPC are told', async () => {
  await using world = await served();
  const { usage } = world.client.services;
  expect(await usage.specifications({ inferType: 'batch', dedicated: true }, read())).toContainEqual({
    ...{ name: 'modelarts.vm.gpu.soldout', category: 'GPU', description: expect.stringContaining('V100') },
    ...{ isOpen: true, status: 'sellout', overQuota: false },
  });
  expect(world.simulator.audit.calls.at(-1)?.path).toMatch(/\?infer_type=batch&is_personal_cluster=true$/);
  expect(await usage.clusters(read())).toEqual([]);
  expect(await usage.channel(read())).toMatchObject({
    domain: expect.stringContaining('cn-north-4'),
    endpoints: [{ port: 443 }],
  });
});

test('clusters and events are read with what is missing in them', async () => {
  const clusters = [{ cluster_id: 'c', nodes: { specification: 's', count: 1 } }];
  await using server = await serve(json(200, { total_count: 1, count: 1, clusters, events: [{}] }));
  const client = clientOf(server.url);
  expect(await client.services.usage.clusters(read())).toEqual([
    { id: 'c', name: '', status: '', specification: 's', nodeCount: 1, availableNodes: undefined },
  ]);
  expect(await client.services.history.events('s-1', {}, read())).toEqual([]);
  await client.close();
});

test('what is no list is no list', async () => {
  await using server = await serve(json(200, { tags: 'x', specifications: [{}], total_count: 1 }));
  const client = clientOf(server.url);
  const { history, tags, usage } = client.services;
  for (const call of [
    () => usage.specifications({}, read()),
    () => usage.clusters(read()).then(() => usage.specifications({}, read())),
    () => history.updates('s-1', {}, read()),
    () => tags.listAll(read()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test('a service without updates may leave their list out', async () => {
  await using server = await serve(json(200, { service_id: 's-1', logs: null }));
  const client = clientOf(server.url);
  expect(await client.services.history.updates('s-1', {}, read())).toEqual([]);
  await client.close();
});

test('tags are set, replaced, taken away and told for all services together', async () => {
  await using world = await served();
  const { tags } = world.client.services;
  const id = await world.running();
  await tags.add(id, { team: 'red', stage: 'test' }, mayMutate());
  await tags.add(id, { team: 'blue' }, mayMutate());
  expect(await tags.listAll(read())).toEqual({ team: ['blue'], stage: ['test'] });
  await tags.remove(id, ['team', 'nobody'], mayMutate());
  expect(await tags.listAll(read())).toEqual({ stage: ['test'] });
  expect(await rejected(tags.add('nobody', {}, mayMutate()))).toMatchObject({ kind: 'not-found' });
});

test('the instance on an edge node is stopped and started', async () => {
  await using world = await served();
  const { services } = world.client;
  const id = await world.running({ infer_type: 'edge', config: [variant(world.model, { nodes: ['n-1'] })] });
  const state = async () => (await services.get(id, read())).variants[0]?.nodes[0]?.instanceStatus;
  expect(await state()).toBe('running');
  await services.setNodeStatus(id, 'n-1', 'stopped', mayMutate());
  expect(await state()).toBe('stopped');
  await services.setNodeStatus(id, 'n-1', 'running', mayMutate());
  expect(await state()).toBe('running');
});
