/** What every pass of a term works with. */
import type { AuditRecord } from './auditRecord.ts';
import type { Windows } from './createRule.ts';
import type { ManagedKind, Remote, Renewal, Session, Step } from './kind.ts';
import type { Term } from './lease.ts';
import type { Ledger } from './ledger.ts';
import type { Log } from './log.ts';
import type { PassMeter, Result } from './metrics.ts';
import type { Key, Resource, ResourceType } from './object.ts';
import type { Cluster } from './ports.ts';
import type { Recorder } from './recorder.ts';
import type { Objects } from './references.ts';
import type { Secrets } from './secrets.ts';
import type { Selector } from './selector.ts';
import type { Store } from './store.ts';
import type { Time } from './time.ts';

export type PassSettings = Windows & {
  leaseDurationMs: number;
  /** How soon to look again at what is in flight when no plan says so. */
  pollMs: number;
  /** How soon to look again after a mutation. */
  afterActMs: number;
};

export type PassContext = {
  cluster: Cluster;
  store: Store;
  /** The objects of all kinds. */
  objects: Objects;
  /** What they take of what limits are set on. */
  ledger: Ledger;
  secrets: Secrets;
  configMaps: Secrets;
  term: Term;
  time: Time;
  settings: PassSettings;
  clusterId: string;
  /** Whether an object is this shard's to work on; undefined: all are. The others are in the caches too, to be referred to. */
  mine: ((object: Resource) => boolean) | undefined;
  /** The Lease in which shards claim room under the limits of what `of` names; undefined: no other shard shares them. */
  roomLease?: ((of: string) => Key) | undefined;
  /** Only objects with these labels are seen; undefined: all. */
  selector?: Selector | undefined;
  /** Observe everything, change nothing in the cloud and nothing in metadata (`--read-only`). */
  readOnly: boolean;
  /** Whether the CRD of a type is being deleted: then Retain applies (DESIGN 4.7). */
  typeIsGoing(type: ResourceType, signal: AbortSignal): Promise<boolean>;
  tell: Recorder;
  log: Log;
  /** Where the record of each mutation of the cloud goes, beside the log. */
  audit?: (record: AuditRecord) => void;
  /** Told how the pass ended, the last word counts: `settled` where nothing is said. */
  reconciled?: (result: Result) => void;
  /**
   * From now on the pass is given time when the operator stops: the cloud is about to be told to change something, and
   * what it answers has to be written down.
   */
  hold?: () => void;
  /** Told of what is to be measured. */
  measure?: Omit<PassMeter, 'applied'> & {
    /** The cloud has accepted a mutation for the object, as it stands at its present generation. */
    applied(object: Resource): void;
  };
};

// biome-ignore lint/suspicious/noExplicitAny: the runtime hands requests and actions through without looking inside.
export type AnyKind = ManagedKind<Remote, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above.
export type AnySession = Session<Remote, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above.
export type AnyVerdict = Step<any> | Renewal;
export type AnyAct = Extract<AnyVerdict, { step: 'act' }>;

/** The object under `key` that is this shard's to work on. */
export function ownAt(
  { store, mine }: Pick<PassContext, 'store' | 'mine'>,
  key: string,
): Resource | undefined {
  const object = store.get(key);
  return object && (!mine || mine(object)) ? object : undefined;
}
