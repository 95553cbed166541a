/** What the lists of the cloud show (DESIGN section 7), brought to the objects that it concerns. */
import { BY_REMOTE_ID } from './holder.ts';
import { attemptOf, ownerOf, relationOf } from './identity.ts';
import { bindingOf } from './intent.ts';
import type { Remote } from './kind.ts';
import type { Memories } from './memory.ts';
import type { Resource } from './object.ts';
import { keyText } from './object.ts';
import type { Store } from './store.ts';
import type { Time } from './time.ts';
import type { Versions } from './versions.ts';
import { isKnownVersion } from './versions.ts';

/** Where a kind tells what a list has shown. A list proves presence, never absence. */
export type RemoteSink = {
  /**
   * The remote object `id` looks different, or is not where it should be: it is read by its id.
   * False when no object holds it, so that nobody cares any more.
   */
  changed(id: string): boolean;
  /** What a list shows: twins among it are noticed (DESIGN 4.5). */
  seen(remotes: readonly Remote[]): void;
};

/** The index of a store over the hash in the names and markers of its objects' remote objects. */
export const BY_OWNER = 'owner';

/** The values of that index in the cluster `clusterId`. */
export const ownersIn =
  (clusterId: string) =>
  ({ metadata }: Resource): string[] => [ownerOf(clusterId, metadata).hash];

export type SinkOptions = {
  clusterId: string;
  /** With the indexes BY_REMOTE_ID and BY_OWNER. */
  store: Store;
  memories: Memories;
  /** Whether an object is this shard's to work on; undefined: all are. */
  mine?: ((object: Resource) => boolean) | undefined;
  /** Asks for a pass over the object under a key. */
  ask(key: string): void;
  time: Pick<Time, 'monotonic'>;
  /** What tells remote objects of one name apart. */
  versions?: Versions;
};

export function remoteSink(options: SinkOptions): RemoteSink {
  const { store, memories, ask, time, mine = () => true } = options;
  return {
    changed(id) {
      const holders = store.by(BY_REMOTE_ID, id).filter(mine);
      for (const { metadata } of holders) {
        memories.of(keyText(metadata), metadata.uid).shownMs ??= time.monotonic();
        ask(keyText(metadata));
      }
      return holders.length > 0;
    },
    seen(remotes) {
      for (const remote of remotes)
        for (const object of ownersOf(store, remote).filter(mine)) {
          const { twins } = memories.of(keyText(object.metadata), object.metadata.uid);
          if (twins.includes(remote.id) || !isTwin(options, object, remote)) continue;
          twins.push(remote.id);
          ask(keyText(object.metadata));
        }
    },
  };
}

/** Whose it seems to be, but for the one that holds it, as nearly every one is held: that is known without reading annotations. */
function ownersOf(store: Store, remote: Remote): Resource[] {
  const holders = store.by(BY_REMOTE_ID, remote.id);
  const owners = [...hashesIn(remote)].flatMap((hash) => store.by(BY_OWNER, hash));
  return owners.filter((object) => !holders.includes(object));
}

/** Ours beside the one that the object has: neither that one, nor an attempt before or after it, nor known to be gone. */
function isTwin(options: SinkOptions, object: Resource, remote: Remote): boolean {
  const { clusterId, memories } = options;
  const owner = ownerOf(clusterId, object.metadata);
  const binding = bindingOf(object);
  if (binding.state !== 'bound') return false;
  if (!isKnownVersion(options, object, remote)) return false;
  if (relationOf(remote, owner) !== 'ours' || attemptOf(remote, owner) !== binding.attempt) return false;
  return !memories.of(keyText(object.metadata), object.metadata.uid).gone.includes(remote.id);
}

/** The hashes that a remote object's name and marker carry. */
function hashesIn({ name, markedText }: Remote): Set<string> {
  const marked = [...markedText.matchAll(/\[k8s [0-9a-f]{8} ([0-9a-f]{8})[0-9a-f]{8} /g)].map(
    ([, hash]) => hash,
  );
  const named = /-([0-9a-f]{8})-[0-9]+$/.exec(name)?.[1];
  return new Set([...marked, named].filter((hash) => hash !== undefined));
}
