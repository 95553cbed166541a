/** What the end of one attempt means, as far as all kinds that run to an end have it alike (DESIGN 4.9). Pure. */
import type { PlanContext, Step } from '../runtime/kind.ts';
import type { AttemptStatus, Resource } from '../runtime/object.ts';

export type Outcome =
  | { is: 'complete' }
  | { is: 'failed'; reason: string; message: string }
  /** Stopped on the object's own wish, until that is taken back. */
  | { is: 'suspended'; reason: string; counted: boolean }
  | { is: 'again'; reason: string; message: string; counted: boolean; notBeforeMs?: number };

/** How long after a failure the next attempt is begun: doubled with each counted failure, as batch/v1 does. */
export type Backoff = { firstMs: number; maxMs: number };

/** More than any backoffLimit: attempts that do not count end here. */
const MOST_ATTEMPTS = 20;

/** The part of a spec that attempts go by. */
type Limits = { suspend?: boolean; backoffLimit?: number; activeDeadlineSeconds?: number };

/** The remote object of one attempt. Times are milliseconds since the epoch. */
export type Attempt = {
  object: Resource<Limits>;
  /** What it is in sentences: `training job resnet (425b…)`. */
  text: string;
  startedAtMs: number | undefined;
  /** When it was set going again after its end, if it was: its time counts from there. */
  restartedAtMs?: number | undefined;
  endedAtMs?: number | undefined;
  context: Pick<PlanContext, 'attempt' | 'nowMs' | 'pending'>;
};

/** True when status says that the remote object is stopped, or about to be, because `spec.suspend` asked for it. */
export const wasSuspended = ({ status }: Resource): boolean =>
  status?.conditions?.some(({ type }) => type === 'Suspended') ?? false;

/** When it is to be stopped, milliseconds since the epoch: all attempts together run from the first one's start. */
export function deadlineMs(attempt: Pick<Attempt, 'object' | 'startedAtMs' | 'restartedAtMs'>) {
  const { object, startedAtMs, restartedAtMs } = attempt;
  const { activeDeadlineSeconds } = object.spec;
  if (activeDeadlineSeconds === undefined) return undefined;
  const starts = [startedAtMs, ...runOf(object.status?.attempts ?? []).map(startMs)];
  const first = restartedAtMs ?? Math.min(...starts.map((start) => start ?? Infinity));
  return Number.isFinite(first) ? first + activeDeadlineSeconds * 1000 : undefined;
}

const startMs = ({ startTime }: AttemptStatus) =>
  startTime === undefined ? undefined : Date.parse(startTime);

/** The attempts since the last one that was stopped on purpose: time begins anew with a resume. */
function runOf(attempts: readonly AttemptStatus[]): readonly AttemptStatus[] {
  const last = attempts.findLastIndex(({ reason }) => reason === 'Suspended' || reason === 'Recreated');
  return attempts.slice(last + 1);
}

/**
 * What is to be done while it is under way: it is stopped where the object wishes so, or its time is up.
 *
 * @param options.because another reason to stop it
 */
export function underWay<Action>(
  attempt: Omit<Attempt, 'endedAtMs'>,
  { stop, pollMs, because }: { stop: Action; pollMs: number; because?: string | undefined },
): Step<Action> {
  const { object, text, context } = attempt;
  const act = (reason: string): Step<Action> => ({ step: 'act', action: stop, because: reason });
  // Status says first why it will be stopped: what is found stopped is then known to have been stopped by us.
  if (object.spec.suspend && !wasSuspended(object))
    return { step: 'wait', reason: 'Suspending', message: `${text} is about to be stopped`, dueMs: 0 };
  if (object.spec.suspend) return act('spec.suspend is true');
  if (because !== undefined) return act(because);
  const leftMs = (deadlineMs(attempt) ?? Infinity) - context.nowMs;
  if (leftMs <= 0) return act('it has run as long as spec.activeDeadlineSeconds allows');
  return { step: 'settled', recheckMs: pollMs, ...(Number.isFinite(leftMs) && { dueMs: leftMs }) };
}

/** What it means that it was stopped; undefined where the object has nothing to do with it. */
export function ofStopped(attempt: Attempt): Outcome | undefined {
  const { object, text, context, endedAtMs } = attempt;
  if (context.pending) return begun(attempt);
  if (wasSuspended(object))
    return { is: 'again', reason: 'Resumed', message: `${text} was suspended`, counted: false };
  return pastDeadline(attempt, endedAtMs ?? context.nowMs);
}

/** The next attempt was begun, so it was due, though what it was due to may no longer be seen. */
function begun({ object, text, context }: Attempt): Outcome {
  const known = object.status?.attempts?.find(({ attempt }) => attempt === context.attempt);
  const message = `${text} was stopped; attempt ${context.attempt + 1} has been begun`;
  return { is: 'again', reason: known?.reason ?? 'Retrying', message, counted: known?.counted ?? false };
}

/** The cloud tells durations in whole seconds at worst. */
const ROUNDING_MS = 1_000;

/** The failure of what had no time left at `atMs`; undefined where it had. */
export function pastDeadline(attempt: Attempt, atMs: number): Outcome | undefined {
  if (atMs + ROUNDING_MS < (deadlineMs(attempt) ?? Infinity)) return undefined;
  const { object, text } = attempt;
  const message = `${text} ran longer than the ${object.spec.activeDeadlineSeconds} s of spec.activeDeadlineSeconds`;
  return { is: 'failed', reason: 'DeadlineExceeded', message };
}

/**
 * What its own failure means: another attempt, as long as there may be one.
 *
 * @param counted whether it is one of those that `spec.backoffLimit` counts
 */
export function ofFailure(
  { object, context, endedAtMs }: Attempt,
  failure: { reason: string; message: string },
  { counted, backoff }: { counted: boolean; backoff: Backoff },
): Outcome {
  const failures = failuresBefore(object, context.attempt) + Number(counted);
  const { backoffLimit = 0 } = object.spec;
  if (counted && failures > backoffLimit)
    return { is: 'failed', ...(backoffLimit === 0 ? failure : limitReached(failure.message, failures)) };
  if (context.attempt >= MOST_ATTEMPTS)
    return { is: 'failed', ...limitReached(failure.message, context.attempt) };
  const delayMs = Math.min(backoff.maxMs, backoff.firstMs * 2 ** Math.max(0, failures - 1));
  return {
    is: 'again',
    reason: failure.reason,
    message: `${failure.message}; attempt ${context.attempt + 1} follows${counted ? ` (retry ${failures} of ${backoffLimit})` : ''}`,
    counted,
    ...(endedAtMs !== undefined && { notBeforeMs: endedAtMs + delayMs }),
  };
}

const limitReached = (message: string, attempts: number) => ({
  reason: 'BackoffLimitExceeded',
  message: `${message}; ${attempts} attempts have failed, which is all that spec.backoffLimit allows`,
});

/** What status does not tell of an attempt counts: nothing is bought beyond the limit because it was wiped. */
function failuresBefore({ status }: Resource, attempt: number): number {
  const known = new Map((status?.attempts ?? []).map((one) => [one.attempt, one.counted]));
  return Array.from({ length: attempt - 1 }, (_, index) => known.get(index + 1) ?? true).filter(Boolean)
    .length;
}

/** What is due waits while `spec.suspend` says so. */
export function unlessSuspended({ spec }: Resource<Limits>, outcome: Outcome): Outcome {
  if (!spec.suspend || outcome.is !== 'again') return outcome;
  const { reason, counted } = outcome;
  return { is: 'suspended', reason: reason === 'Resumed' ? 'Suspended' : reason, counted };
}
