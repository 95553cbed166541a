import { describe, expect, test } from 'vitest';
import { type Algorithm, parseAlgorithm } from '../../operator/modelarts/algorithm.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve, signal } from './server.ts';
import { read, rejected, simulated } from './simulated.ts';

const job_config = {
  code_dir: '/bucket/code/',
  boot_file: '/bucket/code/train.py',
  engine: { engine_name: 'PyTorch', engine_version: 'PyTorch-1.3.0-python3.6' },
  parameters: [
    {
      name: 'epochs',
      value: '10',
      constraint: { type: 'String', editable: true, required: false, valid_type: 'None', valid_range: [] },
    },
  ],
  parameters_customization: true,
  inputs: [{ name: 'data_url', description: 'data' }],
  outputs: [{ name: 'train_url' }],
};
const jobConfig = {
  codeDir: '/bucket/code/',
  bootFile: '/bucket/code/train.py',
  engine: { engineName: 'PyTorch', engineVersion: 'PyTorch-1.3.0-python3.6' },
  parameters: [
    {
      name: 'epochs',
      value: '10',
      constraint: { type: 'String', editable: true, required: false, validType: 'None' },
    },
  ],
  parametersCustomization: true,
  inputs: [{ name: 'data_url', description: 'data' }],
  outputs: [{ name: 'train_url' }],
};
const named = (name: string, metadata: object = {}) => ({ metadata: { name, ...metadata }, job_config });

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['ids that are numbers', { 'algorithm.id': 'integer' }],
  ['extra fields', { 'answers.extra': true }],
  ['ids in the answer to a create only', { 'answers.ids': 'createOnly' }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['text/plain', { 'answers.contentType': 'text/plain' }],
  ['nulls in requests refused', { nulls: 'reject' }],
];

