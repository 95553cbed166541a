/** What a TrainingJob's status says of its hyperparameter search. Pure. */
import type { AutoSearch } from '../../modelarts/trainingJob.ts';
import type { Trial } from '../../modelarts/trial.ts';

/** Texts throughout: a CRD has no room for floating numbers. */
type Texts = Readonly<Record<string, string>>;

/** A part of status, the same for the same trials in whatever order. */
export type TrialsStatus = {
  /** The finished trial of the best reward. */
  readonly best?: {
    readonly id: string;
    readonly reward: string;
    readonly values: Texts;
    readonly metrics: Texts;
  };
  /** How many trials are in which state. */
  readonly counts: Readonly<Record<string, number>>;
  /** Finished ones first, the best of them first; then by id. */
  readonly trials: readonly {
    readonly id: string;
    readonly status: string;
    readonly reward?: string;
    readonly values: Texts;
  }[];
};

const MAX_TRIALS = 10;
const MAX_STATES = 10;
const MAX_VALUES = 10;
const MAX_METRICS = 20;
const MAX_TEXT = 64;
const ENDED = new Set(['TERMINATED', 'ERROR']);

/**
 * Nothing in it moves by itself: what a trial has reached is shown once it has ended. Bounded to some 20 KB.
 *
 * @returns undefined when there are no trials
 */
export function trialsStatus(trials: readonly Trial[], search?: AutoSearch): TrialsStatus | undefined {
  if (trials.length === 0) return undefined;
  const sorted = [...trials].sort(byRank(search?.rewards[0]?.mode === 'min' ? 1 : -1));
  const best = sorted.find((trial) => finalReward(trial) !== undefined);
  return {
    ...(best && {
      best: {
        id: cut(best.id),
        reward: String(best.reward),
        values: bounded(best.values, MAX_VALUES),
        metrics: bounded(best.metrics, MAX_METRICS),
      },
    }),
    counts: countsOf(trials),
    trials: sorted.slice(0, MAX_TRIALS).map(trialStatus),
  };
}

function trialStatus(trial: Trial): TrialsStatus['trials'][number] {
  const reward = finalReward(trial);
  return {
    id: cut(trial.id),
    status: stateOf(trial),
    ...(reward !== undefined && { reward: String(reward) }),
    values: bounded(trial.values, MAX_VALUES),
  };
}

/** Whether a trial has come to its end. */
export const hasEnded = ({ done, status }: Trial) => done === true || ENDED.has(status);

const finalReward = (trial: Trial): number | undefined => (hasEnded(trial) ? trial.reward : undefined);

const stateOf = ({ status, done }: Trial) => cut(status || (done === true ? 'TERMINATED' : 'Unknown'));

/** @param direction 1 when the least reward is the best, -1 when the greatest is */
const byRank =
  (direction: 1 | -1) =>
  (one: Trial, other: Trial): number => {
    const [a, b] = [finalReward(one), finalReward(other)];
    if (a !== undefined && b !== undefined && a !== b) return a < b ? -direction : direction;
    return Number(a === undefined) - Number(b === undefined) || compare(one.id, other.id);
  };

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

function countsOf(trials: readonly Trial[]): Record<string, number> {
  const states = [...new Set(trials.map(stateOf))].sort(compare).slice(0, MAX_STATES);
  return Object.fromEntries(
    states.map((state) => [state, trials.filter((trial) => stateOf(trial) === state).length]),
  );
}

const bounded = (texts: Texts, limit: number): Texts =>
  Object.fromEntries(
    Object.entries(texts)
      .sort(([a], [b]) => compare(a, b))
      .slice(0, limit)
      .map(([name, text]) => [cut(name), cut(text)]),
  );

const cut = (text: string) => text.slice(0, MAX_TEXT).toWellFormed();
