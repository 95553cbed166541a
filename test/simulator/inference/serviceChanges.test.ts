import { expect, test } from 'vitest';
import { durations, MINUTE, refused, SECOND, UNTIL_RUNNING, withService } from './inference.ts';

type World = Awaited<ReturnType<typeof withService>>;

/** A service that runs. */
async function running(...args: Parameters<typeof withService>) {
  const world = await withService(...args);
  world.clock.advance(UNTIL_RUNNING);
  return world;
}

const variantOf = (model_id: string, change: object = {}) => ({
  ...{ model_id, weight: 100, specification: 'modelarts.vm.cpu.2u', instance_count: 1 },
  ...change,
});
const modelIn = async (world: World) => (await world.read()).config[0].model_id;
const runningNow = async (world: World): Promise<number> =>
  (await world.v1('GET', `${world.path}/monitor`)).body.service_running_ininstance_count;
const results = async (world: World) =>
  (await world.v1('GET', `${world.path}/logs`)).body.logs.map(({ result }: { result: string }) => result);

test('an update rolls: the new configuration is shown, the former one serves until it is done', async () => {
  await using world = await running();
  const before = (await world.read()).update_time;
  const other = await world.version('2.0.0');
  const reply = await world.put({ config: [variantOf(other, { instance_count: 2 })], description: 'b' });
  expect(reply).toMatchObject({ status: 200, text: '{}' });
  const at = world.clock.now();
  expect(await world.read()).toMatchObject({
    ...{ status: 'deploying', update_time: before, description: 'b' },
    config: [{ model_id: other, instance_count: 2, model_version: '2.0.0' }],
  });
  expect(await results(world)).toEqual(['RUNNING', 'SUCCESS']);
  world.clock.advance(UNTIL_RUNNING + durations.instanceMs);
  expect(await world.read()).toMatchObject({ status: 'running', update_time: at });
  expect(await results(world)).toEqual(['SUCCESS', 'SUCCESS']);
  const service = world.simulator.audit.resources().find(({ kind }) => kind === 'service');
  expect(service?.history).toMatchObject([{ what: 'create' }, { what: 'update' }]);
});

test.each([
  ['revert', 'running', (world: World) => world.published, 1],
  ['keep', 'concerning', (_world: World, other: string) => other, 0],
] as const)('an update that fails leaves what ran before: %s', async (reading, status, model, index) => {
  await using world = await running({}, {}, { behaviours: { 'service.failedUpdate': reading } });
  const before = (await world.read()).update_time;
  const other = await world.version('2.0.0');
  world.simulator.outcome(/:2\.0\.0$/, 'Failed', { message: 'no room' });
  await world.put({ config: [variantOf(other)] });
  world.clock.advance(UNTIL_RUNNING);
  expect(await world.read()).toMatchObject({
    status,
    update_time: before,
    config: [{ model_id: model(world, other) }],
  });
  expect(await results(world)).toEqual(['FAIL', 'SUCCESS']);
  const { logs } = (await world.v1('GET', `${world.path}/logs`)).body;
  expect(logs[index].config).toMatchObject([{ model_id: model(world, other) }]);
  const { events } = (await world.v1('GET', `${world.path}/events?event_type=abnormal`)).body;
  expect(events).toMatchObject([{ event_info: 'failed to update service: no room' }]);
});

test('a patch replaces fields of models by their place', async () => {
  await using world = await running({}, { envs: { A: 'b' } });
  const other = await world.version('2.0.0');
  const reply = await world.patch(
    { op: 'replace', path: '/config/0/model_id', value: other },
    { op: 'replace', path: '/config/0/envs/A', value: 'c' },
  );
  expect(reply).toMatchObject({
    status: 200,
    body: { update_time: world.clock.now(), resource_ids: [expect.any(String)] },
  });
  world.clock.advance(UNTIL_RUNNING);
  const [config] = (await world.read()).config;
  expect(config).toMatchObject({ model_id: other, envs: { A: 'c' }, instance_count: 1 });
});

