/** What takes calls of its own to be known of a pool. Reads only; what could not be read is left out. */
import type { ModelArts } from '../../modelarts/client.ts';
import { canonicalJson } from '../../runtime/digest.ts';
import type { Held } from './state.ts';
import { comingFlavors } from './state.ts';

/** What was read for a pool that looked so. */
type Kept = { looked: string; beside: Pick<Held, 'failed' | 'soldOut'> };

/**
 * Whether a pool that is Abnormal is one whose creation failed: some regions call it so, and only the list of those
 * tells it from one whose nodes are unwell. And which flavors are sold out whose nodes do not come. Both are asked once
 * for each look of the pool.
 */
export async function enrich(
  { pools, resourceFlavors }: Pick<ModelArts, 'pools' | 'resourceFlavors'>,
  pool: Held,
  kept: unknown,
  signal: AbortSignal,
): Promise<{ remote: Held; keep: Kept | undefined }> {
  const coming = comingFlavors(pool);
  const doubtful = pool.phase === 'Abnormal' && !pool.failed;
  if (!doubtful && coming.length === 0) return { remote: pool, keep: undefined };
  const looked = canonicalJson([pool.id, pool.phase, pool.nodes]);
  const known = kept as Kept | undefined;
  if (known?.looked === looked) return { remote: { ...pool, ...known.beside }, keep: known };
  const beside = {
    ...(doubtful && (await hasFailed()) && { failed: true as const }),
    ...(coming.length > 0 && { soldOut: await soldOut() }),
  };
  return { remote: { ...pool, ...beside }, keep: { looked, beside } };

  async function hasFailed(): Promise<boolean> {
    const { workspaceId } = pool;
    const listed = await pools.search({ workspaceId }, { signal }).catch(() => []);
    return listed.some(({ id, failed }) => id === pool.id && failed);
  }

  async function soldOut(): Promise<string[]> {
    const flavors = await resourceFlavors.list({ signal }).catch(() => []);
    return flavors
      .filter(({ name, zones }) => coming.includes(name) && isSoldOut(Object.values(zones)))
      .map(({ name }) => name);
  }
}

const isSoldOut = (states: readonly string[]): boolean =>
  states.length > 0 && states.every((state) => state === 'soldout');
