import { describe, expect, test } from 'vitest';
import type { Run } from '../../../operator/kinds/workflowrun/execution.ts';
import { news, report } from '../../../operator/kinds/workflowrun/report.ts';
import { stepFields } from '../../../operator/kinds/workflowrun/steps.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { BACKOFF, context, NOW, object, run, step } from './specs.ts';

const fieldsOf = (of: Run, spec = {}) => report(object(spec), of, context(), BACKOFF).fields;

describe('progress', () => {
  test.each([
    ['3 steps of 8', { stepsInAll: 8, steps: ['a', 'b', 'c'].map((name) => step(name)) }, '3/8', undefined],
    ['skipped ones as well', { stepsInAll: 2, steps: [step('a'), step('b', 'skipped')] }, '2/2', undefined],
    ['not those that failed', { stepsInAll: 2, steps: [step('a'), step('b', 'failed')] }, '1/2', undefined],
    ['no total before it is known', { steps: [step('a')] }, '1/?', undefined],
    ['never more than there are', { stepsInAll: 1, steps: [step('a'), step('b')] }, '2/2', undefined],
    [
      'the step that runs before one that waits',
      { stepsInAll: 9, steps: [step('a', 'hold'), step('b', 'running'), step('c', 'init')] },
      '0/9',
      'b (+2)',
    ],
    [
      'the step that waits before one that begins',
      { stepsInAll: 9, steps: [step('c', 'init'), step('a', 'wait_inputs')] },
      '0/9',
      'a (+1)',
    ],
    [
      'each step by its last run',
      {
        stepsInAll: 1,
        steps: [step('a', 'failed', { id: 'old', createdAtMs: NOW - 900_000 }), step('a', 'completed')],
      },
      '1/1',
      undefined,
    ],
  ])('tells %s', (_what, parts, progress, current) => {
    expect(stepFields(run(parts))).toMatchObject({ progress, ...(current && { current }) });
    expect(stepFields(run(parts)).current).toBe(current);
  });
});

describe('a step in status', () => {
  test('has all that was told, in short', () => {
    const told = step('train', 'failed', {
      instance: '{"job_id":"425b7087"}',
      error: { code: 'ModelArts.7500', message: 'out of memory' },
      result: 'False',
    });
    expect(stepFields(run({ steps: [told] })).steps).toEqual([
      {
        ...{ name: 'train', type: 'job', status: 'failed', startTime: '2026-06-01T11:50:00Z' },
        ...{ durationSeconds: 60, result: 'False', instance: 'job_id 425b7087' },
        message: 'ModelArts.7500 out of memory',
      },
    ]);
  });

  test.each([
    [{ model_id: 'm-1' }, 'model_id m-1'],
    ['m-1', 'm-1'],
    ['{}', undefined],
    ['{"a":[1]}', 'a [1]'],
  ])('that made %j says so as %j', (instance, text) => {
    expect(stepFields(run({ steps: [step('a', 'completed', { instance })] })).steps?.[0]?.instance).toBe(
      text,
    );
  });

  test('tells no duration while it goes on, in whatever state', () => {
    for (const status of ['running', 'brand-new', ''])
      expect(stepFields(run({ steps: [step('a', status)] })).steps?.[0]).not.toHaveProperty(
        'durationSeconds',
      );
  });
});

test('nothing in status moves while a run goes on', () => {
  const later = run({ durationS: 700, steps: [step('train', 'running', { durationS: 99 })] });
  const now = run({ durationS: 600, steps: [step('train', 'running', { durationS: 9 })] });
  expect(fieldsOf(later)).toEqual(fieldsOf(now));
});

test('what only an end has is taken back when the run goes on', () => {
  expect(fieldsOf(run())).toMatchObject({ duration: undefined, completionTime: undefined });
  expect(fieldsOf(run({ status: 'completed' }))).toMatchObject({
    duration: '10m',
    completionTime: '2026-06-01T12:00:00Z',
  });
});

test('the scene is told by the name that the spec has, else by its id', () => {
  expect(fieldsOf(run({ sceneId: 's-1' })).scene).toBe('s-1');
  expect(fieldsOf(run({ sceneId: 's-1' }), { sceneName: 'training' }).scene).toBe('training');
});

test('status stays below 64 KB, however much there is to tell, and shows what failed', () => {
  const long = '长'.repeat(2_000);
  const many = Array.from({ length: 300 }, (_, index) =>
    step(`${long}-${index}`, index < 250 ? 'completed' : 'failed', {
      type: long,
      instance: long,
      result: long,
      error: { code: long, message: long },
    }),
  );
  const wishes = Array.from({ length: 20 }, (_, index) => ({
    step: `${'s'.repeat(60)}${index}`,
    action: 'retry' as const,
    token: 't'.repeat(64),
  }));
  const spec = { stepActions: wishes, rerun: { token: 't'.repeat(64) } };
  const status = report(
    object(spec),
    run({ status: 'brand-new', steps: many, stepsInAll: 300 }),
    context(),
    BACKOFF,
  );
  // The rest is for attempts, conditions and the journal.
  expect(Buffer.byteLength(JSON.stringify(status))).toBeLessThan(47_000);
  const { steps } = status.fields as { steps: { status: string }[] };
  expect([steps.length, steps.filter(({ status: one }) => one === 'failed').length]).toEqual([100, 50]);
});

describe('Events', () => {
  const seen: CommonStatus = { phase: 'running', remote: { id: 'flow/exec', attempt: 1 } };
  const told = (of: Run, status: CommonStatus = seen) =>
    news(object({}, status), of).map(({ reason, message }) => [reason, message]);
  test.each([
    ['nothing where nothing is new', run(), []],
    ['the end', run({ status: 'completed' }), [['Completed', 'Completed in 10m']]],
    [
      'a status that nobody knows',
      run({ status: 'wait_resource' }),
      [['WaitResource', 'The run is wait_resource']],
    ],
    ['nothing of what has no status', run({ status: '' }), []],
    ['a step that failed', run({ steps: [step('a', 'timeout')] }), [['StepFailed', 'step a ran too long']]],
    [
      'a step that waits',
      run({ steps: [step('a', 'hold')] }),
      [['InputNeeded', expect.stringContaining('a (hold)')]],
    ],
    ['nothing of steps that wait at the end', run({ status: 'stopped', steps: [step('a', 'hold')] }), []],
  ])('tell %s', (_what, of, expected) => {
    expect(told(of)).toEqual(expected);
  });

  test('tell of a failed step once, and again after another try', () => {
    const of = run({ steps: [step('a', 'failed')] });
    const { fields } = report(object(), of, context(), BACKOFF);
    const after = { ...seen, ...fields } as CommonStatus;
    expect(told(of, after)).toEqual([]);
    const again = run({ steps: [step('a', 'failed', { createdAtMs: NOW })] });
    expect(told(again, after)).toEqual([['StepFailed', 'step a failed']]);
  });

  test('tell once that a step waits', () => {
    const of = run({ steps: [step('a', 'hold')] });
    const { conditions = [] } = report(object(), of, context(), BACKOFF);
    const status = { ...seen, conditions: conditions.map((one) => ({ ...one, lastTransitionTime: '' })) };
    expect(told(of, status)).toEqual([]);
  });
});
