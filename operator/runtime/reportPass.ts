/** One pass over an object that has no remote object of its own: protect, observe and report. */
import type { Outcome } from './conditions.ts';
import { sameStatus, statusAfter } from './conditions.ts';
import type { PassContext } from './context.ts';
import { ownAt } from './context.ts';
import { DENIED, DENIED_RECHECK_MS, deniedStep } from './denied.ts';
import type { Step } from './kind.ts';
import type { Key, Resource, ResourceType } from './object.ts';
import { keyOf } from './object.ts';
import type { ApiError } from './ports.ts';
import { isApiError } from './ports.ts';
import { protect, release } from './protect.ts';
import type { Next } from './queue.ts';
import { heldStep } from './references.ts';
import { timestamp } from './time.ts';

/** A kind that is only looked at; others may refer to it. */
export type ReportKind = {
  type: ResourceType;
  /** Reads only. */
  observe(object: Resource, signal: AbortSignal): Promise<Pick<Outcome, 'report'> & { step: Step }>;
  /** The Secret without which the object is of no use: neither may vanish while others need it. */
  secretOf(object: Resource): Key | undefined;
  /** The one before it, if the spec has been changed since the last pass. */
  formerSecretOf(object: Resource): Key | undefined;
};

/** How soon a pass that met a newer version is tried again when no watch event comes first. */
const CONFLICT_RECHECK_MS = 500;

/**
 * The status is written when it differs. An object that others refer to gets our finalizer, and so does its Secret;
 * both are let go when the object is deleted and nothing holds it any more.
 */
export async function reportPass(
  kind: ReportKind,
  context: PassContext,
  key: string,
  signal: AbortSignal,
): Promise<Next> {
  const object = ownAt(context, key);
  if (!object) return undefined;
  context.term.assert();
  try {
    return object.metadata.deletionTimestamp
      ? await leave(kind, context, object, signal)
      : await look(kind, context, object, signal);
  } catch (error) {
    if (isApiError(error, 'denied')) return tellDenied(kind, context, key, error, signal);
    if (!isApiError(error, 'conflict', 'not-found')) throw error;
    context.reconciled?.('dropped');
    return { recheckMs: CONFLICT_RECHECK_MS };
  }
}

/** Where the status may not be written either, the log alone tells, and the queue backs off. */
async function tellDenied(
  kind: ReportKind,
  context: PassContext,
  key: string,
  error: ApiError,
  signal: AbortSignal,
): Promise<Next> {
  const object = context.store.get(key);
  context.log.warn({ err: error, kind: kind.type.kind, key }, DENIED);
  if (object) await tellStatus(kind, context, object, { step: deniedStep(object, error) }, signal);
  context.reconciled?.('stuck');
  return { recheckMs: DENIED_RECHECK_MS };
}

async function look(
  kind: ReportKind,
  context: PassContext,
  object: Resource,
  signal: AbortSignal,
): Promise<Next> {
  const inUse = context.objects.allowedUsersOf(kind.type.plural, keyOf(object)).length > 0;
  const held = inUse && !context.readOnly ? await protect(kind, context, object, signal) : object;
  const outcome = await kind.observe(held, signal);
  await tellStatus(kind, context, held, outcome, signal);
  const { step } = outcome;
  context.reconciled?.(step.step);
  return 'recheckMs' in step && step.recheckMs !== undefined ? { recheckMs: step.recheckMs } : undefined;
}

async function leave(
  kind: ReportKind,
  context: PassContext,
  object: Resource,
  signal: AbortSignal,
): Promise<Next> {
  const step = heldStep(context.objects.holdersOf(kind.type.plural, keyOf(object)));
  if (step) await tellStatus(kind, context, object, { step }, signal);
  else if (!context.readOnly) await release(kind, context, object, signal);
  return undefined;
}

async function tellStatus(
  { type }: ReportKind,
  { cluster, store, time, tell }: PassContext,
  object: Resource,
  outcome: Outcome,
  signal: AbortSignal,
): Promise<void> {
  const status = statusAfter(object, outcome, timestamp(time.wall()));
  if (sameStatus(object.status, status)) return;
  store.refresh(
    await cluster.applyStatus(type, keyOf(object), object.metadata.resourceVersion, status, signal),
  );
  const { step } = outcome;
  if (step.step === 'stuck') tell(object, { type: 'Warning', reason: step.reason, message: step.message });
}
