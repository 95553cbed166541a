/**
 * `node test/generate/crds.ts`: the TypeScript types of each kind's spec, from the one source of them, crds/*.yaml.
 * Writes operator/kinds/<kind>/spec.gen.ts, and the Helm chart's copies.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { chartFiles } from './chart.ts';

type Schema = {
  type?: string;
  description?: string;
  enum?: string[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
};

type Crd = {
  spec: { names: { kind: string }; versions: { schema: { openAPIV3Schema: Schema } }[] };
};

const root = join(import.meta.dirname, '../..');

/** Path below the repository -> what it should hold, for every CRD. */
export function specTypes(): Map<string, string> {
  const files = new Map<string, string>();
  for (const file of globSync('crds/*.yaml', { cwd: root }).sort()) {
    const { kind, schema } = read(join(root, file));
    const spec = schema.properties?.spec ?? {};
    const text = [
      `// Generated from ${file} by \`npm run generate:crds\`. Do not edit: change the CRD.`,
      '',
      `/** ${spec.description ?? ''} */`,
      `export type ${kind}Spec = ${typeText(spec, '')};`,
      '',
    ].join('\n');
    files.set(`operator/kinds/${kind.toLowerCase()}/spec.gen.ts`, text);
  }
  return files;
}

function read(path: string) {
  const crd = load(readFileSync(path, 'utf8'), { filename: basename(path) }) as Crd;
  const schema = crd.spec.versions[0]?.schema.openAPIV3Schema;
  if (!schema) throw new Error(`${path}: no schema`);
  return { kind: crd.spec.names.kind, schema };
}

function typeText(schema: Schema, indent: string): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  switch (schema.type) {
    case 'integer':
      return 'number';
    case 'array':
      return `${parenthesised(typeText(schema.items ?? {}, indent))}[]`;
    case 'object':
      return objectText(schema, indent);
    default:
      return schema.type ?? 'unknown';
  }
}

function objectText({ properties, additionalProperties, required = [] }: Schema, indent: string): string {
  if (additionalProperties) return `Record<string, ${typeText(additionalProperties, indent)}>`;
  if (!properties) return 'Record<string, unknown>';
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, value]) => {
    const comment = value.description ? `${inner}/** ${value.description} */\n` : '';
    return `${comment}${inner}${name}${required.includes(name) ? '' : '?'}: ${typeText(value, inner)};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

const parenthesised = (text: string) => (text.includes(' | ') ? `(${text})` : text);

if (import.meta.main)
  for (const [path, text] of [...specTypes(), ...chartFiles()]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(path);
  }
