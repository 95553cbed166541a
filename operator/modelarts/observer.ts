import { ModelArtsError } from './errors.ts';
import { type ListPort, type Sweep, sweepPages } from './sweep.ts';

/** Time as the observer needs it. */
export type ObserverTime = {
  /** Milliseconds on a clock that never goes back. */
  monotonic(): number;
  /** Resolves after `ms`, rejects when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A number in [0, 1): for jitter. */
  random(): number;
};

/** What an observer is made of. */
export type ObserverOptions<T> = {
  readonly port: ListPort<T>;
  /** Whether an item is ours, by marker or name hash. */
  readonly matches: (item: T) => boolean;
  /** What of an item counts as a change; all of it unless given. */
  readonly versionOf?: ((item: T) => string) | undefined;
  /**
   * Told when a followed item differs from what was last seen, and with undefined, once, when a followed id is no
   * longer where it should be in the list. Neither is proof: a GET by id decides.
   */
  readonly changed: (id: string, item: T | undefined) => void;
  /** Told after every poll of all seen in it that match: one that nobody follows is a twin, or a late create. */
  readonly ours?: ((items: readonly T[]) => void) | undefined;
  /** Told of a poll that failed. */
  readonly failed?: ((error: unknown) => void) | undefined;
  /** Told of each poll that has ended, well or not, and how long none is due then. */
  readonly polled?: ((ok: boolean) => void) | undefined;
  readonly rests?: ((ms: number) => void) | undefined;
  readonly time: ObserverTime;
  /** Between polls while something of ours is in flight, in milliseconds; 10 s by default. */
  readonly busyMs?: number | undefined;
  /** Between polls otherwise, asked anew for each; 60 s by default. */
  readonly idleMs?: (() => number) | undefined;
};

/** One list of one account, workspace and kind, polled for all who care for something in it (DESIGN section 7). */
export type ListObserver<T> = {
  /** Begins to follow an id; polls begin to reach down to it, and come soon while it is neither finished nor at rest. */
  follow(id: string): void;
  forget(id: string): void;
  /** What was last seen of a followed id; undefined says nothing. */
  latest(id: string): T | undefined;
  /** Polls once, now. @throws what the port throws */
  poll(signal: AbortSignal): Promise<void>;
  /** Polls until aborted; returns then. */
  run(signal: AbortSignal): Promise<void>;
};

type Followed<T> = { item?: T; version?: string; missing: boolean; readonly sinceMs: number };

const JITTER = 0.1;
const MAX_SWEEPS = 3;
/** How long an id that no list has shown yet may still come late. */
const LATE_MS = 300_000;

/**
 * Makes an observer. A poll reads from the newest item down to the oldest one followed that is not finished, and
 * again (three times at most) when the list's `total` moved meanwhile. Lists prove presence, never absence.
 */
export function createObserver<T>(options: ObserverOptions<T>): ListObserver<T> {
  const { port, matches, changed, time, busyMs = 10_000, idleMs = () => 60_000 } = options;
  const { versionOf = JSON.stringify } = options;
  const followed = new Map<string, Followed<T>>();
  /** Interrupts the sleep between polls when there is more to look after. */
  let interrupt = new AbortController();
  let inFlightUnfollowed = false;

  const isFinished = ({ item }: Followed<T>) => item !== undefined && port.isFinished(item);
  const isAtRest = ({ item }: Followed<T>) => item !== undefined && (port.isAtRest?.(item) ?? false);
  /** The ids that a poll has to reach down to. */
  const sought = () =>
    [...followed].filter(([, entry]) => !entry.missing && !isFinished(entry)).map(([id]) => id);
  const isInFlight = (entry: Followed<T>) => {
    if (isFinished(entry) || isAtRest(entry)) return false;
    return !entry.missing || (entry.item === undefined && time.monotonic() - entry.sinceMs < LATE_MS);
  };

  const note = (items: Sweep<T>['items']) => {
    for (const [id, entry] of followed) {
      const item = items.get(id);
      if (item === undefined) continue;
      const version = versionOf(item);
      const differs = version !== entry.version;
      Object.assign(entry, { item, version, missing: false });
      if (differs) changed(id, item);
    }
    const ours = [...items].filter(([, item]) => matches(item));
    inFlightUnfollowed = ours.some(
      ([id, item]) => !followed.has(id) && !port.isFinished(item) && !port.isAtRest?.(item),
    );
    options.ours?.(ours.map(([, item]) => item));
  };

  const poll = async (signal: AbortSignal): Promise<void> => {
    const wanted = sought();
    const enough = (items: Sweep<T>['items']) => wanted.every((id) => items.has(id));
    const items = new Map<string, T>();
    let last: Sweep<T>;
    let sweeps = 0;
    do {
      last = await sweepPages(port, enough, signal);
      for (const [id, item] of last.items) items.set(id, item);
    } while (!last.steady && !enough(items) && ++sweeps < MAX_SWEEPS);
    note(items);
    if (!last.whole || !last.steady) return;
    for (const id of wanted) {
      const entry = followed.get(id);
      if (!entry || items.has(id)) continue;
      entry.missing = true;
      changed(id, undefined);
    }
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      let ok = true;
      const askedMs = await poll(signal).then(
        () => 0,
        (error: unknown) => {
          ok = false;
          if (!signal.aborted) options.failed?.(error);
          return error instanceof ModelArtsError ? (error.retryAfterMs ?? 0) : 0;
        },
      );
      if (ok || !signal.aborted) options.polled?.(ok);
      const polledAt = time.monotonic();
      const spread = 1 - JITTER + 2 * JITTER * time.random();
      const due = () => {
        const busy = inFlightUnfollowed || [...followed.values()].some(isInFlight);
        return polledAt + Math.max((busy ? busyMs : idleMs()) * spread, askedMs);
      };
      for (
        let left = due() - time.monotonic();
        left > 0 && !signal.aborted;
        left = due() - time.monotonic()
      ) {
        options.rests?.(left);
        interrupt = new AbortController();
        await time.sleep(left, AbortSignal.any([signal, interrupt.signal])).catch(() => {});
      }
    }
  };

  return {
    follow(id) {
      if (followed.has(id)) return;
      followed.set(id, { missing: false, sinceMs: time.monotonic() });
      interrupt.abort();
    },
    forget: (id) => void followed.delete(id),
    latest: (id) => followed.get(id)?.item,
    poll,
    run,
  };
}
