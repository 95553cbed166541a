import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { argocdConfig, FILE } from './argocd.ts';

test(`${FILE} is what health.lua says (else: npm run generate:argocd)`, () => {
  expect(readFileSync(join(import.meta.dirname, '../..', FILE), 'utf8')).toBe(argocdConfig());
});
