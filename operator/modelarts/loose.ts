/** How answers are read: as if every field could be anything, whatever the generated types promise. */

/** The fields of `T`, none of which is certain. */
export type Loose<T> = { readonly [K in keyof T]?: unknown };

/** The fields of an object; none where there is no object. */
export const asObject = <T>(value: unknown): Loose<NonNullable<T>> =>
  typeof value === 'object' && value !== null ? (value as Loose<NonNullable<T>>) : {};

/** A list; an empty one where there is none. */
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text that is not empty. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A finite number. */
export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A number that counts something. */
export const asCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

/** A number, or the text of one: trials tell theirs as texts. */
export const asNumeric = (value: unknown): number | undefined =>
  typeof value === 'string' && value.trim() !== '' ? asNumber(Number(value)) : asNumber(value);

/** Fields with our names, values as told; what was empty or null is left out. */
export type Fields = Readonly<Record<string, unknown>>;

/** `fields` without what is empty, to any depth: answers tell what was not asked for as null, '', [] or {}. */
export const told = (fields: object): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, within(value)] as const)
      .filter(([, value]) => !isEmpty(value)),
  );

function within(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(within);
  return typeof value === 'object' && value !== null ? told(value) : value;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);
