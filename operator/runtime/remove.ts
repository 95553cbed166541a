/** Deletion (DESIGN 4.7): stop first, then delete, and done only when a read says gone, twins included. */

import type { AnySession } from './context.ts';
import { settleByLookUp, writeDownAnswer } from './create.ts';
import { firstSight, settleVerdict } from './createRule.ts';
import { afterFault, examine, otherProject, toldOnce } from './examine.ts';
import { actNoted } from './follow.ts';
import { elderHolder } from './holder.ts';
import type { Bound, Unbound } from './intent.ts';
import { bindingOf, hasFinalizer, isPending, isRemoteId } from './intent.ts';
import { journalOf } from './journal.ts';
import type { Remote, Step } from './kind.ts';
import { lookUp } from './lookup.ts';
import { accountChanged, inDoubt, recheck } from './notYet.ts';
import { keyOf } from './object.ts';
import { isApiError } from './ports.ts';
import type { Next } from './queue.ts';
import { heldStep } from './references.ts';
import type { Run } from './run.ts';
import { timestamp } from './time.ts';

const HELD_MS = 30_000;

export async function removePass(run: Run): Promise<Next> {
  if (!hasFinalizer(run.object)) return undefined;
  const held = await heldBack(run);
  if (held) return held.next;
  await writeDownAnswer(run);
  const binding = bindingOf(run.object);
  if (binding.state === 'foreign' || (binding.state === 'bound' && elderHolder(run, binding.id)))
    return release(run, 'its remote-id belongs to another object, which keeps it');
  const opened = await run.kind.session(run.object, run.signal);
  if ('step' in opened) return run.finish({ step: opened }, recheck(opened));
  const { session } = opened;
  if (binding.state === 'none')
    return (await settle(run, binding, session)) ?? (await release(run, 'nothing was ever created'));
  return removeAll(run, session, binding);
}

/** Whatever keeps a deletion from reaching the cloud: Retain and Observe lift the finalizer at once, others wait. */
async function heldBack(run: Run): Promise<{ next: Next } | undefined> {
  const { context, kind, policy } = run;
  const wait = async (step: Step) => ({ next: await run.finish({ step }, { recheckMs: HELD_MS }) });
  if (context.readOnly)
    return wait({
      step: 'wait',
      reason: 'ReadOnly',
      message: 'the operator runs with --read-only: nothing is deleted',
    });
  if (policy.protected)
    return wait({
      step: 'stuck',
      reason: 'DeletionProtected',
      message: `spec.deletionProtection is true: the ${kind.noun} and this object stay until it is false`,
    });
  if (policy.retain || policy.observe)
    return { next: await retain(run, 'deletionPolicy or managementPolicy says so') };
  if (policy.paused)
    return { next: await run.finish({ step: { step: 'settled' }, paused: true }, undefined) };
  const inUse = heldStep(context.objects.holdersOf(kind.type.plural, keyOf(run.object)));
  if (inUse && !run.ghost) return { next: await run.finish({ step: inUse }, undefined) };
  try {
    if (await context.typeIsGoing(kind.type, run.signal))
      return { next: await retain(run, `the CRD of ${kind.type.plural} is being deleted`) };
  } catch (error) {
    if (!isApiError(error, 'denied')) throw error;
    const message = `the operator may not read its CRD, so it cannot tell whether the ${kind.noun} is to be deleted or the operator is being removed: allow it "get" on customresourcedefinitions, or discovery. ${error.message}`;
    return wait({ step: 'stuck', reason: 'CrdUnreadable', message });
  }
  return undefined;
}

function retain(run: Run, because: string): Promise<Next> {
  const binding = bindingOf(run.object);
  const what = binding.state === 'none' ? run.kind.noun : `${run.kind.noun} ${binding.id}`;
  run.tell({ type: 'Normal', reason: 'Retained', message: `Left ${what} in ModelArts: ${because}` });
  return release(run, `the ${run.kind.noun} stays: ${because}`);
}

