/** One object per remote id (DESIGN 4.8): the older keeps it. */
import { boundIdOf } from './intent.ts';
import type { Resource } from './object.ts';
import { keyText } from './object.ts';
import type { Run } from './run.ts';

/** The index of a store over the remote ids that its objects hold. */
export const BY_REMOTE_ID = 'remoteId';

export function remoteIds(object: Resource): string[] {
  const id = boundIdOf(object);
  return id === undefined ? [] : [id];
}

/** Another object that holds `id`. */
export const otherHolder = ({ context, object }: Run, id: string): Resource | undefined =>
  context.store.by(BY_REMOTE_ID, id).find(({ metadata }) => metadata.uid !== object.metadata.uid);

/** Another object that holds `id` and is older than this one, by creation time, then by UID. */
export const elderHolder = ({ context, object }: Run, id: string): Resource | undefined =>
  context.store.by(BY_REMOTE_ID, id).find((other) => isElder(other, object));

function isElder({ metadata: a }: Resource, { metadata: b }: Resource): boolean {
  if (a.uid === b.uid) return false;
  const [theirs, ours] = [a.creationTimestamp ?? '', b.creationTimestamp ?? ''];
  return theirs === ours ? a.uid < b.uid : theirs < ours;
}

/** The sentence for `AlreadyAdopted`. */
export const heldBy = (noun: string, id: string, holder: Resource): string =>
  `${noun} ${id} belongs to ${holder.kind} ${keyText(holder.metadata)} already; one object per ${noun}: delete this one (which leaves the ${noun} alone), or that one first`;
