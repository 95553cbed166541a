/** Reading a remote object by its id, and what a failure of the cloud means to its object. */
import type { AnySession } from './context.ts';
import type { Bound } from './intent.ts';
import type { Fault, Remote, Step } from './kind.ts';
import type { Next } from './queue.ts';
import type { Run } from './run.ts';
import { timestamp } from './time.ts';

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
    memory.shownMs ??= run.now();
    delete memory.suspected;
    return { remote };
  } catch (error) {
    run.context.term.assert();
    if (run.kind.fault(error).outcome !== 'not-found') return troubleOf(run, error);
  }
  if (memory.deleteAccepted.includes(id) || memory.gone.includes(id)) return { gone: true };
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
export function toldOnce<S extends Step>(run: Run, step: S): S {
  if (!('reason' in step)) return step;
  const type = step.step === 'stuck' ? 'Stalled' : 'Reconciling';
  const told = run.object.status?.conditions?.find((one) => one.type === type && one.reason === step.reason);
  return told ? { ...step, message: told.message } : step;
}

/** An id is only ever looked for under the account that it was recorded with (DESIGN 4.6): elsewhere it proves nothing. */
export function otherProject(binding: Bound, session: AnySession): Step | undefined {
  const account = binding.account ?? binding.intent?.account;
  if (account === undefined || session.sameProject(account)) return undefined;
  const message = `this object was created under account ${account}, but its Account is now ${session.account}: restore the region and project, or make a new object`;
  return { step: 'stuck', reason: 'AccountIdentityChanged', message };
}
