import type { Schema } from './openapi.ts';
import { target } from './openapi.ts';

/** Bounds of the integer formats. A JSON number above 2^53 is already rounded when it is checked. */
const BOUNDS: Record<string, readonly [number, number]> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63 - 1024],
};

const KEPT = ['type', 'enum', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'required'];

/**
 * A request schema without its prose, as JSON Schema 2020-12: references point into `$defs`, an object with
 * known fields refuses others, integers have the bounds of their format.
 *
 * @param rename from the schema's name in the reference to its name in `$defs`
 */
export function compact(schema: Schema, rename: (name: string) => string): object {
  if (schema.$ref) return { $ref: `#/$defs/${rename(target(schema.$ref))}` };
  const { properties, items, additionalProperties } = schema;
  const inner = (value: Schema) => compact(value, rename);
  return {
    ...Object.fromEntries(KEPT.filter((key) => key in schema).map((key) => [key, schema[key]])),
    ...bounds(schema),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, inner(value)])),
      additionalProperties: false,
    }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inner(additionalProperties) }),
    ...(items && { items: inner(items) }),
  };
}

function bounds({ format, minimum, maximum }: Schema): object {
  const [lowest, highest] = BOUNDS[format ?? ''] ?? [];
  const from = (minimum as number | undefined) ?? lowest;
  const to = (maximum as number | undefined) ?? highest;
  return { ...(from !== undefined && { minimum: from }), ...(to !== undefined && { maximum: to }) };
}
