import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { LostLease } from '../../operator/runtime/lease.ts';
import { HandTime, settled } from './handTime.ts';
import type { Link } from './leaseServer.ts';
import { Contender, ended, LeaseServer } from './leaseServer.ts';

const durationMs = 15_000;
/** Beside the duration a contender may look up to a sixth of it, and a fifth of that, later. */
const LOOK_MS = (durationMs / 6) * 1.2;

let time: HandTime;
let server: LeaseServer;
const world = () => ({ server, time, durationMs });
beforeEach(() => {
  time = new HandTime();
  server = new LeaseServer();
});

/** Two contenders of which `a` leads. */
async function pair() {
  const a = new Contender('a', world());
  await settled();
  const b = new Contender('b', world());
  await settled();
  expect([a.holds, b.holds]).toEqual([true, false]);
  return { a, b };
}

describe('of two contenders', () => {
  test('only the first one leads, for as long as it renews', async () => {
    const { a, b } = await pair();
    for (let i = 0; i < 40; i++) {
      await time.advance(1_000);
      expect([a.holds, b.holds]).toEqual([true, false]);
    }
    expect(server.record).toMatchObject({ holder: 'a', transitions: 0, durationSeconds: 15 });
    await Promise.all([b[Symbol.asyncDispose](), a[Symbol.asyncDispose]()]);
  });

  test('only the one that does not lead is told who does, also when they change places', async () => {
    const { a, b } = await pair();
    expect([a.followed, b.followed]).toEqual([[], ['a']]);
    a.link = 'down';
    await time.advance(3 * durationMs);
    a.link = 'up';
    await time.advance(durationMs);
    expect([a.followed, b.followed]).toEqual([['b'], ['a']]);
    await Promise.all([b[Symbol.asyncDispose](), a[Symbol.asyncDispose]()]);
  });

  test('the other one leads soon after the first gave the lease back', async () => {
    const { a, b } = await pair();
    await time.advance(20_000);
    await a[Symbol.asyncDispose]();
    expect(a.holds).toBe(false);
    await time.advance(LOOK_MS);
    expect(b.holds).toBe(true);
    expect(server.record).toMatchObject({ holder: 'b' });
    await b[Symbol.asyncDispose]();
  });

  test('the other one leads only after the Lease stood unchanged before its eyes for the whole duration', async () => {
    const { a, b } = await pair();
    await time.advance(5_000);
    a.link = 'down'; // its last renewal was a moment ago
    await time.advance(durationMs - 1);
    expect(b.terms).toEqual([]);
    await time.advance(LOOK_MS + 1);
    expect(b.holds).toBe(true);
    await Promise.all([a[Symbol.asyncDispose](), b[Symbol.asyncDispose]()]);
  });

  test('the one that cannot renew stops before the other may begin, and is told', async () => {
    const { a, b } = await pair();
    a.link = 'down';
    await time.advance(durationMs * 0.8);
    expect(a.holds).toBe(false);
    expect(b.terms).toEqual([]);
    expect(() => a.terms[0]?.assert()).toThrow(LostLease);
    await time.advance(durationMs / 3);
    expect(a.terms[0]?.signal.reason).toBeInstanceOf(LostLease);
    await Promise.all([a[Symbol.asyncDispose](), b[Symbol.asyncDispose]()]);
  });

  test('one that joins late waits for the whole duration though the Lease is long out of date', async () => {
    server.write({ holder: 'crashed', transitions: 4, durationSeconds: 15 });
    await time.advance(1_000_000);
    await using late = new Contender('late', world());
    await time.advance(durationMs - 1);
    expect(late.terms).toEqual([]);
    await time.advance(LOOK_MS + 1);
    expect(late.holds).toBe(true);
    expect(server.record).toMatchObject({ holder: 'late', transitions: 5 });
  });

  test('one waits for the duration that the holder announced where that is longer than its own', async () => {
    server.write({ holder: 'slow', transitions: 0, durationSeconds: 60 });
    await using quick = new Contender('quick', world());
    await time.advance(59_000);
    expect(quick.terms).toEqual([]);
    await time.advance(1_000 + LOOK_MS);
    expect(quick.holds).toBe(true);
  });
});

