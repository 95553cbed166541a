/** Secrets that an object writes: its own, never anybody else's. */

import type { AnyVerdict } from './context.ts';
import type { OwnSecret, Remote } from './kind.ts';
import type { Key, Resource } from './object.ts';
import { isApiError } from './ports.ts';
import type { Run } from './run.ts';
import { SECRET } from './secrets.ts';

/** Why a Secret is not as it should be, for a condition. */
type Trouble = { reason: string; message: string };

/** How soon a Secret that could not be written is tried again, where nothing else is followed. */
const RETRY_MS = 60_000;

/**
 * Brings the Secrets that the kind wants for `remote` to the data that they are to hold; one that is as wanted is not
 * written, and one without our owner reference is left alone.
 *
 * @returns `planned`, or what is wrong with a Secret: that keeps nothing else from being done
 */
export async function withOwnSecrets(run: Run, remote: Remote, planned: AnyVerdict): Promise<AnyVerdict> {
  if (run.context.readOnly) return planned;
  let trouble: Trouble | undefined;
  for (const wanted of run.kind.ownSecrets?.(run.object, remote) ?? []) {
    const found = await keepSecret(run, wanted);
    trouble ??= found;
  }
  if (!trouble || planned.step !== 'settled') return planned;
  return { recheckMs: RETRY_MS, ...planned, step: 'stuck', ...trouble };
}

async function keepSecret(run: Run, wanted: OwnSecret): Promise<Trouble | undefined> {
  const { context, object, signal } = run;
  const { field, name, data } = wanted;
  const key = { namespace: object.metadata.namespace, name };
  try {
    const found = await secretAt(run, key);
    if (isAsWanted(found, object, wanted)) return undefined;
    if (found && !isOurs(found, object))
      return {
        reason: 'SecretConflict',
        message: `${field}: Secret "${name}" is there already and is not this object's own, so nothing is written to it: choose another name, or delete it`,
      };
    const version = found && { resourceVersion: found.metadata.resourceVersion };
    context.term.assert();
    const written = await context.cluster.applySecret(key, { owner: object, data, ...version }, signal);
    context.secrets.refresh(written);
    run.log.info({ secret: name, keys: Object.keys(data).length }, 'wrote the Secret of this object');
    return undefined;
  } catch (error) {
    if (!isApiError(error, 'denied', 'invalid')) throw error;
    return { reason: 'SecretNotWritable', message: `${field}: Secret "${name}": ${error.message}` };
  }
}

/** Nothing is made in order to hold nothing, and what is not ours need not be emptied. */
function isAsWanted(found: Resource | undefined, object: Resource, { data }: OwnSecret): boolean {
  const wanted = Object.entries(data);
  if (!found || !isOurs(found, object)) return wanted.length === 0;
  if (found.metadata.deletionTimestamp) return true;
  const { data: held = {} } = found as Resource & { data?: Record<string, string> };
  return (
    Object.keys(held).length === wanted.length &&
    wanted.every(([key, value]) => held[key] === Buffer.from(value).toString('base64'))
  );
}

function isOurs({ metadata }: Resource, object: Resource): boolean {
  const { ownerReferences = [] } = metadata as typeof metadata & { ownerReferences?: { uid: string }[] };
  return ownerReferences.some(({ uid }) => uid === object.metadata.uid);
}

/** As it is watched, or else as the API server holds it. */
async function secretAt({ context, signal }: Run, key: Key): Promise<Resource | undefined> {
  const known = context.secrets.known(key);
  if (known) return known;
  return (await context.cluster.named(SECRET, key).list(SECRET, { limit: 1 }, signal)).items[0];
}
