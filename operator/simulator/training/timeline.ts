/** First-level phases of a training job (reference, section 6.8). */
export type Phase =
  | 'Creating'
  | 'Pending'
  | 'Running'
  | 'Failed'
  | 'Completed'
  | 'Terminating'
  | 'Terminated'
  | 'Abnormal';

/** A phase and when it is entered, in milliseconds since the epoch. */
export type Moment = { readonly phase: Phase; readonly at: number };

/** The phases that a job enters, in order; those that lie ahead are what will happen unless something intervenes. */
export type Timeline = readonly Moment[];

/** How long the stages of a job last, in milliseconds. */
export type Durations = {
  readonly creatingMs: number;
  readonly pendingMs: number;
  readonly runningMs: number;
  readonly terminatingMs: number;
  /** Saving the container of a task as an image. */
  readonly savingMs: number;
};

/** The phase in which a job ends when nobody stops it. */
export type Ending = 'Completed' | 'Failed' | 'Abnormal';

/** The phases in which a job may be terminated (section 6.12). */
export const TERMINABLE: ReadonlySet<Phase> = new Set(['Creating', 'Pending', 'Running']);

/** The phases that a job never leaves. */
export const ENDED: ReadonlySet<Phase> = new Set(['Completed', 'Failed', 'Abnormal', 'Terminated']);

/**
 * The life that lies before a job created at `at`.
 *
 * @param autoStopMs running time after which it is stopped, if it was asked to
 */
export function lifeOf(at: number, durations: Durations, ending: Ending, autoStopMs?: number): Timeline {
  const { creatingMs, pendingMs, runningMs, terminatingMs } = durations;
  const pending = at + creatingMs;
  const running = pending + pendingMs;
  const life: Timeline = [
    { phase: 'Creating', at },
    { phase: 'Pending', at: pending },
    { phase: 'Running', at: running },
    { phase: ending, at: running + runningMs },
  ];
  const stopped = autoStopMs !== undefined && autoStopMs < runningMs;
  return stopped ? terminated(life, running + autoStopMs, terminatingMs) : life;
}

/** The same life, but terminated at `at`. */
export const terminated = (life: Timeline, at: number, terminatingMs: number): Timeline => [
  ...until(life, at),
  { phase: 'Terminating', at },
  { phase: 'Terminated', at: at + terminatingMs },
];

/** The same life, but from its end on it is run once more at `at`: queued, run and ended as before. */
export function restarted(life: Timeline, at: number, durations: Durations, ending: Ending): Timeline {
  const running = at + durations.pendingMs;
  return [
    ...until(life, at),
    { phase: 'Pending', at },
    { phase: 'Running', at: running },
    { phase: ending, at: running + durations.runningMs },
  ];
}

/**
 * The same life, held back so that by `now` it has gone at most one moment beyond the one that was shown last.
 *
 * @param shown index of that moment
 */
export function held(life: Timeline, shown: number, now: number): Timeline {
  const next = life[shown + 2];
  if (!next || next.at > now) return life;
  const delay = now + 1 - next.at;
  return life.map((moment, index) => (index < shown + 2 ? moment : { ...moment, at: moment.at + delay }));
}

/** What has happened by `now`. */
export const until = (life: Timeline, now: number): Timeline => life.filter(({ at }) => at <= now);

/** The phase at `now`. */
export const phaseAt = (life: Timeline, now: number): Phase =>
  life.findLast(({ at }) => at <= now)?.phase ?? 'Creating';

/** A time in which a job ran, without `end` while it does. */
export type Run = { readonly start: number; readonly end?: number };

/** Every time that the job ran, the first one first. */
export function runsOf(life: Timeline, now: number): Run[] {
  const past = until(life, now);
  return past.flatMap(({ phase, at }, index) => {
    const next = past[index + 1];
    return phase === 'Running' ? [{ start: at, ...(next && { end: next.at }) }] : [];
  });
}

/** The last time that the job ran; undefined before the first. */
export const runOf = (life: Timeline, now: number): Run | undefined => runsOf(life, now).at(-1);
