import { expect, test } from 'vitest';
import { guide } from './guide.ts';
import { ownReasons } from './reasons.ts';

const runbook = guide().slice(guide().indexOf('## Runbook'));
const named = new Set([...runbook.matchAll(/`([A-Z][A-Za-z]+)`/g)].map(([, name]) => name));
/** Not reasons but types of conditions. */
const TYPES = ['Stalled', 'Failed'];

test('the runbook has every reason that the operator gives by itself', () => {
  const { reasons, unknown } = ownReasons();
  expect(unknown).toEqual([]);
  expect(reasons.filter((reason) => !named.has(reason))).toEqual([]);
});

test('the runbook has no reason that is none', () => {
  const { reasons } = ownReasons();
  expect([...named].filter((name = '') => !reasons.includes(name) && !TYPES.includes(name))).toEqual([]);
});
