/** The signs of life of this process: what its loops tell, for metrics and health. Nothing here decides anything. */
import type { Facts, ListLife, Role, Verdict } from './health.ts';
import { liveness, readiness } from './health.ts';
import type { KindMeter } from './metrics.ts';
import { Metrics } from './metrics.ts';
import type { Counted } from './objectMetrics.ts';
import type { QueueState } from './queueState.ts';
import type { Telling } from './recorder.ts';
import type { Time } from './time.ts';

/** What a watch tells: that it delivered, ended or begins anew; that it broke; and that it is not needed any more. */
export type WatchVital = { alive(): void; broke(): void; ended(): void };

/** What the polls of a list of the cloud tell. */
export type ListVital = {
  /** A poll begins, or goes on to another page. */
  alive(): void;
  /** A page with so many items has come. */
  page(items: number): void;
  /** A poll has ended well or not. */
  polled(ok: boolean): void;
  /** No poll is due for so long. */
  rests(ms: number): void;
};

/** Made once for each process: counters outlive terms, what is known of queues, watches, lists and objects does not. */
export class Vitals {
  readonly metrics: Metrics;
  readonly #time: Time;
  readonly #queues = new Map<string, () => QueueState>();
  readonly #watches = new Set<{ plural: string; aliveMs: number }>();
  readonly #lists = new Set<ListLife>();
  #role: Role = { role: 'starting' };
  #renewalMs: number | undefined;

  constructor(time: Time) {
    this.#time = time;
    this.metrics = new Metrics(() => this.#facts());
  }

  /** Another replica holds the Lease. */
  follows(leader: string): void {
    this.#role = { role: 'follower', leader };
  }

  /** A term has begun. */
  leads(): void {
    this.#role = { role: 'leader', synced: false };
    this.renews();
  }

  /** The Lease is being written. */
  renews(): void {
    this.#renewalMs = this.#time.monotonic();
  }

  /** All kinds of this term have been listed. */
  synced(): void {
    this.#role = { role: 'leader', synced: true };
  }

  /** The term is over, and all that ran in it has ended. */
  termEnded(): void {
    this.#role = { role: 'starting' };
    for (const known of [this.#queues, this.#watches, this.#lists, this.metrics.objects]) known.clear();
  }

  /** What the controller of a kind tells; the queue itself is asked through `queue`, and its objects are `counted`. */
  kind(kind: string): KindMeter & {
    queue(state: () => QueueState): void;
    counted(counted: Omit<Counted, 'kind'>): void;
  } {
    return {
      ...this.metrics.kind(kind),
      queue: (state) => this.#queues.set(kind, state),
      counted: (counted) => this.metrics.objects.count({ kind, ...counted }),
    };
  }

  watch(plural: string): WatchVital {
    const life = { plural, aliveMs: this.#time.monotonic() };
    this.#watches.add(life);
    return {
      ...this.metrics.watch(plural),
      alive: () => {
        life.aliveMs = this.#time.monotonic();
      },
      ended: () => void this.#watches.delete(life),
    };
  }

  list(kind: string): ListVital {
    const life = { kind, aliveMs: this.#time.monotonic(), restMs: 0 };
    this.#lists.add(life);
    const alive = (restMs: number) => Object.assign(life, { aliveMs: this.#time.monotonic(), restMs });
    return { ...this.metrics.list(kind), alive: () => alive(0), rests: alive };
  }

  event(telling: Telling): void {
    this.metrics.event(telling);
  }

  liveness(): Verdict {
    return liveness(this.#facts(), this.#time.monotonic());
  }

  readiness(): Verdict {
    return readiness(this.#facts());
  }

  #facts(): Facts {
    return {
      role: this.#role,
      renewalMs: this.#renewalMs,
      queues: this.#queues,
      watches: this.#watches,
      lists: this.#lists,
    };
  }
}
