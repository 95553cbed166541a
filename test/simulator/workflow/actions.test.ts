import { expect, test } from 'vitest';
import { executing } from './executing.ts';
import { refused, SECOND, step, UNTIL_RUNNING, WHOLE } from './workflow.ts';

const chain = [step('a'), step('b', ['a']), step('c', ['b'])];

test('an execution that is stopped stops what runs, and begins nothing more', async () => {
  await using world = await executing([...chain, step('d')]);
  world.clock.advance(WHOLE + UNTIL_RUNNING);
  expect(await world.act('stop')).toMatchObject({ status: 201, body: { execution_id: world.id } });
  expect(await world.statuses()).toMatchObject({ a: 'completed', b: 'stopping', d: 'completed' });
  world.clock.advance(2 * SECOND);
  expect((await world.read()).status).toBe('stopped');
  world.clock.advance(3 * WHOLE);
  expect(await world.statuses()).toEqual({ a: 'completed', b: 'stopped', d: 'completed' });
  expect(await world.act('stop')).toMatchObject(refused(400, '0104', /at rest takes no stop/));
});

test('an execution that is stopped between two steps begins no other one', async () => {
  await using world = await executing(chain);
  await world.act('stop');
  expect([await world.statuses(), (await world.read()).status]).toEqual([{ a: 'stopped' }, 'stopped']);
});

test('a rerun runs the named steps again and what comes after them, under the same id', async () => {
  await using world = await executing(chain, {}, { fails: ['c'] });
  expect(await world.act('rerun')).toMatchObject(refused(400, '0104', /under way takes no rerun/));
  world.clock.advance(3 * WHOLE);
  const before = await world.runs();
  expect((await world.read()).status).toBe('failed');
  expect(await world.act('rerun', { policies: { rerun_steps: ['x'] } })).toMatchObject(
    refused(400, '0104', /no step x/),
  );
  const again = await world.act('rerun', { policies: { rerun_steps: ['b'] } });
  expect(again.body).toMatchObject({ execution_id: world.id, status: 'running' });
  expect(await world.statuses()).toEqual({ a: 'completed', b: 'init' });
  const after = await world.runs();
  expect(after[0]?.uuid).toBe(before[0]?.uuid);
  expect(after[1]?.uuid).not.toBe(before[1]?.uuid);
  expect((await world.read()).events).toHaveLength(12);
  world.clock.advance(2 * WHOLE);
  expect(await world.statuses()).toMatchObject({ b: 'completed', c: 'failed' });
});

test('a rerun without names runs everything again, a choice with its branches', async () => {
  const choice = { name: 'choose', type: 'condition', if_then_steps: ['b'], conditions: [] };
  await using world = await executing([step('b'), choice]);
  world.clock.advance(2 * WHOLE);
  expect((await world.read()).status).toBe('completed');
  await world.act('rerun');
  expect(await world.statuses()).toEqual({ choose: 'init' });
  world.clock.advance(2 * WHOLE);
  await world.act('rerun', { policies: { rerun_steps: ['choose'] } });
  expect(await world.statuses()).toEqual({ choose: 'init' });
});

test('a step that failed is tried again, or forgiven', async () => {
  await using world = await executing(chain, {}, { fails: ['a'] });
  world.clock.advance(WHOLE);
  const id = await world.uuid('a');
  expect(await world.actOn('a', 'retry')).toMatchObject({
    status: 201,
    body: { uuid: id, status: 'creating' },
  });
  expect(await world.actOn('a', 'retry')).toMatchObject(refused(400, '0104', /creating takes no retry/));
  world.clock.advance(WHOLE);
  expect(await world.statuses()).toEqual({ a: 'failed' });
  await world.actOn('a', 'continue');
  expect(await world.statuses()).toEqual({ a: 'failed', b: 'init' });
  world.clock.advance(2 * WHOLE);
  expect((await world.read()).status).toBe('completed');
});

test('a step is stopped alone, and what comes after it waits for a retry', async () => {
  await using world = await executing([...chain, step('d')]);
  await world.actOn('a', 'stop');
  expect(await world.statuses()).toEqual({ a: 'stopped', d: 'init' });
  expect(await world.actOn('a', 'stop')).toMatchObject(refused(400, '0104', /stopped takes no stop/));
  world.clock.advance(WHOLE);
  expect((await world.read()).status).toBe('stopped');
  await world.actOn('a', 'retry');
  world.clock.advance(3 * WHOLE);
  expect((await world.read()).status).toBe('completed');
});

test('a step that runs has metrics, one that nobody knows has none', async () => {
  await using world = await executing(chain);
  const metrics = async (id?: string) => world.call('GET', `${world.path}/step-executions/${id}/metrics`);
  const id = await world.uuid('a');
  expect(await metrics(id)).toMatchObject({ status: 200, body: [] });
  world.clock.advance(UNTIL_RUNNING);
  expect((await metrics(id)).body).toMatchObject([{ key: 'accuracy', data: { x_axis: [{}] } }]);
  expect(await metrics('x')).toMatchObject(refused(400, '0104', /no execution x/));
});

test('an action out of place is refused, or changes nothing', async () => {
  await using world = await executing([step('a')]);
  world.simulator.behaviours['workflow.actionOutOfPlace'] = 'ignore';
  expect(await world.act('rerun')).toMatchObject({ status: 201, body: { status: 'init' } });
  world.clock.advance(WHOLE);
  expect(await world.act('stop')).toMatchObject({ status: 201, body: { status: 'completed' } });
});

test('what is under way is deleted, or refused until it is at rest', async () => {
  await using world = await executing([step('a')]);
  world.simulator.behaviours['workflow.deleteRunning'] = 'refuse';
  const workflow = `/workflows/${world.workflowId}`;
  for (const path of [world.path, workflow])
    expect(await world.call('DELETE', path)).toMatchObject(refused(400, '0104', /is under way/));
  await world.act('stop');
  for (const path of [world.path, workflow]) expect((await world.call('DELETE', path)).status).toBe(204);
});
