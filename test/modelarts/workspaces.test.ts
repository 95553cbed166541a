import { expect, test } from 'vitest';
import { strayIn } from '../../operator/modelarts/workspaces.ts';

test.each([
  ['nothing', [], undefined],
  ['the same workspace, or none', [{ workspaceId: '0' }, {}], undefined],
  ['another one', [{ workspaceId: '0' }, { workspaceId: 'w-1' }], /workspace "w-1" instead of "0"/],
])('of a list that shows %s is said what is wrong', (_, items, expected) => {
  if (expected) expect(strayIn(items, '0')).toMatch(expected);
  else expect(strayIn(items, '0')).toBeUndefined();
});
