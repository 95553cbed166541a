import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../operator/kinds/trainingjob/outcome.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { TrainingJob } from '../../../operator/modelarts/trainingJob.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { AttemptStatus, CommonStatus } from '../../../operator/runtime/object.ts';
import { BACKOFF, context, job, object } from './jobs.ts';

const HOUR = 3_600_000;
const NOW = context().nowMs;
/** Ran for ten minutes until now. */
const ended = (phase: string, parts: Partial<TrainingJob> = {}) =>
  job({ phase, startedAtMs: NOW - 600_000, durationMs: 600_000, ...parts });
const exit = (...codes: number[]) => ({
  tasks: codes.map((exitCode, index) => ({ name: `worker-${index}`, exitCode })),
});
const suspendedStatus: CommonStatus = {
  conditions: [{ type: 'Suspended', status: 'False', reason: 'R', message: '', lastTransitionTime: '' }],
};
const attempts = (...counted: boolean[]): CommonStatus => ({
  attempts: counted.map((one, index) => ({
    attempt: index + 1,
    id: `job-${index}`,
    reason: 'JobFailed',
    counted: one,
  })) satisfies AttemptStatus[],
});

const outcome = (
  of: TrainingJob,
  spec: Partial<TrainingJobSpec> = {},
  status?: CommonStatus,
  parts: Partial<PlanContext> = {},
) => outcomeOf(object(spec, status), of, context(parts), BACKOFF);

const rules = (...all: NonNullable<TrainingJobSpec['failurePolicy']>['rules']) => ({
  backoffLimit: 1,
  failurePolicy: { rules: all },
});
const ON_137: Pick<NonNullable<TrainingJobSpec['failurePolicy']>['rules'][number], 'onExitCodes'> = {
  onExitCodes: { operator: 'In', values: [137] },
};

