/** Our finalizer on what others need, and on the Secret behind it: neither can vanish under live objects. */

import type { PassContext } from './context.ts';
import { hasFinalizer } from './intent.ts';
import type { Key, Resource, ResourceType } from './object.ts';
import { FINALIZER, keyOf, keyText } from './object.ts';
import type { PatchOperation } from './ports.ts';
import { isApiError } from './ports.ts';
import { heldStep } from './references.ts';
import { BY_SECRET, SECRET } from './secrets.ts';

type Protected = {
  type: ResourceType;
  secretOf(object: Resource): Key | undefined;
  formerSecretOf(object: Resource): Key | undefined;
};

/** First the Secret, then the object: whoever sees our finalizer on the object can rely on both. */
export async function protect(
  kind: Protected,
  context: PassContext,
  object: Resource,
  signal: AbortSignal,
): Promise<Resource> {
  const key = kind.secretOf(object);
  const secret = key && (await secretAt(context, key, signal));
  if (secret) await protectSecret(kind, context, object, secret, signal);
  const former = kind.formerSecretOf(object);
  if (former && key && former.name !== key.name) await releaseSecret(context, object, former, signal);
  if (hasFinalizer(object)) return object;
  const finalizers = [...(object.metadata.finalizers ?? []), FINALIZER];
  const held = await setFinalizers(context, kind.type, object, finalizers, signal);
  context.store.refresh(held);
  return held;
}

/** A Secret that somebody deletes goes once nothing needs it: until then its deletion waits. */
async function protectSecret(
  { type }: Protected,
  context: PassContext,
  object: Resource,
  secret: Resource,
  signal: AbortSignal,
): Promise<void> {
  const { metadata } = secret;
  if (!metadata.deletionTimestamp) {
    if (hasFinalizer(secret)) return;
    await setSecretFinalizers(context, secret, [...(metadata.finalizers ?? []), FINALIZER], signal);
    return;
  }
  const held = heldStep(context.objects.holdersOf(type.plural, keyOf(object)));
  if (!held) await releaseSecret(context, object, keyOf(secret), signal);
  else if ('message' in held)
    context.tell(object, {
      type: 'Warning',
      reason: 'SecretInUse',
      message: `Secret "${metadata.name}" is being deleted, but its ${object.kind} is ${held.message}. To change credentials, edit the Secret instead`,
    });
}

/** First the Secret, unless another object of the kind needs it too; then the object itself goes. */
export async function release(
  { type, secretOf }: Protected,
  context: PassContext,
  object: Resource,
  signal: AbortSignal,
): Promise<void> {
  if (!hasFinalizer(object)) return;
  const key = secretOf(object);
  if (key) await releaseSecret(context, object, key, signal);
  context.store.refresh(await setFinalizers(context, type, object, without(object), signal));
}

async function releaseSecret(context: PassContext, object: Resource, key: Key, signal: AbortSignal) {
  const secret = await secretAt(context, key, signal);
  if (secret && hasFinalizer(secret) && !isNeededByOthers(context, object, secret))
    await setSecretFinalizers(context, secret, without(secret), signal);
}

const without = ({ metadata }: Resource) => (metadata.finalizers ?? []).filter((name) => name !== FINALIZER);

const isNeededByOthers = ({ store }: PassContext, object: Resource, secret: Resource): boolean =>
  store
    .by(BY_SECRET, keyText(keyOf(secret)))
    .some((other) => other.metadata.uid !== object.metadata.uid && hasFinalizer(other));

async function secretAt({ secrets, cluster }: PassContext, key: Key, signal: AbortSignal) {
  const known = secrets.known(key);
  if (known) return known;
  return (await cluster.named(SECRET, key).list(SECRET, { limit: 1 }, signal)).items[0];
}

/** Where the operator may not change Secrets they are not protected, and everything else goes on. */
async function setSecretFinalizers(
  context: PassContext,
  secret: Resource,
  finalizers: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  try {
    context.secrets.refresh(await setFinalizers(context, SECRET, secret, finalizers, signal));
  } catch (error) {
    if (!isApiError(error, 'denied')) throw error;
    const { namespace, name } = secret.metadata;
    context.log.warn({ err: error, namespace, secret: name }, 'a Secret in use could not be protected');
  }
}

function setFinalizers(
  { cluster }: PassContext,
  type: ResourceType,
  { metadata }: Resource,
  finalizers: readonly string[],
  signal: AbortSignal,
): Promise<Resource> {
  const patch: PatchOperation[] = [
    { op: 'test', path: '/metadata/uid', value: metadata.uid },
    { op: 'test', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
    { op: 'add', path: '/metadata/finalizers', value: finalizers },
  ];
  return cluster.patchMetadata(type, { namespace: metadata.namespace, name: metadata.name }, patch, signal);
}