test.each([
  ['another operation', { op: 'add', path: '/config/0/weight', value: 1 }, '0104', /\[0\]\.op/],
  ['another path', { op: 'replace', path: '/description', value: 'a' }, '0104', /\/config\//],
  ['a model that is not there', { op: 'replace', path: '/config/1/weight', value: 1 }, 3529, /no model 1/],
  ['a field that is none', { op: 'replace', path: '/config/0/colour', value: 1 }, '0104', /no colour/],
  ['a path that leads nowhere', { op: 'replace', path: '/config/0/weight/x', value: 1 }, '0104', /nowhere/],
  ['a weight that does not fit', { op: 'replace', path: '/config/0/weight', value: 50 }, '0104', /100/],
])('a patch with %s is refused', async (_name, operation, code, said) => {
  await using world = await running();
  expect(await world.patch(operation)).toMatchObject(refused(400, code, said));
  expect(await world.status()).toBe('running');
});

const scale = (world: World, changed_value: number | string, model_id = world.published) =>
  world.put({ changed_property: 'instance_count', configs: [{ model_id, changed_value }] }, '/property');

test('instances are added one by one and taken away, while the others serve', async () => {
  await using world = await running();
  expect(await scale(world, '3')).toMatchObject({ status: 200, body: { update_time: world.clock.now() } });
  expect(await runningNow(world)).toBe(1);
  world.clock.advance(durations.instanceMs);
  expect(await world.status()).toBe('deploying');
  expect(await runningNow(world)).toBe(2);
  world.clock.advance(durations.instanceMs);
  expect(await world.read()).toMatchObject({ status: 'running', config: [{ instance_count: 3 }] });
  expect((await scale(world, 1)).status).toBe(200);
  world.clock.advance(durations.instanceMs);
  expect(await world.read()).toMatchObject({ status: 'running', config: [{ instance_count: 1 }] });
  expect(await runningNow(world)).toBe(1);
});

test.each([
  ['the same number', 1, undefined, '0104', /must differ/],
  ['no instance', 0, undefined, '0104', /from 1 to 128/],
  ['half an instance', '1.5', undefined, '0104', /from 1 to 128/],
  ['another model', 2, 'nobody', 3529, /nobody/],
])('a scaling to %s is refused', async (_name, count, model, code, said) => {
  await using world = await running();
  expect(await scale(world, count, model)).toMatchObject(refused(400, code, said));
});

test('only the number of instances is such a property, only of real-time services, only while they run', async () => {
  await using world = await withService();
  expect(await scale(world, 2)).toMatchObject(refused(400, 3519, /deploying/));
  const put = (body: object) => world.put(body, '/property');
  expect(await put({ changed_property: 'weight' })).toMatchObject(refused(400, '0104', /instance_count/));
  world.clock.advance(UNTIL_RUNNING);
  expect(await put({ changed_property: 'instance_count' })).toMatchObject(refused(400, '0104', /configs/));
  await using batch = await withService({ infer_type: 'batch' }, { src_path: '/b-b/in/', weight: undefined });
  expect(await scale(batch, 2)).toMatchObject(refused(400, '0104', /real-time/));
});

test('a service is stopped and started, with the configuration that it had', async () => {
  await using world = await running();
  expect((await world.put({ status: 'stopped' })).status).toBe(200);
  expect(await world.status()).toBe('stopping');
  world.clock.advance(durations.stoppingMs);
  expect(await world.status()).toBe('stopped');
  expect((await world.put({ status: 'stopped' })).status).toBe(200);
  expect(await runningNow(world)).toBe(0);
  expect((await world.put({ status: 'running' })).status).toBe(200);
  expect(await world.status()).toBe('deploying');
  world.clock.advance(UNTIL_RUNNING);
  expect(await world.status()).toBe('running');
  expect((await world.put({ status: 'running' })).status).toBe(200);
  expect(await world.status()).toBe('running');
  world.simulator.behaviours['service.stopInPut'] = 'sync';
  await world.put({ status: 'stopped' });
  expect(await world.status()).toBe('stopped');
});

test('with a status the configuration does not count, or both are refused', async () => {
  await using world = await running();
  const other = await world.version('2.0.0');
  const both = { status: 'stopped', config: [variantOf(other)], description: 'b' };
  world.simulator.behaviours['service.statusWithConfig'] = 'refuse';
  expect(await world.put(both)).toMatchObject(refused(400, '0104', /together/));
  world.simulator.behaviours['service.statusWithConfig'] = 'statusOnly';
  expect((await world.put(both)).status).toBe(200);
  expect(await world.read()).toMatchObject({ status: 'stopping', description: '' });
  expect(await modelIn(world)).toBe(world.published);
});

test.each([
  ['busy', 'deploying', 400],
  ['busy', 'running', 200],
  ['busy', 'stopping', 400],
  ['busy', 'stopped', 200],
  ['busy', 'deleting', 400],
  ['chinese', 'running', 400],
  ['chinese', 'stopped', 200],
  ['english', 'deploying', 200],
  ['english', 'running', 200],
  ['english', 'stopped', 400],
  ['english', 'deleting', 400],
  ['allow', 'deploying', 200],
  ['allow', 'deleting', 400],
] as const)(
  'by the reading %s a service that is %s answers an update by %i',
  async (reading, state, status) => {
    await using world = await withService();
    if (state !== 'deploying') world.clock.advance(UNTIL_RUNNING);
    if (state === 'stopping' || state === 'stopped') await world.put({ status: 'stopped' });
    if (state === 'stopped') world.clock.advance(durations.stoppingMs);
    if (state === 'deleting') await world.v1('DELETE', world.path);
    world.simulator.behaviours['service.updateBusy'] = reading;
    expect(await world.status()).toBe(state);
    for (const reply of [
      await world.put({ description: 'b' }),
      await world.patch({ op: 'replace', path: '/config/0/envs', value: { A: 'b' } }),
    ])
      if (status === 400) expect(reply).toMatchObject(refused(400, 3519, new RegExp(state)));
      else expect(reply.status).toBe(200);
  },
);

test('a service can be started and stopped whatever ModelArts.3519 means', async () => {
  await using world = await running({}, {}, { behaviours: { 'service.updateBusy': 'chinese' } });
  expect((await world.put({ status: 'stopped' })).status).toBe(200);
  world.simulator.behaviours['service.updateBusy'] = 'english';
  expect(await world.put({ status: 'running' })).toMatchObject(refused(400, 3519, /stopping/));
  world.clock.advance(durations.stoppingMs);
  expect((await world.put({ status: 'running' })).status).toBe(200);
});

test.each([
  ['deploy', 'deploying'],
  ['keep', 'stopped'],
] as const)('an update of a service that is stopped: %s', async (reading, status) => {
  await using world = await running({}, {}, { behaviours: { 'service.updateStopped': reading } });
  const other = await world.version('2.0.0');
  await world.put({ status: 'stopped' });
  world.clock.advance(durations.stoppingMs);
  await world.put({ config: [variantOf(other)] });
  expect(await world.status()).toBe(status);
  expect(await modelIn(world)).toBe(other);
  await world.put({ status: 'running' });
  world.clock.advance(UNTIL_RUNNING);
  expect(await world.status()).toBe('running');
  expect(await modelIn(world)).toBe(other);
});

test('a new schedule counts from its beginning, and no configuration rolls for it', async () => {
  await using world = await running();
  const schedule = [{ type: 'stop', time_unit: 'HOURS', duration: 1 }];
  await world.put({ schedule });
  expect(await world.read()).toMatchObject({
    status: 'running',
    schedule,
    due_time: world.clock.now() + 60 * MINUTE,
  });
  world.clock.advance(60 * MINUTE);
  expect(await world.status()).toBe('stopping');
});

test('what is left out of an update stays, and some things cannot be taken back', async () => {
  const properties = {
    smn_notification: {},
    websocket_upgrade: true,
    log_report_channels: [{ type: 'LTS', configuration: { log_group_id: 'g', log_stream_id: 's' } }],
  };
  await using world = await running({ additional_properties: properties, description: 'a', priority: 2 });
  await world.put({
    priority: 3,
    load_balancer_policy: 'SOURCE_IP',
    service_secrets: [{ secretId: 's', mountPath: '/s' }],
  });
  const said = { description: 'a', priority: 3, load_balancer_policy: 'SOURCE_IP' };
  expect(await world.read()).toMatchObject({ ...said, additional_properties: properties });
  const change = (one: object) => world.put({ additional_properties: { smn_notification: {}, ...one } });
  expect(await change({ websocket_upgrade: false })).toMatchObject(refused(400, '0104', /websocket/));
  expect(await change({ log_report_channels: [] })).toMatchObject(refused(400, '0104', /log_report/));
  expect(await world.put({ description: 'a=b' })).toMatchObject(refused(400, '0104', /description/));
  expect(await world.put({ status: 'paused' })).toMatchObject(refused(400, '0104', /status/));
});

test('a service that is deploying is not started once more', async () => {
  await using world = await withService({}, {}, { behaviours: { 'service.updateBusy': 'allow' } });
  world.clock.advance(10 * SECOND);
  expect((await world.put({ status: 'running' })).status).toBe(200);
  expect(await results(world)).toEqual(['RUNNING']);
  expect((await world.put({ status: 'stopped' })).status).toBe(200);
  expect(await world.status()).toBe('stopping');
});

test('what is changed while a change is under way overtakes it', async () => {
  await using world = await withService({}, {}, { behaviours: { 'service.updateBusy': 'allow' } });
  world.clock.advance(10 * SECOND);
  await world.put({ config: [variantOf(world.published, { instance_count: 2 })] });
  expect(await results(world)).toEqual(['RUNNING', 'FAIL']);
  world.clock.advance(UNTIL_RUNNING + durations.instanceMs);
  expect(await world.read()).toMatchObject({ status: 'running', config: [{ instance_count: 2 }] });
});

test('times of updates may be texts', async () => {
  await using world = await running({}, {}, { behaviours: { 'service.updateTime': 'string' } });
  expect((await scale(world, 2)).body.update_time).toBe(String(world.clock.now()));
});
