import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAPTERS } from './chapters.ts';
import { renderExamples } from './examples.ts';
import { named } from './named.ts';
import type { Chapter } from './openapi.ts';
import { type Permissions, renderPermissions } from './permissions.ts';
import { render } from './render.ts';
import { repaired } from './repairs.ts';
import { renderWire } from './wire.ts';

const root = join(import.meta.dirname, '../..');

/** Where the OpenAPI files of the extracted reference are looked for. */
export const FOLDER = process.env.MODELARTS_API_DIR ?? join(root, '../shared/modelarts-api');

/**
 * The generated files by path, relative to the root of the repository.
 *
 * @param folder where the OpenAPI files of the extracted reference lie
 */
export function generate(folder: string): Map<string, string> {
  const chapters = new Map(
    Object.keys(CHAPTERS).map((name) => {
      const file = readFileSync(join(folder, `${name}.json`), 'utf8');
      return [name, named(repaired(name, JSON.parse(file) as Chapter))] as const;
    }),
  );
  const permissions = JSON.parse(readFileSync(join(folder, 'permissions.json'), 'utf8')) as Permissions;
  return new Map([
    ['operator/modelarts/generated/permissions.gen.ts', renderPermissions(permissions, chapters)],
    ...Object.entries(CHAPTERS).flatMap(([name, operations]) => {
      const chapter = chapters.get(name) as Chapter;
      return [
        [`operator/modelarts/generated/${name}.gen.ts`, render(name, chapter, operations)],
        [`operator/modelarts/generated/${name}Wire.gen.ts`, renderWire(name, chapter, operations)],
        [`test/simulator/${name}Examples.gen.ts`, renderExamples(name, chapter, operations)],
      ] as const;
    }),
  ]);
}

if (import.meta.main) {
  const [, , folder = FOLDER] = process.argv;
  for (const [path, text] of generate(folder)) writeFileSync(join(root, path), text);
}
