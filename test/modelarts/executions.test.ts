import { describe, expect, test } from 'vitest';
import { parseExecution } from '../../operator/modelarts/execution.ts';
import { parseStepMetric } from '../../operator/modelarts/stepExecution.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve, signal } from './server.ts';
import { MINUTE, read, rejected, simulated } from './simulated.ts';

const STEPS = [
  { name: 'train', type: 'job' },
  { name: 'serve', type: 'service', depend_steps: ['train'] },
];

/** A simulator and a client with a workflow. */
async function withWorkflow(behaviours: Partial<Behaviours> = {}, steps: typeof STEPS = STEPS) {
  const world = await simulated(behaviours);
  const { workflows } = world.client;
  const { id: workflowId } = await workflows.create({ name: 'nightly', steps }, mayMutate());
  return { ...world, workflowId, executions: workflows.executions };
}

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['missing ones refused with 400', { 'workflow.notFoundStatus': '400' }],
  ['durations that are texts', { 'workflow.duration': 'string' }],
  ['no status at first', { 'workflow.executionInit': 'none' }],
  ['running at once', { 'workflow.executionInit': 'running' }],
  ['no steps null', { 'workflow.stepsNull': false }],
  ['another word for its end', { 'workflow.endStatus': 'finished' }],
];

test.each(readings)(
  'an execution begins, is found, followed and removed under: %s',
  async (_, behaviours) => {
    await using world = await withWorkflow(behaviours);
    const { executions, workflowId } = world;
    const { id, requestId } = await executions.create(workflowId, { labels: ['a', 'b'] }, mayMutate());
    expect(requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
    const at = { workflowId, executionId: id };
    const first = { init: 'init', none: '', running: 'running' }[
      behaviours['workflow.executionInit'] ?? 'init'
    ];
    expect(await executions.get(at, read())).toMatchObject({
      ...{ id, name: 'execution-001', status: first, workflowId, workspaceId: '0', labels: ['a', 'b'] },
      steps: [{ name: 'train', type: 'job', status: 'init' }],
    });
    expect(await executions.search({ workflowId, label: 'a' }, read())).toMatchObject([{ id }]);
    world.advance(5 * MINUTE);
    const done = await executions.get(at, read());
    expect(done).toMatchObject({
      ...{ status: behaviours['workflow.endStatus'] ?? 'completed', durationS: 130 },
      steps: [{ status: 'completed' }, { name: 'serve', status: 'completed', durationS: 65 }],
      events: { length: 8 },
    });
    expect((await executions.newest({ workflowId }, 0, read())).items).toEqual([done]);
    expect(await world.client.workflows.get(workflowId, {}, read())).toMatchObject({
      ...{ runCount: 1, latest: { id, status: done.status, currentSteps: [] } },
    });
    await executions.update(at, { labels: ['c'] }, mayMutate());
    expect(await executions.get(at, read())).toMatchObject({ labels: ['c'] });
    await executions.remove(at, mayMutate());
    const missing = { kind: 'not-found', code: 'ModelArts.7511' };
    expect(await rejected(executions.get(at, read()))).toMatchObject(missing);
    expect(await rejected(executions.remove(at, mayMutate()))).toMatchObject(missing);
    expect(await executions.search({ workflowId }, read())).toEqual([]);
  },
);

test('an execution without its workflow is not there, and none can be begun', async () => {
  await using world = await withWorkflow();
  const { executions, workflowId } = world;
  const { id: executionId } = await executions.create(workflowId, {}, mayMutate());
  await world.client.workflows.remove(workflowId, mayMutate());
  const gone = await rejected(executions.get({ workflowId, executionId }, read()));
  expect(gone).toMatchObject({ kind: 'not-found', code: 'ModelArts.7512' });
  const refused = await rejected(executions.create(workflowId, {}, mayMutate()));
  expect(refused).toMatchObject({ kind: 'invalid', reason: 'WorkflowNotFound' });
});

test('an execution is stopped, and run again from a step on', async () => {
  await using world = await withWorkflow();
  const { executions, workflowId } = world;
  const { id: executionId } = await executions.create(workflowId, {}, mayMutate());
  const at = { workflowId, executionId };
  world.advance(2 * MINUTE);
  await executions.stop(at, mayMutate());
  world.advance(MINUTE);
  const stopped = await executions.get(at, read());
  expect(stopped).toMatchObject({ status: 'stopped', steps: [{}, { name: 'serve', status: 'stopped' }] });
  await executions.rerun(at, { steps: ['serve'] }, mayMutate());
  world.advance(5 * MINUTE);
  const again = await executions.get(at, read());
  expect(again).toMatchObject({ id: executionId, status: 'completed' });
  expect(again.events.length).toBeGreaterThan(stopped.events.length);
});

test('a step that failed is tried again, is measured, and tells why it failed', async () => {
  await using world = await withWorkflow();
  world.simulator.outcome(/train/, 'Failed', { message: 'out of memory' });
  const { executions, workflowId } = world;
  const { id: executionId } = await executions.create(workflowId, {}, mayMutate());
  const at = { workflowId, executionId };
  world.advance(5 * MINUTE);
  const { status, steps } = await executions.get(at, read());
  expect(status).toBe('failed');
  expect(steps).toMatchObject([{ status: 'failed', error: { message: 'out of memory' } }]);
  const step = { ...at, stepId: steps[0]?.id ?? '' };
  expect(await executions.metrics(step, read())).toMatchObject([{ key: 'accuracy', type: 'line chart' }]);
  await executions.act(step, 'retry', {}, mayMutate());
  expect((await executions.get(at, read())).steps).toMatchObject([{ id: step.stepId, status: 'creating' }]);
});

test('steps that wait for a person are told, until they get their inputs', async () => {
  await using world = await withWorkflow();
  const { executions, workflowId } = world;
  const parameters = [{ name: 'epochs', type: 'int' as const, delay: true, used_steps: ['train'] }];
  await world.client.workflows.update(workflowId, { parameters }, mayMutate());
  const { id: executionId } = await executions.create(workflowId, {}, mayMutate());
  const at = { workflowId, executionId };
  world.advance(MINUTE);
  const { usage } = world.client.workflows;
  const todo = { workflowId, executionId, stepName: 'train', status: 'wait_inputs' };
  expect(await usage.todos({}, read())).toMatchObject([todo]);
  expect(await usage.overview({}, read())).toMatchObject({ total: 1, counts: { running: 1, init: 0 } });
  expect(await usage.overview({ workspaceId: 'w-1' }, read())).toMatchObject({ total: 0 });
  const [step] = (await executions.get(at, read())).steps;
  const values = { parameters: [{ name: 'epochs', value: 3 }] };
  await executions.act({ ...at, stepId: step?.id ?? '' }, 'continue', values, mayMutate());
  expect(await usage.todos({}, read())).toEqual([]);
});

test('many executions are all found, those of another workspace there alone', async () => {
  await using world = await withWorkflow({ 'workflow.pageLimit': 7 });
  const { executions, workflowId } = world;
  for (let i = 0; i < 20; i++) await executions.create(workflowId, {}, mayMutate());
  await executions.create(workflowId, { workspace_id: 'w-1' }, mayMutate());
  expect(await executions.search({ workflowId }, read())).toHaveLength(20);
  const page = await executions.newest({ workflowId }, 0, read());
  expect(page).toMatchObject({ total: 20, count: 20, items: { length: 7, 0: { name: 'execution-020' } } });
  expect(await executions.search({ workflowId, workspaceId: 'w-1' }, read())).toHaveLength(1);
});

test.each([
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['dropped before it was carried out', { kind: 'drop-before' }, 0],
  ['spoiled', { kind: 'garbage' }, 1],
] as const)('a start whose answer is %s is ambiguous and was sent once', async (_, fault, made) => {
  await using world = await withWorkflow();
  const { executions, workflowId } = world;
  world.simulator.faults.add({ operation: 'createWorkflowExecution', ...fault });
  const error = await rejected(executions.create(workflowId, {}, mayMutate()));
  expect(error).toMatchObject({ kind: 'ambiguous' });
  expect(await executions.search({ workflowId }, read())).toHaveLength(made);
});

const AT = { workflowId: 'w-1', executionId: 'e-1' };

test('a gate that is shut lets no change pass, and an id that climbs is never sent', async () => {
  await using server = await serve(json(200, {}));
  const client = clientOf(server.url);
  const { executions } = client.workflows;
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { signal: signal(), gate };
  for (const call of [
    () => executions.create('w-1', {}, shut),
    () => executions.stop(AT, shut),
    () => executions.rerun(AT, {}, shut),
    () => executions.act({ ...AT, stepId: 's-1' }, 'stop', {}, shut),
    () => executions.get({ ...AT, executionId: '../x' }, read()),
    () => executions.remove({ ...AT, workflowId: 'a/b' }, mayMutate()),
    () => executions.metrics({ ...AT, stepId: 'a?b' }, read()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
  await client.close();
});

test('actions and searches are sent as the reference writes them', async () => {
  await using server = await serve(json(201, { total: 0, count: 0 }));
  const client = clientOf(server.url);
  const { executions } = client.workflows;
  await executions.stop(AT, mayMutate());
  await executions.rerun(AT, { steps: ['a'] }, mayMutate());
  await executions.act({ ...AT, stepId: 's-1' }, 'continue', {}, mayMutate());
  await executions.search({ workflowId: 'w-1', workspaceId: 's', label: 'x:1' }, read());
  const below = `/v2/${PROJECT}/workflows/w-1/executions`;
  expect(server.received.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([
    `POST ${below}/e-1/actions {"action_name":"stop"}`,
    `POST ${below}/e-1/actions {"action_name":"rerun","policies":{"rerun_steps":["a"]}}`,
    `POST ${below}/e-1/step-executions/s-1/actions {"action_name":"continue"}`,
    `GET ${below}?offset=0&limit=100&sort_by=create_time&order=asc&workspace_id=s&labels=x%3A1 `,
  ]);
  await client.close();
});

const wire = (change: object = {}) => ({ execution_id: 'e-1', name: 'n', ...change });

test.each<[string, Reply]>([
  ['about another one', json(200, wire({ execution_id: 'e-2' }))],
  ['without an id', json(200, { name: 'n' })],
  ['that is empty', json(200, undefined)],
  ['of 404 without a code that says so', json(404, { error_code: 'ModelArts.2836', error_msg: 'x' })],
])('an answer %s says nothing of an execution, and is never absence', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  const { kind } = await rejected(client.workflows.executions.get(AT, read()));
  expect(kind).not.toBe('not-found');
  await client.close();
});

test.each<[string, Reply]>([
  ['no list', json(200, {})],
  ['one without an id', json(200, { total: 1, items: [{ name: 'n' }] })],
  ['one of another workspace', json(200, { total: 1, items: [wire({ workspace_id: 'w' })] })],
])('a list of %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  const call = client.workflows.executions.search({ workflowId: 'w-1' }, read());
  expect(await rejected(call)).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test.each([[{}], [{ execution_id: 'a,b' }], [{ execution_id: 7 }]])(
  'a start that answers %j may have begun one',
  async (body) => {
    await using server = await serve(json(201, body));
    const client = clientOf(server.url);
    const call = client.workflows.executions.create('w-1', {}, mayMutate());
    expect(await rejected(call)).toMatchObject({ kind: 'ambiguous' });
    await client.close();
  },
);

describe('parsing', () => {
  const step = { uuid: 's', step_name: 'train' };

  test.each<[string, object, object]>([
    [
      'other shapes',
      { name: 5, labels: 'a', duration: '', events: {}, steps_execution: 'x', created_at: 1, policies: {} },
      {
        name: '',
        labels: [],
        durationS: undefined,
        events: [],
        steps: [],
        createdAtMs: undefined,
        content: {},
      },
    ],
    ['the duration of the example of 4.10', { duration: 11852428 }, { durationS: 11852428 }],
    [
      'a step as in the example of 4.10',
      {
        steps_execution: [{ ...step, status: 'completed', instance_id: { service_id: 'x' }, events: ['e'] }],
      },
      {
        steps: [
          expect.objectContaining({ status: 'completed', instance: { service_id: 'x' }, events: ['e'] }),
        ],
      },
    ],
    [
      'a step of other shapes',
      {
        steps_execution: [{ ...step, status: 7, duration: 'x', error_info: 'x', conditions_execution: null }],
      },
      { steps: [expect.objectContaining({ status: '', durationS: undefined, error: undefined, type: '' })] },
    ],
    [
      'what a request can say',
      { data_requirements: [{ name: 'd', used_steps: ['s'], value: { obs_url: '/b/' } }] },
      { content: { dataRequirements: [{ name: 'd', usedSteps: ['s'], value: { obs_url: '/b/' } }] } },
    ],
  ])('an answer with %s is read', (_, change, expected) => {
    expect(parseExecution(wire(change))).toEqual(expect.objectContaining(expected));
  });

  test.each([
    [undefined],
    ['x'],
    [{}],
    [{ execution_id: 'a/b' }],
    [wire({ steps_execution: [{ uuid: 's' }] })],
    [wire({ steps_execution: [{ uuid: '../s', step_name: 'n' }] })],
  ])('%j is no execution', (answer) => {
    expect(parseExecution(answer)).toBeUndefined();
  });

  test.each([
    [
      { key: 'loss', titile: 'Loss' },
      { key: 'loss', title: 'Loss', type: '', data: {} },
    ],
    [
      { key: 'loss', title: 'Loss', data: { a_b: 1 } },
      { title: 'Loss', data: { a_b: 1 } },
    ],
  ])('a metric %j is read', (answer, expected) => {
    expect(parseStepMetric(answer)).toMatchObject(expected);
    expect(parseStepMetric({ ...answer, key: 7 })).toBeUndefined();
  });
});
