/**
 * One pass over one object of a kind that owns a remote object:
 *
 *     read from cache -> resolve references -> observe -> plan -> act once -> report
 *
 * Guarantees: at most one mutation of the cloud; status and metadata are written only on top of the version that
 * was read; a pass whose version is outdated, or whose lease term has ended, is dropped without a trace.
 */
import { hasEnded } from './conditions.ts';
import { createPass, writeDownAnswer } from './create.ts';
import { followPass } from './follow.ts';
import { ownerOf } from './identity.ts';
import type { Binding } from './intent.ts';
import { bindingOf } from './intent.ts';
import type { Memories } from './memory.ts';
import type { Resource } from './object.ts';
import { isApiError } from './ports.ts';
import type { Next } from './queue.ts';
import { removePass } from './remove.ts';
import type { AnyKind, PassContext } from './run.ts';
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
  const object = context.store.get(key);
  if (!object) {
    memories.forget(key);
    return undefined;
  }
  context.term.assert();
  const { uid } = object.metadata;
  const memory = memories.of(key, uid);
  const owner = ownerOf(context.clusterId, object.metadata);
  const run = new Run(kind, context, object, { memory, owner, signal });
  try {
    return object.metadata.deletionTimestamp ? await removePass(run) : await livePass(run);
  } catch (error) {
    if (!isApiError(error, 'conflict', 'not-found')) throw error;
    run.log.debug({ err: error }, 'dropped: the object has changed meanwhile');
    return { recheckMs: CONFLICT_RECHECK_MS };
  }
}

async function livePass(run: Run): Promise<Next> {
  await writeDownAnswer(run);
  const binding = bindingOf(run.object);
  if (binding.state === 'foreign') return ownerChanged(run, binding);
  if (binding.state === 'bound') {
    if (binding.heal) await run.bind(binding.id, binding.attempt);
    return isFinal(run.object) ? undefined : followPass(run, binding);
  }
  if (isFinal(run.object)) return undefined;
  const problems = run.kind.validate(run.object);
  if (problems.length > 0)
    return run.finish(
      { step: { step: 'stuck', reason: 'InvalidSpec', message: problems.join('; ') } },
      undefined,
    );
  return createPass(run, binding);
}

/** Complete and Failed are final (DESIGN 4.9): no more calls until the spec changes. */
const isFinal = (object: Resource): boolean =>
  hasEnded(object) && object.status?.observedGeneration === object.metadata.generation;

/** DESIGN 4.8: an id of another UID (restored, copied, moved) is never acted on and never created anew. */
function ownerChanged(run: Run, binding: Extract<Binding, { state: 'foreign' }>): Promise<Next> {
  const message =
    `the annotation remote-id belongs to another object (UID ${binding.uid}): this one looks like a copy or a ` +
    `restored backup. Nothing is sent for it. If this object shall have a ${run.kind.noun} of its own, make it ` +
    'anew without the annotations modelarts.huaweicloud.com/remote-id and …/create-intent';
  return run.finish({ step: { step: 'stuck', reason: 'OwnerChanged', message } }, undefined);
}
