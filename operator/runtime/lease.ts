/**
 * Leader election on a Lease (coordination.k8s.io), judged by local clocks.
 *
 * Guarantees: a term holds only while the last successful renewal *began* less than the lease duration minus a
 * margin ago; another replica takes over only after it has itself seen the Lease unchanged for the whole
 * duration. `holds()` is synchronous, so it can be asked in the tick in which a mutation is written.
 * No term begins while a rival Lease is held: each of two that take rivals at once looks after its write, and at least
 * one of them sees the other.
 */
import type { Key } from './object.ts';
import type { Cluster, LeaseRecord } from './ports.ts';
import { isApiError } from './ports.ts';
import { Sightings } from './sightings.ts';
import type { Time } from './time.ts';
import { jittered } from './time.ts';

export type LeaseOptions = {
  cluster: Pick<Cluster, 'readLease' | 'writeLease'>;
  namespace: string;
  /** The Leases of which one is to be had: the first one that is free is taken. */
  names: readonly string[];
  /** Who we are; unique for each process. */
  identity: string;
  durationMs: number;
  time: Time;
  /** Told about failed reads and writes. */
  failed: (error: unknown) => void;
  /** Told, at each look, who else holds the Lease (of several: the last one). */
  followed?: (leader: string) => void;
  /** Reads the Leases, by name, of which none may be held in a term of ours. */
  rivals?: (signal: AbortSignal) => Promise<ReadonlyMap<string, LeaseRecord>>;
  /** What is known since when; shared with whoever else looks. */
  sightings?: Sightings;
  /** Resolves after `ms`, or when one of the Leases may have changed. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
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
  given: LeaseOptions,
  work: (term: Term) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const options = { ...given, sightings: given.sightings ?? new Sightings() };
  while (!signal.aborted) {
    const held = await acquire(options, signal);
    if (!held) return;
    await runTerm(options, held, work, signal);
  }
}

type Looking = LeaseOptions & { sightings: Sightings };
type Held = { key: Key; record: LeaseRecord; renewedMs: number };

async function runTerm(
  options: Looking,
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
async function renew(options: Looking, held: Held, holds: () => boolean, signal: AbortSignal): Promise<void> {
  const { cluster, time, durationMs } = options;
  while (!signal.aborted) {
    await time.sleep(durationMs / 3, signal).catch(() => undefined);
    if (signal.aborted || !holds()) return;
    const began = time.monotonic();
    try {
      held.record = await withDeadline(
        (limit) => cluster.writeLease(held.key, held.record, limit),
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

/** A lease, once one is free, or has stood unchanged before our eyes for its whole duration. */
async function acquire(options: Looking, signal: AbortSignal): Promise<Held | undefined> {
  const { time, durationMs } = options;
  const wait = options.wait ?? ((ms, until) => time.sleep(ms, until).catch(() => undefined));
  while (!signal.aborted) {
    let waitMs = jittered(durationMs / 6, 0.2, time.random);
    try {
      const looked = await look(options, signal);
      if ('held' in looked) return looked.held;
      waitMs = Math.min(waitMs, looked.freeInMs);
    } catch (error) {
      if (!signal.aborted && !isApiError(error, 'conflict')) options.failed(error);
    }
    await wait(waitMs, signal);
  }
  return undefined;
}

/** Takes the first free one; or says how soon it is worth another look. */
async function look(options: Looking, signal: AbortSignal): Promise<{ held: Held } | { freeInMs: number }> {
  const { cluster, namespace, names, time, sightings } = options;
  let soonestMs = Infinity;
  for (const name of names) {
    const key = { namespace, name };
    const current = await cluster.readLease(key, signal);
    const now = time.monotonic();
    const freeInMs = sightings.freeInMs(name, current, now, options);
    if (freeInMs > 0) {
      soonestMs = Math.min(soonestMs, freeInMs);
      if (current?.holder) options.followed?.(current.holder);
      continue;
    }
    const rivalMs = await rivalsInMs(options, signal);
    if (rivalMs > 0) return { freeInMs: rivalMs };
    const renewedMs = time.monotonic();
    const held = { key, renewedMs, record: await cluster.writeLease(key, claim(options, current), signal) };
    const isAlone = await rivalsInMs(options, signal).then(
      (ms) => ms === 0,
      (error: unknown) => {
        options.failed(error);
        return false;
      },
    );
    if (isAlone) return { held };
    await release(options, held);
    return { freeInMs: Infinity };
  }
  return { freeInMs: soonestMs };
}

/** How soon no rival may be held any more; 0 when none is. */
async function rivalsInMs(options: Looking, signal: AbortSignal): Promise<number> {
  const { rivals, sightings, time } = options;
  let latestMs = 0;
  for (const [name, record] of (await rivals?.(signal)) ?? []) {
    const freeInMs = sightings.freeInMs(name, record, time.monotonic(), options);
    if (freeInMs > 0) options.followed?.(record.holder);
    latestMs = Math.max(latestMs, freeInMs);
  }
  return latestMs;
}

const claim = ({ identity, durationMs }: LeaseOptions, current: LeaseRecord | undefined): LeaseRecord => ({
  ...(current?.resourceVersion && { resourceVersion: current.resourceVersion }),
  holder: identity,
  transitions: current ? current.transitions + 1 : 0,
  durationSeconds: Math.max(1, Math.ceil(durationMs / 1000)),
});

/** Best effort: a lease that is not given back only makes the next replica wait for its duration. */
async function release({ cluster, durationMs, failed }: LeaseOptions, { key, record }: Held): Promise<void> {
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
