import { describe, expect, test } from 'vitest';
import { parseWorkflow } from '../../operator/modelarts/workflow.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve, signal } from './server.ts';
import { MINUTE, read, rejected, simulated } from './simulated.ts';

const train = { name: 'train', type: 'job', properties: { kind: 'job', 'os.x/y': { a_b: 1 } } };
const named = (name: string, change: object = {}) => ({ name, steps: [train], ...change });
const HERE = {};

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['text/plain', { 'answers.contentType': 'text/plain' }],
  ['ids in answers to creates only', { 'answers.ids': 'createOnly' }],
  ['missing ones refused with 400', { 'workflow.notFoundStatus': '400' }],
];

test.each(readings)('a workflow is made, found, changed and removed under: %s', async (_, behaviours) => {
  await using world = await simulated(behaviours);
  const { workflows } = world.client;
  const { id, requestId } = await workflows.create(named('nightly', { description: 'x' }), mayMutate());
  expect(requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
  const made = await workflows.get(id, HERE, read());
  expect(made).toMatchObject({
    ...{ id, name: 'nightly', description: 'x', workspaceId: '0', userName: 'simulated-user' },
    content: { steps: [{ name: 'train', type: 'job', properties: train.properties }] },
  });
  expect(made.createdAtMs).toBe(made.modifiedAtMs);
  expect(await workflows.search({ nameLike: 'night' }, read())).toMatchObject([{ id }]);
  world.advance(MINUTE);
  const steps = [train, { name: 'serve', type: 'service', depend_steps: ['train'] }];
  await workflows.update(id, { steps, labels: ['a'] }, mayMutate());
  const changed = await workflows.get(id, HERE, read());
  expect(changed.modifiedAtMs).toBe((made.createdAtMs ?? 0) + MINUTE);
  expect(changed).toMatchObject({
    description: 'x',
    content: { labels: ['a'], steps: [{}, { name: 'serve', dependSteps: ['train'] }] },
  });
  expect((await workflows.newest({}, 0, read())).items).toMatchObject([{ id, description: 'x' }]);
  await workflows.remove(id, mayMutate());
  const missing = { kind: 'not-found', code: 'ModelArts.7512' };
  expect(await rejected(workflows.get(id, HERE, read()))).toMatchObject(missing);
  expect(await rejected(workflows.remove(id, mayMutate()))).toMatchObject(missing);
  expect(await workflows.search({}, read())).toEqual([]);
});

test('many workflows are all found, the newest first', async () => {
  await using world = await simulated({ 'workflow.pageLimit': 7 });
  const { workflows } = world.client;
  const names = Array.from({ length: 20 }, (_, i) => `many-${i}`);
  for (const name of [...names, 'other']) await workflows.create(named(name), mayMutate());
  const found = await workflows.search({ nameLike: 'many-' }, read());
  expect(found.map(({ name }) => name)).toEqual(names.toReversed());
  const page = await workflows.newest({ nameLike: 'many-' }, 2, read());
  expect(page).toMatchObject({ total: 21, count: 20, limit: undefined });
  expect(page.items.map(({ name }) => name)).toEqual(names.slice(11, 18).toReversed());
});

test('a workflow of another workspace is read there and only there', async () => {
  await using world = await simulated();
  const { workflows } = world.client;
  const { id } = await workflows.create(named('elsewhere', { workspace_id: 'w-1' }), mayMutate());
  expect(await rejected(workflows.get(id, HERE, read()))).toMatchObject({ kind: 'not-found' });
  expect(await workflows.get(id, { workspaceId: 'w-1' }, read())).toMatchObject({ workspaceId: 'w-1' });
  expect(await workflows.search({}, read())).toMatchObject([{ id, workspaceId: 'w-1' }]);
  world.simulator.behaviours['workflow.listWorkspaces'] = 'default';
  expect(await workflows.search({}, read())).toEqual([]);
});

test('a name that is taken is a duplicate where names are taken once', async () => {
  await using world = await simulated();
  const { workflows } = world.client;
  await workflows.create(named('twin'), mayMutate());
  await workflows.create(named('twin'), mayMutate());
  world.simulator.behaviours['workflow.duplicateName'] = 'refuse';
  const again = await rejected(workflows.create(named('twin'), mayMutate()));
  expect(again).toMatchObject({ kind: 'duplicate-name', reason: 'DuplicateName' });
});

test.each([
  ['dropped before it was carried out', { kind: 'drop-before' }, 0],
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['spoiled', { kind: 'garbage' }, 1],
  ['a 500 after it was carried out', { kind: 'status', status: 500, effect: true }, 1],
] as const)('a create whose answer is %s is ambiguous and was sent once', async (_, fault, made) => {
  await using world = await simulated();
  const { workflows } = world.client;
  world.simulator.faults.add({ operation: 'createWorkflow', ...fault });
  expect(await rejected(workflows.create(named('lost'), mayMutate()))).toMatchObject({ kind: 'ambiguous' });
  expect(world.simulator.audit.calls).toHaveLength(1);
  expect(await workflows.search({ nameLike: 'lost' }, read())).toHaveLength(made);
});

test('a gate that is shut lets no change pass, and an id that climbs is never sent', async () => {
  await using server = await serve(json(200, {}));
  const client = clientOf(server.url);
  const { workflows } = client;
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { signal: signal(), gate };
  for (const call of [
    () => workflows.create(named('n'), shut),
    () => workflows.update('w-1', {}, shut),
    () => workflows.remove('w-1', shut),
    () => workflows.get('../x', HERE, read()),
    () => workflows.remove('a/b', mayMutate()),
    () => workflows.usage.buyPackage('a?b', PACKAGE, mayMutate()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
  await client.close();
});

test('a search asks for a part of the name, a read for the workspace', async () => {
  await using server = await serve(json(200, { total: 0, count: 0, items: null }));
  const client = clientOf(server.url);
  await client.workflows.search({ nameLike: 'a b&c' }, read());
  await rejected(client.workflows.get('w-1', { workspaceId: 's-1' }, read()));
  const below = `/v2/${PROJECT}/workflows`;
  expect(server.received.map(({ path }) => path)).toEqual([
    `${below}?offset=0&limit=100&sort_by=create_time&name=a%20b%26c&search_type=contain`,
    `${below}/w-1?workspace_id=s-1`,
  ]);
  await client.close();
});

const wire = (change: object = {}) => ({ workflow_id: 'w-1', name: 'n', ...change });

test.each<[string, Reply]>([
  ['no list', json(200, {})],
  ['a workflow without an id', json(200, { total: 1, items: [{ name: 'n' }] })],
])('a list of %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.workflows.search({}, read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test.each<[string, Reply]>([
  ['about another one', json(200, wire({ workflow_id: 'w-2' }))],
  ['without an id', json(200, { name: 'n' })],
  ['that is empty', json(200, undefined)],
  ['of 404 without a code that says so', json(404, { error_code: 'ModelArts.2836', error_msg: 'x' })],
  ['of 404 that speaks of an execution', json(404, { error_code: 'ModelArts.7511', error_msg: 'x' })],
])('an answer %s says nothing of a workflow, and is never absence', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  const { kind } = await rejected(client.workflows.get('w-1', HERE, read()));
  expect(kind).not.toBe('not-found');
  await client.close();
});

test.each([[{}], [{ workflow_id: 'a,b' }], [{ workflow_id: 7 }]])(
  'a create that answers %j may have made one',
  async (body) => {
    await using server = await serve(json(201, body));
    const client = clientOf(server.url);
    const call = client.workflows.create(named('n'), mayMutate());
    expect(await rejected(call)).toMatchObject({ kind: 'ambiguous' });
    await client.close();
  },
);

const PACKAGE = { pool_id: 'p-1', order: { sku: { code: 'c' }, sku_count: '1' } };

test('a service is authorized, and a package for it bought', async () => {
  await using world = await simulated();
  const { workflows } = world.client;
  const { id } = await workflows.create(named('sold'), mayMutate());
  const consume = { period: 'day', value: 100 };
  expect(await workflows.usage.authorize({ consume }, mayMutate())).toBe('available');
  const bought = await workflows.usage.buyPackage(id, PACKAGE, mayMutate());
  expect(bought.id).not.toBe('');
});

describe('parsing', () => {
  test.each<[string, object, object]>([
    [
      'the values of the example of 4.5',
      { created_at: '2021-12-14T11:34:24.541809+08:00', last_modified_at: 'soon', labels: ['a', ''] },
      { createdAtMs: Date.UTC(2021, 11, 14, 3, 34, 24, 541), modifiedAtMs: undefined, description: '' },
    ],
    [
      'other shapes',
      { description: {}, run_count: -1, param_ready: 'yes', latest_execution: 'x', user_name: 5 },
      { description: '', runCount: undefined, paramReady: undefined, latest: undefined, userName: undefined },
    ],
    ['a number for a workspace', { workspace_id: 0 }, { workspaceId: '0' }],
    [
      'its last execution',
      { latest_execution: { execution_id: 'e', status: 'new-one', current_steps: ['a', 7] }, run_count: 3 },
      { latest: { id: 'e', status: 'new-one', currentSteps: ['a'] }, runCount: 3 },
    ],
    [
      'what a request can say',
      { steps: [{ name: 's', depend_steps: ['t'], properties: { a_b: 1 } }], smn_switch: false, policy: {} },
      {
        content: {
          steps: [{ name: 's', dependSteps: ['t'], properties: { a_b: 1 } }],
          smnSwitch: false,
        },
      },
    ],
  ])('an answer with %s is read', (_, change, expected) => {
    expect(parseWorkflow(wire(change))).toEqual(expect.objectContaining(expected));
  });

  test.each([[undefined], [null], ['x'], [{}], [{ workflow_id: 'a,b', name: 'n' }], [{ workflow_id: 'w' }]])(
    '%j is no workflow',
    (answer) => {
      expect(parseWorkflow(answer)).toBeUndefined();
    },
  );
});
