import { describe, expect, test } from 'vitest';
import { parseModel } from '../../operator/modelarts/model.ts';
import { parseRuntimes } from '../../operator/modelarts/modelRuntimes.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve, signal } from './server.ts';
import { MINUTE, read, rejected, simulated } from './simulated.ts';

const named = (model_name: string, change: object = {}) => ({
  ...{ model_name, model_version: '1.0.0', model_type: 'PyTorch' as const, description: 'sees cats' },
  source_location: 'https://bucket.obs.cn-north-4.myhuaweicloud.com/resnet/',
  ...change,
});

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['offsets of items', { 'model.page': 'item' }],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['text/plain', { 'answers.contentType': 'text/plain' }],
  ['nulls in requests refused', { nulls: 'reject' }],
  ['missing models listed', { 'model.deleteMissing': 'list' }],
];

test.each(readings)('a model is made, found, followed and removed under: %s', async (_, behaviours) => {
  await using world = await simulated(behaviours);
  const { models } = world.client;
  const { id, requestId } = await models.create(named('resnet', { runtime: 'python3.6' }), mayMutate());
  expect(requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
  const made = await models.get(id, read());
  expect(made).toMatchObject({
    ...{ id, name: 'resnet', version: '1.0.0', status: 'publishing', description: 'sees cats' },
    ...{ workspaceId: '0', type: 'PyTorch', installTypes: ['real-time', 'edge', 'batch'] },
    content: { sourceLocation: named('').source_location, runtime: 'python3.6' },
  });
  expect(made.createdAtMs).toBeGreaterThan(0);
  expect(await models.search({ nameLike: 'resn' }, read())).toMatchObject([{ id, status: 'publishing' }]);
  world.advance(2 * MINUTE);
  expect(await models.get(id, read())).toMatchObject({ status: 'published' });
  expect((await models.newest({}, 0, read())).items).toMatchObject([{ id, status: 'published' }]);
  await models.remove(id, mayMutate());
  const missing = { kind: 'not-found', code: 'ModelArts.3001' };
  expect(await rejected(models.get(id, read()))).toMatchObject(missing);
  expect(await rejected(models.remove(id, mayMutate()))).toMatchObject(missing);
  expect(await models.search({}, read())).toEqual([]);
});

test.each(['page', 'item'] as const)('many models are all found where offset counts a %s', async (form) => {
  await using world = await simulated({ 'model.page': form, 'inference.pageLimit': 50 });
  const { models } = world.client;
  const names = Array.from({ length: 120 }, (_, i) => `many-${i}`);
  for (const name of [...names, 'other']) await models.create(named(name), mayMutate());
  const found = await models.search({ nameLike: 'many-' }, read());
  expect(found.map(({ name }) => name).sort()).toEqual(names.sort());
  const page = await models.newest({ nameLike: 'many-' }, 0, read());
  expect(page).toMatchObject({ total: 120, count: 120, limit: undefined });
  expect(page.items).toHaveLength(50);
});

test('a model of another workspace is found there and only there', async () => {
  await using world = await simulated();
  const { models } = world.client;
  await models.create(named('elsewhere', { workspace_id: 'w-1' }), mayMutate());
  expect(await models.search({}, read())).toEqual([]);
  expect(await models.search({ workspaceId: 'w-1' }, read())).toHaveLength(1);
});

test('a second model of the same name and version is a duplicate, one of another version is none', async () => {
  await using world = await simulated();
  const { models } = world.client;
  await models.create(named('twin'), mayMutate());
  const again = await rejected(models.create(named('twin'), mayMutate()));
  expect(again).toMatchObject({ kind: 'duplicate-name', reason: 'DuplicateModel' });
  await models.create(named('twin', { model_version: '1.0.1' }), mayMutate());
});

test.each([
  ['dropped before it was carried out', { kind: 'drop-before' }, 0],
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['spoiled', { kind: 'garbage' }, 1],
  ['a 500 after it was carried out', { kind: 'status', status: 500, effect: true }, 1],
] as const)('a create whose answer is %s is ambiguous and was sent once', async (_, fault, made) => {
  await using world = await simulated();
  const { models } = world.client;
  world.simulator.faults.add({ operation: 'createModel', ...fault });
  expect(await rejected(models.create(named('lost'), mayMutate()))).toMatchObject({ kind: 'ambiguous' });
  expect(world.simulator.audit.calls).toHaveLength(1);
  expect(await models.search({ nameLike: 'lost' }, read())).toHaveLength(made);
});

const listed = (entry: object) => json(200, { delete_success_list: [], delete_failed_list: [entry] });
const in_use = { model_id: 'm-1', error_code: 'ModelArts.3009', error_msg: 'in use' };

test.each<[string, Reply, object]>([
  [
    'in use',
    listed(in_use),
    { kind: 'conflict', reason: 'ModelInUse', code: 'ModelArts.3009', detail: 'in use' },
  ],
  ['in use, and no id', listed({ error_code: 'ModelArts.3009' }), { kind: 'conflict' }],
  ['not there', listed({ ...in_use, error_code: 'ModelArts.3001' }), { kind: 'not-found' }],
  ['subscribed', listed({ ...in_use, error_code: 'ModelArts.3074' }), { kind: 'denied' }],
  [
    'a server error',
    listed({ ...in_use, error_code: 'ModelArts.3006' }),
    { kind: 'refused', reason: 'ModelNotPublished' },
  ],
  ['a new code', listed({ ...in_use, error_code: 'ModelArts.9' }), { kind: 'refused', detail: 'in use' }],
  ['no code', listed({ model_id: 'm-1' }), { kind: 'refused' }],
  ['another model', listed({ ...in_use, model_id: 'm-2' }), { kind: 'ambiguous' }],
  ['nothing', json(200, {}), { kind: 'ambiguous' }],
  [
    'a 500',
    json(500, { error_code: 'ModelArts.3009', error_msg: 'x' }),
    { kind: 'ambiguous', reason: 'ModelInUse' },
  ],
])('a deletion that answers of %s has not succeeded', async (_, reply, expected) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.models.remove('m-1', mayMutate()))).toMatchObject(expected);
  await client.close();
});

