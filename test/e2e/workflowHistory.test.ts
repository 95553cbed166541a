/** Executions that others start, in the status of their Workflow and as WorkflowRuns. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { asSomebody } from '../support/cloud.ts';
import { GROUP_PATH, holds, ready, type World } from '../support/world.ts';

const [WORKFLOWS, RUNS] = ['workflows', 'workflowruns'] as const;
const HOUR = 3_600_000;
/** Within the hour an execution goes through both steps of the sample. */
const durations = { stepRunningMs: HOUR / 4 };

/** A Workflow that is there, and a clock that stands still but for what a test says. */
async function staged(runHistory?: object) {
  const clock = manualClock(Date.UTC(2026, 0, 1, 1));
  const stage = await ready({ clock, durations });
  const { world } = stage;
  await world.workflow('nightly', runHistory && { runHistory });
  const there = await world.until(WORKFLOWS, 'nightly', (one) => holds(one, 'Ready'));
  const id = there?.status?.remote?.id ?? '';
  /** What a person does at the console. */
  const begin = () =>
    asSomebody(world, async ({ workflows }, options) => {
      return (await workflows.executions.create(id, {}, options)).id;
    });
  return {
    ...{ world, clock, id, begin, operator: stage.operator },
    /** An execution, and the hour in which it ends. */
    async run(ending: 'Completed' | 'Failed' = 'Completed'): Promise<string> {
      world.simulator.outcome(/./, ending);
      const made = await begin();
      clock.advance(HOUR);
      return made;
    },
    async edit(change: object) {
      const { metadata } = await world.patch(WORKFLOWS, 'nightly', { spec: { runHistory: change } });
      await world.until(
        WORKFLOWS,
        'nightly',
        (one) => one?.status?.observedGeneration === metadata.generation,
      );
    },
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  };
}

async function runsOf({ rest, namespace }: World): Promise<Resource[]> {
  const path = `${GROUP_PATH}/namespaces/${namespace}/${RUNS}`;
  const { signal } = new AbortController();
  return (await rest.json<{ items: Resource[] }>({ method: 'GET', path, signal })).items;
}

const endOf = (run: Resource) => ['Complete', 'Failed'].find((type) => holds(run, type)) ?? 'moving';
const told = (runs: readonly Resource[]) =>
  Object.fromEntries(
    runs.map((run) => [run.status?.remote?.id.split('/')[1] ?? run.metadata.name, endOf(run)]),
  );

/** Until there are WorkflowRuns of exactly these executions, and they stand so. */
async function untilRuns(world: World, wanted: Readonly<Record<string, string>>): Promise<Resource[]> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const runs = await runsOf(world);
    const seen = told(runs);
    const isSo = Object.entries(wanted).every(([id, end]) => seen[id] === end);
    if (isSo && runs.length === Object.keys(wanted).length) return runs;
    if (performance.now() > deadline) expect(seen).toEqual(wanted);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

type Shown = { id: string; status: string; run?: string };
const shownIn = (workflow: Resource | undefined) => (workflow?.status?.runs ?? []) as Shown[];

/** Until the status of the Workflow shows these executions, at their end. */
const untilShown = async (world: World, ids: readonly string[]): Promise<Shown[]> =>
  shownIn(
    await world.until(WORKFLOWS, 'nightly', (one) => {
      const runs = shownIn(one);
      const areOver = runs.every(({ status }) => ['completed', 'failed'].includes(status));
      return areOver && runs.map(({ id }) => id).join() === ids.join();
    }),
  );

