/** The time of day as the cloud sees it. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Takes the time of an answer that refused a signature; sets the clock by it when it is more than three
   * minutes away (signatures are refused from 15 on).
   *
   * @returns whether the clock was set
   */
  learn(serverTimeMs: number | undefined): boolean;
};

const TOLERANCE_MS = 3 * 60_000;

/** Makes a clock that goes by `wall` until it learns better. */
export function createClock(wall: () => number): Clock {
  let offsetMs = 0;
  return {
    now: () => wall() + offsetMs,
    learn(serverTimeMs) {
      if (serverTimeMs === undefined) return false;
      const ahead = serverTimeMs - wall() - offsetMs;
      if (Math.abs(ahead) <= TOLERANCE_MS) return false;
      offsetMs += ahead;
      return true;
    },
  };
}
