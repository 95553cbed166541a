import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compact } from './compact.ts';
import { FOLDER, generate } from './main.ts';
import { named } from './named.ts';
import { querySchema } from './openapi.ts';
import { render } from './render.ts';
import { repaired } from './repairs.ts';
import { typeOf } from './types.ts';
import { fieldsOf } from './wire.ts';

const root = join(import.meta.dirname, '../..');
const same = (name: string) => name;

if (existsSync(FOLDER)) {
  test('the committed wire types are what the OpenAPI files give today', () => {
    for (const [path, text] of generate(FOLDER)) expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
} else {
  test.skip('the committed wire types are current (skipped: no OpenAPI files, set MODELARTS_API_DIR)', () => {});
}

test.each([
  [
    'prose, known values and defaults are left out',
    { type: 'string', description: 'x', 'x-known-values': ['a'], default: 'a' },
    { type: 'string' },
  ],
  ['a closed list of values stays', { type: 'string', enum: ['HOURS'] }, { type: 'string', enum: ['HOURS'] }],
  [
    'a reference points into $defs',
    { $ref: '#/components/schemas/Nfs', description: 'x' },
    { $ref: '#/$defs/Nfs' },
  ],
  [
    'an object with fields refuses unknown ones',
    { type: 'object', properties: { a: { type: 'string' } } },
    { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
  ],
  [
    'a map keeps its open keys',
    { type: 'object', additionalProperties: { type: 'string', description: 'x' } },
    { type: 'object', additionalProperties: { type: 'string' } },
  ],
  [
    'an int32 has its bounds',
    { type: 'integer', format: 'int32' },
    { type: 'integer', minimum: -2147483648, maximum: 2147483647 },
  ],
  [
    'a narrower bound of the reference wins',
    { type: 'integer', format: 'int32', minimum: 1, maximum: 50 },
    { type: 'integer', minimum: 1, maximum: 50 },
  ],
] as const)('%s', (_name, schema, expected) => {
  expect(compact(schema, same)).toEqual(expected);
});

const sample = {
  type: 'object',
  properties: {
    'a-b': { type: 'string', enum: ['x', 'y'] },
    list: { type: 'array', items: { $ref: '#/c/Nfs' } },
  },
  required: ['a-b'],
};

test('a request type requires what the reference requires and closes what it closes', () => {
  expect(typeOf(sample, 'request', same)).toBe(
    '{\n  readonly "a-b": "x" | "y";\n  readonly list?: readonly (Nfs)[];\n}',
  );
});

test('an answer type promises nothing: every field may be absent or null, enums are strings', () => {
  expect(typeOf(sample, 'answer', same)).toBe(
    '{\n  readonly "a-b"?: string | null;\n  readonly list?: readonly (Nfs)[] | null;\n}',
  );
});

test('an operation that the chapter lacks is refused by name', () => {
  const chapter = { paths: {}, components: { schemas: {} } };
  expect(() => render('training', chapter, ['createNothing'])).toThrow(
    'operation createNothing is not in the chapter',
  );
});

test('query parameters become an object whose fields are refused when they are unknown', () => {
  const { responses, ...named } = { operationId: 'list', summary: '', 'x-section': '1', responses: {} };
  const parameters = [
    { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
    { in: 'query', name: 'name', required: true, schema: { type: 'string' } },
    { in: 'query', name: 'limit', schema: { type: 'integer', maximum: 50 } },
  ] as const;
  expect(compact(querySchema({ ...named, responses, parameters }), same)).toEqual({
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, limit: { type: 'integer', maximum: 50 } },
    additionalProperties: false,
  });
});

const string = { type: 'string' };

test('fields get camelCase names; odd spellings stay on the wire; a list points to the schema of its elements', () => {
  const schemas = {
    inner: { type: 'object', properties: { a: string } },
    free: { type: 'object' },
    outer: {
      type: 'object',
      properties: {
        obs_url: string,
        peerVpclId: string,
        items: { type: 'array', items: { $ref: '#/c/inner' } },
        free_form: { $ref: '#/c/free' },
      },
    },
  };
  expect(fieldsOf('outer', schemas)).toEqual({
    obsUrl: ['obs_url'],
    peerVpcId: ['peerVpclId'],
    items: ['items', 'Inner'],
    freeForm: ['free_form'],
  });
});

test('two fields that would get one name are refused by name', () => {
  const schemas = { outer: { type: 'object', properties: { obs_url: string, obsUrl: string } } };
  expect(() => fieldsOf('outer', schemas)).toThrow('outer: obs_url and obsUrl would both be called obsUrl');
});

test('a body whose schema has no name gets that of its operation', () => {
  const schema = { type: 'array', items: { $ref: '#/components/schemas/Step' } };
  const body = { content: { 'application/json': { schema } } };
  const operation = {
    ...{ operationId: 'patchService', summary: '', 'x-section': '9.1' },
    requestBody: body,
    responses: { 200: { content: {} }, 400: body },
  };
  const chapter = named({ paths: { '/a': { patch: operation } }, components: { schemas: { Step: sample } } });
  expect(chapter.components.schemas).toEqual({ Step: sample, PatchServiceRequest: schema });
  expect(chapter.paths['/a']!.patch).toEqual({
    ...operation,
    requestBody: {
      content: { 'application/json': { schema: { $ref: '#/components/schemas/PatchServiceRequest' } } },
    },
  });
});

test('a repair changes what it names, and one of what the chapter lacks is refused by name', () => {
  const schemas = { CreateModelRequest: { ...sample, required: ['a-b', 'list'] } };
  const { components } = repaired('model', { paths: {}, components: { schemas } });
  expect(components.schemas.CreateModelRequest).toEqual({
    ...sample,
    required: ['model_version', 'model_type', 'model_name'],
  });
  expect(() => repaired('model', { paths: {}, components: { schemas: {} } })).toThrow(
    'model has no schema CreateModelRequest',
  );
});
