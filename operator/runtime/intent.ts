/** What the annotations say about the remote object: the intent to create one, and its id (DESIGN 4.1, 4.2). Pure. */
import type { Digest } from './digest.ts';
import type { RemoteStatus, Resource } from './object.ts';
import { CREATE_INTENT, FINALIZER, REMOTE_ID } from './object.ts';

/** Written before a create is sent; kept afterwards, so that its absence shows that annotations were stripped. */
export type Intent = {
  name: string;
  attempt: number;
  nonce: string;
  /** Endpoint, project and user under which the create is sent: a look-up by another user would see nothing. */
  account: string;
  /** Where in the account the create is sent to, for kinds that have places. */
  place?: string;
  /** ISO 8601, by the writer's clock. */
  time: string;
  /** The immutable fields of the spec that the create carries. */
  fields: Digest;
  /** Short hashes of values that are not in the spec; see `Session.prepare`. */
  values?: Digest;
  /** The create is a purchase: when nobody knows what became of it, only a person may try again (DESIGN 4.5). */
  purchase?: true;
};

export type RemoteId = { id: string; attempt: number; uid: string };

/** A node pool's id has its pool's before it, and its own part may have dots. The client puts each part into a URL for itself. */
const ID = /^[A-Za-z0-9_-]{1,64}(\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127})?$/;

/** True for an id that may be put into a URL (deleteService takes comma-joined ids!). */
export const isRemoteId = (id: unknown): id is string => typeof id === 'string' && ID.test(id);

/** What an object says of its remote side. */
export type Binding =
  | { state: 'none'; intent?: Intent | 'unreadable'; finalizer: boolean }
  | {
      state: 'bound';
      id: string;
      attempt: number;
      name?: string;
      account?: string;
      heal: boolean;
      intent?: Intent;
    }
  | { state: 'foreign'; id: string; uid: string };

/** What an object says of its remote side once it has one. */
export type Bound = Extract<Binding, { state: 'bound' }>;
/** What it says while no id is known. */
export type Unbound = Extract<Binding, { state: 'none' }>;

/** The attempt that the object is at, as far as is known: 0 before the first. */
export const attemptHeld = (binding: Unbound | Bound): number =>
  binding.state === 'bound' ? binding.attempt : 0;

/** True when a create of a later attempt than the known one was begun, and nothing is known of what came of it. */
export const isPending = (binding: Unbound | Bound): boolean =>
  typeof binding.intent === 'object' && binding.intent.attempt > attemptHeld(binding);

/** True when our finalizer is on the object. */
export const hasFinalizer = ({ metadata }: Resource): boolean =>
  metadata.finalizers?.includes(FINALIZER) ?? false;

/**
 * Reads annotation and status together: each heals the other, the later attempt wins, else the annotation.
 * A remote-id of another UID is somebody else's (restored, copied, moved): `foreign`.
 */
export function bindingOf(object: Resource): Binding {
  const annotations = object.metadata.annotations ?? {};
  const noted = parseRemoteId(annotations[REMOTE_ID]);
  const status = parseStatus(object.status?.remote);
  const intent = parseIntent(annotations[CREATE_INTENT]);
  if (noted && noted.uid !== object.metadata.uid) return { state: 'foreign', id: noted.id, uid: noted.uid };
  const known = laterOf(noted, status);
  if (!known) return { state: 'none', finalizer: hasFinalizer(object), ...(intent && { intent }) };
  const same = status?.id === known.id;
  return {
    state: 'bound',
    id: known.id,
    attempt: known.attempt,
    heal: noted?.id !== known.id || !hasFinalizer(object),
    ...(same && status.name && { name: status.name }),
    ...(same && status.account && { account: status.account }),
    ...(intent && intent !== 'unreadable' && { intent }),
  };
}

/** The id of what is bound to the object, as `bindingOf` has it; an intent, which is long, is not read for it. */
export function boundIdOf(object: Resource): string | undefined {
  const noted = parseRemoteId(object.metadata.annotations?.[REMOTE_ID]);
  if (noted && noted.uid !== object.metadata.uid) return undefined;
  return laterOf(noted, parseStatus(object.status?.remote))?.id;
}

/** The later attempt wins, else the annotation. */
function laterOf<N extends { attempt: number }, S extends { attempt: number }>(
  noted: N | undefined,
  status: S | undefined,
): N | S | undefined {
  return !noted || (status && status.attempt > noted.attempt) ? (status ?? noted) : noted;
}

/** The intent that the last create of this object was sent under, if it can be read. */
export function intentOf(object: Resource): Intent | undefined {
  const binding = bindingOf(object);
  const intent = binding.state === 'foreign' ? undefined : binding.intent;
  return typeof intent === 'object' ? intent : undefined;
}

/** The name by which the memory knows an intent: its nonce, or a word for what is there instead. */
export const intentLabel = (intent: Intent | 'unreadable' | undefined): string =>
  intent === undefined ? 'none' : intent === 'unreadable' ? 'unreadable' : intent.nonce;

function parseIntent(text: string | undefined): Intent | 'unreadable' | undefined {
  if (text === undefined) return undefined;
  const value = parseObject(text);
  const texts = ['name', 'nonce', 'account', 'time'].every((field) => typeof value?.[field] === 'string');
  if (!value || !texts || typeof value.attempt !== 'number') return 'unreadable';
  const { fields: digest = {} } = value;
  if (typeof digest !== 'object' || digest === null) return 'unreadable';
  return { ...value, fields: digest } as Intent;
}

function parseRemoteId(text: string | undefined): RemoteId | undefined {
  const value = text === undefined ? undefined : parseObject(text);
  if (!isRemoteId(value?.id) || typeof value.uid !== 'string') return undefined;
  return { id: value.id, uid: value.uid, attempt: typeof value.attempt === 'number' ? value.attempt : 1 };
}

function parseStatus(remote: RemoteStatus | undefined): RemoteStatus | undefined {
  return isRemoteId(remote?.id) ? { ...remote, attempt: remote.attempt ?? 1 } : undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
