/** One pass's hands: the few writes to the cluster that a pass may make, each with its guard (DESIGN 3, 4.2). */

import type { Outcome } from './conditions.ts';
import { sameStatus, statusAfter } from './conditions.ts';
import type { AnyKind, AnySession, PassContext } from './context.ts';
import { changedFields, digest } from './digest.ts';
import type { Hide } from './hide.ts';
import { knownHider, readHider, withoutIn } from './hide.ts';
import type { Owner } from './identity.ts';
import { markerOf, remoteName } from './identity.ts';
import type { Bound, Intent } from './intent.ts';
import { bindingOf, hasFinalizer } from './intent.ts';
import { journalOf, journalOfCreate } from './journal.ts';
import type { News, PlanContext, Remote, Report, Step } from './kind.ts';
import type { Log } from './log.ts';
import type { Memory } from './memory.ts';
import { annotate, annotationOf, annotationPath, idNote } from './notes.ts';
import type { AttemptStatus, RemoteStatus, Resource, WrittenJournal } from './object.ts';
import { CREATE_INTENT, FINALIZER, JOURNAL, keyOf } from './object.ts';
import { outcomeNews } from './outcomeNews.ts';
import type { Policy } from './policy.ts';
import { policyOf } from './policy.ts';
import type { PatchOperation } from './ports.ts';
import { ApiError, isApiError } from './ports.ts';
import type { Next } from './queue.ts';
import { timestamp } from './time.ts';

/** What a pass has seen of a remote object. */
export type Seen = {
  report: Report;
  remote: RemoteStatus;
  attempt?: AttemptStatus;
};

/** How many polls a list is given to show what was followed just now. */
export const LIST_PATIENCE = 3;

/** One pass over one object. `object` is the newest version that this pass has read or got as an answer. */
export class Run {
  readonly kind: AnyKind;
  readonly context: PassContext;
  readonly memory: Memory;
  readonly owner: Owner;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Blanks out what the object takes from Secrets. */
  #hide: Hide;
  /** The object is gone from the cluster: nothing of it is written there any more. */
  readonly ghost: boolean;
  /** True once nothing keeps the object any more. */
  released = false;
  object: Resource;

  constructor(
    kind: AnyKind,
    context: PassContext,
    object: Resource,
    parts: { memory: Memory; owner: Owner; signal: AbortSignal; ghost?: boolean },
  ) {
    this.kind = kind;
    this.context = context;
    this.object = object;
    this.memory = parts.memory;
    this.owner = parts.owner;
    this.signal = parts.signal;
    this.ghost = parts.ghost ?? false;
    const { namespace, name, uid } = object.metadata;
    this.#hide = knownHider(kind, context, object);
    this.log = context.log.child({ kind: kind.type.kind, namespace, name, uid });
  }

  get policy(): Policy {
    return policyOf(this.object, this.kind.retains?.(this.object));
  }

  /** True when the cloud may be read only. */
  get observesOnly(): boolean {
    return this.context.readOnly || this.policy.observe;
  }

  /**
   * When to look at the remote object `id` again: as the plan says, unless the object's annotation says otherwise,
   * or a list is watched that shows it.
   */
  recheck(step: Step<unknown>, session: AnySession, id: string): Next {
    if (!('recheckMs' in step) || step.recheckMs === undefined) {
      session.forget?.(id);
      return undefined;
    }
    const { pollMs } = this.policy;
    if (pollMs !== undefined) return { recheckMs: pollMs };
    // No list tells that a twin has gone.
    if (this.memory.twins.length > 0) return { recheckMs: step.recheckMs };
    switch (session.follow?.(id)) {
      case 'shown':
        return undefined;
      case 'expected':
        return { recheckMs: LIST_PATIENCE * step.recheckMs };
      default:
        return { recheckMs: step.recheckMs };
    }
  }

  /** The same, or sooner when the plan itself waits for a time. */
  again(step: Step<unknown>, session: AnySession, id: string): Next {
    const next = this.recheck(step, session, id);
    const dueMs = 'dueMs' in step ? step.dueMs : undefined;
    if (dueMs === undefined) return next;
    return { recheckMs: next && 'recheckMs' in next ? Math.min(next.recheckMs, dueMs) : dueMs };
  }

