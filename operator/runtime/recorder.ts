/**
 * Events on our objects.
 *
 * Guarantees: the same words about the same object are one Event, also after a restart and from another replica; they
 * are written at most once per window, and what was said meanwhile is counted and written with the next time. No
 * object causes more writes than its bucket gives (25 at once, then one in five minutes, as client-go has it). Memory
 * is bounded. Nothing here fails a pass: a lost Event is one line at `warn`.
 */
import { canonicalJson, shortHash } from './digest.ts';
import type { News } from './kind.ts';
import type { Log } from './log.ts';
import type { Resource } from './object.ts';
import { keyText } from './object.ts';
import type { Cluster } from './ports.ts';
import { isApiError } from './ports.ts';
import { Recent } from './recent.ts';
import type { Time } from './time.ts';

/** Tells `news` about `object` in the background. */
export type Recorder = (object: Resource, news: News) => void;

/** What became of an Event: written, not accepted by the cluster, or held back because its object has told too much. */
export type Telling = 'told' | 'failed' | 'held-back';

/** The same words, in this term. `times`: said since the last write; `again`: the cluster has the Event. */
type Known = { times: number; again: boolean; nextMs: number };
type Bucket = { tokens: number; atMs: number };

const WINDOW_MS = 600_000;
const REMEMBERED = 5_000;
const BURST = 25;
const REFILL_MS = 300_000;
/** What is retold leaves so many writes for the operator's own words. */
const RESERVE = 10;
/** An Event's name is that of its object, a dot and a hash, and no longer than 253 characters. */
const NAME_LIMIT = 200;
const NOTE_LIMIT = 1024;
/** Between the tries to tell an Event while the API server does not answer. */
const RETRIES_MS = [1_000, 5_000, 15_000];

/** `counted` is told what became of each Event that was due to be written. */
export function createRecorder(
  cluster: Pick<Cluster, 'event'>,
  time: Time,
  log: Log,
  signal: AbortSignal,
  counted: (telling: Telling) => void = () => {},
): Recorder {
  const known = new Recent<Known>(REMEMBERED);
  const buckets = new Recent<Bucket>(REMEMBERED);

  const lost = (object: Resource, reason: string, telling: Telling, err?: unknown) => {
    counted(telling);
    const about = {
      object: `${object.kind} ${keyText(object.metadata)}`,
      reason,
      ...(err !== undefined && { err }),
    };
    if (telling === 'failed') log.warn(about, 'an Event could not be told');
    else
      log.warn(
        about,
        'an Event is held back: the object has told too many; it gets one more in five minutes',
      );
  };

  return (object, news) => {
    const now = time.monotonic();
    const { type, reason } = news;
    const note = news.message.slice(0, NOTE_LIMIT);
    const name = eventName(object, { ...news, message: note });
    const entry = known.get(name) ?? { times: 0, again: false, nextMs: now };
    known.set(name, entry);
    entry.times += 1;
    if (now < entry.nextMs) return;
    entry.nextMs = now + WINDOW_MS;
    const bucket = refilled(buckets.get(object.metadata.uid), now);
    buckets.set(object.metadata.uid, bucket);
    if (bucket.tokens < (news.retold ? RESERVE + 1 : 1)) return lost(object, reason, 'held-back');
    bucket.tokens -= 1;
    const { times, again } = entry;
    entry.times = 0;
    const event = { name, type, reason, note, action: reason, times, again };
    persist(() => cluster.event(object, event, signal), time, signal).then(
      () => {
        entry.again = true;
        counted('told');
      },
      (error: unknown) => {
        entry.times += times;
        if (!signal.aborted) lost(object, reason, 'failed', error);
      },
    );
  };
}

/** Tries again while the API server does not answer: told twice, the same Event counts once more, no worse. */
async function persist(tell: () => Promise<void>, time: Time, signal: AbortSignal): Promise<void> {
  for (const waitMs of RETRIES_MS) {
    try {
      return await tell();
    } catch (error) {
      if (!isApiError(error, 'unavailable')) throw error;
      await time.sleep(waitMs, signal);
    }
  }
  return tell();
}

/** The same for the same words about the same object, whoever tells them. */
export function eventName({ metadata: { uid, name } }: Resource, { type, reason, message }: News): string {
  const hash = shortHash(canonicalJson([uid, type, reason, message]), 16);
  return `${name.slice(0, NAME_LIMIT).replace(/[.-]+$/, '')}.${hash}`;
}

const refilled = (bucket: Bucket | undefined, now: number): Bucket => ({
  tokens: bucket ? Math.min(BURST, bucket.tokens + (now - bucket.atMs) / REFILL_MS) : BURST,
  atMs: now,
});
