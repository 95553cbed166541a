/** `node test/generate/reference.ts`: crds/reference/<Kind>.md, what each CRD says, from the CRDs alone. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';

type Rule = { rule: string; message?: string };
type Schema = {
  type?: string;
  format?: string;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  pattern?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  'x-kubernetes-validations'?: Rule[];
  'x-kubernetes-list-map-keys'?: string[];
} & Partial<Record<(typeof BOUNDS)[number][0], number>>;
type Column = { name: string; type: string; description?: string; jsonPath: string; priority?: number };
type Crd = {
  spec: {
    group: string;
    names: { kind: string; plural: string; shortNames?: string[] };
    versions: {
      name: string;
      schema: { openAPIV3Schema: Schema };
      additionalPrinterColumns?: Column[];
      subresources?: { scale?: object };
    }[];
  };
};

const BOUNDS = [
  ['minimum', 'at least %'],
  ['maximum', 'at most %'],
  ['minLength', 'characters: at least %'],
  ['maxLength', 'characters: at most %'],
  ['minItems', 'items: at least %'],
  ['maxItems', 'items: at most %'],
  ['maxProperties', 'entries: at most %'],
] as const;

const root = join(import.meta.dirname, '../..');

/** Path below the repository -> what it should hold. */
export function reference(): Map<string, string> {
  const crds = globSync('crds/*.yaml', { cwd: root })
    .sort()
    .map((file) => [file, load(readFileSync(join(root, file), 'utf8')) as Crd] as const);
  const pages = crds.map(
    ([file, crd]) => [`crds/reference/${crd.spec.names.kind}.md`, page(file, crd)] as const,
  );
  return new Map(pages);
}

function page(file: string, { spec: { group, names, versions } }: Crd): string {
  const [version] = versions;
  if (!version) throw new Error(`${file}: no version`);
  const { openAPIV3Schema: schema } = version.schema;
  const { spec = {}, status = {} } = schema.properties ?? {};
  const columns = version.additionalPrinterColumns ?? [];
  const rules = rulesOf(schema);
  return `${[
    `# ${names.kind}`,
    `<!-- Generated from ${file} by \`npm run generate:reference\`. Do not edit: change the CRD. -->`,
    schema.description ?? '',
    `\`apiVersion: ${group}/${version.name}\`, \`kind: ${names.kind}\`; with kubectl \`${[names.plural, ...(names.shortNames ?? [])].join('`, `')}\`.`,
    '## spec',
    spec.description ?? '',
    fields(spec, 'spec'),
    ...(rules.length > 0 ? ['## Rules', rules.map((rule) => `- ${rule}`).join('\n')] : []),
    '## status',
    status.description ?? '',
    fields(status, 'status'),
    ...(columns.length > 0 ? ['## Columns', table(['column', 'what', 'when'], columns.map(column))] : []),
    ...(version.subresources?.scale ? ['It has the subresource `scale`: `kubectl scale` works.'] : []),
  ].join('\n\n')}\n`;
}

const column = ({ name, jsonPath, priority = 0 }: Column) => [
  name,
  `\`${jsonPath}\``,
  priority > 0 ? 'with `-o wide`' : 'always',
];

const fields = (schema: Schema, path: string): string =>
  table(
    ['field', 'type', 'meaning'],
    [...rowsOf(schema, path)].map(([name, type, meaning]) => [`\`${name}\``, type, meaning]),
  );

/** A row for every field below `schema`. */
function* rowsOf(schema: Schema, path: string): Generator<[string, string, string]> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const here = `${path}.${name}`;
    const needed = schema.required?.includes(name) ? ', required' : '';
    yield [here, `${typeOf(field)}${needed}`, meaningOf(field)];
    yield* rowsOf(field, here);
    if (field.items) yield* rowsOf(field.items, `${here}[]`);
    if (typeof field.additionalProperties === 'object')
      yield* rowsOf(field.additionalProperties, `${here}.*`);
  }
}

function typeOf({ type, format, items, additionalProperties }: Schema): string {
  if (items) return `list of ${typeOf(items)}`;
  if (typeof additionalProperties === 'object') return `map of ${typeOf(additionalProperties)}`;
  return format ? `${type} (${format})` : (type ?? 'any');
}

function meaningOf(schema: Schema): string {
  const { description = '', enum: values, default: byDefault, pattern, items } = schema;
  const keys = schema['x-kubernetes-list-map-keys'];
  const bounds = BOUNDS.flatMap(([name, words]) =>
    schema[name] === undefined ? [] : [words.replace('%', `${schema[name]}`)],
  );
  const allowed = values ?? items?.enum;
  const more = [
    ...(allowed ? [`one of ${allowed.map((value) => `\`${value}\``).join(', ')}`] : []),
    ...(byDefault === undefined ? [] : [`default \`${JSON.stringify(byDefault)}\``]),
    ...(keys ? [`no two with the same ${keys.join(' and ')}`] : []),
    ...(pattern ? [`matches \`${pattern}\``] : []),
    ...bounds,
  ];
  return more.length > 0 ? `${description} (${more.join('; ')})` : description;
}

/** The sentences of all rules of a schema and below it. */
function rulesOf(schema: Schema): string[] {
  const own = (schema['x-kubernetes-validations'] ?? []).map(({ rule, message }) => message ?? `\`${rule}\``);
  const { properties = {}, items, additionalProperties } = schema;
  const below = [...Object.values(properties), items, additionalProperties];
  return [...own, ...below.flatMap((one) => (typeof one === 'object' ? rulesOf(one) : []))];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

if (import.meta.main)
  for (const [path, text] of reference()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(basename(path));
  }
