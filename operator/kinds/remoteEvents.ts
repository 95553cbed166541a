/** From what ModelArts tells of the life of something to Kubernetes Events. Pure. */
import { oneLine } from '../modelarts/errors.ts';
import type { News } from '../runtime/kind.ts';

const MAX_NEWS = 20;
/** Of the note of an Event, in bytes. */
const MAX_BYTES = 1024;

/**
 * The newest 20 of `events` as news, in the order in which they happened, each once.
 *
 * @param events the newest first, as the client reads them
 * @param sinceMs events before this are old news, milliseconds since 1970; ones without a time never are
 * @param newsOf what one says; its message is put on one line and cut to what an Event holds
 */
export function remoteNews<E extends { readonly atMs?: number | undefined; readonly message: string }>(
  events: readonly E[],
  sinceMs: number,
  newsOf: (event: E, words: string) => Pick<News, 'type' | 'reason'>,
): News[] {
  const news = new Map<string, News>();
  for (const event of events) {
    if (news.size === MAX_NEWS) break;
    if ((event.atMs ?? sinceMs) < sinceMs) continue;
    const words = oneLine(event.message, MAX_BYTES);
    const one = { ...newsOf(event, words), message: firstBytes(words, MAX_BYTES) };
    const key = JSON.stringify(one);
    if (one.message !== '' && !news.has(key)) news.set(key, one);
  }
  return [...news.values()].reverse();
}

/** Never half a character. */
function firstBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  let end = Math.min(limit, bytes.length);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
