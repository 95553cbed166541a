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
  /** By plural (and namespace, where each is watched by itself): when the watch last delivered something, ended or was begun anew; likewise. */
  watches: readonly (readonly [plural: string, aliveMs: number])[];
};

export type Verdict = { ok: boolean; text: string };

/** How long a queue may have due keys and start none. */
export const QUEUE_LIMIT_MS = 300_000;
/** How long a watch may neither deliver nor end. Its server ends it, and our own limits break it, well before. */
export const WATCH_LIMIT_MS = 600_000;

/** Not ok when a loop stands still that only a restart can get going; the text names each that does. */
export function liveness({ queues, watches }: Facts, nowMs: number): Verdict {
  const stalled = queues
    .map(([kind, state]) => ({ kind, ...state() }))
    .filter(({ stalledMs }) => stalledMs > QUEUE_LIMIT_MS)
    .map(
      ({ kind, due, stalledMs }) =>
        `queue of ${kind}: ${due} keys are due and none was started for ${seconds(stalledMs)}`,
    );
  const silent = watches
    .filter(([, aliveMs]) => nowMs - aliveMs > WATCH_LIMIT_MS)
    .map(
      ([plural, aliveMs]) =>
        `watch of ${plural}: neither delivered nor ended for ${seconds(nowMs - aliveMs)}`,
    );
  const troubles = [...stalled, ...silent];
  return { ok: troubles.length === 0, text: troubles.join('\n') || 'ok' };
}

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