  /** The remote name of an attempt: as the spec chooses it, or generated. */
  nameOf(attempt: number): string {
    const { kind, object, owner } = this;
    const chosen = kind.chosenName(object);
    if (chosen === undefined) return remoteName(object.metadata.name, owner, attempt, kind.nameLimit);
    const tail = attempt === 1 || kind.versions ? '' : `-${attempt}`;
    return chosen.slice(0, kind.nameLimit - tail.length) + tail;
  }

  /** True when status tells already how the attempt ended. */
  knowsAttempt({ attempt, id }: Pick<AttemptStatus, 'attempt' | 'id'>): boolean {
    const { attempts = [] } = this.object.status ?? {};
    return attempts.some((held) => held.attempt === attempt && held.id === id);
  }

  /** What a plan may know of the attempt that `binding` is about. */
  planContext({ attempt, intent }: Pick<Bound, 'attempt' | 'intent'>): PlanContext {
    const { kind, object, owner, context } = this;
    const changed = intent ? changedFields(intent.fields, digest(kind.immutable(object))) : [];
    const pending = intent !== undefined && intent.attempt > attempt;
    const values = intent?.attempt === attempt ? intent.values : undefined;
    const nowMs = context.time.wall();
    const isChecked = (id: string) => this.policy.checked === id;
    const journal = journalOf(object, attempt);
    const marker = markerOf(owner, attempt);
    return { marker, attempt, nowMs, changed, pending, values, journal, isChecked };
  }

  now(): number {
    return this.context.time.monotonic();
  }

  tell(news: News): void {
    if (!this.ghost) this.context.tell(this.object, withoutIn(news, this.#hide));
  }

  /**
   * Tells `news` once `work` has written them into the status; also where nobody knows whether it has, as the next pass
   * would find nothing new: words that are told twice are one Event.
   */
  async tellAfter<T>(news: readonly News[], work: Promise<T>): Promise<T> {
    const [done] = await Promise.allSettled([work]);
    if (done.status === 'fulfilled' || isApiError(done.reason, 'unavailable'))
      for (const one of news) this.tell(one);
    if (done.status === 'rejected') throw done.reason;
    return done.value;
  }

  /** Rule 4.1: finalizer and intent in one patch that carries the resourceVersion read. */
  async writeIntent(intent: Intent): Promise<void> {
    const { resourceVersion } = this.object.metadata;
    await this.#patch([
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
      ...this.#finalizer(),
      ...annotate(this.object, {
        [CREATE_INTENT]: JSON.stringify(intent),
        ...annotationOf(journalOfCreate(this.kind, this.object, intent.attempt)),
      }),
    ]);
  }

