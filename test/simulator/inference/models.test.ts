import { expect, test } from 'vitest';
import { inference, MINUTE, modelRequest, refused, SECOND } from './inference.ts';

const TEMPLATE = { template_id: 't-1', template_inputs: [{ input_id: 'i-1', input: '/ml-bucket/model/' }] };
const image = { model_type: 'Image', source_location: 'swr.cn-north-4.myhuaweicloud.com/org/server:1.0' };

test('a model is published and built, read, listed and deleted', async () => {
  await using world = await inference();
  const id = await world.model('resnet', { description: 'sees cats', install_type: ['real-time'] });
  const expected = { model_id: id, model_name: 'resnet', model_version: '1.0.0', description: 'sees cats' };
  expect(await world.v1('GET', `/models/${id}`)).toMatchObject({
    status: 200,
    body: { ...expected, model_status: 'publishing', install_type: ['real-time'], workspace_id: '0' },
  });
  world.clock.advance(20 * SECOND);
  expect(await world.statusOf(id)).toBe('building');
  world.clock.advance(MINUTE);
  const { body } = await world.v1('GET', `/models/${id}`);
  expect(body).toMatchObject({ model_status: 'published', image_address: expect.stringContaining(id) });
  expect((await world.v1('GET', '/models')).body).toMatchObject({ total_count: 1, models: [expected] });
  const gone = { delete_success_list: [id], delete_failed_list: [] };
  expect(await world.v1('DELETE', `/models/${id}`)).toMatchObject({ status: 200, body: gone });
  expect(await world.v1('GET', `/models/${id}`)).toMatchObject(refused(404, 3001, new RegExp(id)));
  expect(world.simulator.audit.resources()).toMatchObject([
    { kind: 'model', id, name: 'resnet', deletedBy: 'simulated-user' },
  ]);
  expect(world.simulator.audit.calls[0]).toMatchObject({ resource: `model/${id}`, phase: 'publishing' });
});

test.each([
  ['Failed', {}, 20 * SECOND, 'failed'],
  ['Abnormal', {}, 20 * SECOND + MINUTE, 'building_failed'],
  ['Completed', { ...image, source_copy: 'false' }, 20 * SECOND, 'published'],
  ['Completed', image, 20 * SECOND, 'building'],
  [
    'Completed',
    { model_type: 'Template', source_location: undefined, template: TEMPLATE },
    20_000,
    'published',
  ],
] as const)('an import that ends %s, of %j, is after %i ms %s', async (ending, change, ms, status) => {
  await using world = await inference();
  world.simulator.outcome(/^odd/, ending);
  const id = await world.model('odd-one', change);
  world.clock.advance(ms);
  expect(await world.statusOf(id)).toBe(status);
});

test('name and version are taken once, in every workspace, until the model is deleted', async () => {
  await using world = await inference();
  const id = await world.model('resnet');
  const again = modelRequest('resnet', { workspace_id: 'w-1' });
  expect(await world.v1('POST', '/models', again)).toMatchObject(refused(409, 3002, /resnet of the version/));
  await world.model('resnet', { model_version: '1.0.1' });
  await world.v1('DELETE', `/models/${id}`);
  await world.model('resnet');
  world.simulator.behaviours['model.duplicateName'] = 'allow';
  await world.model('resnet');
});

test('with cascade every version of the name goes, twenty at once', async () => {
  await using world = await inference();
  const [first = ''] = await Promise.all(
    Array.from({ length: 22 }, (_, i) => world.model('resnet', { model_version: `1.0.${i}` })),
  );
  const other = await world.model('other');
  const { body } = await world.v1('DELETE', `/models/${first}?cascade=true`);
  expect(body.delete_success_list).toHaveLength(20);
  expect(body.delete_success_list[0]).toBe(first);
  const left = (await world.v1('GET', '/models')).body;
  expect(left).toMatchObject({ total_count: 3 });
  expect(left.models[0].model_id).toBe(other);
});

test('an unknown model is told by a 404, or among those that were not deleted', async () => {
  await using world = await inference();
  expect(await world.v1('DELETE', '/models/nobody')).toMatchObject(refused(404, 3001));
  world.simulator.behaviours['model.deleteMissing'] = 'list';
  expect(await world.v1('DELETE', '/models/nobody')).toMatchObject({
    status: 200,
    body: {
      delete_success_list: [],
      delete_failed_list: [{ model_id: 'nobody', error_code: 'ModelArts.3001' }],
    },
  });
});

test.each([
  ['the newest first', '', ['d', 'b', 'ab', 'a'], 4],
  ['ascending', '?order=asc', ['a', 'ab', 'b', 'd'], 4],
  ['by version', '?sort_by=model_version', ['ab', 'd', 'b', 'a'], 4],
  ['by a part of the name', '?model_name=A', ['ab', 'a'], 2],
  ['by the whole name', '?exact_match=true&model_name=a', ['a'], 1],
  ['by version alone', '?model_version=10.0.0', ['ab'], 1],
  ['by status', '?model_status=failed', ['d'], 1],
  ['by type', '?model_type=Image', ['b'], 1],
  ['by other types', '?not_model_type=Image', ['d', 'ab', 'a'], 3],
  ['by description', '?description=CAT', ['a'], 1],
  ['by pages', '?limit=2&offset=1', ['ab', 'a'], 4],
  ['of another workspace', '?workspace_id=w', ['w'], 1],
])('models are listed %s', async (_name, query, expected, total) => {
  await using world = await inference();
  world.simulator.outcome(/^d$/, 'Failed');
  await world.model('a', { description: 'cats' });
  for (const [name, change] of [
    ['ab', { model_version: '10.0.0' }],
    ['b', image],
    ['d', { model_version: '2.0.0' }],
    ['w', { workspace_id: 'w' }],
  ] as const) {
    world.clock.advance(1);
    await world.model(name, change);
  }
  world.clock.advance(MINUTE);
  const { body } = await world.v1('GET', `/models${query}`);
  expect(body).toMatchObject({ total_count: total, count: total });
  expect(body.models.map((one: { model_name: string }) => one.model_name)).toEqual(expected);
});

