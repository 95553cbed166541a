/** What a run may be asked for once for each token: to run again, and to act on single steps. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import { executionOf, executionsEver, stepRuns, workflowByHand } from '../support/workflows.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';

const KIND = 'workflowruns';

const ended = (type: 'Complete' | 'Failed') => (run: Resource | undefined) =>
  holds(run, type) && run?.status?.observedGeneration === run?.metadata.generation;
const complete = (world: World) => world.until(KIND, 'nightly', ended('Complete'), 60);
const failed = (world: World) => world.until(KIND, 'nightly', ended('Failed'), 60);
const edit = (world: World, spec: object) => world.patch(KIND, 'nightly', { spec });
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);
const reruns = (world: World) => calls(world, 'actOnWorkflowExecution');
const rerunState = (run: Resource | undefined) =>
  (run?.status?.rerun as { state?: string } | undefined)?.state;
const stepState = (run: Resource | undefined) =>
  (run?.status?.stepActions as { state?: string }[] | undefined)?.map(({ state }) => state);

/** A run that has failed at its second step of three, which would go well from now on. */
async function stage(spec: object = {}) {
  const on = await ready();
  const { world } = on;
  world.simulator.outcome(/^train$/, 'Failed', { message: 'out of memory' });
  await world.run('nightly', { workflowId: await workflowByHand(world), ...spec });
  await failed(world);
  world.simulator.outcome(/^train$/, 'Completed');
  return on;
}

