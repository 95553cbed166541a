/** The way of an object whose remote side is known: read it, plan, act once, report. */
import { hasEnded } from './conditions.ts';
import { nextAttempt, recheck } from './create.ts';
import { firstSight } from './createRule.ts';
import { canonicalJson } from './digest.ts';
import { elderHolder, heldBy } from './holder.ts';
import type { Bound } from './intent.ts';
import type { Fault, PlanContext, Remote, Renewal, Step } from './kind.ts';
import { asListed } from './listed.ts';
import { withOwnSecrets } from './ownSecret.ts';
import type { Next } from './queue.ts';
import type { AnySession, AnyVerdict, Run, Seen } from './run.ts';
import { timestamp } from './time.ts';
import { withArticle } from './words.ts';

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
  const listed = asListed(run, session, binding);
  if (listed) return listed.next;
  const seen = await examine(run, session, binding.id);
  if ('step' in seen) return run.finish({ step: seen.step }, seen.next);
  if ('gone' in seen) return lost(run, session, binding);
  await forgetLostTwins(run, session);
  const plain = { remote: seen.remote, keep: undefined };
  const { remote, keep } = (await session.enrich?.(seen.remote, run.memory.kept, run.signal)) ?? plain;
  const news = run.kind.news(run.object, remote);
  const next = await advance(run, session, binding, remote);
  // A pass that was dropped has told nothing: its news are read anew.
  run.memory.kept = keep;
  for (const one of news) run.tell(one);
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
  const step = await withOwnSecrets(run, remote, verdict(run, binding, remote));
  const seen = run.seen(remote, binding, session.account);
  const begun = await nextAttempt(run, session, binding, ripe(run, step, seen));
  if (begun) return begun.next;
  if (step.step !== 'act') {
    const next =
      step.step === 'renew' ? { recheckMs: leftMs(run, step) } : run.again(step, session, remote.id);
    return run.finish({ step: rested(step), ...seen }, next);
  }
  // Sent once before: it was not allowed, or it was accepted and changed nothing.
  const tried = run.memory.lastAct === canonicalJson(step.action);
  if (step.ifNotAllowed && tried) return renewNow(run, session, binding, step.ifNotAllowed, seen);
  const fault = await act(run, session, remote, step);
  if (!fault && step.news) run.tell(step.news);
  if (fault?.notAllowed && step.ifNotAllowed) {
    run.memory.lastAct = canonicalJson(step.action);
    return renewNow(run, session, binding, step.ifNotAllowed, seen);
  }
  const outcome = fault ? toldOnce(run, afterFault(fault)) : step;
  const after = fault
    ? { backoff: true as const, atLeastMs: fault.retryAfterMs ?? 0 }
    : afterAct(run, step.action);
  return run.finish({ step: outcome, ...seen }, after);
}

/** Another attempt is begun only once status says how this one ended, and not before its time. */
function ripe(run: Run, step: Step<unknown> | Renewal, seen: Seen): Renewal | undefined {
  if (step.step !== 'renew' || run.observesOnly) return undefined;
  const recorded = seen.attempt === undefined || run.knowsAttempt(seen.attempt);
  return recorded && leftMs(run, step) <= 0 ? step : undefined;
}

async function renewNow(
  run: Run,
  session: AnySession,
  binding: Bound,
  renewal: Renewal,
  seen: Seen,
): Promise<Next> {
  const next = await nextAttempt(run, session, binding, ripe(run, renewal, seen));
  return next
    ? next.next
    : run.finish({ step: rested(renewal), ...seen }, { recheckMs: leftMs(run, renewal) });
}

const leftMs = (run: Run, { notBeforeMs = 0 }: Renewal): number =>
  Math.max(0, notBeforeMs - run.context.time.wall());

/** A renewal whose time has not come is a wait. */
function rested(step: Step | Renewal): Step {
  return step.step === 'renew' ? { step: 'wait', reason: step.reason, message: step.message } : step;
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
  if (run.observesOnly)
    return planned.step === 'act' || planned.step === 'renew' ? observed(run, remote, context) : planned;
  const problems = [...run.policy.problems, ...kind.validate(object)];
  if (problems.length > 0) return stuck('InvalidSpec', problems.join('; '));
  if (context.changed.length > 0 && !kind.recreates?.(object)) {
    const way = kind.recreates ? ', or set spec.updatePolicy to Recreate' : '';
    return stuck(
      'ImmutableField',
      `${context.changed.join(', ')}: ${withArticle(kind.noun)} cannot change after it was created; put the old value back, or make a new object${way}`,
    );
  }
  return planned;
}

/** What differs is left as it is; a remote object that has not ended is followed on. */
const observed = (run: Run, remote: Remote, context: PlanContext): Step =>
  run.kind.report(run.object, remote, context).end
    ? { step: 'settled' }
    : { step: 'settled', recheckMs: run.context.settings.pollMs };

