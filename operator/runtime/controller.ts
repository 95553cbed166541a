/** Everything that runs during one lease term: per kind a store, a watcher, a queue and its passes. */

import type { PassContext } from './context.ts';
import { Delays } from './delays.ts';
import type { Usage } from './ledger.ts';
import { Ledger } from './ledger.ts';
import type { Log } from './log.ts';
import { Memories } from './memory.ts';
import type { Result } from './metrics.ts';
import { isNewborn } from './newborn.ts';
import type { Resource, ResourceType } from './object.ts';
import { keyText } from './object.ts';
import type { Line, Next, Priority } from './queue.ts';
import { WorkQueue } from './queue.ts';
import type { Reference } from './references.ts';
import { Objects } from './references.ts';
import type { RemoteSink } from './remotes.ts';
import { BY_OWNER, ownersIn, remoteSink } from './remotes.ts';
import type { Store } from './store.ts';
import type { TermVitals } from './termVitals.ts';
import type { Versions } from './versions.ts';
import { scopesOf, watchScopes } from './watching.ts';
import type { NamedWatches } from './wiring.ts';
import { wire } from './wiring.ts';

/** How often it is looked whether the lease still holds while passes come to their end. */
const HOLD_LOOK_MS = 50;

/** A kind as the controllers run it. What is asked of an object must follow from the object alone. */
export type Controller = {
  type: ResourceType;
  store: Store;
  pass(context: PassContext, memories: Memories, key: string, signal: AbortSignal): Promise<Next>;
  /** The objects that this one refers to: when one of them changes, this one is worked on at once. */
  references?(object: Resource): readonly Reference[];
  /** The Secrets of its namespace whose values it uses: they are watched, and a change is worked on at once. */
  secrets?(object: Resource): readonly string[];
  /** The ConfigMaps of its namespace that it writes: the same. */
  configMaps?(object: Resource): readonly string[];
  /** Passes over objects of other kinds read its Secrets. */
  serves?: boolean;
  /** What each of its objects takes of what limits are set on. */
  usage?(object: Resource): Usage;
  /** Told once per term where to tell what the lists of the cloud show. */
  listen?(sink: RemoteSink): void;
  /** Its phases, for metrics: others count as `other`. */
  phases?: readonly string[];
  /** What tells remote objects of one name apart in them. */
  versions?: Versions;
};

export type ControllerOptions = Omit<
  PassContext,
  'store' | 'objects' | 'ledger' | keyof NamedWatches | 'reconciled' | 'measure' | 'hold'
> &
  NamedWatches & {
    concurrency: number;
    /** In which order the keys of a kind that are due have their turns; first come first served unless given. */
    line?: Line;
    /** How long passes that have told the cloud to change something are waited for when the term ends in order. */
    holdMs: number;
    vitals: Pick<TermVitals, 'kind' | 'watch'>;
    /** Where objects are seen; undefined: everywhere. */
    namespaces?: readonly string[] | undefined;
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
  const objects = new Objects(controllers, options.selector?.text);
  const ledger = new Ledger();
  const running = controllers.map((controller) => new Running(controller, { ...options, objects, ledger }));
  wire(
    controllers.map((controller, index) => ({
      ...controller,
      ask: (key, priority) => running[index]?.ask(key, priority),
    })),
    { objects, watches: options, ledger, mine: options.mine },
  );
  const watching = running.map((one) => one.watch(signal));
  await Promise.race([Promise.all(running.map((one) => one.synced)), ended(signal)]);
  if (!signal.aborted) {
    for (const one of running) one.start();
    ready();
    await ended(signal);
  }
  const stopped = new AbortController();
  const patience = lasting(options, stopped.signal);
  await Promise.all(running.map((one) => one.stop(patience)));
  stopped.abort();
  await Promise.all(watching);
}

type RunningOptions = ControllerOptions & { objects: Objects; ledger: Ledger };

class Running {
  readonly #controller: Controller;
  readonly #options: RunningOptions;
  readonly #log: Log;
  readonly #delays: Delays;
  readonly #synced = Promise.withResolvers<ReadonlySet<string>>();
  readonly #bornBefore = new Set<string>();
  #memories: Memories | undefined;
  #queue: WorkQueue | undefined;

  constructor(controller: Controller, options: RunningOptions) {
    this.#controller = controller;
    this.#options = options;
    this.#log = options.log.child({ kind: controller.type.kind });
    this.#delays = new Delays(controller.store, options.time.monotonic);
    if (controller.listen) controller.store.addIndex(BY_OWNER, ownersIn(options.clusterId));
  }

  get synced(): Promise<unknown> {
    return this.#synced.promise;
  }

