/** The signs of life of this process: what its loops tell, for metrics and health. Nothing here decides anything. */
import type { Facts, Role, Verdict } from './health.ts';
import { liveness, readiness } from './health.ts';
import type { Result } from './metrics.ts';
import { Metrics } from './metrics.ts';
import type { QueueHooks } from './queue.ts';
import type { QueueState } from './queueState.ts';
import type { Telling } from './recorder.ts';
import type { Time } from './time.ts';

/** What one term of one shard tells. */
class TermVitals {
  readonly queues = new Map<string, () => QueueState>();
  readonly watches = new Map<string, number>();
  isSynced = false;
  readonly #metrics: Metrics;
  readonly #time: Time;
  readonly #over: () => void;

  constructor(metrics: Metrics, time: Time, over: () => void) {
    this.#metrics = metrics;
    this.#time = time;
    this.#over = over;
  }

  /** All kinds of this term have been listed. */
  synced(): void {
    this.isSynced = true;
  }

  /** The term is over, and all that ran in it has ended. */
  ended(): void {
    this.#over();
  }

  /** What the controller of a kind tells; the queue itself is asked through `queue`. */
  kind(
    kind: string,
  ): QueueHooks & { reconciled(result: Result): void; queue(state: () => QueueState): void } {
    return { ...this.#metrics.kind(kind), queue: (state) => this.queues.set(kind, state) };
  }

  /** What a watch tells: that it delivered, ended or begins anew (`alive`), and that it broke. */
  watch(plural: string, namespace?: string): { alive(): void; broke(): void } {
    const name = namespace === undefined ? plural : `${plural} in ${namespace}`;
    const alive = () => this.watches.set(name, this.#time.monotonic());
    alive();
    return { alive, ...this.#metrics.watch(plural) };
  }
}

export type { TermVitals };

/** Made once for each process: counters outlive terms, what is known of queues and watches does not. */
export class Vitals {
  readonly metrics: Metrics;
  readonly #time: Time;
  readonly #terms = new Map<number, TermVitals>();
  #standing: Role = { role: 'starting' };

  constructor(time: Time) {
    this.#time = time;
    this.metrics = new Metrics(() => this.#facts());
  }

  /** Another replica holds the Lease. */
  follows(leader: string): void {
    this.#standing = { role: 'follower', leader };
  }

  /** This replica takes part, and has what falls to it: nothing so far. */
  seated(): void {
    this.#standing = { role: 'seated' };
  }

  /** A term has begun: that of the shard `index`. */
  term(index = 0): TermVitals {
    const term = new TermVitals(this.metrics, this.#time, () => {
      if (this.#terms.get(index) !== term) return;
      this.#terms.delete(index);
      if (this.#standing.role !== 'seated') this.#standing = { role: 'starting' };
    });
    this.#terms.set(index, term);
    return term;
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
    const terms = [...this.#terms.values()];
    const shards = [...this.#terms.keys()].sort((a, b) => a - b);
    const synced = terms.every(({ isSynced }) => isSynced);
    return {
      role: terms.length > 0 ? { role: 'leader', synced, shards } : this.#standing,
      queues: terms.flatMap(({ queues }) => [...queues]),
      watches: terms.flatMap(({ watches }) => [...watches]),
    };
  }
}
