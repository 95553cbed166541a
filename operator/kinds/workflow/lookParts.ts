/** Reading the schedules and the subscription of a workflow: by id, as no list shows them. Reads only. */
import type { Schedule } from '../../modelarts/schedules.ts';
import type { Subscription } from '../../modelarts/subscriptions.ts';
import type { Workflows } from '../../modelarts/workflows.ts';
import { writtenJournal } from '../../runtime/journal.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import { faultOf } from '../faults.ts';
import type { Part, PartsSeen } from './part.ts';
import { idsToRead, partPath } from './part.ts';
import { differenceOf } from './partChange.ts';
import type { WorkflowSpec } from './spec.gen.ts';

export type LookOptions = {
  object: Resource<WorkflowSpec>;
  workflows: Pick<Workflows, 'schedules' | 'subscriptions'>;
  log: Log;
  /** Monotonic, milliseconds. */
  nowMs: number;
  /** How long what was read is good for, and after how long a second denial is believed; milliseconds. */
  lookMs: number;
  againMs: number;
};

/** What is remembered of one id. */
type Look = { seen?: Schedule | Subscription; readMs?: number; deniedSinceMs?: number };

/** What is remembered between passes, by `partPath`. */
export type KeptParts = Readonly<Record<string, Look>>;

/** Reads what is not known, is old, or differs from what is wanted: that is about to be changed, or has just been. */
export async function lookAtParts(
  options: LookOptions,
  workflowId: string,
  kept: KeptParts = {},
  signal: AbortSignal,
): Promise<{ parts: PartsSeen; keep: KeptParts }> {
  const { object, nowMs, againMs } = options;
  const journal = writtenJournal(object)?.entries ?? {};
  const parts = new Map<string, Schedule | Subscription | 'absent'>();
  const keep: Record<string, Look> = {};
  for (const { type, id, part } of idsToRead(object.spec, journal)) {
    const path = partPath(type, id);
    const known = kept[path] ?? {};
    const look = isGood(options, known, part, id)
      ? known
      : await read(options, { type, id, workflowId }, known, signal);
    keep[path] = look;
    const denied = look.deniedSinceMs !== undefined && nowMs - look.deniedSinceMs >= againMs;
    if (denied) parts.set(path, 'absent');
    else if (look.seen) parts.set(path, look.seen);
  }
  return { parts, keep };
}

function isGood(
  { nowMs, lookMs }: LookOptions,
  { seen, readMs = -Infinity }: Look,
  part: Part | undefined,
  id: string,
): boolean {
  return seen !== undefined && nowMs - readMs < lookMs && !(part && differenceOf(part, id, seen));
}

async function read(
  { object, workflows, log, nowMs }: LookOptions,
  { type, id, workflowId }: { type: Part['type']; id: string; workflowId: string },
  known: Look,
  signal: AbortSignal,
): Promise<Look> {
  try {
    const seen =
      type === 'schedule'
        ? await workflows.schedules.get({ workflowId, scheduleId: id }, { signal })
        : await workflows.subscriptions.get({ workflowId, subscriptionId: id }, { signal });
    return { seen, readMs: nowMs };
  } catch (err) {
    signal.throwIfAborted();
    // Throws what is no failure of ModelArts.
    if (faultOf(err).outcome === 'not-found') return { deniedSinceMs: known.deniedSinceMs ?? nowMs };
    const { namespace, name } = object.metadata;
    log.warn({ err, namespace, name, remoteId: workflowId, partId: id }, `a ${type} could not be read`);
    return known;
  }
}