test('offset may count items, and a page may have a limit of its own', async () => {
  await using world = await inference({ behaviours: { 'model.page': 'item', 'inference.pageLimit': 2 } });
  for (const name of ['a', 'b', 'c']) await world.model(name);
  const { body } = await world.v1('GET', '/models?offset=1&order=asc');
  expect(body).toMatchObject({ total_count: 3, models: [{ model_name: 'b' }, { model_name: 'c' }] });
});

test('lists may be late and stale, and reading by id late; other users see nothing unless they are to', async () => {
  const other = { accessKey: 'OTHER', secretKey: 'other-secret', userName: 'other' };
  const own = { accessKey: 'OWN', secretKey: 'own-secret', userName: 'own' };
  await using world = await inference({
    credentials: [own, other],
    behaviours: { 'inference.listDelayMs': 10 * SECOND, 'inference.readDelayMs': 5 * SECOND },
  });
  const id = await world.model('resnet');
  const listed = async (key = own) => {
    const path = `/v1/${world.simulator.projectId}/models`;
    const { body } = await world.call('GET', path, undefined, { key });
    return body.models.map(({ model_status }: { model_status: string }) => model_status);
  };
  expect((await world.v1('GET', `/models/${id}`)).status).toBe(404);
  world.wallClock.advance(5 * SECOND);
  expect(await world.statusOf(id)).toBe('publishing');
  expect(await listed()).toEqual([]);
  world.wallClock.advance(5 * SECOND);
  expect(await listed()).toEqual(['publishing']);
  expect(await listed(other)).toEqual([]);
  world.clock.advance(20 * SECOND);
  Object.assign(world.simulator.behaviours, {
    'inference.foreign': 'show',
    'inference.listStaleMs': 10 * SECOND,
  });
  expect(await listed(other)).toEqual(['publishing']);
  expect(await world.statusOf(id)).toBe('building');
});

test('runtimes are listed by engine', async () => {
  await using world = await inference();
  const { body } = await world.v1('GET', '/models/ai-engine-runtimes?limit=1&offset=1');
  expect(body).toMatchObject({ count: 3, total_count: 1, engine_runtimes: [{ ai_engine: 'PyTorch' }] });
});

const pinned = (change: object) => ({
  dependencies: [{ installer: 'pip', packages: [{ package_name: 'numpy', ...change }] }],
});

test.each([
  ['a name with a dot', { model_name: 'a.b' }, 3037, /model_name/],
  ['a version with a leading zero', { model_version: '01.0.0' }, 3037, /model_version/],
  ['a version of three digits', { model_version: '1.0.100' }, 3037, /model_version/],
  ['another way to deploy', { install_type: ['realtime'] }, '0104', /install_type/],
  ['four documents', { model_docs: Array(4).fill({ doc_name: 'd', doc_url: 'https://d' }) }, 3037, /docs/],
  ['a document without an address', { model_docs: [{ doc_name: 'd', doc_url: 'd' }] }, 3037, /doc_url/],
  ['no source', { source_location: undefined }, 3017, /source_location is missing/],
  ['a source with a scheme', { source_location: 'obs://ml-bucket/m/' }, 3037, /like \/bucket\/path/],
  ['a source that is none', { source_location: 'm' }, 3017, /type PyTorch/],
  ['an image that is none', { ...image, source_location: '/ml-bucket/m/' }, 3017, /type Image/],
  ['a copy of what is no image', { source_copy: 'false' }, 3037, /source_copy/],
  ['a template without itself', { model_type: 'Template' }, 3034, /template is missing/],
  ['a template for another type', { template: TEMPLATE }, 3037, /template/],
  ['a constraint without a version', pinned({ restraint: 'EXACT' }), 3041, /packages\[0\]/],
  ['a version without a constraint', pinned({ package_version: '1' }), 3041, /packages\[0\]/],
  ['a configuration that is none', { initial_config: '{' }, 3015, /initial_config/],
  ['another type', { model_type: 'Caffe' }, '0104', /model_type must be one of/],
  ['a description with <', { description: 'a<b' }, '0104', /description/],
])('a model with %s is refused', async (_name, change, code, said) => {
  await using world = await inference();
  const reply = await world.v1('POST', '/models', modelRequest('resnet', change));
  expect(reply).toMatchObject(refused(400, code, said));
  expect(reply.body).not.toHaveProperty('error_solution');
});

test.each([
  ['two kinds of types', '?model_type=Image&not_model_type=Image', /exclude/],
  ['an offset that is none', '?offset=-1', /offset/],
  ['another order', '?order=up', /order/],
  ['what nobody knows', '?colour=red', /colour/],
])('a list with %s is refused', async (_name, query, said) => {
  await using world = await inference();
  expect(await world.v1('GET', `/models${query}`)).toMatchObject(refused(400, '0104', said));
});
