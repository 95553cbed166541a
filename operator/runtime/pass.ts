/**
 * One pass over one object of a kind that owns a remote object:
 *
 *     read from cache -> resolve references -> observe -> plan -> act once -> report
 *
 * Guarantees: at most one mutation of the cloud; status and metadata are written only on top of the version that
 * was read; a pass whose version is outdated, or whose lease term has ended, is dropped without a trace.
 */

import { adoptById } from './adopt.ts';
import { hasEnded, isMoving } from './conditions.ts';
import type { AnyKind, PassContext } from './context.ts';
import { ownAt } from './context.ts';
import { createPass, writeDownAnswer } from './create.ts';
import { DENIED, DENIED_RECHECK_MS, deniedStep } from './denied.ts';
import { expirePass } from './expire.ts';
import { followPass, lookOnly } from './follow.ts';
import { ownerOf } from './identity.ts';
import type { Binding } from './intent.ts';
import { bindingOf } from './intent.ts';
import type { Memories } from './memory.ts';
import { recheck } from './notYet.ts';
import type { ApiError } from './ports.ts';
import { isApiError } from './ports.ts';
import type { Next } from './queue.ts';
import { removePass } from './remove.ts';
import { Run } from './run.ts';

/** How soon a pass that met a newer version is tried again when no watch event comes first. */
const CONFLICT_RECHECK_MS = 500;

/** Works on the object under `key` (`namespace/name`); answers when to look again. */
export async function managedPass(
  kind: AnyKind,
  context: PassContext,
  memories: Memories,
  key: string,
  signal: AbortSignal,
): Promise<Next> {
  context.term.assert();
  const object = ownAt(context, key);
  if (!object && (await isOutOfSight(kind, context, memories, key, signal))) memories.leave(key);
  else if (!object) memories.forget(key);
  const memory = object && memories.of(key, object.metadata.uid);
  const next = await ghostPasses(kind, context, memories, key, signal);
  if (!object || !memory) return next;
  const owner = ownerOf(context.clusterId, object.metadata, kind.markerRoom);
  const run = new Run(kind, context, object, { memory, owner, signal });
  try {
    return earlier(next, object.metadata.deletionTimestamp ? await removePass(run) : await livePass(run));
  } catch (error) {
    if (isApiError(error, 'denied')) return earlier(next, await tellDenied(run, error));
    if (!isApiError(error, 'conflict', 'not-found')) throw error;
    context.reconciled?.('dropped');
    run.log.debug({ err: error }, 'dropped: the object has changed meanwhile');
    return earlier(next, { recheckMs: CONFLICT_RECHECK_MS });
  }
}

/** Where the status may not be written either, the log alone tells, and the queue backs off. */
async function tellDenied(run: Run, error: ApiError): Promise<Next> {
  run.log.warn({ err: error }, DENIED);
  const next = { recheckMs: DENIED_RECHECK_MS };
  return run.finish({ step: deniedStep(run.object, error) }, next).catch((failure: unknown) => {
    throw isApiError(failure, 'denied') ? error : failure;
  });
}

/**
 * Whether the object that stood under `key` has not gone, but only changed its labels: to a watch that selects by them
 * both look the same.
 */
async function isOutOfSight(
  { type }: AnyKind,
  { cluster, selector }: PassContext,
  memories: Memories,
  key: string,
  signal: AbortSignal,
): Promise<boolean> {
  const uid = memories.uidAt(key);
  if (!selector || uid === undefined) return false;
  const [namespace = '', name = ''] = key.split('/');
  // To list it by its name takes no permission that a watch does not take.
  const query = { namespace, fieldSelector: `metadata.name=${name}`, limit: 1 };
  const { items } = await cluster.list(type, query, signal);
  return items[0]?.metadata.uid === uid;
}

/**
 * The API server may remove an object although a finalizer is being put on it in the same moment, and even if the id has been
 * written since: what was created for it by then is removed as if its deletion had been seen.
 */
async function ghostPasses(
  kind: AnyKind,
  context: PassContext,
  memories: Memories,
  key: string,
  signal: AbortSignal,
): Promise<Next> {
  let next: Next;
  for (const ghost of memories.ghosts(key)) {
    const { memory, object } = ghost;
    const owner = ownerOf(context.clusterId, object.metadata, kind.markerRoom);
    const run = new Run(kind, context, object, { memory, owner, signal, ghost: true });
    run.log.info(
      {},
      `the object vanished in spite of its finalizer, or while a create was under way: its ${kind.noun} is looked for and deleted`,
    );
    const after = await removePass(run);
    ghost.object = run.object;
    if (run.released) memories.lay(key, ghost);
    else next = earlier(next, after);
  }
  return next;
}

