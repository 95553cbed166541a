/** From what ModelArts tells of a job's life (section 6.27) to Kubernetes Events. Pure. */
import { oneLine } from '../../modelarts/errors.ts';
import type { JobEvent } from '../../modelarts/jobEvents.ts';
import type { News } from '../../runtime/kind.ts';

const MAX_NEWS = 20;
/** Of the note of an Event, in bytes. */
const MAX_BYTES = 1024;

/** Reasons of events whose words name none, by source in lower case. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['job', 'JobEvent'],
  ['task', 'TaskEvent'],
  ['k8s', 'ClusterEvent'],
]);
/** `[Pod: …] Started: Started container` names its reason as Kubernetes has it. */
const NAMED_REASON = /^\[[^\]]*\] ([A-Z][A-Za-z]{2,63}): /;

/**
 * The news in the events of a job: the newest 20, in the order in which they happened, each once. Info is Normal, as
 * is a level that no one knows; Warning and Error are Warning.
 *
 * @param events the newest first, as the client reads them
 * @param sinceMs events before this are old news, milliseconds since 1970; ones without a time never are
 */
export function jobEventNews(events: readonly JobEvent[], sinceMs = 0): News[] {
  const news = new Map<string, News>();
  for (const event of events) {
    if (news.size === MAX_NEWS) break;
    if ((event.atMs ?? sinceMs) < sinceMs) continue;
    const one = newsOf(event);
    const key = JSON.stringify(one);
    if (one.message !== '' && !news.has(key)) news.set(key, one);
  }
  return [...news.values()].reverse();
}

function newsOf({ level, source, message }: JobEvent): News {
  const words = oneLine(message, MAX_BYTES);
  return {
    type: ['warning', 'error'].includes(level.toLowerCase()) ? 'Warning' : 'Normal',
    reason: NAMED_REASON.exec(words)?.[1] ?? REASONS.get(source.toLowerCase()) ?? 'RemoteEvent',
    message: firstBytes(words, MAX_BYTES),
  };
}

/** Never half a character. */
function firstBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  let end = Math.min(limit, bytes.length);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
