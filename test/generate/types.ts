import type { Schema } from './openapi.ts';
import { target } from './openapi.ts';

/** How exact a type is: a request says what is required and which values exist, an answer promises nothing. */
export type Side = 'request' | 'answer';

const SCALARS: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};

/**
 * The TypeScript type of a schema. On the side of answers every field may be absent or null and an enum is a
 * string: the reference does not say what is always present, and the cloud is ahead of it.
 *
 * @param rename from the schema's name in the reference to the name of its type
 */
export function typeOf(schema: Schema, side: Side, rename: (name: string) => string): string {
  const inner = (value: Schema) => typeOf(value, side, rename);
  if (schema.$ref) return rename(target(schema.$ref));
  if (schema.enum && side === 'request') return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.items) return `readonly (${inner(schema.items)})[]`;
  if (schema.properties) return objectOf(schema, side, inner);
  if (typeof schema.additionalProperties === 'object')
    return `Readonly<Record<string, ${inner(schema.additionalProperties)}>>`;
  return SCALARS[schema.type ?? ''] ?? 'unknown';
}

function objectOf(schema: Schema, side: Side, inner: (value: Schema) => string): string {
  const required = new Set(side === 'request' ? schema.required : []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, value]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const type = side === 'answer' ? `${inner(value)} | null` : inner(value);
    return `  readonly ${key}${required.has(name) ? '' : '?'}: ${type};`;
  });
  return ['{', ...fields, '}'].join('\n');
}
