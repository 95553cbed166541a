import { describe, expect, test } from 'vitest';
import type { Run } from '../../../operator/kinds/workflowrun/execution.ts';
import type { WorkflowRunSpec } from '../../../operator/kinds/workflowrun/spec.gen.ts';
import { restartedMs, settleEntry, standings } from '../../../operator/kinds/workflowrun/wishes.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { Journal } from '../../../operator/runtime/object.ts';
import { context, entry, NOW, object, run, SUSPENDED, step } from './specs.ts';

const FAILED = run({ status: 'failed', steps: [step('prepare'), step('train', 'failed')] });
const standing = (spec: Partial<WorkflowRunSpec>, of: Run = FAILED, parts: Partial<PlanContext> = {}) =>
  standings(object(spec), of, context(parts))[0];
const RERUN = { rerun: { token: 't1' } };
const act = (action: 'retry' | 'stop' | 'continue', name = 'train') => ({
  stepActions: [{ step: name, action, token: 't1' }],
});

/** What the journal holds once the wish was sent as things stand. */
function sent(spec: Partial<WorkflowRunSpec>, of: Run, state: 'sent' | 'accepted'): Journal {
  const due = standing(spec, of);
  if (due?.state !== 'Due') throw new Error(`not due: ${due?.message}`);
  const { key, what, seen } = due.once;
  return { [key]: entry(what, seen, state) };
}

describe('a rerun', () => {
  test.each([
    ['all steps', {}, undefined],
    ['the steps that are named', { steps: ['prepare'] }, ['prepare']],
    ['those that failed', { failedOnly: true }, ['train']],
  ])('is due at the end, of %s', (_what, how, steps) => {
    expect(standing({ rerun: { token: 't1', ...how } })).toMatchObject({
      state: 'Due',
      action: { type: 'rerun', token: 't1', steps },
      once: { key: 'rerun', what: 'rerun t1 in attempt 1, after its end' },
    });
  });

  test.each([
    ['has not ended', RERUN, run(), {}, 'once the execution has ended'],
    ['is suspended', { ...RERUN, suspend: true }, FAILED, {}, 'suspended'],
    ['is followed by another attempt', RERUN, FAILED, { pending: true }, 'another attempt'],
    ['is only looked at', { ...RERUN, managementPolicy: 'Observe' as const }, FAILED, {}, 'only looked at'],
    [
      'has no step that failed',
      { rerun: { token: 't1', failedOnly: true } },
      run({ status: 'completed' }),
      {},
      'no step',
    ],
  ])('waits while the run %s', (_what, spec, of, parts, words) => {
    expect(standing(spec, of, parts)).toMatchObject({
      state: 'Waiting',
      message: expect.stringContaining(words),
    });
  });

  test('waits while the run is about to go on after a suspension', () => {
    expect(standings(object(RERUN, SUSPENDED), FAILED, context())).toMatchObject([{ state: 'Waiting' }]);
  });

  test('is done once its token has been accepted and the steps are others', () => {
    const journal = sent(RERUN, FAILED, 'accepted');
    expect(standing(RERUN, FAILED, { journal })).toMatchObject({ state: 'Sent' });
    const again = run({ status: 'failed', steps: [step('train', 'failed', { id: 'id-2' })] });
    expect(standing(RERUN, again, { journal })).toMatchObject({ state: 'Done' });
    expect(standing({ rerun: { token: 't2' } }, again, { journal })).toMatchObject({ state: 'Due' });
    expect(standing(RERUN, again, { journal, attempt: 2 })).toMatchObject({ state: 'Done' });
  });

  test('of which nobody knows is for a person, also where another token is asked for since', () => {
    const journal = sent(RERUN, FAILED, 'sent');
    for (const token of ['t1', 't2'])
      expect(standing({ rerun: { token } }, FAILED, { journal })).toMatchObject({
        state: 'Unknown',
        message: expect.stringContaining('modelarts.huaweicloud.com/checked=a1b2c3d4'),
      });
    const isChecked = (id: string) => id === 'a1b2c3d4';
    expect(standing(RERUN, FAILED, { journal, isChecked })).toMatchObject({ state: 'Due' });
  });

  test('is not sent where nobody can tell whether it was, before a person has looked', () => {
    expect(standing(RERUN, FAILED, { journal: undefined })).toMatchObject({
      state: 'Unknown',
      message: expect.stringContaining('checked=none'),
    });
    expect(standing(RERUN, run(), { journal: undefined })).toMatchObject({ state: 'Waiting' });
    const isChecked = (id: string) => id === 'none';
    expect(standing(RERUN, FAILED, { journal: undefined, isChecked })).toMatchObject({ state: 'Due' });
  });
});

