import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { controllerTypes } from './support/kinds.ts';

type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema;
};
type Crd = {
  metadata: { name: string };
  spec: {
    names: { kind: string; plural: string; categories: string[] };
    versions: { schema: { openAPIV3Schema: Schema } }[];
  };
};

const root = join(import.meta.dirname, '..');
const files = globSync('crds/*.yaml', { cwd: root }).sort();
const read = (file: string) => load(readFileSync(join(root, file), 'utf8')) as Crd;
const schemaOf = (crd: Crd) => crd.spec.versions[0]?.schema.openAPIV3Schema as Schema;

const KNOWN =
  /^(type|description|properties|required|items|enum|format|default|pattern|minLength|maxLength|minimum|maximum|minItems|maxItems|maxProperties|additionalProperties|x-kubernetes-(preserve-unknown-fields|validations|list-type|list-map-keys|map-type))$/;

/** Every schema below `schema` with its path. */
function* walk(schema: Schema, path: string): Generator<[string, Schema]> {
  yield [path, schema];
  for (const [name, value] of Object.entries(schema.properties ?? {})) yield* walk(value, `${path}.${name}`);
  if (schema.items) yield* walk(schema.items, `${path}[]`);
}

test.each(files)('%s has only schema words (a comma in an unquoted description makes others)', (file) => {
  for (const [path, schema] of walk(schemaOf(read(file)), '')) {
    const odd = Object.keys(schema).filter((key) => !KNOWN.test(key));
    expect([path, odd]).toEqual([path, []]);
  }
});

test.each(files)('%s has a sentence for every field', (file) => {
  for (const [path, schema] of walk(schemaOf(read(file)), '')) {
    if (path === '.metadata' || path.endsWith('[]')) continue;
    expect([path, schema.description]).toEqual([path, expect.stringMatching(/^[A-Z"'].*\.$/)]);
  }
});

test.each(files)('%s bounds every text and list of its spec', (file) => {
  const spec = schemaOf(read(file)).properties?.spec as Schema;
  for (const [path, schema] of walk(spec, '.spec')) {
    if (schema.type === 'string' && !schema.enum)
      expect([path, schema.maxLength]).toEqual([path, expect.any(Number)]);
    if (schema.type === 'array') expect([path, schema.maxItems]).toEqual([path, expect.any(Number)]);
  }
});

test.each(files)('%s stays under 200 KB as JSON', (file) => {
  expect(JSON.stringify(read(file)).length).toBeLessThan(200_000);
});

test('every CRD has a controller, and every controller a CRD', () => {
  expect(files.map((file) => read(file).spec.names.plural).sort()).toEqual(
    controllerTypes()
      .map(({ plural }) => plural)
      .sort(),
  );
});

/** What an apply never leaves out again. */
const KEPT = ['remote', 'attempts', 'conditions'];

test.each(files)(
  '%s takes back lists and objects of its status whole: 1.20 leaves null of others',
  (file) => {
    const status = schemaOf(read(file)).properties?.status?.properties ?? {};
    for (const [field, schema] of Object.entries(status).filter(([name]) => !KEPT.includes(name))) {
      const split = schema.type === 'object' ? 'x-kubernetes-map-type' : 'x-kubernetes-list-type';
      const whole = schema.type === 'object' ? ['atomic'] : ['atomic', undefined];
      if (schema.type === 'object' || schema.type === 'array')
        expect([field, whole.includes(schema[split] as string)]).toEqual([field, true]);
    }
  },
);

/** What every kind that owns a remote object says alike, but for its descriptions. */
const COMMON = {
  spec: ['accountRef', 'managementPolicy', 'deletionPolicy', 'adopt', 'workspaceId'],
  status: ['observedGeneration', 'remote', 'conditions'],
} as const;

/** What a kind cannot have alike: the ids of node pools and runs have two parts, and a node pool lies where its pool lies. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'crds/nodepools.yaml': ['workspaceId', 'adopt'],
  'crds/workflowruns.yaml': ['adopt'],
};

const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, held) => (key === 'description' ? undefined : held)));

test.each(files.filter((file) => !file.endsWith('/accounts.yaml')))(
  '%s has the common fields as trainingjobs.yaml has them',
  (file) => {
    for (const part of ['spec', 'status'] as const) {
      const [own, model] = [file, 'crds/trainingjobs.yaml'].map(
        (name) => schemaOf(read(name)).properties?.[part]?.properties ?? {},
      );
      for (const field of COMMON[part].filter((name) => !OTHERWISE[file]?.includes(name)))
        expect([part, field, bare(own?.[field])]).toEqual([part, field, bare(model?.[field])]);
    }
  },
);