describe('a term', () => {
  test('ends when somebody else has written the Lease', async () => {
    await using a = new Contender('a', world());
    await settled();
    server.write({ ...server.read()!, holder: 'usurper' });
    await time.advance(durationMs / 3);
    expect(a.holds).toBe(false);
    expect(a.terms[0]?.signal.aborted).toBe(true);
  });

  test('ends when somebody has deleted the Lease', async () => {
    await using a = new Contender('a', world());
    await settled();
    server.record = undefined;
    await time.advance(durationMs / 3);
    expect(a.terms.at(-1)?.signal.aborted).toBe(true);
    expect(a.terms.at(-1)?.holds()).toBe(false);
  });

  test('that ended does not hold again when the next one has begun', async () => {
    await using a = new Contender('a', world());
    await settled();
    a.link = 'down';
    await time.advance(durationMs * 2);
    a.link = 'up';
    await time.advance(durationMs);
    expect(a.terms.map((term) => term.holds())).toEqual([true, false]);
  });

  test('outlives one renewal that fails, which is told', async () => {
    await using a = new Contender('a', world());
    await settled();
    a.link = 'down';
    await time.advance(durationMs / 3);
    a.link = 'up';
    await time.advance(durationMs);
    expect(a.terms.map((term) => term.holds())).toEqual([true]);
    expect(a.failures).toHaveLength(1);
  });

  test('counts from before the renewal was sent, not from its answer', async () => {
    await using a = new Contender('a', world());
    await settled();
    a.link = { slowMs: 2_000 };
    await time.advance(5_000 + 4_000); // sent at 5 s, answered at 9 s
    a.link = 'down';
    await time.advance(5_000 + durationMs * 0.8 - 9_000 - 1);
    expect(a.holds).toBe(true);
    await time.advance(1);
    expect(a.holds).toBe(false);
  });

  test('that ends by a failure of its work ends for good, and the failure is passed on', async () => {
    const failing = new Contender('a', world(), { work: () => Promise.reject(new Error('a bug')) });
    await expect(failing.done).rejects.toThrow('a bug');
    expect(failing.holds).toBe(false);
    expect(time.sleeping).toBe(0);
  });
});

test('a stop waits for the work to end before it gives the lease back', async () => {
  const finish = Promise.withResolvers<void>();
  const a = new Contender('a', world(), { work: (term) => ended(term).then(() => finish.promise) });
  await settled();
  const stopped = a[Symbol.asyncDispose]();
  await settled();
  expect(a.terms[0]?.signal.aborted).toBe(true);
  expect(server.record?.holder).toBe('a');
  finish.resolve();
  await stopped;
  expect(server.record?.holder).toBe('');
});

test('a stop while waiting for the lease ends at once and leaves the Lease as it is', async () => {
  const { a, b } = await pair();
  const before = server.read();
  await b[Symbol.asyncDispose]();
  expect(server.read()).toEqual(before);
  await a[Symbol.asyncDispose]();
});

describe('whatever happens to the links of three contenders', () => {
  const link = fc.constantFrom<Link>('up', 'up', 'down', 'deaf', { slowMs: 700 }, { slowMs: 6_000 });
  const event = fc.record({ who: fc.nat(2), link, afterMs: fc.integer({ min: 1, max: 25_000 }) });

  test('never two of them hold the lease', async () => {
    let terms = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 20 }), async (events) => {
        time = new HandTime();
        server = new LeaseServer();
        const contenders: Contender[] = [];
        const holders = () => contenders.filter(({ holds }) => holds).length;
        const most: number[] = [];
        const begun = () => most.push(holders());
        for (const name of ['a', 'b', 'c']) contenders.push(new Contender(name, world(), { begun }));
        for (const { who, link, afterMs } of events) {
          contenders[who]!.link = link;
          await time.advance(afterMs);
          most.push(holders());
        }
        expect(Math.max(...most)).toBeLessThanOrEqual(1);
        terms += contenders.flatMap((one) => one.terms).length;
        for (const one of contenders) one.link = 'up';
        const stopped = Promise.all(contenders.map((one) => one[Symbol.asyncDispose]()));
        await time.advance(60_000);
        await stopped;
      }),
      { numRuns: 200 },
    );
    expect(terms).toBeGreaterThan(300);
  });
});
