/**
 * Since when this process has seen each Lease as it stands: other machines' clocks say nothing (they may be wrong), our own
 * monotonic one does.
 */
import type { LeaseRecord } from './ports.ts';

/** A version of the Lease, when this process first saw it, and whether it vanished before its eyes. */
type Sighting = { version: string | undefined; sinceMs: number; deleted: boolean };

export class Sightings {
  readonly #byName = new Map<string, Sighting>();

  /**
   * How long, in milliseconds, until the Lease `name` may be taken, if it stays as `current` says it is: 0 when it is free.
   *
   * @param durationMs how long a silent holder keeps it by our own setting
   */
  freeInMs(
    name: string,
    current: LeaseRecord | undefined,
    now: number,
    { identity, durationMs }: { identity: string; durationMs: number },
  ): number {
    const { sinceMs, deleted } = this.see(name, current?.resourceVersion, now);
    const leftMs = (ms: number) => Math.max(0, sinceMs + ms - now);
    // Whoever held a Lease that somebody deleted may still believe in its term.
    if (deleted) return leftMs(durationMs);
    if (!current?.holder || current.holder === identity) return 0;
    // A Lease counts whole seconds: 1 may stand for less, and then our own setting says how much less.
    const theirsMs = current.durationSeconds > 1 ? current.durationSeconds * 1000 : 0;
    return leftMs(Math.max(theirsMs, durationMs));
  }

  /** Notes what stands there now; undefined: nothing. */
  see(name: string, version: string | undefined, now: number): Sighting {
    const known = this.#byName.get(name);
    if (known && known.version === version) return known;
    const sighting = { version, sinceMs: now, deleted: version === undefined && known !== undefined };
    this.#byName.set(name, sighting);
    return sighting;
  }
}
