import { expect, test } from 'vitest';
import {
  durations,
  inference,
  MINUTE,
  refused,
  SECOND,
  serviceRequest,
  UNTIL_RUNNING,
  withService,
} from './inference.ts';

const batch = { infer_type: 'batch' };
const BATCH = { weight: undefined, src_path: 'https://infers.obs.x.com/in/', dest_path: '/ml-bucket/out/' };
const edge = { infer_type: 'edge' };

test('a service deploys, its instances come up one by one, it runs, and is deleted', async () => {
  await using world = await withService({ description: 'cats' }, { instance_count: 2, envs: { A: 'b' } });
  const { published, id } = world;
  const variant = { model_id: published, model_name: 'resnet', model_version: '1.0.0', envs: { A: 'b' } };
  expect(world.made.body.resource_ids).toHaveLength(1);
  expect(await world.read()).toMatchObject({
    ...{ service_id: id, service_name: 'service', description: 'cats', infer_type: 'real-time' },
    ...{ workspace_id: '0', status: 'deploying', progress: 0, access_address: expect.stringContaining(id) },
    config: [{ ...variant, instance_count: 2, weight: 100, status: 'deploying' }],
  });
  const monitor = async () => (await world.v1('GET', `${world.path}/monitor`)).body;
  world.clock.advance(durations.deployingMs + durations.instanceMs);
  expect(await world.read()).toMatchObject({ status: 'deploying', progress: 80 });
  expect(await monitor()).toMatchObject({ service_running_ininstance_count: 1, service_instance_count: 2 });
  world.clock.advance(durations.instanceMs);
  const running = await world.read();
  expect(running).toMatchObject({ status: 'running', config: [{ status: 'running' }] });
  expect(running).not.toHaveProperty('progress');
  world.clock.advance(MINUTE);
  expect(await monitor()).toMatchObject({
    service_running_ininstance_count: 2,
    req_count_per_min: 60,
    monitors: [{ model_id: published, model_running_instance_count: 2, model_instance_count: 2 }],
  });
  expect(await world.v1('DELETE', world.path)).toMatchObject({ status: 200, text: '{}' });
  expect(await world.status()).toBe('deleting');
  expect((await world.v1('DELETE', world.path)).status).toBe(200);
  world.clock.advance(5 * SECOND);
  expect(await world.v1('GET', world.path)).toMatchObject(refused(404, 3502, new RegExp(id)));
  expect(world.simulator.audit.resources().at(-1)).toMatchObject({
    ...{ kind: 'service', id, name: 'service', deletedBy: 'simulated-user' },
  });
});

test.each([
  ['Failed', {}, {}, ['deploying', 'failed', 'failed']],
  ['Abnormal', {}, {}, ['deploying', 'concerning', 'concerning']],
  ['Completed', batch, BATCH, ['deploying', 'running', 'finished']],
  ['Failed', batch, BATCH, ['deploying', 'failed', 'failed']],
  ['Completed', edge, { nodes: ['n-1'], weight: undefined }, ['deploying', 'running', 'running']],
] as const)(
  'a deployment that ends %s, of %j, goes through its states',
  async (ending, change, variant, states) => {
    await using world = await inference();
    const model = await world.model('resnet');
    world.clock.advance(2 * MINUTE);
    world.simulator.outcome(/^odd/, ending, { message: 'no room' });
    const { body } = await world.v1('POST', '/services', serviceRequest('odd', model, change, variant));
    const read = async () => (await world.v1('GET', `/services/${body.service_id}`)).body;
    const seen = [(await read()).status];
    for (const ms of [UNTIL_RUNNING, durations.batchMs]) {
      world.clock.advance(ms);
      seen.push((await read()).status);
    }
    expect(seen).toEqual(states);
    const last = await read();
    if (seen.includes('failed')) expect(last.error_msg).toBe('no room');
    else expect(last).not.toHaveProperty('error_msg');
    if (seen.includes('finished')) expect(last.finished_time - last.start_time).toBe(durations.batchMs);
  },
);

