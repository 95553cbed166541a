/** What one term remembers about one object beyond what the servers hold. Lost with the lease, on purpose. */
import { hasFinalizer } from './intent.ts';
import type { Step } from './kind.ts';
import type { Resource } from './object.ts';

/** An intent (or its absence) as first seen, and what was done about it since. */
export type Sight = {
  /** The nonce, or a word for what stands there instead. */
  label: string;
  /** First seen, on the monotonic clock and on the wall's. */
  sinceMs: number;
  sinceWallMs: number;
  lookups: number;
  lastLookupMs: number;
  /** What the create under this intent ended with, to be told while its outcome is waited for. */
  because?: Step;
  /** The last look-up found the wanted name in other hands. */
  namesake?: 'foreign' | 'older-uid';
  /** The last look-up found a name that a create was sent with, of a kind where nothing proves whose it is. */
  doubtful?: { id: string; name: string };
};

export type Memory = {
  /** False for objects of the first list of the term, and such as are not known to be born in it: somebody may have created for them before. */
  bornInTerm: boolean;
  /** An intent for this object was seen or written in this term. */
  intended: boolean;
  /** The intent that this process is waiting out: what it saw, since when, and the look-ups done since. */
  sight?: Sight;
  /** The answer of a create whose id could not be written down yet. */
  answered?: { nonce: string; id: string };
  /** The object as it was when a create was sent for it, until it is known and written down what came of it. */
  owing?: Resource;
  /** The object as it was when the API server removed it in spite of our finalizer. */
  vanished?: Resource;
  /** The cloud's clear no to this generation of the spec. */
  refused?: { generation: number; step: Step };
  /** The number of the create to which the cloud has said a clear no. */
  cleared?: string;
  /** What was told of drift under `managementPolicy: Observe`. */
  driftTold?: string;
  /** The cloud said "duplicate name" to the create sent under this nonce. */
  nameTaken?: string;
  /** The attempt that the look-ups in `sight` are about, if it is not the first. */
  renewing?: number;
  /** The mutation that was accepted last, as text. */
  lastAct?: string;
  /** What the kind keeps of what it added to the remote object, see `Session.enrich`. */
  kept?: unknown;
  /** The annotation reconcile-at as last seen; `null` before the first look. */
  reconciledAt: string | null | undefined;
  /** The remote object was read by its id in this term, or seen in a list as it was left. */
  looked?: boolean;
  /** When a list or a read first showed what status does not say yet, as far as that is known; monotonic. */
  shownMs?: number;
  /** A list was given time to show it. */
  awaited?: boolean;
  /** The object was found at its end in this term, and its account's list is watched. */
  rested?: boolean;
  /** Ids that are ours beside the one that is kept. */
  twins: string[];
  /** Ids whose DELETE the cloud accepted. */
  deleteAccepted: string[];
  /** Ids that are gone by DESIGN 4.6. */
  gone: string[];
  /** First sight of a loss that we did not cause. */
  suspected?: { id: string; sinceMs: number; sinceWallMs: number };
};

/**
 * An object that vanished in spite of our finalizer, or while a create for it was under way: what came of it has to be
 * removed all the same.
 */
export type Ghost = { object: Resource; memory: Memory };

/** The memories of one kind in one term, by UID. */
export class Memories {
  readonly #byUid = new Map<string, Memory>();
  readonly #uidByKey = new Map<string, string>();
  readonly #bornBefore: Pick<ReadonlySet<string>, 'has'>;
  readonly #ghosts = new Map<string, Ghost[]>();

  /** `bornBefore`: the UIDs in the first complete list of the term, and of what has come into sight later without being born in it. */
  constructor(bornBefore: Pick<ReadonlySet<string>, 'has'>) {
    this.#bornBefore = bornBefore;
  }

  /** The memory of the object `uid` that now stands under `key`; what stood there before is forgotten. */
  of(key: string, uid: string): Memory {
    if (this.#uidByKey.get(key) !== uid) this.forget(key);
    this.#uidByKey.set(key, uid);
    const known = this.#byUid.get(uid);
    if (known) return known;
    const memory: Memory = {
      bornInTerm: !this.#bornBefore.has(uid),
      intended: false,
      reconciledAt: null,
      twins: [],
      deleteAccepted: [],
      gone: [],
    };
    this.#byUid.set(uid, memory);
    return memory;
  }

  /** True when something is remembered, or owed, of what stands or stood under `key`. */
  knows(key: string): boolean {
    return this.#uidByKey.has(key) || this.#ghosts.has(key);
  }

  /** Forgets what stood under `key`, but for what is still owed for it: that becomes a ghost. */
  forget(key: string): void {
    const uid = this.#uidByKey.get(key);
    const memory = uid === undefined ? undefined : this.#byUid.get(uid);
    const owed = memory?.vanished ?? memory?.owing;
    if (memory && owed) this.#ghosts.set(key, [...this.ghosts(key), { object: owed, memory }]);
    if (uid !== undefined) this.#byUid.delete(uid);
    this.#uidByKey.delete(key);
  }

  /**
   * A watch tells that the object is gone; `last` is how it was then. The API server asks for finalizers once, and removes
   * what it asked about also if a finalizer was put on it since: nobody has marked such an object as being deleted.
   */
  vanished(key: string, last: Resource): void {
    const memory = this.#byUid.get(last.metadata.uid);
    if (!memory || this.uidAt(key) !== last.metadata.uid) return;
    if (hasFinalizer(last) && !last.metadata.deletionTimestamp) memory.vanished = last;
  }

  /** The UID of what stood under `key` when it was last worked on. */
  uidAt(key: string): string | undefined {
    return this.#uidByKey.get(key);
  }

  /**
   * What stood under `key` is not seen any more, but it is there: whoever sees it finds its intent and its finalizer, so
   * that nothing is owed for it here; and when it comes back somebody else may have worked on it.
   */
  leave(key: string): void {
    const memory = this.#byUid.get(this.uidAt(key) ?? '');
    if (!memory) return;
    memory.bornInTerm = false;
    delete memory.owing;
    delete memory.vanished;
  }

  /** The ghosts under `key`. */
  ghosts(key: string): readonly Ghost[] {
    return this.#ghosts.get(key) ?? [];
  }

  /** Nothing is owed for `ghost` any more. */
  lay(key: string, ghost: Ghost): void {
    const left = this.ghosts(key).filter((other) => other !== ghost);
    if (left.length > 0) this.#ghosts.set(key, left);
    else this.#ghosts.delete(key);
  }
}
