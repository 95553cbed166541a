import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reference } from './reference.ts';

const root = join(import.meta.dirname, '../..');
const pages = reference();

test.each([...pages])('%s is what the CRD says (else: npm run generate:reference)', (path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('there is no page of a kind that is gone', () => {
  expect(globSync('crds/reference/*.md', { cwd: root }).sort()).toEqual([...pages.keys()].sort());
});
