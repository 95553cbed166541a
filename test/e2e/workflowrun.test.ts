/** The whole life of WorkflowRuns on a real API server and a simulated ModelArts. */
import { describe, expect, test } from 'vitest';
import { asSomebody } from '../support/cloud.ts';
import { executionOf, executionsEver, stepRuns, whereOf, workflowByHand } from '../support/workflows.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';

const KIND = 'workflowruns';
const DIAMOND = [
  { name: 'prepare', type: 'job' },
  { name: 'left', type: 'job', depend_steps: ['prepare'] },
  { name: 'right', type: 'job', depend_steps: ['prepare'] },
  { name: 'join', type: 'model', depend_steps: ['left', 'right'] },
] as const;
const CONDITIONAL = [
  {
    name: 'choose',
    type: 'condition' as never,
    conditions: [{ type: '==' as const, left: '$ref/parameters/mode', right: 'full' }],
    if_then_steps: ['full'],
    else_then_steps: ['quick'],
  },
  { name: 'full', type: 'job', depend_steps: ['choose'] },
  { name: 'quick', type: 'job', depend_steps: ['choose'] },
] as const;

const complete = (world: World, name: string) => world.until(KIND, name, (run) => holds(run, 'Complete'), 60);
const alive = ({ simulator }: World) =>
  simulator.audit
    .resources()
    .filter(({ kind, deletedAt }) => kind === 'workflowExecution' && deletedAt === undefined);

async function removed(world: World, ...names: string[]): Promise<void> {
  for (const name of names) await world.remove(KIND, name);
  for (const name of names) await world.until(KIND, name, (run) => run === undefined);
  expect(alive(world)).toEqual([]);
}