test('what decides about a service may be a version of its model', async () => {
  await using world = await inference();
  const model = await world.model('resnet');
  world.clock.advance(2 * MINUTE);
  world.simulator.outcome(/^resnet:1\.0\.0$/, 'Failed');
  const { body } = await world.v1('POST', '/services', serviceRequest('a', model));
  world.clock.advance(UNTIL_RUNNING);
  expect((await world.v1('GET', `/services/${body.service_id}`)).body.status).toBe('failed');
});

test('a service with a schedule stops by itself, and again after it was started', async () => {
  const schedule = [{ type: 'stop', time_unit: 'MINUTES', duration: 10 }];
  await using world = await withService({ schedule });
  world.clock.advance(UNTIL_RUNNING);
  const { due_time } = await world.read();
  expect(due_time).toBe(world.clock.now() + 10 * MINUTE);
  world.clock.advance(10 * MINUTE);
  expect(await world.status()).toBe('stopping');
  world.clock.advance(durations.stoppingMs);
  expect(await world.status()).toBe('stopped');
  expect((await world.put({ status: 'running' })).status).toBe(200);
  world.clock.advance(UNTIL_RUNNING);
  expect(await world.read()).toMatchObject({ status: 'running', due_time: world.clock.now() + 10 * MINUTE });
  world.clock.advance(11 * MINUTE);
  expect(await world.status()).toBe('stopped');
});

test('a model that a service uses is not deleted', async () => {
  await using world = await withService();
  const remove = () => world.v1('DELETE', `/models/${world.published}`);
  const failed = { model_id: world.published, error_code: 'ModelArts.3009', error_msg: expect.any(String) };
  expect(await remove()).toMatchObject({
    status: 200,
    body: { delete_success_list: [], delete_failed_list: [failed] },
  });
  world.simulator.behaviours['model.deleteInUse'] = '500';
  expect(await remove()).toMatchObject(refused(500, 3009));
  const other = await world.version('1.1.0');
  const all = await world.v1('DELETE', `/models/${other}?cascade=true`);
  expect(all.body).toMatchObject({ delete_success_list: [other], delete_failed_list: [failed] });
  await world.v1('DELETE', world.path);
  world.clock.advance(5 * SECOND);
  expect((await remove()).body).toMatchObject({ delete_success_list: [world.published] });
});

test('names are taken once, until the service is gone', async () => {
  await using world = await withService();
  const again = () => world.v1('POST', '/services', serviceRequest('service', world.published));
  expect(await again()).toMatchObject(refused(409, 3503, /service service/));
  await world.v1('DELETE', world.path);
  expect((await again()).status).toBe(409);
  world.clock.advance(5 * SECOND);
  expect((await again()).status).toBe(200);
  world.simulator.behaviours['service.duplicateName'] = 'allow';
  expect((await again()).status).toBe(200);
});

test('several services are deleted by one call, all or none where one is unknown, only by their owner', async () => {
  const other = { accessKey: 'OTHER', secretKey: 'other-secret', userName: 'other' };
  const own = { accessKey: 'OWN', secretKey: 'own-secret', userName: 'own' };
  await using world = await withService({}, {}, { credentials: [own, other] });
  const second = await world.v1('POST', '/services', serviceRequest('second', world.published));
  // As the signer of the tests wants it: a comma.
  const both = `${world.path}%2C${second.body.service_id}`;
  const unknown = await world.v1('DELETE', `${both}%2Cnobody`);
  expect(unknown).toMatchObject(refused(404, 3502, /nobody/));
  const path = `/v1/${world.simulator.projectId}${both}`;
  const foreign = await world.call('DELETE', path, undefined, { key: other });
  expect(foreign).toMatchObject(refused(400, 3540));
  expect(await world.status()).toBe('deploying');
  world.simulator.behaviours['service.deletePartial'] = 'bestEffort';
  expect((await world.v1('DELETE', `${both}%2Cnobody`)).status).toBe(200);
  expect((await world.v1('GET', '/services?status=deleting')).body.total_count).toBe(2);
  world.simulator.behaviours['service.notFoundStatus'] = '400';
  expect(await world.v1('DELETE', '/services/nobody')).toMatchObject(refused(400, 3502));
});

