import { expect, test } from 'vitest';
import { FairQueue } from '../../operator/modelarts/fairQueue.ts';

const drain = (queue: FairQueue<string>) => {
  const order: (string | undefined)[] = [];
  while (queue.size > 0) order.push(queue.dequeue());
  return order;
};

test('an empty queue gives nothing', () => {
  expect(new FairQueue<string>().dequeue()).toBeUndefined();
});

test('a tenant that comes late has its turn before the second of a tenant that was served', () => {
  const queue = new FairQueue<string>();
  for (const run of ['a1', 'a2', 'a3']) queue.enqueue(run, { tenant: 'a' });
  expect(queue.dequeue()).toBe('a1');
  queue.enqueue('b1', { tenant: 'b' });
  expect(drain(queue)).toEqual(['a2', 'b1', 'a3']);
});

test('what is removed, by itself or by id, is not counted and never comes', () => {
  const queue = new FairQueue<string>();
  queue.enqueue('a1', { tenant: 'a', id: 'one' });
  queue.enqueue('b1', { tenant: 'b', priority: 1 });
  queue.enqueue('a2', { tenant: 'a' });
  queue.remove('one');
  queue.remove('b1');
  queue.remove('never-there');
  expect(queue.size).toBe(1);
  expect(drain(queue)).toEqual(['a2']);
});

test('a changed priority counts, and the waiting of a priority can be listed', () => {
  const queue = new FairQueue<string>();
  queue.enqueue('a1', { tenant: 'a' });
  queue.enqueue('b1', { tenant: 'b', id: 'urgent' });
  queue.setPriority('urgent', 5);
  expect(queue.filter({ priority: 0 })).toEqual(['a1']);
  expect(queue.filter({ priority: 5 })).toEqual(['b1']);
  expect(drain(queue)).toEqual(['b1', 'a1']);
});