  /** Asks for a pass; before the start there is no need, as everything is worked on then. */
  ask(key: string, priority: Priority): void {
    if (this.#concernsUs(key)) this.#queue?.add(key, priority);
  }

  /** What stands there is ours, or something that was ours stood there. */
  #concernsUs(key: string): boolean {
    const { mine } = this.#options;
    const object = this.#controller.store.get(key);
    return !mine || (object !== undefined && mine(object)) || (this.#memories?.knows(key) ?? false);
  }

  watch(signal: AbortSignal): Promise<void> {
    const { type, store } = this.#controller;
    const { cluster, time, vitals, selector, namespaces } = this.#options;
    const beganMs = time.wall();
    if (selector) store.listen((now, before) => this.#sight(now, before, beganMs));
    return watchScopes(
      scopesOf({ namespaces, labelSelector: selector?.text }),
      {
        ...{ cluster, type, store, time },
        changed: (key) => this.ask(keyText(key), 'change'),
        deleted: (last) => this.#memories?.vanished(keyText(last.metadata), last),
        synced: (uids) => {
          for (const uid of uids) this.#bornBefore.add(uid);
          this.#synced.resolve(uids);
        },
        fares: ({ namespace }) => {
          const { alive, broke } = vitals.watch(type.plural, namespace);
          const failed = (err: unknown, retryMs: number) => {
            broke();
            const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
            this.#log.warn(
              { err, retryMs: Math.round(retryMs) },
              `list or watch of ${type.plural}${where} broke`,
            );
          };
          return { alive, failed };
        },
        refused: (key) =>
          this.#log.warn(
            key,
            'spec: an object is nested too deeply, and is not worked on until it is edited',
          ),
      },
      signal,
    );
  }

  /** Where labels select, an object comes into sight, and goes out of it, by a change of them too. */
  #sight(now: Resource | undefined, before: Resource | undefined, beganMs: number): void {
    if (now?.metadata.uid === before?.metadata.uid) return;
    const { time, settings } = this.#options;
    const { leaseDurationMs: skewMs, settleMs: youngMs } = settings;
    if (before) this.#bornBefore.delete(before.metadata.uid);
    if (now && !isNewborn(now.metadata, { beganMs, nowMs: time.wall(), skewMs, youngMs }))
      this.#bornBefore.add(now.metadata.uid);
  }

  start(): void {
    const { store, pass, listen, versions, type, phases = [] } = this.#controller;
    const { clusterId, concurrency, line, time, term, mine } = this.#options;
    const memories = new Memories(this.#bornBefore);
    this.#memories = memories;
    const vital = this.#options.vitals.kind(type.kind);
    const measure = { ...vital, applied: (object: Resource) => vital.applied(this.#delays.end(object)) };
    const context: PassContext = { ...this.#options, store, measure };
    const queue = new WorkQueue({
      ...{ concurrency, line, time },
      work: async (key, signal, hold) => {
        const begunMs = time.monotonic();
        let result: Result = 'settled';
        const reconciled = (word: Result) => {
          result = word;
        };
        try {
          return await pass({ ...context, reconciled, hold }, memories, key, signal);
        } catch (error) {
          result = term.holds() ? 'error' : 'dropped';
          throw error;
        } finally {
          vital.reconciled(result, time.monotonic() - begunMs);
          this.#unlessUnderWay(key, result);
        }
      },
      failed: (key, err, retryMs) => {
        if (term.holds()) this.#log.warn({ err, key, retryMs: Math.round(retryMs) }, 'a pass failed');
      },
      hooks: vital,
    });
    this.#queue = queue;
    vital.queue(() => queue.state());
    vital.counted({ objects: () => [...store.all()].filter(mine ?? (() => true)), phases });
    const ask = (key: string) => this.ask(key, 'recheck');
    listen?.(remoteSink({ clusterId, store, memories, ask, mine, time, ...(versions && { versions }) }));
    for (const object of store.all()) this.ask(keyText(object.metadata), 'recheck');
  }

  /** What has nothing to do, or waits for a person, is on its way to the cloud no more. */
  #unlessUnderWay(key: string, result: Result): void {
    const object = this.#controller.store.get(key);
    if (object && (result === 'settled' || result === 'stuck')) this.#delays.end(object);
  }

  async stop(patience: Promise<void>): Promise<void> {
    await this.#queue?.stop(patience);
  }
}

/** Resolves when passes have had their time, at once when the lease is lost: then the cloud is another replica's. */
async function lasting({ holdMs, term, time }: ControllerOptions, stopped: AbortSignal): Promise<void> {
  const untilMs = time.monotonic() + holdMs;
  while (!stopped.aborted && term.holds() && time.monotonic() < untilMs)
    await time.sleep(HOLD_LOOK_MS, stopped).catch(() => undefined);
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
