/**
 * Leader election on a Lease (coordination.k8s.io), judged by local clocks.
 *
 * Guarantees: a term holds only while the last successful renewal *began* less than the lease duration minus a
 * margin ago; another replica takes over only after it has itself seen the Lease unchanged for the whole
 * duration. `holds()` is synchronous, so it can be asked in the tick in which a mutation is written.
 */
import type { Key } from './object.ts';
import type { Cluster, LeaseRecord } from './ports.ts';
import { isApiError } from './ports.ts';
import type { Time } from './time.ts';
import { jittered } from './time.ts';

export type LeaseOptions = {
  cluster: Pick<Cluster, 'readLease' | 'writeLease'>;
  key: Key;
  /** Who we are; unique for each process. */
  identity: string;
  durationMs: number;
  time: Time;
  /** Told about failed reads and writes. */
  failed: (error: unknown) => void;
  /** Told, at each look, who else holds the Lease. */
  followed?: (leader: string) => void;
};

/** The time during which this process alone may change the cloud. */
export type Term = {
  /** False once the lease may have been taken by another. */
  holds(): boolean;
  /** Throws when the term no longer holds. */
  assert(): void;
  /** Aborted when the term has ended. */
  signal: AbortSignal;
};

export class LostLease extends Error {
  override readonly name = 'LostLease' as const;
}

const MARGIN = 0.2;

/** Waits for the lease, runs `work` in a term, and begins anew when the term ends, until `signal` is aborted. */
export async function lead(
  options: LeaseOptions,
  work: (term: Term) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const held = await acquire(options, signal);
    if (!held) return;
    await runTerm(options, held, work, signal);
  }
}

type Held = { record: LeaseRecord; renewedMs: number };

async function runTerm(
  options: LeaseOptions,
  held: Held,
  work: (term: Term) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { time, durationMs } = options;
  const end = new AbortController();
  const holds = () => !end.signal.aborted && time.monotonic() < held.renewedMs + durationMs * (1 - MARGIN);
  const term: Term = {
    holds,
    assert: () => {
      if (!holds()) throw new LostLease('the lease is no longer held: another replica may act now');
    },
    signal: AbortSignal.any([end.signal, signal]),
  };
  const renewing = renew(options, held, holds, end.signal).finally(() =>
    end.abort(new LostLease('lease lost')),
  );
  try {
    await work(term);
  } finally {
    end.abort(new LostLease('the term is over'));
    await renewing;
    if (signal.aborted) await release(options, held);
  }
}

/** Renews three times per duration; returns when the lease is lost or `signal` is aborted. */
async function renew(
  options: LeaseOptions,
  held: Held,
  holds: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const { cluster, key, time, durationMs } = options;
  while (!signal.aborted) {
    await time.sleep(durationMs / 3, signal).catch(() => undefined);
    if (signal.aborted || !holds()) return;
    const began = time.monotonic();
    try {
      held.record = await withDeadline(
        (limit) => cluster.writeLease(key, held.record, limit),
        durationMs / 3,
        signal,
      );
      held.renewedMs = began;
    } catch (error) {
      if (signal.aborted) return;
      options.failed(error);
      if (isApiError(error, 'conflict', 'not-found')) return;
    }
  }
}

/** The lease, once it is free, or has stood unchanged before our eyes for its whole duration. */
async function acquire(options: LeaseOptions, signal: AbortSignal): Promise<Held | undefined> {
  const { cluster, key, time, durationMs } = options;
  let seen: Sighting | undefined;
  while (!signal.aborted) {
    try {
      const current = await cluster.readLease(key, signal);
      const now = time.monotonic();
      if (!seen || seen.version !== current?.resourceVersion)
        seen = { version: current?.resourceVersion, sinceMs: now, deleted: !current && seen !== undefined };
      if (isFree(options, current, seen, now))
        return { record: await cluster.writeLease(key, claim(options, current), signal), renewedMs: now };
      if (current?.holder) options.followed?.(current.holder);
    } catch (error) {
      if (!signal.aborted && !isApiError(error, 'conflict')) options.failed(error);
    }
    await time.sleep(jittered(durationMs / 6, 0.2, time.random), signal).catch(() => undefined);
  }
  return undefined;
}

/** A version of the Lease, when this process first saw it, and whether it vanished before its eyes. */
type Sighting = { version: string | undefined; sinceMs: number; deleted: boolean };

function isFree(
  { identity, durationMs }: LeaseOptions,
  current: LeaseRecord | undefined,
  { sinceMs, deleted }: Sighting,
  now: number,
) {
  const unchangedMs = now - sinceMs;
  // Whoever held a Lease that somebody deleted may still believe in its term.
  if (deleted) return unchangedMs >= durationMs;
  if (!current?.holder || current.holder === identity) return true;
  // A Lease counts whole seconds: 1 may stand for less, and then our own setting says how much less.
  const theirsMs = current.durationSeconds > 1 ? current.durationSeconds * 1000 : 0;
  return unchangedMs >= Math.max(theirsMs, durationMs);
}

const claim = ({ identity, durationMs }: LeaseOptions, current: LeaseRecord | undefined): LeaseRecord => ({
  ...(current?.resourceVersion && { resourceVersion: current.resourceVersion }),
  holder: identity,
  transitions: current ? current.transitions + 1 : 0,
  durationSeconds: Math.max(1, Math.ceil(durationMs / 1000)),
});

/** Best effort: a lease that is not given back only makes the next replica wait for its duration. */
async function release({ cluster, key, durationMs, failed }: LeaseOptions, { record }: Held): Promise<void> {
  try {
    await cluster.writeLease(
      key,
      { ...record, holder: '' },
      AbortSignal.timeout(Math.min(durationMs, 5_000)),
    );
  } catch (error) {
    failed(error);
  }
}

const withDeadline = <T>(
  call: (signal: AbortSignal) => Promise<T>,
  ms: number,
  signal: AbortSignal,
): Promise<T> => call(AbortSignal.any([signal, AbortSignal.timeout(ms)]));