describe('a job that has ended', () => {
  const table: [
    string,
    TrainingJob,
    Partial<TrainingJobSpec>,
    CommonStatus | undefined,
    Partial<PlanContext>,
    object,
  ][] = [
    ['is complete', ended('Completed'), {}, undefined, {}, { is: 'complete' }],
    [
      'is complete though it was to be stopped',
      ended('Completed'),
      { suspend: true },
      suspendedStatus,
      {},
      { is: 'complete' },
    ],
    ['has failed', ended('Failed'), {}, undefined, {}, { is: 'failed', reason: 'JobFailed' }],
    [
      'has failed without its node',
      ended('Abnormal'),
      {},
      undefined,
      {},
      { is: 'failed', reason: 'JobAbnormal' },
    ],
    [
      'is tried again',
      ended('Failed'),
      { backoffLimit: 1 },
      undefined,
      {},
      { is: 'again', counted: true, notBeforeMs: NOW + 10_000 },
    ],
    [
      'is tried again later each time',
      ended('Failed'),
      { backoffLimit: 3 },
      attempts(true, true),
      { attempt: 3 },
      { is: 'again', notBeforeMs: NOW + 40_000 },
    ],
    [
      'waits six minutes at most',
      ended('Failed'),
      { backoffLimit: 19 },
      attempts(...Array.from({ length: 9 }, () => true)),
      { attempt: 10 },
      { is: 'again', notBeforeMs: NOW + 360_000 },
    ],
    [
      'has used up its retries',
      ended('Failed'),
      { backoffLimit: 1 },
      attempts(true),
      { attempt: 2 },
      { is: 'failed', reason: 'BackoffLimitExceeded' },
    ],
    [
      'has retries left where the one before did not count',
      ended('Failed'),
      { backoffLimit: 1 },
      attempts(false),
      { attempt: 2 },
      { is: 'again', counted: true },
    ],
    [
      'has used up what a wiped status cannot tell of',
      ended('Failed'),
      { backoffLimit: 1 },
      undefined,
      { attempt: 2 },
      { is: 'failed', reason: 'BackoffLimitExceeded' },
    ],
    [
      'fails at once by its policy',
      ended('Failed', exit(0, 137)),
      rules({ action: 'Fail', ...ON_137 }),
      undefined,
      {},
      { is: 'failed', reason: 'FailurePolicy' },
    ],
    [
      'is tried again without counting by its policy',
      ended('Failed', exit(137)),
      rules({ action: 'Ignore', ...ON_137 }),
      attempts(true),
      { attempt: 2 },
      { is: 'again', counted: false },
    ],
    [
      'is judged by the first rule that fits',
      ended('Failed', exit(137)),
      rules(
        { action: 'Fail', onExitCodes: { operator: 'NotIn', values: [137] } },
        { action: 'Ignore', ...ON_137 },
      ),
      undefined,
      {},
      { is: 'again', counted: false },
    ],
    [
      'is judged by phase',
      ended('Abnormal'),
      rules({ action: 'Ignore', onPhases: ['Abnormal'] }),
      undefined,
      {},
      { is: 'again', counted: false },
    ],
    [
      'counts when no rule fits',
      ended('Failed', exit(1)),
      rules({ action: 'Fail', ...ON_137 }),
      undefined,
      {},
      { is: 'again', counted: true },
    ],
    [
      'is not tried for ever though nothing counts',
      ended('Failed', exit(137)),
      rules({ action: 'Ignore', ...ON_137 }),
      undefined,
      { attempt: 20 },
      { is: 'failed', reason: 'BackoffLimitExceeded' },
    ],
    [
      'is not tried again after its deadline',
      ended('Failed'),
      { backoffLimit: 5, activeDeadlineSeconds: 600 },
      undefined,
      {},
      { is: 'failed', reason: 'DeadlineExceeded' },
    ],
    [
      'was stopped by somebody',
      ended('Terminated'),
      { backoffLimit: 5 },
      undefined,
      {},
      { is: 'failed', reason: 'TerminatedExternally' },
    ],
    [
      'was stopped at its deadline',
      ended('Terminated'),
      { activeDeadlineSeconds: 600 },
      undefined,
      {},
      { is: 'failed', reason: 'DeadlineExceeded' },
    ],
    [
      'was stopped by somebody before its deadline',
      ended('Terminated'),
      { activeDeadlineSeconds: 700 },
      undefined,
      { nowMs: NOW + HOUR },
      { is: 'failed', reason: 'TerminatedExternally' },
    ],
    [
      'was stopped by its own schedule',
      ended('Terminated', { durationMs: HOUR }),
      { autoStop: { timeUnit: 'HOURS', duration: 1 } },
      undefined,
      {},
      { is: 'failed', reason: 'StoppedByAutoStop' },
    ],
    [
      'is suspended',
      ended('Terminated'),
      { suspend: true },
      suspendedStatus,
      {},
      { is: 'suspended', reason: 'Suspended', counted: false },
    ],
    [
      'is resumed, which is no retry',
      ended('Terminated'),
      {},
      suspendedStatus,
      {},
      { is: 'again', reason: 'Resumed', counted: false },
    ],
    [
      'was stopped by somebody though it is to be suspended now',
      ended('Terminated'),
      { suspend: true },
      undefined,
      {},
      { is: 'failed', reason: 'TerminatedExternally' },
    ],
    [
      'waits with its retry while suspended',
      ended('Failed'),
      { suspend: true, backoffLimit: 1 },
      undefined,
      {},
      { is: 'suspended', reason: 'JobFailed', counted: true },
    ],
    [
      'is made again after a change, which is no retry',
      ended('Terminated'),
      { updatePolicy: 'Recreate' },
      undefined,
      { changed: ['spec.resource'] },
      { is: 'again', reason: 'Recreated', counted: false },
    ],
    [
      'is made again after a change though it failed',
      ended('Failed'),
      { updatePolicy: 'Recreate' },
      undefined,
      { changed: ['spec.resource'] },
      { is: 'again', reason: 'Recreated', counted: false },
    ],
    [
      'was stopped for an attempt that was begun, whatever status tells',
      ended('Terminated'),
      {},
      undefined,
      { pending: true },
      { is: 'again', reason: 'Retrying', counted: false },
    ],
    [
      'was stopped for an attempt that was begun, for the reason that status tells',
      ended('Terminated'),
      {},
      { attempts: [{ attempt: 1, id: 'job-0', reason: 'Recreated', counted: false }] },
      { pending: true },
      { is: 'again', reason: 'Recreated', counted: false },
    ],
  ];
  test.each(table)('%s', (_sentence, of, spec, status, parts, expected) => {
    expect(outcome(of, spec, status, parts)).toMatchObject(expected);
  });
});

test('a retry says what failed, and which retry of how many it is', () => {
  const failed = ended('Failed', { tasks: [{ name: 'worker-0', exitCode: 3, message: 'no space' }] });
  expect(outcome(failed, { backoffLimit: 2 })).toMatchObject({
    message: expect.stringMatching(/worker-0 exited with 3, no space; attempt 2 follows \(retry 1 of 2\)$/),
  });
});
