/** WorkflowRuns beyond one that just runs: attempts, suspension, limits, adoption, lost answers, other readings. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import type { SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { asSomebody } from '../support/cloud.ts';
import { executionOf, executionsEver, stepRuns, whereOf, workflowByHand } from '../support/workflows.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';

const KIND = 'workflowruns';
const LONG = { durations: { stepRunningMs: 3_600_000 } };

const complete = (world: World) => world.until(KIND, 'nightly', (run) => holds(run, 'Complete'), 60);
const running = (attempt: number) => (run: Resource | undefined) =>
  run?.status?.remote?.attempt === attempt && run.status.phase === 'running';
const reasons = (run: Resource | undefined) => run?.status?.attempts?.map(({ reason }) => reason);
const edit = (world: World, spec: object) => world.patch(KIND, 'nightly', { spec });
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

/** A world with a run of three steps. */
async function stage(spec: object = {}, options: SimulatorOptions = {}, before?: (world: World) => void) {
  const on = await ready(options);
  const { world } = on;
  before?.(world);
  const workflowId = await workflowByHand(world);
  await world.run('nightly', { workflowId, ...spec });
  return { ...on, workflowId };
}

/** Somebody's own execution; answers the id of its run. */
const byHand = (world: World, workflowId: string, body: object = {}) =>
  asSomebody(world, async ({ workflows }, options) => {
    const { id } = await workflows.executions.create(workflowId, { labels: ['mine'], ...body }, options);
    return `${workflowId}/${id}`;
  });

describe.concurrent('a run of more than one attempt', () => {
  test('is made again as often as it may when it fails; deletion removes them all', async () => {
    await using on = await stage({ backoffLimit: 1 }, {}, ({ simulator }) =>
      simulator.outcome(/^prepare$/, 'Failed'),
    );
    const { world } = on;
    const failed = await world.until(
      KIND,
      'nightly',
      (run) => holds(run, 'Failed', 'BackoffLimitExceeded'),
      60,
    );
    expect(reasons(failed)).toEqual(['StepFailed', 'BackoffLimitExceeded']);
    expect(executionsEver(world)).toEqual([expect.stringMatching(/-1$/), expect.stringMatching(/-2$/)]);
    await world.remove(KIND, 'nightly');
    await world.until(KIND, 'nightly', (run) => run === undefined);
    expect(calls(world, 'deleteWorkflowExecution')).toHaveLength(2);
  });

  test('is not begun while it is suspended, is stopped, and goes on with an attempt that does not count', async () => {
    await using on = await stage({ suspend: true }, LONG);
    const { world } = on;
    await world.until(KIND, 'nightly', (run) => holds(run, 'Suspended'));
    expect(executionsEver(world)).toEqual([]);
    await edit(world, { suspend: false });
    await world.until(KIND, 'nightly', running(1));
    await edit(world, { suspend: true });
    const stopped = await world.until(KIND, 'nightly', (run) => holds(run, 'Suspended'));
    expect([stopped?.status?.phase, holds(stopped, 'Failed')]).toEqual(['stopped', false]);
    await edit(world, { suspend: false });
    const again = await world.until(KIND, 'nightly', running(2));
    expect(again?.status?.attempts).toMatchObject([{ attempt: 1, reason: 'Suspended', counted: false }]);
    expect(executionsEver(world)).toHaveLength(2);
  });

  test('does a rerun once only, whatever attempts follow', async () => {
    await using on = await stage();
    const { world } = on;
    await complete(world);
    await edit(world, { rerun: { token: '1' } });
    await world.until(KIND, 'nightly', (run) => !holds(run, 'Complete') && run?.status?.current === 'train');
    await edit(world, { suspend: true });
    await world.until(KIND, 'nightly', (run) => holds(run, 'Suspended'));
    await edit(world, { suspend: false });
    const done = await complete(world);
    expect(done?.status?.remote?.attempt).toBe(2);
    expect(await stepRuns(world, done)).toEqual({ prepare: 1, train: 1, serve: 1 });
    expect(done?.status?.rerun).toMatchObject({ token: '1', state: 'Done' });
  });

  test('is stopped and has failed once its time is up; a rerun begins it anew', async () => {
    await using on = await stage({ activeDeadlineSeconds: 2 }, { durations: { stepRunningMs: 1_200 } });
    const { world } = on;
    const late = await world.until(KIND, 'nightly', (run) => holds(run, 'Failed', 'DeadlineExceeded'), 60);
    expect(late?.status?.phase).toBe('stopped');
    await edit(world, { activeDeadlineSeconds: 60, rerun: { token: '1', failedOnly: true } });
    await complete(world);
  });

  test('goes with its object some time after its end', async () => {
    await using on = await stage({ ttlSecondsAfterFinished: 0 });
    const { world } = on;
    await world.until(KIND, 'nightly', (run) => run === undefined, 60);
    expect(calls(world, 'deleteWorkflowExecution')).toHaveLength(1);
  });
});

