/** How fast requests may start. */
export type RateLimits = {
  /** Requests per second in the long run. */
  readonly perSecond: number;
  /** Requests that may start at once after a quiet time. */
  readonly burst: number;
};

/** A token bucket whose rate gives way to "too many requests". Times in milliseconds of one clock. */
export type Rate = {
  /** Counts one start. Call it only when `waitMs` is 0. */
  take(now: number): void;
  /** How long until the next start may happen, at the rate of now; 0 when at once. */
  waitMs(now: number): number;
  /**
   * Halves the rate, down to a sixteenth, and forfeits what was saved up. Refusals of the same second count as
   * one, since they were sent at the same rate.
   */
  slowDown(now: number): void;
  /** The share of the full rate in force: grows by as much in each second, from nothing to all in a minute. */
  share(now: number): number;
};

const SMALLEST_SHARE = 1 / 16;
const RECOVERY_MS = 60_000;
const SAME_REFUSAL_MS = 1_000;

/** Makes a full bucket. */
export function createRate({ perSecond, burst }: RateLimits): Rate {
  let tokens = burst;
  let filledAt: number | undefined;
  let base = 1;
  let slowedAt = Number.NEGATIVE_INFINITY;

  const share = (now: number) => Math.min(1, base + (now - slowedAt) / RECOVERY_MS);
  const fill = (now: number) => {
    const passed = Math.max(0, now - (filledAt ?? now));
    // The share grows evenly until it is whole: the mean of both ends is never more than was due.
    const mean = (share(now - passed) + share(now)) / 2;
    tokens = Math.min(burst, tokens + (passed / 1000) * perSecond * mean);
    filledAt = Math.max(now, filledAt ?? now);
  };

  return {
    share,
    take(now) {
      fill(now);
      tokens -= 1;
    },
    waitMs(now) {
      fill(now);
      // A hair less than one is one: sums of fractions do not come out even.
      return tokens >= 1 - 1e-6 ? 0 : Math.ceil(((1 - tokens) / (perSecond * share(now))) * 1000 - 1e-6);
    },
    slowDown(now) {
      if (now - slowedAt < SAME_REFUSAL_MS) return;
      fill(now);
      base = Math.max(share(now) / 2, SMALLEST_SHARE);
      slowedAt = now;
      tokens = Math.min(tokens, 0);
    },
  };
}
