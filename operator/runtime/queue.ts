/**
 * The keyed work queue.
 *
 * Guarantees: one worker per key; a key that is asked for while it is worked on is worked on again afterwards;
 * of several due times the earliest wins; a user's change (`change`) overtakes background rechecks; where the
 * `line` is a fair one, namespaces take turns among those of one priority; a key that fails comes back after exponential backoff with jitter, its own for each key.
 */
import PQueue, { PriorityQueue, type Queue, type RunFunction } from 'p-queue';
import TinyQueue from 'tinyqueue';
import type { Entry as Known, QueueState } from './queueState.ts';
import { stateOf } from './queueState.ts';
import type { Time } from './time.ts';
import { jittered } from './time.ts';
import { asUrgent } from './urgency.ts';

export type Priority = 'change' | 'recheck';

/** When to look again: after a time, after the key's backoff (a failure that was told already), or on change only. */
export type Next = { recheckMs: number } | { backoff: true; atLeastMs?: number } | undefined;

/** What a queue tells while it works; each is called in the tick in which it happens. */
export type QueueHooks = {
  /** A key came due. */
  due(priority: Priority): void;
  /** Work on a key begins, so long after it was due. */
  started(waitedMs: number): void;
  ended(workedMs: number): void;
  /** A key comes back after its backoff. */
  retried(): void;
};

/** A place in the line of keys that are due; `tenant` is the namespace. */
export type Place = { readonly id?: string; readonly priority?: number; readonly tenant?: string };

/** The line of keys that are due, in the form that p-queue takes. */
export type Line = new () => Queue<RunFunction, Place>;

export type QueueOptions = {
  concurrency: number;
  /** First come first served in a priority unless given. */
  line?: Line | undefined;
  time: Time;
  /**
   * Works on one key; a throw is a failure and leads to backoff. Once it has called `hold`, the work is given time when
   * the queue stops.
   */
  work: (key: string, signal: AbortSignal, hold: () => void) => Promise<Next>;
  /** Told about each failure, before the backoff. */
  failed: (key: string, error: unknown, retryMs: number) => void;
  backoff?: { firstMs: number; maxMs: number };
  hooks?: QueueHooks;
};

type Entry = Known & { priority: Priority; failures: number };

/** Of equal times the one that was asked for first comes first. */
type Due = { key: string; entry: Entry; dueMs: number; turn: number };

type Work = { stop: AbortController; held: boolean };

const DEFAULT_BACKOFF = { firstMs: 1_000, maxMs: 300_000 };

