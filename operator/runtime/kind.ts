/** What a kind must say about itself. The runtime does everything else (DESIGN sections 3 and 4). */

import type { Gate } from './auditRecord.ts';
import type { Digest, Field } from './digest.ts';
import type { Room, Usage } from './ledger.ts';
import type { Journal, JournalEntry, Resource, ResourceType } from './object.ts';
import type { OwnData } from './ownData.ts';
import type { OwnObjects } from './ownObjects.ts';
import type { Reference } from './references.ts';
import type { RemoteSink } from './remotes.ts';
import type { Versions } from './versions.ts';

/**
 * The verdict of a plan: a closed set of words.
 *
 * - `act`: one remote mutation is due, `because` says why. `ifNotAllowed`: what it means when the cloud says that the
 *   state of the remote object does not allow it.
 *   `news` is told and `noted` kept in status once the cloud has accepted it. `once`: it must not take effect twice (DESIGN
 *   4.10): it is written into the journal before it is sent. `forget`: what is taken out of the journal once it was
 *   accepted, or has no object any more.
 * - `wait`: something outside has to happen first; not an error.
 * - `settled`: as wanted; with `recheckMs` the remote side is worth another look by then.
 * - `stuck`: only a person can help; with `recheckMs` the facts are still followed.
 *
 * `dueMs`: in so many milliseconds the plan itself is worth another look, whatever the cloud shows until then.
 */
export type Step<Action = never> =
  | {
      step: 'act';
      action: Action;
      because: string;
      ifNotAllowed?: Renewal;
      news?: News;
      once?: Once;
      forget?: readonly string[];
      noted?: Noted;
    }
  | { step: 'wait'; reason: string; message: string; recheckMs?: number; dueMs?: number }
  | { step: 'settled'; recheckMs?: number; dueMs?: number }
  | { step: 'stuck'; reason: string; message: string; recheckMs?: number; dueMs?: number };

/**
 * What a plan may answer beside: the remote object has ended and another attempt is due, not before `notBeforeMs`
 * (since the epoch); `counted` as a retry or not.
 */
export type Renewal = {
  step: 'renew';
  reason: string;
  message: string;
  counted: boolean;
  notBeforeMs?: number;
};

/** Fields of the kind's own part of status. */
export type Noted = Readonly<Record<string, unknown>>;

/**
 * A mutation that must not take effect twice: the `key` of its entry, `what` it is to do, and what was `seen` before.
 * Short texts: 256 characters of them are kept.
 */
export type Once = { key: string; what: string; seen: string };

/** A remote object as far as the protocol needs to know it. */
export type Remote = {
  /** As `isRemoteId` demands it. */
  id: string;
  name: string;
  /** The text of the place where a marker may stand (a description, say). */
  markedText: string;
  /** Milliseconds since the epoch, for choosing the earliest of twins. */
  createdAtMs?: number;
  /** What tells it from others of its name, in kinds that have versions; '' when it was not told. */
  version?: string;
  /** Of the answer that this was read from. */
  requestId?: string;
};

/** What became of a call to the cloud, in the words that the protocol decides by. */
export type Fault = {
  /**
   * - `ambiguous`: nobody knows whether a mutation took effect.
   * - `duplicate-name`: the cloud says that the name is taken; perhaps by our own lost create.
   * - `not-found`: the kind's own table says so (DESIGN 4.6); nothing else is ever absence.
   * - `refused`: a clear no that only a changed spec can turn.
   * - `retry`: a clear no, or nothing was sent; may be tried again later.
   */
  outcome: 'ambiguous' | 'duplicate-name' | 'not-found' | 'refused' | 'retry';
  /** CamelCase, for conditions and Events. */
  reason: string;
  /** One sentence: what was asked, what came back (code, request id), what to do. Never a secret. */
  message: string;
  /** True when a person has to do something before a retry can help (quota, permission, account). */
  needsPerson: boolean;
  /** True when the state of the remote object does not allow it. */
  notAllowed?: boolean;
  retryAfterMs?: number;
};

/** Whether a mutation may still be sent; the slot is the throttle's permission, opaque to the runtime. */
export type Permit = { signal: AbortSignal; gate: Gate; slot?: unknown };

