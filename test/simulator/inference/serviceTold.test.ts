import { expect, test } from 'vitest';
import { durations, refused, UNTIL_RUNNING, withService } from './inference.ts';

const infos = (body: { events: { event_info: string }[] }) => body.events.map(({ event_info }) => event_info);

test('events tell of the stages of a deployment, and of its end', async () => {
  await using world = await withService();
  const events = async (query = '') => (await world.v1('GET', `${world.path}/events${query}`)).body;
  expect(infos(await events())).toEqual(['start to deploy service']);
  world.clock.advance(UNTIL_RUNNING + 1);
  await world.put({ status: 'stopped' });
  world.clock.advance(durations.stoppingMs);
  const all = await events('?order=asc');
  expect(all).toMatchObject({ service_id: world.id, total_count: 10, count: 10 });
  expect(infos(all)).toEqual([
    'start to deploy service',
    'building image for model [resnet 1.0.0]',
    'model (resnet 1.0.0) build image success',
    '[resnet 1.0.0] prepare environment success',
    '[resnet 1.0.0] schedule resource success',
    '[resnet 1.0.0] pull image success',
    '[resnet 1.0.0] starting model',
    'deploy service success',
    'stopping service',
    'service stopped',
  ]);
  expect(infos(await events('?limit=2&offset=1'))).toEqual([
    'deploy service success',
    '[resnet 1.0.0] starting model',
  ]);
  expect(infos(await events('?event_info=image&order=asc'))).toHaveLength(3);
  const end = all.events[7].occur_time;
  expect(infos(await events(`?end_time=${end}&start_time=${end}`))).toEqual(['deploy service success']);
});

test('logs tell of every configuration, and can be read by the time of one', async () => {
  await using world = await withService({}, { envs: { A: 'b' } });
  world.clock.advance(UNTIL_RUNNING);
  const { update_time } = (await world.patch({ op: 'replace', path: '/config/0/envs', value: {} })).body;
  const logs = async (query = '') => (await world.v1('GET', `${world.path}/logs${query}`)).body.logs;
  expect(await logs()).toMatchObject([
    { result: 'RUNNING', update_time, config: [{ envs: {}, weight: 100 }] },
    { result: 'SUCCESS', config: [{ envs: { A: 'b' }, model_name: 'resnet' }] },
  ]);
  expect(await logs(`?update_time=${update_time}`)).toHaveLength(1);
});

test('the instances of an edge service are started and stopped by their node', async () => {
  await using world = await withService({ infer_type: 'edge' }, { nodes: ['n-1', 'n-2'], weight: undefined });
  world.clock.advance(UNTIL_RUNNING);
  const states = async () =>
    (await world.read()).config[0].nodes.map((node: { instance_status: string }) => node.instance_status);
  const set = (node: string, status: string) => world.put({ status }, `/nodes/${node}/status`);
  expect(await states()).toEqual(['running', 'running']);
  expect(await set('n-2', 'stopped')).toMatchObject({ status: 200, text: '{}' });
  expect(await states()).toEqual(['running', 'stopped']);
  expect(await set('n-2', 'stopped')).toMatchObject(refused(400, '0104', /n-2 is stopped/));
  expect(await set('n-3', 'stopped')).toMatchObject(refused(400, '0104', /no node n-3/));
  expect((await set('n-2', 'running')).status).toBe(200);
  expect(await states()).toEqual(['running', 'running']);
  const { monitors } = (await world.v1('GET', `${world.path}/monitor?node_id=n-1`)).body;
  expect(monitors).toMatchObject([{ node_id: 'n-1' }]);
});

test('tags are set, replaced, taken away and told for all services together', async () => {
  await using world = await withService();
  const tags = async () => (await world.v1('GET', '/services/tms/tags')).body.tags;
  const add = (...list: object[]) => world.v1('POST', `${world.path}/tags/create`, { tags: list });
  const remove = (...list: object[]) => world.v1('DELETE', `${world.path}/tags/delete`, { tags: list });
  expect((await add({ key: 'a', value: '1' }, { key: 'b', value: '2' })).status).toBe(204);
  await add({ key: 'a', value: '3' });
  expect(await tags()).toEqual([
    { key: 'a', values: ['3'] },
    { key: 'b', values: ['2'] },
  ]);
  await remove({ key: 'a', value: '1' }, { key: 'b' });
  expect(await tags()).toEqual([{ key: 'a', values: ['3'] }]);
  expect(await add({ key: '_sys_x', value: '' })).toMatchObject(refused(400, '0104', /tags\[0\]\.key/));
  await using batch = await withService({ infer_type: 'batch' }, { src_path: '/b-b/in/', weight: undefined });
  const reply = await batch.v1('POST', `${batch.path}/tags/create`, { tags: [] });
  expect(reply).toMatchObject(refused(400, '0104', /real-time/));
});

test('specifications are listed by items', async () => {
  await using world = await withService();
  const { body } = await world.v1('GET', '/services/specifications?limit=2&offset=5');
  expect(body).toMatchObject({
    ...{ total_count: 7, count: 2 },
    specifications: [
      { category: 'NPU', spec_status: 'normal' },
      { category: 'GPU', spec_status: 'sellout' },
    ],
  });
});
