/** Conditions in kstatus's meaning, written once for all kinds (DESIGN section 5). Pure. */

import { canonicalJson } from './digest.ts';
import { toldJournal, writtenJournal } from './journal.ts';
import type { Report, Step, Suspension } from './kind.ts';
import type { AttemptStatus, CommonStatus, Condition, RemoteStatus, Resource } from './object.ts';

const MESSAGE_LIMIT = 1024;
const MAX_ATTEMPTS = 20;

export type Outcome = {
  step: Step<unknown>;
  /** What was seen of the remote object in this pass; without it, what status says of it is kept. */
  report?: Report;
  remote?: RemoteStatus;
  /** Nothing was done, on request: what was known stays, and the condition `Paused` says so. */
  paused?: boolean;
  /** How the attempt that `remote` is about ended. */
  attempt?: AttemptStatus;
  /** Nothing exists or is created on the object's own wish; `null`: not so. A report says it for itself. */
  suspended?: Suspension | null;
  /** The remote objects of an object at its end were deleted. */
  recordDeleted?: boolean;
  /** The remote object was lost: what status says of it beside its id is taken back, and it is not Ready. */
  gone?: true;
  /** The end of an object whose remote side was lost. */
  lost?: { type: 'Failed'; reason: string; message: string };
};

type Claim = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/**
 * The whole status after a pass. What a pass did not look at is kept: the remote id never shrinks away, and an
 * end (`Complete`, `Failed`) is final, unless the remote object was set going again.
 *
 * @param now RFC 3339, used only for conditions whose status changed
 */
export function statusAfter(object: Resource, outcome: Outcome, now: string): CommonStatus {
  if (outcome.paused) return pausedStatus(object, now);
  const {
    observedGeneration: _,
    conditions: before = [],
    phase,
    remote,
    attempts,
    journal: _journal,
    ...kept
  } = object.status ?? {};
  const where = outcome.remote ?? remote;
  const journal = writtenJournal(object);
  const nextPhase = outcome.gone ? undefined : (outcome.report?.phase ?? phase);
  return {
    ...(outcome.gone ? {} : kept),
    ...outcome.report?.fields,
    observedGeneration: object.metadata.generation,
    ...(nextPhase !== undefined && { phase: nextPhase }),
    ...(where && { remote: where }),
    ...withAttempt(heldAttempts(attempts, outcome), outcome.attempt),
    ...(journal && { journal: toldJournal(journal) }),
    ...(outcome.recordDeleted && { recordDeleted: true }),
    conditions: claims(before, outcome).map((claim) => dated(claim, before, object.metadata.generation, now)),
  };
}

/** One that was set going again has not ended after all. */
function heldAttempts(held: AttemptStatus[] | undefined, { report, remote }: Outcome) {
  return report?.restarted ? held?.filter(({ attempt }) => attempt !== remote?.attempt) : held;
}

function withAttempt(
  held: AttemptStatus[] | undefined,
  ended: AttemptStatus | undefined,
): { attempts?: AttemptStatus[] } {
  if (!ended) return held ? { attempts: held } : {};
  const others = (held ?? []).filter(({ attempt }) => attempt !== ended.attempt);
  const attempts = [...others, ended].sort((a, b) => a.attempt - b.attempt);
  return { attempts: attempts.slice(-MAX_ATTEMPTS) };
}

const PAUSE: Claim = {
  type: 'Paused',
  status: 'True',
  reason: 'Paused',
  message:
    'nothing is done for this object until the annotation modelarts.huaweicloud.com/paused is taken away',
};

function pausedStatus({ metadata, status = {} }: Resource, now: string): CommonStatus {
  const before = status.conditions ?? [];
  const kept = before.filter(({ type }) => type !== PAUSE.type);
  return { ...status, conditions: [...kept, dated(PAUSE, before, metadata.generation, now)] };
}

