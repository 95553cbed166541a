/** Objects of other kinds that an object keeps beside it: made and removed in the cluster only, never in the cloud. */

import type { AnyVerdict } from './context.ts';
import type { Remote } from './kind.ts';
import type { Resource, ResourceType } from './object.ts';
import { isOwnedBy, keyOf } from './object.ts';
import { RETRY_MS } from './ownData.ts';
import { isApiError } from './ports.ts';
import { notEnabled } from './references.ts';
import type { Run } from './run.ts';
import { labelsFor } from './selector.ts';

/** An object that is to be made in the namespace of its owner. */
export type Draft = {
  type: ResourceType;
  name: string;
  labels: Readonly<Record<string, string>>;
  spec: object;
};

/** What is to be made, and what is there in vain. */
export type OwnObjects = {
  type: ResourceType;
  /** The field that asks for them, for messages. */
  field: string;
  create: readonly Omit<Draft, 'type'>[];
  remove: readonly Resource[];
};

/**
 * Makes and removes the objects that the kind wants beside the object. What is there already is left as it is, and what
 * is not the object's own is never removed. Nothing is done for an object that is only looked at.
 *
 * @returns `planned`, or why one of them could not be written: that keeps nothing else from being done
 * @throws ApiError `conflict` when one that is to be removed has changed meanwhile
 */
export async function withOwnObjects(run: Run, remote: Remote, planned: AnyVerdict): Promise<AnyVerdict> {
  const wanted = run.observesOnly ? undefined : run.kind.ownObjects?.(run.object, remote);
  if (!wanted) return planned;
  const { type, field } = wanted;
  // Nobody would see what is there already, nor take it away again.
  if (!run.context.objects.knows(type.plural))
    return planned.step === 'settled' ? { ...planned, ...notEnabled(field, type.kind) } : planned;
  try {
    for (const draft of wanted.create) await make(run, { type, ...draft });
    for (const object of wanted.remove) await unmake(run, type, object);
    return planned;
  } catch (error) {
    if (!isApiError(error, 'denied', 'invalid')) throw error;
    if (planned.step !== 'settled') return planned;
    const told = { reason: `${type.kind}NotWritable`, message: `${field}: ${error.message}` };
    // Nobody tells when a permission is given.
    const dueMs = Math.min(planned.dueMs ?? RETRY_MS, RETRY_MS);
    return { ...planned, dueMs, step: 'stuck', ...told };
  }
}

async function make({ context, object, log, signal }: Run, asked: Draft): Promise<void> {
  const { type, name, labels } = asked;
  const { selector } = context;
  // What would not be selected would be made again and again.
  const draft = selector
    ? { ...asked, labels: { ...labelsFor(selector, object.metadata.labels), ...labels } }
    : asked;
  const key = { namespace: object.metadata.namespace, name };
  if (context.objects.get({ plural: type.plural, key })) return;
  context.term.assert();
  try {
    await context.cluster.create(object, draft, signal);
    log.info({ created: name }, `created a ${type.kind} of this object`);
  } catch (error) {
    // Made by somebody else, or by a pass before this one whose watch event has not come yet.
    if (!isApiError(error, 'conflict')) throw error;
  }
}

async function unmake({ context, object, log, signal }: Run, type: ResourceType, one: Resource) {
  if (one.metadata.deletionTimestamp || !isOwnedBy(one, object)) return;
  context.term.assert();
  try {
    await context.cluster.remove(type, keyOf(one), one.metadata, signal);
    log.info({ removed: one.metadata.name }, `removed a ${type.kind} of this object`);
  } catch (error) {
    if (!isApiError(error, 'not-found')) throw error;
  }
}
