import { isLast, type Page } from './pages.ts';

/** A list of the cloud, newest first. */
export type ListPort<T> = {
  /** The page size that is asked for; at least 2. */
  readonly limit: number;
  /** `limit` items from `offset` on, a page number or an item offset (AMBIGUITIES training.searchOffset). */
  fetchPage(offset: number, signal: AbortSignal): Promise<Page<T>>;
  idOf(item: T): string;
  /** True when the item will not change any more. */
  isFinished(item: T): boolean;
  /** True when the item changes only when somebody changes it: it is looked after at the idle pace. */
  isAtRest?(item: T): boolean;
};

/** What one way down a list brought to light. */
export type Sweep = {
  /** Of all items that were seen. Presence is certain. */
  readonly ids: ReadonlySet<string>;
  /** Whether the end of the list was reached. */
  readonly whole: boolean;
  /** Whether the list stood still meanwhile, as far as its `total` tells. */
  readonly steady: boolean;
};

const MAX_PAGES = 2000;

/**
 * Reads a list from its newest item down, until `enough` or the end. Each page is given to `take`, and not kept: a list of
 * thousands would outlive the garbage that is cheap to collect.
 *
 * Items that are added meanwhile push others onto the next page, where they are seen twice; items that are
 * removed pull others onto a page that was read, where they are missed. The latter shows in `total`, so a sweep
 * that was not steady may have holes.
 */
export async function sweepPages<T>(
  port: ListPort<T>,
  enough: (ids: ReadonlySet<string>) => boolean,
  signal: AbortSignal,
  take: (items: readonly T[]) => void = () => {},
): Promise<Sweep> {
  const ids = new Set<string>();
  let first: Page<T> | undefined;
  let steady = true;
  let countsItems = false;
  let offset = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await port.fetchPage(offset, signal);
    const fresh = add(ids, page, port);
    take(page.items);
    first ??= page;
    steady &&= page.total === first.total;
    // Asked for at offset 1, a page repeats the first but for an item or so when offset counts items.
    if (pages === 1) countsItems = fresh * 2 < page.items.length;
    const last = isLast(page, ids.size, port.limit);
    if (last || enough(ids)) return { ids, whole: last && (page.count ?? 0) <= ids.size, steady };
    if (pages > 1 && fresh === 0) break;
    offset = countsItems ? ids.size : offset + 1;
  }
  return { ids, whole: false, steady: false };
}

/** How many of a page's items were not seen before. */
function add<T>(ids: Set<string>, page: Page<T>, { idOf }: ListPort<T>): number {
  const before = ids.size;
  for (const item of page.items) ids.add(idOf(item));
  return ids.size - before;
}
