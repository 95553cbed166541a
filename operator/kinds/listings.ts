/** One list poll per account, workspace and kind serves all objects in it (DESIGN section 7). */
import { ModelArtsError } from '../modelarts/errors.ts';
import { createObserver, type ListObserver } from '../modelarts/observer.ts';
import type { ListPort } from '../modelarts/sweep.ts';
import type { Following, Remote } from '../runtime/kind.ts';
import type { Log } from '../runtime/log.ts';
import type { RemoteSink } from '../runtime/remotes.ts';
import type { ListVital } from '../runtime/termVitals.ts';
import type { Time } from '../runtime/time.ts';
import { asUrgent } from '../runtime/urgency.ts';
import { faultOf } from './faults.ts';

/** What all kinds' lists are polled with. */
export type ListingsRun = {
  time: Time;
  log: Log;
  /** Between polls of a list while something of ours in it is in flight, and otherwise; milliseconds. */
  busyMs: number;
  idleMs: number;
  /** Ends all polls. */
  signal: AbortSignal;
  /** Where a list of a kind that begins to be polled tells that it is. */
  vital?: (kind: string) => ListVital;
};

export type ListingsOptions<R> = ListingsRun & {
  /** The kind whose objects they are about. */
  kind: string;
  /** What the lists hold, in sentences: `training jobs`. */
  noun: string;
  /**
   * They are listed within something, and there are as many lists as there is of that: while nothing is in flight each one
   * is polled so seldom that together they are polled 60 times in the idle interval.
   */
  within?: boolean;
  /** What of an item counts as a change: not what moves by itself. */
  versionOf: (item: R) => string;
};

export type Listings<R extends Remote> = {
  /** Where all lists tell what they show; set once, before the first poll. */
  listen(sink: RemoteSink): void;
  /**
   * The list under `key` (account and workspace, or what it is listed within), polled from the first call on (what is listed
   * `within` something from its turn on, or once something in it is followed); no more once what it is listed within is gone
   * and no object cares for anything in it.
   *
   * @param port reads it with the newest credentials: that of the latest call is used
   */
  open(key: string, port: ListPort<R>): Listing<R>;
};

type Listing<R> = {
  follow(id: string, wanted?: boolean): Following;
  noted(id: string, item: R): void;
  forget(id: string): void;
  latest(id: string): R | undefined;
};

/** How long a poll that failed may leave what was last seen in force, in idle intervals. */
const STALE_INTERVALS = 3;
const POLLS_WITHIN = 60;

/** The lists of one kind for one term. */
export function createListings<R extends Remote>(options: ListingsOptions<R>): Listings<R> {
  const { time, busyMs, within, signal } = options;
  const lists = new Map<string, { list: Listing<R>; use(port: ListPort<R>): void }>();
  const idleMs = () => options.idleMs * (within ? Math.max(1, lists.size / POLLS_WITHIN) : 1);
  let sink: RemoteSink = { changed: () => true, seen: () => undefined };

  function begin(key: string, first: ListPort<R>) {
    let port = first;
    const vital = options.vital?.(options.kind);
    let polledMs = time.monotonic();
    const followed = new Set<string>();
    const missing = new Set<string>();
    const over = new AbortController();
    const end = () => {
      over.abort(new Error('what was listed is gone'));
      lists.delete(key);
    };
    const observer: ListObserver<R> = createObserver<R>({
      port: {
        limit: first.limit,
        async fetchPage(offset, until) {
          vital?.polls();
          const page = await port.fetchPage(offset, until);
          vital?.page(page.items.length);
          return page;
        },
        idOf: ({ id }) => id,
        isFinished: (item) => port.isFinished(item),
        isAtRest: (item) => port.isAtRest?.(item) ?? false,
      },
      matches: ({ name, markedText }) => mayBeOurs(name, markedText),
      changed: (id, item) => {
        if (item) missing.delete(id);
        else missing.add(id);
        if (!sink.changed(id)) list.forget(id);
      },
      ours: (items) => sink.seen(items),
      failed: (err) => {
        options.log.warn({ err, list: key }, `the list of ${options.noun} could not be polled`);
        if (!saysNothing(err)) return;
        for (const id of followed) if (!sink.changed(id)) list.forget(id);
        if (isGone(err) && followed.size === 0) end();
      },
      versionOf: options.versionOf,
      polled: (ok) => {
        if (ok) polledMs = time.monotonic();
        vital?.polled(ok);
      },
      ...{ time, busyMs, idleMs, late: within, ...(vital && { rests: vital.rests }) },
    });
    const list: Listing<R> = {
      follow(id, wanted) {
        followed.add(id);
        observer.follow(id, wanted);
        const stale = time.monotonic() - polledMs > STALE_INTERVALS * idleMs();
        if (missing.has(id) || stale || over.signal.aborted) return 'unseen';
        return observer.shows(id) ? 'shown' : 'expected';
      },
      forget(id) {
        followed.delete(id);
        missing.delete(id);
        observer.forget(id);
      },
      noted: observer.noted,
      latest: observer.latest,
    };
    // Begun by a pass that may be urgent: the polls are not.
    void asUrgent('recheck', () => observer.run(AbortSignal.any([signal, over.signal])));
    const use = (next: ListPort<R>) => {
      port = next;
    };
    return { list, use };
  }

  return {
    listen(to) {
      sink = to;
    },
    open(key, port) {
      const known = lists.get(key);
      known?.use(port);
      if (known) return known.list;
      const begun = begin(key, port);
      lists.set(key, begun);
      return begun.list;
    },
  };
}

/** What the list will not say has to be asked for one by one; what is down is down for both. */
const saysNothing = (error: unknown): error is ModelArtsError =>
  error instanceof ModelArtsError && (faultOf(error).needsPerson || isGone(error));

/** What is listed within (a workflow, a pool) is not there: that is not for this poll alone. */
const isGone = ({ kind }: ModelArtsError) => kind === 'invalid' || kind === 'not-found';

/** A marker, or the tail of a generated name: what carries neither is nobody's twin. */
const mayBeOurs = (name: string, markedText: string) =>
  /-[0-9a-f]{8}-[0-9]+$/.test(name) || markedText.includes('[k8s ');
