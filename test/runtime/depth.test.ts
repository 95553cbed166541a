import { expect, test } from 'vitest';
import { isTooDeep } from '../../operator/runtime/depth.ts';

const nested = (depth: number, wrap: (inner: unknown) => unknown) => {
  let value: unknown = null;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};

test.each([
  ['lists', (inner: unknown) => ['x', inner]],
  ['objects', (inner: unknown) => ({ a: 1, inner })],
])('%s in one another are too deep from 201 on, and no depth is too much to tell so', (_what, wrap) => {
  expect([200, 201, 100_000].map((depth) => isTooDeep(nested(depth, wrap)))).toEqual([false, true, true]);
});

test('texts, numbers and nothing are not deep', () => {
  expect(['a'.repeat(1_000), 1, null, undefined].map((value) => isTooDeep(value))).toEqual([
    ...[false, false, false, false],
  ]);
});
