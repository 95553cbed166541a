import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FairQueue } from '../../operator/modelarts/fairQueue.ts';
import type { Line, Next, QueueHooks } from '../../operator/runtime/queue.ts';
import { WorkQueue } from '../../operator/runtime/queue.ts';
import type { Time } from '../../operator/runtime/time.ts';
import { asUrgent, urgencyNow } from '../../operator/runtime/urgency.ts';
import { HandTime } from './handTime.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

type Work = (key: string, signal: AbortSignal) => Promise<Next> | Next;

/** A queue on vitest's clock, and what it did: `<key>@<ms>` for each start of work. */
function watched(
  work: Work,
  {
    concurrency = 4,
    random = 0.5,
    hooks,
    line,
  }: { concurrency?: number; random?: number; hooks?: QueueHooks; line?: Line } = {},
) {
  const startMs = Date.now();
  const nowMs = () => Date.now() - startMs;
  const time: Time = { monotonic: nowMs, wall: nowMs, random: () => random, sleep: () => Promise.resolve() };
  const started: string[] = [];
  const failures: { key: string; error: unknown; retryMs: number }[] = [];
  const queue = new WorkQueue({
    ...{ concurrency, line, time },
    async work(key, signal) {
      started.push(`${key}@${nowMs()}`);
      return work(key, signal);
    },
    failed: (key, error, retryMs) => failures.push({ key, error, retryMs }),
    backoff: { firstMs: 1_000, maxMs: 10_000 },
    ...(hooks && { hooks }),
  });
  return { queue, started, failures };
}

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const nothing: Work = () => undefined;

/** Work that ends only when the test says so. */
function held() {
  const gates: PromiseWithResolvers<Next>[] = [];
  const work: Work = () => {
    const gate = Promise.withResolvers<Next>();
    gates.push(gate);
    return gate.promise;
  };
  return { work, end: (next?: Next) => gates.shift()?.resolve(next) };
}

describe('when a key is worked on', () => {
  test('at once, and then it is forgotten', async () => {
    const { queue, started } = watched(nothing);
    queue.add('a', 'change');
    expect(queue.size).toBe(1);
    await advance(0);
    expect(started).toEqual(['a@0']);
    expect(queue.size).toBe(0);
    await queue.stop();
  });

  test('once at the earliest of the times that were asked for', async () => {
    const { queue, started } = watched(nothing);
    for (const afterMs of [5_000, 1_000, 9_000]) queue.add('a', 'recheck', afterMs);
    await advance(60_000);
    expect(started).toEqual(['a@1000']);
    await queue.stop();
  });

  test('again after the time that the work asks for', async () => {
    const { queue, started } = watched(() => ({ recheckMs: 10_000 }));
    queue.add('a', 'change');
    await advance(25_000);
    expect(started).toEqual(['a@0', 'a@10000', 'a@20000']);
    await queue.stop();
  });

  test('sooner when it changes while it waits', async () => {
    const { queue, started } = watched(() => ({ recheckMs: 10_000 }));
    queue.add('a', 'change');
    await advance(3_000);
    queue.add('a', 'change');
    await advance(10_000);
    expect(started).toEqual(['a@0', 'a@3000', 'a@13000']);
    await queue.stop();
  });

  test('never by two workers, and once more when it changed meanwhile, however often', async () => {
    const { work, end } = held();
    const { queue, started } = watched(work);
    queue.add('a', 'change');
    await advance(1_000);
    for (let i = 0; i < 3; i++) queue.add('a', 'change');
    await advance(1_000);
    expect(started).toEqual(['a@0']);
    end();
    await advance(1_000);
    expect(started).toEqual(['a@0', 'a@2000']);
    end();
    await advance(60_000);
    expect(started.length).toBe(2);
    await queue.stop();
  });

  test('by as many workers as there are, each with a key of its own', async () => {
    const { work, end } = held();
    const { queue, started } = watched(work, { concurrency: 2 });
    for (const key of ['a', 'b', 'c']) queue.add(key, 'change');
    await advance(0);
    expect(started).toEqual(['a@0', 'b@0']);
    end();
    await advance(0);
    expect(started).toEqual(['a@0', 'b@0', 'c@0']);
    end();
    end();
    await queue.stop();
  });
});

test('in a fair line namespaces take turns, changes of all of them before rechecks', async () => {
  const { work, end } = held();
  const { queue, started } = watched(work, { concurrency: 1, line: FairQueue });
  queue.add('a/recheck', 'recheck');
  await advance(0);
  for (const key of ['a/1', 'a/2', 'a/3', 'b/1', 'c/1', 'b/2']) queue.add(key, 'change');
  queue.add('d/recheck', 'recheck');
  queue.add('d/1', 'recheck');
  await advance(0);
  queue.add('d/1', 'change');
  for (let i = 0; i < 8; i++) {
    end();
    await advance(0);
  }
  const order = ['a/recheck', 'a/1', 'b/1', 'c/1', 'd/1', 'a/2', 'b/2', 'a/3', 'd/recheck'];
  expect(started).toEqual(order.map((key) => `${key}@0`));
  end();
  await queue.stop();
});

