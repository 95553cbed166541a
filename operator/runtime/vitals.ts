/** The signs of life of this process: what its loops tell, for metrics and health. Nothing here decides anything. */
import type { Recording } from './auditFile.ts';
import type { Facts, Role, Verdict } from './health.ts';
import { liveness, readiness } from './health.ts';
import { Metrics } from './metrics.ts';
import type { Telling } from './recorder.ts';
import { TermVitals } from './termVitals.ts';
import type { Time } from './time.ts';

/** Made once for each process: counters outlive terms, what is known of queues, watches, lists and objects does not. */
export class Vitals {
  readonly metrics: Metrics;
  readonly #time: Time;
  readonly #terms = new Map<number, TermVitals>();
  #standing: Role = { role: 'starting' };
  #renewalMs: number | undefined;

  constructor(time: Time) {
    this.#time = time;
    this.metrics = new Metrics(() => ({ ...this.#facts(), counted: this.#each(({ counts }) => counts) }));
  }

  /** Another replica holds the Lease. */
  follows(leader: string): void {
    this.#standing = { role: 'follower', leader };
  }

  /** This replica takes part, and has what falls to it: nothing so far. */
  seated(): void {
    this.#standing = { role: 'seated' };
  }

  /** A Lease is being written. */
  renews(): void {
    this.#renewalMs = this.#time.monotonic();
  }

  /**
   * A term has begun: that of the shard `index`.
   *
   * @param signal aborted when it is over
   */
  term(index = 0, signal?: AbortSignal): TermVitals {
    const term = new TermVitals(this.metrics, this.#time, signal, () => {
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

  recorded(recording: Recording): void {
    this.metrics.recorded(recording);
  }

  liveness(): Verdict {
    return liveness(this.#facts(), this.#time.monotonic());
  }

  readiness(): Verdict {
    return readiness(this.#facts());
  }

  #each<T>(part: (term: TermVitals) => Iterable<T>): T[] {
    return [...this.#terms.values()].flatMap((term) => [...part(term)]);
  }

  #facts(): Facts {
    const terms = [...this.#terms];
    const shards = [...this.#terms.keys()].sort((a, b) => a - b);
    const synced = terms.every(([, { isSynced }]) => isSynced);
    return {
      role: terms.length > 0 ? { role: 'leader', synced, shards } : this.#standing,
      renewalMs: this.#renewalMs,
      over: terms.flatMap(([shard, { overMs }]) =>
        overMs === undefined ? [] : [{ shard, sinceMs: overMs }],
      ),
      queues: this.#each(({ queues }) => queues),
      watches: this.#each(({ watches }) => watches),
      lists: this.#each(({ lists }) => lists),
    };
  }
}
