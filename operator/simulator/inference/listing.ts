import { ApiError } from '../errors.ts';

/** Where lists begin and how long they are: `offset` counts pages or items (model.page, service.page). */
export type Paging = { readonly counts: 'page' | 'item'; readonly most: number };

/** The default and the most of one page. */
const PAGE = 1000;

/** A refusal of chapters 7 and 9, which name no code for a bad request. */
export const bad = (detail: string) => new ApiError('ModelArts.0104', detail);

/**
 * The page that `offset` and `limit` ask for, with its counts.
 *
 * @throws ApiError for an offset or a limit that is none
 */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams, { counts, most }: Paging) {
  const offset = whole(query, 'offset', 0);
  const limit = Math.min(whole(query, 'limit', PAGE) || PAGE, most || PAGE);
  const from = counts === 'page' ? offset * limit : offset;
  return { total: items.length, items: items.slice(from, from + limit) };
}

function whole(query: URLSearchParams, name: string, usual: number): number {
  const value = query.get(name) ?? String(usual);
  if (!/^\d{1,9}$/.test(value)) throw bad(`${name} must be a number, 0 or more`);
  return Number(value);
}

/** Items by a key, those that are alike in the order in which they were made; from the last on unless told `asc`. */
export function ordered<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  keyOf: (item: Item) => string | number,
): Item[] {
  const sorted = items.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    return a < b ? -1 : Number(a > b);
  });
  return query.get('order') === 'asc' ? sorted : sorted.reverse();
}
