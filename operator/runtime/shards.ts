/**
 * Objects spread over replicas (`--shards`): each object belongs to one shard by the hash of its UID, each shard to
 * whoever holds its Lease. A replica that takes part holds a seat, a Lease too, by which the others count it.
 *
 * Guarantees: a shard has one owner at a time (that of its Lease, see `lease.ts`), also while replicas with another
 * number of shards still run: their Leases are rivals. Once replicas stop coming and going, no two of them differ by
 * more than one shard; only shards of replicas that have too many, or have gone, change hands.
 */
import { createHash } from 'node:crypto';
import type { LeaseOptions, Term } from './lease.ts';
import { lead } from './lease.ts';
import type { LeaseBoard } from './leaseBoard.ts';
import { jittered } from './time.ts';

/** One of `of` shards, counted from 0. */
export type Shard = { index: number; of: number };

/** The shard of the object `uid`, of `of`: the same in every replica, and of all about as many. */
export const shardOf = (uid: string, of: number): number =>
  of === 1 ? 0 : createHash('sha256').update(uid).digest().readUInt32BE() % of;

/**
 * The shards that `me` is to have, if `members` share them. Pure; the same view leads to a division in which each shard
 * has one owner and no two members differ by more than one, with as few changes of hands as that needs.
 *
 * @param members identities, `me` among them
 * @param holders who has each shard now; undefined: nobody of `members`
 */
export function shardsFor(
  me: string,
  members: readonly string[],
  holders: readonly (string | undefined)[],
): Set<number> {
  const had = new Map(members.map((member) => [member, [] as number[]]));
  const free: number[] = [];
  for (const [index, holder] of holders.entries()) (had.get(holder ?? '') ?? free).push(index);
  const fewest = Math.floor(holders.length / members.length);
  const withMore = holders.length % members.length;
  const ranked = [...had].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const shares = ranked.map(([member, own], rank) => {
    const share = fewest + (rank < withMore ? 1 : 0);
    free.push(...own.slice(share));
    return { member, own: own.slice(0, share), share };
  });
  free.sort((a, b) => a - b);
  for (const { member, own, share } of shares) {
    const all = [...own, ...free.splice(0, share - own.length)];
    if (member === me) return new Set(all);
  }
  return new Set();
}

export type ShardOptions = Omit<LeaseOptions, 'names' | 'rivals' | 'sightings' | 'wait'> & {
  board: LeaseBoard;
  /** The Lease of the only shard; those of several begin with it. */
  name: string;
  /** How many shards there are. */
  count: number;
  /** Told when this replica has taken a seat: it takes part from then on. */
  seated?: () => void;
};

/**
 * Runs `work` in a term of its own for each shard that falls to this replica, until `signal` is aborted; what it has is
 * given back then. Rejects with what `work` rejects with.
 */
export async function leadShards(
  options: ShardOptions,
  work: (term: Term, shard: Shard) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { name, count } = options;
  if (count === 1)
    return lead(leaseOf(options, [name], true), (term) => work(term, { index: 0, of: 1 }), signal);
  const seats = Array.from({ length: count }, (_, index) => seatName(name, count, index));
  await lead(
    leaseOf(options, seats, false),
    (seat) => {
      options.seated?.();
      return tend(options, work, seat.signal);
    },
    signal,
  );
}

const shardName = (name: string, count: number, index: number): string => `${name}-${count}-${index}`;
const seatName = (name: string, count: number, index: number): string => `${name}-${count}-seat-${index}`;

/** How many shards those count whose Lease is `lease`; undefined for the Lease of something else. */
export function shardsIn(name: string, lease: string): number | undefined {
  if (lease === name) return 1;
  if (!lease.startsWith(`${name}-`)) return undefined;
  const match = /^(\d+)-\d+$/.exec(lease.slice(name.length + 1));
  return match ? Number(match[1]) : undefined;
}

function leaseOf(options: ShardOptions, names: readonly string[], hasRivals: boolean): LeaseOptions {
  const { board, name, count } = options;
  const only = names.length === 1 ? names[0] : undefined;
  return {
    ...options,
    names,
    sightings: board.sightings,
    wait: (ms, signal) => board.wait(only, ms, signal),
    ...(hasRivals && {
      rivals: async (signal: AbortSignal) =>
        new Map(
          [...(await board.read(signal))].filter(([lease]) => {
            const of = shardsIn(name, lease);
            return of !== undefined && of !== count;
          }),
        ),
    }),
  };
}

type Running = { stop: AbortController; done: Promise<void> };

/** Takes and gives back shards as replicas come and go, until `signal` is aborted and all are given back. */
async function tend(
  options: ShardOptions,
  work: (term: Term, shard: Shard) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { board, name, count, time, durationMs } = options;
  const running = new Map<number, Running>();
  const failure = new AbortController();
  const both = AbortSignal.any([signal, failure.signal]);
  const begin = (index: number) => {
    const stop = new AbortController();
    const done = lead(
      leaseOf(options, [shardName(name, count, index)], true),
      (term) => work(term, { index, of: count }),
      AbortSignal.any([both, stop.signal]),
    ).catch((error: unknown) => failure.abort(error));
    running.set(index, { stop, done: done.then(() => void running.delete(index)) });
  };
  while (!both.aborted) {
    const { wanted, steadyMs } = view(options);
    for (const [index, { stop }] of running) if (!wanted.has(index)) stop.abort();
    for (const index of wanted) if (!running.has(index)) begin(index);
    const lookMs = jittered(durationMs / 6, 0.2, time.random);
    await board.wait(undefined, Math.min(lookMs, steadyMs), both);
  }
  await Promise.all([...running.values()].map(({ done }) => done));
  if (failure.signal.aborted) throw failure.signal.reason;
}

/** Which shards this replica is to have as the Leases stand, and how soon one of them may have run out. */
function view(options: ShardOptions): { wanted: Set<number>; steadyMs: number } {
  const { board, name, count, identity, time } = options;
  const records = board.records();
  const now = time.monotonic();
  let steadyMs = Infinity;
  const holderOf = (lease: string): string | undefined => {
    const record = records.get(lease);
    if (!record?.holder) return undefined;
    if (record.holder === identity) return identity;
    const leftMs = board.sightings.freeInMs(lease, record, now, options);
    if (leftMs > 0) steadyMs = Math.min(steadyMs, leftMs);
    return leftMs > 0 ? record.holder : undefined;
  };
  const numbers = Array.from({ length: count }, (_, index) => index);
  const seated = numbers.map((index) => holderOf(seatName(name, count, index)));
  const members = new Set([identity, ...seated.filter((holder) => holder !== undefined)]);
  const holders = numbers.map((index) => holderOf(shardName(name, count, index)));
  return { wanted: shardsFor(identity, [...members].sort(), holders), steadyMs };
}
