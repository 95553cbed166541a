import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRate } from '../../operator/modelarts/rate.ts';

/** Starts as often as the rate lets it from `from` to `to`, on a clock of whole milliseconds. */
function starts(rate: ReturnType<typeof createRate>, from: number, to: number): number {
  let count = 0;
  for (let now = from; now < to; now++) {
    while (rate.waitMs(now) === 0) {
      rate.take(now);
      count++;
    }
  }
  return count;
}

test('never more than a burst and the rate in any time, however it is asked', () => {
  const limits = fc.record({
    perSecond: fc.integer({ min: 1, max: 50 }),
    burst: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(limits, fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }), (given, pauses) => {
      const rate = createRate(given);
      let now = 0;
      const at: number[] = [];
      for (const pause of pauses) {
        now += pause;
        if (rate.waitMs(now) > 0) continue;
        rate.take(now);
        at.push(now);
      }
      for (const [i, from] of at.entries())
        for (let j = i; j < at.length; j++) {
          const most = given.burst + (((at[j] ?? 0) - from) / 1000) * given.perSecond;
          expect(j - i + 1).toBeLessThanOrEqual(most + 1e-3);
        }
    }),
  );
});

test('the wait that is named is enough, and not longer than needed', () => {
  const rate = createRate({ perSecond: 4, burst: 1 });
  rate.take(1000);
  expect(rate.waitMs(1000)).toBe(250);
  expect(rate.waitMs(1249)).toBe(1);
  expect(rate.waitMs(1250)).toBe(0);
});

test('refusals of one second count as one; refusals that go on bring the rate down to a sixteenth', () => {
  const rate = createRate({ perSecond: 10, burst: 10 });
  rate.slowDown(0);
  rate.slowDown(999);
  expect(rate.share(999)).toBeCloseTo(0.5 + 999 / 60_000);
  for (let now = 1000; now < 20_000; now += 1000) rate.slowDown(now);
  expect(rate.share(19_000)).toBe(1 / 16);
});

test('after a refusal nothing is left of the burst, and the full rate is back within a minute', () => {
  const rate = createRate({ perSecond: 10, burst: 10 });
  rate.slowDown(0);
  expect(rate.waitMs(0)).toBeGreaterThan(0);
  expect(starts(rate, 0, 1000)).toBe(5);
  expect(rate.share(30_000)).toBe(1);
  expect(starts(rate, 30_000, 40_000)).toBeGreaterThanOrEqual(100);
});

/** Starts whenever it may, in milliseconds from 0 on, until `until`; `refuse` says which of them the cloud refuses. */
function play(
  rate: ReturnType<typeof createRate>,
  until: number,
  refuse: (now: number) => boolean,
): number[] {
  const refused: number[] = [];
  for (let now = 0; now < until; now++) {
    while (rate.waitMs(now) === 0) {
      rate.take(now);
      if (!refuse(now)) continue;
      refused.push(now);
      rate.slowDown(now);
    }
  }
  return refused;
}

test('where a burst was too much but not the rate, nothing but the burst is given up', () => {
  const rate = createRate({ perSecond: 10, burst: 20 });
  let level = 10;
  let at = 0;
  const refused = play(rate, 30_000, (now) => {
    level = Math.min(10, level + (now - at) / 100);
    at = now;
    if (level < 1) return true;
    level -= 1;
    return false;
  });
  expect(refused).toEqual([0]);
  expect(rate.share(30_000)).toBe(1);
});

test('a second refusal within a minute halves the rate, however soon after a burst it comes', () => {
  const rate = createRate({ perSecond: 10, burst: 20 });
  rate.take(0);
  rate.slowDown(100);
  expect(rate.share(100)).toBe(1);
  rate.slowDown(1100);
  expect(rate.share(1100)).toBe(0.5);
});

test('a refusal long after a burst halves the rate at once', () => {
  const rate = createRate({ perSecond: 10, burst: 20 });
  play(rate, 12_000, () => false);
  rate.slowDown(12_000);
  expect(rate.share(12_000)).toBe(0.5);
});

test('a burst that was too much is saved up again, evenly within a minute of the last refusal', () => {
  const saved = (afterMs: number) => {
    const rate = createRate({ perSecond: 10, burst: 20 });
    rate.take(0);
    rate.slowDown(0);
    return starts(rate, afterMs, afterMs + 1);
  };
  expect([3_000, 30_000, 60_000].map(saved)).toEqual([2, 10, 20]);
});

test('a clock that stands still or goes back gives nothing', () => {
  const rate = createRate({ perSecond: 10, burst: 1 });
  rate.take(5000);
  expect(rate.waitMs(5000)).toBe(100);
  expect(rate.waitMs(4000)).toBe(100);
  expect(rate.waitMs(5100)).toBe(0);
});
