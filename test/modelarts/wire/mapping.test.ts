import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations, schemas } from '../../../operator/modelarts/generated/training.gen.ts';
import { fields, type WireSchema } from '../../../operator/modelarts/generated/trainingWire.gen.ts';
import { wireMapping } from '../../../operator/modelarts/wire/mapping.ts';
import { trainingWire } from '../../../operator/modelarts/wire/training.ts';
import { valuesOf } from './arbitrary.ts';

const { toWire, fromWire } = trainingWire;
const ajv = new Ajv2020({ strictTypes: false });
const requests = Object.values(operations)
  .map(({ requestSchema }) => requestSchema)
  .filter((name) => name !== null);
const values = (name: string) => valuesOf({ $ref: `#/$defs/${name}` }, schemas) as fc.Arbitrary<object>;

/** The keys of a value where a table knows them: not those of its maps. */
function keysOf(schema: WireSchema, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysOf(schema, one));
  return Object.entries(value as object).flatMap(([name, held]) => {
    const [, inner] = fields[schema][name] ?? [];
    return [name, ...(inner ? keysOf(inner, held) : [])];
  });
}

test.each(requests)('every value of %s comes back from the wire as it went there', (name) => {
  const valid = ajv.compile({ $defs: schemas, $ref: `#/$defs/${name}` });
  fc.assert(
    fc.property(values(name), (wire) => {
      const ours = fromWire(name, wire);
      for (const key of keysOf(name, ours)) expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
      const again = toWire(name, ours);
      expect(again).toEqual(wire);
      expect(fromWire(name, again)).toEqual(ours);
      expect(valid(again), JSON.stringify(valid.errors)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

const job = {
  kind: 'job',
  metadata: { name: 'a', workspaceId: '0', annotations: { 'jupyter-lab/enable': 'true', snake_case: 'x' } },
  algorithm: { codeDir: '/b/c/', parameters: [{ name: 'epochs', i18nDescription: { language: 'en-us' } }] },
  spec: { resource: { flavorId: 'f', nodeCount: undefined } },
};

test('names change at every depth, the keys of free-form maps never, and undefined is left out', () => {
  expect(toWire('CreateTrainingJobRequest', job)).toStrictEqual({
    kind: 'job',
    metadata: {
      name: 'a',
      workspace_id: '0',
      annotations: { 'jupyter-lab/enable': 'true', snake_case: 'x' },
    },
    algorithm: {
      code_dir: '/b/c/',
      parameters: [{ name: 'epochs', i18n_description: { language: 'en-us' } }],
    },
    spec: { resource: { flavor_id: 'f' } },
  });
});

test.each([
  ['a name of the wire', { flavor_id: 'f' }, 'flavor_id'],
  ['a name that every object has', { constructor: 'f' }, 'constructor'],
])('%s is refused by schema and field, never lost', (_name, resource, field) => {
  expect(() => toWire('CreateTrainingJobRequest', { spec: { resource } })).toThrow(
    `SpecResourceReq has no field ${field}: use one of flavorId, nodeCount, poolId`,
  );
});

test('answers may hold fields that no table knows, null, and lists in lists', () => {
  const answer = { total: 1, x_later_addition: {}, items: [{ kind: null, metadata: { user_name: 'ann' } }] };
  expect(fromWire('SearchTrainingJobsResponse', answer)).toEqual({
    total: 1,
    items: [{ kind: null, metadata: { userName: 'ann' } }],
  });
  const nested = wireMapping<'Outer' | 'Row'>({
    Outer: { rows: ['rows', 'Row'] },
    Row: { cellName: ['cell_name'] },
  });
  const rows = [[{ cellName: 1 }], 'text', null];
  expect(nested.toWire('Outer', { rows })).toEqual({ rows: [[{ cell_name: 1 }], 'text', null] });
});
