/** Kubernetes objects as the runtime sees them, and the names that it puts on them. */

/** The API group of every kind, and the prefix of every annotation and finalizer. */
export const GROUP = 'modelarts.huaweicloud.com';
export const FINALIZER = `${GROUP}/finalizer`;
/** Value: a JSON `Intent`; written before every create (DESIGN 4.1). */
export const CREATE_INTENT = `${GROUP}/create-intent`;
/** Value: a JSON `RemoteId`; written right after every create (DESIGN 4.2). */
export const REMOTE_ID = `${GROUP}/remote-id`;
/** Value: a JSON `WrittenJournal`; begun with every create of kinds that keep one (DESIGN 4.10). */
export const JOURNAL = `${GROUP}/journal`;

export type ResourceType = { group: string; version: string; plural: string; kind: string };

export type Key = { namespace: string; name: string };

export type Metadata = {
  name: string;
  namespace: string;
  uid: string;
  resourceVersion: string;
  generation: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  finalizers?: string[];
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  ownerReferences?: OwnerReference[];
};

/** Who an object goes with; of several at most one is its `controller`. */
export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime: string;
  observedGeneration?: number;
};

/** The part of status that every kind has (DESIGN section 5). */
export type CommonStatus = {
  observedGeneration?: number;
  phase?: string;
  conditions?: Condition[];
  remote?: RemoteStatus;
  attempts?: AttemptStatus[];
  /** The remote objects of an object at its end were deleted, as its time to live says. */
  recordDeleted?: boolean;
  /** The journal once more, as `toldJournal` shows it. */
  journal?: { attempt: number; entries?: ({ key: string } & JournalEntry)[] };
  [field: string]: unknown;
};

/** Where the remote object is: kept for ever once known (`status.remote` never shrinks). */
export type RemoteStatus = { id: string; name?: string; attempt: number; account?: string };

/** Something that was done beside creating the remote object and may not be done twice (DESIGN 4.10). */
export type JournalEntry = {
  /** By which a person says that it was looked into. */
  id: string;
  /** What was asked for, and what was there before. Short texts. */
  what: string;
  seen: string;
  /** When it was sent, RFC 3339. */
  time: string;
  /** `sent`: nobody knows what became of it; `accepted`: the cloud has clearly said yes. */
  state: 'sent' | 'accepted';
  /** The id that the answer told. */
  made?: string;
};

/** By a key that the kind chooses. */
export type Journal = Readonly<Record<string, JournalEntry>>;

/** The journal of one attempt, as the annotation holds it. */
export type WrittenJournal = { attempt: number; entries: Journal };

/** An attempt that has ended: kept for ever, up to the 20 latest (`status.attempts` never shrinks). */
export type AttemptStatus = {
  attempt: number;
  id: string;
  name?: string;
  reason: string;
  message?: string;
  counted: boolean;
  startTime?: string;
  completionTime?: string;
};

// biome-ignore lint/suspicious/noExplicitAny: the runtime passes specs through; each kind narrows its own.
export type Resource<Spec = any> = {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  spec: Spec;
  status?: CommonStatus;
};

export const keyOf = ({ metadata: { namespace, name } }: { metadata: Key }): Key => ({ namespace, name });

/** True when `object` goes with `owner`. */
export const isOwnedBy = ({ metadata: { ownerReferences = [] } }: Resource, owner: Resource): boolean =>
  ownerReferences.some(({ uid }) => uid === owner.metadata.uid);

/** `namespace/name`, for logs and for keys of maps. */
export const keyText = ({ namespace, name }: Key): string => `${namespace}/${name}`;

/** The object itself if it has none, else a copy without: who wrote what is of no use to us, and large. */
export function withoutManagedFields<R extends Resource>(object: R): R {
  if (!('managedFields' in object.metadata)) return object;
  const { managedFields: _, ...metadata } = object.metadata as Metadata & { managedFields?: unknown };
  return { ...object, metadata };
}
