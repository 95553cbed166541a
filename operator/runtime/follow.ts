/** The way of an object whose remote side is known: read it, plan, act once, report. */

import { leftMs, nextAttempt, renewNow, rested, ripe } from './attempts.ts';
import { audited } from './audit.ts';
import type { AnyAct, AnySession, AnyVerdict } from './context.ts';
import { firstSight } from './createRule.ts';
import { canonicalJson } from './digest.ts';
import { afterFault, examine, otherProject, toldOnce } from './examine.ts';
import { elderHolder, heldBy } from './holder.ts';
import type { Bound } from './intent.ts';
import { doubtOfOnce, noteAnswer, noteOnce, settleJournal } from './journal.ts';
import type { Fault, PlanContext, Remote, Step } from './kind.ts';
import { asListed } from './listed.ts';
import { lost } from './lost.ts';
import { recheck } from './notYet.ts';
import { withOwnData } from './ownData.ts';
import { withOwnObjects } from './ownObjects.ts';
import type { Next } from './queue.ts';
import type { Run, Seen } from './run.ts';
import { DRIFT_CORRECTED, withArticle } from './words.ts';

/** How often a stuck object's remote side is still looked at when the plan does not say. */
const STUCK_RECHECK_MS = 60_000;

export async function followPass(run: Run, binding: Bound): Promise<Next> {
  const opened = await run.kind.session(run.object, run.signal);
  if ('step' in opened) return run.finish({ step: opened }, recheck(opened));
  const { session } = opened;
  const elder = elderHolder(run, binding.id);
  if (elder) {
    const message = heldBy(run.kind.noun, binding.id, elder);
    return lookOnly(run, session, binding.id, { step: 'stuck', reason: 'AlreadyAdopted', message });
  }
  const foreign = otherProject(binding, session);
  if (foreign) return run.finish({ step: foreign }, { recheckMs: STUCK_RECHECK_MS });
  // From now on the wait counts that another attempt might need.
  firstSight(binding, run.memory, run.now(), run.context.time.wall());
  const listed = await asListed(run, session, binding);
  if (listed) return listed.next;
  const seen = await examine(run, session, binding.id);
  if ('step' in seen) return run.finish({ step: seen.step }, seen.next);
  if ('gone' in seen) return lost(run, session, binding);
  await forgetLostTwins(run, session);
  const plain = { remote: seen.remote, keep: undefined };
  const { remote, keep } = (await session.enrich?.(seen.remote, run.memory.kept, run.signal)) ?? plain;
  const news = run.kind.news(run.object, remote);
  const next = await run.tellAfter(news, advance(run, session, binding, remote));
  // A pass that was dropped has told nothing: its news are read anew.
  run.memory.kept = keep;
  return next;
}

/** Twins that a person has deleted are none any more. */
async function forgetLostTwins({ memory, kind, signal }: Run, session: AnySession): Promise<void> {
  const found: string[] = [];
  for (const id of memory.twins) {
    const gone = await session.read(id, signal).then(
      () => false,
      (error: unknown) => kind.fault(error).outcome === 'not-found',
    );
    if (!gone) found.push(id);
  }
  memory.twins = found;
}

/** Reads and reports without a plan: what is wrong with the object is `imposed`, and where the remote is not noted. */
export async function lookOnly(run: Run, session: AnySession, id: string, imposed: Step): Promise<Next> {
  const next = recheck(imposed) ?? { recheckMs: STUCK_RECHECK_MS };
  try {
    const remote = await session.read(id, run.signal);
    const report = run.kind.report(run.object, remote, run.planContext({ attempt: 1 }));
    return await run.finish({ step: imposed, report }, next);
  } catch (error) {
    run.kind.fault(error);
    return run.finish({ step: imposed }, next);
  }
}

async function advance(run: Run, session: AnySession, binding: Bound, remote: Remote): Promise<Next> {
  await settleJournal(run, binding, remote);
  const planned = await withOwnData(run, remote, verdict(run, binding, remote));
  const step = await withOwnObjects(run, remote, planned);
  const seen = run.seen(remote, binding, session.account);
  const begun = await nextAttempt(run, session, binding, ripe(run, step, seen));
  if (begun) return begun.next;
  if (step.step !== 'act') {
    const next =
      step.step === 'renew' ? { recheckMs: leftMs(run, step) } : run.again(step, session, remote.id);
    session.noted?.(remote.id, remote);
    return run.finish({ step: rested(step), ...seen }, next);
  }
  return perform(run, session, { binding, remote, seen }, step);
}

/** Sends one mutation, and keeps the journal where it is to take effect once. */
export async function actNoted(
  run: Run,
  session: AnySession,
  { binding, remote }: Pick<Facts, 'binding' | 'remote'>,
  step: AnyAct,
): Promise<Fault | undefined> {
  const { once, forget } = step;
  const { attempt } = binding;
  if (!once && !forget) return (await act(run, session, { attempt, remote }, step)).fault;
  if (once) run.context.hold?.();
  const before = once ? await noteOnce(run, attempt, once) : {};
  // In both places before anything is sent: whichever of them is lost, the other one tells.
  if (once) await run.finish({ step, ...run.seen(remote, binding, session.account) }, undefined);
  const { fault, made } = await act(run, session, { attempt, remote }, step);
  await noteAnswer(run, attempt, step, { fault, made, before });
  return fault?.outcome === 'not-found' && forget ? undefined : fault;
}

type Facts = { binding: Bound; remote: Remote; seen: Seen };

