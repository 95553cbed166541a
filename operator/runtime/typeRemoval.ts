/** Whether a CRD is being deleted: asked before a deletion reaches the cloud, remembered for some seconds. */
import type { ResourceType } from './object.ts';
import type { Cluster } from './ports.ts';
import type { Time } from './time.ts';

const REMEMBER_MS = 5_000;

/** Throws `ApiError` when the CRD may not be read. */
export function createTypeRemoval(cluster: Pick<Cluster, 'typeIsGoing'>, time: Time) {
  const known = new Map<string, { going: boolean; askedMs: number }>();
  return async (type: ResourceType, signal: AbortSignal): Promise<boolean> => {
    const held = known.get(type.plural);
    if (held && time.monotonic() - held.askedMs < REMEMBER_MS) return held.going;
    const askedMs = time.monotonic();
    const going = await cluster.typeIsGoing(type, signal);
    known.set(type.plural, { going, askedMs });
    return going;
  };
}
