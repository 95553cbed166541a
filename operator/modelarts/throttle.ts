import PQueue from 'p-queue';
import { ModelArtsError } from './errors.ts';

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
   * @throws ModelArtsError of kind `unsent` when aborted or closed while waiting, else what `fn` throws
   */
  withSlot<T>(
    priority: Priority,
    signal: AbortSignal,
    fn: (slot: Slot) => Promise<T>,
    operation?: string,
  ): Promise<T>;
  /** Whether the slot is one of this throttle's and its `withSlot` still runs. */
  holds(slot: Slot): boolean;
  /** Lets no further request start for `ms`, at most five minutes; the longest of several pauses wins. */
  pause(ms: number): void;
  /** Fails everything that waits, now and later; what runs goes on. */
  close(): void;
};

/** Limits of a throttle. */
export type ThrottleOptions = {
  /** Requests at once; 8 by default. */
  readonly concurrency?: number;
  /** Requests that may start within any second; 10 by default. */
  readonly perSecond?: number;
  /** Milliseconds of a clock that never goes back, by which pauses are compared. */
  readonly now?: () => number;
};

const MAX_PAUSE_MS = 300_000;
const RANK: Readonly<Record<Priority, number>> = { change: 1, poll: 0 };

/** Makes the throttle of one account. All clients of that account should share it. */
export function createThrottle(options: ThrottleOptions = {}): Throttle {
  const { concurrency = 8, perSecond = 10, now = () => performance.now() } = options;
  const queue = new PQueue({ concurrency, interval: 1000, intervalCap: perSecond, strict: true });
  const open = new WeakSet<Slot>();
  let resumeAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  return {
    async withSlot(priority, signal, fn, operation = 'withSlot') {
      // The caller's signal must not reach the queue once fn runs: an abort would free the slot under it.
      const waiting = new AbortController();
      const stopWaiting = () => waiting.abort(signal.reason);
      if (signal.aborted || closed) stopWaiting();
      signal.addEventListener('abort', stopWaiting, { once: true });
      let started = false;
      const run = async () => {
        started = true;
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
        return (await queue.add(run, { priority: RANK[priority], signal: waiting.signal })) as Awaited<
          ReturnType<typeof fn>
        >;
      } catch (cause) {
        if (started) throw cause;
        const detail = 'given up while it waited for its turn';
        throw new ModelArtsError({ kind: 'unsent', operation, detail, cause });
      } finally {
        signal.removeEventListener('abort', stopWaiting);
      }
    },
    holds: (slot) => open.has(slot),
    pause(ms) {
      const waitMs = Math.min(Math.max(ms, 0), MAX_PAUSE_MS);
      const until = now() + waitMs;
      if (until <= resumeAt) return;
      resumeAt = until;
      queue.pause();
      clearTimeout(timer);
      timer = setTimeout(() => queue.start(), waitMs);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      queue.clear();
    },
  };
}
