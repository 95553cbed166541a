import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { served, serviceOf, UNTIL_THERE, variant } from './served.ts';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve, signal } from './server.ts';
import { read, rejected } from './simulated.ts';

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['offsets of items', { 'service.page': 'item' }],
  ['weights that are texts', { 'service.weight': 'string' }],
  ['times that are texts', { 'service.updateTime': 'string' }],
  ['workspaces that are numbers', { 'service.workspaceId': 'integer' }],
  ['models that are not ready', { 'service.configStatus': 'notReady' }],
  ['missing services that are bad requests', { 'service.notFoundStatus': '400' }],
  ['stops at once', { 'service.stopInPut': 'sync' }],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['text/plain', { 'answers.contentType': 'text/plain' }],
  ['nulls in requests refused', { nulls: 'reject' }],
];

test.each(readings)(
  'a service is made, found, changed, stopped and removed under: %s',
  async (_, behaviours) => {
    await using world = await served(behaviours);
    const { services } = world.client;
    const schedule = [{ type: 'stop', time_unit: 'DAYS', duration: 2 }] as const;
    const body = serviceOf('whole-life', world.model, { description: 'sees cats', schedule });
    const { id, requestId } = await services.create(body, mayMutate());
    expect(requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
    expect(await services.get(id, read())).toMatchObject({
      ...{ id, name: 'whole-life', description: 'sees cats', workspaceId: '0', inferType: 'real-time' },
      ...{ status: 'deploying', progress: 0 },
      content: { schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 2 }] },
      variants: [
        {
          ...{
            modelId: world.model,
            modelName: 'resnet',
            modelVersion: '1.0.0',
            weight: 100,
            instanceCount: 1,
          },
          content: {
            modelId: world.model,
            specification: 'modelarts.vm.cpu.2u',
            weight: 100,
            instanceCount: 1,
          },
        },
      ],
    });
    world.advance(UNTIL_THERE);
    const [found] = await services.search({ nameLike: 'whole' }, read());
    expect(found).toMatchObject({ id, status: 'running', workspaceId: '0', variants: [] });
    await services.update(id, { description: 'better' }, mayMutate());
    const { updatedAtMs } = await services.scale(id, { [world.model]: 2 }, mayMutate());
    expect(await rejected(services.scale(id, { [world.model]: 3 }, mayMutate()))).toMatchObject({
      ...{ kind: 'conflict', reason: 'ServiceBusy' },
    });
    world.advance(UNTIL_THERE);
    const scaled = await services.get(id, read());
    expect(scaled).toMatchObject({ status: 'running', description: 'better', updatedAtMs });
    expect(scaled.variants).toMatchObject([{ instanceCount: 2 }]);
    await services.setStatus(id, 'stopped', mayMutate());
    world.advance(UNTIL_THERE);
    expect((await services.newest({}, 0, read())).items).toMatchObject([{ id, status: 'stopped' }]);
    await services.remove(id, mayMutate());
    expect(await services.get(id, read())).toMatchObject({ status: 'deleting' });
    world.advance(UNTIL_THERE);
    const missing = { kind: 'not-found', code: 'ModelArts.3502' };
    expect(await rejected(services.get(id, read()))).toMatchObject(missing);
    expect(await rejected(services.remove(id, mayMutate()))).toMatchObject(missing);
    expect(await services.search({}, read())).toEqual([]);
  },
);

test('a patch replaces what it names, and its rollout is found by its time', async () => {
  await using world = await served();
  const { services } = world.client;
  const id = await world.running({ config: [variant(world.model, { envs: { 'a/b~c': 'x', D: 'y' } })] });
  const other = await world.publish('2.0.0');
  const { updatedAtMs } = await services.patch(
    id,
    [
      { index: 0, field: 'model_id', value: other },
      { index: 0, field: 'envs', value: { D: 'z' } },
    ],
    mayMutate(),
  );
  expect(await services.history.updates(id, { atMs: updatedAtMs }, read())).toMatchObject([
    { atMs: updatedAtMs, result: 'RUNNING', variants: [{ modelId: other, modelVersion: '2.0.0' }] },
  ]);
  world.advance(UNTIL_THERE);
  const [now] = (await services.get(id, read())).variants;
  expect(now).toMatchObject({ modelId: other, weight: 100 });
  expect(Object.entries(now?.envs ?? {}).map(([name, value]) => [name, value.reveal()])).toEqual([
    ['D', 'z'],
  ]);
});

