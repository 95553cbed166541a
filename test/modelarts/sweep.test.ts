import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Page } from '../../operator/modelarts/pages.ts';
import { type ListPort, sweepPages } from '../../operator/modelarts/sweep.ts';
import { signal } from './server.ts';

type Item = { id: string };
type Reading = 'page' | 'item';
type Shape = { reading: Reading; total: 'all' | 'matching'; count: 'page' | 'matching'; cap: number };

/** `job-n` down to `job-1`: newest first. */
const newest = (n: number): Item[] => Array.from({ length: n }, (_, i) => ({ id: `job-${n - i}` }));

/** A list as a server answers it; `change` may change it before each page. */
function portOf(
  list: Item[],
  shape: Shape,
  change: (asked: number, list: Item[]) => Item[] = (_, same) => same,
) {
  let asked = 0;
  let current = list;
  const port: ListPort<Item> = {
    limit: 50,
    idOf: ({ id }) => id,
    isFinished: () => false,
    async fetchPage(offset): Promise<Page<Item>> {
      current = change(asked++, current);
      const size = Math.min(50, shape.cap);
      const from = shape.reading === 'page' ? offset * size : offset;
      const items = current.slice(from, from + size);
      const total = shape.total === 'all' ? current.length + 7 : current.length;
      return { items, total, count: shape.count === 'page' ? items.length : current.length, limit: size };
    },
  };
  return { port, asked: () => asked };
}

const shapes = fc.record<Shape>({
  reading: fc.constantFrom('page', 'item'),
  total: fc.constantFrom('all', 'matching'),
  count: fc.constantFrom('page', 'matching'),
  cap: fc.constantFrom(7, 20, 50),
});
const missed = (ids: ReadonlySet<string>, list: Item[]) => list.filter(({ id }) => !ids.has(id));

test('a list that stands still is read whole under every reading of offset, total and count', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 260 }), shapes, async (n, shape) => {
      const list = newest(n);
      const sweep = await sweepPages(portOf(list, shape).port, () => false, signal());
      expect([sweep.whole, sweep.steady, missed(sweep.ids, list)]).toEqual([true, true, []]);
      expect(sweep.ids.size).toBe(n);
    }),
    { numRuns: 300 },
  );
});

test('jobs that are added while a list is read hide none of those that were there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 101, max: 260 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 }),
      shapes.filter(({ cap }) => cap >= 20),
      async (n, added, shape) => {
        const list = newest(n);
        let made = 0;
        const add = (asked: number, now: Item[]) => {
          const few = Array.from({ length: asked === 0 ? 0 : (added[asked] ?? 0) }, () => ({
            id: `new-${made++}`,
          }));
          return [...few, ...now];
        };
        const sweep = await sweepPages(portOf(list, shape, add).port, () => false, signal());
        expect(missed(sweep.ids, list)).toEqual([]);
        expect(sweep.steady).toBe(made === 0);
      },
    ),
    { numRuns: 300 },
  );
});

test.each<Reading>(['page', 'item'])(
  'a job that is removed while a list is read makes it unsteady (%s reading)',
  async (reading) => {
    const shape: Shape = { reading, total: 'matching', count: 'matching', cap: 50 };
    const remove = (asked: number, now: Item[]) => (asked === 1 ? now.slice(1) : now);
    const sweep = await sweepPages(portOf(newest(150), shape, remove).port, () => false, signal());
    expect(sweep.steady).toBe(false);
  },
);

test('a sweep goes no further down than is enough, and is not whole then', async () => {
  const shape: Shape = { reading: 'page', total: 'matching', count: 'matching', cap: 50 };
  const { port, asked } = portOf(newest(200), shape);
  const sweep = await sweepPages(port, (ids) => ids.has('job-120'), signal());
  expect([asked(), sweep.whole]).toEqual([2, false]);
});

test('a server that ignores offset is given up', async () => {
  const items = newest(50);
  let asked = 0;
  const fetchPage = async (): Promise<Page<Item>> => {
    asked++;
    return { items, total: 500, count: 500, limit: 50 };
  };
  const port: ListPort<Item> = { limit: 50, idOf: ({ id }) => id, isFinished: () => false, fetchPage };
  expect(await sweepPages(port, () => false, signal())).toMatchObject({ whole: false, steady: false });
  expect(asked).toBe(3);
});

test('a list whose pages end before its count is reached is not whole', async () => {
  const answers = [newest(50), []];
  const fetchPage = async (): Promise<Page<Item>> => ({
    items: answers.shift() ?? [],
    total: 500,
    count: 120,
    limit: 50,
  });
  const port: ListPort<Item> = { limit: 50, idOf: ({ id }) => id, isFinished: () => false, fetchPage };
  expect(await sweepPages(port, () => false, signal())).toMatchObject({ whole: false });
});
