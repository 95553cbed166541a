/** How fast requests may start. */
export type RateLimits = {
  /** Requests per second in the long run. */
  readonly perSecond: number;
  /** Requests that may start at once after a quiet time. */
  readonly burst: number;
};

/** A token bucket whose rate gives way to "too many requests". Times in milliseconds of one clock. */
export type Rate = {
  /** Counts one start: when `waitMs` is 0, or one that is to happen `waitMs` later; others then wait until after it. */
  take(now: number): void;
  /**
   * How long until the next start may happen that leaves so many of those that are saved up (fewer where fewer can be), at the
   * rate of now; 0 when at once.
   */
  waitMs(now: number, spare?: number): number;
  /**
   * Forfeits what was saved up and, unless it was that which was too much, halves the rate, down to a sixteenth. Once in
   * a minute a refusal soon after a burst is put down to the burst: then it is only saved up more slowly. Refusals of the
   * same second count as one, since they were sent at the same rate.
   */
  slowDown(now: number): void;
  /** The share of the full rate in force: grows by as much in each second, from nothing to all in a minute. */
  share(now: number): number;
};

const SMALLEST_SHARE = 1 / 16;
const RECOVERY_MS = 60_000;
const SAME_REFUSAL_MS = 1_000;
/** A cloud that bears just our rate recovers from a burst only when we rest. */
const SOON_MS = 10_000;
/** Saved up at any time, so that a start that comes a little late costs nothing. */
const SLACK = 2;

/** Makes a full bucket. */
export function createRate({ perSecond, burst }: RateLimits): Rate {
  let tokens = burst;
  let filledAt: number | undefined;
  let burstAt = Number.NEGATIVE_INFINITY;
  let refusedAt = Number.NEGATIVE_INFINITY;
  const speed = recovering();
  const savings = recovering();

  const most = (now: number) => Math.max(Math.min(burst, SLACK), burst * savings.share(now));
  const fill = (now: number) => {
    const passed = Math.max(0, now - (filledAt ?? now));
    // The share grows evenly until it is whole: the mean of both ends is never more than was due.
    const mean = (speed.share(now - passed) + speed.share(now)) / 2;
    tokens = Math.min(most(now), tokens + (passed / 1000) * perSecond * mean);
    filledAt = Math.max(now, filledAt ?? now);
  };

  return {
    share: speed.share,
    take(now) {
      fill(now);
      if (tokens >= SLACK) burstAt = now;
      tokens -= 1;
    },
    waitMs(now, spare = 0) {
      fill(now);
      const needed = Math.max(1, Math.min(1 + spare, most(now)));
      // A hair less than one is one: sums of fractions do not come out even.
      return tokens >= needed - 1e-6
        ? 0
        : Math.ceil(((needed - tokens) / (perSecond * speed.share(now))) * 1000 - 1e-6);
    },
    slowDown(now) {
      if (now - refusedAt < SAME_REFUSAL_MS) return;
      fill(now);
      const wasBurst = now - burstAt < SOON_MS && savings.share(now) === 1;
      if (!wasBurst) speed.fall(Math.max(speed.share(now) / 2, SMALLEST_SHARE), now);
      savings.fall(0, now);
      refusedAt = now;
      tokens = Math.min(tokens, 0);
    },
  };
}

/** A share that falls, and grows back by as much in each second, from nothing to all in a minute. */
function recovering() {
  let base = 1;
  let fellAt = Number.NEGATIVE_INFINITY;
  return {
    share: (now: number) => Math.min(1, base + (now - fellAt) / RECOVERY_MS),
    fall(to: number, now: number) {
      base = to;
      fellAt = now;
    },
  };
}
