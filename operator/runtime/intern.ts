/** One copy of each object for all caches of a process that works on several shards. */
import type { Resource } from './object.ts';
import { withoutManagedFields } from './object.ts';
import type { Cluster } from './ports.ts';

/** The same cluster; of an object that several of its lists and watches deliver in the same version one copy is kept. */
export function interning(cluster: Cluster): Cluster {
  const known = new Map<string, WeakRef<Resource>>();
  const gone = new FinalizationRegistry<string>((uid) => {
    if (known.get(uid)?.deref() === undefined) known.delete(uid);
  });
  const one = <R extends Resource>(object: R): R => {
    const { uid, resourceVersion } = object.metadata;
    const held = known.get(uid)?.deref();
    if (held?.metadata.resourceVersion === resourceVersion) return held as R;
    const kept = withoutManagedFields(object);
    known.set(uid, new WeakRef(kept));
    gone.register(kept, uid);
    return kept;
  };
  return {
    ...cluster,
    async list(type, query, signal) {
      const page = await cluster.list(type, query, signal);
      return { ...page, items: page.items.map(one) };
    },
    async *watch(type, query, signal) {
      for await (const event of cluster.watch(type, query, signal))
        yield event.type === 'ADDED' || event.type === 'MODIFIED'
          ? { ...event, object: one(event.object) }
          : event;
    },
  };
}
