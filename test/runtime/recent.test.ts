import { expect, test } from 'vitest';
import { Recent } from '../../operator/runtime/recent.ts';

test('what was set longest ago is forgotten first, and setting makes new', () => {
  const recent = new Recent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.set('a', 3);
  recent.set('c', 4);
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([3, undefined, 4]);
});