test('an update that fails leaves the former models in service, and its log says so', async () => {
  await using world = await served();
  const { services } = world.client;
  const id = await world.running();
  const before = await services.get(id, read());
  const other = await world.publish('2.0.0');
  world.simulator.outcome(/:2\.0\.0$/, 'Failed', { message: 'no room' });
  await services.update(id, { config: [variant(other)] }, mayMutate());
  world.advance(UNTIL_THERE);
  const after = await services.get(id, read());
  expect(after).toMatchObject({ status: 'running', updatedAtMs: before.updatedAtMs });
  expect(after.variants).toMatchObject([{ modelId: world.model }]);
  const updates = await services.history.updates(id, {}, read());
  expect(updates.map(({ result }) => result)).toEqual(['FAIL', 'SUCCESS']);
  const events = await services.history.events(id, { limit: 1 }, read());
  expect(events).toMatchObject([{ type: 'abnormal', message: 'failed to update service: no room' }]);
  const since = await services.history.events(id, { sinceMs: events[0]?.atMs }, read());
  expect(since).toEqual(events);
});

test.each(['page', 'item'] as const)('many services are all found where offset counts a %s', async (form) => {
  await using world = await served({ 'service.page': form, 'inference.pageLimit': 50 });
  const { services } = world.client;
  const names = Array.from({ length: 120 }, (_, i) => `many-${i}`);
  for (const name of [...names, 'other']) await services.create(serviceOf(name, world.model), mayMutate());
  const found = await services.search({ nameLike: 'many-' }, read());
  expect(found.map(({ name }) => name)).toEqual(names.sort());
  const page = await services.newest({ nameLike: 'many-' }, 0, read());
  expect(page).toMatchObject({ total: 120, count: 120 });
  expect(page.items).toHaveLength(50);
});

test('a service of another workspace is found there and only there', async () => {
  await using world = await served();
  const { services } = world.client;
  await services.create(serviceOf('elsewhere', world.model, { workspace_id: '1' }), mayMutate());
  expect(await services.search({}, read())).toEqual([]);
  expect(await services.search({ workspaceId: '1' }, read())).toHaveLength(1);
});

test.each([
  [
    'a name that is taken',
    { service_name: 'runs' },
    { kind: 'duplicate-name', reason: 'DuplicateServiceName' },
  ],
  [
    'a model that is not there',
    { config: [variant('nobody')] },
    { kind: 'invalid', reason: 'ModelNotFound' },
  ],
  ['weights that do not fit', { config: [variant('', { weight: 1 })] }, { kind: 'invalid' }],
] as const)('a service with %s is refused', async (_, change, expected) => {
  await using world = await served();
  await world.running();
  const body = serviceOf('new', world.model, change);
  const config = body.config.map((one) => ({ ...one, model_id: one.model_id || world.model }));
  expect(await rejected(world.client.services.create({ ...body, config }, mayMutate()))).toMatchObject(
    expected,
  );
});

test('a service of a model that is not published yet waits, and that model is not deleted while it is used', async () => {
  await using world = await served();
  const { models, services } = world.client;
  const { id } = await models.create(
    { model_name: 'new', model_version: '1.0.0', model_type: 'PyTorch', source_location: '/ml-bucket/m/' },
    mayMutate(),
  );
  const early = await rejected(services.create(serviceOf('early', id), mayMutate()));
  expect(early).toMatchObject({ kind: 'conflict', reason: 'ModelNotPublished' });
  await world.running();
  const inUse = { kind: 'conflict', reason: 'ModelInUse' };
  expect(await rejected(models.remove(world.model, mayMutate()))).toMatchObject(inUse);
  world.simulator.behaviours['model.deleteInUse'] = '500';
  const unclear = { kind: 'ambiguous', reason: 'ModelInUse' };
  expect(await rejected(models.remove(world.model, mayMutate()))).toMatchObject(unclear);
});

test.each([
  ['dropped before it was carried out', { kind: 'drop-before' }, 0],
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['spoiled', { kind: 'garbage' }, 1],
  ['a 500 after it was carried out', { kind: 'status', status: 500, effect: true }, 1],
] as const)('a create whose answer is %s is ambiguous and was sent once', async (_, fault, made) => {
  await using world = await served();
  const { services } = world.client;
  world.simulator.faults.add({ operation: 'createService', ...fault });
  const lost = await rejected(services.create(serviceOf('lost', world.model), mayMutate()));
  expect(lost).toMatchObject({ kind: 'ambiguous' });
  const sent = world.simulator.audit.calls.filter(({ operation }) => operation === 'createService');
  expect(sent).toHaveLength(1);
  expect(await services.search({ nameLike: 'lost' }, read())).toHaveLength(made);
});

