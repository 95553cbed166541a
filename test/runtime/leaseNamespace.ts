import { setMaxListeners } from 'node:events';
import { LEASE_NOTE } from '../../operator/runtime/leaseRecord.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Cluster, LeaseRecord, WatchEvent } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';

/** The Leases of a namespace with optimistic locking, lists and watches, as the API server keeps them. */
export class LeaseNamespace {
  readonly records = new Map<string, LeaseRecord>();
  readonly #events = new EventTarget();
  #version = 0;

  constructor() {
    setMaxListeners(0, this.#events);
  }

  /** A way there, cut while `isDown` says so. */
  port(isDown: () => boolean): Pick<Cluster, 'readLease' | 'writeLease' | 'list' | 'watch'> {
    const up = () => {
      if (isDown()) throw new ApiError('unavailable', 'no answer');
    };
    return {
      readLease: async (key) => {
        up();
        const record = this.records.get(key.name);
        return record && { ...record };
      },
      writeLease: async (key, record) => {
        up();
        return this.write(key.name, record);
      },
      list: async () => {
        up();
        const items = [...this.records].map(([name, record]) => asLease(name, record));
        return { items, resourceVersion: String(this.#version) };
      },
      watch: (_type, _query, signal) => this.#watch(signal, isDown),
    };
  }

  write(name: string, record: LeaseRecord): LeaseRecord {
    const held = this.records.get(name);
    if (held?.resourceVersion !== record.resourceVersion)
      throw new ApiError('conflict', 'another was quicker');
    this.#version += 1;
    const written = { ...record, resourceVersion: String(this.#version) };
    this.records.set(name, written);
    this.#events.dispatchEvent(Object.assign(new Event('lease'), { lease: asLease(name, written) }));
    return { ...written };
  }

  /** Who has each of `names`. */
  holders(...names: string[]): string[] {
    return names.map((name) => this.records.get(name)?.holder ?? '');
  }

  async *#watch(signal: AbortSignal, isDown: () => boolean): AsyncGenerator<WatchEvent> {
    const queue: Resource[] = [];
    let wake = () => {};
    const listen = (event: Event) => {
      queue.push((event as Event & { lease: Resource }).lease);
      wake();
    };
    this.#events.addEventListener('lease', listen, { signal });
    signal.addEventListener('abort', () => wake());
    while (!signal.aborted) {
      const object = queue.shift();
      if (object) {
        if (isDown()) throw new ApiError('unavailable', 'the stream broke');
        yield { type: 'MODIFIED', object };
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}

function asLease(name: string, record: LeaseRecord): Resource {
  const { resourceVersion = '', note } = record;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...{ name, namespace: 'ml', uid: name, resourceVersion, generation: 1 },
      ...(note !== undefined && { annotations: { [LEASE_NOTE]: note } }),
    },
    spec: {
      holderIdentity: record.holder,
      leaseTransitions: record.transitions,
      leaseDurationSeconds: record.durationSeconds,
    },
  };
}
