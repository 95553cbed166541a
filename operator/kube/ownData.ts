/** Writing a Secret or ConfigMap that belongs to one of our objects. */
import type { Key, OwnerReference, Resource } from '../runtime/object.ts';
import type { Cluster } from '../runtime/ports.ts';
import { collectionPath, objectPath } from './paths.ts';
import type { Rest } from './rest.ts';

/** Each owns the data that we write, and nothing else of the object. */
const HOLDERS = {
  Secret: {
    plural: 'secrets',
    manager: 'modelarts-operator-secret',
    held: (text: string) => Buffer.from(text).toString('base64'),
  },
  ConfigMap: { plural: 'configmaps', manager: 'modelarts-operator-data', held: (text: string) => text },
} as const;

/** By which an object goes with `owner`. */
export const ownerReference = ({ apiVersion, kind, metadata: { name, uid } }: Resource): OwnerReference => ({
  ...{ apiVersion, kind, name, uid },
  ...{ controller: true, blockOwnerDeletion: false },
});

/**
 * The `applyData` of a cluster. A new object is made without data first: an apply alone would take over one that
 * somebody else makes in the same moment.
 */
export function applyData(rest: Rest): Cluster['applyData'] {
  const send = (
    method: 'POST' | 'PATCH',
    kind: keyof typeof HOLDERS,
    { namespace, name }: Key,
    { metadata, ...body }: { metadata: object; data?: object },
    signal: AbortSignal,
  ) => {
    const { plural, manager } = HOLDERS[kind];
    const type = { group: '', version: 'v1', plural };
    return rest.json<Resource>({
      method,
      path: method === 'POST' ? collectionPath(type, namespace) : objectPath(type, { namespace, name }),
      query: method === 'POST' ? {} : { fieldManager: manager, force: 'true' },
      contentType: method === 'POST' ? 'application/json' : 'application/apply-patch+yaml',
      body: { apiVersion: 'v1', kind, metadata: { namespace, name, ...metadata }, ...body },
      signal,
    });
  };

  return async (key, { kind, owner, data, resourceVersion }, signal) => {
    const ownerReferences = [ownerReference(owner)];
    const version =
      resourceVersion ??
      (await send('POST', kind, key, { metadata: { ownerReferences } }, signal)).metadata.resourceVersion;
    const held = Object.entries(data).map(([item, value]) => [item, HOLDERS[kind].held(value)]);
    const body = { metadata: { resourceVersion: version }, data: Object.fromEntries(held) };
    return send('PATCH', kind, key, body, signal);
  };
}