/** The one of two that comes first; a backoff only when there is nothing else. */
function earlier(a: Next, b: Next): Next {
  if (!a || !b) return a ?? b;
  if ('backoff' in a || 'backoff' in b) return 'backoff' in a ? b : a;
  return a.recheckMs < b.recheckMs ? a : b;
}

/** What has come to its end in this pass is kept for its time from now on. */
async function livePass(run: Run): Promise<Next> {
  if (run.policy.paused) return run.finish({ step: { step: 'settled' }, paused: true }, undefined);
  const next = await work(run);
  return next === undefined && isFinal(run) ? expirePass(run) : next;
}

async function work(run: Run): Promise<Next> {
  const asked = askedAnew(run);
  if (!run.context.readOnly) await writeDownAnswer(run);
  const binding = bindingOf(run.object);
  if (isFinal(run) && !asked && !(binding.state === 'bound' && binding.heal)) return restPass(run);
  switch (binding.state) {
    case 'foreign':
      return foreignPass(run, binding);
    case 'bound':
      if (binding.heal && !run.context.readOnly) await run.bind(binding.id, binding.attempt);
      return isFinal(run) && !asked ? restPass(run) : followPass(run, binding);
    case 'none':
      return unboundPass(run, binding);
  }
}

function unboundPass(run: Run, binding: Extract<Binding, { state: 'none' }>): Promise<Next> {
  const { kind, object, policy, context } = run;
  const problems = [...policy.problems, ...kind.validate(object)];
  if (problems.length > 0)
    return run.finish(
      { step: { step: 'stuck', reason: 'InvalidSpec', message: problems.join('; ') } },
      undefined,
    );
  if (context.readOnly)
    return run.finish({ step: { step: 'wait', reason: 'ReadOnly', message: READ_ONLY } }, undefined);
  return createPass(run, binding);
}

/** A new value of the annotation reconcile-at asks anew: also for what was refused, and for what has ended. */
function askedAnew({ memory, policy }: Run): boolean {
  const { reconciledAt } = memory;
  memory.reconciledAt = policy.reconcileAt;
  if (reconciledAt === null || reconciledAt === policy.reconcileAt || policy.reconcileAt === undefined)
    return false;
  delete memory.refused;
  return true;
}

/**
 * Complete and Failed are final (DESIGN 4.9): no more calls until the spec changes, or a twin is seen; what an edit
 * after the end sets in motion is seen through.
 */
const isFinal = ({ object, memory }: Run): boolean =>
  hasEnded(object) &&
  object.status?.observedGeneration === object.metadata.generation &&
  !isMoving(object) &&
  memory.twins.length === 0;

/** An object at its end is left alone; its account's list is watched all the same, as a twin may come late. */
async function restPass(run: Run): Promise<Next> {
  const { memory, kind } = run;
  if (!memory.rested && kind.listen) {
    memory.rested = true;
    await kind.session(run.object, run.signal);
  }
  return undefined;
}

/** DESIGN 4.8: an id of another UID (restored, copied, moved) is read, never acted on, unless it is taken over. */
async function foreignPass(run: Run, { id, uid }: Extract<Binding, { state: 'foreign' }>): Promise<Next> {
  const { kind, object, policy } = run;
  const opened = await kind.session(object, run.signal);
  if ('step' in opened) return run.finish({ step: opened }, recheck(opened));
  if (policy.adoptId === id && !run.context.readOnly) return adoptById(run, opened.session, id);
  const { namespace, name } = object.metadata;
  const message =
    `the annotation remote-id belongs to another object (UID ${uid}): this one looks like a copy or a restored ` +
    `backup. ${kind.noun} ${id} is only looked at. To take it over: kubectl patch ${kind.type.plural} ${name} ` +
    `-n ${namespace} --type merge -p '{"spec":{"adopt":{"id":"${id}"}}}'`;
  return lookOnly(run, opened.session, id, { step: 'stuck', reason: 'OwnerChanged', message });
}

const READ_ONLY = 'the operator runs with --read-only: nothing is created, changed or deleted in ModelArts';
