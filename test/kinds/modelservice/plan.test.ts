import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../operator/kinds/modelservice/plan.ts';
import { plan, planDelete } from '../../../operator/kinds/modelservice/plan.ts';
import type { RolloutStatus } from '../../../operator/kinds/modelservice/rollout.ts';

const CHANGE = { type: 'scale', instances: { 'm-a': 3 } } as const;
const DIFFERING = 'spec.variants[a].instanceCount: 1 in ModelArts, 3 wanted';

const facts = (parts: Partial<Facts> = {}): Facts => ({
  ...{ status: 'running', progress: undefined, error: undefined, isBatch: false, running: undefined },
  ...{ isEdited: false, isPastSchedule: false, wasSuspended: false, unresolved: undefined },
  ...{ change: undefined, differing: DIFFERING, noted: undefined, failedUpdate: undefined },
  ...{ rollout: undefined, rolloutDueMs: undefined, pollMs: 10, idleMs: 60 },
  ...parts,
});
const planned = (parts: Partial<Facts> = {}) => plan(facts(parts));
/** A word for a step: its action, its reason, or `settled`. */
const word = (parts: Partial<Facts>): string => {
  const step = planned(parts);
  if (step.step === 'act') return step.action.type;
  return step.step === 'settled' ? 'settled' : step.reason;
};

describe('every state with every wish of spec.running', () => {
  const UNEDITED = {};
  const EDITED = { isEdited: true };
  const CHANGED = { isEdited: true, change: CHANGE };
  const PAST = { isPastSchedule: true };
  const SUSPENDED = { wasSuspended: true, isEdited: true };

  test.each<[string, Partial<Facts>, left: string, isTrue: string, isFalse: string]>([
    ['running', UNEDITED, 'settled', 'settled', 'stop'],
    ['running', CHANGED, 'scale', 'scale', 'stop'],
    ['concerning', UNEDITED, 'InstancesAbnormal', 'InstancesAbnormal', 'stop'],
    ['concerning', CHANGED, 'scale', 'scale', 'stop'],
    ['failed', UNEDITED, 'DeploymentFailed', 'DeploymentFailed', 'settled'],
    ['failed', CHANGED, 'scale', 'scale', 'settled'],
    ['stopped', UNEDITED, 'settled', 'start', 'settled'],
    ['stopped', EDITED, 'settled', 'start', 'settled'],
    ['stopped', { change: CHANGE }, 'settled', 'scale', 'settled'],
    ['stopped', CHANGED, 'scale', 'scale', 'settled'],
    ['stopped', PAST, 'settled', 'settled', 'settled'],
    ['stopped', { ...PAST, ...EDITED }, 'settled', 'start', 'settled'],
    ['stopped', { ...PAST, ...CHANGED }, 'scale', 'scale', 'settled'],
    ['stopped', SUSPENDED, 'start', 'start', 'settled'],
    ['stopped', { ...SUSPENDED, change: CHANGE }, 'scale', 'scale', 'settled'],
    ['finished', UNEDITED, 'settled', 'settled', 'settled'],
    ...['deploying', 'stopping', 'deleting', 'pending', 'waiting', 'resting', ''].flatMap((status) =>
      [UNEDITED, CHANGED].map((parts): [string, Partial<Facts>, string, string, string] => {
        const reason = status === 'deploying' ? 'Deploying' : 'Changing';
        return [status, parts, reason, reason, reason];
      }),
    ),
  ])('%s, %o: left out %s, true %s, false %s', (status, parts, ...words) => {
    const steps = [undefined, true, false].map((running) => word({ ...parts, status, running }));
    expect(steps).toEqual(words);
  });

  test.each<[string, Partial<Facts>, left: string, isTrue: string, isFalse: string]>([
    ['running', UNEDITED, 'Running', 'Running', 'stop'],
    ['running', CHANGED, 'Running', 'Running', 'stop'],
    ['concerning', CHANGED, 'Running', 'Running', 'stop'],
    ['stopped', UNEDITED, 'settled', 'settled', 'settled'],
    ['stopped', CHANGED, 'settled', 'settled', 'settled'],
    ['stopped', { wasSuspended: true }, 'start', 'start', 'settled'],
    ['failed', CHANGED, 'settled', 'settled', 'settled'],
    ['finished', CHANGED, 'settled', 'settled', 'settled'],
    ['deploying', CHANGED, 'Deploying', 'Deploying', 'Deploying'],
  ])('of a batch service, %s, %o: left out %s, true %s, false %s', (status, parts, ...words) => {
    const steps = [undefined, true, false].map((running) =>
      word({ ...parts, status, running, isBatch: true }),
    );
    expect(steps).toEqual(words);
  });
});

