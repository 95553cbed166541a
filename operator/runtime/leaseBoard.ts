/**
 * The Leases of one namespace as a watch shows them, so that one that is given back or has run out is noticed at once.
 *
 * Nothing is decided by it alone: who takes a Lease reads it first, and writes it on top of what was read. Where the watch
 * does not work, changes are noticed at the next look.
 */

import { LEASE, leaseRecord } from './leaseRecord.ts';
import type { Cluster, LeaseRecord } from './ports.ts';
import { Sightings } from './sightings.ts';
import { Store } from './store.ts';
import type { Time } from './time.ts';
import { watchForever } from './watcher.ts';

export type LeaseBoardOptions = {
  cluster: Pick<Cluster, 'list' | 'watch'>;
  namespace: string;
  time: Time;
  /** Told when the list or watch breaks. */
  failed: (error: unknown, retryMs: number) => void;
};

export class LeaseBoard {
  readonly sightings = new Sightings();
  readonly #options: LeaseBoardOptions;
  readonly #store = new Store();
  readonly #waiting = new Set<{ name: string | undefined; wake: () => void }>();

  constructor(options: LeaseBoardOptions) {
    this.#options = options;
  }

  /** Watches until `signal` is aborted. */
  run(signal: AbortSignal): Promise<void> {
    const { cluster, namespace, time, failed } = this.#options;
    return watchForever(
      {
        ...{ cluster, type: LEASE, scope: { namespace }, store: this.#store, time, failed },
        changed: ({ name }, lease) => {
          this.sightings.see(name, lease?.metadata.resourceVersion, time.monotonic());
          for (const one of [...this.#waiting]) if (one.name === undefined || one.name === name) one.wake();
        },
        synced: () => undefined,
      },
      signal,
    );
  }

  /** What was last seen of all of them, by name. */
  records(): Map<string, LeaseRecord> {
    return new Map([...this.#store.all()].map((lease) => [lease.metadata.name, leaseRecord(lease)]));
  }

  /** Reads all of them anew, by name. */
  async read(signal: AbortSignal): Promise<Map<string, LeaseRecord>> {
    const { cluster, namespace } = this.#options;
    const records = new Map<string, LeaseRecord>();
    let token: string | undefined;
    do {
      const query = { namespace, limit: 500, ...(token && { continue: token }) };
      const page = await cluster.list(LEASE, query, signal);
      for (const lease of page.items) records.set(lease.metadata.name, leaseRecord(lease));
      token = page.continue;
    } while (token);
    return records;
  }

  /** Resolves after `ms`, or as soon as the Lease `name` (undefined: any of them) changes; never rejects. */
  async wait(name: string | undefined, ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const waiting = { name, wake: () => woken.abort() };
    this.#waiting.add(waiting);
    await this.#options.time.sleep(ms, AbortSignal.any([signal, woken.signal])).catch(() => undefined);
    this.#waiting.delete(waiting);
  }
}
