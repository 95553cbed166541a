/**
 * The fields of each schema: our name -> the wire's name, and the schema of what it holds where that has fields of its
 * own. A field without a schema is copied as it is: a scalar, a list of them, or a free-form map, whose keys are data.
 */
export type WireTable<Schema extends string = string> = Readonly<
  Record<Schema, Readonly<Record<string, readonly [wire: string, schema?: Schema]>>>
>;

/** Between our camelCase names and those of the wire, for the schemas of one chapter. */
export type WireMapping<Schema extends string> = {
  /**
   * A value with our names as the wire writes it. Fields that are undefined are left out.
   *
   * @throws RangeError naming a field that the schema does not have: what a caller sets is never lost silently
   */
  toWire(schema: Schema, value: object): object;
  /** A value of the wire with our names. Fields that the schema does not have are ignored; null stays null. */
  fromWire(schema: Schema, value: object): object;
};

/**
 * The mapping of one chapter by its generated table. Lists are mapped element by element, to any depth; what is not
 * an object where the table expects one is copied as it is, for the validator to refuse.
 */
export function wireMapping<Schema extends string>(table: WireTable<Schema>): WireMapping<Schema> {
  const toWire = (schema: Schema, value: object): object => {
    const fields = table[schema];
    return mapFields(value, (name) => {
      if (Object.hasOwn(fields, name)) return fields[name];
      throw new RangeError(`${schema} has no field ${name}: use one of ${Object.keys(fields).join(', ')}`);
    })(toWire);
  };
  const ours = new Map<Schema, ReadonlyMap<string, readonly [string, Schema?]>>();
  const fromWire = (schema: Schema, value: object): object => {
    const fields = ours.get(schema) ?? inverse(table[schema]);
    ours.set(schema, fields);
    return mapFields(value, (name) => fields.get(name))(fromWire);
  };
  return { toWire, fromWire };
}

type Field<Schema> = readonly [name: string, schema?: Schema];

const inverse = <Schema>(
  fields: Readonly<Record<string, Field<Schema>>>,
): ReadonlyMap<string, Field<Schema>> =>
  new Map(
    Object.entries(fields).map(([ours, [wire, schema]]) => [
      wire,
      schema === undefined ? [ours] : [ours, schema],
    ]),
  );

const mapFields =
  <Schema>(value: object, fieldOf: (name: string) => Field<Schema> | undefined) =>
  (inner: (schema: Schema, value: object) => object): object => {
    const entries = Object.entries(value).flatMap(([name, held]) => {
      const field = held === undefined ? undefined : fieldOf(name);
      if (!field) return [];
      const [other, schema] = field;
      return [[other, schema === undefined ? held : each(held, (one) => inner(schema, one))]];
    });
    return Object.fromEntries(entries);
  };

function each(value: unknown, map: (one: object) => object): unknown {
  if (Array.isArray(value)) return value.map((one) => each(one, map));
  return typeof value === 'object' && value !== null ? map(value) : value;
}
