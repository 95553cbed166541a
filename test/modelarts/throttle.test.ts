import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createThrottle,
  type Priority,
  type Slot,
  type ThrottleOptions,
} from '../../operator/modelarts/throttle.ts';
import { signal } from './server.ts';

const never = signal();
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('slots', () => {
  test('are never more than the concurrency, whatever runs in them', async () => {
    const throttle = createThrottle({ concurrency: 3, perSecond: 10_000 });
    let running = 0;
    let most = 0;
    const task = async () => {
      most = Math.max(most, ++running);
      await tick();
      running--;
    };
    await Promise.all(Array.from({ length: 20 }, () => throttle.withSlot('poll', never, task)));
    expect(most).toBe(3);
  });

  test('go to changes before polls, each in the order in which they came', async () => {
    const throttle = createThrottle({ concurrency: 1, perSecond: 10_000 });
    const order: string[] = [];
    const held = Promise.withResolvers<void>();
    const take = (name: string, priority: 'change' | 'poll') =>
      throttle.withSlot(priority, never, async () => void order.push(name));
    const first = throttle.withSlot('poll', never, () => held.promise);
    const rest = [
      take('poll 1', 'poll'),
      take('change 1', 'change'),
      take('poll 2', 'poll'),
      take('change 2', 'change'),
    ];
    held.resolve();
    await Promise.all([first, ...rest]);
    expect(order).toEqual(['change 1', 'change 2', 'poll 1', 'poll 2']);
  });

  test('go to the namespaces of one priority in turn, and a change of one before the polls of all', async () => {
    const throttle = createThrottle({ concurrency: 1, perSecond: 10_000 });
    const order: string[] = [];
    const held = Promise.withResolvers<void>();
    const take = (name: string, tenant: string, priority: 'change' | 'poll' = 'poll') =>
      throttle.withSlot(priority, never, async () => void order.push(name), 'test', tenant);
    const first = throttle.withSlot('poll', never, () => held.promise);
    const rest = [
      ...['a1', 'a2', 'a3', 'a4'].map((name) => take(name, 'a')),
      take('b1', 'b'),
      take('b2', 'b'),
      take('c1', 'c'),
      take('a-change', 'a', 'change'),
    ];
    held.resolve();
    await Promise.all([first, ...rest]);
    expect(order).toEqual(['a-change', 'a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  });

  test('are held while the function runs, and not longer', async () => {
    const throttle = createThrottle();
    let slot: Slot | undefined;
    await throttle.withSlot('change', never, async (held) => {
      slot = held;
      expect(throttle.holds(held)).toBe(true);
      expect(createThrottle().holds(held)).toBe(false);
    });
    expect(throttle.holds(slot!)).toBe(false);
  });

  test('are given back when the function throws, and its error comes through as it is', async () => {
    const throttle = createThrottle({ concurrency: 1, perSecond: 10_000 });
    const error = new Error('mine');
    await expect(throttle.withSlot('poll', never, () => Promise.reject(error))).rejects.toBe(error);
    await expect(throttle.withSlot('poll', never, async () => 'next')).resolves.toBe('next');
  });

  test('stay taken when the signal aborts while the function runs', async () => {
    const throttle = createThrottle({ concurrency: 1, perSecond: 10_000 });
    const aborter = new AbortController();
    const held = Promise.withResolvers<string>();
    const first = throttle.withSlot('poll', aborter.signal, () => held.promise);
    let secondRuns = false;
    const second = throttle.withSlot('poll', never, async () => {
      secondRuns = true;
    });
    aborter.abort();
    await tick();
    expect(secondRuns).toBe(false);
    held.resolve('done');
    await expect(first).resolves.toBe('done');
    await second;
  });

  test('are no longer waited for after an abort: unsent, with the reason as cause', async () => {
    const throttle = createThrottle({ concurrency: 1, perSecond: 10_000 });
    const held = Promise.withResolvers<void>();
    const first = throttle.withSlot('poll', never, () => held.promise);
    const aborter = new AbortController();
    const reason = new Error('lease lost');
    const waiting = throttle.withSlot(
      'poll',
      aborter.signal,
      async () => expect.unreachable(),
      'getTrainingJob',
    );
    aborter.abort(reason);
    await expect(waiting).rejects.toMatchObject({
      kind: 'unsent',
      operation: 'getTrainingJob',
      cause: reason,
    });
    held.resolve();
    await first;
  });

  test('are refused after close, to those who wait and those who come', async () => {
    const throttle = createThrottle({ concurrency: 1, perSecond: 10_000 });
    const held = Promise.withResolvers<void>();
    const first = throttle.withSlot('poll', never, () => held.promise);
    const waiting = throttle.withSlot('poll', never, async () => {});
    throttle.close();
    await expect(waiting).rejects.toMatchObject({ kind: 'unsent' });
    await expect(throttle.withSlot('poll', never, async () => {})).rejects.toMatchObject({ kind: 'unsent' });
    held.resolve();
    await first;
  });
});

describe('on a clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const counter = (limits: ThrottleOptions = {}) => {
    const throttle = createThrottle({ concurrency: 100, perSecond: 10, burst: 10, ...limits });
    let started = 0;
    const start = (n: number, priority: Priority = 'change') => {
      for (let i = 0; i < n; i++) void throttle.withSlot(priority, never, async () => void started++);
    };
    return { throttle, start, started: () => started };
  };
  test('a burst starts at once, the rest at the rate', async () => {
    const { start, started } = counter({ burst: 5 });
    start(25);
    const seen: number[] = [];
    for (const ms of [0, 99, 1, 100, 800, 900, 99, 1, 3000]) {
      await vi.advanceTimersByTimeAsync(ms);
      seen.push(started());
    }
    expect(seen).toEqual([5, 5, 6, 7, 15, 24, 24, 25, 25]);
  });

  test('what was not used is saved up to a burst, and no further', async () => {
    const { start, started } = counter({ burst: 5 });
    start(5);
    await vi.advanceTimersByTimeAsync(300);
    start(5);
    await vi.advanceTimersByTimeAsync(0);
    expect(started()).toBe(8);
    await vi.advanceTimersByTimeAsync(60_000);
    start(20);
    await vi.advanceTimersByTimeAsync(0);
    expect(started()).toBe(15);
  });

  test('polls leave a quarter of what may start at once to changes', async () => {
    const { start, started } = counter({ burst: 8 });
    const startedIn = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      return started();
    };
    start(20, 'poll');
    expect(await startedIn(0)).toBe(6);
    start(3, 'change');
    expect(await startedIn(0)).toBe(8);
    expect(await startedIn(100)).toBe(9);
    // Two have to be saved up again before the seventh poll.
    expect(await startedIn(299)).toBe(9);
    expect(await startedIn(1)).toBe(10);
    expect(await startedIn(100)).toBe(11);
  });

  test('where nothing can be saved up, as after a refusal, polls go on at the rate', async () => {
    const { throttle, start, started } = counter({ burst: 8 });
    throttle.refused(0);
    start(20, 'poll');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(started()).toBe(20);
  });

  test('a pause holds everything back until its end, and a shorter one does not end it', async () => {
    const { throttle, start, started } = counter();
    throttle.pause(5000);
    throttle.pause(1000);
    start(3);
    await vi.advanceTimersByTimeAsync(4999);
    expect(started()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toBe(3);
  });

  test('a longer pause extends a running one', async () => {
    const { throttle, start, started } = counter();
    throttle.pause(1000);
    throttle.pause(3000);
    start(1);
    await vi.advanceTimersByTimeAsync(2999);
    expect(started()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toBe(1);
  });

  test('a pause is at most five minutes, whatever the cloud asks for', async () => {
    const { throttle, start, started } = counter();
    throttle.pause(Number.MAX_SAFE_INTEGER);
    start(1);
    await vi.advanceTimersByTimeAsync(299_999);
    expect(started()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toBe(1);
  });

  test('a refusal halves the rate and the requests at once, and both come back slowly', async () => {
    const throttle = createThrottle({ concurrency: 8, perSecond: 10, burst: 10 });
    throttle.refused(0);
    let running = 0;
    const occupy = (until: Promise<void>) => {
      running = 0;
      const hold = () => {
        running++;
        return until;
      };
      for (let i = 0; i < 20; i++) throttle.withSlot('change', never, hold).catch(() => {});
    };
    const held = Promise.withResolvers<void>();
    occupy(held.promise);
    await vi.advanceTimersByTimeAsync(0);
    expect(running).toBe(0);
    await vi.advanceTimersByTimeAsync(500);
    expect(running).toBe(2);
    await vi.advanceTimersByTimeAsync(1500);
    expect(running).toBe(4);
    held.resolve();
    await vi.advanceTimersByTimeAsync(60_000);
    occupy(new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(0);
    expect(running).toBe(8);
    throttle.close();
  });

  test('after close no timer is left', async () => {
    const { throttle, start } = counter({ burst: 1 });
    start(1);
    throttle.pause(5000);
    throttle.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
