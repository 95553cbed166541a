/** Scenarios of the crash harness about schedules and subscriptions, which no list shows. */
import type { Schedule } from '../../operator/modelarts/schedules.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { CHECKED, UNKNOWN_JOURNAL } from '../../operator/runtime/policy.ts';
import { asSomebody } from '../support/cloud.ts';
import { holds, type World } from '../support/world.ts';
import { exists, noted, removeAll, type Scenario } from './scenario.ts';

export const WORKFLOWS = noted('workflow', {
  plural: 'workflows',
  operation: 'createWorkflow',
  path: /\/workflows$/,
});

const KIND = WORKFLOWS.plural;
const NAME = 'resnet';

type Row = { name: string; id?: string; state: string };
type Wanted = { name: string; content: { cron: string }; policies?: object; id?: string };

const rowsOf = (one: Resource | undefined) => (one?.status?.schedules ?? []) as Row[];
const subscriptionOf = (one: Resource | undefined) => one?.status?.subscription as Row | undefined;

/** The schedules and subscriptions that there are in ModelArts. */
async function inModelArts(world: World, workflowId: string) {
  const alive = (kind: string) =>
    world.simulator.audit
      .resources()
      .filter((one) => one.kind === kind && one.deletedAt === undefined)
      .map(({ id }) => id);
  const schedules = await asSomebody(world, ({ workflows }, options) =>
    Promise.all(
      alive('workflowSchedule').map((scheduleId) =>
        workflows.schedules.get({ workflowId, scheduleId }, options),
      ),
    ),
  );
  return { schedules, subscriptions: alive('workflowSubscription') };
}

const asks = (one: Resource | undefined) =>
  ['ScheduleUnknown', 'SubscriptionUnknown', 'ScheduleFixed'].some((reason) => holds(one, 'Stalled', reason));

/** Until all parts are as wanted; looks after what only a person can tell meanwhile. */
async function untilParts(world: World): Promise<Resource> {
  const done = (one: Resource | undefined) =>
    exists(one) &&
    !holds(one, 'Stalled') &&
    one?.status?.observedGeneration === one?.metadata.generation &&
    rowsOf(one).length === (one?.spec.schedules ?? []).length &&
    (subscriptionOf(one) === undefined) === (one?.spec.subscription === undefined) &&
    [...rowsOf(one), ...[subscriptionOf(one)].filter((row) => row !== undefined)].every(
      ({ state }) => state === 'Ready',
    );
  for (;;) {
    const object = await world.until(KIND, NAME, (one) => done(one) || asks(one), 90);
    if (!object) throw new Error('the workflow has gone');
    if (done(object)) return object;
    const { generation } = object.metadata;
    const answer = await answerTo(world, object);
    const settled = (one: Resource | undefined) =>
      done(one) || JSON.stringify(one?.status) !== JSON.stringify(object.status);
    if (answer) await world.until(KIND, NAME, settled, 60);
    else if (generation === object.metadata.generation) await new Promise((next) => setTimeout(next, 200));
  }
}

/** What README tells a person to do: to look whether it is there, and either to name it or to say that it is not. */
async function answerTo(world: World, object: Resource): Promise<boolean> {
  const { schedules, subscriptions } = await inModelArts(world, object.status?.remote?.id ?? '');
  const named = (object.spec.schedules ?? []) as Wanted[];
  const known = new Set([...rowsOf(object), ...named].map(({ id }) => id));
  const lost = rowsOf(object).find(({ state }) => state === 'ScheduleUnknown');
  const want = named.find(({ name }) => name === lost?.name);
  const orphan = want && schedules.find((one) => !known.has(one.id) && isFor(want, one));
  if (orphan) {
    const taken = named.map((one) => (one === want ? { ...one, id: orphan.id } : one));
    await world.patch(KIND, NAME, { spec: { schedules: taken } });
    return true;
  }
  const fixed = rowsOf(object).find(({ state }) => state === 'ScheduleFixed');
  if (fixed) {
    await replace(world, object, fixed);
    return true;
  }
  const told = subscriptionOf(object);
  if (!lost && told?.state === 'SubscriptionUnknown' && subscriptions.length > 0) {
    const subscription = { ...object.spec.subscription, id: subscriptions[0] };
    await world.patch(KIND, NAME, { spec: { subscription } });
    return true;
  }
  const { journal } = object.status ?? {};
  const key = lost ? `schedule/${lost.name}` : 'subscription';
  const id = journal ? journal.entries?.find((one) => one.key === key)?.id : UNKNOWN_JOURNAL;
  if (id === undefined) return false;
  await world.patch(KIND, NAME, { metadata: { annotations: { [CHECKED]: id } } });
  return true;
}

/** One that was taken over has other policies, which only another one can have. */
async function replace(world: World, object: Resource, { name }: Row): Promise<void> {
  const named = (object.spec.schedules ?? []) as Wanted[];
  const schedules = named.map(({ id, ...one }) =>
    one.name === name || id === undefined ? one : { ...one, id },
  );
  await world.patch(KIND, NAME, { spec: { schedules } });
}

const isFor = (want: Wanted, { content }: Schedule) => content.cron === want.content.cron;

const NIGHTLY: Wanted = { name: 'nightly', content: { cron: '0 0 2 * * ?' } };
const WEEKLY: Wanted = { name: 'weekly', content: { cron: '0 0 0 * * Thu' } };

/** That nothing is started twice, and nothing that is not wanted: an orphan is there at most disabled. */
async function check(world: World, object: Resource): Promise<void> {
  const { schedules, subscriptions } = await inModelArts(world, object.status?.remote?.id ?? '');
  const text = (one: string | undefined) => one ?? '';
  const on = schedules.filter(({ enabled }) => enabled).map(({ content }) => text(content.cron as string));
  const wanted = ((object.spec.schedules ?? []) as Wanted[]).map(({ content }) => content.cron);
  if (on.toSorted().join() !== wanted.toSorted().join())
    throw new Error(`enabled are ${on.join()}, wanted ${wanted.join()}`);
  const subscribed = object.spec.subscription ? 1 : 0;
  if (subscriptions.length !== subscribed)
    throw new Error(`there are ${subscriptions.length} subscriptions, ${subscribed} wanted`);
}

/** A workflow with two schedules and a subscription, of which one schedule is made anew and the others are taken away. */
export const SCHEDULES: Scenario = {
  name: 'a workflow with schedules and a subscription, which are edited',
  made: WORKFLOWS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    await world.account();
    const subscription = { topicUrns: ['urn:smn:cn-north-4:topic'] };
    await world.workflow(NAME, { schedules: [NIGHTLY, WEEKLY], subscription });
    await check(world, await untilParts(world));
    const schedules = [{ ...NIGHTLY, policies: { onFailure: 'retry' } }];
    await world.patch(KIND, NAME, { spec: { schedules, subscription: null } });
    await check(world, await untilParts(world));
    await removeAll(world, [NAME], deleting, KIND);
  },
};
