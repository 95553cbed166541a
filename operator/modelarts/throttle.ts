import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { ModelArtsError } from './errors.ts';
import { FairQueue, type Place } from './fairQueue.ts';
import { createRate } from './rate.ts';

/** What a request is for: a user's change goes before background reads. */
export type Priority = 'change' | 'poll';

/** A place among the concurrent requests of an account, held while the function of `withSlot` runs. */
export type Slot = { readonly priority: Priority };

/** One account's share of the cloud's patience. */
export type Throttle = {
  /**
   * Waits for a slot, then runs `fn` in it; calls that are given the slot do not queue again.
   *
   * @param operation named in the error when the wait ends without a slot
   * @param tenant whose request it is, a namespace for example: tenants of one priority take turns
   * @throws ModelArtsError of kind `unsent` when aborted or closed while waiting, else what `fn` throws
   */
  withSlot<T>(
    priority: Priority,
    signal: AbortSignal,
    fn: (slot: Slot) => Promise<T>,
    operation?: string,
    tenant?: string,
  ): Promise<T>;
  /** Whether the slot is one of this throttle's and its `withSlot` still runs. */
  holds(slot: Slot): boolean;
  /** Lets no further request start for `ms`, at most five minutes; the longest of several pauses wins. */
  pause(ms: number): void;
  /**
   * Waits, in a slot, for the turn of a request that was refused for "too many": it counts like any other start, and goes
   * before those that have no slot yet.
   *
   * @returns false, at once, where that would take longer than `withinMs`; also when aborted
   */
  again(withinMs: number, signal: AbortSignal): Promise<boolean>;
  /** Tells of a "too many requests": pauses for `ms`, then goes on slower, with fewer at once, and recovers. */
  refused(ms: number): void;
  /** Fails everything that waits, now and later; what runs goes on. */
  close(): void;
};

/** Limits of a throttle. */
export type ThrottleOptions = {
  /** Requests at once; 8 by default. */
  readonly concurrency?: number | undefined;
  /** Requests per second in the long run; 10 by default. */
  readonly perSecond?: number | undefined;
  /** Requests that may start at once after a quiet time; twice `perSecond` by default, at least one. */
  readonly burst?: number | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: (() => number) | undefined;
  readonly meter?: ThrottleMeter | undefined;
};

/** What is measured of a throttle. */
export type ThrottleMeter = {
  /** A request has had its turn after so long. */
  waited(priority: Priority, ms: number): void;
  /** The cloud has said "too many requests". */
  refused(): void;
};

const DEFAULTS = { concurrency: 8, perSecond: 10 };

/** What each of `parts` throttles may do so that together they keep the limits; each has one request at least. */
export function shareOf(
  {
    concurrency = DEFAULTS.concurrency,
    perSecond = DEFAULTS.perSecond,
    burst = 2 * perSecond,
  }: ThrottleOptions,
  parts: number,
): ThrottleOptions {
  const whole = (limit: number) => Math.max(1, Math.floor(limit / parts));
  return { concurrency: whole(concurrency), perSecond: perSecond / parts, burst: whole(burst) };
}

const MAX_PAUSE_MS = 300_000;
/** The rate may have recovered earlier than was foreseen. */
const MAX_TIMER_MS = 1_000;
/** Of what may start at once, polls leave this share to changes. */
const SPARED = 1 / 4;
const RANK: Readonly<Record<Priority, number>> = { change: 1, poll: 0 };

/** Makes the throttle of one account. All clients of that account should share it. */
export function createThrottle(options: ThrottleOptions = {}): Throttle {
  const {
    concurrency = DEFAULTS.concurrency,
    perSecond = DEFAULTS.perSecond,
    now = () => performance.now(),
    meter,
  } = options;
  const { burst = Math.max(1, perSecond * 2) } = options;
  const queue = new PQueue<FairQueue<() => Promise<unknown>>, Place>({ concurrency, queueClass: FairQueue });
  const rate = createRate({ perSecond, burst });
  const open = new WeakSet<Slot>();
  let resumeAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  /** Changes that wait for their turn. */
  let changes = 0;
  const spare = Math.floor(burst * SPARED);

  /** Stops the queue while nothing may start, and starts it when something may. */
  const regulate = () => {
    const at = now();
    clearTimeout(timer);
    const waitMs = Math.max(resumeAt - at, rate.waitMs(at, changes > 0 ? 0 : spare));
    // Before the concurrency is set, which starts what may start.
    if (waitMs > 0) queue.pause();
    const most = Math.max(1, Math.floor(concurrency * rate.share(at)));
    if (queue.concurrency !== most) queue.concurrency = most;
    if (waitMs <= 0) {
      if (queue.isPaused) queue.start();
    } else if (!closed) timer = setTimeout(regulate, Math.min(Math.ceil(waitMs), MAX_TIMER_MS));
  };

  const pause = (ms: number) => {
    resumeAt = Math.max(resumeAt, now() + Math.min(Math.max(ms, 0), MAX_PAUSE_MS));
    regulate();
  };

  return {
    async withSlot(priority, signal, fn, operation = 'withSlot', tenant = '') {
      // The caller's signal must not reach the queue once fn runs: an abort would free the slot under it.
      const waiting = new AbortController();
      const stopWaiting = () => waiting.abort(signal.reason);
      if (signal.aborted || closed) stopWaiting();
      signal.addEventListener('abort', stopWaiting, { once: true });
      let started = false;
      const askedMs = now();
      const waits = (by: 1 | -1) => {
        if (priority === 'change') changes += by;
      };
      const run = async () => {
        started = true;
        waits(-1);
        meter?.waited(priority, now() - askedMs);
        rate.take(now());
        regulate();
        signal.removeEventListener('abort', stopWaiting);
        const slot: Slot = { priority };
        open.add(slot);
        try {
          return await fn(slot);
        } finally {
          open.delete(slot);
        }
      };
      try {
        const place = { priority: RANK[priority], tenant, signal: waiting.signal };
        waits(1);
        const added = queue.add(run, place);
        // What is spared is there for it.
        if (priority === 'change' && !started) regulate();
        return (await added) as Awaited<ReturnType<typeof fn>>;
      } catch (cause) {
        if (started) throw cause;
        waits(-1);
        const detail = 'given up while it waited for its turn';
        throw new ModelArtsError({ kind: 'unsent', operation, detail, cause });
      } finally {
        signal.removeEventListener('abort', stopWaiting);
      }
    },
    holds: (slot) => open.has(slot),
    pause,
    async again(withinMs, signal) {
      const at = now();
      const waitMs = Math.max(resumeAt - at, rate.waitMs(at));
      if (waitMs > withinMs) return false;
      rate.take(at);
      return sleep(waitMs, true, { signal }).catch(() => false);
    },
    refused(ms) {
      meter?.refused();
      rate.slowDown(now());
      pause(ms);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      queue.clear();
    },
  };
}
