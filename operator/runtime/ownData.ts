/** Secrets and ConfigMaps that an object writes: its own, never anybody else's. */

import type { AnyVerdict, PassContext } from './context.ts';
import type { Remote } from './kind.ts';
import type { Key, Resource, ResourceType } from './object.ts';
import { isOwnedBy } from './object.ts';
import { isApiError } from './ports.ts';
import type { Run } from './run.ts';
import type { Secrets } from './secrets.ts';
import { CONFIG_MAP, SECRET } from './secrets.ts';

/** A Secret or ConfigMap in the object's namespace that is the object's own and goes with it. */
export type OwnData = {
  kind: 'Secret' | 'ConfigMap';
  /** The field that names it, for messages. */
  field: string;
  name: string;
  /** All that it is to hold, not yet base64; without any, one that is not there is not made. */
  data: Readonly<Record<string, string>>;
};

/** Why something is not as it should be, for a condition. */
type Trouble = { reason: string; message: string };

/** How soon what could not be written is tried again, where nothing else is followed. */
export const RETRY_MS = 60_000;

/** How the two kinds differ: where they are watched, and how they hold a text. */
type Holder = { type: ResourceType; watched(context: PassContext): Secrets; held(text: string): string };

const HOLDERS: Readonly<Record<OwnData['kind'], Holder>> = {
  Secret: {
    type: SECRET,
    watched: ({ secrets }) => secrets,
    held: (text) => Buffer.from(text).toString('base64'),
  },
  ConfigMap: { type: CONFIG_MAP, watched: ({ configMaps }) => configMaps, held: (text) => text },
};

/**
 * Brings the Secrets and ConfigMaps that the kind wants for `remote` to the data that they are to hold; one that is as
 * wanted is not written, and one without our owner reference is left alone.
 *
 * @returns `planned`, or what is wrong with one of them: that keeps nothing else from being done
 */
export async function withOwnData(run: Run, remote: Remote, planned: AnyVerdict): Promise<AnyVerdict> {
  if (run.context.readOnly) return planned;
  let trouble: Trouble | undefined;
  for (const wanted of run.kind.ownData?.(run.object, remote) ?? []) {
    const found = await keepData(run, wanted);
    trouble ??= found;
  }
  if (!trouble || planned.step !== 'settled') return planned;
  return { recheckMs: RETRY_MS, ...planned, step: 'stuck', ...trouble };
}

async function keepData(run: Run, wanted: OwnData): Promise<Trouble | undefined> {
  const { context, object, signal } = run;
  const { kind, field, name, data } = wanted;
  const { type, watched } = HOLDERS[kind];
  const key = { namespace: object.metadata.namespace, name };
  try {
    const found = watched(context).known(key) ?? (await asHeld(context, type, key, signal));
    if (isAsWanted(found, object, wanted)) return undefined;
    if (found && !isOwnedBy(found, object))
      return {
        reason: `${kind}Conflict`,
        message: `${field}: ${kind} "${name}" is there already and is not this object's own, so nothing is written to it: choose another name, or delete it`,
      };
    const version = found && { resourceVersion: found.metadata.resourceVersion };
    context.term.assert();
    const content = { kind, owner: object, data, ...version };
    watched(context).refresh(await context.cluster.applyData(key, content, signal));
    run.log.info({ written: name, keys: Object.keys(data).length }, `wrote the ${kind} of this object`);
    return undefined;
  } catch (error) {
    if (!isApiError(error, 'denied', 'invalid')) throw error;
    return { reason: `${kind}NotWritable`, message: `${field}: ${kind} "${name}": ${error.message}` };
  }
}

/** Nothing is made in order to hold nothing, and what is not ours need not be emptied. */
function isAsWanted(found: Resource | undefined, object: Resource, { kind, data }: OwnData): boolean {
  const wanted = Object.entries(data);
  if (!found || !isOwnedBy(found, object)) return wanted.length === 0;
  if (found.metadata.deletionTimestamp) return true;
  const { data: held = {} } = found as Resource & { data?: Record<string, string> };
  return (
    Object.keys(held).length === wanted.length &&
    wanted.every(([key, value]) => held[key] === HOLDERS[kind].held(value))
  );
}

/** As the API server holds it, where no watch has shown it. */
const asHeld = async ({ cluster }: PassContext, type: ResourceType, key: Key, signal: AbortSignal) =>
  (await cluster.named(type, key).list(type, { limit: 1 }, signal)).items[0];
