import { expect, test } from 'vitest';
import { executing } from './executing.ts';
import { MINUTE, refused, SECOND, step, UNTIL_RUNNING, WHOLE } from './workflow.ts';

test('an execution goes from step to step, is told whole, and deleted', async () => {
  await using world = await executing([step('train'), step('serve', ['train'], { type: 'service' })]);
  expect(world.made.body).toMatchObject({ name: 'execution-001', status: 'init', steps_execution: null });
  const phases = [];
  for (const ms of [0, SECOND, 3 * SECOND, SECOND, MINUTE, SECOND]) {
    world.clock.advance(ms);
    phases.push((await world.statuses()).train);
  }
  expect(phases).toEqual(['init', 'creating', 'created', 'running', 'completed', 'completed']);
  expect(await world.statuses()).toEqual({ train: 'completed', serve: 'creating' });
  const workflow = async () => (await world.call('GET', `/workflows/${world.workflowId}`)).body;
  expect(await workflow()).toMatchObject({
    run_count: 1,
    latest_execution: { execution_id: world.id, status: 'running', current_steps: ['serve'] },
  });
  world.clock.advance(WHOLE);
  expect(await world.read()).toMatchObject({
    ...{ status: 'completed', duration: 130, workflow_name: 'nightly', workspace_id: '0' },
    events: { length: 8, 0: '2026-01-01 12:00:01 step train change status from init to creating' },
    steps_execution: [
      { duration: 65, events: { 3: '2026-01-01 12:01:05 change status from running to completed' } },
      { step_name: 'serve', created_at: '2026-01-01T12:01:05.000000+08:00' },
    ],
  });
  expect((await world.call('GET', world.below)).body).toMatchObject({
    total: 1,
    items: [{ status: 'completed' }],
  });
  expect((await world.call('DELETE', world.path)).status).toBe(204);
  expect(await world.call('GET', world.path)).toMatchObject(refused(404, 7511, new RegExp(world.id)));
  expect(await workflow()).not.toHaveProperty('latest_execution');
});

const choice = (right: unknown, change: object = {}) => ({
  ...{ name: 'choose', type: 'condition', if_then_steps: ['yes'], else_then_steps: ['no'] },
  conditions: [{ type: '==', left: '$ref/parameters/big', right }],
  ...change,
});
const branches = (right: unknown) => [choice(right), step('yes'), step('no'), step('end', ['yes', 'no'])];
const big = { parameters: [{ name: 'big', type: 'bool', default: true }] };

test.each([
  [true, { choose: 'completed', yes: 'completed', no: 'skipped', end: 'completed' }, 'True'],
  [false, { choose: 'completed', yes: 'skipped', no: 'completed', end: 'completed' }, 'False'],
])('where it is %s, the other branch is skipped', async (right, expected, result) => {
  await using world = await executing(branches(right), big);
  world.clock.advance(3 * WHOLE);
  expect(await world.statuses()).toEqual(expected);
  const { steps_execution, status } = await world.read();
  expect(steps_execution[0].conditions_execution).toEqual({ result });
  expect(status).toBe('completed');
});

test('what comes after skipped steps alone is skipped, a step whose own condition fails as well', async () => {
  const steps = [choice(false), step('yes'), step('no'), step('after', ['yes']), step('never', [], UNMET)];
  await using world = await executing(steps, big);
  world.clock.advance(3 * WHOLE);
  expect(await world.statuses()).toMatchObject({ yes: 'skipped', after: 'skipped', never: 'skipped' });
});
const UNMET = { conditions: [{ type: '>', left: 1, right: 2 }] };

test.each([
  ['!=', 1, 2],
  ['>', 2, 1],
  ['>=', 2, 2],
  ['<', 1, 2],
  ['<=', 1, 1],
  ['in', 'a', ['a', 'b']],
  ['or', { type: '==', left: 1, right: 2 }, true],
])('a condition %s of %j and %j holds', async (type, left, right) => {
  await using world = await executing([step('only', [], { conditions: [{ type, left, right }] })]);
  world.clock.advance(WHOLE);
  expect(await world.statuses()).toEqual({ only: 'completed' });
});

test('a step that fails keeps those after it from beginning, and not those beside it', async () => {
  const steps = [step('bad'), step('after', ['bad']), step('beside'), step('more', ['beside'])];
  await using world = await executing(steps, {}, { fails: ['bad'] });
  world.clock.advance(WHOLE);
  expect((await world.read()).status).toBe('running');
  world.clock.advance(WHOLE);
  expect(await world.statuses()).toEqual({ bad: 'failed', beside: 'completed', more: 'completed' });
  const { status, steps_execution } = await world.read();
  expect(status).toBe('failed');
  expect(steps_execution[0].error_info.error_message).toMatch(/failed/);
});

test('a step may not come to run, or run too long', async () => {
  const slow = step('slow', [], { policy: { max_execution_minutes: '0.5' } });
  await using world = await executing([slow], {});
  world.clock.advance(UNTIL_RUNNING + MINUTE / 2);
  expect([await world.statuses(), (await world.read()).status]).toEqual([{ slow: 'timeout' }, 'failed']);
  world.simulator.outcome(/slow/, 'Abnormal');
  await world.actOn('slow', 'retry');
  world.clock.advance(WHOLE);
  expect(await world.statuses()).toEqual({ slow: 'create_failed' });
});

const waits = { data_requirements: [{ name: 'images', type: 'obs', delay: true, used_steps: ['train'] }] };
const images = { data_requirements: [{ name: 'images', type: 'obs', value: { obs_url: '/b/' } }] };

