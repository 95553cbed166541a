/** The last seen objects of one type. Never holds an older version over a newer one of the same object. */
import type { Key, Resource } from './object.ts';
import { keyOf, keyText } from './object.ts';

export class Store {
  readonly #objects = new Map<string, Resource>();

  get(key: Key | string): Resource | undefined {
    return this.#objects.get(typeof key === 'string' ? key : keyText(key));
  }

  all(): IterableIterator<Resource> {
    return this.#objects.values();
  }

  get size(): number {
    return this.#objects.size;
  }

  /** Takes `object` in; false when what is held is as new or newer. managedFields are not kept. */
  put(object: Resource): boolean {
    const key = keyText(keyOf(object));
    const held = this.#objects.get(key);
    if (held && held.metadata.uid === object.metadata.uid && !isNewer(object, held)) return false;
    this.#objects.set(key, withoutManagedFields(object));
    return true;
  }

  /** Takes the answer of a write of our own in, unless the object has meanwhile gone or been replaced. */
  refresh(object: Resource): boolean {
    return this.get(keyOf(object))?.metadata.uid === object.metadata.uid && this.put(object);
  }

  /** Removes what stands under the key of `object`, unless another object has taken its place; true when removed. */
  remove(object: Resource): boolean {
    const key = keyText(keyOf(object));
    if (this.#objects.get(key)?.metadata.uid !== object.metadata.uid) return false;
    return this.#objects.delete(key);
  }
}

/** Kubernetes compares resource versions as numbers (KEP-5504); what is no number is taken as newer. */
function isNewer(object: Resource, held: Resource): boolean {
  const [next, last] = [object.metadata.resourceVersion, held.metadata.resourceVersion];
  if (!/^\d+$/.test(next) || !/^\d+$/.test(last)) return next !== last;
  return BigInt(next) > BigInt(last);
}

function withoutManagedFields(object: Resource): Resource {
  const { managedFields: _, ...metadata } = object.metadata as Resource['metadata'] & {
    managedFields?: unknown;
  };
  return { ...object, metadata };
}