describe('a change', () => {
  const crowd = Array.from({ length: 10_000 }, (_, i) => `idle-${i}`);

  test.each([
    ['of a new key', 'new'],
    ['of a key that waits at the end of them', 'idle-9999'],
  ])('%s overtakes ten thousand rechecks', async (_sentence, key) => {
    const { work, end } = held();
    const { queue, started } = watched(work, { concurrency: 1 });
    for (const idle of crowd) queue.add(idle, 'recheck');
    await advance(0);
    queue.add(key, 'change');
    end();
    await advance(0);
    expect(started).toEqual(['idle-0@0', `${key}@0`]);
    const stopped = queue.stop();
    end();
    await stopped;
  });

  test('of a key that is being worked on overtakes the rechecks that wait', async () => {
    const { work, end } = held();
    const { queue, started } = watched(work, { concurrency: 1 });
    queue.add('a', 'change');
    await advance(0);
    queue.add('b', 'recheck');
    await advance(0);
    queue.add('a', 'change');
    end();
    await advance(0);
    end();
    await advance(0);
    expect(started).toEqual(['a@0', 'a@0', 'b@0']);
    const stopped = queue.stop();
    end();
    await stopped;
  });
});

describe('a key that fails', () => {
  test('comes back after 1 s, 2 s, 4 s and so on up to the longest pause, and each failure is told', async () => {
    const error = new Error('no');
    const { queue, started, failures } = watched(() => Promise.reject(error));
    queue.add('a', 'change');
    await advance(36_000);
    expect(started).toEqual(['a@0', 'a@1000', 'a@3000', 'a@7000', 'a@15000', 'a@25000', 'a@35000']);
    expect(failures[2]).toEqual({ key: 'a', error, retryMs: 4_000 });
    await queue.stop();
  });

  test('leaves the pauses of other keys alone', async () => {
    let bFails = false;
    const { queue, failures } = watched((key) => {
      if (key === 'a' || bFails) throw new Error('no');
      return undefined;
    });
    queue.add('a', 'change');
    await advance(10_000);
    bFails = true;
    queue.add('b', 'change');
    await advance(0);
    expect(failures.at(-1)).toMatchObject({ key: 'b', retryMs: 1_000 });
    await queue.stop();
  });

  test.each<[string, Next]>([
    ['a recheck', { recheckMs: 5_000 }],
    ['nothing more to do', undefined],
  ])('begins with the shortest pause again after %s', async (_sentence, success) => {
    const outcomes: (Next | Error)[] = [new Error('1'), new Error('2'), success, new Error('3')];
    const { queue, failures } = watched(() => {
      const outcome = outcomes.shift();
      if (outcome instanceof Error) throw outcome;
      return outcome;
    });
    queue.add('a', 'change');
    await advance(20_000);
    queue.add('a', 'change');
    await advance(20_000);
    expect(failures.map(({ retryMs }) => retryMs)).toEqual([1_000, 2_000, 1_000]);
    await queue.stop();
  });

  test('is worked on at once when it changes', async () => {
    const { queue, started } = watched(() => Promise.reject(new Error('no')));
    queue.add('a', 'change');
    await advance(100);
    queue.add('a', 'change');
    await advance(0);
    expect(started).toEqual(['a@0', 'a@100']);
    await queue.stop();
  });

  test('and told so itself comes back after the same pauses, but not before the time it names', async () => {
    const answers: Next[] = [{ backoff: true }, { backoff: true, atLeastMs: 7_000 }, { backoff: true }];
    const { queue, started, failures } = watched(() => answers.shift());
    queue.add('a', 'change');
    await advance(60_000);
    expect(started).toEqual(['a@0', 'a@1000', 'a@8000', 'a@12000']);
    expect(failures).toEqual([]);
    await queue.stop();
  });

  test('comes back up to a fifth sooner or later, so that many do not come at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.999, noNaN: true }), async (random) => {
        const { queue, failures } = watched(() => Promise.reject(new Error('no')), { random });
        queue.add('a', 'change');
        await advance(0);
        expect(failures[0]?.retryMs).toBeCloseTo(800 + 400 * random, 6);
        await queue.stop();
      }),
      { numRuns: 20 },
    );
  });
});

