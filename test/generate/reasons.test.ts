import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloudReasons, FILE, reasonsPage } from './reasons.ts';

const root = join(import.meta.dirname, '../..');

test(`${FILE} is what the table of error codes says (else: npm run generate:reasons)`, () => {
  expect(readFileSync(join(root, FILE), 'utf8')).toBe(reasonsPage());
});

test('no reason that the client gives is missing', () => {
  const given = globSync('operator/modelarts/*.ts', { cwd: root })
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/reason: '([A-Z]\w+)'/g)])
    .map(([, reason = '']) => reason);
  const known = cloudReasons();
  expect(given.filter((reason) => !known.has(reason))).toEqual([]);
});
