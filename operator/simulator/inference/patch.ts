import { schemas } from '../../modelarts/generated/service.gen.ts';
import { ApiError } from '../errors.ts';
import { bad } from './listing.ts';
import type { Variant } from './service.ts';

/** One operation of a JSON patch, none of whose fields is certain. */
export type Operation = { readonly op?: string; readonly path?: string; readonly value?: unknown };

type Fields = Record<string, unknown>;

/** What a patch may replace: the fields of a variant. */
const FIELDS = new Set(
  Object.keys((schemas.ServiceConfigReqUpdateService as { properties: object }).properties),
);

/**
 * The configuration with the replacements of section 9.1, whose indexes are those of 9.6. A field that is not there is
 * set: the example replaces fields that a service need not have.
 *
 * @throws ApiError for another operation than replace, or a path that leads elsewhere
 */
export function patched(config: readonly Variant[], operations: readonly Operation[]): Variant[] {
  const next = structuredClone(config) as unknown as Fields[];
  for (const [index, { op, path = '', value }] of operations.entries()) {
    if (op !== 'replace') throw bad(`[${index}].op must be replace`);
    const [, place, rest = ''] = /^\/config\/(\d+)\/(.+)$/.exec(path) ?? [];
    if (place === undefined) throw bad(`[${index}].path must begin with /config/ and a number`);
    const variant = next[Number(place)];
    if (!variant) throw new ApiError('ModelArts.3529', `[${index}].path: the service has no model ${place}`);
    const [first = '', ...inner] = rest.split('/').map(plain);
    if (!FIELDS.has(first)) throw bad(`[${index}].path: there is no ${first}`);
    set(variant, [first, ...inner], value, index);
  }
  return next as unknown as Variant[];
}

function set(target: Fields, [name = '', ...rest]: readonly string[], value: unknown, index: number): void {
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  if (typeof inner !== 'object' || inner === null) throw bad(`[${index}].path leads nowhere at ${name}`);
  set(inner as Fields, rest, value, index);
}

/** RFC 6901. */
const plain = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');
