/** Events on our objects: told once, not in a loop (the same words for the same object are said again after an hour). */
import type { News } from './kind.ts';
import type { Log } from './log.ts';
import type { Resource } from './object.ts';
import type { Cluster } from './ports.ts';
import type { Time } from './time.ts';

export type Recorder = (object: Resource, news: News) => void;

const REPEAT_MS = 3_600_000;
const REMEMBERED = 5_000;

/** Tells in the background: a lost Event never fails a pass. */
export function createRecorder(
  cluster: Pick<Cluster, 'event'>,
  time: Time,
  log: Log,
  signal: AbortSignal,
): Recorder {
  const told = new Map<string, number>();
  return (object, { type, reason, message }) => {
    const key = `${object.metadata.uid} ${reason} ${message}`;
    const now = time.monotonic();
    const last = told.get(key);
    if (last !== undefined && now - last < REPEAT_MS) return;
    told.delete(key);
    told.set(key, now);
    for (const oldest of told.keys()) {
      if (told.size <= REMEMBERED) break;
      told.delete(oldest);
    }
    cluster
      .event(object, { type, reason, note: message.slice(0, 1024), action: reason }, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error, reason }, 'an Event could not be told');
      });
  };
}
