/**
 * The keyed work queue.
 *
 * Guarantees: one worker per key; a key that is asked for while it is worked on is worked on again afterwards;
 * of several due times the earliest wins; a user's change (`change`) overtakes background rechecks; a key that
 * fails comes back after exponential backoff with jitter, its own for each key.
 */
import PQueue from 'p-queue';
import type { Time } from './time.ts';
import { jittered } from './time.ts';

export type Priority = 'change' | 'recheck';

/** When to look again: after a time, after the key's backoff (a failure that was told already), or on change only. */
export type Next = { recheckMs: number } | { backoff: true; atLeastMs?: number } | undefined;

export type QueueOptions = {
  concurrency: number;
  time: Time;
  /** Works on one key; a throw is a failure and leads to backoff. */
  work: (key: string, signal: AbortSignal) => Promise<Next>;
  /** Told about each failure, before the backoff. */
  failed: (key: string, error: unknown, retryMs: number) => void;
  backoff?: { firstMs: number; maxMs: number };
};

type Entry = { dueMs: number; priority: Priority; failures: number; state: 'waiting' | 'queued' | 'working' };

const DEFAULT_BACKOFF = { firstMs: 1_000, maxMs: 300_000 };

export class WorkQueue {
  readonly #options: QueueOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #workers: PQueue;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #arming = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#workers = new PQueue({ concurrency: options.concurrency });
  }

  /** Keys that are known: waiting for their time, queued or being worked on. */
  get size(): number {
    return this.#entries.size;
  }

  /** Asks for work on `key` in `afterMs`; an earlier due time that is already known wins. */
  add(key: string, priority: Priority, afterMs = 0): void {
    if (this.#stop.signal.aborted) return;
    const dueMs = this.#options.time.monotonic() + afterMs;
    const entry = this.#entries.get(key);
    if (!entry) this.#entries.set(key, { dueMs, priority, failures: 0, state: 'waiting' });
    else {
      entry.dueMs = Math.min(entry.dueMs, dueMs);
      if (priority === 'change' && entry.priority !== 'change') this.#promote(key, entry);
    }
    this.#arm();
  }

  /** Takes no more work and resolves when what is being worked on has ended; its signal is aborted at once. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the queue is stopping'));
    clearTimeout(this.#timer);
    this.#workers.clear();
    await this.#workers.onIdle();
  }

  #promote(key: string, entry: Entry): void {
    entry.priority = 'change';
    if (entry.state === 'queued') this.#workers.setPriority(key, 1);
  }

  /** Looks through the keys once for all that was asked in this tick. */
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
    let next = Infinity;
    for (const [key, entry] of this.#entries) {
      if (entry.state !== 'waiting') continue;
      if (entry.dueMs <= now) this.#enqueue(key, entry);
      else next = Math.min(next, entry.dueMs);
    }
    if (next < Infinity) this.#timer = setTimeout(() => this.#arm(), Math.min(next - now, 2 ** 31 - 1));
  }

  #enqueue(key: string, entry: Entry): void {
    entry.state = 'queued';
    this.#workers
      .add(() => this.#work(key, entry), { id: key, priority: entry.priority === 'change' ? 1 : 0 })
      .catch((error: unknown) => this.#options.failed(key, error, 0));
  }

  async #work(key: string, entry: Entry): Promise<void> {
    entry.state = 'working';
    entry.dueMs = Infinity;
    entry.priority = 'recheck';
    try {
      const next = await this.#options.work(key, this.#stop.signal);
      const afterMs = this.#after(next, entry);
      entry.dueMs = Math.min(entry.dueMs, this.#options.time.monotonic() + afterMs);
    } catch (error) {
      const retryMs = this.#backoff(entry);
      this.#options.failed(key, error, retryMs);
      entry.dueMs = Math.min(entry.dueMs, this.#options.time.monotonic() + retryMs);
    }
    entry.state = 'waiting';
    if (entry.dueMs === Infinity && entry.failures === 0) this.#entries.delete(key);
    this.#arm();
  }

  #after(next: Next, entry: Entry): number {
    if (next && 'backoff' in next) return Math.max(next.atLeastMs ?? 0, this.#backoff(entry));
    entry.failures = 0;
    return next?.recheckMs ?? Infinity;
  }

  #backoff(entry: Entry): number {
    const { firstMs, maxMs } = this.#options.backoff ?? DEFAULT_BACKOFF;
    const plain = Math.min(maxMs, firstMs * 2 ** entry.failures);
    entry.failures += 1;
    return jittered(plain, 0.2, this.#options.time.random);
  }
}