/** Sends the mutation of a step, and reports what came of it. */
async function perform(run: Run, session: AnySession, facts: Facts, step: AnyAct): Promise<Next> {
  const { binding, remote, seen } = facts;
  const { action, ifNotAllowed, news } = step;
  // Sent once before: it was not allowed, or it was accepted and changed nothing.
  const tried = run.memory.lastAct === canonicalJson(action);
  if (ifNotAllowed && tried) return renewNow(run, session, binding, ifNotAllowed, seen);
  const fault = await actNoted(run, session, facts, step);
  if (fault?.notAllowed && ifNotAllowed) {
    run.memory.lastAct = canonicalJson(action);
    return renewNow(run, session, binding, ifNotAllowed, seen);
  }
  if (fault) {
    const told = { step: toldOnce(run, afterFault(fault)), ...seen };
    return run.finish(told, { backoff: true, atLeastMs: fault.retryAfterMs ?? 0 });
  }
  if (news) run.tell(news);
  if (news?.reason === DRIFT_CORRECTED) run.context.measure?.driftCorrected();
  // What the journal says now is part of what is reported.
  const now = run.seen(remote, binding, session.account);
  const report = { ...now.report, fields: { ...now.report.fields, ...step.noted } };
  return run.finish({ step, ...now, report }, afterAct(run, action));
}

/** Soon after a mutation; with backoff when the same one was accepted before and changed nothing. */
function afterAct({ memory, context }: Run, action: unknown): Next {
  const text = canonicalJson(action);
  const again = memory.lastAct === text;
  memory.lastAct = text;
  return again ? { backoff: true } : { recheckMs: context.settings.afterActMs };
}

/** What the kind's plan is asked only after: a twin is never touched, a field that cannot change is named. */
export function verdict(run: Run, binding: Bound, remote: Remote): AnyVerdict {
  const { kind, memory, object } = run;
  const context = run.planContext(binding);
  const planned = kind.plan(object, remote, context);
  const recheckMs = 'recheckMs' in planned ? planned.recheckMs : STUCK_RECHECK_MS;
  const stuck = (reason: string, message: string): Step => ({
    step: 'stuck',
    reason,
    message,
    ...(recheckMs && { recheckMs }),
  });
  if (memory.twins.length > 0)
    return stuck(
      'DuplicateRemote',
      `ModelArts holds more than one ${kind.noun} of this object: ${remote.id} is followed, ${memory.twins.join(', ')} too many. None is touched until this object is deleted, which deletes them all`,
    );
  if (planned.step !== 'act') delete memory.driftTold;
  if (run.observesOnly)
    return planned.step === 'act' || planned.step === 'renew'
      ? observed(run, remote, context, planned)
      : planned;
  const problems = [...run.policy.problems, ...kind.validate(object)];
  if (problems.length > 0) return stuck('InvalidSpec', problems.join('; '));
  if (context.changed.length > 0 && !kind.recreates?.(object)) {
    const way = kind.recreates ? ', or set spec.updatePolicy to Recreate' : '';
    return stuck(
      'ImmutableField',
      `${context.changed.join(', ')}: ${withArticle(kind.noun)} cannot change after it was created; put the old value back, or make a new object${way}`,
    );
  }
  const inDoubt = planned.step === 'act' && planned.once && doubtOfOnce(run, context, planned.once);
  return inDoubt ? stuck(inDoubt.reason, inDoubt.message) : planned;
}

/** What differs is told and left as it is; a remote object that has not ended is followed on. */
function observed(run: Run, remote: Remote, context: PlanContext, planned: AnyVerdict): Step {
  if (planned.step === 'act' && run.policy.observe) tellDrift(run, planned.because);
  return run.kind.report(run.object, remote, context).end
    ? { step: 'settled' }
    : { step: 'settled', recheckMs: run.context.settings.pollMs };
}

/** Once for each difference, not in each pass. */
function tellDrift(run: Run, because: string): void {
  if (run.memory.driftTold === because) return;
  run.memory.driftTold = because;
  const message = `${because}; left as it is, as spec.managementPolicy is Observe`;
  run.tell({ type: 'Normal', reason: 'DriftObserved', message });
}

/** Sends one mutation; a fault is told and answered, a lost lease ends the pass. */
async function act(
  run: Run,
  session: AnySession,
  { attempt, remote }: { attempt: number; remote: Remote },
  step: { action: unknown; because: string },
): Promise<{ fault?: Fault; made?: string }> {
  const { context, kind, signal } = run;
  const what = actionName(step.action);
  const { because } = step;
  const cause = { attempt, because, account: session.account, remoteId: remote.id, remoteName: remote.name };
  let made: string | undefined;
  try {
    ({ made } = await audited(
      run,
      cause,
      () => {
        context.term.assert();
        context.hold?.();
      },
      (gate) => session.act(step.action, remote.id, { signal, gate }),
      (answer) => ({ made: answer.made }),
    ));
  } catch (error) {
    context.term.assert();
    const fault = kind.fault(error);
    run.log.warn(
      { err: error, outcome: fault.outcome, remoteId: remote.id },
      `${what} of ${kind.noun} did not succeed`,
    );
    return { fault };
  }
  context.measure?.applied(run.object);
  if (kind.deletes(step.action)) run.memory.deleteAccepted.push(remote.id);
  return made === undefined ? {} : { made };
}

const actionName = (action: unknown): string =>
  typeof action === 'object' && action !== null && 'type' in action ? String(action.type) : 'act';
