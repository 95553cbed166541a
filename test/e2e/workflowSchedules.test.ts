import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import { asSomebody } from '../support/cloud.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';

const KIND = 'workflows';
const CRON = '0 0 2 * * ?';

type Row = { name: string; id?: string; enabled?: boolean; state: string };

const rowsOf = (one: Resource | undefined) => (one?.status?.schedules ?? []) as Row[];
const subscriptionOf = (one: Resource | undefined) =>
  one?.status?.subscription as Omit<Row, 'name'> | undefined;

/** Until all that the object wants stands in ModelArts as this generation wants it. */
async function settled(world: World, generation = 1): Promise<Resource> {
  const object = await world.until(
    KIND,
    'nightly',
    (one) =>
      one?.status?.observedGeneration === generation &&
      one.status.syncedGeneration === generation &&
      rowsOf(one).length === (one.spec.schedules ?? []).length &&
      (one.spec.subscription === undefined) === (subscriptionOf(one) === undefined) &&
      [...rowsOf(one), ...[subscriptionOf(one)].filter((row) => row !== undefined)].every(
        ({ state }) => state === 'Ready',
      ) &&
      holds(one, 'Ready') &&
      !holds(one, 'Reconciling') &&
      !holds(one, 'Stalled'),
  );
  if (!object) throw new Error('it is there');
  return object;
}

const ever = ({ simulator }: World, kind: 'workflowSchedule' | 'workflowSubscription') =>
  simulator.audit.resources().filter((one) => one.kind === kind);
const alive = (world: World, kind: 'workflowSchedule' | 'workflowSubscription') =>
  ever(world, kind)
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map(({ id }) => id);

const schedule = (world: World, object: Resource, id: string) =>
  asSomebody(world, ({ workflows }, options) =>
    workflows.schedules.get({ workflowId: object.status?.remote?.id ?? '', scheduleId: id }, options),
  );
const subscription = (world: World, object: Resource, id: string) =>
  asSomebody(world, ({ workflows }, options) =>
    workflows.subscriptions.get({ workflowId: object.status?.remote?.id ?? '', subscriptionId: id }, options),
  );

const nightly = (parts: object = {}) => ({
  name: 'nightly',
  content: { cron: CRON, method: 'fixed' },
  ...parts,
});
const edit = (world: World, spec: object) => world.patch(KIND, 'nightly', { spec });
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);
const checked = (world: World, id: string) =>
  world.patch(KIND, 'nightly', { metadata: { annotations: { [CHECKED]: id } } });
const entriesOf = (one: Resource | undefined) => one?.status?.journal?.entries ?? [];

async function remove(world: World): Promise<void> {
  await world.remove(KIND, 'nightly');
  await world.until(KIND, 'nightly', (one) => one === undefined);
}