/** True when writing `next` would change nothing. */
export const sameStatus = (before: CommonStatus | undefined, next: CommonStatus): boolean =>
  canonicalJson(before ?? {}) === canonicalJson(next);

/** True once the object has come to an end that no later observation can change. */
export const hasEnded = (object: Pick<Resource, 'status'>): boolean =>
  (object.status?.conditions ?? []).some(isEndCondition);

/** True while something is under way or waited for. */
export const isMoving = ({ status }: Resource): boolean =>
  (status?.conditions ?? []).some((one) => one.type === 'Reconciling' && one.status === 'True');

/** True for `Complete` and `Failed` that hold. */
export const isEndCondition = ({ type, status }: Condition): boolean => isEnd(type) && status === 'True';

/** Worked through to the end at its present generation, with nothing under way and nothing in the way. */
export const isSettled = ({ metadata, status }: Resource): boolean =>
  !metadata.deletionTimestamp &&
  status?.observedGeneration === metadata.generation &&
  !(status.conditions ?? []).some(
    ({ type, status: is }) => is === 'True' && (type === 'Reconciling' || type === 'Stalled'),
  );

const isEnd = (type: string) => type === 'Complete' || type === 'Failed';

function claims(before: readonly Condition[], outcome: Outcome): Claim[] {
  const { step, report, lost } = outcome;
  const told = outcome.suspended === undefined ? suspendedBefore(before) : outcome.suspended;
  const suspended = report ? report.suspended : told;
  const former = report?.restarted ? undefined : before.find(isEndCondition);
  const end = former ?? lost ?? report?.end;
  const ready = readyClaim(before, outcome);
  const result: Claim[] = [{ ...ready, type: 'Ready' }];
  const moving = movement(step);
  if (moving) result.push(moving);
  else if (end?.type === 'Failed')
    result.push({ type: 'Stalled', status: 'True', reason: end.reason, message: end.message });
  if (suspended && !end) result.push({ ...suspended, type: 'Suspended' });
  result.push(...(report ? (report.conditions ?? []) : before.filter(({ type }) => !COMMON.has(type))));
  if (end) result.push({ type: end.type, status: 'True', reason: end.reason, message: end.message });
  return result;
}

/** The conditions that every kind has. */
const COMMON = new Set(['Ready', 'Reconciling', 'Stalled', 'Suspended', 'Paused', 'Complete', 'Failed']);

/** Known until a pass sees or says otherwise. */
const suspendedBefore = (before: readonly Condition[]) =>
  before.find((one): one is Condition & Suspension => one.type === 'Suspended');

function readyClaim(
  before: readonly Condition[],
  { step, report, suspended, gone }: Outcome,
): Omit<Claim, 'type'> {
  if (report) return report.ready;
  if (suspended) return { ...suspended, status: 'False' };
  const known = before.find(({ type }) => type === 'Ready');
  if (known?.status === 'True' && !gone) return known;
  if (step.step === 'wait' || step.step === 'stuck')
    return { status: 'False', reason: step.reason, message: step.message };
  return known ?? { status: 'Unknown', reason: 'Reconciling', message: 'nothing has been observed yet' };
}

function movement(step: Step<unknown>): Claim | undefined {
  switch (step.step) {
    case 'act':
      return { type: 'Reconciling', status: 'True', reason: 'Acting', message: step.because };
    case 'wait':
      return { type: 'Reconciling', status: 'True', reason: step.reason, message: step.message };
    case 'stuck':
      return { type: 'Stalled', status: 'True', reason: step.reason, message: step.message };
    case 'settled':
      return undefined;
  }
}

function dated(claim: Claim, before: readonly Condition[], generation: number, now: string): Condition {
  const old = before.find(({ type }) => type === claim.type);
  return {
    type: claim.type,
    status: claim.status,
    reason: claim.reason,
    message: claim.message.slice(0, MESSAGE_LIMIT),
    observedGeneration: generation,
    lastTransitionTime: old?.status === claim.status ? old.lastTransitionTime : now,
  };
}
