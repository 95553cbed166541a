import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Term } from '../../operator/runtime/lease.ts';
import { LeaseBoard } from '../../operator/runtime/leaseBoard.ts';
import { leadShards, shardOf, shardsFor, shardsIn } from '../../operator/runtime/shards.ts';
import { HandTime } from './handTime.ts';
import { LeaseNamespace } from './leaseNamespace.ts';
import { ended } from './leaseServer.ts';

const durationMs = 15_000;
const NAME = 'op';

describe('the shard of an object', () => {
  test('is one of those that there are, and the same each time', () => {
    for (let i = 0; i < 100; i++) {
      const uid = randomUUID();
      expect(shardOf(uid, 3)).toBe(shardOf(uid, 3));
      expect([0, 1, 2]).toContain(shardOf(uid, 3));
    }
  });

  test('is the only one where there is one', () => {
    expect(shardOf(randomUUID(), 1)).toBe(0);
  });

  test('spreads objects evenly: of 30,000 each of seven shards has its seventh, give or take a tenth', () => {
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 30_000; i++) {
      const shard = shardOf(`uid-${i}`, 7);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 30_000 / 7)).toBeLessThan(430);
  });
});

describe('shards are divided', () => {
  const division = (members: string[], holders: (string | undefined)[]) =>
    members.map((me) => [...shardsFor(me, members, holders)].sort());

  test.each<[string, string[], (string | undefined)[], number[][]]>([
    ['all to the only replica', ['a'], [undefined, undefined, undefined], [[0, 1, 2]]],
    [
      'evenly',
      ['a', 'b'],
      [undefined, undefined, undefined, undefined],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      'and stay where they are',
      ['a', 'b'],
      ['b', 'a', 'b', 'a'],
      [
        [1, 3],
        [0, 2],
      ],
    ],
    [
      'and one that comes takes from those that have too many',
      ['a', 'b', 'c'],
      ['a', 'a', 'b'],
      [[0], [2], [1]],
    ],
    ['and of one that has gone only its own fall to others', ['a', 'b'], ['gone', 'b', 'a'], [[0, 2], [1]]],
    ['one for each, and nothing for one too many', ['a', 'b', 'c'], ['b', 'a'], [[1], [0], []]],
  ])('%s', (_sentence, members, holders, shares) => {
    expect(division(members, holders)).toEqual(shares);
  });

  test('each to one, no replica more than one ahead of another, and no more change hands than must', () => {
    const members = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
    const holder = fc.constantFrom('a', 'b', 'c', 'd', 'e', undefined);
    fc.assert(
      fc.property(members, fc.array(holder, { minLength: 1, maxLength: 16 }), (who, holders) => {
        const shares = division(who, holders);
        expect(shares.flat().sort((x, y) => x - y)).toEqual(holders.map((_, index) => index));
        const sizes = shares.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const kept = shares.flatMap((share, i) => share.filter((index) => holders[index] === who[i])).length;
        const had = who.map((member) => holders.filter((one) => one === member).length).sort((x, y) => y - x);
        const rooms = [...sizes].sort((x, y) => y - x);
        expect(kept).toBe(had.reduce((sum, count, i) => sum + Math.min(count, rooms[i] ?? 0), 0));
      }),
      { numRuns: 500 },
    );
  });
});

test.each<[string, number | undefined]>([
  ['op', 1],
  ['op-3-0', 3],
  ['op-12-11', 12],
  ['op-3-seat-0', undefined],
  ['op-room-0f3c', undefined],
  ['other', undefined],
  ['op2-3-0', undefined],
])('the Lease %s is that of one of %s shards', (lease, count) => {
  expect(shardsIn('op', lease)).toBe(count);
});

let time: HandTime;
let server: LeaseNamespace;
beforeEach(() => {
  time = new HandTime();
  server = new LeaseNamespace();
});

/** A replica, and the terms that it has. */
class Replica implements AsyncDisposable {
  isDown = false;
  readonly of: number;
  readonly terms = new Map<number, Term>();
  /** How often it began a term. */
  begun = 0;
  readonly failures: unknown[] = [];
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;

  constructor(
    identity: string,
    count: number,
    { began = () => {}, work = ended }: { began?: () => void; work?: (term: Term) => Promise<void> } = {},
  ) {
    this.of = count;
    const cluster = server.port(() => this.isDown);
    const failed = (error: unknown) => void this.failures.push(error);
    const board = new LeaseBoard({ cluster, namespace: 'ml', time, failed });
    void board.run(this.#stop.signal);
    this.#done = leadShards(
      { ...{ cluster, namespace: 'ml', board, time, identity, durationMs, failed, name: NAME, count } },
      async (term, { index }) => {
        this.terms.set(index, term);
        this.begun += 1;
        began();
        await work(term);
      },
      this.#stop.signal,
    );
    this.#done.catch(() => undefined);
  }

  get done(): Promise<void> {
    return this.#done;
  }

  /** The shards that it may work on now. */
  get has(): number[] {
    return [...this.terms]
      .filter(([, term]) => term.holds())
      .map(([index]) => index)
      .sort();
  }

  /** It stands still, and neither renews nor gives back. */
  kill(): void {
    this.isDown = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#done.catch(() => undefined);
  }
}

/** Long enough for every replica to have looked. */
const soon = () => time.advance(durationMs / 3);

