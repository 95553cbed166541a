/** Writing a Secret that belongs to one of our objects. */
import type { Key, Resource } from '../runtime/object.ts';
import type { Cluster } from '../runtime/ports.ts';
import type { Rest } from './rest.ts';

/** Owns the data of Secrets that we write, and nothing else of them. */
const DATA_MANAGER = 'modelarts-operator-secret';

/**
 * The `applySecret` of a cluster. A new Secret is made without data first: an apply alone would take over one that
 * somebody else makes in the same moment.
 */
export function applySecret(rest: Rest): Cluster['applySecret'] {
  const send = (
    method: 'POST' | 'PATCH',
    { namespace, name }: Key,
    { metadata, ...body }: { metadata: object; data?: object },
    signal: AbortSignal,
  ) =>
    rest.json<Resource>({
      method,
      path: `/api/v1/namespaces/${namespace}/secrets${method === 'POST' ? '' : `/${name}`}`,
      query: method === 'POST' ? {} : { fieldManager: DATA_MANAGER, force: 'true' },
      contentType: method === 'POST' ? 'application/json' : 'application/apply-patch+yaml',
      body: { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name, ...metadata }, ...body },
      signal,
    });

  return async (key, { owner, data, resourceVersion }, signal) => {
    const { apiVersion, kind, metadata } = owner;
    const { name, uid } = metadata;
    const ownerReferences = [{ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: false }];
    const version =
      resourceVersion ??
      (await send('POST', key, { metadata: { ownerReferences } }, signal)).metadata.resourceVersion;
    const encoded = Object.entries(data).map(([item, value]) => [
      item,
      Buffer.from(value).toString('base64'),
    ]);
    const body = { metadata: { resourceVersion: version }, data: Object.fromEntries(encoded) };
    return send('PATCH', key, body, signal);
  };
}