test('a gate that is shut lets no change pass, and an id that climbs or is several is never sent', async () => {
  await using server = await serve(json(200, {}));
  const client = clientOf(server.url);
  const { services } = client;
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { signal: signal(), gate };
  for (const call of [
    () => services.create(serviceOf('n', 'm'), shut),
    () => services.update('s-1', {}, shut),
    () => services.setStatus('s-1', 'stopped', shut),
    () => services.patch('s-1', [], shut),
    () => services.scale('s-1', {}, shut),
    () => services.remove('s-1', shut),
    () => services.setNodeStatus('s-1', 'n-1', 'running', shut),
    () => services.tags.add('s-1', {}, shut),
    () => services.get('../x', read()),
    () => services.remove('a,b', mayMutate()),
    () => services.tags.remove('a,b', [], mayMutate()),
    () => services.setNodeStatus('s-1', 'n/1', 'running', mayMutate()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
  await client.close();
});

test('what changes a service is sent as the tables of the reference have it', async () => {
  await using server = await serve(json(200, {}));
  const client = clientOf(server.url);
  const { services } = client;
  await services.scale('s-1', { 'm-1': 2 }, mayMutate());
  await services.patch('s-1', [{ index: 1, field: 'envs', value: { A: 'b' } }], mayMutate());
  await services.patch('s-1', [{ index: 0, field: 'a/b~c', value: 1 }], mayMutate());
  await services.setStatus('s-1', 'running', mayMutate());
  await services.search({ nameLike: 'a b', workspaceId: 'w-1' }, read()).catch(() => {});
  const sent = server.received.map(({ method, path, body }) => [
    method,
    path.replace(`/v1/${PROJECT}/services`, ''),
    body,
  ]);
  expect(sent.slice(0, 5)).toEqual([
    [
      'PUT',
      '/s-1/property',
      JSON.stringify({
        changed_property: 'instance_count',
        configs: [{ model_id: 'm-1', changed_value: '2' }],
      }),
    ],
    ['PATCH', '/s-1', JSON.stringify([{ op: 'replace', path: '/config/1/envs', value: { A: 'b' } }])],
    ['PATCH', '/s-1', JSON.stringify([{ op: 'replace', path: '/config/0/a~1b~0c', value: 1 }])],
    ['PUT', '/s-1', JSON.stringify({ status: 'running' })],
    ['GET', '?sort_by=service_name&order=asc&offset=0&limit=1000&workspace_id=w-1&service_name=a%20b', ''],
  ]);
  await client.close();
});

test('variables are shown nowhere but where they are revealed', async () => {
  await using world = await served();
  const hidden = 'hunter-2-hunter';
  const id = await world.running({ config: [variant(world.model, { envs: { TOKEN: hidden } })] });
  const { services } = world.client;
  const service = await services.get(id, read());
  const [update] = await services.history.updates(id, {}, read());
  for (const one of [service, update]) {
    expect(JSON.stringify(one)).not.toContain(hidden);
    expect(inspect(one, { depth: 9 })).not.toContain(hidden);
  }
  expect(service.variants[0]?.content).not.toHaveProperty('envs');
  expect(service.variants[0]?.envs.TOKEN?.reveal()).toBe(hidden);
  await using server = await serve(
    json(400, { error_code: 'ModelArts.0104', error_msg: `TOKEN=${hidden} is bad` }),
  );
  const client = clientOf(server.url);
  const error = await rejected(client.services.update('s-1', {}, { ...mayMutate(), secrets: [hidden] }));
  expect(error.message).not.toContain(hidden);
  await client.close();
});

const wire = (change: object = {}) => ({ service_id: 's-1', service_name: 'n', ...change });

test.each<[string, Reply]>([
  ['no list', json(200, {})],
  ['a service without an id', json(200, { total_count: 1, services: [{ service_name: 'n' }] })],
  ['one of another workspace', json(200, { total_count: 1, services: [wire({ workspace_id: 1 })] })],
])('a list of %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.services.search({}, read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test.each<[string, Reply]>([
  ['about another one', json(200, wire({ service_id: 's-2' }))],
  ['without an id', json(200, { service_name: 'n' })],
  ['that is empty', json(200, undefined)],
])('an answer %s says nothing of a service, and is never absence', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.services.get('s-1', read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test.each([[{}], [{ service_id: 'a,b' }], [{ service_id: 7 }]])(
  'a create that answers %j may have made one',
  async (body) => {
    await using server = await serve(json(200, body));
    const client = clientOf(server.url);
    const error = await rejected(client.services.create(serviceOf('n', 'm'), mayMutate()));
    expect(error).toMatchObject({ kind: 'ambiguous' });
    await client.close();
  },
);
