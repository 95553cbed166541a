/** WorkflowRuns beyond one that just runs: attempts, suspension, limits, adoption. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import type { SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { asSomebody } from '../support/cloud.ts';
import { executionOf, executionsEver, stepRuns, workflowByHand } from '../support/workflows.ts';
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
    // Long enough for a busy machine to see it run.
    await using on = await stage({}, { durations: { stepRunningMs: 2_000 } });
    const { world } = on;
    await complete(world);
    await edit(world, { rerun: { token: '1' } });
    await world.until(KIND, 'nightly', (run) => !holds(run, 'Complete') && run?.status?.phase === 'running');
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
