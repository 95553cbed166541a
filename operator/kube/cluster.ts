/** The runtime's port to a Kubernetes cluster. */
import { LEASE, LEASE_NOTE, leaseRecord } from '../runtime/leaseRecord.ts';
import type { Key, Resource, ResourceType } from '../runtime/object.ts';
import type { Cluster, LeaseRecord, Page, WatchEvent } from '../runtime/ports.ts';
import { ApiError, isApiError } from '../runtime/ports.ts';
import { tellEvent } from './events.ts';
import { applyData, ownerReference } from './ownData.ts';
import { checkedName, collectionPath, objectPath } from './paths.ts';
import type { Rest } from './rest.ts';

/** The field manager that owns the status of our objects. */
export const STATUS_MANAGER = 'modelarts-operator-status';
const METADATA_MANAGER = 'modelarts-operator';

/** A watch that has been silent for so long is taken for dead; bookmarks come about every minute. */
const IDLE_MS = 120_000;

/** A resource as discovery lists it. */
type Discovered = { name: string; verbs: string[] };

/** @param identity names this process in Events and Leases */
export function createCluster(rest: Rest, identity: string): Cluster {
  return {
    async list(type, { namespace, limit, ...selection }, signal): Promise<Page> {
      const query = { ...selection, limit: String(limit) };
      const list = await rest.json<{
        items: Resource[];
        metadata: { resourceVersion: string; continue?: string };
      }>({
        method: 'GET',
        path: collectionPath(type, namespace),
        query,
        signal,
      });
      const { resourceVersion, continue: next } = list.metadata;
      return { items: list.items, resourceVersion, ...(next && { continue: next }) };
    },

    watch: (type, { namespace, ...query }, signal) =>
      watchEvents(rest, collectionPath(type, namespace), query, signal),

    named: (_type, { name, namespace: within }) => ({
      async list(type, _query, signal) {
        const object = await absent(getObject(rest, type, { namespace: within, name }, signal));
        // Without a version a watch begins with what there is, so nothing is missed in between.
        return { items: object ? [object] : [], resourceVersion: object?.metadata.resourceVersion ?? '' };
      },
      watch: (type, query, signal) =>
        watchEvents(
          rest,
          collectionPath(type, within),
          { ...query, fieldSelector: `metadata.name=${checkedName(name)}` },
          signal,
        ),
    }),

    create: (owner, { type, name, labels, spec }, signal) => {
      const { group, version, kind } = type;
      const { namespace: within } = owner.metadata;
      const metadata = { namespace: within, name, labels, ownerReferences: [ownerReference(owner)] };
      return rest.json({
        method: 'POST',
        path: collectionPath(type, within),
        query: { fieldManager: METADATA_MANAGER },
        body: { apiVersion: `${group}/${version}`, kind, metadata, spec },
        signal,
      });
    },

    patchMetadata: (type, key, body, signal) =>
      rest.json({
        method: 'PATCH',
        path: objectPath(type, key),
        query: { fieldManager: METADATA_MANAGER },
        contentType: 'application/json-patch+json',
        body,
        signal,
      }),

    async remove(type, { namespace: within, name }, { uid, resourceVersion }, signal) {
      await rest.json({
        method: 'DELETE',
        path: objectPath(type, { namespace: within, name }),
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          preconditions: { uid, resourceVersion },
          propagationPolicy: 'Background',
        },
        signal,
      });
    },

    applyStatus: ({ group, version, kind, plural }, { namespace, name }, resourceVersion, status, signal) =>
      rest.json({
        method: 'PATCH',
        path: `${objectPath({ group, version, plural }, { namespace, name })}/status`,
        query: { fieldManager: STATUS_MANAGER, force: 'true' },
        contentType: 'application/apply-patch+yaml',
        body: {
          apiVersion: `${group}/${version}`,
          kind,
          metadata: { namespace, name, resourceVersion },
          status,
        },
        signal,
      }),

    applyData: applyData(rest),

    event: (object, event, signal) => tellEvent({ rest, identity, object, event, signal }),

    async typeIsGoing({ group, plural }, signal) {
      const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.${group}`;
      const crd = await absent(rest.json<Resource>({ method: 'GET', path, signal }));
      return crd === undefined || crd.metadata.deletionTimestamp !== undefined;
    },

    async typeSeemsGoing({ group, version, plural }, signal) {
      const path = `/apis/${group}/${version}`;
      const found = await absent(rest.json<{ resources: Discovered[] }>({ method: 'GET', path, signal }));
      // Of a type that is going nothing can be created any more.
      return !found?.resources.some(({ name, verbs }) => name === plural && verbs.includes('create'));
    },

    async clusterId(signal) {
      const namespace = await rest.json<Resource>({
        method: 'GET',
        path: '/api/v1/namespaces/kube-system',
        signal,
      });
      return namespace.metadata.uid;
    },

    async readLease(key, signal) {
      const lease = await absent(
        rest.json<Resource>({ method: 'GET', path: objectPath(LEASE, key), signal }),
      );
      return lease && leaseRecord(lease);
    },

    writeLease: (key, record, signal) => writeLease(rest, key, record, signal),
  };
}

/** Rejects, as everything asynchronous does, also for what cannot be a name. */
const getObject = async (rest: Rest, type: ResourceType, key: Key, signal: AbortSignal) =>
  rest.json<Resource>({ method: 'GET', path: objectPath(type, key), signal });

/** A 404 as undefined. */
async function absent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isApiError(error, 'not-found')) return undefined;
    throw error;
  }
}

async function* watchEvents(
  rest: Rest,
  path: string,
  {
    timeoutSeconds,
    ...position
  }: { resourceVersion: string; timeoutSeconds: number; labelSelector?: string; fieldSelector?: string },
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const query = {
    ...position,
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(timeoutSeconds),
  };
  for await (const line of rest.lines({ method: 'GET', path, query, signal }, IDLE_MS))
    yield parseEvent(line);
}

function parseEvent(line: string): WatchEvent {
  try {
    return JSON.parse(line) as WatchEvent;
  } catch (cause) {
    throw new ApiError('unavailable', 'a watch event is no JSON', { cause });
  }
}

async function writeLease(
  rest: Rest,
  key: Key,
  record: LeaseRecord,
  signal: AbortSignal,
): Promise<LeaseRecord> {
  const { namespace, name } = key;
  // A Lease's times are MicroTime: a plain ISO time is refused.
  const now = new Date().toISOString().replace('Z', '000Z');
  const body = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...{ namespace, name },
      ...(record.resourceVersion && { resourceVersion: record.resourceVersion }),
      ...(record.note !== undefined && { annotations: { [LEASE_NOTE]: record.note } }),
    },
    spec: {
      holderIdentity: record.holder,
      leaseTransitions: record.transitions,
      leaseDurationSeconds: record.durationSeconds,
      renewTime: now,
    },
  };
  const lease = record.resourceVersion
    ? await rest.json<Resource>({ method: 'PUT', path: objectPath(LEASE, key), body, signal })
    : await rest.json<Resource>({ method: 'POST', path: collectionPath(LEASE, namespace), body, signal });
  return leaseRecord(lease);
}
