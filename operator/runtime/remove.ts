/** Deletion (DESIGN 4.7): stop first, then delete, and done only when a read says gone, twins included. */
import { accountChanged, recheck, settleByLookUp, writeDownAnswer } from './create.ts';
import { firstSight, settleVerdict } from './createRule.ts';
import { act, afterFault, examine } from './follow.ts';
import type { Binding } from './intent.ts';
import { bindingOf, hasFinalizer } from './intent.ts';
import type { Remote, Step } from './kind.ts';
import { lookUp } from './lookup.ts';
import type { Next } from './queue.ts';
import type { AnySession, Run } from './run.ts';
import { timestamp } from './time.ts';

export async function removePass(run: Run): Promise<Next> {
  if (!hasFinalizer(run.object)) return undefined;
  await writeDownAnswer(run);
  const binding = bindingOf(run.object);
  if (binding.state === 'foreign')
    return release(run, 'its remote-id belongs to another object, which keeps it');
  const opened = await run.kind.session(run.object, run.signal);
  if ('step' in opened) return run.finish({ step: opened }, recheck(opened));
  const { session } = opened;
  if (binding.state === 'none')
    return (await settle(run, binding, session)) ?? (await release(run, 'nothing was ever created'));
  return removeAll(run, session, binding);
}

/** An intent without an id keeps the finalizer until the look-ups are through; undefined once they are. */
async function settle(
  run: Run,
  binding: Extract<Binding, { state: 'none' }>,
  session: AnySession,
): Promise<Next> {
  const sight = firstSight(binding, run.memory, run.now(), run.context.time.wall());
  const { settings } = run.context;
  const verdict = settleVerdict(run.memory, run.now(), settings);
  if (!verdict) return undefined;
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

async function removeAll(
  run: Run,
  session: AnySession,
  binding: Extract<Binding, { state: 'bound' }>,
): Promise<Next> {
  const { gone } = run.memory;
  if (!gone.has(binding.id)) return removeOne(run, session, binding.id, binding.attempt);
  const [next] = (await lookUp(run, session)).ours;
  return next
    ? removeOne(run, session, next.id, binding.attempt)
    : release(run, `${run.kind.noun} ${binding.id} is gone`);
}

async function removeOne(run: Run, session: AnySession, id: string, attempt: number): Promise<Next> {
  const seen = await examine(run, session, id);
  if ('step' in seen) return run.finish({ step: seen.step }, seen.next);
  if ('gone' in seen) {
    run.memory.gone.add(id);
    return { recheckMs: 0 };
  }
  return advanceRemoval(run, session, seen.remote, attempt);
}

async function advanceRemoval(run: Run, session: AnySession, remote: Remote, attempt: number): Promise<Next> {
  const step = run.kind.planDelete(remote);
  const report = seenWhileRemoving(run, session, remote, attempt);
  if (step.step !== 'act') return run.finish({ step, ...report }, recheck(step));
  const fault = await act(run, session, remote, step);
  const told: Step<unknown> = fault ? afterFault(fault) : step;
  const { afterActMs } = run.context.settings;
  return run.finish(
    { step: told, ...report },
    fault ? { backoff: true, atLeastMs: fault.retryAfterMs ?? 0 } : { recheckMs: afterActMs },
  );
}

/** A twin is removed without a word about where the followed one is; and stopping it is no failure of the object. */
function seenWhileRemoving(run: Run, session: AnySession, remote: Remote, attempt: number) {
  const followed = bindingOf(run.object);
  if (followed.state !== 'bound' || followed.id !== remote.id) return {};
  const seen = run.seen(remote, attempt, session.account);
  const { end: _, ...report } = seen.report;
  return { ...seen, report };
}

async function release(run: Run, because: string): Promise<Next> {
  await run.liftFinalizer();
  run.log.info({ because }, 'finalizer lifted');
  return undefined;
}