describe.concurrent('the schedules of a Workflow', () => {
  test('are made disabled, then enabled, and deleted with it', async () => {
    await using stage = await ready();
    const { world } = stage;
    const weekly = { name: 'weekly', content: { cron: '0 0 0 * * Thu' }, policies: { onFailure: 'retry' } };
    await world.workflow('nightly', { schedules: [nightly({ enable: false }), weekly] });
    const object = await settled(world);
    const [first, second] = rowsOf(object);
    expect([first, second]).toEqual([
      { name: 'nightly', id: expect.any(String), enabled: false, state: 'Ready' },
      { name: 'weekly', id: expect.any(String), enabled: true, state: 'Ready' },
    ]);
    expect(object.status?.scheduleCount).toBe(2);
    expect(await schedule(world, object, second?.id ?? '')).toMatchObject({
      ...{ enabled: true, onFailure: 'retry', content: { cron: '0 0 0 * * Thu' } },
    });
    const sent = ['createWorkflowSchedule', 'updateWorkflowSchedule'].map((one) => calls(world, one).length);
    expect(sent).toEqual([2, 1]);
    expect(await world.untilEvent('nightly', 'Created')).toBeDefined();
    await remove(world);
    expect([alive(world, 'workflowSchedule'), calls(world, 'deleteWorkflowSchedule').length]).toEqual([
      [],
      2,
    ]);
  });

  test('are edited in place, made anew for other policies, and deleted when the spec has them no more', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { schedules: [nightly()] });
    const [{ id = '' } = { id: '' }] = rowsOf(await settled(world));
    await edit(world, { schedules: [nightly({ content: { cron: '0 30 2 * * ?' }, enable: false })] });
    const edited = await settled(world, 2);
    expect(rowsOf(edited)).toEqual([{ name: 'nightly', id, enabled: false, state: 'Ready' }]);
    expect(await schedule(world, edited, id)).toMatchObject({
      ...{ enabled: false, content: { cron: '0 30 2 * * ?' } },
    });
    await edit(world, { schedules: [nightly({ policies: { onRunning: 'cancel' } })] });
    const anew = await settled(world, 3);
    const [{ id: other = '' } = { id: '' }] = rowsOf(anew);
    expect([other === id, alive(world, 'workflowSchedule')]).toEqual([false, [other]]);
    expect(await schedule(world, anew, other)).toMatchObject({ enabled: true, onRunning: 'cancel' });
    await edit(world, { schedules: null });
    const none = await settled(world, 4);
    expect([alive(world, 'workflowSchedule'), rowsOf(none), entriesOf(none)]).toEqual([[], [], []]);
  });

  test('start executions on the clock of ModelArts, which status tells of', async () => {
    await using stage = await ready();
    const { world } = stage;
    const secondly = {
      name: 'secondly',
      content: { cron: '* * * * * ?' },
      policies: { onRunning: 'cancel' },
    };
    await world.workflow('nightly', { schedules: [secondly] });
    await world.until(KIND, 'nightly', (one) => ((one?.status?.runs ?? []) as unknown[]).length > 0);
    await remove(world);
  });

  test('are left in ModelArts with a workflow that is retained', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { schedules: [nightly()], deletionPolicy: 'Retain' });
    await settled(world);
    await remove(world);
    expect(alive(world, 'workflowSchedule')).toHaveLength(1);
  });

  test('are made for a workflow that is made again, and not for one that is only observed', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { schedules: [nightly()] });
    const before = await settled(world);
    await asSomebody(world, ({ workflows }, options) =>
      workflows.remove(before.status?.remote?.id ?? '', options),
    );
    await world.until(KIND, 'nightly', (one) => (one?.status?.remote?.attempt ?? 0) === 2, 60);
    const again = await settled(world);
    expect(rowsOf(again)[0]?.id).not.toBe(rowsOf(before)[0]?.id);
    expect(calls(world, 'createWorkflowSchedule')).toHaveLength(2);
    const adopt = { adopt: { id: again.status?.remote?.id }, managementPolicy: 'Observe' };
    await world.create(KIND, 'Workflow', 'looks', { ...adopt, schedules: [nightly()] });
    await world.until(KIND, 'looks', (one) => one?.status?.observedGeneration === 1);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(calls(world, 'createWorkflowSchedule')).toHaveLength(2);
  });
});

