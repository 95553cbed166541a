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
  /** Told of all on each page that match: one that nobody follows is a twin, or a late create. */
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
  /** Where nothing is followed, the first poll comes at some time within the idle interval instead of at once. */
  readonly late?: boolean | undefined;
};

/** One list of one account, workspace and kind, polled for all who care for something in it (DESIGN section 7). */
export type ListObserver<T> = {
  /**
   * Begins to follow an id; polls begin to reach down to it, and come soon while it is neither finished nor at rest.
   *
   * @param wanted keeps what polls show of it until `latest` is asked
   */
  follow(id: string, wanted?: boolean): void;
  /** What a read of a followed id has shown: a poll that shows the same is no change. */
  noted(id: string, item: T): void;
  forget(id: string): void;
  /** Whether a poll has shown a followed id. */
  shows(id: string): boolean;
  /** What was last seen of a followed id that was wanted, once; undefined says nothing. */
  latest(id: string): T | undefined;
  /** Polls once, now. @throws what the port throws */
  poll(signal: AbortSignal): Promise<void>;
  /** Polls until aborted; returns then. */
  run(signal: AbortSignal): Promise<void>;
};

type Followed<T> = {
  item?: T | undefined;
  wanted: boolean;
  /** Undefined until a poll has shown it. */
  version?: string;
  /** As a read by its id showed it since the last change that was told. */
  read?: string;
  finished: boolean;
  atRest: boolean;
  missing: boolean;
  readonly sinceMs: number;
};

const JITTER = 0.1;
const MAX_SWEEPS = 3;
/** One for all: an abort without a reason makes an error with a stack each time. */
const SOONER = new Error('there is more to look after');
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

  /** The ids that a poll has to reach down to. */
  const sought = () =>
    [...followed].filter(([, entry]) => !entry.missing && !entry.finished).map(([id]) => id);
  const isInFlight = ({ finished, atRest, missing, version, sinceMs }: Followed<T>) => {
    if (finished || atRest) return false;
    return !missing || (version === undefined && time.monotonic() - sinceMs < LATE_MS);
  };
  const finished = (item: T) => port.isFinished(item);
  const atRest = (item: T) => port.isAtRest?.(item) ?? false;

  const note = (id: string, item: T, entry: Followed<T>) => {
    const version = versionOf(item);
    const differs = entry.missing || (version !== entry.version && version !== entry.read);
    Object.assign(entry, { version, finished: finished(item), atRest: atRest(item), missing: false });
    if (entry.wanted) entry.item = item;
    if (!differs) return;
    delete entry.read;
    changed(id, item);
  };

  const poll = async (signal: AbortSignal): Promise<void> => {
    const wanted = sought();
    const seen = new Set<string>();
    const enough = (ids: ReadonlySet<string>) => wanted.every((id) => ids.has(id));
    let inFlight = false;
    const take = (items: readonly T[]) => {
      const ours = items.filter(matches);
      for (const item of items) {
        const id = port.idOf(item);
        const entry = followed.get(id);
        seen.add(id);
        if (entry) note(id, item, entry);
        else inFlight ||= matches(item) && !finished(item) && !atRest(item);
      }
      options.ours?.(ours);
    };
    let last: Sweep;
    let sweeps = 0;
    do last = await sweepPages(port, enough, signal, take);
    while (!last.steady && !enough(seen) && ++sweeps < MAX_SWEEPS);
    inFlightUnfollowed = inFlight;
    if (!last.whole || !last.steady) return;
    for (const id of wanted) {
      const entry = followed.get(id);
      if (!entry || seen.has(id)) continue;
      entry.missing = true;
      changed(id, undefined);
    }
  };

  /** Until `due`, which may come nearer meanwhile. */
  const rest = async (due: () => number, signal: AbortSignal): Promise<void> => {
    for (let left = due() - time.monotonic(); left > 0 && !signal.aborted; left = due() - time.monotonic()) {
      options.rests?.(left);
      interrupt = new AbortController();
      await time.sleep(left, AbortSignal.any([signal, interrupt.signal])).catch(() => {});
    }
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    const begunAt = time.monotonic();
    const share = options.late ? time.random() : 0;
    await rest(() => (followed.size > 0 ? 0 : begunAt + share * idleMs()), signal);
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
      await rest(due, signal);
    }
  };

  return {
    follow(id, wanted = false) {
      if (followed.has(id)) return;
      const unseen = { missing: false, finished: false, atRest: false };
      followed.set(id, { ...unseen, wanted, sinceMs: time.monotonic() });
      interrupt.abort(SOONER);
    },
    noted(id, item) {
      const entry = followed.get(id);
      if (entry) entry.read = versionOf(item);
    },
    forget: (id) => void followed.delete(id),
    shows: (id) => followed.get(id)?.version !== undefined,
    latest(id) {
      const entry = followed.get(id);
      const item = entry?.item;
      if (entry) Object.assign(entry, { item: undefined, wanted: false });
      return item;
    },
    poll,
    run,
  };
}
