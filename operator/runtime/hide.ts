/**
 * Values from Secrets in the words of others: the cloud, or a program of the user's, may repeat in a message what the
 * object gave them. The client does the same for the errors of calls that carry such values.
 */
import type { AnyKind, PassContext } from './context.ts';
import type { Resource } from './object.ts';
import { isOwnedBy } from './object.ts';
import { SECRET, valuesOf } from './secrets.ts';

/** Shorter values are ordinary words as often as not. */
const SHORTEST = 6;

/** A function that blanks out words in a text. */
export type Hide = (text: string) => string;

/**
 * Blanks out the values of `secrets`, as they are, on one line and in base64. What the operator itself has written for
 * `object` (addresses, names) is told elsewhere too.
 */
export function hider(object: Resource, secrets: readonly (Resource | undefined)[]): Hide {
  const foreign = secrets.filter((secret) => secret && !isOwnedBy(secret, object));
  const words = foreign
    .flatMap((secret) => Object.values(valuesOf(secret) ?? {}))
    .flatMap((value) => [
      value,
      value.replace(/[\p{C}\s]+/gu, ' ').trim(),
      Buffer.from(value).toString('base64'),
    ])
    .filter((word) => word.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  return (text) => words.reduce((left, word) => left.replaceAll(word, '***'), text);
}

/** `value` with `hide` over every text that stands under a key called `message`. */
export function withoutIn<T>(value: T, hide: Hide): T {
  if (Array.isArray(value)) return value.map((item) => withoutIn(item, hide)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    key === 'message' && typeof item === 'string' ? hide(item) : withoutIn(item, hide),
  ]);
  return Object.fromEntries(entries) as T;
}

const keysOf = (kind: AnyKind, object: Resource) => {
  // At its end an object needs its Secrets no more, and they are not watched; what it was told may still repeat them.
  const { status: _, ...begun } = object;
  return (kind.secrets?.(begun) ?? []).map((name) => ({ namespace: object.metadata.namespace, name }));
};

/** From what is watched. */
export const knownHider = (kind: AnyKind, { secrets }: PassContext, object: Resource): Hide =>
  hider(
    object,
    keysOf(kind, object).map((key) => secrets.known(key)),
  );

/** Reads what is not watched; what cannot be read hides nothing. */
export async function readHider(
  kind: AnyKind,
  { secrets, cluster }: PassContext,
  object: Resource,
  signal: AbortSignal,
): Promise<Hide> {
  const read = async (key: { namespace: string; name: string }) =>
    secrets.known(key) ?? (await cluster.named(SECRET, key).list(SECRET, { limit: 1 }, signal)).items[0];
  return hider(
    object,
    await Promise.all(keysOf(kind, object).map((key) => read(key).catch(() => undefined))),
  );
}