describe.concurrent('a run that somebody else started', () => {
  test('is taken over by its id, marked, and left when the object is deleted', async () => {
    await using on = await ready();
    const { world } = on;
    const id = await byHand(world, await workflowByHand(world));
    await world.run('nightly', { adopt: { id }, description: 'ours' });
    const done = await complete(world);
    expect(done?.status?.remote).toMatchObject({ id, name: 'execution-001' });
    const { labels, description } = await executionOf(world, id);
    expect([labels[0], labels.length, description]).toEqual(['mine', 2, 'ours']);
    await world.remove(KIND, 'nightly');
    await world.until(KIND, 'nightly', (run) => run === undefined);
    expect((await executionOf(world, id)).status).toBe('completed');
  });

  test('is only looked at where the spec says so, whatever it asks for', async () => {
    await using on = await ready();
    const { world } = on;
    const id = await byHand(world, await workflowByHand(world));
    const spec = { adopt: { id }, description: 'not to be sent', rerun: { token: '1' } };
    await world.run('nightly', { ...spec, managementPolicy: 'Observe' });
    const done = await complete(world);
    expect(done?.status?.rerun).toMatchObject({ state: 'Waiting' });
    await world.remove(KIND, 'nightly');
    await world.until(KIND, 'nightly', (run) => run === undefined);
    for (const operation of ['updateWorkflowExecution', 'actOnWorkflowExecution', 'deleteWorkflowExecution'])
      expect(calls(world, operation)).toEqual([]);
    expect(executionsEver(world)).toHaveLength(1);
  });

  test('of an id that is not there is no run', async () => {
    await using on = await stage({ workflowId: undefined, adopt: { id: 'no-flow/no-run' } });
    const { world } = on;
    const stalled = await world.until(KIND, 'nightly', (run) => holds(run, 'Stalled', 'AdoptNotFound'));
    expect(messageOf(stalled, 'Stalled')).toContain('no-flow/no-run');
  });
});

describe.concurrent('whatever the cloud does', () => {
  test.each([
    ['carried out', 'drop-after'],
    ['not carried out', 'drop-before'],
  ] as const)('a create whose answer is lost, and that was %s, makes one execution', async (_what, kind) => {
    await using on = await stage(
      {},
      { behaviours: { 'workflow.executionName': 'server' } },
      ({ simulator }) => simulator.faults.add({ operation: 'createWorkflowExecution', times: 1, kind }),
    );
    const { world } = on;
    await complete(world);
    expect(executionsEver(world)).toHaveLength(1);
  });

  const readings: [string, SimulatorOptions['behaviours']][] = [
    ['names of its own choice', { 'workflow.executionName': 'server' }],
    ['another word for the end', { 'workflow.endStatus': 'finished' }],
    ['no status at first', { 'workflow.executionInit': 'none' }],
    [
      'durations that are texts, and no steps null',
      { 'workflow.duration': 'string', 'workflow.stepsNull': false },
    ],
    ['empty fields null', { 'answers.nulls': 'null' }],
    [
      'executions that can be read late, and lists that lag',
      { 'workflow.readDelayMs': 400, 'workflow.listDelayMs': 800, 'workflow.listStaleMs': 300 },
    ],
    ['small pages', { 'workflow.pageLimit': 1 }],
  ];
  test.each(readings)('it is run, and run again, with %s', async (_what, behaviours) => {
    await using on = await stage({}, { behaviours: behaviours ?? {} });
    const { world } = on;
    await complete(world);
    await edit(world, { rerun: { token: '1', steps: ['serve'] } });
    const done = await world.until(
      KIND,
      'nightly',
      (run) => holds(run, 'Complete') && (run?.status?.rerun as { state?: string })?.state === 'Done',
      60,
    );
    expect(await stepRuns(world, done)).toEqual({ prepare: 1, train: 1, serve: 2 });
    expect(done?.status).toMatchObject({ progress: '3/3', duration: expect.any(String) });
    expect(executionsEver(world)).toHaveLength(1);
  });

  test('what is out of place may be ignored: a stop that comes too late does no harm', async () => {
    await using on = await stage({}, { behaviours: { 'workflow.actionOutOfPlace': 'ignore' } });
    const { world } = on;
    const run = await world.until(KIND, 'nightly', (one) => one?.status?.current === 'serve');
    await edit(world, { suspend: true });
    await world.until(KIND, 'nightly', (one) => holds(one, 'Complete') || holds(one, 'Suspended'));
    expect(whereOf(run)).toEqual(whereOf(await world.get(KIND, 'nightly')));
  });

  test('the list of a workflow whose runs are long over is not polled any more', async () => {
    await using on = await stage();
    const { world, operator, workflowId } = on;
    const done = await complete(world);
    await operator.stop();
    const lastTransitionTime = '2026-01-01T00:00:00Z';
    const conditions = done?.status?.conditions?.map((one) => ({ ...one, lastTransitionTime }));
    await world.patch(KIND, 'nightly/status', { status: { conditions } });
    const before = world.simulator.audit.calls.length;
    await world.start().leading;
    // Another run has its list polled meanwhile.
    await world.run('other', { workflowId: await workflowByHand(world) });
    await world.until(KIND, 'other', (run) => holds(run, 'Complete'), 60);
    const paths = world.simulator.audit.calls.slice(before).map(({ path }) => path);
    expect(paths.filter((path) => path.includes(workflowId))).toEqual([]);
    expect(paths.some((path) => /executions\?/.test(path))).toBe(true);
  });

  test('a workflow that is not there is said', async () => {
    await using on = await stage({ workflowId: 'no-flow' });
    const { world } = on;
    await world.until(KIND, 'nightly', (run) => holds(run, 'Stalled', 'WorkflowNotFound'));
  });
});
