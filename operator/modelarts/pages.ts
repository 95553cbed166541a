import { ModelArtsError } from './errors.ts';
import { asCount, asObject } from './loose.ts';

/** One page of a list. */
export type Page<T> = {
  readonly items: readonly T[];
  /** All that exist, or all that match: at least as many as match. */
  readonly total: number | undefined;
  /** All that match, or the items of this page. */
  readonly count: number | undefined;
  /** The page size that the server says it used. */
  readonly limit: number | undefined;
};

const MAX_PAGES = 2000;
const MAX_READINGS = 4;

/**
 * Reads a page with `total`, `count`, `limit` and `items`.
 *
 * An empty list may be left out or null, so only its counts tell an empty page from an answer that is none.
 *
 * @returns undefined when it is not a list, or when any of its items cannot be read: such a list proves nothing
 */
export function parsePage<T>(wire: unknown, parse: (item: unknown) => T | undefined): Page<T> | undefined {
  if (typeof wire !== 'object' || wire === null) return undefined;
  const answer = wire as { readonly [K in keyof Page<T>]?: unknown };
  const [total, count, limit] = [asCount(answer.total), asCount(answer.count), asCount(answer.limit)];
  const rows = answer.items ?? [];
  if (!Array.isArray(rows) || (total === undefined && count === undefined)) return undefined;
  const items = rows.map(parse).filter((item) => item !== undefined);
  return items.length === rows.length ? { items, total, count, limit: limit || undefined } : undefined;
}

/**
 * Reads a page of chapters 7 and 9: its items below `field`, with `total_count` and `count`. All that match is the
 * greater of the two: which of them counts the page alone differs from section to section.
 *
 * @returns as `parsePage`
 */
export function parseTotalledPage<T>(
  wire: unknown,
  field: string,
  parse: (item: unknown) => T | undefined,
): Page<T> | undefined {
  const answer = asObject<Record<string, unknown>>(wire);
  const told = [asCount(answer.total_count), asCount(answer.count)].filter((count) => count !== undefined);
  const total = told.length > 0 ? Math.max(...told) : undefined;
  return parsePage({ total, count: total, items: answer[field] }, parse);
}

/**
 * Reads every page of a list, again from the start when it moved meanwhile, four times at most.
 *
 * @param operation for the error
 * @throws ModelArtsError `unavailable` when the list never stood still
 */
export async function readList<T extends { readonly id: string }>(
  operation: string,
  fetchPage: (offset: number) => Promise<Page<T>>,
  limit: number,
): Promise<T[]> {
  for (let readings = 0; readings < MAX_READINGS; readings++) {
    const items = await readPages(fetchPage, limit);
    if (items) return items;
  }
  const detail = `the list changed during each of ${MAX_READINGS} readings`;
  throw new ModelArtsError({ kind: 'unavailable', operation, detail });
}

/**
 * Reads every page of a list whose `offset` is a page number in one reading of the reference and an item
 * offset in the other (AMBIGUITIES training.searchOffset).
 *
 * The second page tells: asked for at offset 1, it repeats all of the first but one item when offset counts
 * items, and nothing when it counts pages.
 *
 * @param fetchPage `limit` items from `offset` on, in an order that does not change
 * @returns each item once, by id; undefined when the list moved while it was read, so that it must be read
 * again from the start
 */
export async function readPages<T extends { readonly id: string }>(
  fetchPage: (offset: number) => Promise<Page<T>>,
  limit: number,
): Promise<T[] | undefined> {
  const seen = new Map<string, T>();
  let first: Page<T> | undefined;
  let countsItems: boolean | undefined;
  let offset = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await fetchPage(offset);
    first ??= page;
    if (page.total !== first.total) return undefined;
    const fresh = page.items.filter(({ id }) => !seen.has(id));
    const repeated = page.items.length - fresh.length;
    if (pages === 1) countsItems = repeated > 0;
    if (contradicts(page, seen.size, pages, repeated)) return undefined;
    for (const item of fresh) seen.set(item.id, item);
    if (isLast(page, seen.size, limit)) return [...seen.values()];
    offset = countsItems ? seen.size : offset + 1;
  }
  return undefined;
}

/** Whether a page fits neither reading of `offset`, or is empty although its count says that more match. */
function contradicts<T>(
  { items, count = 0 }: Page<T>,
  seen: number,
  pages: number,
  repeated: number,
): boolean {
  if (items.length === 0) return count > seen;
  if (repeated === 0) return false;
  return pages > 1 || items.length - repeated > 1;
}

/**
 * Whether a list ends with a page: an empty one, all of `total`, or a short page that `count` does not
 * contradict (a server that gives less than asked for makes every page short).
 *
 * @param seen items of the list that were seen, those of this page included
 */
export function isLast<T>(
  { items, total, count, limit }: Page<T>,
  seen: number,
  askedLimit: number,
): boolean {
  if (items.length === 0) return true;
  if (total !== undefined && seen >= total) return true;
  return items.length < (limit ?? askedLimit) && (count === undefined || count <= seen);
}