/** An intent without an id keeps the finalizer until the look-ups are through; undefined once they are. */
async function settle(run: Run, binding: Unbound | Bound, session: AnySession): Promise<Next> {
  const sight = firstSight(binding, run.memory, run.now(), run.context.time.wall());
  const { settings } = run.context;
  const verdict = settleVerdict(run.memory, run.now(), settings);
  if (!verdict) return inDoubt(run, sight);
  if (verdict.next === 'wait') {
    const until = timestamp(sight.sinceWallMs + settings.settleMs + settings.listIntervalMs);
    const message = `an earlier create of this object may still take effect; the finalizer stays until it has been looked up, at ${until}`;
    return run.finish(
      { step: { step: 'wait', reason: 'SettlingEarlierCreate', message } },
      { recheckMs: verdict.untilMs - run.now() },
    );
  }
  return accountChanged(run, binding, session) ?? (await settleByLookUp(run, session, sight));
}

async function removeAll(run: Run, session: AnySession, binding: Bound): Promise<Next> {
  const elsewhere = otherProject(binding, session);
  if (elsewhere) return run.finish({ step: elsewhere }, { recheckMs: HELD_MS });
  const left = await removeKnown(run, session, binding);
  if (left) return left.next;
  const pending = isPending(binding) ? await settle(run, binding, session) : undefined;
  return pending ?? release(run, `${run.kind.noun} ${binding.id} is gone`);
}

/** Takes the next step in removing what is known or found to be ours; undefined once all of it is gone. */
export async function removeKnown(
  run: Run,
  session: AnySession,
  binding: Bound,
): Promise<{ next: Next } | undefined> {
  const earlier = (run.object.status?.attempts ?? []).map(({ id }) => id).filter(isRemoteId);
  const known = [binding.id, ...earlier].find((id) => !run.memory.gone.includes(id));
  if (known !== undefined) return { next: await removeOne(run, session, known, binding) };
  session.forget?.(binding.id);
  const [found] = (await lookUp(run, session)).ours;
  return found && { next: await removeOne(run, session, found.id, binding) };
}

async function removeOne(run: Run, session: AnySession, id: string, binding: Bound): Promise<Next> {
  const seen = await examine(run, session, id);
  if ('step' in seen) return run.finish({ step: seen.step }, seen.next);
  if ('gone' in seen) {
    run.memory.gone.push(id);
    return { recheckMs: 0 };
  }
  return advanceRemoval(run, session, seen.remote, binding);
}

async function advanceRemoval(run: Run, session: AnySession, remote: Remote, binding: Bound): Promise<Next> {
  const { object, kind } = run;
  const step = kind.planDelete(remote, { object, journal: journalOf(object, binding.attempt) });
  const report = seenWhileRemoving(run, session, remote, binding);
  if (step.step !== 'act') return run.finish({ step, ...report }, run.recheck(step, session, remote.id));
  const fault = await actNoted(run, session, { binding, remote }, step);
  const told: Step<unknown> = fault ? toldOnce(run, afterFault(fault)) : step;
  const { afterActMs } = run.context.settings;
  return run.finish(
    { step: told, ...report },
    fault ? { backoff: true, atLeastMs: fault.retryAfterMs ?? 0 } : { recheckMs: afterActMs },
  );
}

/** A twin is removed without a word about where the followed one is; and stopping it is no failure of the object. */
function seenWhileRemoving(run: Run, session: AnySession, remote: Remote, binding: Bound) {
  if (binding.id !== remote.id) return {};
  const { report, remote: where } = run.seen(remote, binding, session.account);
  const { end: _, attempt: __, ...rest } = report;
  return { report: rest, remote: where };
}

async function release(run: Run, because: string): Promise<Next> {
  await run.liftFinalizer();
  run.log.info({ because }, 'finalizer lifted');
  return undefined;
}