/** Sends one mutation; a fault is told and answered, a lost lease ends the pass. */
export async function act(
  run: Run,
  session: AnySession,
  remote: Remote,
  step: { action: unknown; because: string },
): Promise<Fault | undefined> {
  const { context, kind, signal } = run;
  const what = actionName(step.action);
  let requestId: string | undefined;
  try {
    ({ requestId } = await session.act(step.action, remote.id, {
      signal,
      gate: () => context.term.assert(),
    }));
  } catch (error) {
    context.term.assert();
    const fault = kind.fault(error);
    run.log.warn(
      { err: error, outcome: fault.outcome, remoteId: remote.id },
      `${what} of ${kind.noun} did not succeed`,
    );
    return fault;
  }
  if (kind.deletes(step.action)) run.memory.deleteAccepted.add(remote.id);
  run.log.info(
    { remoteId: remote.id, remoteName: remote.name, requestId, because: step.because },
    `${what} of ${kind.noun} accepted`,
  );
  return undefined;
}

/** The step to report after a mutation that failed: what is unclear or passing is seen again by the next read. */
export const afterFault = ({ outcome, needsPerson, reason, message }: Fault): Step =>
  outcome === 'refused' || outcome === 'duplicate-name' || needsPerson
    ? { step: 'stuck', reason, message }
    : { step: 'wait', reason, message };

/**
 * DESIGN 4.6: reads the id. `gone` only after our own accepted DELETE, or when the kind's table said not-found
 * twice, a settle window apart.
 */
export async function examine(
  run: Run,
  session: AnySession,
  id: string,
): Promise<{ remote: Remote } | { gone: true } | { step: Step; next: Next }> {
  const { memory } = run;
  try {
    const remote = await session.read(id, run.signal);
    delete memory.suspected;
    return { remote };
  } catch (error) {
    run.context.term.assert();
    if (run.kind.fault(error).outcome !== 'not-found') return troubleOf(run, error);
  }
  if (memory.deleteAccepted.has(id) || memory.gone.has(id)) return { gone: true };
  if (memory.suspected?.id !== id)
    memory.suspected = { id, sinceMs: run.now(), sinceWallMs: run.context.time.wall() };
  const { settleMs } = run.context.settings;
  const { sinceMs, sinceWallMs } = memory.suspected;
  const remainingMs = sinceMs + settleMs - run.now();
  if (remainingMs <= 0) return { gone: true };
  const message = `ModelArts does not know ${run.kind.noun} ${id}; believed only if it says so again after ${timestamp(sinceWallMs + settleMs)}`;
  return { step: { step: 'wait', reason: 'RemoteMissing', message }, next: { recheckMs: remainingMs } };
}

/** What to say and when to try again after a read that failed; throws what is no fault of the cloud. */
export function troubleOf(run: Run, error: unknown): { step: Step; next: Next } {
  run.context.term.assert();
  const fault = run.kind.fault(error);
  run.log.warn({ err: error }, `${run.kind.noun} could not be read`);
  const step = toldOnce(run, afterFault(fault));
  return { step, next: { backoff: true, atLeastMs: fault.retryAfterMs ?? 0 } };
}

/** Request ids differ each time: the same trouble keeps the words in which it was told first. */
function toldOnce<S extends Step>(run: Run, step: S): S {
  if (!('reason' in step)) return step;
  const type = step.step === 'stuck' ? 'Stalled' : 'Reconciling';
  const told = run.object.status?.conditions?.find((one) => one.type === type && one.reason === step.reason);
  return told ? { ...step, message: told.message } : step;
}

/** What somebody deleted has failed, or is made again; the record of an attempt that had ended already is not missed. */
async function lost(run: Run, session: AnySession, binding: Bound): Promise<Next> {
  const { kind, object } = run;
  const { id, attempt } = binding;
  if (hasEnded(object)) return run.finish({ step: { step: 'settled' } }, undefined);
  const had = run.knowsAttempt({ attempt, id });
  const meaning = had ? endedBefore(run, binding) : kind.lost(id);
  const { reason, message } = meaning;
  if (!had) run.log.warn({ remoteId: id }, `${kind.noun} was deleted behind the operator's back`);
  if ('type' in meaning) {
    const entry = { attempt, id, reason, message, counted: true };
    return run.finish({ step: { step: 'settled' }, lost: meaning, attempt: entry }, undefined);
  }
  if (run.observesOnly) return run.finish({ step: { step: 'stuck', reason, message } }, undefined);
  if (kind.suspended?.(object)) return run.finish({ step: { step: 'settled' } }, undefined);
  if (!had) {
    const entry = { attempt, id, reason, message, counted: meaning.counted };
    return run.finish({ step: rested(meaning), attempt: entry }, { recheckMs: 0 });
  }
  const next = await nextAttempt(run, session, binding, meaning);
  return next ? next.next : run.finish({ step: rested(meaning) }, { recheckMs: STUCK_RECHECK_MS });
}

const endedBefore = ({ kind }: Run, { id, attempt }: Bound): Renewal => ({
  step: 'renew',
  reason: 'Retrying',
  message: `${kind.noun} ${id} of attempt ${attempt} is gone; another attempt is due`,
  counted: false,
});

/** An id is only ever looked for under the account that it was recorded with (DESIGN 4.6): elsewhere it proves nothing. */
export function otherProject(binding: Bound, session: AnySession): Step | undefined {
  const account = binding.account ?? binding.intent?.account;
  if (account === undefined || session.sameProject(account)) return undefined;
  const message = `this object was created under account ${account}, but its Account is now ${session.account}: restore the region and project, or make a new object`;
  return { step: 'stuck', reason: 'AccountIdentityChanged', message };
}

const actionName = (action: unknown): string =>
  typeof action === 'object' && action !== null && 'type' in action ? String(action.type) : 'act';