export class WorkQueue {
  readonly #options: QueueOptions;
  readonly #entries = new Map<string, Entry>();
  /** Every due time that was ever asked for and has not come; those that no longer hold are passed over. */
  readonly #due = new TinyQueue<Due>([], (a, b) => a.dueMs - b.dueMs || a.turn - b.turn);
  readonly #workers: PQueue<Queue<RunFunction, Place>, Place>;
  readonly #stop = new AbortController();
  readonly #working = new Set<Work>();
  #timer: NodeJS.Timeout | undefined;
  #arming = false;
  #turn = 0;
  #lastStartMs = -Infinity;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#workers = new PQueue({
      concurrency: options.concurrency,
      queueClass: options.line ?? PriorityQueue,
    });
  }

  /** Keys that are known: waiting for their time, queued or being worked on. */
  get size(): number {
    return this.#entries.size;
  }

  /** What it holds now. */
  state(): QueueState {
    return stateOf(this.#entries.values(), this.#lastStartMs, this.#options.time.monotonic());
  }

  /** Asks for work on `key` in `afterMs`; an earlier due time that is already known wins. */
  add(key: string, priority: Priority, afterMs = 0): void {
    if (this.#stop.signal.aborted) return;
    const dueMs = this.#options.time.monotonic() + afterMs;
    const known = this.#entries.get(key);
    const entry: Entry = known ?? { dueMs: Infinity, priority, failures: 0, state: 'waiting', startedMs: 0 };
    if (!known) this.#entries.set(key, entry);
    else if (priority === 'change' && entry.priority !== 'change') this.#promote(key, entry);
    if (dueMs >= entry.dueMs) return;
    entry.dueMs = dueMs;
    this.#wait(key, entry);
  }

  /**
   * Takes no more work and resolves when what is being worked on has ended. The signal of such work is aborted at once,
   * that of work that holds on when `patience` is over.
   */
  async stop(patience: Promise<unknown> = Promise.resolve()): Promise<void> {
    const reason = new Error('the queue is stopping');
    this.#stop.abort(reason);
    clearTimeout(this.#timer);
    this.#workers.clear();
    for (const { stop, held } of this.#working) if (!held) stop.abort(reason);
    void patience.then(() => {
      for (const { stop } of this.#working) stop.abort(reason);
    });
    await this.#workers.onIdle();
  }

  #promote(key: string, entry: Entry): void {
    entry.priority = 'change';
    if (entry.state === 'queued') this.#workers.setPriority(key, 1);
  }

  /** Lets a waiting key be found when its time comes. */
  #wait(key: string, entry: Entry): void {
    if (entry.state !== 'waiting' || entry.dueMs === Infinity) return;
    this.#due.push({ key, entry, dueMs: entry.dueMs, turn: this.#turn });
    this.#turn += 1;
    this.#arm();
  }

  /** Dispatches once for all that was asked in this tick. */
  #arm(): void {
    if (this.#arming) return;
    this.#arming = true;
    queueMicrotask(() => {
      this.#arming = false;
      this.#dispatch();
    });
  }

  #dispatch(): void {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timer);
    const now = this.#options.time.monotonic();
    for (let next = this.#due.peek(); next; next = this.#due.peek()) {
      const { key, entry, dueMs } = next;
      const holds = entry.state === 'waiting' && entry.dueMs === dueMs && this.#entries.get(key) === entry;
      if (holds && dueMs > now) {
        this.#timer = setTimeout(() => this.#arm(), Math.min(dueMs - now, 2 ** 31 - 1));
        return;
      }
      this.#due.pop();
      if (holds) this.#enqueue(key, entry);
    }
  }

  #enqueue(key: string, entry: Entry): void {
    entry.state = 'queued';
    this.#options.hooks?.due(entry.priority);
    const [tenant = ''] = key.split('/', 1);
    this.#workers
      .add(() => this.#work(key, entry), { id: key, tenant, priority: entry.priority === 'change' ? 1 : 0 })
      .catch((error: unknown) => this.#options.failed(key, error, 0));
  }

  async #work(key: string, entry: Entry): Promise<void> {
    const { hooks, time } = this.#options;
    entry.state = 'working';
    entry.startedMs = this.#lastStartMs = time.monotonic();
    hooks?.started(entry.startedMs - entry.dueMs);
    entry.dueMs = Infinity;
    const { priority } = entry;
    entry.priority = 'recheck';
    const work: Work = { stop: new AbortController(), held: false };
    const hold = () => {
      work.held = true;
    };
    this.#working.add(work);
    try {
      const next = await asUrgent(priority, () => this.#options.work(key, work.stop.signal, hold));
      const afterMs = this.#after(next, entry);
      entry.dueMs = Math.min(entry.dueMs, this.#options.time.monotonic() + afterMs);
    } catch (error) {
      const retryMs = this.#backoff(entry);
      this.#options.failed(key, error, retryMs);
      entry.dueMs = Math.min(entry.dueMs, this.#options.time.monotonic() + retryMs);
    }
    this.#working.delete(work);
    hooks?.ended(time.monotonic() - entry.startedMs);
    entry.state = 'waiting';
    if (entry.dueMs === Infinity && entry.failures === 0) this.#entries.delete(key);
    else this.#wait(key, entry);
  }

  #after(next: Next, entry: Entry): number {
    if (next && 'backoff' in next) return Math.max(next.atLeastMs ?? 0, this.#backoff(entry));
    entry.failures = 0;
    return next?.recheckMs ?? Infinity;
  }

  #backoff(entry: Entry): number {
    const { firstMs, maxMs } = this.#options.backoff ?? DEFAULT_BACKOFF;
    this.#options.hooks?.retried();
    const plain = Math.min(maxMs, firstMs * 2 ** entry.failures);
    entry.failures += 1;
    return jittered(plain, 0.2, this.#options.time.random);
  }
}
