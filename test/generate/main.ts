import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAPTERS } from './chapters.ts';
import type { Chapter } from './openapi.ts';
import { render } from './render.ts';

/**
 * The generated files by path, relative to the root of the repository.
 *
 * @param folder where the OpenAPI files of the extracted reference lie
 */
export function generate(folder: string): Map<string, string> {
  return new Map(
    Object.entries(CHAPTERS).map(([name, operations]) => {
      const chapter = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Chapter;
      return [`operator/modelarts/generated/${name}.gen.ts`, render(name, chapter, operations)];
    }),
  );
}

if (import.meta.main) {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: node test/generate/main.ts <folder with the OpenAPI files>');
  for (const [path, text] of generate(folder)) writeFileSync(join(import.meta.dirname, '../..', path), text);
}