describe.concurrent('a run', () => {
  test('goes through its steps one by one, is complete, and goes with its object', async () => {
    await using stage = await ready();
    const { world } = stage;
    const workflowId = await workflowByHand(world);
    await world.run('nightly', { workflowId, labels: ['june'], description: 'first' });
    const seen = await world.until(
      KIND,
      'nightly',
      (run) => run?.status?.progress === '1/3' && run.status.current === 'train',
    );
    expect(seen?.status).toMatchObject({ phase: 'running', workflow: workflowId });
    const done = await complete(world, 'nightly');
    expect(done?.status).toMatchObject({
      ...{ phase: 'completed', progress: '3/3', startTime: expect.any(String), duration: expect.any(String) },
      stepCounts: { total: 3, begun: 3, through: 3, failed: 0 },
      steps: ['prepare', 'train', 'serve'].map((name) => ({ name, status: 'completed' })),
      remote: {
        id: expect.stringMatching(`^${workflowId}/`),
        name: expect.stringMatching(/^nightly-/),
        attempt: 1,
      },
    });
    expect(done?.status?.current).toBeUndefined();
    expect(holds(done, 'Ready', 'Accepted')).toBe(true);
    const { labels, description } = await executionOf(world, done);
    expect(labels).toEqual(['june', expect.stringMatching(/^\[k8s [^,]*\]$/)]);
    expect(description).toBe('first');
    await world.untilEvent('nightly', 'Completed');
    await removed(world, 'nightly');
  });

  test.each([
    ['branches that join again', DIAMOND, {}, ['prepare', 'left', 'right', 'join'], '4/4'],
    ['the branch that a parameter chooses', CONDITIONAL, { mode: 'quick' }, ['quick'], '3/3'],
  ])('goes through %s', async (_what, steps, parameters, ran, progress) => {
    await using stage = await ready();
    const { world } = stage;
    const defined = [{ name: 'mode', type: 'str' as const, default: 'full' }];
    const workflowId = await workflowByHand(world, steps, { parameters: defined });
    await world.run('nightly', {
      workflowId,
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    });
    const done = await complete(world, 'nightly');
    expect(done?.status?.progress).toBe(progress);
    expect(Object.keys(await stepRuns(world, done)).sort()).toEqual([...ran].sort());
  });

  test('that fails names the step and what is said of it', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^train$/, 'Failed', { message: 'out of memory' });
    await world.run('nightly', { workflowId: await workflowByHand(world) });
    const failed = await world.until(KIND, 'nightly', (run) => holds(run, 'Failed', 'StepFailed'));
    expect(messageOf(failed, 'Failed')).toContain('step train failed: ModelArts.7500 out of memory');
    expect(failed?.status).toMatchObject({
      ...{ phase: 'failed', progress: '1/3', stepCounts: { total: 3, begun: 2, through: 1, failed: 1 } },
      steps: [{}, { name: 'train', status: 'failed', message: 'ModelArts.7500 out of memory' }],
    });
    expect(holds(failed, 'Stalled', 'StepFailed')).toBe(true);
    await world.untilEvent('nightly', 'StepFailed');
    expect(executionsEver(world)).toHaveLength(1);
  });

  test('takes another description and other labels, and nothing else', async () => {
    await using stage = await ready();
    const { world } = stage;
    const workflowId = await workflowByHand(world);
    await world.run('nightly', { workflowId, labels: ['a', 'b'] });
    const run = await world.until(KIND, 'nightly', (one) => one?.status?.phase === 'running');
    await world.patch(KIND, 'nightly', { spec: { labels: ['b', 'c'], description: 'other' } });
    await world.until(KIND, 'nightly', (one) => one?.status?.observedGeneration === 2);
    await complete(world, 'nightly');
    const { labels, description } = await executionOf(world, run);
    expect(labels.filter((label) => !label.startsWith('[k8s'))).toEqual(['b', 'c']);
    expect(labels).toHaveLength(3);
    expect(description).toBe('other');
  });

  test('is one of two of the same workflow that do not mind each other', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^train$/, 'Failed');
    const workflowId = await workflowByHand(world);
    await world.run('one', { workflowId });
    await world.until(KIND, 'one', (run) => holds(run, 'Failed'));
    world.simulator.outcome(/^train$/, 'Completed');
    await world.run('two', { workflowId });
    await world.run('three', { workflowId });
    const [two, three] = [await complete(world, 'two'), await complete(world, 'three')];
    expect(two?.status?.remote?.id).not.toBe(three?.status?.remote?.id);
    expect(holds(await world.get(KIND, 'one'), 'Failed')).toBe(true);
    expect(executionsEver(world)).toHaveLength(3);
    await removed(world, 'one', 'two', 'three');
  });

  test('is stopped before it is deleted, where the cloud deletes nothing that runs', async () => {
    await using stage = await ready({ behaviours: { 'workflow.deleteRunning': 'refuse' } });
    const { world } = stage;
    await world.run('nightly', { workflowId: await workflowByHand(world) });
    await world.until(KIND, 'nightly', (run) => run?.status?.current === 'train');
    await removed(world, 'nightly');
  });

  test('that somebody stopped has failed; one that somebody deleted too', async () => {
    await using stage = await ready();
    const { world } = stage;
    const workflowId = await workflowByHand(world);
    await world.run('stopped', { workflowId, backoffLimit: 3 });
    await world.run('gone', { workflowId, backoffLimit: 3 });
    for (const name of ['stopped', 'gone'])
      await world.until(KIND, name, (run) => run?.status?.phase === 'running');
    const [stopped, gone] = [await world.get(KIND, 'stopped'), await world.get(KIND, 'gone')];
    await asSomebody(world, async ({ workflows }, options) => {
      await workflows.executions.stop(whereOf(stopped), options);
      await workflows.executions.remove(whereOf(gone), options);
    });
    await world.until(KIND, 'stopped', (run) => holds(run, 'Failed', 'TerminatedExternally'));
    await world.until(KIND, 'gone', (run) => holds(run, 'Failed', 'DeletedExternally'));
    expect(executionsEver(world)).toHaveLength(2);
  });
});