/** One kind's calls, bound to the account of one object. */
export type Session<R extends Remote, Action, Request> = {
  /** Who is calling, for `status.remote.account`: endpoint, project and a hash of the user's key. No secrets. */
  account: string;
  /** True when an id recorded under `account` can be read by this session (same endpoint and project). */
  sameProject(account: string): boolean;
  /** Takes a slot of the account's throttle first; the create inside it is then sent without queueing. */
  withSlot<T>(signal: AbortSignal, work: (slot: unknown) => Promise<T>): Promise<T>;
  /**
   * Under which limits something may be created now, or why nothing may be; asked in the tick of each decision.
   * Without it nothing is limited.
   */
  admission?(): Room | { refused: Step };
  /**
   * Everything the create body needs that has to be read first (Secrets). Reads only; a failure of the cloud is told and
   * tried again.
   *
   * @param referred the objects that the references name, by field, each as its reference needs it
   * @returns with `values`, short hashes that the create-intent keeps, for `PlanContext.values`
   */
  prepare(
    signal: AbortSignal,
    referred: ReadonlyMap<string, Resource>,
  ): Promise<{ request: Request; values?: Digest } | Step>;
  create(request: Request, wanted: { name: string; marker: string }, permit: Permit): Promise<R>;
  /**
   * A complete look-up (DESIGN section 7): everything in `place` whose name contains `fragment`, to the last page.
   * @param place one that `placeOf` answered, perhaps for an earlier spec; undefined where the kind has no places
   */
  find(fragment: string, signal: AbortSignal, place?: string): Promise<R[]>;
  /** Throws a fault of outcome `not-found` when the table says that the id does not exist. */
  read(id: string, signal: AbortSignal): Promise<R>;
  /**
   * Adds to a remote object that is followed what takes calls of its own. Reads only, no more often than there is
   * cause to, and a failure of the cloud is not thrown: what could not be read is left out.
   *
   * @param kept what the last pass over this object that came to its end answered as `keep`, in this term
   */
  enrich?(remote: R, kept: unknown, signal: AbortSignal): Promise<{ remote: R; keep: unknown }>;
  /** @returns as `made` the id of what it made beside the remote object, for the journal */
  act(action: Action, id: string, permit: Permit): Promise<{ requestId?: string; made?: string }>;
  /**
   * Follows `id` in the list that shows all of this account, which is watched for twins from the session's opening
   * on; `wanted` keeps what it shows until `latest` is asked. Without it each remote object is read again and again.
   */
  follow?(id: string, wanted?: boolean): Following;
  /** What `read` has shown of a followed id: a list that shows the same tells nothing new. */
  noted?(id: string, remote: R): void;
  forget?(id: string): void;
  /** What the list last showed of a followed id that is `wanted`, as `read` would answer it, once; undefined says nothing. */
  latest?(id: string): R | undefined;
};

/**
 * What a list does for a remote object: `shown` by the last poll, so that a change in it is told; `expected` in the
 * next ones; or `unseen`, so that only reads by id tell.
 */
export type Following = 'shown' | 'expected' | 'unseen';

/** What a kind reports of its remote object. `fields` are its own part of status. */
export type Report = {
  phase: string | undefined;
  fields: Record<string, unknown>;
  ready: { status: 'True' | 'False' | 'Unknown'; reason: string; message: string };
  /** Set once the object has come to its end (run-to-completion kinds). */
  end?: { type: 'Complete' | 'Failed'; reason: string; message: string };
  /** It was set going again after its end, as the object wished: an end that status tells gives way to this one, or none. */
  restarted?: true;
  /** Set while the object is kept from running on its own wish, or about to be (`False`). */
  suspended?: Suspension;
  /** Conditions of the kind's own, beside those that every kind has. */
  conditions?: readonly OwnCondition[];
  /** How the remote object ended, for `status.attempts` (kinds with attempts). */
  attempt?: AttemptEnd;
};

/** A condition of the kind's own that holds; without it in a report it is taken back. */
export type OwnCondition = { type: string; status: 'True'; reason: string; message: string };

/** The condition `Suspended`. */
export type Suspension = { status: 'True' | 'False'; reason: string; message: string };

/** How one attempt ended. Times in RFC 3339. */
export type AttemptEnd = {
  reason: string;
  message?: string;
  /** Whether it counts as a retry used up. */
  counted: boolean;
  startTime?: string;
  completionTime?: string;
};

/** What a plan may know beside object and remote object. */
export type PlanContext = {
  /** As it stands in the place for markers of this attempt. */
  marker: string;
  attempt: number;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** The fields that cannot change and differ from what the remote object was created with, by path. */
  changed: readonly string[];
  /** A later attempt was begun already: it was due, whatever can still be seen of the reason. */
  pending: boolean;
  /** What `prepare` said of this attempt; undefined when it was not created by an intent that is still known. */
  values?: Digest | undefined;
  /**
   * What was done beside the create of this attempt. What is `sent` may be sent again only once a person says so
   * (`isChecked`). Undefined where nobody knows: then nothing of it may be sent before a person says so
   * (`UNKNOWN_JOURNAL`).
   */
  journal: Journal | undefined;
  /** Whether a person has looked what became of the create or mutation with this number. */
  isChecked(id: string): boolean;
};