describe.concurrent('a schedule whose create has no answer', () => {
  test('is told, not made again, and can be taken over by its id', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflowSchedule', times: 1, kind: 'drop-after' });
    await world.workflow('nightly', { schedules: [nightly()] });
    const stuck = await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'ScheduleUnknown'));
    expect(rowsOf(stuck)).toMatchObject([{ name: 'nightly', state: 'ScheduleUnknown' }]);
    expect(messageOf(stuck, 'Stalled')).toContain('spec.schedules[nightly].id');
    const [orphan = ''] = alive(world, 'workflowSchedule');
    // What nobody knows of starts nothing.
    expect((await schedule(world, stuck as Resource, orphan)).enabled).toBe(false);
    await edit(world, { schedules: [nightly({ id: orphan })] });
    const taken = await settled(world, 2);
    expect(rowsOf(taken)).toEqual([{ name: 'nightly', id: orphan, enabled: true, state: 'Ready' }]);
    await edit(world, { schedules: null });
    await settled(world, 3);
    expect([alive(world, 'workflowSchedule'), calls(world, 'createWorkflowSchedule').length]).toEqual([
      [],
      1,
    ]);
  });

  test('is made on the word of a person who has found none', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflowSchedule', times: 1, kind: 'drop-before' });
    await world.workflow('nightly', { schedules: [nightly()] });
    const stuck = await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'ScheduleUnknown'));
    const [{ id = '' } = { id: '' }] = entriesOf(stuck);
    expect(messageOf(stuck, 'Stalled')).toContain(`${CHECKED}=${id}`);
    await checked(world, id);
    await settled(world);
    expect(alive(world, 'workflowSchedule')).toHaveLength(1);
  });

  test('is found under the id that was proposed, where ModelArts takes those', async () => {
    await using stage = await ready({ behaviours: { 'workflow.scheduleId': 'given' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflowSchedule', times: 1, kind: 'drop-after' });
    await world.workflow('nightly', { schedules: [nightly()] });
    const object = await settled(world);
    expect(alive(world, 'workflowSchedule')).toEqual([rowsOf(object)[0]?.id]);
    expect(calls(world, 'createWorkflowSchedule')).toHaveLength(1);
  });

  test('is made again by itself where ModelArts has taken a proposed id before and has none of this one', async () => {
    await using stage = await ready({ behaviours: { 'workflow.scheduleId': 'given' } });
    const { world } = stage;
    await world.workflow('nightly', { schedules: [nightly()] });
    await settled(world);
    world.simulator.faults.add({ operation: 'createWorkflowSchedule', times: 1, kind: 'drop-before' });
    await edit(world, { schedules: [nightly(), nightly({ name: 'second' })] });
    await settled(world, 2);
    expect(alive(world, 'workflowSchedule')).toHaveLength(2);
  });

  test('that ModelArts refuses is no doubt, and the words of the cloud are told', async () => {
    await using stage = await ready();
    const { world } = stage;
    const fault = { kind: 'status', status: 400, code: 'ModelArts.0104', message: 'no such cron' } as const;
    world.simulator.faults.add({ operation: 'createWorkflowSchedule', times: 1_000, ...fault });
    await world.workflow('nightly', { schedules: [nightly()] });
    const stuck = await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled'));
    expect([messageOf(stuck, 'Stalled'), entriesOf(stuck)]).toEqual([
      expect.stringContaining('no such cron'),
      [],
    ]);
    world.simulator.faults.clear();
    await settled(world);
    expect(alive(world, 'workflowSchedule')).toHaveLength(1);
  });
});

describe.concurrent('the subscription of a Workflow', () => {
  const spec = { topicUrns: ['urn:smn:cn-north-4:topic'], events: ['*:failed,completed'] };

  test('is made, edited and deleted', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { subscription: spec });
    const made = await settled(world);
    const id = subscriptionOf(made)?.id ?? '';
    expect(alive(world, 'workflowSubscription')).toEqual([id]);
    await edit(world, { subscription: { topicUrns: ['urn:smn:cn-north-4:other'] } });
    const edited = await settled(world, 2);
    expect(subscriptionOf(edited)).toEqual({ id, state: 'Ready' });
    expect((await subscription(world, edited, id)).topicUrns).toContain('urn:smn:cn-north-4:other');
    await edit(world, { subscription: null });
    await settled(world, 3);
    expect([alive(world, 'workflowSubscription'), calls(world, 'createWorkflowSubscription').length]).toEqual(
      [[], 1],
    );
  });

  test('whose create has no answer is found where the workflow tells of it', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflowSubscription', times: 1, kind: 'drop-after' });
    await world.workflow('nightly', { subscription: spec });
    const object = await settled(world);
    expect(alive(world, 'workflowSubscription')).toEqual([subscriptionOf(object)?.id]);
  });

  test('whose create has no answer is for a person where it does not', async () => {
    await using stage = await ready({ behaviours: { 'workflow.subscriptionShown': false } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflowSubscription', times: 1, kind: 'drop-after' });
    await world.workflow('nightly', { subscription: spec });
    await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'SubscriptionUnknown'));
    const [id = ''] = alive(world, 'workflowSubscription');
    await edit(world, { subscription: { ...spec, id } });
    await settled(world, 2);
    expect(calls(world, 'createWorkflowSubscription')).toHaveLength(1);
  });
});
