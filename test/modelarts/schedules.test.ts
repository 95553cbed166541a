import { expect, test } from 'vitest';
import { parseSchedule } from '../../operator/modelarts/schedules.ts';
import { parseSubscription } from '../../operator/modelarts/subscriptions.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { clientOf, json, mayMutate, type Reply, serve, signal } from './server.ts';
import { MINUTE, read, rejected, simulated } from './simulated.ts';

const HOURLY = { type: 'time', action: 'run' as const, content: { cron: '0 0 * * * *', method: 'fixed' } };
const TOPIC = { topic_urns: ['urn:a'], entity: 'e', events: ['*:failed,completed'] };

/** A simulator and a client with a workflow. */
async function withWorkflow(behaviours: Partial<Behaviours> = {}) {
  const world = await simulated(behaviours);
  const { workflows } = world.client;
  const { id: workflowId } = await workflows.create({ name: 'nightly' }, mayMutate());
  return { ...world, workflows, workflowId };
}

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['missing ones refused with 400', { 'workflow.notFoundStatus': '400' }],
];

test.each(readings)('a schedule is made, read, changed and removed under: %s', async (_, behaviours) => {
  await using world = await withWorkflow(behaviours);
  const { workflowId, workflows } = world;
  const { schedules } = workflows;
  const policies = { on_failure: 'retry', on_running: 'cancel' };
  const { id, requestId } = await schedules.create(workflowId, { ...HOURLY, policies }, mayMutate());
  expect(requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
  const at = { workflowId, scheduleId: id };
  expect(await schedules.get(at, read())).toMatchObject({
    ...{ id, workflowId, type: 'time', content: HOURLY.content, enabled: true },
    ...{ onFailure: 'retry', onRunning: 'cancel', createdAtMs: expect.any(Number) },
  });
  world.advance(60 * MINUTE);
  expect(await workflows.executions.search({ workflowId }, read())).toHaveLength(1);
  await schedules.update(at, { enable: false }, mayMutate());
  expect(await schedules.get(at, read())).toMatchObject({ enabled: false, content: HOURLY.content });
  await schedules.remove(at, mayMutate());
  const missing = { kind: 'not-found', code: 'ModelArts.7525' };
  expect(await rejected(schedules.get(at, read()))).toMatchObject(missing);
  expect(await rejected(schedules.remove(at, mayMutate()))).toMatchObject(missing);
});

test.each(readings)('a subscription is made, read, changed and removed under: %s', async (_, behaviours) => {
  await using world = await withWorkflow(behaviours);
  const { workflowId, workflows } = world;
  const { subscriptions } = workflows;
  const { id, requestId } = await subscriptions.create(workflowId, TOPIC, mayMutate());
  expect(requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
  const at = { workflowId, subscriptionId: id };
  const told = { id, topicUrns: ['urn:a'], entity: 'e', events: ['*:failed,completed'] };
  expect(await subscriptions.get(at, read())).toMatchObject(told);
  expect(await workflows.get(workflowId, {}, read())).toMatchObject({ subscriptionId: id });
  await subscriptions.update(at, { topic_urns: ['urn:b'] }, mayMutate());
  expect(await subscriptions.get(at, read())).toMatchObject({ ...told, topicUrns: ['urn:b'] });
  await subscriptions.remove(at, mayMutate());
  const missing = { kind: 'not-found', code: 'ModelArts.7519' };
  expect(await rejected(subscriptions.get(at, read()))).toMatchObject(missing);
  expect(await rejected(subscriptions.remove(at, mayMutate()))).toMatchObject(missing);
});

test.each([
  ['server', false],
  ['given', true],
] as const)('where the %s says it, the answer tells which id a schedule has', async (form, taken) => {
  await using world = await withWorkflow({ 'workflow.scheduleId': form });
  const { schedules } = world.workflows;
  const { id } = await schedules.create(world.workflowId, { ...HOURLY, uuid: 'own-1' }, mayMutate());
  expect(id === 'own-1').toBe(taken);
});

test('without their workflow there are none, and none can be made', async () => {
  await using world = await withWorkflow();
  const { workflowId, workflows } = world;
  const { schedules, subscriptions } = workflows;
  const schedule = await schedules.create(workflowId, HOURLY, mayMutate());
  await workflows.remove(workflowId, mayMutate());
  const at = { workflowId, scheduleId: schedule.id };
  expect(await rejected(schedules.get(at, read()))).toMatchObject({ kind: 'not-found' });
  const lost = { kind: 'invalid', reason: 'WorkflowNotFound' };
  expect(await rejected(schedules.create(workflowId, HOURLY, mayMutate()))).toMatchObject(lost);
  expect(await rejected(subscriptions.create(workflowId, TOPIC, mayMutate()))).toMatchObject(lost);
});

test('a create whose answer is lost is ambiguous and was sent once', async () => {
  await using world = await withWorkflow();
  const { workflowId, workflows, simulator } = world;
  for (const operation of ['createWorkflowSchedule', 'createWorkflowSubscription'])
    simulator.faults.add({ operation, kind: 'drop-after' });
  const calls = [
    workflows.schedules.create(workflowId, HOURLY, mayMutate()),
    workflows.subscriptions.create(workflowId, TOPIC, mayMutate()),
  ];
  for (const call of calls) expect(await rejected(call)).toMatchObject({ kind: 'ambiguous' });
  expect(simulator.audit.resources().map(({ kind }) => kind)).toEqual([
    'workflow',
    'workflowSchedule',
    'workflowSubscription',
  ]);
});

const SCHEDULE = { workflowId: 'w-1', scheduleId: 's-1' };
const SUBSCRIPTION = { workflowId: 'w-1', subscriptionId: 's-1' };

test('a gate that is shut lets no change pass, and an id that climbs is never sent', async () => {
  await using server = await serve(json(200, {}));
  const client = clientOf(server.url);
  const { schedules, subscriptions } = client.workflows;
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { signal: signal(), gate };
  for (const call of [
    () => schedules.create('w-1', HOURLY, shut),
    () => schedules.update(SCHEDULE, {}, shut),
    () => subscriptions.remove(SUBSCRIPTION, shut),
    () => schedules.get({ ...SCHEDULE, scheduleId: '../x' }, read()),
    () => subscriptions.get({ ...SUBSCRIPTION, subscriptionId: 'a?b' }, read()),
    () => subscriptions.create('a/b', TOPIC, mayMutate()),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
  await client.close();
});

test.each<[string, Reply]>([
  ['about another one', json(200, { uuid: 's-2', subscription_id: 's-2', topic_urns: ['t'] })],
  ['that holds nothing', json(200, {})],
  ['that is empty', json(200, undefined)],
  ['of 404 that speaks of something else', json(404, { error_code: 'ModelArts.7511', error_msg: 'x' })],
])('an answer %s is never absence', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  const { schedules, subscriptions } = client.workflows;
  for (const call of [schedules.get(SCHEDULE, read()), subscriptions.get(SUBSCRIPTION, read())])
    expect((await rejected(call)).kind).not.toBe('not-found');
  await client.close();
});

test.each([[{}], [{ uuid: 'a,b', subscription_id: 'a,b' }], [{ uuid: 7, subscription_id: 7 }]])(
  'a create that answers %j may have made one',
  async (body) => {
    await using server = await serve(json(201, body));
    const client = clientOf(server.url);
    const { schedules, subscriptions } = client.workflows;
    for (const call of [
      schedules.create('w-1', HOURLY, mayMutate()),
      subscriptions.create('w-1', TOPIC, mayMutate()),
    ])
      expect(await rejected(call)).toMatchObject({ kind: 'ambiguous' });
    await client.close();
  },
);

test.each([
  [
    { uuid: 's', type: 7, content: 'x', enable: 'yes', policies: [] },
    { type: '', enabled: undefined },
  ],
  [{ uuid: 's', policies: { on_failure: 'later' }, created_at: 'soon' }, { onFailure: 'later' }],
  [{ uuid: 'a/b' }, undefined],
  [null, undefined],
])('a schedule %j is read as %j', (answer, expected) => {
  if (expected === undefined) expect(parseSchedule(answer)).toBeUndefined();
  else expect(parseSchedule(answer)).toMatchObject(expected);
});

test.each([
  [
    { topic_urns: ['fengbin26'], entity: '2389', events: ['a'] },
    { topicUrns: ['fengbin26'], id: undefined },
  ],
  [
    { topic_urns: ['t', 7], entity: {}, events: 'x' },
    { topicUrns: ['t'], entity: undefined, events: [] },
  ],
  [{ topic_urns: null }, undefined],
  ['x', undefined],
])('a subscription %j is read as %j', (answer, expected) => {
  if (expected === undefined) expect(parseSubscription(answer)).toBeUndefined();
  else expect(parseSubscription(answer)).toMatchObject(expected);
});
