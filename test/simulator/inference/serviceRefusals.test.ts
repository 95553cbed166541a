import { expect, test } from 'vitest';
import { inference, MINUTE, refused, serviceRequest, withService } from './inference.ts';

const batch = { infer_type: 'batch' };
const edge = { infer_type: 'edge' };
const stop = { type: 'stop', time_unit: 'HOURS', duration: 1 };
const volume = { log_volume: [{ host_path: '/h', mount_path: '/m' }] };

test.each([
  ['an unknown specification', {}, { specification: 'modelarts.vm.x' }, '0104', /specification modelarts/],
  ['one that is sold out', {}, { specification: 'modelarts.vm.gpu.soldout' }, '0104', /sold out/],
  [
    'a custom one without a pool',
    {},
    { specification: 'custom', custom_spec: { cpu: 1, memory: 2 } },
    '0104',
    /pools/,
  ],
  ['a custom one that is not told', { pool_name: 'p' }, { specification: 'custom' }, 3610, /custom_spec/],
  ['weights that make less than 100', {}, { weight: 90 }, '0104', /make 100, not 90/],
  ['no instance', {}, { instance_count: 0 }, '0104', /instance_count/],
  ['too many instances', {}, { instance_count: 129 }, '0104', /instance_count/],
  ['a pool of a model alone', {}, { pool_name: 'p' }, '0104', /config\[0\] has a pool/],
  ['a log volume in the shared pool', {}, { additional_properties: volume }, '0104', /log_volume/],
  ['no model', { config: [] }, {}, 3610, /config is missing/],
  ['a schedule of a batch', { ...batch, schedule: [stop] }, { src_path: '/b-b/in/' }, '0104', /schedule/],
  ['a schedule of no time', { schedule: [{ ...stop, duration: 0 }] }, {}, '0104', /duration/],
  ['a batch without data', batch, {}, 3610, /src_path/],
  ['a batch whose data is no path', batch, { src_path: 'in' }, 3572, /src_path/],
  [
    'a batch of csv without rules',
    batch,
    { src_path: '/b-b/in/', mapping_type: 'csv' },
    3610,
    /mapping_rule/,
  ],
  ['an edge without nodes', edge, {}, 3610, /nodes/],
  ['a priority of an edge', { ...edge, priority: 1 }, { nodes: ['n'] }, '0104', /priority/],
  [
    'a policy of a batch',
    { ...batch, load_balancer_policy: 'SOURCE_IP' },
    { src_path: '/b-b/in/' },
    '0104',
    /load_b/,
  ],
  ['a VPC without a group', { vpc_id: 'v', subnet_network_id: 's' }, {}, 3610, /security_group_id/],
  ['a VPC without a subnet', { vpc_id: 'v', security_group_id: 's' }, {}, 3610, /subnet_network_id/],
  ['a name with a dot', { service_name: 'a.b' }, {}, '0104', /service_name/],
  ['a description with +', { description: 'a+b' }, {}, '0104', /description/],
  ['a weight that is a word', {}, { weight: 'all' }, '0104', /weight/],
])('a service with %s is refused', async (_name, change, variant, code, said) => {
  await using world = await inference();
  const model = await world.model('resnet');
  world.clock.advance(2 * MINUTE);
  const reply = await world.v1('POST', '/services', serviceRequest('service', model, change, variant));
  expect(reply).toMatchObject(refused(400, code, said));
  expect((await world.v1('GET', '/services')).body.total_count).toBe(0);
});

test('a model that does not exist, is not published, or is for other services is refused', async () => {
  await using world = await inference();
  const make = (model: string, change: object = {}) =>
    world.v1('POST', '/services', serviceRequest('service', model, change));
  expect(await make('nobody')).toMatchObject(refused(404, 3507, /nobody/));
  world.simulator.behaviours['service.missingModel'] = '500';
  expect(await make('nobody')).toMatchObject(refused(500, 3506));
  const model = await world.model('resnet', { install_type: ['batch'] });
  expect(await make(model)).toMatchObject(refused(400, 3515, /publishing/));
  world.clock.advance(2 * MINUTE);
  expect(await make(model)).toMatchObject(refused(400, 3589, /real-time/));
});

test('models of one service need weights, and different versions; those of a batch are one', async () => {
  await using world = await withService();
  const other = await world.version('2.0.0');
  const variant = (model_id: string, weight?: number | string) => ({
    ...{ model_id, specification: 'modelarts.vm.cpu.2u', instance_count: 1, weight },
  });
  const make = (name: string, config: object[], change: object = {}) =>
    world.v1('POST', '/services', serviceRequest(name, '', { ...change, config }));
  const { published } = world;
  expect(await make('a', [variant(published), variant(other, 100)])).toMatchObject(
    refused(400, 3610, /config\[0\]\.weight/),
  );
  const twins = [variant(published, 50), variant(published, 50)];
  expect(await make('a', twins)).toMatchObject(refused(400, 3516, /resnet:1\.0\.0 twice/));
  const several = await make('a', [variant(published), variant(other)], batch);
  expect(several).toMatchObject(refused(400, '0104', /one model/));
  const made = await make('a', [variant(published, '90'), variant(other, 10)]);
  const { config } = (await world.v1('GET', `/services/${made.body.service_id}`)).body;
  expect(config).toMatchObject([{ weight: 90 }, { weight: 10, model_version: '2.0.0' }]);
});
