/**
 * Room under a limit that several shards share (`Ledger` decides within one).
 *
 * Each shard sees what the objects of all have taken, but not at once: two that create in the same moment would both find the
 * last room free. So a create claims its room in a Lease of the Account first, bound to the version read: of two that
 * claim at once one is refused, and looks again. A claim counts until the object itself shows the create in every cache.
 *
 * Guarantees: with caches that are less than `LAG_MS` behind, shards together never overbook. A claim whose create never
 * came (its process died) is void after `VOID_MS`.
 */
import type { Load } from './limits.ts';
import type { Key } from './object.ts';
import type { Cluster } from './ports.ts';

/** Room for one attempt of one object. */
export type RoomClaim = { uid: string; plural: string; key: Key; attempt: number; nodes: number };

/** By UID: the claim, and when it was made (milliseconds since the epoch). */
export type Claims = Readonly<Record<string, RoomClaim & { time: number }>>;

/** How far behind the cache of another shard may be. */
const LAG_MS = 60_000;
const VOID_MS = 900_000;

/** What the caches know of an object: the attempt that it shows a create of, 0 for none; undefined when it is not there. */
export type Shown = (claim: RoomClaim) => number | undefined;

/**
 * What is claimed beside what the caches count already. Pure.
 *
 * @param own the object that asks: its own claim does not stand in its way
 */
export function claimed(
  claims: Claims,
  own: string,
  { shown, counted, now, counts }: Pick<ClaimOptions, 'shown' | 'counted' | 'now' | 'counts'>,
): Load {
  const load = { nodes: 0, objects: 0 };
  for (const claim of Object.values(claims)) {
    if (claim.uid === own || counted(claim) || !counts(claim.key.namespace)) continue;
    if (!isOpen(claim, shown(claim), now)) continue;
    load.nodes += claim.nodes;
    load.objects += 1;
  }
  return load;
}

/** The claims with that of `claim`, without those that every cache knows of. Pure. */
export function withClaim(
  claims: Claims,
  claim: RoomClaim,
  { shown, now }: Pick<ClaimOptions, 'shown' | 'now'>,
): Claims {
  const kept = Object.entries(claims).filter(
    ([, other]) => isOpen(other, shown(other), now) || now - other.time < LAG_MS,
  );
  return { ...Object.fromEntries(kept), [claim.uid]: { ...claim, time: now } };
}

/** What is not there may not have come yet, for a while; what shows no create yet may still send one, for longer. */
function isOpen({ attempt, time }: Claims[string], shown: number | undefined, now: number): boolean {
  if (shown === undefined) return now - time < LAG_MS;
  return shown < attempt && now - time < VOID_MS;
}

export type ClaimOptions = {
  cluster: Pick<Cluster, 'readLease' | 'writeLease'>;
  /** The Lease that holds the claims. */
  key: Key;
  claim: RoomClaim;
  shown: Shown;
  /** Whether this process counts what the object takes already. */
  counted(claim: RoomClaim): boolean;
  /** Milliseconds since the epoch. */
  now: number;
  counts: (namespace: string) => boolean;
};

/**
 * Claims room, unless `refused` answers for what others have claimed beside what the caches show; its answer then.
 *
 * @throws ApiError `conflict` when another claimed at once: then look again
 */
export async function claimRoom<R>(
  options: ClaimOptions,
  refused: (beside: Load) => R | undefined,
  signal: AbortSignal,
): Promise<R | undefined> {
  const { cluster, key, claim } = options;
  const record = await cluster.readLease(key, signal);
  const claims = parsed(record?.note);
  const no = refused(claimed(claims, claim.uid, options));
  if (no !== undefined) return no;
  const note = JSON.stringify(withClaim(claims, claim, options));
  const empty = { holder: '', transitions: 0, durationSeconds: Math.ceil(VOID_MS / 1000) };
  await cluster.writeLease(key, { ...(record ?? empty), note }, signal);
  return undefined;
}

/** What somebody has spoilt holds nothing. */
function parsed(note: string | undefined): Claims {
  try {
    const claims = JSON.parse(note ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(Object.entries(claims).filter(isClaim));
  } catch {
    return {};
  }
}

const isClaim = (entry: [string, unknown]): entry is [string, Claims[string]] => {
  const { nodes, attempt, time, key } = (entry[1] ?? {}) as Partial<Claims[string]>;
  return [nodes, attempt, time].every(Number.isFinite) && typeof key?.namespace === 'string';
};
