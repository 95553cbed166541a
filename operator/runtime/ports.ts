/** What the runtime needs of a cluster. The kube room implements it; the runtime knows no HTTP. */
import type { CommonStatus, Key, Resource, ResourceType } from './object.ts';
import type { Draft } from './ownObjects.ts';

/** What of a type is listed and watched: everything, unless it says which. */
export type Scope = { namespace?: string; labelSelector?: string; fieldSelector?: string };

export type Page = { items: Resource[]; resourceVersion: string; continue?: string };

/** One line of a watch. `ERROR` carries a Status object; unknown types are passed on as they are. */
export type WatchEvent = { type: string; object: Resource & { code?: number; message?: string } };

export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string };

export type LeaseRecord = {
  resourceVersion?: string;
  holder: string;
  /** Counts the changes of holder. */
  transitions: number;
  durationSeconds: number;
  /** What else is kept with it: a text of our own. */
  note?: string;
};

/** An Event to be told about an object. */
export type EventRecord = {
  /** The same for the same words about the same object, so that they are one Event. */
  name: string;
  type: 'Normal' | 'Warning';
  reason: string;
  note: string;
  action: string;
  /** How often this was said since it was last written. */
  times: number;
  /** The cluster is believed to have the Event already. */
  again: boolean;
};

export type Cluster = {
  list(
    type: ResourceType,
    query: Scope & { limit: number; continue?: string },
    signal: AbortSignal,
  ): Promise<Page>;
  /**
   * Events after `resourceVersion`, bookmarks included. Ends when the server ends it; throws `ApiError` when it
   * is refused, `unavailable` when the stream breaks, goes silent or carries half a line.
   */
  watch(
    type: ResourceType,
    query: Scope & { resourceVersion: string; timeoutSeconds: number },
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent>;
  /** Makes an object that goes with `owner`, which is its controller; `conflict` when the name is taken. */
  create(owner: Resource, draft: Draft, signal: AbortSignal): Promise<Resource>;
  /** JSON patch of metadata. A failed `test` is `conflict`. */
  patchMetadata(
    type: ResourceType,
    key: Key,
    patch: PatchOperation[],
    signal: AbortSignal,
  ): Promise<Resource>;
  /** Deletes the object of exactly that `uid` and `resourceVersion`; `conflict` when it has changed since. */
  remove(
    type: ResourceType,
    key: Key,
    version: { uid: string; resourceVersion: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Server-side apply of the status subresource under the status field manager, bound to `resourceVersion`. */
  applyStatus(
    type: ResourceType,
    key: Key,
    resourceVersion: string,
    status: CommonStatus,
    signal: AbortSignal,
  ): Promise<Resource>;
  /**
   * Writes the data of a Secret or ConfigMap that is the object's own: by server-side apply on top of `resourceVersion`; without
   * one it is made first, with an owner reference to `owner`. `conflict` when it has changed or come meanwhile.
   *
   * @param data not yet base64
   */
  applyData(
    key: Key,
    content: {
      kind: 'Secret' | 'ConfigMap';
      owner: Resource;
      data: Readonly<Record<string, string>>;
      resourceVersion?: string;
    },
    signal: AbortSignal,
  ): Promise<Resource>;
  /** The same list and watch for the one object of that name: a list of none or one, and its events. */
  named(type: ResourceType, key: Key): Pick<Cluster, 'list' | 'watch'>;
  /** Creates the Event, or counts it on where it stands already. */
  event(object: Resource, event: EventRecord, signal: AbortSignal): Promise<void>;
  /** True when the custom resource definition of `type` is being deleted, or is gone. */
  typeIsGoing(type: ResourceType, signal: AbortSignal): Promise<boolean>;
  /** The same from discovery, which everybody may read: it shows a deletion moments after that has begun. */
  typeSeemsGoing(type: ResourceType, signal: AbortSignal): Promise<boolean>;
  /** The UID of namespace kube-system. */
  clusterId(signal: AbortSignal): Promise<string>;
  readLease(key: Key, signal: AbortSignal): Promise<LeaseRecord | undefined>;
  /** Creates the Lease, or replaces the one of `record.resourceVersion`; `conflict` when another was quicker. */
  writeLease(key: Key, record: LeaseRecord, signal: AbortSignal): Promise<LeaseRecord>;
};

export type ApiErrorKind = 'conflict' | 'not-found' | 'expired' | 'denied' | 'invalid' | 'unavailable';

/** An answer of the Kubernetes API, or the lack of one, in one sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError' as const;
  readonly kind: ApiErrorKind;
  readonly status: number | undefined;

  constructor(kind: ApiErrorKind, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.status = options.status;
  }
}

/** True for an `ApiError` of one of `kinds`. */
export const isApiError = (error: unknown, ...kinds: ApiErrorKind[]): error is ApiError =>
  error instanceof ApiError && (kinds.length === 0 || kinds.includes(error.kind));
