/** Mutations that must not take effect twice: noted in status before they are sent (DESIGN 4.10). */
import { randomUUID } from 'node:crypto';
import type { Fault, Once, Remote, Step } from './kind.ts';
import type { PendingAction } from './object.ts';
import type { Run, Seen } from './run.ts';
import { timestamp } from './time.ts';

/** What was to take effect once and has: the plan is not shown it any more, and status loses it with this pass. */
export function dropDone(run: Run, remote: Remote): { pendingAction?: null } {
  const { pendingAction } = run.object.status ?? {};
  if (!pendingAction || !run.kind.actionDone?.(pendingAction, remote)) return {};
  run.done = pendingAction.id;
  return { pendingAction: null };
}

/** Writes down what is about to be sent, on top of the version that was read. */
export async function noteOnce(
  run: Run,
  step: Step<unknown>,
  { what, seen }: Once,
  facts: Seen,
): Promise<PendingAction> {
  const id = randomUUID().slice(0, 8);
  const pendingAction: PendingAction = { id, what, seen, time: timestamp(run.context.time.wall()) };
  await run.finish({ step, ...facts, pendingAction }, undefined);
  return pendingAction;
}

/** What is left of it after the answer: nothing after a clear no, and a doubt where nobody knows. */
export function afterAnswer(pending: PendingAction, fault: Fault | undefined): PendingAction | null {
  if (!fault) return { ...pending, accepted: true };
  return fault.outcome === 'ambiguous' ? pending : null;
}