describe('what is waited for', () => {
  test.each<[string, Partial<Facts>, object]>([
    [
      'a deployment, with its progress',
      { status: 'deploying', progress: 40 },
      { message: 'ModelArts is at it (deploying, 40 %)', recheckMs: 10 },
    ],
    [
      'a deployment without one',
      { status: 'deploying' },
      { message: 'ModelArts is at it (deploying)', recheckMs: 10 },
    ],
    [
      'a state that is newer than the operator',
      { status: 'resting', progress: 1 },
      { message: 'ModelArts is at it (resting)', recheckMs: 10 },
    ],
    ['no state', { status: '' }, { message: 'ModelArts is at it (no state yet)', recheckMs: 10 }],
    [
      'instances that are not well, with what is said',
      { status: 'concerning', error: 'no memory' },
      { message: 'some instances are not well: no memory', recheckMs: 10 },
    ],
    ['a batch', { isBatch: true }, { message: 'the batch service works through its data', recheckMs: 10 }],
  ])('%s', (_sentence, parts, expected) => {
    expect(planned(parts)).toMatchObject({ step: 'wait', ...expected });
  });
});

test('one that is as wanted is looked after at the idle pace', () => {
  expect(planned()).toEqual({ step: 'settled', recheckMs: 60 });
});

describe('what differs', () => {
  test('after an edit is set right without news, and what ModelArts does not tell is noted', () => {
    expect(planned({ isEdited: true, change: CHANGE, noted: { applied: 'h' } })).toEqual({
      ...{ step: 'act', action: CHANGE, because: DIFFERING },
      noted: { applied: 'h' },
    });
  });

  test('without one is drift, which an Event tells with both values', () => {
    expect(planned({ change: CHANGE })).toEqual({
      ...{ step: 'act', action: CHANGE, because: DIFFERING },
      news: {
        type: 'Warning',
        reason: 'DriftCorrected',
        message: `${DIFFERING}: changed in ModelArts, but not by this object; set back to what the spec says`,
      },
    });
  });

  test('in a service that stands still is no drift: others stopped it, and it is started with what is wanted', () => {
    expect(planned({ status: 'stopped', running: true, change: CHANGE })).not.toHaveProperty('news');
  });

  test.each(['running', 'concerning', 'failed', 'stopped'])(
    'and has just been tried in vain, while it is %s, is for a person',
    (status) => {
      const parts = { status, running: true, isEdited: true, change: CHANGE, failedUpdate: 'tried' };
      expect(planned(parts)).toEqual({
        step: 'stuck',
        reason: 'RolloutFailed',
        message: 'tried',
        recheckMs: 60,
      });
    },
  );

  test.each(['running', 'concerning', 'failed', 'stopped'])(
    'cannot be known while a reference is waited for, while it is %s',
    (status) => {
      const unresolved = { step: 'wait', reason: 'ReferenceMissing', message: 'm' } as const;
      expect(planned({ status, running: true, unresolved })).toEqual(unresolved);
    },
  );

  test('does not keep a service from being stopped, nor does what is waited for', () => {
    const unresolved = { step: 'wait', reason: 'SecretMissing', message: 'm' } as const;
    expect(word({ running: false, unresolved })).toBe('stop');
    expect(word({ running: false, change: CHANGE, failedUpdate: 'tried' })).toBe('stop');
  });
});

