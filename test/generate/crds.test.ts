import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chartFiles } from './chart.ts';
import { specTypes } from './crds.ts';

test.each([...specTypes()])('%s is what the CRD says (else: npm run generate:crds)', (path, text) => {
  expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(text);
});

test.each([...chartFiles()])('%s is a copy (else: npm run generate:crds)', (path, text) => {
  expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(text);
});
