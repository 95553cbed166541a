import { ModelArtsError } from './errors.ts';
import { asArray, asObject, asText } from './loose.ts';
import type { Page } from './pages.ts';

/** A list in the way of Kubernetes: some items, and where to go on. */
export type Part<T> = { readonly items: readonly T[]; readonly next: string | undefined };

type WireList = { kind: unknown; metadata: { continue: unknown }; items: unknown };

const MAX_PARTS = 200;

/**
 * Reads an answer of chapters 10 and 16 that is a list. An empty one may leave its items out; then its kind tells it
 * from an answer that is none.
 *
 * @returns undefined when it is not a list, or when any of its items cannot be read: such a list proves nothing
 */
export function parsePart<T>(wire: unknown, parse: (item: unknown) => T | undefined): Part<T> | undefined {
  const { kind, metadata, items: rows } = asObject<WireList>(wire);
  const isList = Array.isArray(rows) || (rows == null && /List$/.test(asText(kind) ?? ''));
  const items = asArray(rows)
    .map(parse)
    .filter((item) => item !== undefined);
  if (!isList || items.length !== asArray(rows).length) return undefined;
  return { items, next: asText(asObject<WireList['metadata']>(metadata).continue) };
}

/**
 * Reads a list to its end, or until it has `enough` items.
 *
 * @param operation for the error
 * @param fetchPart the part at a place that the part before it has told
 * @throws ModelArtsError `unavailable` when the list has no end
 */
export async function readParts<T>(
  operation: string,
  fetchPart: (place: string | undefined) => Promise<Part<T>>,
  enough = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const items: T[] = [];
  const places = new Set<string>();
  let place: string | undefined;
  while (places.size < MAX_PARTS) {
    const part = await fetchPart(place);
    items.push(...part.items);
    place = part.next;
    if (place === undefined || items.length >= enough) return items;
    if (places.has(place)) break;
    places.add(place);
  }
  throw new ModelArtsError({ kind: 'unavailable', operation, detail: 'the list does not come to an end' });
}

type Listed = { readonly id: string; readonly createdAtMs?: number | undefined };

/** Each item of a list once, by id; of two the later one. */
export const byId = <T extends Listed>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/** A list that has no pages as the one page that the list observer reads, the newest item first. */
export function wholePage<T extends Listed>(items: readonly T[]): Page<T> {
  const newest = items.toSorted((one, other) => (other.createdAtMs ?? 0) - (one.createdAtMs ?? 0));
  return { items: newest, total: items.length, count: items.length, limit: undefined };
}