test('a deployment that failed says why and what to do', () => {
  expect(planned({ status: 'failed', error: 'no card' })).toMatchObject({
    step: 'stuck',
    reason: 'DeploymentFailed',
    message: expect.stringMatching(/^ModelArts could not deploy the service: no card\. Correct/),
    recheckMs: 60,
  });
});

describe('a roll-out', () => {
  const rollout = (state: RolloutStatus['state'], parts: Partial<RolloutStatus> = {}): RolloutStatus => ({
    ...{ target: 't', begun: '2026-01-01T12:00:00Z', step: 2, weight: 50, state },
    ...parts,
  });

  test.each<[string, Partial<Facts>, object]>([
    [
      'is waited for, until its pause is over',
      { rollout: rollout('Waiting', { since: '2026-01-01T12:10:00Z' }), rolloutDueMs: 5 },
      {
        ...{ step: 'wait', reason: 'RollingOut', recheckMs: 10, dueMs: 5 },
        message: 'step 2: the second variant has 50 % of the requests, since 2026-01-01T12:10:00Z',
      },
    ],
    [
      'is waited for while it progresses',
      { rollout: rollout('Progressing') },
      { step: 'wait', reason: 'RollingOut' },
    ],
    ['that is complete is settled', { rollout: rollout('Complete') }, { step: 'settled' }],
    [
      'that went back is for a person',
      { rollout: rollout('RolledBack', { message: 'step 2 failed' }) },
      {
        ...{ step: 'stuck', reason: 'RolledBack' },
        message: 'step 2 failed; correct the second variant, the first one has all requests until then',
      },
    ],
    [
      'that went back still sets right what differs',
      { rollout: rollout('RolledBack'), change: CHANGE },
      { step: 'act' },
    ],
    [
      'that is held changes nothing',
      { rollout: rollout('Held', { message: 'm' }), change: CHANGE },
      {
        ...{ step: 'stuck', reason: 'RolloutHeld', message: 'm; correct the second variant' },
      },
    ],
    [
      'that is held is so in a service that failed, too',
      { status: 'failed', rollout: rollout('Held', { message: 'm' }) },
      { step: 'stuck', reason: 'RolloutHeld' },
    ],
    [
      'does not hide instances that are not well',
      { status: 'concerning', rollout: rollout('Waiting') },
      { reason: 'InstancesAbnormal' },
    ],
  ])('%s', (_sentence, parts, expected) => {
    expect(planned(parts)).toMatchObject(expected);
  });

  test('is kept as it was before its change was sent, beside what else is noted', () => {
    const begun = rollout('Progressing');
    const step = planned({ change: CHANGE, rollout: begun, noted: { applied: 'h' } });
    expect(step).toMatchObject({ step: 'act', noted: { applied: 'h', rollout: begun } });
    expect(planned({ change: CHANGE })).not.toHaveProperty('noted');
  });

  test.each<[RolloutStatus['state'], boolean]>([
    ['Progressing', false],
    ['Waiting', false],
    ['RolledBack', false],
    ['Complete', true],
  ])('in state %s takes what differs for drift: %s', (state, isDrift) => {
    expect('news' in planned({ change: CHANGE, rollout: rollout(state) })).toBe(isDrift);
  });
});

test('the way to the end is one call, and then a wait', () => {
  expect(planDelete({ status: 'running', id: 'a' }, 1)).toMatchObject({
    step: 'act',
    action: { type: 'delete' },
  });
  expect(planDelete({ status: 'deleting', id: 'a' }, 1)).toMatchObject({
    step: 'wait',
    reason: 'Deleting',
    recheckMs: 1,
  });
});
