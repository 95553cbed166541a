/**
 * List and watch as one state machine, for one scope of one type.
 *
 *     list ──ok──▶ watch ──server ends it, breaks, goes silent──▶ watch (same position, after backoff if it failed)
 *       ▲            │
 *       └──410, as a status or as an ERROR event, or an unknown ERROR──┘
 *
 * Guarantees: `store` converges to what the server holds in the scope; `changed` is told every key whose object was taken in,
 * removed, or replaced by another UID; the first complete list is announced once by `synced`. It never ends by
 * itself: only `signal` ends it. Failures are reported and retried with backoff (0.8 s to 30 s, jittered, from the
 * start again after a watch that ended in order or lasted 120 s); watches start at least a second apart.
 */
import { isTooDeep } from './depth.ts';
import type { Key, Resource, ResourceType } from './object.ts';
import { keyOf, keyText } from './object.ts';
import type { Cluster, Scope, WatchEvent } from './ports.ts';
import { isApiError } from './ports.ts';
import type { Store } from './store.ts';
import type { Time } from './time.ts';
import { jittered } from './time.ts';

export type WatcherOptions = {
  cluster: Pick<Cluster, 'list' | 'watch'>;
  type: ResourceType;
  /** What of it; another watcher may fill the same store from another namespace. */
  scope?: Scope;
  store: Store;
  time: Time;
  /** The object that now stands under the key, or undefined when it is gone. */
  changed: (key: Key, object: Resource | undefined) => void;
  /** Called once, with the UIDs of the first complete list. */
  synced: (uids: ReadonlySet<string>) => void;
  /** Told of each object that the server says was deleted, as it was then, before `changed`. */
  deleted?: (last: Resource) => void;
  failed: (error: unknown, retryMs: number) => void;
  /** Told of each object that is nested too deeply to be worked with. */
  refused?: (key: Key) => void;
  /** A sign of life: something was delivered, or a list or watch begins. */
  alive?: () => void;
};

const PAGE = 200;
const WATCH_SECONDS = 290;
const BACKOFF = { firstMs: 800, maxMs: 30_000, healthyMs: 120_000 };
/** Between two starts of a watch, for servers that end each one at once. */
const SPACING_MS = 1_000;

class Expired extends Error {
  override readonly name = 'Expired' as const;
}

/** Where the machine stands: without a position it lists, with one it watches. */
type State = { position: string | undefined; announced: boolean; failures: number };

/** Runs until `signal` is aborted. */
export async function watchForever(options: WatcherOptions, signal: AbortSignal): Promise<void> {
  const { time } = options;
  const state: State = { position: undefined, announced: false, failures: 0 };
  while (!signal.aborted) {
    const startedMs = time.monotonic();
    options.alive?.();
    try {
      await step(options, state, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (time.monotonic() - startedMs > BACKOFF.healthyMs) state.failures = 0;
      await backOff(options, state, error, signal);
    }
  }
}

async function step(options: WatcherOptions, state: State, signal: AbortSignal): Promise<void> {
  if (state.position === undefined) {
    const listed = await listAll(options, signal);
    state.position = listed.resourceVersion;
    if (!state.announced) options.synced(listed.uids);
    state.announced = true;
  } else await watchOn(options, state, signal);
}

/** An expired position is listed anew at once, the first time; everything else waits. */
async function backOff(options: WatcherOptions, state: State, error: unknown, signal: AbortSignal) {
  const { time } = options;
  const expired = error instanceof Expired || isApiError(error, 'expired');
  if (expired) state.position = undefined;
  const backoffMs = Math.min(BACKOFF.maxMs, BACKOFF.firstMs * 2 ** state.failures);
  const retryMs = expired && state.failures === 0 ? 0 : jittered(backoffMs, 0.2, time.random);
  state.failures += 1;
  options.failed(error, retryMs);
  await time.sleep(retryMs, signal).catch(() => undefined);
}

/** Takes in a complete list and removes what is no longer there. */
async function listAll(options: WatcherOptions, signal: AbortSignal) {
  const { cluster, type, scope, store, changed } = options;
  const seen = new Map<string, string>();
  let token: string | undefined;
  let resourceVersion: string;
  do {
    const query = { ...scope, limit: PAGE, ...(token && { continue: token }) };
    const page = await cluster.list(type, query, signal);
    for (const item of page.items) {
      seen.set(keyText(keyOf(item)), item.metadata.uid);
      if (takeIn(options, item)) changed(keyOf(item), item);
    }
    resourceVersion = page.resourceVersion;
    token = page.continue;
  } while (token);
  const ours = ({ metadata }: Resource) =>
    scope?.namespace === undefined || metadata.namespace === scope.namespace;
  for (const held of [...store.all()].filter(ours))
    if (seen.get(keyText(keyOf(held))) === undefined && store.remove(held)) changed(keyOf(held), undefined);
  return { resourceVersion, uids: new Set(seen.values()) };
}

/** Follows one watch to its end; the position moves with each event, so that a broken stream goes on from there. */
async function watchOn(options: WatcherOptions, state: State, signal: AbortSignal): Promise<void> {
  const { time } = options;
  const startedMs = time.monotonic();
  const timeoutSeconds = Math.round(jittered(WATCH_SECONDS, 0.02, time.random));
  const query = { ...options.scope, resourceVersion: state.position ?? '', timeoutSeconds };
  for await (const event of options.cluster.watch(options.type, query, signal)) {
    options.alive?.();
    take(options, event);
    state.position = event.object.metadata.resourceVersion;
  }
  // Only a watch proves that all is well: a list may succeed each time and its position be refused each time.
  state.failures = 0;
  const earlyMs = startedMs + SPACING_MS - time.monotonic();
  if (earlyMs > 0) await time.sleep(earlyMs, signal).catch(() => undefined);
}

/** One object must not end the watch of all: what cannot be worked with stays out, and an older version of it stands. */
function takeIn({ store, refused }: WatcherOptions, object: Resource): boolean {
  if (!isTooDeep(object.spec)) return store.put(object);
  refused?.(keyOf(object));
  return false;
}

function take(options: WatcherOptions, { type, object }: WatchEvent): void {
  const { store, changed } = options;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      if (takeIn(options, object)) changed(keyOf(object), object);
      return;
    case 'DELETED':
      options.deleted?.(object);
      if (store.remove(object)) changed(keyOf(object), undefined);
      return;
    case 'BOOKMARK':
      return;
    default:
      // 410 is the usual one; of any other ERROR the position is not to be trusted either.
      throw new Expired(`the watch ended with ${type} ${object.code ?? ''} ${object.message ?? ''}`.trim());
  }
}
