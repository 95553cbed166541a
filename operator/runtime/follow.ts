/** The way of an object whose remote side is known: read it, plan, act once, report. */
import { hasEnded } from './conditions.ts';
import { recheck } from './create.ts';
import { changedFields, digest } from './digest.ts';
import type { Binding } from './intent.ts';
import type { Fault, Remote, Step } from './kind.ts';
import type { Next } from './queue.ts';
import type { AnySession, Run } from './run.ts';
import { timestamp } from './time.ts';

type Bound = Extract<Binding, { state: 'bound' }>;

/** How often a stuck object's remote side is still looked at when the plan does not say. */
const STUCK_RECHECK_MS = 60_000;

export async function followPass(run: Run, binding: Bound): Promise<Next> {
  const opened = await run.kind.session(run.object, run.signal);
  if ('step' in opened) return run.finish({ step: opened }, recheck(opened));
  const { session } = opened;
  const foreign = otherProject(binding, session);
  if (foreign) return run.finish({ step: foreign }, { recheckMs: STUCK_RECHECK_MS });
  const seen = await examine(run, session, binding.id);
  if ('step' in seen) return run.finish({ step: seen.step }, seen.next);
  if ('gone' in seen) return lost(run, binding.id);
  return advance(run, session, binding, seen.remote);
}

async function advance(run: Run, session: AnySession, binding: Bound, remote: Remote): Promise<Next> {
  const step = verdict(run, binding, remote);
  const news = run.kind.news(run.object, remote);
  const report = run.seen(remote, binding.attempt, session.account);
  if (step.step !== 'act') {
    const next = await run.finish({ step, ...report }, recheck(step));
    if (news) run.tell(news);
    return next;
  }
  const fault = await act(run, session, remote, step);
  const outcome = fault ? afterFault(fault) : step;
  const { afterActMs } = run.context.settings;
  const next: Next = fault
    ? { backoff: true, atLeastMs: fault.retryAfterMs ?? 0 }
    : { recheckMs: afterActMs };
  return run.finish({ step: outcome, ...report }, next);
}

/** What the kind's plan is asked only after: a twin is never touched, a field that cannot change is named. */
// biome-ignore lint/suspicious/noExplicitAny: actions pass through the runtime unseen.
function verdict(run: Run, binding: Bound, remote: Remote): Step<any> {
  const { kind, memory, object, owner } = run;
  const planned = kind.plan(object, remote, owner.marker);
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
  const problems = kind.validate(object);
  if (problems.length > 0) return stuck('InvalidSpec', problems.join('; '));
  const changed = binding.intent ? changedFields(binding.intent.fields, digest(kind.immutable(object))) : [];
  if (changed.length > 0)
    return stuck(
      'ImmutableField',
      `${changed.join(', ')}: a ${kind.noun} cannot change after it was created; put the old value back, or make a new object`,
    );
  return planned;
}

/** Sends one mutation; a fault is told and answered, a lost lease ends the pass. */
export async function act(
  run: Run,
  session: AnySession,
  remote: Remote,
  step: { action: unknown; because: string },
): Promise<Fault | undefined> {
  const { context, kind, owner, signal } = run;
  const what = actionName(step.action);
  let requestId: string | undefined;
  try {
    ({ requestId } = await session.act(step.action, remote.id, owner.marker, {
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
  outcome === 'refused' || needsPerson
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
    const fault = run.kind.fault(error);
    if (fault.outcome !== 'not-found') return unreadable(run, fault, error);
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

function unreadable(run: Run, fault: Fault, error: unknown): { step: Step; next: Next } {
  run.log.warn({ err: error }, `${run.kind.noun} could not be read`);
  const step: Step = fault.needsPerson
    ? { step: 'stuck', reason: fault.reason, message: fault.message }
    : { step: 'wait', reason: fault.reason, message: fault.message };
  const told = run.object.status?.conditions?.find(({ reason }) => reason === fault.reason);
  // Request ids differ each time: the same trouble is not written again and again.
  if (told) step.message = told.message;
  return { step, next: { backoff: true, atLeastMs: fault.retryAfterMs ?? 0 } };
}

async function lost(run: Run, id: string): Promise<Next> {
  if (hasEnded(run.object)) return run.finish({ step: { step: 'settled' } }, undefined);
  run.log.warn({ remoteId: id }, `${run.kind.noun} was deleted behind the operator's back`);
  return run.finish({ step: { step: 'settled' }, lost: run.kind.lost(id) }, undefined);
}

function otherProject({ account }: Bound, session: AnySession): Step | undefined {
  if (account === undefined || session.sameProject(account)) return undefined;
  const message = `this object was created under account ${account}, but its Account is now ${session.account}: restore the region and project, or make a new object`;
  return { step: 'stuck', reason: 'AccountIdentityChanged', message };
}

const actionName = (action: unknown): string =>
  typeof action === 'object' && action !== null && 'type' in action ? String(action.type) : 'act';
