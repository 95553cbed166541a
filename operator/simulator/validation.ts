import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ApiError, type ErrorCode } from './errors.ts';

/** The code of the error table for what a schema finds wrong; 2788 InvalidParam for the rest. */
const CODES: Record<string, ErrorCode> = {
  type: 'ModelArts.2825',
  minimum: 'ModelArts.2816',
  maximum: 'ModelArts.2816',
  minLength: 'ModelArts.2816',
  maxLength: 'ModelArts.2816',
};

/** What schemas of requests demand and know besides, or instead, by name. */
export type Otherwise = Readonly<
  Record<
    string,
    { readonly required?: readonly string[]; readonly properties?: Readonly<Record<string, object>> }
  >
>;

/** The schemas of a chapter, but for what is otherwise. */
export function amended(
  schemas: Readonly<Record<string, object>>,
  otherwise: Otherwise,
): Record<string, object> {
  const all = Object.entries(schemas).map(([name, schema]) => {
    const { required, properties } = otherwise[name] ?? {};
    const known = (schema as { properties?: object }).properties;
    const both = properties && { properties: { ...known, ...properties } };
    return [name, { ...schema, ...(required && { required }), ...both }];
  });
  return Object.fromEntries(all);
}

/** Checks a body against one of the schemas. @throws ApiError naming the field, never its value */
export type BodyCheck = (schema: string, body: unknown) => void;

/**
 * A check against the schemas of a chapter. A schema is compiled when it is first used.
 *
 * @param only the code of every refusal, for an API that has no codes of its own for fields
 */
export function bodyCheck($defs: Readonly<Record<string, object>>, only?: ErrorCode): BodyCheck {
  const ajv = new Ajv2020({ strictTypes: false });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, body) => {
    const validate = compiled.get(schema) ?? ajv.compile({ $defs, $ref: `#/$defs/${schema}` });
    compiled.set(schema, validate);
    if (validate(body)) return;
    const [error] = validate.errors ?? [];
    if (error) throw new ApiError(only ?? CODES[error.keyword] ?? 'ModelArts.2788', describe(error));
  };
}

const queries = new WeakMap<object, ValidateFunction>();
const coercing = new Ajv2020({ strictTypes: false, coerceTypes: true });

/**
 * Checks the query of a request: every parameter known, given once, of its type and within its range.
 *
 * @param schema of the parameters by name, where one that is a number is a number
 * @param code of every refusal
 * @throws ApiError naming the parameter
 */
export function checkQuery(schema: object, query: URLSearchParams, code: ErrorCode = 'ModelArts.2764'): void {
  const twice = [...query.keys()].find((key, index, keys) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new ApiError(code, `query parameter ${twice} is given twice`);
  const validate = queries.get(schema) ?? coercing.compile(schema);
  queries.set(schema, validate);
  if (validate(Object.fromEntries(query))) return;
  const [error] = validate.errors ?? [];
  if (error) throw new ApiError(code, describe(error).replace(/field/, 'query parameter'));
}

/** What is wrong with which field, in a sentence that holds no value of the body. */
export function describe({ instancePath, keyword, params, message }: ErrorObject): string {
  const at = instancePath
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replace(/^\//, '')
    .replaceAll('/', '.');
  const within = (name: unknown) => (at ? `${at}.${name}` : `${name}`);
  if (keyword === 'additionalProperties') return `unknown field ${within(params.additionalProperty)}`;
  if (keyword === 'required') return `${within(params.missingProperty)} is missing`;
  if (keyword === 'enum') return `${at} must be one of ${params.allowedValues?.join(', ')}`;
  return `${at || 'the body'} ${message}`;
}

/** A body without the fields of objects that are null: the reading that null means not given. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const given = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(given.map(([key, inner]) => [key, withoutNulls(inner)]));
}
