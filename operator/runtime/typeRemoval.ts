/** Whether a CRD is being deleted: asked before a deletion reaches the cloud, remembered for some seconds. */
import type { ResourceType } from './object.ts';
import type { Cluster } from './ports.ts';
import { isApiError } from './ports.ts';
import type { Time } from './time.ts';

const REMEMBER_MS = 5_000;
/** Discovery follows the CRD itself, as the deletion of its objects does: what it says is old by less than this. */
const DISCOVERY_LAG_MS = 2_000;

/** Where the CRD may not be read discovery is asked, which takes a moment longer. Throws `ApiError`. */
export function createTypeRemoval(cluster: Pick<Cluster, 'typeIsGoing' | 'typeSeemsGoing'>, time: Time) {
  const known = new Map<string, { going: boolean; askedMs: number }>();
  return async (type: ResourceType, signal: AbortSignal): Promise<boolean> => {
    const held = known.get(type.plural);
    if (held && time.monotonic() - held.askedMs < REMEMBER_MS) return held.going;
    const askedMs = time.monotonic();
    const going = await cluster.typeIsGoing(type, signal).catch(async (error: unknown) => {
      if (!isApiError(error, 'denied')) throw error;
      await time.sleep(DISCOVERY_LAG_MS, signal);
      return cluster.typeSeemsGoing(type, signal);
    });
    known.set(type.plural, { going, askedMs });
    return going;
  };
}
