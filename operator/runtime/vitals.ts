/** The signs of life of this process: what its loops tell, for metrics and health. Nothing here decides anything. */
import type { Facts, Role, Verdict } from './health.ts';
import { liveness, readiness } from './health.ts';
import type { Result } from './metrics.ts';
import { Metrics } from './metrics.ts';
import type { QueueHooks } from './queue.ts';
import type { QueueState } from './queueState.ts';
import type { Telling } from './recorder.ts';
import type { Time } from './time.ts';

/** Made once for each process: counters outlive terms, what is known of queues and watches does not. */
export class Vitals {
  readonly metrics: Metrics;
  readonly #time: Time;
  readonly #queues = new Map<string, () => QueueState>();
  readonly #watches = new Map<string, number>();
  #role: Role = { role: 'starting' };

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
  }

  /** All kinds of this term have been listed. */
  synced(): void {
    this.#role = { role: 'leader', synced: true };
  }

  /** The term is over, and all that ran in it has ended. */
  termEnded(): void {
    this.#role = { role: 'starting' };
    this.#queues.clear();
    this.#watches.clear();
  }

  /** What the controller of a kind tells; the queue itself is asked through `queue`. */
  kind(
    kind: string,
  ): QueueHooks & { reconciled(result: Result): void; queue(state: () => QueueState): void } {
    return { ...this.metrics.kind(kind), queue: (state) => this.#queues.set(kind, state) };
  }

  /** What a watch tells: that it delivered, ended or begins anew (`alive`), and that it broke. */
  watch(plural: string, namespace?: string): { alive(): void; broke(): void } {
    const name = namespace === undefined ? plural : `${plural} in ${namespace}`;
    const alive = () => this.#watches.set(name, this.#time.monotonic());
    alive();
    return { alive, ...this.metrics.watch(plural) };
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
    return { role: this.#role, queues: this.#queues, watches: this.#watches };
  }
}
