/**
 * Secrets (or ConfigMaps) that objects name, watched one by one by name: no list of them is ever asked for.
 *
 * Guarantees: what is used is known as the API server holds it, within the time that a watch takes; each Secret is
 * watched once, however many use it, and let go with its last user. Values stay in memory and are told to nobody.
 */
import { unlessAborted } from './abort.ts';
import type { Key, Resource, ResourceType } from './object.ts';
import { keyOf, keyText } from './object.ts';
import type { Cluster } from './ports.ts';
import { Store } from './store.ts';
import type { WatchVital } from './termVitals.ts';
import type { Time } from './time.ts';
import { watchForever } from './watcher.ts';

export const SECRET: ResourceType = { group: '', version: 'v1', plural: 'secrets', kind: 'Secret' };
export const CONFIG_MAP: ResourceType = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap' };

/** The index of a store over the Secrets that its objects use, by `namespace/name`. */
export const BY_SECRET = 'secret';
/** The same over the ConfigMaps that its objects write. */
export const BY_CONFIG_MAP = 'configMap';

/** The values of a Secret by key. */
export type SecretValues = Readonly<Record<string, string>>;

export type Secrets = {
  /** The values by key; undefined when there is no such Secret. Throws `ApiError` when it cannot be read. */
  read(key: Key, signal: AbortSignal): Promise<SecretValues | undefined>;
  /** The Secret itself as it is known now, for its metadata; undefined when it is not known. */
  known(key: Key): Resource | undefined;
  /** Takes in the answer of a write of our own. */
  refresh(secret: Resource): void;
};

export type SecretsOptions = {
  /** What is watched; Secrets unless given. */
  type?: ResourceType;
  cluster: Pick<Cluster, 'named'>;
  time: Time;
  failed: (key: Key, error: unknown, retryMs: number) => void;
  signal: AbortSignal;
  /** Where a watch that begins tells that it lives. */
  vital?: () => WatchVital;
};

type Watched = {
  store: Store;
  users: Set<string>;
  stop: AbortController;
  /** The first answer has come, or nobody uses it any more. */
  synced: Promise<unknown>;
  letGo: () => void;
  isSynced: boolean;
  /** Fails with the next failure to read or watch, for those who wait for the first answer. */
  trouble: PromiseWithResolvers<never>;
};

export class SecretWatches implements Secrets {
  readonly #options: SecretsOptions;
  readonly #watched = new Map<string, Watched>();
  /** User -> the Secrets that it uses. */
  readonly #uses = new Map<string, readonly string[]>();
  readonly #listeners: ((key: Key) => void)[] = [];

  constructor(options: SecretsOptions) {
    this.#options = options;
  }

  /** From now on `listener` is told of each Secret in use that has come, changed or gone. */
  listen(listener: (key: Key) => void): void {
    this.#listeners.push(listener);
  }

  /** From now on `user` (any text that is its own) uses `keys` and no others. */
  use(user: string, keys: readonly Key[]): void {
    const texts = keys.map(keyText);
    const before = this.#uses.get(user) ?? [];
    for (const key of keys) this.#watch(key).users.add(user);
    if (texts.length > 0) this.#uses.set(user, texts);
    else this.#uses.delete(user);
    for (const text of before) if (!texts.includes(text)) this.#leave(text, user);
  }

  async read(key: Key, signal: AbortSignal): Promise<SecretValues | undefined> {
    signal.throwIfAborted();
    const watched = this.#watched.get(keyText(key));
    if (!watched) return valuesOf(await this.#readOnce(key, signal));
    if (!watched.isSynced)
      await unlessAborted(Promise.race([watched.synced, watched.trouble.promise]), signal);
    // Let go before its first answer: whoever uses it now watches it anew.
    if (!watched.isSynced) return this.read(key, signal);
    return valuesOf(watched.store.get(key));
  }

  known(key: Key): Resource | undefined {
    return this.#watched.get(keyText(key))?.store.get(key);
  }

  refresh(secret: Resource): void {
    this.#watched.get(keyText(keyOf(secret)))?.store.refresh(secret);
  }

  /** For one who uses a Secret before it was said that it does. */
  async #readOnce(key: Key, signal: AbortSignal): Promise<Resource | undefined> {
    const { cluster, type = SECRET } = this.#options;
    return (await cluster.named(type, key).list(type, { limit: 1 }, signal)).items[0];
  }

  #leave(text: string, user: string): void {
    const watched = this.#watched.get(text);
    watched?.users.delete(user);
    if (!watched || watched.users.size > 0) return;
    watched.stop.abort(new Error('nobody uses this object any more'));
    this.#watched.delete(text);
    watched.letGo();
  }

  #watch(key: Key): Watched {
    const known = this.#watched.get(keyText(key));
    if (known) return known;
    const { type = SECRET, cluster, time, failed, signal } = this.#options;
    const vital = this.#options.vital?.();
    const first = Promise.withResolvers<void>();
    const watched: Watched = {
      store: new Store(),
      users: new Set(),
      stop: new AbortController(),
      synced: first.promise,
      letGo: first.resolve,
      isSynced: false,
      trouble: newTrouble(),
    };
    this.#watched.set(keyText(key), watched);
    void watchForever(
      {
        cluster: cluster.named(type, key),
        type,
        store: watched.store,
        time,
        changed: () => {
          for (const listener of this.#listeners) listener(key);
        },
        synced: () => {
          watched.isSynced = true;
          first.resolve();
        },
        ...(vital && { alive: vital.alive }),
        failed: (error, retryMs) => {
          vital?.broke();
          const { trouble } = watched;
          watched.trouble = newTrouble();
          trouble.reject(error);
          failed(key, error, retryMs);
        },
      },
      AbortSignal.any([signal, watched.stop.signal]),
    ).finally(() => vital?.ended());
    return watched;
  }
}

/** A rejection that nobody may wait for. */
function newTrouble(): PromiseWithResolvers<never> {
  const trouble = Promise.withResolvers<never>();
  trouble.promise.catch(() => undefined);
  return trouble;
}

/** Its values by key, decoded; without a prototype, as a spec may ask for any key. */
export const valuesOf = (secret: Resource | undefined): SecretValues | undefined => {
  if (!secret) return undefined;
  const { data = {} } = secret as Resource & { data?: Record<string, string> };
  const values: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(data))
    values[key] = Buffer.from(value, 'base64').toString('utf8');
  return values;
};
