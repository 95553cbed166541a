/** Another attempt of an object whose remote object has ended (DESIGN 4.9). */
import type { AnySession } from './context.ts';
import { createNow, settleByLookUp } from './create.ts';
import { firstSight, settleVerdict } from './createRule.ts';
import type { Bound } from './intent.ts';
import { isPending } from './intent.ts';
import type { Renewal, Step } from './kind.ts';
import { accountChanged, waiting } from './notYet.ts';
import type { Next } from './queue.ts';
import type { Run, Seen } from './run.ts';

/**
 * Another attempt of an object whose remote object has ended (DESIGN 4.9), under the same rule as the first: the
 * intent of the attempt before it is the earlier intent. Undefined when none is due or under way.
 */
export async function nextAttempt(
  run: Run,
  session: AnySession,
  binding: Bound,
  renewal: Renewal | undefined,
): Promise<{ next: Next } | undefined> {
  const { memory, context } = run;
  const attempt = binding.attempt + 1;
  const sight = firstSight(binding, memory, run.now(), context.time.wall());
  if (!renewal && !isPending(binding)) return undefined;
  const { refused } = memory;
  if (renewal && refused?.generation === run.object.metadata.generation)
    return { next: await run.finish({ step: refused.step }, undefined) };
  // Look-ups of an earlier attempt prove nothing about this one.
  if (memory.renewing !== attempt) sight.lookups = 0;
  memory.renewing = attempt;
  const verdict = settleVerdict(memory, run.now(), context.settings);
  if (verdict?.next === 'wait') {
    const step = isPending(binding) || !renewal ? waiting(run, sight) : renewing(renewal);
    return { next: await run.finish({ step }, { recheckMs: verdict.untilMs - run.now() }) };
  }
  if (verdict?.next === 'look-up')
    return {
      next: await (accountChanged(run, binding, session) ?? settleByLookUp(run, session, sight)),
    };
  return renewal && { next: await createNow(run, session, sight, attempt) };
}

const renewing = ({ reason, message }: Renewal): Step => ({ step: 'wait', reason, message });

/** Another attempt is begun only once status says how this one ended, and not before its time. */
export function ripe(run: Run, step: Step<unknown> | Renewal, seen: Seen): Renewal | undefined {
  if (step.step !== 'renew' || run.observesOnly) return undefined;
  const recorded = seen.attempt === undefined || run.knowsAttempt(seen.attempt);
  return recorded && leftMs(run, step) <= 0 ? step : undefined;
}

/** Begins it, or says what it waits for. */
export async function renewNow(
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

/** How long it is until its time, milliseconds. */
export const leftMs = (run: Run, { notBeforeMs = 0 }: Renewal): number =>
  Math.max(0, notBeforeMs - run.context.time.wall());

/** A renewal whose time has not come is a wait. */
export function rested(step: Step | Renewal): Step {
  return step.step === 'renew' ? { step: 'wait', reason: step.reason, message: step.message } : step;
}
