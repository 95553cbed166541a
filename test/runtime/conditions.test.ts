import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../operator/runtime/conditions.ts';
import { hasEnded, sameStatus, statusAfter } from '../../operator/runtime/conditions.ts';
import type { Report } from '../../operator/runtime/kind.ts';
import type { CommonStatus } from '../../operator/runtime/object.ts';
import { thing } from './objects.ts';

const T0 = '2026-01-01T00:00:00Z';
const T1 = '2026-01-01T00:01:00Z';

const running: Report = {
  phase: 'Running',
  fields: { nodes: 1 },
  ready: { status: 'True', reason: 'Accepted', message: 'accepted' },
};
const completed: Report = {
  ...running,
  phase: 'Completed',
  end: { type: 'Complete', reason: 'Completed', message: 'completed' },
};
const failed: Report = {
  ...running,
  phase: 'Failed',
  end: { type: 'Failed', reason: 'JobFailed', message: 'worker-0 exited with 1' },
};
const waiting = { step: 'wait', reason: 'Throttled', message: 'later' } as const;
const stuck = { step: 'stuck', reason: 'QuotaExceeded', message: 'ask for more' } as const;
const settled = { step: 'settled' } as const;

/** The status after a series of outcomes, all of them at `T0`. */
const statusThrough = (...outcomes: Outcome[]): CommonStatus | undefined =>
  outcomes.reduce<CommonStatus | undefined>(
    (status, outcome) => statusAfter(thing({}, status), outcome, T0),
    undefined,
  );

/** `Ready=True Stalled=True(JobFailed)`, in short. */
const words = (status: CommonStatus | undefined) =>
  (status?.conditions ?? [])
    .map(({ type, status: value, reason }) => `${type}=${value}(${reason})`)
    .join(' ');

test('an attempt that was set going again has not ended, while those before it have', () => {
  const remote = { id: 'job-2', attempt: 2 };
  const ended = (attempt: number) => ({ attempt, id: `job-${attempt}`, reason: 'JobFailed', counted: true });
  const status = (report: Report) =>
    statusThrough(
      { step: settled, report: running, attempt: ended(1), remote: { ...remote, attempt: 1 } },
      { step: settled, report: failed, attempt: ended(2), remote },
      { step: settled, report, remote },
    )?.attempts;
  expect(status(running)).toEqual([ended(1), ended(2)]);
  expect(status({ ...running, restarted: true })).toEqual([ended(1)]);
});

describe('the conditions', () => {
  test.each<[string, Outcome[], string]>([
    ['are unknown before anything was observed', [{ step: settled }], 'Ready=Unknown(Reconciling)'],
    [
      'say why nothing is ready yet, and that it goes on',
      [{ step: waiting }],
      'Ready=False(Throttled) Reconciling=True(Throttled)',
    ],
    [
      'say that only a person can help',
      [{ step: stuck }],
      'Ready=False(QuotaExceeded) Stalled=True(QuotaExceeded)',
    ],
    ['are just Ready once settled', [{ step: settled, report: running }], 'Ready=True(Accepted)'],
    [
      'say what is being done',
      [{ step: { step: 'act', action: {}, because: 'the description differs' }, report: running }],
      'Ready=True(Accepted) Reconciling=True(Acting)',
    ],
    [
      'stay Ready while something is waited for',
      [{ step: settled, report: running }, { step: waiting }],
      'Ready=True(Accepted) Reconciling=True(Throttled)',
    ],
    [
      'stay Ready while a person is needed',
      [{ step: settled, report: running }, { step: stuck }],
      'Ready=True(Accepted) Stalled=True(QuotaExceeded)',
    ],
    [
      'drop Reconciling and Stalled when they no longer hold',
      [{ step: waiting }, { step: stuck }, { step: settled, report: running }],
      'Ready=True(Accepted)',
    ],
    [
      'say Complete at a good end',
      [{ step: settled, report: completed }],
      'Ready=True(Accepted) Complete=True(Completed)',
    ],
    [
      'say Failed at a bad end, which is also Stalled',
      [{ step: settled, report: failed }],
      'Ready=True(Accepted) Stalled=True(JobFailed) Failed=True(JobFailed)',
    ],
    [
      'say Failed when the remote object was lost',
      [
        { step: settled, report: running },
        { step: settled, lost: { type: 'Failed', reason: 'DeletedExternally', message: 'gone' } },
      ],
      'Ready=True(Accepted) Stalled=True(DeletedExternally) Failed=True(DeletedExternally)',
    ],
    [
      'say that nothing is Ready while what was lost is not there again',
      [
        { step: settled, report: running },
        { step: waiting, gone: true },
        { step: { ...waiting, reason: 'Again' } },
      ],
      'Ready=False(Again) Reconciling=True(Again)',
    ],
    [
      'keep the end when the record vanishes later',
      [
        { step: settled, report: completed },
        { step: settled, lost: { type: 'Failed', reason: 'DeletedExternally', message: 'gone' } },
      ],
      'Ready=True(Accepted) Complete=True(Completed)',
    ],
    [
      'keep the end when the cloud tells another one later',
      [
        { step: settled, report: failed },
        { step: settled, report: completed },
      ],
      'Ready=True(Accepted) Stalled=True(JobFailed) Failed=True(JobFailed)',
    ],
    [
      'keep the end when the cloud says that it runs again',
      [
        { step: settled, report: completed },
        { step: settled, report: running },
      ],
      'Ready=True(Accepted) Complete=True(Completed)',
    ],
    [
      'take the end back when it was set going again on the wish of the object',
      [
        { step: settled, report: failed },
        { step: settled, report: { ...running, restarted: true } },
      ],
      'Ready=True(Accepted)',
    ],
    [
      'say the end that it came to then, also where nobody saw it run',
      [
        { step: settled, report: failed },
        { step: settled, report: { ...completed, restarted: true } },
      ],
      'Ready=True(Accepted) Complete=True(Completed)',
    ],
    [
      'keep the end until what sets it going again has been sent',
      [{ step: settled, report: failed }, { step: waiting, report: running }, { step: waiting }],
      'Ready=True(Accepted) Reconciling=True(Throttled) Failed=True(JobFailed)',
    ],
  ])('%s', (_sentence, outcomes, expected) => {
    expect(words(statusThrough(...outcomes))).toBe(expected);
  });

  test('all carry the generation that was looked at', () => {
    const status = statusAfter(thing({ generation: 7 }), { step: waiting }, T0);
    expect(status.observedGeneration).toBe(7);
    expect(status.conditions?.map(({ observedGeneration }) => observedGeneration)).toEqual([7, 7]);
  });

  test('change their time only when their status changes, not with reason or message', () => {
    const before = statusAfter(thing(), { step: waiting }, T0);
    const other = { ...waiting, reason: 'Unavailable', message: 'no answer' };
    const times = (status: CommonStatus) =>
      Object.fromEntries(
        (status.conditions ?? []).map(({ type, lastTransitionTime }) => [type, lastTransitionTime]),
      );
    expect(times(statusAfter(thing({}, before), { step: other }, T1))).toEqual({
      Ready: T0,
      Reconciling: T0,
    });
    expect(times(statusAfter(thing({}, before), { step: stuck }, T1))).toEqual({ Ready: T0, Stalled: T1 });
    const ready = statusAfter(thing({}, before), { step: settled, report: running }, T1);
    expect(times(ready)).toEqual({ Ready: T1 });
  });

  test('have messages of at most 1024 characters', () => {
    const status = statusAfter(thing(), { step: { ...stuck, message: 'x'.repeat(5_000) } }, T0);
    expect(status.conditions?.map(({ message }) => message.length)).toEqual([1024, 1024]);
  });
});

