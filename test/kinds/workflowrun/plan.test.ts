import { describe, expect, test } from 'vitest';
import type { Run } from '../../../operator/kinds/workflowrun/execution.ts';
import { planDelete, plan as planOf } from '../../../operator/kinds/workflowrun/plan.ts';
import { report as reportOf } from '../../../operator/kinds/workflowrun/report.ts';
import type { WorkflowRunSpec } from '../../../operator/kinds/workflowrun/spec.gen.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { BACKOFF, context, entry, MARKER, NOW, object, run, SUSPENDED, step } from './specs.ts';

type Given = { status?: CommonStatus; parts?: Partial<PlanContext> };
const plan = (spec: Partial<WorkflowRunSpec> = {}, of: Run = run(), { status, parts = {} }: Given = {}) =>
  planOf(object(spec, status), of, context(parts), { pollMs: 1_000, backoff: BACKOFF });
const end = (spec: Partial<WorkflowRunSpec> = {}, of: Run = run(), { status, parts = {} }: Given = {}) =>
  reportOf(object(spec, status), of, context(parts), BACKOFF);

const failed = run({
  status: 'failed',
  steps: [step('train', 'failed', { error: { code: 'ModelArts.7500', message: 'out of memory' } })],
});
const stopped = run({ status: 'stopped', steps: [step('train', 'stopped')] });

describe('a run that goes on', () => {
  test.each(['', 'init', 'running', 'pending', 'brand-new', 'constructor'])(
    'in status "%s" is followed',
    (status) => {
      expect(plan({}, run({ status }))).toEqual({ step: 'settled', recheckMs: 1_000 });
      expect(end({}, run({ status })).end).toBeUndefined();
    },
  );

  test('gets its marker and labels first', () => {
    expect(plan({ labels: ['a'], suspend: true })).toMatchObject({
      action: { type: 'update', body: { labels: ['a', MARKER] } },
    });
  });

  test('is stopped where spec.suspend says so, once status says why', () => {
    expect(plan({ suspend: true })).toMatchObject({ step: 'wait', reason: 'Suspending' });
    expect(plan({ suspend: true }, run(), { status: SUSPENDED })).toMatchObject({ action: { type: 'stop' } });
  });

  test('is stopped when its time is up, and looked at again by then', () => {
    expect(plan({ activeDeadlineSeconds: 600 })).toMatchObject({ action: { type: 'stop' } });
    expect(plan({ activeDeadlineSeconds: 700 })).toMatchObject({ step: 'settled', dueMs: 100_000 });
  });

  test('has its time anew after a rerun', () => {
    const journal = { rerun: entry('rerun t in attempt 1, after its end', 'before') };
    expect(plan({ activeDeadlineSeconds: 400 }, run(), { parts: { journal } })).toMatchObject({
      dueMs: 100_000,
    });
    expect(end({}, run(), { parts: { journal } })).toMatchObject({ restarted: true });
  });

  test.each([run({ status: 'stopping' }), run({ steps: [step('train', 'stopping')] })])(
    'and is stopping is left to that',
    (of) => {
      expect(plan({ suspend: true }, of, { status: SUSPENDED })).toEqual({
        step: 'settled',
        recheckMs: 1_000,
      });
      expect(planDelete(of, 1_000)).toMatchObject({ step: 'wait', reason: 'Stopping' });
    },
  );

  test('is stopped before it is deleted', () => {
    expect(planDelete(run(), 1_000)).toMatchObject({ action: { type: 'stop' } });
    expect(planDelete(failed, 1_000)).toMatchObject({ action: { type: 'delete' } });
  });
});

