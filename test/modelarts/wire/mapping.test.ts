import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as model from '../../../operator/modelarts/generated/model.gen.ts';
import * as modelTable from '../../../operator/modelarts/generated/modelWire.gen.ts';
import * as nodepool from '../../../operator/modelarts/generated/nodepool.gen.ts';
import * as nodepoolTable from '../../../operator/modelarts/generated/nodepoolWire.gen.ts';
import * as resource from '../../../operator/modelarts/generated/resource.gen.ts';
import * as resourceTable from '../../../operator/modelarts/generated/resourceWire.gen.ts';
import * as service from '../../../operator/modelarts/generated/service.gen.ts';
import * as serviceTable from '../../../operator/modelarts/generated/serviceWire.gen.ts';
import * as training from '../../../operator/modelarts/generated/training.gen.ts';
import * as trainingTable from '../../../operator/modelarts/generated/trainingWire.gen.ts';
import { type WireMapping, type WireTable, wireMapping } from '../../../operator/modelarts/wire/mapping.ts';
import { modelWire } from '../../../operator/modelarts/wire/model.ts';
import { nodepoolWire } from '../../../operator/modelarts/wire/nodepool.ts';
import { resourceWire } from '../../../operator/modelarts/wire/resource.ts';
import { serviceWire } from '../../../operator/modelarts/wire/service.ts';
import { trainingWire } from '../../../operator/modelarts/wire/training.ts';
import { valuesOf } from './arbitrary.ts';

const ajv = new Ajv2020({ strictTypes: false });

type Chapter = { name: string; schemas: object; fields: WireTable; wire: WireMapping<string> };
type Generated = typeof training | typeof resource | typeof nodepool | typeof model | typeof service;
const chapters: [Generated, Chapter][] = [
  [training, { name: 'training', ...training, ...trainingTable, wire: trainingWire }],
  [resource, { name: 'resource', ...resource, ...resourceTable, wire: resourceWire }],
  [nodepool, { name: 'nodepool', ...nodepool, ...nodepoolTable, wire: nodepoolWire }],
  [model, { name: 'model', ...model, ...modelTable, wire: modelWire }],
  [service, { name: 'service', ...service, ...serviceTable, wire: serviceWire }],
];
const requests = chapters.flatMap(([{ operations }, chapter]) =>
  Object.values(operations as typeof training.operations)
    .map(({ requestSchema }): string | null => requestSchema)
    .filter((name) => name !== null)
    // A body that is a list has no fields.
    .filter((name) => Object.hasOwn(chapter.fields, name))
    .map((name) => [name, chapter] as const),
);

/** The keys of a value where a table knows them: not those of its maps. */
function keysOf(fields: WireTable, schema: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysOf(fields, schema, one));
  return Object.entries(value as object).flatMap(([name, held]) => {
    const [, inner] = fields[schema]?.[name] ?? [];
    return [name, ...(inner ? keysOf(fields, inner, held) : [])];
  });
}

test.each(requests)('every value of %s comes back from the wire as it went there', (name, chapter) => {
  const { schemas, fields, wire: mapping } = chapter;
  const valid = ajv.compile({ $defs: schemas, $ref: `#/$defs/${name}` });
  const values = valuesOf({ $ref: `#/$defs/${name}` }, schemas as never) as fc.Arbitrary<object>;
  fc.assert(
    fc.property(values, (wire) => {
      const ours = mapping.fromWire(name, wire);
      for (const key of keysOf(fields, name, ours)) expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
      const again = mapping.toWire(name, ours);
      expect(again).toEqual(wire);
      expect(mapping.fromWire(name, again)).toEqual(ours);
      expect(valid(again), JSON.stringify(valid.errors)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

const { toWire, fromWire } = trainingWire;

test('labels and annotations of ModelArts lose their prefix, and odd spellings stay on the wire', () => {
  const labels = { name: 'n', workspaceId: '0' };
  const peer = { peerVpcId: 'v', peerSubnetId: 's', defaultGateway: true };
  const spec = { connection: { peerConnectionList: [peer] } };
  expect(resourceWire.toWire('CreateNetworkRequest', { metadata: { labels }, spec })).toEqual({
    metadata: { labels: { 'os.modelarts/name': 'n', 'os.modelarts/workspace.id': '0' } },
    spec: {
      connection: { peerConnectionList: [{ peerVpclId: 'v', peerSubnetId: 's', defaultGateway: true }] },
    },
  });
  expect(resourceWire.toWire('PatchNetworkRequest', { spec })).toEqual({
    spec: {
      connection: { peerConnectionList: [{ peerVpcId: 'v', peerSubnetId: 's', defaultGateway: true }] },
    },
  });
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
