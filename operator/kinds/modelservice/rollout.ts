/** How the second of two variants takes over from the first, step by step. Pure: the same facts, the same step. */
import type { ModelServiceSpec } from './spec.gen.ts';

type Rollout = NonNullable<ModelServiceSpec['rollout']>;

/** What status keeps of a roll-out; with it, repeating or dying anywhere does no harm. */
export type RolloutStatus = {
  /** A hash of the second variant as it is wanted: another one begins anew. */
  target: string;
  /** When it began: what failed before does not count. RFC 3339. */
  begun: string;
  /** Which step is in force, from 1. */
  step: number;
  /** Of the second variant. */
  weight: number;
  state: 'Progressing' | 'Waiting' | 'Complete' | 'RolledBack' | 'Held';
  /** Since when the step has been in force and serving. RFC 3339. */
  since?: string;
  /** Why it was rolled back or is held. */
  message?: string;
};

/** What is seen of the service. */
export type RolloutFacts = {
  target: string;
  /** The weight that the second variant has in ModelArts; undefined while it is not there. */
  weight: number | undefined;
  /** Both variants are there as they are wanted, but perhaps for their weights, and the service runs. */
  serves: boolean;
  /** What is wrong with the second variant, if it has failed. */
  failure: string | undefined;
  /** Milliseconds since the epoch. */
  nowMs: number;
};

/** `dueMs`: in so many milliseconds it is worth another look. */
export type RolloutVerdict = { status: RolloutStatus; dueMs?: number };

/**
 * Where a roll-out stands now. A step is left once it has served for its pause, and status has said so: a process that
 * dies after it has set the next weight finds that step due again, and not undone. The last weight stays.
 */
export function advance(
  rollout: Rollout,
  before: RolloutStatus | undefined,
  facts: RolloutFacts,
): RolloutVerdict {
  const { steps } = rollout;
  const known = before?.target === facts.target ? before : undefined;
  if (known?.state === 'RolledBack') return { status: known };
  const number = Math.min(Math.max(known?.step ?? 1, 1), steps.length);
  const { weight, pause } = steps[number - 1] ?? { weight: 100 };
  const begun = known?.begun ?? timeText(facts.nowMs);
  const here = { target: facts.target, begun, step: number, weight };
  if (known?.state === 'Complete' && number === steps.length && known.weight === weight)
    return { status: known };
  if (known && facts.failure !== undefined) return failed(rollout, here, facts.failure);
  if (known?.state === 'Waiting' && known.weight === weight && known.since !== undefined)
    return waited(steps, { ...here, since: known.since }, facts);
  if (!facts.serves || facts.weight !== weight) return progressing(here);
  return { status: { ...here, state: 'Waiting', since: timeText(facts.nowMs) }, dueMs: pauseMs(pause) };
}

/** To the second, never later than `ms`. */
const timeText = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

type Here = Pick<RolloutStatus, 'target' | 'begun' | 'step' | 'weight'>;

function failed({ steps, onFailure = 'Rollback' }: Rollout, here: Here, failure: string): RolloutVerdict {
  const message = `step ${here.step} of ${steps.length} (weight ${here.weight}): ${failure}`;
  return onFailure === 'Hold'
    ? { status: { ...here, state: 'Held', message } }
    : { status: { ...here, weight: 0, state: 'RolledBack', message } };
}

/** Status has said since when the step serves. */
function waited(
  steps: Rollout['steps'],
  here: Here & { since: string },
  { serves, nowMs }: RolloutFacts,
): RolloutVerdict {
  const { since, ...step } = here;
  const leftMs = Date.parse(since) + pauseMs(steps[here.step - 1]?.pause) - nowMs;
  if (leftMs > 0)
    return serves ? { status: { ...here, state: 'Waiting' }, dueMs: leftMs } : progressing(step);
  if (here.step === steps.length) return { status: { ...here, state: 'Complete' } };
  return progressing({ ...step, step: here.step + 1, weight: steps[here.step]?.weight ?? 100 });
}

const progressing = (here: Here): RolloutVerdict => ({
  status: { ...here, state: 'Progressing' },
});

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `30s`, `10m` or `2h`; none where nothing is said. */
export function pauseMs(pause: string | undefined): number {
  const [, count = '0', unit = 's'] = /^([0-9]+)(s|m|h)$/.exec(pause ?? '') ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
}
