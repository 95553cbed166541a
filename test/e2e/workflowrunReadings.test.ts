/** WorkflowRuns where the cloud answers otherwise, late, or not at all. */
import { describe, expect, test } from 'vitest';
import type { SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { executionsEver, stepRuns, whereOf, workflowByHand } from '../support/workflows.ts';
import { holds, ready, type World } from '../support/world.ts';

const KIND = 'workflowruns';

const complete = (world: World) => world.until(KIND, 'nightly', (run) => holds(run, 'Complete'), 45);
const edit = (world: World, spec: object) => world.patch(KIND, 'nightly', { spec });

/** A world with a run of three steps. */
async function stage(spec: object = {}, options: SimulatorOptions = {}, before?: (world: World) => void) {
  const on = await ready(options);
  const { world } = on;
  before?.(world);
  const workflowId = await workflowByHand(world);
  await world.run('nightly', { workflowId, ...spec });
  return { ...on, workflowId };
}

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
      45,
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
    await world.until(KIND, 'other', (run) => holds(run, 'Complete'), 45);
    const paths = world.simulator.audit.calls.slice(before).map(({ path }) => path);
    expect(paths.filter((path) => path.includes(workflowId))).toEqual([]);
    expect(paths.some((path) => /executions\?/.test(path))).toBe(true);
  });

  test('a workflow that is not there is said', async () => {
    await using on = await stage({ workflowId: 'no-flow' });
    const { world } = on;
    await world.until(KIND, 'nightly', (run) => holds(run, 'Stalled', 'WorkflowNotFound'));
  });

  test('a workflow that is not seen yet is run once it is', async () => {
    await using on = await ready({ behaviours: { 'workflow.readDelayMs': 3_000 } });
    const { world } = on;
    // The Account is in use already, so that the run is asked for at once.
    await world.job('before');
    await world.until('trainingjobs', 'before', (job) => job?.status?.remote !== undefined);
    await world.run('nightly', { workflowId: await workflowByHand(world) });
    await complete(world);
    const creates = world.simulator.audit.calls.filter(
      ({ operation }) => operation === 'createWorkflowExecution',
    );
    expect(creates.map(({ errorCode }) => errorCode)).toContain('ModelArts.7512');
    expect(executionsEver(world)).toHaveLength(1);
  });
});
