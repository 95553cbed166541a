/** The whole life of a ModelService once it exists in the cloud. Pure: same facts, same step. */
import type { Step } from '../../runtime/kind.ts';
import { RECONCILE_AT } from '../../runtime/policy.ts';
import { DRIFT_CORRECTED } from '../../runtime/words.ts';
import type { Change } from './change.ts';
import type { Held } from './held.ts';
import type { RolloutStatus } from './rollout.ts';

export type Action =
  | Change
  /** PUT (section 9.7) with a status and nothing else. */
  | { type: 'start' }
  | { type: 'stop' }
  | { type: 'delete' };

/** What the plan goes by. */
export type Facts = {
  status: string;
  progress: number | undefined;
  error: string | undefined;
  isBatch: boolean;
  /** `spec.running`. */
  running: boolean | undefined;
  /** The service has not been seen yet to be as this generation of the spec wants it, or is to be deployed again. */
  isEdited: boolean;
  /** It stopped when its schedule said so. */
  isPastSchedule: boolean;
  /** It has been stopped on the wish of the spec, or is being stopped on it. */
  wasSuspended: boolean;
  /** What a reference or Secret has to wait for; then nothing can be compared. */
  unresolved: Step | undefined;
  /** What would set right what differs, in words and as a call. */
  change: Change | undefined;
  differing: string;
  /** What to note in status once the change is accepted. */
  noted: Readonly<Record<string, unknown>> | undefined;
  /** What is wanted was tried last and has failed, in words; not where it is to be tried again. */
  failedUpdate: string | undefined;
  rollout: RolloutStatus | undefined;
  rolloutDueMs: number | undefined;
  pollMs: number;
  idleMs: number;
};

/** A service changes by itself, or by one call at a time; serving and being up to date are two things (report.ts). */
export function plan(facts: Facts): Step<Action> {
  const { status, running, isBatch, idleMs } = facts;
  switch (status) {
    case 'running':
    case 'concerning':
      return running === false ? stop : isBatch ? working(facts) : serving(facts);
    case 'failed':
      return isBatch || running === false ? { step: 'settled', recheckMs: idleMs } : failed(facts);
    case 'stopped':
      return stopped(facts);
    case 'finished':
      return { step: 'settled', recheckMs: idleMs };
    default:
      return underWay(facts);
  }
}

const stop: Step<Action> = { step: 'act', action: { type: 'stop' }, because: 'spec.running is false' };

const working = ({ pollMs }: Facts): Step<Action> => ({
  step: 'wait',
  reason: 'Running',
  message: 'the batch service works through its data',
  recheckMs: pollMs,
});

function serving(facts: Facts): Step<Action> {
  const { status, error, pollMs, idleMs } = facts;
  const changing = changed(facts);
  if (changing) return changing;
  if (status === 'concerning')
    return { step: 'wait', reason: 'InstancesAbnormal', message: abnormal(error), recheckMs: pollMs };
  return rollingOut(facts) ?? { step: 'settled', recheckMs: idleMs };
}

function failed(facts: Facts): Step<Action> {
  const { error, idleMs } = facts;
  const message = `ModelArts could not deploy the service${error ? `: ${error}` : ''}. Correct spec.variants, or ${TRY_AGAIN}`;
  return changed(facts) ?? { step: 'stuck', reason: 'DeploymentFailed', message, recheckMs: idleMs };
}

/** What a person can do about what failed for another reason than the spec. */
export const TRY_AGAIN = `set the annotation ${RECONCILE_AT} to the present time to try again`;

/** What differs is set right, unless that has just failed; drift is what differs although nobody has edited the spec. */
function changed(facts: Facts): Step<Action> | undefined {
  const { unresolved, change, differing, failedUpdate, isEdited, noted, rollout, idleMs } = facts;
  if (unresolved) return unresolved;
  if (rollout?.state === 'Held') return rolledBack(rollout, idleMs);
  if (failedUpdate !== undefined)
    return { step: 'stuck', reason: 'RolloutFailed', message: failedUpdate, recheckMs: idleMs };
  if (!change) return undefined;
  const isDrift = !isEdited && (rollout === undefined || rollout.state === 'Complete');
  return {
    step: 'act',
    action: change,
    because: differing,
    // As it was before the change was sent: what that brings about has not failed before the roll-out began.
    ...((noted || rollout) && { noted: { ...noted, ...(rollout && { rollout }) } }),
    ...(isDrift && {
      news: {
        type: 'Warning',
        reason: DRIFT_CORRECTED,
        message: `${differing}: changed in ModelArts, but not by this object; set back to what the spec says`,
      },
    }),
  };
}

function rollingOut({ rollout, rolloutDueMs, pollMs, idleMs }: Facts): Step<Action> | undefined {
  switch (rollout?.state) {
    case undefined:
    case 'Complete':
      return undefined;
    case 'RolledBack':
    case 'Held':
      return rolledBack(rollout, idleMs);
    case 'Waiting':
    case 'Progressing': {
      const since = rollout.since ? `, since ${rollout.since}` : '';
      const message = `step ${rollout.step}: the second variant has ${rollout.weight} % of the requests${since}`;
      const due = rolloutDueMs !== undefined && { dueMs: rolloutDueMs };
      return { step: 'wait', reason: 'RollingOut', message, recheckMs: pollMs, ...due };
    }
  }
}

const rolledBack = ({ state, message }: RolloutStatus, recheckMs: number): Step<Action> => ({
  step: 'stuck',
  reason: state === 'Held' ? 'RolloutHeld' : 'RolledBack',
  message: `${message}; correct the second variant${state === 'Held' ? '' : ', the first one has all requests until then'}`,
  recheckMs,
});

/** One that others have stopped is started again only where the spec says `running: true`; nothing is changed meanwhile. */
function stopped(facts: Facts): Step<Action> {
  const { isBatch, running, isEdited, isPastSchedule, wasSuspended, idleMs } = facts;
  const settled: Step<Action> = { step: 'settled', recheckMs: idleMs };
  if (running === false) return settled;
  if (isBatch) return wasSuspended ? start('spec.running is not false any more') : settled;
  const starts = (running === true && (isEdited || !isPastSchedule)) || (wasSuspended && isEdited);
  if (!starts && !isEdited) return settled;
  return changed({ ...facts, isEdited: true }) ?? (starts ? start('it is stopped, and is to run') : settled);
}

const start = (because: string): Step<Action> => ({ step: 'act', action: { type: 'start' }, because });

/** ModelArts.3519: a service that is changing takes no other change. */
function underWay({ status, progress, pollMs }: Facts): Step<Action> {
  const how = progress === undefined || status !== 'deploying' ? '' : `, ${progress} %`;
  const reason = status === 'deploying' ? 'Deploying' : 'Changing';
  return {
    step: 'wait',
    reason,
    message: `ModelArts is at it (${status || 'no state yet'}${how})`,
    recheckMs: pollMs,
  };
}

/** What is said of a service of which not all instances are well. */
export const abnormal = (error: string | undefined): string =>
  `some instances are not well${error ? `: ${error}` : ''}`;

/** The way to the end: nothing has to be stopped first. */
export function planDelete({ status, id }: Pick<Held, 'status' | 'id'>, pollMs: number): Step<Action> {
  if (status !== 'deleting')
    return { step: 'act', action: { type: 'delete' }, because: 'the object is deleted' };
  return {
    step: 'wait',
    reason: 'Deleting',
    message: `service ${id} is being deleted in ModelArts`,
    recheckMs: pollMs,
  };
}
