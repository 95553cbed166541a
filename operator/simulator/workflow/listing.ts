import { ApiError } from '../errors.ts';

/** The most of one page, and what it shows unless asked for fewer: chapter 4 names neither. */
const PAGE = 100;

/** A refusal of chapter 4, which names no code for a bad request. */
export const bad = (detail: string) => new ApiError('ModelArts.0104', detail);

/**
 * The page that `offset` and `limit` ask for; both count items.
 *
 * @param most the most of one page; 0: 100
 * @throws ApiError for an offset or a limit that is none
 */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams, most: number): readonly Item[] {
  const offset = whole(query, 'offset', 0);
  const limit = Math.min(whole(query, 'limit', PAGE) || PAGE, most || PAGE);
  return items.slice(offset, offset + limit);
}

function whole(query: URLSearchParams, name: string, usual: number): number {
  const value = query.get(name) ?? String(usual);
  if (!/^\d{1,9}$/.test(value)) throw bad(`${name} must be a number, 0 or more`);
  return Number(value);
}

/** Whether a text is, or holds, what the query asks for under that name. */
export function matches(query: URLSearchParams, name: string, text: string): boolean {
  const wanted = query.get(name) ?? '';
  if (wanted === '') return true;
  return query.get('search_type') === 'contain' ? text.includes(wanted) : text === wanted;
}

/** A time as the examples of chapter 4 write it: that of China, with microseconds. */
export const timestamp = (ms: number): string =>
  `${new Date(ms + CHINA_MS).toISOString().slice(0, -1)}000+08:00`;

/** A time as its events write it. */
export const eventTime = (ms: number): string =>
  new Date(ms + CHINA_MS).toISOString().slice(0, 19).replace('T', ' ');

/** How much the clocks of China are ahead of UTC. */
export const CHINA_MS = 8 * 3_600_000;