/** What the way to the end may know beside the remote object. */
export type Removal = { object: Resource; journal: Journal | undefined };

/** An Event worth telling when the remote object has changed. `retold`: the cloud's own words, told after ours. */
export type News = { type: 'Normal' | 'Warning'; reason: string; message: string; retold?: true };

/** What the loss of a remote object means. */
export type Loss =
  | { type: 'Failed'; reason: string; message: string }
  | Renewal
  | { step: 'stuck'; reason: string; message: string };

/** A kind that owns a remote object each. Two plans, both pure; everything else is data or one call. */
export type ManagedKind<R extends Remote, Action, Request> = {
  type: ResourceType;
  /** What the kind calls its remote object in sentences: `training job`. */
  noun: string;
  /** How long a marker may be, characters; `MARKER_ROOM` where nothing is said, at least 45. */
  markerRoom?: number;
  /** Longest remote name that the API takes. */
  nameLimit: number;
  /** The remote name that the spec sets, if it does. */
  chosenName(object: Resource): string | undefined;
  /** The field that sets it; `spec.name` where nothing is said. */
  nameField?: string;
  /** Where remote objects of one name are told apart by a version: a name that the spec sets is that of every attempt. */
  versions?: Versions;
  /** Where in the account the remote object is made (a workspace), if lists show only one such place at a time. */
  placeOf?(object: Resource): string | undefined;
  /** A sentence per bad field, naming it; empty when the spec can be sent. */
  validate(object: Resource): string[];
  /** The fields that cannot change once the remote object exists. */
  immutable(object: Resource): Field[];
  /** The fields that name other objects. */
  references?(object: Resource): readonly Reference[];
  /** The Secrets of the object's namespace whose values it uses, by name. */
  secrets?(object: Resource): readonly string[];
  /** The ConfigMaps of the object's namespace that it writes, by name. */
  configMaps?(object: Resource): readonly string[];
  /** What its remote object takes of what limits are set on; without it, nothing. */
  usage?(object: Resource): Usage;
  /** Called once per term: where `follow` tells what the lists show. */
  listen?(sink: RemoteSink): void;
  session(object: Resource, signal: AbortSignal): Promise<{ session: Session<R, Action, Request> } | Step>;
  plan(object: Resource, remote: R, context: PlanContext): Step<Action> | Renewal;
  /** There is no place for a marker: a name that the user chose proves nothing (DESIGN 4.5). */
  unmarked?: true;
  /** True when a create is a purchase: it is never tried again while it is not known what became of it (DESIGN 4.5). */
  buys?(object: Resource): boolean;
  /** Why no list may show its remote object, so that a look-up proves no absence (`CheckRemote`); mostly undefined. */
  unlisted?(object: Resource): string | undefined;
  /** True when a deletion leaves the remote object unless `spec.deletionPolicy` says otherwise. */
  retains?(object: Resource): boolean;
  /**
   * It does something beside its create that it may not do twice: what that is about goes with the remote object of one
   * `attempt`, or belongs to the `object` whatever remote object it has.
   */
  journals?: 'attempt' | 'object';
  /** The entry as it should be now that `remote` was read, which shows what became of it; `null` drops it. */
  settleEntry?(key: string, entry: JournalEntry, remote: R, object: Resource): JournalEntry | null;
  /** The journal with what the spec takes over; and, of one that is lost, with what is in doubt. `now`: RFC 3339. */
  completeJournal?(journal: Journal | undefined, remote: R, object: Resource, now: string): Journal;
  /** True when a changed field that cannot change is no error, but leads to a new attempt. */
  recreates?(object: Resource): boolean;
  /** Set while nothing is to be created on the object's own wish. */
  suspended?(object: Resource): Suspension | undefined;
  /** How long an object that has ended is kept, milliseconds. */
  keptMs?(object: Resource): number | undefined;
  /** The way to the end: stop first where the state needs it, then delete. */
  planDelete(remote: R, removal: Removal): Step<Action>;
  /** True for the action after whose acceptance "not found" means deleted (DESIGN 4.6). */
  deletes(action: Action): boolean;
  report(object: Resource, remote: R, context: PlanContext): Report;
  /** What it means that the remote object was lost without our doing: an end, another one, or a person's decision. */
  lost(id: string, object: Resource): Loss;
  /** The Secrets and ConfigMaps to write for a remote object that is followed. */
  ownData?(object: Resource, remote: R): readonly OwnData[];
  /** The objects of another kind to make and remove in the cluster beside it. */
  ownObjects?(object: Resource, remote: R): OwnObjects | undefined;
  /** In the order in which it is told. */
  news(before: Resource, remote: R): readonly News[];
  fault(error: unknown): Fault;
};
