import type { Behaviours } from './behaviours.ts';

/** How many requests the project still bears, by the behaviours `requests.perSecond` and `requests.burst`. */
export type Patience = {
  /**
   * Counts a request at `now` (milliseconds).
   *
   * @returns 0 when it is borne; else how many seconds later one will be, and this one counts for nothing
   */
  ask(now: number): number;
};

/** A token bucket, full at first, whose limits may be changed while it is used. */
export function createPatience(behaviours: Behaviours): Patience {
  let used = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    ask(now) {
      const { 'requests.perSecond': perSecond, 'requests.burst': burst } = behaviours;
      if (perSecond === 0) return 0;
      used = Math.max(0, used - (Math.max(0, now - askedAt) / 1000) * perSecond);
      askedAt = Math.max(now, askedAt);
      // A hair more than full is full: sums of fractions do not come out even.
      const over = used + 1 - Math.max(1, burst) - 1e-6;
      if (over > 0) return over / perSecond;
      used += 1;
      return 0;
    },
  };
}
