import type { Behaviours } from './behaviours.ts';

/**
 * A successful answer as the behaviours `answers.nulls` and `answers.extra` want it: empty fields as built, left
 * out or null; unknown extra fields or none.
 */
export function shape(body: unknown, behaviours: Behaviours): unknown {
  const nulls = behaviours['answers.nulls'];
  const shaped = nulls === 'as-is' ? body : reshape(body, nulls === 'omit');
  return behaviours['answers.extra'] ? withExtra(shaped, 1) : shaped;
}

function reshape(value: unknown, omit: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => reshape(inner, omit));
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([key, inner]) => [
    key,
    isEmpty(inner) ? null : reshape(inner, omit),
  ]);
  return Object.fromEntries(omit ? fields.filter(([, inner]) => inner !== null) : fields);
}

/** Adds a field that no table knows to an object, and to the objects in it down to `depth`: maps lie deeper. */
function withExtra(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.map((inner) => withExtra(inner, depth));
  if (!isObject(value) || depth < 0) return value;
  const fields = Object.entries(value).map(([key, inner]) => [
    key,
    withExtra(inner, key === 'items' ? depth : depth - 1),
  ]);
  return { ...Object.fromEntries(fields), x_later_addition: { since: 'a later version' } };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