describe.concurrent('a rerun', () => {
  test.each([
    ['all steps', {}, { prepare: 2, train: 2, serve: 1 }],
    ['those that failed, and what comes after', { failedOnly: true }, { prepare: 1, train: 2, serve: 1 }],
    [
      'those that are named, and what comes after',
      { steps: ['prepare'] },
      { prepare: 2, train: 2, serve: 1 },
    ],
  ])('of a run that failed runs %s once, and takes Failed back', async (_what, how, expected) => {
    await using on = await stage();
    const { world } = on;
    await edit(world, { rerun: { token: 'fixed', ...how } });
    const again = await world.until(
      KIND,
      'nightly',
      (run) => !holds(run, 'Failed') && run?.status?.phase === 'running',
    );
    expect(again?.status?.attempts ?? []).toEqual([]);
    expect(again?.status?.duration).toBeUndefined();
    const done = await complete(world);
    expect(await stepRuns(world, done)).toEqual(expected);
    expect([rerunState(done), done?.status?.progress]).toEqual(['Done', '3/3']);
    expect(holds(done, 'Stalled')).toBe(false);
    await edit(world, { description: 'an edit that asks for nothing' });
    await complete(world);
    expect([reruns(world).length, executionsEver(world).length]).toEqual([1, 1]);
  });

  test('of a run that is complete is done for another token only, with its values', async () => {
    await using on = await ready();
    const { world } = on;
    const parameters = [{ name: 'epochs', type: 'int' as const, default: 3 }];
    await world.run('nightly', { workflowId: await workflowByHand(world, undefined, { parameters }) });
    await complete(world);
    for (const token of ['1', '2']) {
      await edit(world, { rerun: { token, parameters: [{ name: 'epochs', value: Number(token) }] } });
      await world.until(KIND, 'nightly', (run) => ended('Complete')(run) && rerunState(run) === 'Done', 60);
    }
    await edit(world, { rerun: { token: '2', steps: ['serve'] } });
    const done = await complete(world);
    expect(await stepRuns(world, done)).toEqual({ prepare: 3, train: 3, serve: 3 });
    expect(reruns(world)).toHaveLength(2);
    expect((await executionOf(world, done)).content.parameters).toMatchObject([{ name: 'epochs', value: 2 }]);
  });

  test('that is asked for from the beginning waits for the end, and is never told as one', async () => {
    await using on = await ready();
    const { world } = on;
    await world.run('nightly', { workflowId: await workflowByHand(world), rerun: { token: '1' } });
    const waits = await world.until(KIND, 'nightly', (run) => run?.status?.phase === 'running');
    expect(rerunState(waits)).toBe('Waiting');
    expect(await stepRuns(world, await complete(world))).toEqual({ prepare: 2, train: 2, serve: 2 });
  });

  test('of the steps that failed does nothing where none has', async () => {
    await using on = await ready();
    const { world } = on;
    await world.run('nightly', { workflowId: await workflowByHand(world) });
    await complete(world);
    await edit(world, { rerun: { token: '1', failedOnly: true } });
    const done = await complete(world);
    expect(done?.status?.rerun).toMatchObject({
      state: 'Waiting',
      message: expect.stringContaining('no step'),
    });
    expect(reruns(world)).toEqual([]);
  });

  test('whose answer is lost is done once, as what the run shows tells', async () => {
    await using on = await stage();
    const { world } = on;
    world.simulator.faults.add({ operation: 'actOnWorkflowExecution', times: 1, kind: 'drop-after' });
    await edit(world, { rerun: { token: '1' } });
    const done = await complete(world);
    expect(await stepRuns(world, done)).toEqual({ prepare: 2, train: 2, serve: 1 });
    expect(rerunState(done)).toBe('Done');
  });

  test('of which nobody knows whether it arrived is for a person, and sent again on their word', async () => {
    await using on = await stage();
    const { world } = on;
    world.simulator.faults.add({ operation: 'actOnWorkflowExecution', times: 1, kind: 'drop-before' });
    await edit(world, { rerun: { token: '1' } });
    const doubt = await world.until(KIND, 'nightly', (run) => holds(run, 'Stalled', 'ActionUnknown'));
    expect([rerunState(doubt), holds(doubt, 'Failed')]).toEqual(['Unknown', false]);
    const [, id] = /checked=(\w+)/.exec(messageOf(doubt, 'Stalled')) ?? [];
    expect(await stepRuns(world, doubt)).toEqual({ prepare: 1, train: 1 });
    await world.patch(KIND, 'nightly', { metadata: { annotations: { [CHECKED]: id } } });
    expect(await stepRuns(world, await complete(world))).toEqual({ prepare: 2, train: 2, serve: 1 });
  });

  test('that the cloud refuses is told, and leaves the run as it ended once it is not asked for any more', async () => {
    await using on = await stage();
    const { world } = on;
    await edit(world, { rerun: { token: '1', steps: ['nowhere'] } });
    const refused = await world.until(
      KIND,
      'nightly',
      (run) => holds(run, 'Stalled') && /nowhere/.test(messageOf(run, 'Stalled')),
    );
    expect(rerunState(refused)).toBe('Waiting');
    await edit(world, { rerun: null });
    const left = await failed(world);
    expect([messageOf(left, 'Failed'), left?.status?.rerun]).toEqual([
      expect.stringContaining('step train failed'),
      undefined,
    ]);
  });
});

