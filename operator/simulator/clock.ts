/** A source of the present moment. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
};

/** A clock that stands still until it is told otherwise. */
export type ManualClock = Clock & {
  /** Moves the clock forward by `ms` milliseconds. */
  advance(ms: number): void;
};

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock driven by hand, beginning at `start` (milliseconds since the epoch; the present unless given). */
export function manualClock(start: number = systemClock.now()): ManualClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError(
          `ms: ${ms} is not a time to advance by; give a number of milliseconds, 0 or more`,
        );
      now += ms;
    },
  };
}

/** Whether a clock can be driven by hand. */
export const isManual = (clock: Clock): clock is ManualClock => 'advance' in clock;
