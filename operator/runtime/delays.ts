/** How long users wait: since when a generation of an object has been known that ModelArts has not been told of yet. */
import type { Resource } from './object.ts';
import type { Store } from './store.ts';

/**
 * Generations of objects that are on their way to the cloud. One entry at most for each object; it goes with the first
 * mutation that is accepted, with the pass that finds that there is nothing to do, or with the object.
 */
export class Delays {
  readonly #since = new Map<string, { generation: number; sinceMs: number }>();
  readonly #now: () => number;

  /** @param now a clock that never goes back, in milliseconds */
  constructor(store: Pick<Store, 'listen'>, now: () => number) {
    this.#now = now;
    store.listen((object, before) => this.#see(object, before));
  }

  /** How long the present generation of `object` has been known, once; undefined where it was settled before. */
  end({ metadata: { uid, generation } }: Resource): number | undefined {
    const known = this.#since.get(uid);
    if (known?.generation !== generation) return undefined;
    this.#since.delete(uid);
    return this.#now() - known.sinceMs;
  }

  #see(object: Resource | undefined, before: Resource | undefined): void {
    if (before && before.metadata.uid !== object?.metadata.uid) this.#since.delete(before.metadata.uid);
    if (!object || object.metadata.generation === before?.metadata.generation) return;
    const { uid, generation } = object.metadata;
    // What a former term has looked at already was seen before: nobody knows when.
    if (object.status?.observedGeneration === generation) this.#since.delete(uid);
    else this.#since.set(uid, { generation, sinceMs: this.#now() });
  }
}
