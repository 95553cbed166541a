import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { compact } from '../../generate/compact.ts';
import { FOLDER } from '../../generate/main.ts';
import { type Chapter, routes, success } from '../../generate/openapi.ts';
import { EXAMPLES, type Id, OPERATIONS, play } from './playExample.ts';

test.each(EXAMPLES)('the example of $section, $operation, is accepted', async (example) => {
  const { status, text, call } = await play(example);
  expect(status, text).toBe(OPERATIONS[example.operation as Id].successStatus);
  expect(call).toMatchObject({ operation: example.operation, status });
});

test('the request lines of the examples are those of the URI lines', () => {
  for (const { operation, line } of EXAMPLES) {
    if (line === '' || line.startsWith('/') || operation === 'deleteService') continue;
    const { method, path } = OPERATIONS[operation as Id];
    expect(line).toBe(`${method} ${path}`);
  }
});

/** Where answers are other than their tables: field, what the table has, and why. */
const DEVIATIONS: Readonly<Record<string, string>> = {
  '.labels_map.labels string': 'a list in the words of 7.4 and in its example',
  '.update_time string': 'a number in the examples of 9.1 and 9.9 (service.updateTime)',
  '.resource_ids string': 'a list in the example of 9.1',
};

const files = ['model', 'service'].map((name) => join(FOLDER, `${name}.json`));

if (files.every(existsSync)) {
  const chapters = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Chapter);
  const same = (name: string) => name;

  const deviationsOf = (id: string, text: string): string[] => {
    const chapter = chapters[/Model/.test(id) ? 0 : 1] as Chapter;
    const defs = Object.entries(chapter.components.schemas).map(([name, one]) => [name, compact(one, same)]);
    const { schema } = success(routes(chapter, [id])[0]!.operation);
    if (schema === null) return text === '' || text === '{}' ? [] : [`a body of ${id}`];
    const ajv = new Ajv2020({ strictTypes: false, allErrors: true });
    const validate = ajv.compile({ $defs: Object.fromEntries(defs), $ref: `#/$defs/${schema}` });
    validate(JSON.parse(text));
    return (validate.errors ?? []).map(({ instancePath, keyword, params }) => {
      const at = instancePath.replaceAll(/\/\d+/g, '[]').replaceAll('/', '.');
      return `${at} ${params.additionalProperty ?? params.type ?? keyword}`;
    });
  };

  test('the answers have the fields and types of their tables, but for the exceptions listed', async () => {
    const found = new Set<string>();
    for (const example of EXAMPLES)
      for (const one of deviationsOf(example.operation, (await play(example)).text)) found.add(one);
    expect([...found].sort()).toEqual(Object.keys(DEVIATIONS).sort());
  });
} else {
  test.skip('answers have the shapes of their tables (skipped: no OpenAPI files, set MODELARTS_API_DIR)', () => {});
}
