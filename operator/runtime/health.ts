/** Whether the operator still turns, and whether it is ready. Pure verdicts on facts; `vitals.ts` gathers those. */
import type { QueueState } from './queueState.ts';

/** What this process is to its replicas. It starts anew when a term has ended. */
export type Role =
  | { role: 'starting' }
  | { role: 'follower'; leader: string }
  | { role: 'seated' }
  | { role: 'leader'; synced: boolean; shards: readonly number[] };

/** Facts about this process; times in milliseconds on the monotonic clock. Empty but for the role where it does not lead. */
export type Facts = {
  role: Role;
  /** By kind; one for each shard that this process has. */
  queues: readonly (readonly [kind: string, state: () => QueueState])[];
  /** When the watches (of each namespace, where these are watched one by one) last delivered something, ended or were begun anew. */
  watches: readonly { name: string; aliveMs: number }[];
  lists: readonly ListLife[];
  /** The shards whose terms are over, and since when, while what ran in them has not ended. */
  over: readonly { shard: number; sinceMs: number }[];
  /** When the Lease was last written, or a try begun; undefined before the first. */
  renewalMs: number | undefined;
};

/** The polls of one list of the cloud: when the next one is due; Infinity while one is under way. */
export type ListLife = { kind: string; dueMs: number };

export type Verdict = { ok: boolean; text: string };

/** How long a queue may have due keys and start none. The cloud may ask for five minutes of patience. */
export const QUEUE_LIMIT_MS = 600_000;
/** How long a watch may neither deliver nor end. Its server ends it, and our own limits break it, well before. */
export const WATCH_LIMIT_MS = 600_000;

/**
 * How long a poll of a list may be overdue. One that is under way is not judged: its calls have deadlines, and before
 * them it may have to wait long for its turn where users change much.
 */
export const LIST_LIMIT_MS = 600_000;
/** How long a leader may not try to renew its Lease; it does so within seconds. */
export const RENEWAL_LIMIT_MS = 300_000;
/** How long what runs in a term may go on when that is over. */
export const OVER_LIMIT_MS = 300_000;

/** Not ok when a loop stands still that only a restart can get going; the text names each that does. */
export function liveness(facts: Facts, nowMs: number): Verdict {
  const troubles = [
    ...lease(facts, nowMs),
    ...over(facts, nowMs),
    ...queues(facts),
    ...watches(facts, nowMs),
    ...lists(facts, nowMs),
  ];
  return { ok: troubles.length === 0, text: troubles.join('\n') || 'ok' };
}

const lease = ({ role, renewalMs }: Facts, nowMs: number): string[] =>
  role.role === 'leader' && renewalMs !== undefined && nowMs - renewalMs > RENEWAL_LIMIT_MS
    ? [`lease: leading, and it was not tried for ${seconds(nowMs - renewalMs)} to renew it`]
    : [];

const over = (facts: Facts, nowMs: number): string[] =>
  facts.over
    .filter(({ sinceMs }) => nowMs - sinceMs > OVER_LIMIT_MS)
    .map(
      ({ shard, sinceMs }) =>
        `term of shard ${shard}: over for ${seconds(nowMs - sinceMs)}, and its work has not stopped`,
    );

const queues = (facts: Facts): string[] =>
  facts.queues
    .map(([kind, state]) => ({ kind, ...state() }))
    .filter(({ stalledMs }) => stalledMs > QUEUE_LIMIT_MS)
    .map(
      ({ kind, due, stalledMs }) =>
        `queue of ${kind}: ${due} keys are due and none was started for ${seconds(stalledMs)}`,
    );

const watches = (facts: Facts, nowMs: number): string[] =>
  facts.watches
    .filter(({ aliveMs }) => nowMs - aliveMs > WATCH_LIMIT_MS)
    .map(
      ({ name, aliveMs }) => `watch of ${name}: neither delivered nor ended for ${seconds(nowMs - aliveMs)}`,
    );

const lists = (facts: Facts, nowMs: number): string[] =>
  facts.lists
    .filter(({ dueMs }) => nowMs - dueMs > LIST_LIMIT_MS)
    .map(
      ({ kind, dueMs }) => `list of ${kind} in ModelArts: a poll is overdue for ${seconds(nowMs - dueMs)}`,
    );

/** Ok when all caches are synced, when another replica is known to lead, or when no shard is left for this one. */
export function readiness({ role }: Facts): Verdict {
  switch (role.role) {
    case 'starting':
      return { ok: false, text: 'it is not known yet who leads: the Lease has not been read' };
    case 'follower':
      return { ok: true, text: `ok: ${role.leader} leads` };
    case 'seated':
      return { ok: true, text: 'ok: takes part, no shard falls to it yet' };
    case 'leader':
      return role.synced
        ? { ok: true, text: 'ok: leading' }
        : { ok: false, text: 'leading, but not all kinds have been listed yet' };
  }
}

const seconds = (ms: number): string => `${Math.floor(ms / 1000)} s`;
