/** Short fingerprints of spec fields, so that a change can be named without keeping the old value. */
import { hash } from 'node:crypto';

/** A field of the spec (`spec.resource.nodeCount`) and its value. */
export type Field = { path: string; value: unknown };

/** Path of a field -> 8 hex digits of its value; fields without a value are left out. */
export type Digest = Record<string, string>;

/** The first `length` hex digits of the SHA-256 of `text`. */
export const shortHash = (text: string, length: number): string => hash('sha256', text).slice(0, length);

/** JSON with the keys of objects sorted, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** The digest of a list of fields. */
export const digest = (fields: readonly Field[]): Digest =>
  Object.fromEntries(
    fields
      .filter(({ value }) => value !== undefined)
      .map(({ path, value }) => [path, shortHash(canonicalJson(value), 8)]),
  );

/** The paths whose value differs between two digests, in the order of the newer one, then those removed. */
export function changedFields(before: Digest, now: Digest): string[] {
  const paths = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  return paths.filter((path) => before[path] !== now[path]);
}
