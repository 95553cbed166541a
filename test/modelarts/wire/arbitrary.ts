import fc from 'fast-check';

/** A request schema as the generated files have it. */
export type WireSchema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, WireSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: WireSchema | boolean;
  readonly items?: WireSchema;
};

/** Values that a schema allows. A map has keys of every shape, those that look like fields included. */
export function valuesOf(
  schema: WireSchema,
  $defs: Readonly<Record<string, WireSchema>>,
): fc.Arbitrary<unknown> {
  const inner = (one: WireSchema) => valuesOf(one, $defs);
  if (schema.$ref) return inner($defs[schema.$ref.slice('#/$defs/'.length)]!);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.items) return fc.array(inner(schema.items), { maxLength: 3 });
  if (schema.properties) return objectOf(schema, inner);
  if (schema.type === 'object') return mapOf(schema, inner);
  return scalarOf(schema);
}

function objectOf(
  { properties = {}, required = [] }: WireSchema,
  inner: (one: WireSchema) => fc.Arbitrary<unknown>,
) {
  const fields = Object.entries(properties).map(([name, value]) => [name, inner(value)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] as never[] });
}

function mapOf({ additionalProperties }: WireSchema, inner: (one: WireSchema) => fc.Arbitrary<unknown>) {
  const key = fc.oneof(fc.string(), fc.constantFrom('snake_case', 'os.modelarts/name', 'camelCase', 'a-b'));
  const value = typeof additionalProperties === 'object' ? inner(additionalProperties) : fc.jsonValue();
  return fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true });
}

function scalarOf({ type, pattern, ...bounds }: WireSchema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return pattern ? matching(pattern, bounds) : lengthy(bounds);
    case 'integer':
      return fc.integer({ min: clamp(bounds.minimum, -1), max: clamp(bounds.maximum, 1) });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue();
  }
}

/** A bound that fast-check can have: that of 32 bits where there is none or a wider one. */
const clamp = (bound: number | undefined, sign: 1 | -1) =>
  bound === undefined || Math.abs(bound) > 2 ** 31 - 1 ? sign * (2 ** 31 - 1) : bound;

const lengthy = ({ minLength = 0, maxLength = 20 }: WireSchema) =>
  fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 20) });

const matching = (pattern: string, { minLength = 0, maxLength = Infinity }: WireSchema) =>
  fc
    .stringMatching(new RegExp(pattern, 'u'), { size: 'xsmall' })
    .filter(({ length }) => length >= minLength && length <= maxLength);
