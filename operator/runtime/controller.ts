/** Everything that runs during one lease term: per kind a store, a watcher, a queue and its passes. */
import type { Log } from './log.ts';
import { Memories } from './memory.ts';
import type { Result } from './metrics.ts';
import type { Key, Resource, ResourceType } from './object.ts';
import { keyText } from './object.ts';
import type { Next } from './queue.ts';
import { WorkQueue } from './queue.ts';
import type { PassContext } from './run.ts';
import type { Store } from './store.ts';
import type { Vitals } from './vitals.ts';
import { watchForever } from './watcher.ts';

/** A kind as the controllers run it. */
export type Controller = {
  type: ResourceType;
  store: Store;
  pass(context: PassContext, memories: Memories, key: string, signal: AbortSignal): Promise<Next>;
  /** The object that this one refers to: when that one changes, this one is worked on at once. */
  refersTo?(object: Resource): { plural: string; key: Key } | undefined;
};

export type ControllerOptions = Omit<PassContext, 'store' | 'reconciled'> & {
  concurrency: number;
  vitals: Vitals;
};

/**
 * Runs `controllers` until the term ends. No pass starts before every store is synced; each store is listed
 * after the term began, so that an object outside the first list is known to be born in the term.
 */
export async function runControllers(
  controllers: readonly Controller[],
  options: ControllerOptions,
  ready: () => void,
): Promise<void> {
  const { signal } = options.term;
  const running = controllers.map((controller) => new Running(controller, options));
  const changed = (plural: string, key: Key) => {
    for (const other of running) other.referred(plural, key);
  };
  const watching = running.map((one) => one.watch(changed, signal));
  await Promise.race([Promise.all(running.map((one) => one.synced)), ended(signal)]);
  if (!signal.aborted) {
    for (const one of running) one.start();
    ready();
    await ended(signal);
  }
  await Promise.all(running.map((one) => one.stop()));
  await Promise.all(watching);
}

class Running {
  readonly #controller: Controller;
  readonly #options: ControllerOptions;
  readonly #log: Log;
  readonly #synced = Promise.withResolvers<ReadonlySet<string>>();
  #bornBefore: ReadonlySet<string> = new Set();
  #queue: WorkQueue | undefined;

  constructor(controller: Controller, options: ControllerOptions) {
    this.#controller = controller;
    this.#options = options;
    this.#log = options.log.child({ kind: controller.type.kind });
  }

  get synced(): Promise<unknown> {
    return this.#synced.promise;
  }

  watch(changed: (plural: string, key: Key) => void, signal: AbortSignal): Promise<void> {
    const { type, store } = this.#controller;
    const { cluster, time, vitals } = this.#options;
    const { alive, broke } = vitals.watch(type.plural);
    return watchForever(
      {
        cluster,
        type,
        store,
        time,
        changed: (key) => {
          this.#queue?.add(keyText(key), 'change');
          changed(type.plural, key);
        },
        synced: (uids) => {
          this.#bornBefore = uids;
          this.#synced.resolve(uids);
        },
        alive,
        failed: (err, retryMs) => {
          broke();
          this.#log.warn({ err, retryMs: Math.round(retryMs) }, `list or watch of ${type.plural} broke`);
        },
      },
      signal,
    );
  }

  start(): void {
    const { store, pass, type } = this.#controller;
    const memories = new Memories(this.#bornBefore);
    const vital = this.#options.vitals.kind(type.kind);
    const context: PassContext = { ...this.#options, store };
    const queue = new WorkQueue({
      concurrency: this.#options.concurrency,
      time: this.#options.time,
      async work(key, signal) {
        let result: Result = 'settled';
        const reconciled = (word: Result) => {
          result = word;
        };
        const next = await pass({ ...context, reconciled }, memories, key, signal);
        vital.reconciled(result);
        return next;
      },
      failed: (key, err, retryMs) => {
        const holds = this.#options.term.holds();
        vital.reconciled(holds ? 'error' : 'dropped');
        if (holds) this.#log.warn({ err, key, retryMs: Math.round(retryMs) }, 'a pass failed');
      },
      hooks: vital,
    });
    this.#queue = queue;
    vital.queue(() => queue.state());
    for (const object of store.all()) queue.add(keyText(object.metadata), 'recheck');
  }

  /** Queues what refers to the object of `plural` under `key`. */
  referred(plural: string, key: Key): void {
    const { refersTo, store } = this.#controller;
    if (!refersTo || !this.#queue) return;
    for (const object of store.all()) {
      const target = refersTo(object);
      if (target?.plural === plural && keyText(target.key) === keyText(key))
        this.#queue.add(keyText(object.metadata), 'change');
    }
  }

  async stop(): Promise<void> {
    await this.#queue?.stop();
  }
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
