/** The last seen objects of one type. Never holds an older version over a newer one of the same object. */
import type { Lean } from './lean.ts';
import type { Key, Resource } from './object.ts';
import { keyOf, keyText, withoutManagedFields } from './object.ts';

/** Answers the values under which an object can be looked up; none, one or several. */
export type Indexer = (object: Resource) => readonly string[];

/** Told of every object that was taken in (`before`: what it replaces) or removed (`now`: undefined). */
export type StoreListener = (now: Resource | undefined, before: Resource | undefined) => void;

/** Value -> key of the object that has it, or keys where there are several: a set of one takes 200 bytes. */
type Index = Map<string, string | Set<string>>;

export class Store {
  readonly #listeners: StoreListener[] = [];
  readonly #objects = new Map<string, Resource>();
  readonly #indexers: Record<string, Indexer>;
  readonly #indexes = new Map<string, Index>();
  readonly #lean: Lean | undefined;

  /** @param lean for many objects that say much the same; not for Secrets, as it remembers strings for a while */
  constructor(indexers: Readonly<Record<string, Indexer>> = {}, lean?: Lean) {
    this.#lean = lean;
    this.#indexers = { ...indexers };
    for (const name of Object.keys(indexers)) this.#indexes.set(name, new Map());
  }

  /** Adds an index to a store that holds nothing yet. */
  addIndex(name: string, indexer: Indexer): void {
    if (this.size > 0) throw new Error(`index "${name}" comes too late: the store holds objects`);
    this.#indexers[name] = indexer;
    this.#indexes.set(name, new Map());
  }

  /** From now on `listener` is told of every change, whoever caused it: a watch, or a write of our own. */
  listen(listener: StoreListener): void {
    this.#listeners.push(listener);
  }

  get(key: Key | string): Resource | undefined {
    return this.#objects.get(typeof key === 'string' ? key : keyText(key));
  }

  all(): IterableIterator<Resource> {
    return this.#objects.values();
  }

  get size(): number {
    return this.#objects.size;
  }

  /** The objects that have `value` in the index `index`; throws for an index that the store was not made with. */
  by(index: string, value: string): Resource[] {
    const values = this.#indexes.get(index);
    if (!values) throw new Error(`the store has no index "${index}"`);
    const keys = values.get(value) ?? [];
    return (typeof keys === 'string' ? [keys] : [...keys])
      .map((key) => this.#objects.get(key))
      .filter((object) => object !== undefined);
  }

  /** Takes `object` in; false when what is held is as new or newer. managedFields are not kept. */
  put(object: Resource): boolean {
    const key = keyText(keyOf(object));
    const held = this.#objects.get(key);
    if (held && held.metadata.uid === object.metadata.uid && !isNewer(object, held)) return false;
    if (held) this.#index(held, (values, value) => withdraw(values, value, key));
    const kept = this.#leanOf(withoutManagedFields(object));
    this.#objects.set(key, kept);
    this.#index(kept, (values, value) => enter(values, value, key));
    for (const listener of this.#listeners) listener(kept, held);
    return true;
  }

  /** Takes the answer of a write of our own in, unless the object has meanwhile gone or been replaced. */
  refresh(object: Resource): boolean {
    return this.get(keyOf(object))?.metadata.uid === object.metadata.uid && this.put(object);
  }

  /** Removes what stands under the key of `object`, unless another object has taken its place; true when removed. */
  remove(object: Resource): boolean {
    const key = keyText(keyOf(object));
    const held = this.#objects.get(key);
    if (held?.metadata.uid !== object.metadata.uid) return false;
    this.#index(held, (values, value) => withdraw(values, value, key));
    this.#objects.delete(key);
    for (const listener of this.#listeners) listener(undefined, held);
    return true;
  }

  #leanOf(object: Resource): Resource {
    return this.#lean ? this.#lean.of(object) : object;
  }

  #index(object: Resource, change: (values: Index, value: string) => void): void {
    for (const [name, values] of this.#indexes)
      for (const value of this.#indexers[name]?.(object) ?? []) change(values, value);
  }
}

function enter(values: Index, value: string, key: string): void {
  const keys = values.get(value);
  if (keys === undefined || keys === key) values.set(value, key);
  else if (typeof keys === 'string') values.set(value, new Set([keys, key]));
  else keys.add(key);
}

function withdraw(values: Index, value: string, key: string): void {
  const keys = values.get(value);
  if (typeof keys === 'object') keys.delete(key);
  if (keys === key || (typeof keys === 'object' && keys.size === 0)) values.delete(value);
}

/** Kubernetes compares resource versions as numbers (KEP-5504); what is no number is taken as newer. */
function isNewer(object: Resource, held: Resource): boolean {
  const [next, last] = [object.metadata.resourceVersion, held.metadata.resourceVersion];
  if (!/^\d+$/.test(next) || !/^\d+$/.test(last)) return next !== last;
  return BigInt(next) > BigInt(last);
}