describe('a run that has ended', () => {
  test.each(['completed', 'finished'])('as %s is complete', (status) => {
    expect(plan({ backoffLimit: 3 }, run({ status }))).toEqual({ step: 'settled' });
    expect(end({}, run({ status }))).toMatchObject({
      end: { type: 'Complete' },
      attempt: { reason: 'Completed', counted: false },
    });
  });

  test('as failed names the step, and is made again as often as it may', () => {
    const words =
      'workflow run execution-001 (flow/exec) failed: step train failed: ModelArts.7500 out of memory';
    expect(end({}, failed).end).toEqual({ type: 'Failed', reason: 'StepFailed', message: words });
    expect(plan({ backoffLimit: 1 }, failed)).toMatchObject({
      step: 'renew',
      reason: 'StepFailed',
      counted: true,
      notBeforeMs: NOW + 10_000,
    });
    expect(end({ backoffLimit: 1 }, failed, { parts: { attempt: 2 } }).end).toMatchObject({
      reason: 'BackoffLimitExceeded',
    });
  });

  test('as failed without a bad step has failed all the same', () => {
    expect(end({}, run({ status: 'failed' })).end).toMatchObject({ reason: 'RunFailed' });
  });

  test.each([
    ['by somebody else', {}, {}, 'TerminatedExternally'],
    ['as its time was up', { activeDeadlineSeconds: 300 }, {}, 'DeadlineExceeded'],
    [
      'with a step that was to be stopped',
      {},
      { journal: { 'step/train': entry('stop t in attempt 1', 'x') } },
      'StepStopped',
    ],
  ])('as stopped %s has failed', (_what, spec, parts, reason) => {
    expect(end({ ...spec, backoffLimit: 3 }, stopped, { parts }).end).toMatchObject({
      type: 'Failed',
      reason,
    });
  });

  test('as stopped by a suspension has not failed, and is made again afterwards', () => {
    const suspended = end({ suspend: true }, stopped, { status: SUSPENDED });
    expect(suspended).toMatchObject({ suspended: { status: 'True' }, ready: { status: 'False' } });
    expect(suspended.end).toBeUndefined();
    expect(plan({}, stopped, { status: SUSPENDED })).toMatchObject({
      step: 'renew',
      reason: 'Resumed',
      counted: false,
    });
  });

  test('is not told as an end while something is about to be made of it', () => {
    const wish = { rerun: { token: 't' }, backoffLimit: 3 };
    expect(plan(wish, failed)).toMatchObject({
      step: 'act',
      action: { type: 'rerun' },
      once: { key: 'rerun' },
    });
    const { end: none, attempt } = end(wish, failed);
    expect([none, attempt]).toEqual([undefined, undefined]);
  });

  test('and was asked to run again waits for what comes of it, or for a person', () => {
    const wish = { rerun: { token: 't' } };
    const due = plan(wish, failed);
    if (due.step !== 'act' || !due.once) throw new Error('the rerun is not due');
    const { what, seen } = due.once;
    for (const [state, step, reason] of [
      ['sent', 'stuck', 'ActionUnknown'],
      ['accepted', 'wait', 'ActionPending'],
    ] as const) {
      const parts = { journal: { rerun: entry(what, seen, state) } };
      expect(plan(wish, failed, { parts })).toMatchObject({ step, reason, recheckMs: 1_000 });
      expect(end(wish, failed, { parts })).toMatchObject({ restarted: true });
      expect(end(wish, failed, { parts }).end).toBeUndefined();
    }
  });
});

test('a doubt about a step keeps nothing else from its time', () => {
  const wish = {
    stepActions: [{ step: 'train', action: 'stop' as const, token: 't' }],
    activeDeadlineSeconds: 700,
  };
  const busy = run({ steps: [step('train', 'running')] });
  const due = plan(wish, busy);
  if (due.step !== 'act' || !due.once) throw new Error('the stop is not due');
  const parts = { journal: { 'step/train': entry(due.once.what, due.once.seen, 'sent') } };
  expect(plan(wish, busy, { parts })).toMatchObject({
    step: 'stuck',
    reason: 'ActionUnknown',
    dueMs: 100_000,
  });
  expect(plan({ ...wish, activeDeadlineSeconds: 1 }, busy, { parts })).toMatchObject({
    action: { type: 'stop' },
  });
});