describe('replicas that share three shards', () => {
  test('have them all, whoever they are, and give them back at their end', async () => {
    await using a = new Replica('a', 3);
    await soon();
    expect(a.has).toEqual([0, 1, 2]);
    const b = new Replica('b', 3);
    await soon();
    await using c = new Replica('c', 3);
    await soon();
    expect([a.has, b.has, c.has].map(({ length }) => length)).toEqual([1, 1, 1]);
    expect([...a.has, ...b.has, ...c.has].sort()).toEqual([0, 1, 2]);
    const left = [a.begun, c.begun];
    await b[Symbol.asyncDispose]();
    await soon();
    expect([...a.has, ...c.has].sort()).toEqual([0, 1, 2]);
    expect(a.begun + c.begun).toBe((left[0] ?? 0) + (left[1] ?? 0) + 1);
  });

  test('move only what must move when one comes', async () => {
    await using a = new Replica('a', 3);
    await soon();
    const first = a.terms.get(0);
    await using b = new Replica('b', 3);
    await soon();
    expect([a.has.length, b.has.length]).toEqual([2, 1]);
    expect([a.begun, b.begun]).toEqual([3, 1]);
    expect(a.terms.get(0)).toBe(first);
    expect(first?.holds()).toBe(true);
  });

  test('take over what one had that has died, once its Leases have stood still for their duration', async () => {
    await using a = new Replica('a', 3);
    await soon();
    await using b = new Replica('b', 3);
    await soon();
    b.kill();
    await time.advance(durationMs * 0.6);
    expect(a.has).toHaveLength(2);
    await time.advance(durationMs * 0.7);
    expect(a.has).toEqual([0, 1, 2]);
    expect(b.has).toEqual([]);
  });

  test('leave one beside who finds no seat, until there is one', async () => {
    await using a = new Replica('a', 2);
    await soon();
    const b = new Replica('b', 2);
    await soon();
    await using c = new Replica('c', 2);
    await soon();
    expect([a.has.length, b.has.length, c.has.length]).toEqual([1, 1, 0]);
    await b[Symbol.asyncDispose]();
    await soon();
    expect([a.has.length, c.has.length]).toEqual([1, 1]);
  });

  test('pass on what goes wrong in one of them, and give the others back', async () => {
    const failing = new Replica('a', 3, {
      work: (term) => (failing.begun === 3 ? Promise.reject(new Error('a bug')) : ended(term)),
    });
    await soon();
    await expect(failing.done).rejects.toThrow('a bug');
    expect(server.holders('op-3-0', 'op-3-1')).toEqual(['', '']);
    await failing[Symbol.asyncDispose]();
  });
});

describe('replicas with other numbers of shards', () => {
  test.each([
    [1, 3],
    [3, 1],
    [2, 3],
  ])('wait until those with %i have gone before they have one of %i', async (first, second) => {
    const old = new Replica('old', first);
    await soon();
    await using young = new Replica('young', second);
    await soon();
    expect([old.has.length, young.has.length]).toEqual([first, 0]);
    await old[Symbol.asyncDispose]();
    await soon();
    expect(young.has).toHaveLength(second);
  });

  test('wait for the whole duration where the others have died', async () => {
    await using old = new Replica('old', 1);
    await soon();
    await using young = new Replica('young', 2);
    await soon();
    old.kill();
    await time.advance(durationMs * 0.6);
    expect(young.has).toEqual([]);
    await time.advance(durationMs);
    expect(young.has).toEqual([0, 1]);
  });
});

type Change = { who: number; what: 'start' | 'stop' | 'down' | 'up'; afterMs: number };

/** Four replicas, of which one has another number of shards than the others, through `changes`; the most shards ever held. */
async function through(changes: readonly Change[]): Promise<number> {
  const counts = [2, 3, 3, 3];
  const alive = new Map<number, Replica>();
  const all: Replica[] = [];
  let most = 0;
  const check = () => {
    const held = all.flatMap(({ has, of }) => has.map((index) => `${of}/${index}`));
    expect(new Set(held).size).toBe(held.length);
    expect(new Set(held.map((text) => text.split('/')[0])).size).toBeLessThanOrEqual(1);
    most = Math.max(most, held.length);
  };
  const start = (who: number) => {
    const born = new Replica(`r${all.length}`, counts[who] ?? 1, { began: check });
    alive.set(who, born);
    all.push(born);
  };
  const stop = async (who: number, one: Replica) => {
    alive.delete(who);
    const stopped = one[Symbol.asyncDispose]();
    await time.advance(6_000);
    await stopped;
  };
  for (const { who, what, afterMs } of changes) {
    const one = alive.get(who);
    if (!one && what === 'start') start(who);
    else if (one && what === 'stop') await stop(who, one);
    else if (one) one.isDown = what === 'down';
    await time.advance(afterMs);
    check();
  }
  for (const one of all) one.isDown = false;
  const over = Promise.all(all.map((one) => one[Symbol.asyncDispose]()));
  await time.advance(60_000);
  await over;
  return most;
}

test('whatever comes, goes, dies and hangs, no shard is held twice, nor shards of two numbers at once', async () => {
  const change: fc.Arbitrary<Change> = fc.record({
    who: fc.nat(3),
    what: fc.constantFrom('start', 'stop', 'down', 'up'),
    afterMs: fc.integer({ min: 1, max: 20_000 }),
  });
  let most = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 6, maxLength: 25 }), async (changes) => {
      time = new HandTime();
      server = new LeaseNamespace();
      most = Math.max(most, await through(changes));
    }),
    { numRuns: 60 },
  );
  expect(most).toBe(3);
}, 60_000);