test.each([
  ['with the execution', async () => {}, images],
  ['by an update', async (world: World) => world.call('PUT', world.path, images), {}],
  ['with an action', async (world: World) => world.actOn('train', 'continue', images), {}],
])('a step waits for inputs, which come %s', async (_, give, body) => {
  await using world = await executing([step('train')], waits, { body });
  world.clock.advance(SECOND);
  if (!('data_requirements' in body)) {
    expect(await world.statuses()).toEqual({ train: 'wait_inputs' });
    expect(await world.actOn('train', 'continue')).toMatchObject(refused(400, '0104', /wait_inputs/));
    const todos = (await world.call('GET', '/workflows/todolist')).body;
    expect(todos).toMatchObject({ total: 1, items: [{ execution_id: world.id, status: 'wait_inputs' }] });
  }
  await give(world);
  expect(await world.statuses()).toEqual({ train: 'creating' });
  world.clock.advance(WHOLE);
  expect((await world.read()).data_requirements).toMatchObject([{ value: { obs_url: '/b/' } }]);
  expect((await world.read()).status).toBe('completed');
});
type World = Awaited<ReturnType<typeof executing>>;

test('a step of labelling is held until it is continued', async () => {
  await using world = await executing([step('label', [], { type: 'labeling' }), step('train', ['label'])]);
  world.clock.advance(WHOLE);
  expect(await world.statuses()).toEqual({ label: 'hold' });
  expect((await world.read()).status).toBe('running');
  await world.actOn('label', 'continue');
  expect(await world.statuses()).toEqual({ label: 'completed', train: 'init' });
});

test('a scene has its own steps', async () => {
  const policy = { scenes: [{ id: 's-1', name: 'short', steps: ['b'] }] };
  const steps = [step('a'), step('b', ['a'])];
  await using world = await executing(steps, { policy }, { body: { scene_id: 's-1' } });
  expect(await world.statuses()).toEqual({ b: 'init' });
  expect(await world.call('POST', world.below, { scene_id: 'x' })).toMatchObject(
    refused(400, '0104', /scene_id/),
  );
});

test('executions are listed by workspace, status and label, in either order', async () => {
  await using world = await executing([step('train')], {}, { body: { labels: ['a'], name: 'mine' } });
  world.clock.advance(WHOLE);
  await world.begin({ workspace_id: 'w-1' });
  await world.begin({});
  const names = async (query: string) =>
    (await world.call('GET', `${world.below}?${query}`)).body.items.map(({ name }: { name: string }) => name);
  expect(await names('limit=9')).toEqual(['execution-003', 'mine']);
  expect(await names('order=asc')).toEqual(['mine', 'execution-003']);
  expect(await names('workspace_id=w-1')).toEqual(['execution-002']);
  expect(await names('status=completed')).toEqual(['mine']);
  expect(await names('labels=a')).toEqual(['mine']);
  expect(await world.call('PUT', world.path, { labels: ['b'], description: 'x' })).toMatchObject({
    body: { labels: ['b'], description: 'x', name: 'mine' },
  });
  expect(await names('labels=a')).toEqual([]);
});

test.each([
  [{ 'workflow.executionInit': 'running' }, { status: 'running' }, {}],
  [{ 'workflow.executionInit': 'none' }, { status: undefined }, {}],
  [{ 'workflow.stepsNull': false }, { steps_execution: [{ step_name: 'train' }] }, {}],
  [{ 'workflow.duration': 'string' }, { duration: '0' }, { duration: '65' }],
  [{ 'workflow.endStatus': 'finished' }, { status: 'init' }, { status: 'finished' }],
  [{ 'workflow.executionName': 'server' }, { name: 'execution-001' }, {}],
] as const)('under %j an execution begins as %j and ends as %j', async (behaviours, first, last) => {
  await using world = await executing([step('train')], {}, { behaviours, body: { name: 'mine' } });
  const seen = Object.fromEntries(Object.keys(first).map((field) => [field, world.made.body[field]]));
  expect(seen).toMatchObject(first);
  world.clock.advance(WHOLE);
  expect(await world.read()).toMatchObject(last);
});

test('workflows are counted by the state of their last execution', async () => {
  await using world = await executing([step('train')], {}, { fails: ['bad'] });
  const bad = await world.workflow([step('bad')], { name: 'bad' });
  await world.workflow();
  await world.call('POST', `/workflows/${bad}/executions`);
  const counts = async () => (await world.call('GET', '/workflows/overview')).body;
  expect(await counts()).toMatchObject({ total: 3, stat: { init: 2, never_executed: 1 } });
  world.clock.advance(WHOLE);
  expect((await counts()).stat).toMatchObject({ completed: 1, abnormal: 1, never_executed: 1 });
  expect((await world.call('GET', '/workflows/overview?name=bad')).body.total).toBe(1);
});

test('executions are listed late, read late, and their lists lag, as far as wished', async () => {
  await using world = await executing([step('train')]);
  const { behaviours } = world.simulator;
  world.wallClock.advance(20);
  Object.assign(behaviours, { 'workflow.listDelayMs': 5, 'workflow.readDelayMs': 9 });
  const late = `${world.below}/${(await world.begin()).body.execution_id}`;
  const listed = async () =>
    (await world.call('GET', world.below)).body.items.map(({ status }: { status: string }) => status);
  expect(await listed()).toEqual(['init']);
  world.wallClock.advance(5);
  expect(await listed()).toEqual(['init', 'init']);
  expect(await world.call('GET', late)).toMatchObject(refused(404, 7511));
  world.wallClock.advance(4);
  expect((await world.call('GET', late)).body.status).toBe('init');
  world.clock.advance(WHOLE);
  behaviours['workflow.listStaleMs'] = MINUTE;
  expect(await listed()).toEqual(['running', 'running']);
  expect((await world.read()).status).toBe('completed');
});