test.each(readings)('an algorithm is made, found, changed and removed under: %s', async (_, behaviours) => {
  await using world = await simulated(behaviours);
  const { algorithms } = world.client;
  const { id, requestId } = await algorithms.create(named('whole-life'), mayMutate());
  expect(requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
  const made = await algorithms.get(id, read());
  expect(made).toMatchObject({ id, name: 'whole-life', description: '', workspaceId: '0' });
  expect(made.content).toEqual({ jobConfig, resourceRequirements: [], advancedConfig: {} });
  expect(made.createdAtMs).toBeGreaterThan(0);
  expect(await algorithms.search({ nameLike: 'whole-life' }, read())).toEqual([made]);
  const changed = {
    ...named('whole-life', { description: 'better' }),
    job_config: { ...job_config, command: '' },
  };
  expect(await algorithms.update(id, changed, mayMutate())).toHaveProperty('requestId');
  expect(await algorithms.get(id, read())).toMatchObject({ description: 'better', content: made.content });
  await algorithms.remove(id, mayMutate());
  expect(await rejected(algorithms.get(id, read()))).toMatchObject({
    kind: 'not-found',
    code: 'ModelArts.2755',
  });
  expect(await algorithms.search({}, read())).toEqual([]);
});

test('many algorithms are all found, and the newest page begins with the newest', async () => {
  await using world = await simulated();
  const { algorithms } = world.client;
  const names = Array.from({ length: 120 }, (_, i) => `many-${i}`);
  for (const name of [...names, 'other']) await algorithms.create(named(name), mayMutate());
  const found = await algorithms.search({ nameLike: 'many-' }, read());
  expect(found.map(({ name }) => name)).toEqual(names);
  expect(await algorithms.search({}, read())).toHaveLength(121);
  const page = await algorithms.newest({ nameLike: 'many-' }, 0, read());
  expect(page.items.map(({ name }) => name)).toEqual(names.toReversed().slice(0, 50));
  expect(page).toMatchObject({ total: 121, count: 120, limit: 50 });
});

test('an algorithm of another workspace is found there and only there', async () => {
  await using world = await simulated();
  const { algorithms } = world.client;
  await algorithms.create(named('elsewhere', { workspace_id: 'w-1' }), mayMutate());
  expect(await algorithms.search({}, read())).toEqual([]);
  expect(await algorithms.search({ workspaceId: 'w-1' }, read())).toHaveLength(1);
});

test('a second algorithm of the same name is a duplicate', async () => {
  await using world = await simulated();
  const { algorithms } = world.client;
  await algorithms.create(named('twin'), mayMutate());
  expect(await rejected(algorithms.create(named('twin'), mayMutate()))).toMatchObject({
    kind: 'duplicate-name',
  });
});

test('an unknown algorithm is not found by its id, but invalid where a job refers to it', async () => {
  await using world = await simulated();
  const { algorithms } = world.client;
  for (const call of [
    () => algorithms.get('a-1', read()),
    () => algorithms.update('a-1', named('n'), mayMutate()),
    () => algorithms.remove('a-1', mayMutate()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'not-found' });
  const job = await rejected(world.job({ algorithm: { id: 'a-1', command: undefined, engine: undefined } }));
  expect(job).toMatchObject({ kind: 'invalid', code: 'ModelArts.2755' });
});

test.each([
  ['dropped before it was carried out', { kind: 'drop-before' }, 0],
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['spoiled', { kind: 'garbage' }, 1],
  ['a 500 after it was carried out', { kind: 'status', status: 500, effect: true }, 1],
] as const)('a create whose answer is %s is ambiguous and was sent once', async (_, fault, made) => {
  await using world = await simulated();
  const { algorithms } = world.client;
  world.simulator.faults.add({ operation: 'createAlgorithm', ...fault });
  expect(await rejected(algorithms.create(named('lost'), mayMutate()))).toMatchObject({ kind: 'ambiguous' });
  expect(world.simulator.audit.calls).toHaveLength(1);
  expect(await algorithms.search({ nameLike: 'lost' }, read())).toHaveLength(made);
});

test('a gate that is shut lets no change pass, and an id that climbs is never sent', async () => {
  await using server = await serve(json(201, {}));
  const client = clientOf(server.url);
  const { algorithms } = client;
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { signal: signal(), gate };
  for (const call of [
    () => algorithms.create(named('n'), shut),
    () => algorithms.update('a-1', named('n'), shut),
    () => algorithms.remove('a-1', shut),
    () => algorithms.get('../x', read()),
    () => algorithms.remove('a,b', mayMutate()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
  await client.close();
});

test('a search asks for a part of the name, oldest first', async () => {
  await using server = await serve(json(200, { total: 0, count: 0, items: [] }));
  const client = clientOf(server.url);
  await client.algorithms.search({ nameLike: 'a b&c', workspaceId: 'w-1' }, read());
  expect(server.received[0]?.path).toBe(
    `/v2/${PROJECT}/algorithms?offset=0&limit=50&sort_by=create_time&order=asc&workspace_id=w-1&searches=name%3Aa%20b%26c`,
  );
  await client.close();
});

const wire = (metadata: object, rest: object = {}) => ({
  metadata: { id: 'a-1', name: 'n', ...metadata },
  ...rest,
});

test.each<[string, Reply]>([
  ['no list', json(200, {})],
  ['an algorithm without an id', json(200, { total: 1, items: [{ metadata: { name: 'n' } }] })],
  ['one of another workspace', json(200, { total: 1, items: [wire({ workspace_id: 'w-1' })] })],
])('a list of %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.algorithms.search({}, read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test.each<[string, Reply]>([
  ['about another one', json(200, wire({ id: 'a-2' }))],
  ['without an id', json(200, { metadata: { name: 'n' } })],
  ['that is empty', json(200, undefined)],
])('an answer %s says nothing of an algorithm, and is never absence', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.algorithms.get('a-1', read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

describe('parsing', () => {
  const parsed = (metadata: object, rest: object = {}) => parseAlgorithm(wire(metadata, rest));

  test.each<[string, object, object, Partial<Algorithm>]>([
    ['a number for an id', { id: 7 }, {}, { id: '7' }],
    ['an update that never was', { update_time: 0 }, {}, { updatedAtMs: undefined }],
    ['nulls', { description: null, workspace_id: null }, { job_config: null }, { description: '' }],
    [
      'requirements under either name',
      {},
      {
        resource_requirements: [
          { key: 'a', value: ['x'] },
          { key: 'b', values: ['y'], operator: 'in' },
        ],
      },
      {
        content: {
          jobConfig: {},
          resourceRequirements: [
            { key: 'a', values: ['x'] },
            { key: 'b', values: ['y'], operator: 'in' },
          ],
          advancedConfig: {},
        },
      },
    ],
    [
      'what the cloud found itself, and empty fields',
      {},
      {
        job_config: {
          command: '',
          code_tree: { name: 'x' },
          engine: { engine_id: 'e', image_url: '' },
          inputs: [],
        },
      },
      { content: { jobConfig: { engine: { engineId: 'e' } }, resourceRequirements: [], advancedConfig: {} } },
    ],
    [
      'a search',
      {},
      { advanced_config: { auto_search: { reward_attrs: [{ name: 'acc', mode: 'max', regex: null }] } } },
      {
        content: {
          jobConfig: {},
          resourceRequirements: [],
          advancedConfig: { autoSearch: { rewardAttrs: [{ name: 'acc', mode: 'max' }] } },
        },
      },
    ],
    [
      'other shapes',
      {},
      { job_config: 'x', resource_requirements: {}, advanced_config: [1] },
      { content: { jobConfig: {}, resourceRequirements: [], advancedConfig: {} } },
    ],
  ])('an answer with %s is read', (_, metadata, rest, expected) => {
    expect(parsed(metadata, rest)).toEqual(expect.objectContaining(expected));
  });

  test.each([
    [undefined],
    [null],
    ['x'],
    [{}],
    [{ metadata: { id: 'a,b', name: 'n' } }],
    [{ metadata: { id: 1.5, name: 'n' } }],
  ])('%j is no algorithm', (answer) => {
    expect(parseAlgorithm(answer)).toBeUndefined();
  });
});
