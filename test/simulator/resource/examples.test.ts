import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { compact } from '../../generate/compact.ts';
import { FOLDER } from '../../generate/main.ts';
import { type Chapter, routes, success } from '../../generate/openapi.ts';
import { EXAMPLES, IDS, type Id, OPERATIONS, play } from './playExample.ts';

test.each(IDS)('%s is answered as its section says', async (id) => {
  const { status, text, call } = await play(id);
  expect(status, text).toBe(200);
  expect(call).toMatchObject({ operation: id, status });
});

/** The lines of 10.8 and 10.19 are those of another section. */
const WRONG_LINES = ['listNetworks', 'getPoolStatistics'];

test('the request lines of the examples are those of the URI lines', () => {
  for (const { operation, line } of EXAMPLES) {
    if (line === '' || WRONG_LINES.includes(operation)) continue;
    const { method, path } = OPERATIONS[operation as keyof typeof OPERATIONS];
    expect(line).toBe(`${method} ${path}`);
  }
});

/** Where answers are other than their tables: field, what the table has, and why. */
const DEVIATIONS: Readonly<Record<string, string>> = {
  '.status.phase enum': 'the empty phase of the example of 10.7 (network.createPhase)',
  '.metadata deletionTimestamp': 'of a network in the example of 10.10',
  '.status.resources.available object': 'an array in every example (pool.resourcesShape)',
  '.status.resources.creating object': 'an array in every example (pool.resourcesShape)',
  '.status.resources.deleting object': 'an array in every example (pool.resourcesShape)',
  '.items[].status.resources.available object': 'an array in every example (pool.resourcesShape)',
  '.metrics[].dataPoints[].timestamp maximum':
    'milliseconds in the example of 10.18, an Integer in its table',
};

const files = ['resource', 'nodepool'].map((name) => join(FOLDER, `${name}.json`));

if (files.every(existsSync)) {
  const chapters = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Chapter);
  const same = (name: string) => name;

  const deviationsOf = (id: Id, text: string): string[] => {
    const chapter = chapters[id.includes('NodePool') ? 1 : 0] as Chapter;
    const defs = Object.entries(chapter.components.schemas).map(([name, one]) => [name, compact(one, same)]);
    const { schema } = success(routes(chapter, [id])[0]!.operation);
    if (schema === null) return text === '' ? [] : ['a body'];
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
    for (const id of IDS) for (const one of deviationsOf(id, (await play(id)).text)) found.add(one);
    expect([...found].sort()).toEqual(Object.keys(DEVIATIONS).sort());
  });
} else {
  test.skip('answers have the shapes of their tables (skipped: no OpenAPI files, set MODELARTS_API_DIR)', () => {});
}
