/** After a start: what a list shows as it was left needs no read by its id (DESIGN section 7). */
import { isSettled, sameStatus, statusAfter } from './conditions.ts';
import type { AnySession } from './context.ts';
import { verdict } from './follow.ts';
import type { Bound } from './intent.ts';
import { isPending } from './intent.ts';
import type { Next } from './queue.ts';
import type { Run } from './run.ts';
import { LIST_PATIENCE } from './run.ts';
import { timestamp } from './time.ts';

/** The time that a list has to show `id`, once; undefined where no list is about to. */
export function untilListed({ memory, policy, context }: Run, session: AnySession, id: string): Next {
  if (!session.latest || policy.pollMs !== undefined) return undefined;
  if (session.follow?.(id, true) !== 'expected' || memory.awaited) return undefined;
  memory.awaited = true;
  return { recheckMs: LIST_PATIENCE * context.settings.pollMs };
}

/**
 * The first pass of a term over an object that status says is settled: when the list shows its remote object, and
 * neither plan nor status would have it otherwise with what the kind adds to it, that is all. Undefined when it has to be read by its id.
 */
export async function asListed(
  run: Run,
  session: AnySession,
  binding: Bound,
): Promise<{ next: Next } | undefined> {
  const { memory, object, policy, context } = run;
  const first = memory.looked !== true;
  memory.looked = true;
  if (!first || !session.latest || policy.pollMs !== undefined) return undefined;
  if (isPending(binding) || !isSettled(object)) return undefined;
  const next = untilListed(run, session, binding.id);
  if (next) {
    memory.looked = false;
    return { next };
  }
  const found = await withAdded(run, session, binding);
  if (!found) return undefined;
  const { remote, keep, seen } = found;
  const step = verdict(run, binding, remote);
  const writes = run.kind.ownData?.(object, remote) ?? [];
  const { create = [], remove = [] } = run.kind.ownObjects?.(object, remote) ?? {};
  if (step.step !== 'settled' || writes.length + create.length + remove.length > 0) return undefined;
  const status = statusAfter(object, { step, ...seen }, timestamp(context.time.wall()));
  if (!sameStatus(object.status, status)) return undefined;
  memory.kept = keep;
  context.reconciled?.('settled');
  return { next: run.again(step, session, binding.id) };
}

/**
 * What the list shows, with what the kind adds to it. Undefined where it shows nothing, or that it has moved on: then it is
 * read by its id, and what is added with that.
 */
async function withAdded(run: Run, session: AnySession, binding: Bound) {
  const shown = session.latest?.(binding.id);
  const plain = shown && run.seen(shown, binding, session.account);
  if (!plain || plain.report.phase !== run.object.status?.phase) return undefined;
  const added = await session.enrich?.(shown, run.memory.kept, run.signal);
  if (!added) return { remote: shown, keep: undefined, seen: plain };
  return { ...added, seen: run.seen(added.remote, binding, session.account) };
}
