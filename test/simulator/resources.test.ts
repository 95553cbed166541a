import { expect, test } from 'vitest';
import { Resources } from '../../operator/simulator/resources.ts';

test('a resource has a maker, a history and an end, and one of its kind and name can be made again', () => {
  const resources = new Resources();
  resources.add('image', 'i', 'same', 'bob', 0);
  resources.add('algorithm', 'a', 'same', 'ann', 1);
  resources.note('algorithm', 'a', 'update', 'bob', 2);
  expect(resources.live('algorithm')).toHaveLength(1);
  resources.note('algorithm', 'a', 'delete', 'ann', 3);
  resources.note('algorithm', 'nobody', 'delete', 'ann', 4);
  expect(resources.live('algorithm')).toEqual([]);
  resources.add('algorithm', 'b', 'same', 'ann', 5);
  expect(resources.live('algorithm')).toMatchObject([{ id: 'b' }]);
  expect(resources.ever.slice(0, 2)).toEqual([
    expect.objectContaining({ kind: 'image', history: [{ what: 'create', by: 'bob', at: 0 }] }),
    {
      ...{ kind: 'algorithm', id: 'a', name: 'same', user: 'ann', createdAt: 1 },
      history: [
        { what: 'create', by: 'ann', at: 1 },
        { what: 'update', by: 'bob', at: 2 },
        { what: 'delete', by: 'ann', at: 3 },
      ],
      deletedAt: 3,
      deletedBy: 'ann',
    },
  ]);
});
