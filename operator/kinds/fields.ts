/** Small questions about fields of specs that several kinds ask. Pure. */

/** How many of the values are given. */
export const count = (...values: unknown[]): number => values.filter((value) => value !== undefined).length;

type Said<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** `value` without the fields that are undefined; undefined when none is left. */
export function unlessEmpty<T extends object>(value: T): Said<T> | undefined {
  const said = Object.entries(value).filter(([, item]) => item !== undefined);
  return said.length > 0 ? (Object.fromEntries(said) as Said<T>) : undefined;
}

/** `value` with every list of items that have a `name` or a `key` in the order of these: theirs says nothing. */
export function unordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unordered(item)]));
  const items = value.map(unordered);
  return items.every((item) => keyOf(item) !== undefined)
    ? items.sort((a, b) => (String(keyOf(a)) < String(keyOf(b)) ? -1 : 1))
    : items;
}

const keyOf = (item: unknown): unknown => {
  const { name, key } = Object(item) as { name?: unknown; key?: unknown };
  return name ?? key;
};
