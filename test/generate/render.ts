import { compact } from './compact.ts';
import type { Chapter, Route, Schemas } from './openapi.ts';
import { querySchema, reachable, routes, schemaName, success } from './openapi.ts';
import { typeOf } from './types.ts';

/**
 * The generated file of one chapter: `operations`, the request schemas as `schemas`, and the types of requests
 * and answers. A schema that both sides use has the looser type of an answer, but is checked as a request.
 *
 * @throws Error when an operation is missing, or two schemas would get the same type name
 */
export function render(file: string, chapter: Chapter, ids: readonly string[]): string {
  const found = routes(chapter, ids);
  const { schemas } = chapter.components;
  const { requests, answers } = used(chapter, ids);
  const everything = [...new Set([...requests, ...answers])].sort();
  checkNames(everything);
  return [
    `// Generated from ${file}.json by: npm run generate. Do not edit.`,
    '',
    '/** Where each operation lies and what it takes; `section` is that of the API reference. */',
    `export const operations = {\n${found.map(operationLine).join('\n')}\n} as const;`,
    '',
    '/** The schemas that requests are made of, as JSON Schema 2020-12 `$defs`. */',
    `export const schemas: Readonly<Record<string, object>> = {\n${schemaLines(schemas, requests).join('\n')}\n};`,
    '',
    ...everything.map((name) => typeLine(schemas, name, answers.includes(name))),
    '',
  ].join('\n');
}

/** The names of the schemas that requests and answers of the operations are made of. */
export function used(chapter: Chapter, ids: readonly string[]) {
  const found = routes(chapter, ids).map(({ operation }) => operation);
  const { schemas } = chapter.components;
  const roots = names(found.map(({ requestBody }) => schemaName(requestBody?.content)));
  const answered = names(found.map((operation) => success(operation).schema));
  return { requests: reachable(schemas, roots), answers: reachable(schemas, answered) };
}

const names = (list: readonly (string | null)[]) => list.filter((name) => name !== null);

/** `datasetReq` -> `DatasetReq`, `obs_getTrainingJob` -> `ObsGetTrainingJob`. */
export const pascal = (name: string) =>
  name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

function checkNames(all: readonly string[]): void {
  const taken = new Map<string, string>();
  for (const name of all) {
    const other = taken.get(pascal(name));
    if (other) throw new Error(`schemas ${other} and ${name} would share the type name ${pascal(name)}`);
    taken.set(pascal(name), name);
  }
}

function operationLine({ method, path, operation }: Route): string {
  const body = operation.requestBody;
  const request = schemaName(body?.content);
  const answer = success(operation);
  return `  ${operation.operationId}: ${JSON.stringify({
    method,
    path,
    section: operation['x-section'],
    summary: operation.summary,
    successStatus: answer.status,
    requestSchema: request && pascal(request),
    requestRequired: body?.required ?? false,
    contentTypes: Object.keys(body?.content ?? {}),
    query: compact(querySchema(operation), pascal),
  })},`;
}

const schemaLines = (schemas: Schemas, requests: readonly string[]) =>
  [...requests]
    .sort()
    .map((name) => `  ${pascal(name)}: ${JSON.stringify(compact(schemas[name] ?? {}, pascal))},`);

function typeLine(schemas: Schemas, name: string, answered: boolean): string {
  const schema = schemas[name] ?? {};
  const tables = (schema['x-tables'] ?? []).map((table) => table.replace(/^\D+/, '')).join(', ');
  return `/** ${tables ? `Table ${tables}` : name}. */
export type ${pascal(name)} = ${typeOf(schema, answered ? 'answer' : 'request', pascal)};`;
}