describe.concurrent('an action on a step', () => {
  test('tries a failed step again before the run counts as failed, in each attempt', async () => {
    await using on = await ready();
    const { world } = on;
    world.simulator.outcome(/^train$/, 'Failed');
    const stepActions = [{ step: 'train', action: 'retry', token: '1' }];
    await world.run('nightly', { workflowId: await workflowByHand(world), stepActions, backoffLimit: 1 });
    const waits = await world.until(KIND, 'nightly', (run) => run?.status?.current === 'prepare');
    expect(waits?.status?.stepActions).toMatchObject([
      { step: 'train', state: 'Waiting', message: 'the step has not begun' },
    ]);
    const last = await failed(world);
    expect(holds(last, 'Failed', 'BackoffLimitExceeded')).toBe(true);
    expect(await stepRuns(world, last)).toEqual({ prepare: 1, train: 2 });
    expect(await stepRuns(world, last?.status?.attempts?.[0]?.id)).toEqual({ prepare: 1, train: 2 });
    expect([calls(world, 'actOnWorkflowStepExecution').length, executionsEver(world).length]).toEqual([2, 2]);
  });

  test('takes Failed back where it comes after the end', async () => {
    await using on = await stage();
    const { world } = on;
    await edit(world, { stepActions: [{ step: 'train', action: 'retry', token: '1' }] });
    const done = await complete(world);
    expect(await stepRuns(world, done)).toEqual({ prepare: 1, train: 2, serve: 1 });
    expect([stepState(done), executionsEver(world).length]).toEqual([['Done'], 1]);
  });

  test('lets the steps after a failed one go on', async () => {
    await using on = await stage();
    const { world } = on;
    await edit(world, { stepActions: [{ step: 'train', action: 'continue', token: '1' }] });
    const done = await complete(world);
    expect(await stepRuns(world, done)).toEqual({ prepare: 1, train: 1, serve: 1 });
    expect([stepState(done), done?.status?.progress]).toEqual([['Done'], '2/3']);
  });

  test('stops a step, which ends the run', async () => {
    await using on = await ready({ durations: { stepRunningMs: 3_600_000 } });
    const { world } = on;
    await world.run('nightly', {
      workflowId: await workflowByHand(world),
      stepActions: [{ step: 'prepare', action: 'stop', token: '1' }],
    });
    const stopped = await failed(world);
    expect(holds(stopped, 'Failed', 'StepStopped')).toBe(true);
    expect(stepState(stopped)).toEqual(['Done']);
  });

  test('gives a step the inputs that it waits for, which an Event and a condition tell once', async () => {
    await using on = await ready();
    const { world } = on;
    const steps = [
      { name: 'train', type: 'job' as const },
      { name: 'check', type: 'labeling' as const, depend_steps: ['train'] },
    ];
    const parameters = [{ name: 'epochs', type: 'int' as const, delay: true, used_steps: ['train'] }];
    await world.run('nightly', { workflowId: await workflowByHand(world, steps, { parameters }) });
    const waits = await world.until(KIND, 'nightly', (run) => holds(run, 'InputNeeded', 'StepWaits'));
    expect(messageOf(waits, 'InputNeeded')).toContain('train (wait_inputs)');
    expect([waits?.status?.phase, waits?.status?.current]).toEqual(['running', 'train']);
    const given = {
      step: 'train',
      action: 'continue',
      token: '1',
      parameters: [{ name: 'epochs', value: 9 }],
    };
    await edit(world, { stepActions: [given] });
    const held = await world.until(KIND, 'nightly', (run) =>
      /check \(hold\)/.test(messageOf(run, 'InputNeeded')),
    );
    expect(holds(held, 'InputNeeded')).toBe(true);
    await edit(world, { stepActions: [given, { step: 'check', action: 'continue', token: '1' }] });
    const done = await complete(world);
    expect(holds(done, 'InputNeeded')).toBe(false);
    expect(calls(world, 'actOnWorkflowStepExecution')).toHaveLength(2);
    const needed = (await world.events('nightly')).filter(({ reason }) => reason === 'InputNeeded');
    expect(needed).toHaveLength(2);
  });

  test('of which nobody knows whether it arrived is sent again on the word of a person only', async () => {
    await using on = await stage();
    const { world } = on;
    world.simulator.faults.add({ operation: 'actOnWorkflowStepExecution', times: 1, kind: 'drop-before' });
    await edit(world, { stepActions: [{ step: 'train', action: 'retry', token: '1' }] });
    const doubt = await world.until(KIND, 'nightly', (run) => holds(run, 'Stalled', 'ActionUnknown'));
    expect(stepState(doubt)).toEqual(['Unknown']);
    const [, id] = /checked=(\w+)/.exec(messageOf(doubt, 'Stalled')) ?? [];
    await world.patch(KIND, 'nightly', { metadata: { annotations: { [CHECKED]: id } } });
    expect(await stepRuns(world, await complete(world))).toEqual({ prepare: 1, train: 2, serve: 1 });
  });
});