  /** Rule 4.2: the id of our own create, if the intent is still the one it was sent under. */
  async bindCreated(id: string, intent: Intent): Promise<void> {
    if (this.ghost) return this.#bindGhost(id, intent.attempt);
    await this.#patch([
      { op: 'test', path: annotationPath(CREATE_INTENT), value: JSON.stringify(intent) },
      ...annotate(this.object, idNote(this.object, id, intent.attempt)),
    ]);
  }

  /** Adopts or heals: the id, a missing finalizer and the journal if given, bound to the resourceVersion read. */
  async bind(id: string, attempt: number, journal?: WrittenJournal): Promise<void> {
    if (this.ghost) return this.#bindGhost(id, attempt);
    const { resourceVersion } = this.object.metadata;
    await this.#patch([
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
      ...this.#finalizer(),
      ...annotate(this.object, { ...idNote(this.object, id, attempt), ...annotationOf(journal) }),
    ]);
  }

  /** The journal, bound to the resourceVersion read; nothing where it stands so already. */
  async writeJournal(journal: WrittenJournal): Promise<void> {
    const note = annotationOf(journal);
    const { resourceVersion, annotations } = this.object.metadata;
    if (this.ghost || annotations?.[JOURNAL] === note[JOURNAL]) return;
    await this.#patch([
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
      ...annotate(this.object, note),
    ]);
  }

  /**
   * What became of what the journal tells, on top of that journal, whatever else has changed meanwhile: nobody else knows it.
   * Once it is written, throws ApiError `conflict` where the object is no longer what this pass has read.
   */
  async answerJournal(journal: WrittenJournal): Promise<void> {
    const { annotations, generation, deletionTimestamp } = this.object.metadata;
    const note = annotationOf(journal);
    const before = annotations?.[JOURNAL];
    if (this.ghost || before === note[JOURNAL]) return;
    if (before === undefined) return this.writeJournal(journal);
    const same: PatchOperation = { op: 'test', path: annotationPath(JOURNAL), value: before };
    await this.#patch([same, ...annotate(this.object, note)]);
    const now = this.object.metadata;
    if (now.generation !== generation || now.deletionTimestamp !== deletionTimestamp)
      throw new ApiError('conflict', 'the object has been edited or deleted while the cloud was asked');
  }

  async liftFinalizer(): Promise<void> {
    this.released = true;
    if (this.ghost) return;
    const { resourceVersion, finalizers = [] } = this.object.metadata;
    await this.#patch([
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
      { op: 'add', path: '/metadata/finalizers', value: finalizers.filter((name) => name !== FINALIZER) },
    ]);
  }

  /** Writes the status of this pass if it differs, tells what is new, and answers when to look again. */
  async finish(outcome: Outcome, next: Next): Promise<Next> {
    if (this.ghost) return next;
    const { cluster, store, time } = this.context;
    const { step } = outcome;
    const before = this.object;
    const unborn = !outcome.report && bindingOf(before).state === 'none';
    const suspended = unborn ? (this.kind.suspended?.(before) ?? null) : outcome.suspended;
    const told = suspended === undefined ? outcome : { ...outcome, suspended };
    const whole = statusAfter(before, told, timestamp(time.wall()));
    if (!sameStatus(before.status, whole))
      this.#hide = await readHider(this.kind, this.context, before, this.signal);
    const status = withoutIn(whole, this.#hide);
    const differs = !sameStatus(before.status, status);
    if (differs) {
      const { resourceVersion } = before.metadata;
      const { type } = this.kind;
      const written = cluster.applyStatus(type, keyOf(before), resourceVersion, status, this.signal);
      this.object = await this.tellAfter(outcomeNews(before, outcome), written);
      store.refresh(this.object);
    }
    if (outcome.report) this.#shown(differs);
    this.context.reconciled?.(step.step);
    this.log.debug({ step: step.step, ...('reason' in step && { reason: step.reason }) }, 'pass');
    return next;
  }

  /** What is seen of `remote`, and where it is, for `finish`: the account is that under which it was first seen. */
  seen(remote: Remote, binding: Pick<Bound, 'attempt' | 'intent' | 'account'>, account: string): Seen {
    const { attempt } = binding;
    const { id, name } = remote;
    const report = this.kind.report(this.object, remote, this.planContext(binding));
    return {
      report,
      remote: { id, name, attempt, account: binding.account ?? account },
      ...(report.attempt && { attempt: { ...report.attempt, attempt, id, name } }),
    };
  }

  /** Status says now what the cloud shows. */
  #shown(differs: boolean): void {
    const { shownMs } = this.memory;
    delete this.memory.shownMs;
    if (differs && shownMs !== undefined) this.context.measure?.shown(this.now() - shownMs);
  }

  #bindGhost(id: string, attempt: number): void {
    const { metadata } = this.object;
    const annotations = { ...metadata.annotations, ...idNote(this.object, id, attempt) };
    this.object = { ...this.object, metadata: { ...metadata, annotations } };
  }

  async #patch(operations: PatchOperation[]): Promise<void> {
    const { cluster, store } = this.context;
    const { uid } = this.object.metadata;
    const guarded: PatchOperation[] = [{ op: 'test', path: '/metadata/uid', value: uid }, ...operations];
    this.object = await cluster.patchMetadata(this.kind.type, keyOf(this.object), guarded, this.signal);
    store.refresh(this.object);
  }

  #finalizer(): PatchOperation[] {
    if (hasFinalizer(this.object)) return [];
    const { finalizers = [] } = this.object.metadata;
    return [{ op: 'add', path: '/metadata/finalizers', value: [...finalizers, FINALIZER] }];
  }
}