describe('the rest of status', () => {
  const remote = { id: 'job-1', name: 'n', attempt: 1, account: 'a' };

  test.each<[string, Outcome]>([
    ['a wait', { step: waiting }],
    ['a stuck step', { step: stuck }],
    ['a loss', { step: settled, lost: { type: 'Failed', reason: 'DeletedExternally', message: 'gone' } }],
  ])('keeps remote, phase and fields through %s', (_sentence, outcome) => {
    const before = statusThrough({ step: settled, report: running, remote });
    expect(statusAfter(thing({}, before), outcome, T1)).toMatchObject({ remote, phase: 'Running', nodes: 1 });
  });

  test('loses all but the id when the remote object was lost and the object has not ended', () => {
    const before = statusThrough({ step: settled, report: running, remote });
    const { conditions: _, ...after } = statusAfter(thing({}, before), { step: waiting, gone: true }, T1);
    expect(after).toEqual({ observedGeneration: 1, remote });
  });

  test('keeps a field that this version of the operator does not know', () => {
    const before: CommonStatus = { trials: [{ id: 'job-0' }] };
    expect(statusAfter(thing({}, before), { step: settled, report: running }, T1)).toMatchObject(before);
  });

  test('takes what was seen over what was known', () => {
    const before = statusThrough({ step: settled, report: running, remote });
    const next = statusAfter(
      thing({}, before),
      { step: settled, report: { ...completed, fields: { nodes: 2 } } },
      T1,
    );
    expect(next).toMatchObject({ phase: 'Completed', nodes: 2 });
  });

  test('is the same when the same is seen again, whatever the time and the order of keys', () => {
    const outcome: Outcome = { step: waiting, report: running, remote };
    const before = statusAfter(thing(), outcome, T0);
    const stored = Object.fromEntries(Object.entries(before).reverse());
    expect(sameStatus(stored, statusAfter(thing({}, stored), outcome, T1))).toBe(true);
  });

  test('is not the same after a new generation, so that observedGeneration is written', () => {
    const before = statusAfter(thing(), { step: waiting }, T0);
    expect(sameStatus(before, statusAfter(thing({ generation: 2 }, before), { step: waiting }, T1))).toBe(
      false,
    );
  });

  test('is not the same when there was none', () => {
    expect(sameStatus(undefined, statusAfter(thing(), { step: settled }, T0))).toBe(false);
  });
});

test.each<[string, Outcome[], boolean]>([
  ['nothing', [], false],
  ['a running job', [{ step: settled, report: running }], false],
  ['a completed job', [{ step: settled, report: completed }], true],
  ['a failed job', [{ step: settled, report: failed }], true],
  ['a refused spec, which a person can turn', [{ step: stuck }], false],
])('hasEnded of %s', (_sentence, outcomes, expected) => {
  expect(hasEnded(thing({}, statusThrough(...outcomes)))).toBe(expected);
});

test('a condition of the kind’s own stands until a report no longer has it', () => {
  const own = { type: 'Odd', status: 'True', reason: 'R', message: 'm' } as const;
  const told: Outcome = { step: settled, report: { ...running, conditions: [own] } };
  expect(words(statusThrough(told))).toBe('Ready=True(Accepted) Odd=True(R)');
  expect(words(statusThrough(told, { step: waiting }))).toContain('Odd=True(R)');
  expect(words(statusThrough(told, { step: settled, report: running }))).toBe('Ready=True(Accepted)');
});
