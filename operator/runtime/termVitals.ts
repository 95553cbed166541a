/** The signs of life of one term of one shard. */
import type { ListLife } from './health.ts';
import type { KindMeter, Metrics } from './metrics.ts';
import type { Counted } from './objectMetrics.ts';
import type { QueueState } from './queueState.ts';
import type { Time } from './time.ts';

/** What a watch tells: that it delivered, ended or begins anew; that it broke; and that it is not needed any more. */
export type WatchVital = { alive(): void; broke(): void; ended(): void };

/** What the polls of a list of the cloud tell. */
export type ListVital = {
  /** A poll begins, or goes on to another page. */
  polls(): void;
  /** A page with so many items has come. */
  page(items: number): void;
  /** A poll has ended well or not. */
  polled(ok: boolean): void;
  /** No poll is due for so long. */
  rests(ms: number): void;
};

/** Gone with the term: nothing of it is left in health or metrics but what was counted. */
export class TermVitals {
  readonly queues = new Map<string, () => QueueState>();
  readonly watches = new Set<{ name: string; aliveMs: number }>();
  readonly lists = new Set<ListLife>();
  readonly counts: Counted[] = [];
  isSynced = false;
  /** When the term was over; undefined while it lasts. */
  overMs: number | undefined;
  readonly #metrics: Metrics;
  readonly #time: Time;
  readonly #ended: () => void;

  /** @param signal aborted when the term is over */
  constructor(metrics: Metrics, time: Time, signal: AbortSignal | undefined, ended: () => void) {
    this.#metrics = metrics;
    this.#time = time;
    this.#ended = ended;
    const over = () => {
      this.overMs = time.monotonic();
    };
    signal?.addEventListener('abort', over, { once: true });
  }

  /** All kinds of this term have been listed. */
  synced(): void {
    this.isSynced = true;
  }

  /** The term is over, and all that ran in it has ended. */
  ended(): void {
    this.#ended();
  }

  /** What the controller of a kind tells; the queue itself is asked through `queue`, and its objects are `counted`. */
  kind(kind: string): KindMeter & {
    queue(state: () => QueueState): void;
    counted(counted: Omit<Counted, 'kind'>): void;
  } {
    return {
      ...this.#metrics.kind(kind),
      queue: (state) => this.queues.set(kind, state),
      counted: (counted) => void this.counts.push({ kind, ...counted }),
    };
  }

  /** @param namespace where that is watched by itself */
  watch(plural: string, namespace?: string): WatchVital {
    const name = namespace === undefined ? plural : `${plural} in ${namespace}`;
    const life = { name, aliveMs: this.#time.monotonic() };
    this.watches.add(life);
    return {
      ...this.#metrics.watch(plural),
      alive: () => {
        life.aliveMs = this.#time.monotonic();
      },
      ended: () => void this.watches.delete(life),
    };
  }

  list(kind: string): ListVital {
    const life = { kind, dueMs: this.#time.monotonic() };
    this.lists.add(life);
    return {
      ...this.#metrics.list(kind),
      polls: () => {
        life.dueMs = Infinity;
      },
      rests: (ms) => {
        life.dueMs = this.#time.monotonic() + ms;
      },
    };
  }
}
