import type { Chapter, Schema, Schemas } from './openapi.ts';
import { target } from './openapi.ts';
import { pascal, used } from './render.ts';

/** Odd spellings of the wire, which stay on the wire: field -> the name that we give it. */
const SPELLINGS: Readonly<Record<string, string>> = {
  peerVpclId: 'peerVpcId', // 10.7; 10.9 spells it right
  peerVpId: 'peerVpcId', // 10.9, the status
  defaultGateWay: 'defaultGateway', // 10.9; 10.7 spells it right
  npv: 'npu', // 10.14; 10.15 spells it right
  mouthPath: 'mountPath', // 9.4; 9.7 spells it right
  source_addresses: 'sourceAddress', // 9.4; the answers and the example of 9.1 have source_address
};

/** The generated file with the names of every field of every schema that the operations use. */
export function renderWire(file: string, chapter: Chapter, ids: readonly string[]): string {
  const { schemas } = chapter.components;
  const { requests, answers } = used(chapter, ids);
  const names = [...new Set([...requests, ...answers])].sort().filter((name) => schemas[name]?.properties);
  return [
    `// Generated from ${file}.json by: npm run generate. Do not edit.`,
    "import type { WireTable } from '../wire/mapping.ts';",
    '',
    '/** A schema of the chapter that has fields. */',
    `export type WireSchema = ${names.map((name) => `'${pascal(name)}'`).join(' | ')};`,
    '',
    '/** Our name of each field -> its name on the wire, and the schema of what it holds. */',
    'export const fields: WireTable<WireSchema> = {',
    ...names.map((name) => `  ${pascal(name)}: ${JSON.stringify(fieldsOf(name, schemas))},`),
    '};',
    '',
  ].join('\n');
}

/** The fields of a schema. @throws Error when two of them would get one name */
export function fieldsOf(name: string, schemas: Schemas): Record<string, readonly string[]> {
  const fields: Record<string, readonly string[]> = {};
  for (const [wire, schema] of Object.entries(schemas[name]?.properties ?? {})) {
    const ours = SPELLINGS[wire] ?? camel(wire);
    const other = fields[ours]?.[0];
    if (other !== undefined) throw new Error(`${name}: ${other} and ${wire} would both be called ${ours}`);
    const held = heldBy(schema, schemas);
    fields[ours] = held === undefined ? [wire] : [wire, pascal(held)];
  }
  return fields;
}

/** `flavor_id` -> `flavorId`, `os.modelarts/node.prefix` -> `nodePrefix`; a name without separators stays. */
const camel = (name: string) =>
  name
    .replace(/^os\.modelarts\//, '')
    .replace(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The schema with fields that a field holds, itself or in a list. */
function heldBy(schema: Schema, schemas: Schemas): string | undefined {
  if (schema.$ref) return schemas[target(schema.$ref)]?.properties && target(schema.$ref);
  return schema.items && heldBy(schema.items, schemas);
}
