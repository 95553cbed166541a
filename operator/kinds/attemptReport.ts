/** What status says of attempts and their ends, alike in all kinds that run to an end. Pure. */
import type { AttemptEnd, Report, Suspension } from '../runtime/kind.ts';
import type { Resource } from '../runtime/object.ts';
import { timestamp } from '../runtime/time.ts';
import type { Outcome } from './attempts.ts';
import { wasSuspended } from './attempts.ts';

/** Of what is kept of an attempt for ever. */
const ATTEMPT_MESSAGE_LIMIT = 512;

const SUSPENDED = 'nothing runs until spec.suspend is false';

/** Of an object that has nothing in the cloud yet: `made` is what it would get, such as `job`. */
export const neverBegun = (made: string): Suspension => ({
  status: 'True',
  reason: 'Suspended',
  message: `no ${made} is made until spec.suspend is false`,
});

/** Whether it is ready: it is once the cloud has accepted it, but not while it is suspended. */
export const readyAs = (outcome: Outcome | undefined, accepted: string): Report['ready'] =>
  outcome?.is === 'suspended'
    ? { status: 'False', reason: 'Suspended', message: SUSPENDED }
    : { status: 'True', reason: 'Accepted', message: accepted };

/**
 * The condition Suspended.
 *
 * @param outcome undefined while the remote object has not ended
 */
export function suspension(
  object: Resource<{ suspend?: boolean }>,
  outcome: Outcome | undefined,
  { made, isStopping }: { made: string; isStopping: boolean },
): Report['suspended'] {
  if (outcome?.is === 'suspended') return { status: 'True', reason: 'Suspended', message: SUSPENDED };
  const stopping = isStopping && wasSuspended(object);
  const pending = outcome?.is === 'again' && outcome.reason === 'Resumed';
  if (!stopping && !pending && !(object.spec.suspend && !outcome)) return undefined;
  const reason = pending ? 'Resuming' : 'Suspending';
  return {
    status: 'False',
    reason,
    message: pending ? 'another attempt begins' : `the ${made} is being stopped`,
  };
}

/** The end of the object that an outcome is; `completed` says what has completed. */
export function endOf(outcome: Outcome | undefined, completed: string): Report['end'] {
  if (outcome?.is === 'complete') return { type: 'Complete', reason: 'Completed', message: completed };
  if (outcome?.is !== 'failed') return undefined;
  return { type: 'Failed', reason: outcome.reason, message: outcome.message };
}

/**
 * How an attempt ended, for `status.attempts`. Times are milliseconds since the epoch.
 *
 * @param failure what it failed of, unless it was stopped
 */
export function attemptEnd(
  outcome: Outcome,
  times: { startedAtMs: number | undefined; endedAtMs: number | undefined },
  failure: string | undefined,
): AttemptEnd {
  const { message, ...rest } = reasonOf(outcome, failure);
  const startTime = timeText(times.startedAtMs);
  const completionTime = timeText(times.endedAtMs);
  return {
    ...rest,
    ...(message !== undefined && { message: message.slice(0, ATTEMPT_MESSAGE_LIMIT) }),
    ...(startTime !== undefined && { startTime }),
    ...(completionTime !== undefined && { completionTime }),
  };
}

function reasonOf(
  outcome: Outcome,
  failure: string | undefined,
): Pick<AttemptEnd, 'reason' | 'message' | 'counted'> {
  switch (outcome.is) {
    case 'complete':
      return { reason: 'Completed', counted: false };
    case 'suspended':
      return { reason: outcome.reason, counted: outcome.counted };
    case 'failed':
      return { reason: outcome.reason, message: outcome.message, counted: true };
    case 'again': {
      const reason = outcome.reason === 'Resumed' ? 'Suspended' : outcome.reason;
      return { reason, counted: outcome.counted, ...(failure !== undefined && { message: failure }) };
    }
  }
}

/** Undefined for what RFC 3339 cannot say: a wrong time from the cloud must not keep the status from being written. */
export const timeText = (epochMs = Number.NaN): string | undefined =>
  epochMs >= 0 && epochMs < Date.UTC(10_000, 0) ? timestamp(epochMs) : undefined;

/** `6s`, `4m10s`, `5h2m`, `3d4h`: two units at most. */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [days, hours, minutes] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return '0s';
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${unit}`)
    .join('');
}
