/** Names and markers by which a remote object is proved to be ours (DESIGN 4.4). Pure. */
import { shortHash } from './digest.ts';
import type { Remote } from './kind.ts';
import type { Metadata } from './object.ts';

/** Who owns a remote object: the object's identity seen from the cloud. */
export type Owner = {
  /** 8 hex digits of sha256(cluster id, UID): part of every generated name. */
  hash: string;
  /** Stands in the description, label or annotation of what we create. */
  marker: string;
};

/** How long a marker may be, number of the attempt included, where the kind does not say. */
export const MARKER_ROOM = 120;
/** Namespace and name cut to less would make neighbours look like one. */
const READABLE_FROM = 80;
/** Room for the number of an attempt. */
const MOST_ATTEMPTS = ' #999';

/**
 * The owner that `metadata` stands for in the cluster `clusterId` (the UID of kube-system, or `--cluster-id`).
 *
 * @param room for the marker, characters, at least 45: below 80 a hash stands for namespace and name in it
 */
export function ownerOf(
  clusterId: string,
  metadata: Pick<Metadata, 'namespace' | 'name' | 'uid'>,
  room = MARKER_ROOM,
): Owner {
  const full = shortHash(`${clusterId}/${metadata.uid}`, 16);
  const cluster = shortHash(clusterId, 8);
  const whole = `${metadata.namespace}/${metadata.name}`;
  const readable = room < READABLE_FROM ? shortHash(whole, 8) : whole;
  const fixed = `[k8s ${cluster} ${full} ${MOST_ATTEMPTS}]`.length;
  return {
    hash: full.slice(0, 8),
    marker: `[k8s ${cluster} ${full} ${readable.slice(0, room - fixed)}]`,
  };
}

/** The marker of one attempt: the first one is not numbered. */
export const markerOf = ({ marker }: Owner, attempt: number): string =>
  attempt === 1 ? marker : marker.replace(/\]$/, ` #${attempt}]`);

/** `text` with the marker after it, as the cloud will hold it. */
export const withMarker = (text: string | undefined, marker: string): string =>
  text ? `${text} ${marker}` : marker;

/**
 * The name of an attempt: `<object name>-<hash>-<attempt>`, `[a-z0-9-]`, first a letter; only the
 * object-name part is cut to fit `limit`.
 */
export function remoteName(objectName: string, owner: Owner, attempt: number, limit: number): string {
  const tail = `-${owner.hash}-${attempt}`;
  const plain = objectName.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  const head = /^[a-z]/.test(plain) ? plain : `x-${plain}`;
  return `${head.slice(0, limit - tail.length).replace(/-+$/, '')}${tail}`;
}

/** How a remote object of a fitting name relates to us. */
export type Relation = 'ours' | 'older-uid' | 'foreign';

/**
 * `ours` by the marker, or by a generated name that carries our hash; `older-uid` when the marker names this
 * cluster and object under another UID; `foreign` otherwise: a name that the user chose proves nothing. Of several
 * markers the last one counts: those before it came with a description that a user copied from another object.
 */
export function relationOf(remote: Pick<Remote, 'name' | 'markedText'>, owner: Owner): Relation {
  const found = lastMarker(remote.markedText);
  const mine = lastMarker(owner.marker);
  if (found && mine) {
    if (found[1] === mine[1] && found[2] === mine[2]) return 'ours';
    return found[1] === mine[1] && found[3] === mine[3] ? 'older-uid' : 'foreign';
  }
  return new RegExp(`-${owner.hash}-[0-9]+$`).test(remote.name) ? 'ours' : 'foreign';
}

/** Neither namespaces nor names have brackets: a marker that somebody began must not swallow the one after it. */
const lastMarker = (text: string) =>
  [...text.matchAll(/\[k8s ([0-9a-f]{8}) ([0-9a-f]{16}) ([^[\]]*?)(?: #([0-9]+))?\]/g)].at(-1);

/** The attempt that a remote object of ours stands for, by its generated name or else its marker; 1 otherwise. */
export function attemptOf({ name, markedText }: Pick<Remote, 'name' | 'markedText'>, owner: Owner): number {
  const named = new RegExp(`-${owner.hash}-([0-9]+)$`).exec(name);
  const marked = lastMarker(markedText);
  const mine = lastMarker(owner.marker);
  const ours = marked?.[1] === mine?.[1] && marked?.[2] === mine?.[2];
  return Number(named?.[1] ?? ((ours && marked?.[4]) || 1));
}

/** Twins in the order in which they are kept: the earliest first, then by id. */
export const earliestFirst = <R extends Remote>(twins: readonly R[]): R[] =>
  [...twins].sort(
    (a, b) => (a.createdAtMs ?? Infinity) - (b.createdAtMs ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