describe.concurrent('executions that others start', () => {
  test('are told in status, the newest first, ten of them, and none becomes an object', async () => {
    await using stage = await staged();
    const { world, run } = stage;
    const ids: string[] = [];
    for (let count = 0; count < 12; count++) ids.unshift(await run());
    const [first] = await untilShown(world, ids.slice(0, 10));
    expect(first).toEqual({
      ...{ id: ids[0], name: 'execution-012', status: 'completed', createTime: '2026-01-01T12:00:00Z' },
    });
    expect(await runsOf(world)).toEqual([]);
  });

  test('are told to their ends, also where a later one has ended before', async () => {
    await using stage = await staged();
    const { world, clock } = stage;
    const earlier = await stage.begin();
    clock.advance(1_000);
    world.simulator.outcome(/^train$/, 'Failed');
    const later = await stage.begin();
    clock.advance(HOUR / 3);
    await world.until(WORKFLOWS, 'nightly', (one) => {
      const [first, second] = shownIn(one);
      return first?.status === 'failed' && second?.status === 'running';
    });
    clock.advance(HOUR);
    await untilShown(world, [later, earlier]);
  });

  test('become WorkflowRuns that come to their ends, whether a person or a schedule started them', async () => {
    await using stage = await staged({ import: true });
    const { world, clock, id } = stage;
    const byHand = await stage.begin();
    const [under] = await untilRuns(world, { [byHand]: 'moving' });
    expect(under?.spec).toMatchObject({
      ...{ workflowRef: { name: 'nightly' }, adopt: { id: `${id}/${byHand}` }, managementPolicy: 'Observe' },
    });
    clock.advance(HOUR);
    await untilRuns(world, { [byHand]: 'Complete' });
    await asSomebody(world, async ({ workflows }, options) => {
      const content = { cron: '0 0 0 * * ?' };
      await workflows.schedules.create(id, { type: 'time', content, enable: true }, options);
    });
    world.simulator.outcome(/^train$/, 'Failed');
    clock.advance(24 * HOUR);
    const [shown] = shownIn(
      await world.until(WORKFLOWS, 'nightly', (one) => {
        const runs = shownIn(one);
        return runs.length === 2 && runs.every(({ run }) => run);
      }),
    );
    const nightly = shown?.id ?? '';
    const runs = await untilRuns(world, { [byHand]: 'Complete', [nightly]: 'Failed' });
    const failed = runs.find((run) => holds(run, 'Failed', 'StepFailed'));
    expect(failed?.metadata.name).toBe(shown?.run);
    expect(failed?.metadata.labels).toEqual({ 'modelarts.huaweicloud.com/imported': 'true' });
    const owner = await world.get(WORKFLOWS, 'nightly');
    expect(failed?.metadata.ownerReferences).toMatchObject([
      { kind: 'Workflow', name: 'nightly', uid: owner?.metadata.uid, controller: true },
    ]);
  });

  test('are kept in the numbers that the spec says, and stay in the cloud when their objects go', async () => {
    await using stage = await staged({ import: true, successful: 2, failed: 1 });
    const { world, run } = stage;
    const [a, b, c] = [await run('Failed'), await run(), await run()] as const;
    await untilRuns(world, { [a]: 'Failed', [b]: 'Complete', [c]: 'Complete' });
    const [d, e] = [await run('Failed'), await run()] as const;
    await untilRuns(world, { [c]: 'Complete', [d]: 'Failed', [e]: 'Complete' });
    await stage.edit({ successful: 3, failed: 0 });
    await untilRuns(world, { [b]: 'Complete', [c]: 'Complete', [e]: 'Complete' });
    const calls = world.simulator.audit.calls.map(({ operation }) => operation);
    expect(calls.filter((one) => /^(?:update|delete|actOn)Workflow/.test(one ?? ''))).toEqual([]);
    const named = [e, c, b].join();
    await world.until(WORKFLOWS, 'nightly', (one) => {
      const shown = shownIn(one);
      return shown.length === 5 && shown.flatMap(({ id, run }) => (run ? [id] : [])).join() === named;
    });
    // One of them came back when the numbers grew.
    const times = (words: string) => stage.operator.log.filter((line) => line.includes(words)).length;
    expect([times('created a WorkflowRun'), times('removed a WorkflowRun')]).toEqual([6, 3]);
  });

  test('become objects again that a person deleted, also where nobody ran in between', async () => {
    await using stage = await staged({ import: true, successful: 1 });
    const { world, run } = stage;
    const id = await run();
    const [first] = await untilRuns(world, { [id]: 'Complete' });
    const { name = '', uid } = first?.metadata ?? {};
    await world.remove(RUNS, name);
    await world.until(
      RUNS,
      name,
      (one) => one !== undefined && one.metadata.uid !== uid && holds(one, 'Complete'),
    );
    await stage.operator.stop();
    const held = await world.get(RUNS, name);
    await world.remove(RUNS, name);
    await world.patch(RUNS, name, { metadata: { finalizers: null } }).catch(() => undefined);
    await world.until(RUNS, name, (one) => one === undefined);
    await world.start().leading;
    await world.until(RUNS, name, (one) => one !== undefined && holds(one, 'Complete'));
    expect((await world.get(RUNS, name))?.metadata.uid).not.toBe(held?.metadata.uid);
  });

  test('are nothing more than told once import is taken back', async () => {
    await using stage = await staged({ import: true, successful: 1 });
    const { world, run } = stage;
    const first = await run();
    await untilRuns(world, { [first]: 'Complete' });
    await stage.edit({ import: false });
    const ids = [await run(), first];
    ids.unshift(await run('Failed'));
    await untilShown(world, ids);
    expect(told(await runsOf(world))).toEqual({ [first]: 'Complete' });
  });
});

describe.concurrent('executions that WorkflowRuns began or have', () => {
  test('are called by these and never imported', async () => {
    await using stage = await staged();
    const { world, clock, id } = stage;
    const taken = await stage.run();
    await world.run('taken', {
      ...{ workflowRef: { name: 'nightly' }, adopt: { id: `${id}/${taken}` }, managementPolicy: 'Observe' },
    });
    await untilRuns(world, { [taken]: 'Complete' });
    await world.run('mine', { workflowRef: { name: 'nightly' } });
    await world.until(RUNS, 'mine', (one) => one?.status?.remote !== undefined);
    await stage.edit({ import: true });
    const theirs = await stage.begin();
    clock.advance(HOUR);
    await world.until(RUNS, 'mine', (one) => holds(one, 'Complete'));
    const runs = await world.until(WORKFLOWS, 'nightly', (one) => {
      const shown = shownIn(one);
      return shown.length === 3 && shown.every(({ run, status }) => run && status === 'completed');
    });
    expect(Object.fromEntries(shownIn(runs).map(({ id: one, run }) => [one, run]))).toMatchObject({
      [taken]: 'taken',
      [theirs]: expect.stringMatching(/^nightly-[0-9a-f]{8}$/),
    });
    expect((await runsOf(world)).map(({ metadata }) => metadata.name).toSorted()).toEqual([
      ...['mine', expect.stringMatching(/^nightly-/), 'taken'],
    ]);
  });
});
