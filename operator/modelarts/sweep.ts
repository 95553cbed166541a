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
export type Sweep<T> = {
  /** By id, as last seen. Presence is certain. */
  readonly items: ReadonlyMap<string, T>;
  /** Whether the end of the list was reached. */
  readonly whole: boolean;
  /** Whether the list stood still meanwhile, as far as its `total` tells. */
  readonly steady: boolean;
};

const MAX_PAGES = 2000;

/**
 * Reads a list from its newest item down, until `enough` or the end.
 *
 * Items that are added meanwhile push others onto the next page, where they are seen twice; items that are
 * removed pull others onto a page that was read, where they are missed. The latter shows in `total`, so a sweep
 * that was not steady may have holes.
 */
export async function sweepPages<T>(
  port: ListPort<T>,
  enough: (items: ReadonlyMap<string, T>) => boolean,
  signal: AbortSignal,
): Promise<Sweep<T>> {
  const items = new Map<string, T>();
  let first: Page<T> | undefined;
  let steady = true;
  let countsItems = false;
  let offset = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await port.fetchPage(offset, signal);
    const fresh = add(items, page, port);
    first ??= page;
    steady &&= page.total === first.total;
    // Asked for at offset 1, a page repeats the first but for an item or so when offset counts items.
    if (pages === 1) countsItems = fresh * 2 < page.items.length;
    const last = isLast(page, items.size, port.limit);
    if (last || enough(items)) return { items, whole: last && (page.count ?? 0) <= items.size, steady };
    if (pages > 1 && fresh === 0) break;
    offset = countsItems ? items.size : offset + 1;
  }
  return { items, whole: false, steady: false };
}

/** How many of a page's items were not seen before. */
function add<T>(items: Map<string, T>, page: Page<T>, { idOf }: ListPort<T>): number {
  const before = items.size;
  for (const item of page.items) items.set(idOf(item), item);
  return items.size - before;
}