test.each([
  ['the newest first', '', ['c', 'ab', 'a'], 3],
  ['by name', '?order=asc&sort_by=service_name', ['a', 'ab', 'c'], 3],
  ['by a part of the name', '?service_name=A', ['ab', 'a'], 2],
  ['by state', '?status=failed', ['c'], 1],
  ['by kind', '?infer_type=batch', ['ab'], 1],
  ['by tag', '?tags=team%3Dred', ['a'], 1],
  ['by another value of a tag', '?tags=team%3Dblue', [], 0],
  ['by pages', '?limit=2&offset=1', ['a'], 3],
  ['of another workspace', '?workspace_id=w', ['w'], 1],
])('services are listed %s', async (_name, query, expected, total) => {
  await using world = await inference();
  const model = await world.model('resnet');
  world.clock.advance(2 * MINUTE);
  world.simulator.outcome(/^c$/, 'Failed');
  const make = async (name: string, change: object = {}, variant: object = {}): Promise<string> => {
    world.clock.advance(1);
    return (await world.v1('POST', '/services', serviceRequest(name, model, change, variant))).body
      .service_id;
  };
  const first = await make('a');
  await make('ab', batch, BATCH);
  await make('c');
  await make('w', { workspace_id: 'w' });
  await world.v1('POST', `/services/${first}/tags/create`, { tags: [{ key: 'team', value: 'red' }] });
  world.clock.advance(UNTIL_RUNNING);
  const { body } = await world.v1('GET', `/services${query}`);
  expect(body).toMatchObject({ total_count: total, count: expected.length });
  expect(body.services.map((one: { service_name: string }) => one.service_name)).toEqual(expected);
  const used = await world.v1('GET', `/services?model_id=${model}&service_id=${first}`);
  expect(used.body.total_count).toBe(1);
});

test('lists of services may be late and stale, reading by id late', async () => {
  const behaviours = { 'inference.listDelayMs': 10 * SECOND };
  await using world = await withService({}, {}, { behaviours });
  const listed = async () =>
    (await world.v1('GET', '/services')).body.services.map(({ status }: { status: string }) => status);
  expect(await listed()).toEqual([]);
  world.wallClock.advance(10 * SECOND);
  expect(await listed()).toEqual(['deploying']);
  world.clock.advance(UNTIL_RUNNING);
  world.simulator.behaviours['inference.listStaleMs'] = SECOND;
  expect(await listed()).toEqual(['deploying']);
  expect(await world.status()).toBe('running');
  world.simulator.behaviours['inference.readDelayMs'] = 20 * SECOND;
  expect((await world.v1('GET', world.path)).status).toBe(404);
});

test.each([
  ['service.weight', 'string', (world) => world.read(), { config: [{ weight: '100' }] }],
  ['service.configStatus', 'notReady', (world) => world.read(), { config: [{ status: 'notReady' }] }],
  [
    'service.workspaceId',
    'integer',
    async (world) => (await world.v1('GET', '/services')).body,
    { services: [{ workspace_id: 0 }] },
  ],
  [
    'service.page',
    'item',
    async (world) => (await world.v1('GET', '/services?limit=5&offset=1')).body,
    { total_count: 1, services: [] },
  ],
] as const satisfies [
  string,
  string,
  (world: Awaited<ReturnType<typeof withService>>) => Promise<object>,
  object,
][])('%s may be %s', async (behaviour, value, read, expected) => {
  await using world = await withService({}, {}, { behaviours: { [behaviour]: value } });
  expect(await read(world)).toMatchObject(expected);
});
