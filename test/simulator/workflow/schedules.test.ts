import { expect, test } from 'vitest';
import type { SimulatorOptions } from '../../../operator/simulator/simulator.ts';
import { HOUR, MINUTE, refused, SECOND, WHOLE, workflows } from './workflow.ts';

const HOURLY = { type: 'time', action: 'run', content: { cron: '0 0 * * * ?', method: 'fixed' } };

/** A simulator with a workflow that has a schedule. */
async function scheduled(change: object = {}, options: SimulatorOptions = {}) {
  const world = await workflows(options);
  const id = await world.workflow();
  const below = `/workflows/${id}`;
  const made = await world.call('POST', `${below}/schedules`, { ...HOURLY, ...change });
  expect(made.status, made.text).toBe(201);
  const path = `${below}/schedules/${made.body.uuid}`;
  type Run = { name: string; status: string; created_at: string };
  return {
    ...{ ...world, below, made, path },
    runs: async (): Promise<Run[]> => (await world.call('GET', `${below}/executions?order=asc`)).body.items,
  };
}

test('a schedule starts executions when they are due, until it is deleted', async () => {
  await using world = await scheduled();
  const shown = { ...HOURLY, enable: true, created_at: '2026-01-01T12:00:00.000000+08:00' };
  expect(world.made.body).toMatchObject(shown);
  expect(await world.call('GET', world.path)).toMatchObject({ status: 200, body: shown });
  expect(await world.runs()).toEqual([]);
  world.clock.advance(2 * HOUR + MINUTE);
  expect(await world.runs()).toMatchObject([
    { status: 'completed', created_at: '2026-01-01T13:00:00.000000+08:00' },
    { status: 'running', created_at: '2026-01-01T14:00:00.000000+08:00' },
  ]);
  expect((await world.call('DELETE', world.path)).status).toBe(204);
  world.clock.advance(2 * HOUR);
  expect(await world.runs()).toHaveLength(2);
  expect(await world.call('GET', world.path)).toMatchObject(refused(404, 7525));
});

test('a schedule that is switched off starts nothing, and makes up for nothing later', async () => {
  await using world = await scheduled({ enable: false });
  world.clock.advance(2 * HOUR);
  const content = { cron: '30 0 * * * ?' };
  const updated = await world.call('PUT', world.path, { enable: true, content });
  expect(updated).toMatchObject({ status: 200, body: { enable: true, content, policies: {} } });
  expect(await world.runs()).toEqual([]);
  world.clock.advance(30 * SECOND);
  expect(await world.runs()).toHaveLength(1);
});

test.each([
  [{ on_running: 'cancel' }, 1],
  [{ on_running: 'other' }, 2],
  [{}, 2],
])('what is due while another one runs, under %j, makes %i', async (policies, count) => {
  await using world = await scheduled({ policies, content: { cron: '0 */1 * * * *' } });
  world.clock.advance(MINUTE);
  await world.runs();
  world.clock.advance(MINUTE);
  expect(await world.runs()).toHaveLength(count);
});

test.each([
  [{ on_failure: 'retry' }, 8],
  [{}, 4],
])('an execution that fails under %j leaves %i events', async (policies, events) => {
  await using world = await scheduled({ policies });
  world.simulator.outcome(/train/, 'Failed');
  world.clock.advance(HOUR + 3 * WHOLE);
  expect(await world.runs()).toMatchObject([{ status: 'failed', events: { length: events } }]);
});

test('a workflow that is deleted takes its schedules along', async () => {
  await using world = await scheduled();
  await world.call('DELETE', world.below);
  world.clock.advance(5 * HOUR);
  await world.call('GET', '/workflows');
  expect(world.simulator.audit.resources().filter(({ kind }) => kind === 'workflowExecution')).toEqual([]);
  expect(await world.call('GET', world.path)).toMatchObject(refused(404, 7512));
});

test('the id that a schedule is to have is taken, or not', async () => {
  const uuid = 'my-own';
  await using ignored = await scheduled({ uuid });
  expect(ignored.made.body.uuid).not.toBe(uuid);
  await using taken = await scheduled({ uuid }, { behaviours: { 'workflow.scheduleId': 'given' } });
  expect(taken.made.body.uuid).toBe(uuid);
  const again = await taken.call('POST', `${taken.below}/schedules`, { ...HOURLY, uuid });
  expect(again).toMatchObject(refused(400, '0104', /there is a schedule my-own/));
});

test.each([
  ['no content', { type: 'time' }, /cron/],
  ['another type', { ...HOURLY, type: 'event' }, /type/],
  ['another action', { ...HOURLY, action: 'stop' }, /action/],
  ['a time that is none', { content: { cron: 'x' } }, /six fields/],
])('a schedule with %s is refused', async (_, body, said) => {
  await using world = await scheduled();
  const reply = await world.call('POST', `${world.below}/schedules`, body);
  expect(reply).toMatchObject(refused(400, '0104', said));
});

test('a subscription is made, told by its workflow, changed and deleted', async () => {
  await using world = await scheduled();
  const body = { topic_urns: ['urn:a'], entity: 'e', events: ['*:failed'] };
  const made = await world.call('POST', `${world.below}/subscriptions`, body);
  expect(made).toMatchObject({ status: 201, body });
  const { subscription_id } = made.body;
  const path = `${world.below}/subscriptions/${subscription_id}`;
  const told = async () => (await world.call('GET', world.below)).body;
  expect(await told()).toMatchObject({ subscription_id, with_subscription: true });
  const updated = await world.call('PUT', path, { topic_urns: ['urn:b'] });
  expect(updated.body).toMatchObject({ ...body, topic_urns: ['urn:b'] });
  expect((await world.call('GET', path)).body).toEqual(updated.body);
  expect(await world.call('PUT', path, { topic_urns: [] })).toMatchObject(refused(400, '0104', /topic/));
  world.simulator.behaviours['workflow.subscriptionShown'] = false;
  expect(await told()).not.toHaveProperty('subscription_id');
  expect((await world.call('DELETE', path)).status).toBe(204);
  expect(await world.call('GET', path)).toMatchObject(refused(404, 7519));
});