describe('stop', () => {
  test('aborts what is being worked on at once, and resolves when it has ended', async () => {
    const { work, end } = held();
    let seen: AbortSignal | undefined;
    const { queue } = watched((key, signal) => {
      seen = signal;
      return work(key, signal);
    });
    queue.add('a', 'change');
    await advance(0);
    let stopped = false;
    const stopping = queue.stop().then(() => {
      stopped = true;
    });
    expect(seen?.aborted).toBe(true);
    await advance(1_000);
    expect(stopped).toBe(false);
    end();
    await stopping;
  });

  test.each<[string, Next]>([
    ['that wants to be worked on again at once', { recheckMs: 0 }],
    ['that wants to be worked on again later', { recheckMs: 1_000 }],
    ['that failed', { backoff: true }],
    ['that is through', undefined],
  ])('begins nothing more, not even a key %s', async (_sentence, next) => {
    const { work, end } = held();
    const { queue, started } = watched(work, { concurrency: 1 });
    for (const key of ['a', 'b']) queue.add(key, 'change');
    queue.add('later', 'recheck', 500);
    await advance(0);
    queue.add('a', 'change');
    const stopping = queue.stop();
    queue.add('c', 'change');
    end(next);
    await stopping;
    await advance(60_000);
    expect(started).toEqual(['a@0']);
  });
});

test('what happens is told in its order, with how long it took', async () => {
  const told: string[] = [];
  const { work, end } = held();
  const { queue } = watched(work, {
    concurrency: 1,
    hooks: {
      due: (priority) => told.push(`${priority} due`),
      started: (waitedMs) => told.push(`started after ${waitedMs}`),
      ended: (workedMs) => told.push(`ended after ${workedMs}`),
      retried: () => told.push('retried'),
    },
  });
  queue.add('a', 'change');
  queue.add('b', 'recheck', 100);
  await advance(300);
  end({ backoff: true });
  await advance(50);
  end({ recheckMs: 60_000 });
  await advance(1_000);
  expect(told).toEqual([
    ...['change due', 'started after 0', 'recheck due', 'retried', 'ended after 300'],
    ...['started after 200', 'ended after 50', 'recheck due', 'started after 0'],
  ]);
  end();
  await queue.stop();
});

test('its state says what waits, what is due and what is being worked on', async () => {
  const { work, end } = held();
  const { queue } = watched(work, { concurrency: 1 });
  queue.add('a', 'change');
  queue.add('b', 'recheck', 100);
  queue.add('c', 'recheck', 9_000);
  await advance(400);
  queue.add('a', 'change');
  expect(queue.state()).toEqual({
    keys: 3,
    due: 1,
    oldestMs: 300,
    stalledMs: 300,
    unfinishedMs: 400,
    longestMs: 400,
  });
  end();
  await advance(0);
  expect(queue.state()).toEqual({
    keys: 3,
    due: 1,
    oldestMs: 300,
    stalledMs: 0,
    unfinishedMs: 0,
    longestMs: 0,
  });
  const stopped = queue.stop();
  end();
  await stopped;
});

describe('work that is under way when the queue stops', () => {
  /** Work that ends only with its signal, and says what ended it. */
  const until = (signal: AbortSignal) =>
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('aborted')));

  test.each([
    ['is aborted at once', false],
    ['is given time when it holds on', true],
  ])('%s', async (_sentence, holds) => {
    const told: string[] = [];
    const patience = Promise.withResolvers<void>();
    const queue = new WorkQueue({
      ...{ concurrency: 1, time: new HandTime(), failed: () => {} },
      async work(_key, signal, hold) {
        if (holds) hold();
        told.push(await until(signal));
        return undefined;
      },
    });
    queue.add('a', 'change');
    await advance(0);
    const stopped = queue.stop(patience.promise);
    await advance(1_000);
    expect(told).toEqual(holds ? [] : ['aborted']);
    patience.resolve();
    await stopped;
    expect(told).toEqual(['aborted']);
  });
});

test('work knows how urgent it is, in all that it calls and waits for', async () => {
  const seen: string[] = [];
  const { queue } = watched(async (key) => {
    await Promise.resolve();
    seen.push(`${key} ${urgencyNow()}, within ${asUrgent('recheck', urgencyNow)}`);
    return key === 'ml/a' && seen.length === 1 ? { recheckMs: 1_000 } : undefined;
  });
  queue.add('ml/a', 'change');
  await advance(2_000);
  queue.add('ml/b', 'recheck');
  await advance(0);
  expect(seen).toEqual([
    'ml/a change, within recheck',
    'ml/a recheck, within recheck',
    'ml/b recheck, within recheck',
  ]);
  expect(urgencyNow()).toBe('recheck');
  await queue.stop();
});