test('a gate that is shut lets no change pass, and an id that climbs or is several is never sent', async () => {
  await using server = await serve(json(200, {}));
  const client = clientOf(server.url);
  const { models } = client;
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { signal: signal(), gate };
  for (const call of [
    () => models.create(named('n'), shut),
    () => models.remove('m-1', shut),
    () => models.get('../x', read()),
    () => models.remove('a,b', mayMutate()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
  await client.close();
});

test('a search asks for a part of the name, oldest first', async () => {
  await using server = await serve(json(200, { total_count: 0, count: 0, models: [] }));
  const client = clientOf(server.url);
  await client.models.search({ nameLike: 'a b&c', workspaceId: 'w-1' }, read());
  expect(server.received[0]?.path).toBe(
    `/v1/${PROJECT}/models?offset=0&limit=1000&sort_by=create_at&order=asc&workspace_id=w-1&model_name=a%20b%26c`,
  );
  await client.close();
});

const wire = (change: object = {}) => ({ model_id: 'm-1', model_name: 'n', ...change });

test.each<[string, Reply]>([
  ['no list', json(200, {})],
  ['a model without an id', json(200, { total_count: 1, models: [{ model_name: 'n' }] })],
  ['one of another workspace', json(200, { total_count: 1, models: [wire({ workspace_id: 'w-1' })] })],
])('a list of %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.models.search({}, read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test.each<[string, Reply]>([
  ['about another one', json(200, wire({ model_id: 'm-2' }))],
  ['without an id', json(200, { model_name: 'n' })],
  ['that is empty', json(200, undefined)],
])('an answer %s says nothing of a model, and is never absence', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.models.get('m-1', read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test.each([[{}], [{ model_id: 'a,b' }], [{ model_id: 7 }]])(
  'a create that answers %j may have made one',
  async (body) => {
    await using server = await serve(json(200, body));
    const client = clientOf(server.url);
    expect(await rejected(client.models.create(named('n'), mayMutate()))).toMatchObject({
      kind: 'ambiguous',
    });
    await client.close();
  },
);

test('the runtimes of all engines are listed', async () => {
  await using world = await simulated();
  expect(await world.client.models.runtimes(read())).toContainEqual({
    ...{ engine: 'TensorFlow', name: 'tf1.13-python3.6-cpu', requestMode: 'sync' },
    ...{ accelerator: 'none', arch: 'x86_64', status: 'normal' },
  });
});

describe('parsing', () => {
  test.each<[string, object, object]>([
    [
      'the values of the example of 7.2',
      { model_type: 'tensorflow', model_size: 5012312, create_at: 1533041553000, specification: {} },
      { type: 'tensorflow', sizeBytes: 5012312, createdAtMs: 1533041553000, status: '' },
    ],
    [
      'other shapes',
      { model_version: 1, model_size: 'x', install_type: 'batch', create_at: '1', description: {}, owner: 5 },
      { version: '', sizeBytes: undefined, installTypes: [], createdAtMs: undefined, description: '' },
    ],
    ['a number for a workspace', { workspace_id: 0 }, { workspaceId: '0' }],
    [
      'what a request can say',
      { source_copy: 'true', cmd: '', dependencies: [{ packages: [{ package_name: 'p' }] }], apis: '[]' },
      { content: { sourceCopy: 'true', dependencies: [{ packages: [{ packageName: 'p' }] }] } },
    ],
  ])('an answer with %s is read', (_, change, expected) => {
    expect(parseModel(wire(change))).toEqual(expect.objectContaining(expected));
  });

  test.each([
    [undefined],
    [null],
    ['x'],
    [{}],
    [{ model_id: 'a,b', model_name: 'n' }],
    [{ model_id: 'm-1' }],
  ])('%j is no model', (answer) => {
    expect(parseModel(answer)).toBeUndefined();
  });

  test.each([
    [{ engine_runtimes: null }, undefined],
    ['x', undefined],
    [{ engine_runtimes: [] }, []],
    [{ engine_runtimes: ['x', { ai_engine: 'E', runtimes: ['r', 7] }] }, [{ engine: 'E', name: 'r' }]],
  ])('the runtimes of %j are %j', (answer, expected) => {
    expect(parseRuntimes(answer)).toEqual(expected);
  });
});
