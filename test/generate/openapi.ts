/** A schema of the extracted reference: the part of OpenAPI 3.1 that its files use. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly 'x-tables'?: readonly string[];
  readonly [keyword: string]: unknown;
};

/** Schemas by name. */
export type Schemas = Readonly<Record<string, Schema>>;

/** An example of a body, with the request line that it is shown with. */
type Example = { readonly value?: unknown; readonly 'x-request-line'?: string };

/** Bodies by media type. */
export type Content = Readonly<
  Record<string, { readonly schema?: Schema; readonly examples?: Readonly<Record<string, Example>> }>
>;

/** A parameter of an operation outside its body. */
export type Parameter = {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
};

/** One operation of a chapter file. */
export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly 'x-section': string;
  readonly parameters?: readonly Parameter[];
  readonly 'x-request-line-examples'?: readonly { readonly line: string }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};

/** One chapter file of the extracted reference. */
export type Chapter = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
};

/** An operation with the place it has in the chapter. */
export type Route = { readonly method: string; readonly path: string; readonly operation: Operation };

/**
 * The operations named, in the order of `ids`.
 *
 * @throws Error naming the first id that the chapter does not have
 */
export function routes(chapter: Chapter, ids: readonly string[]): Route[] {
  const all = Object.entries(chapter.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return ids.map((id) => {
    const found = all.find(({ operation }) => operation.operationId === id);
    if (!found) throw new Error(`operation ${id} is not in the chapter: correct test/generate/chapters.ts`);
    return found;
  });
}

/** The answer that means success: the first 2xx of the operation. */
export function success(operation: Operation): { status: number; schema: string | null } {
  const status = Object.keys(operation.responses).find((code) => code.startsWith('2'));
  if (!status) throw new Error(`operation ${operation.operationId} has no 2xx response`);
  return { status: Number(status), schema: schemaName(operation.responses[status]?.content) };
}

/** The name of the schema that a body refers to; null for a body without one. */
export function schemaName(content: Content | undefined): string | null {
  const ref = Object.values(content ?? {})[0]?.schema?.$ref;
  return ref ? target(ref) : null;
}

/** The query parameters of an operation as the schema of an object. */
export function querySchema({ parameters = [] }: Operation): Schema {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const required = query.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
  };
}

/** Every schema that can be reached from `roots`, the roots first, each once. */
export function reachable(schemas: Schemas, roots: readonly string[]): string[] {
  const seen = new Set(roots);
  for (const name of seen) for (const next of references(schemas[name])) seen.add(next);
  return [...seen];
}

/** The name that a `$ref` points to. */
export const target = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

function references(schema: Schema | boolean | undefined): string[] {
  if (typeof schema !== 'object') return [];
  if (schema.$ref) return [target(schema.$ref)];
  const inner = [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties];
  return inner.flatMap(references);
}