describe('an action on a step', () => {
  const states = [
    'init',
    'pending',
    'running',
    'wait_inputs',
    'hold',
    'completed',
    'skipped',
    'failed',
    'create_failed',
    'timeout',
    'stopped',
    'stopping',
    'brand-new',
  ];
  test.each([
    ['retry', ['failed', 'create_failed', 'timeout', 'stopped']],
    ['stop', ['init', 'pending', 'running', 'wait_inputs', 'hold', 'brand-new']],
    ['continue', ['wait_inputs', 'hold', 'failed', 'create_failed', 'timeout', 'stopped']],
  ] as const)('%s is due in the states that take it only: %j', (action, taken) => {
    const due = states.filter(
      (status) => standing(act(action), run({ steps: [step('train', status)] }))?.state === 'Due',
    );
    expect(due).toEqual(states.filter((status) => (taken as readonly string[]).includes(status)));
  });

  test('waits for a step that has not begun', () => {
    expect(standing(act('retry', 'serve'))).toMatchObject({
      step: 'serve',
      state: 'Waiting',
      message: 'the step has not begun',
    });
  });

  test('is about the last run of the step, and says that it sets going again what has ended', () => {
    const old = step('train', 'failed', { id: 'id-old', createdAtMs: NOW - 900_000 });
    const due = standing(act('retry'), run({ status: 'failed', steps: [old, step('train', 'failed')] }));
    expect(due).toMatchObject({
      action: { type: 'act-on-step', stepId: 'id-train', action: 'retry' },
      once: { key: 'step/train', what: 'retry t1 in attempt 1, after its end' },
    });
    expect(standing(act('retry'), run({ steps: [step('train', 'failed')] }))).toMatchObject({
      once: { what: 'retry t1 in attempt 1' },
    });
  });

  test.each(['retry', 'continue'] as const)('%s counts for one attempt', (action) => {
    const journal = sent(act(action), FAILED, 'accepted');
    const next = run({
      id: 'flow/exec-2',
      status: 'failed',
      steps: [step('train', 'failed', { id: 'id-2' })],
    });
    expect(standing(act(action), next, { journal, attempt: 1 })).toMatchObject({ state: 'Done' });
    expect(standing(act(action), next, { journal, attempt: 2 })).toMatchObject({ state: 'Due' });
  });

  test('that is not the same any more is another one, though its token is', () => {
    const journal = sent(act('retry'), FAILED, 'accepted');
    const again = run({ status: 'failed', steps: [step('train', 'failed', { events: ['a', 'b'] })] });
    expect(standing(act('retry'), again, { journal })).toMatchObject({ state: 'Done' });
    expect(standing(act('continue'), again, { journal })).toMatchObject({ state: 'Due' });
  });
});

describe('what the execution shows settles what was sent', () => {
  const more = { events: ['a', 'b'] };
  test.each([
    ['a rerun by other steps', RERUN, FAILED, run({ status: 'running', steps: [] })],
    ['a rerun by more events', RERUN, FAILED, { ...FAILED, ...more }],
    [
      'a retry by more events of the step',
      act('retry'),
      FAILED,
      run({ status: 'failed', steps: [step('train', 'failed', more)] }),
    ],
    [
      'a stop by the state of the step',
      act('stop'),
      run({ steps: [step('train', 'running')] }),
      run({ steps: [step('train', 'stopping')] }),
    ],
    [
      'a continue after a failure by a step that has begun',
      act('continue'),
      FAILED,
      { ...FAILED, steps: [...FAILED.steps, step('serve', 'init')] },
    ],
    ['any of them by a step that is gone', act('retry'), FAILED, run({ steps: [] })],
  ])('%s', (_what, spec, before, after) => {
    const [[key, noted] = []] = Object.entries(sent(spec, before, 'sent'));
    if (!key || !noted) throw new Error('nothing was sent');
    expect(settleEntry(key, noted, before, object())).toEqual(noted);
    expect(settleEntry(key, noted, after, object())).toEqual({ ...noted, state: 'accepted' });
  });
});

test('what was done about steps goes with its attempt, a rerun stays', () => {
  const second = object({}, { remote: { id: 'flow/exec-2', attempt: 2 } });
  const [old, now] = [1, 2].map((attempt) => entry(`retry t1 in attempt ${attempt}`, 'x'));
  if (!old || !now) throw new Error('two entries');
  expect(settleEntry('step/train', old, run(), second)).toBeNull();
  expect(settleEntry('step/train', now, run(), second)).toEqual(now);
  const rerun = entry('rerun t1 in attempt 1, after its end', 'x');
  expect(settleEntry('rerun', rerun, run(), second)).toEqual(rerun);
});

test('time counts anew from the last time that it was set going again, in this attempt', () => {
  const time = NOW - 300_000;
  const after = { rerun: entry('rerun t1 in attempt 1, after its end', '') };
  expect(restartedMs({ attempt: 1, journal: after })).toBe(time);
  expect(restartedMs({ attempt: 2, journal: after })).toBeUndefined();
  expect(
    restartedMs({ attempt: 1, journal: { 'step/a': entry('stop t1 in attempt 1', '') } }),
  ).toBeUndefined();
  expect(restartedMs({ attempt: 1, journal: undefined })).toBeUndefined();
});
