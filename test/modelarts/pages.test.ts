import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Page, readPages } from '../../operator/modelarts/pages.ts';

type Item = { id: string };
type Reading = 'page' | 'item';
type Shape = { reading: Reading; total: 'all' | 'matching'; count: 'page' | 'matching'; cap: number };

const items = (n: number): Item[] => Array.from({ length: n }, (_, i) => ({ id: `job-${i}` }));

/** A list as a server answers it, with `others` jobs that do not match. */
const server = (list: Item[], others: number, shape: Shape) => (limit: number) => (offset: number) => {
  const size = Math.min(limit, shape.cap);
  const from = shape.reading === 'page' ? offset * size : offset;
  const page = list.slice(from, from + size);
  const answer: Page<Item> = {
    items: page,
    total: shape.total === 'all' ? list.length + others : list.length,
    count: shape.count === 'page' ? page.length : list.length,
    limit: size,
  };
  return Promise.resolve(answer);
};

const shapes = fc.record<Shape>({
  reading: fc.constantFrom('page', 'item'),
  total: fc.constantFrom('all', 'matching'),
  count: fc.constantFrom('page', 'matching'),
  cap: fc.constantFrom(1, 2, 7, 20, 50),
});

test('a list that stands still is read whole, each item once, under every reading of offset, total and count', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 260 }),
      fc.integer({ min: 0, max: 500 }),
      shapes,
      async (n, others, shape) => {
        const list = items(n);
        expect(await readPages(server(list, others, shape)(50), 50)).toEqual(list);
      },
    ),
    { numRuns: 500 },
  );
});

test.each<[n: number, reading: Reading, total: Shape['total'], requests: number]>([
  [0, 'page', 'all', 1],
  [49, 'page', 'all', 1],
  [50, 'page', 'all', 2],
  [50, 'page', 'matching', 1],
  [50, 'item', 'all', 2],
  [51, 'item', 'all', 3],
  [120, 'page', 'all', 3],
  [120, 'item', 'all', 4],
])(
  '%i jobs under the %s reading, total counting %s, take %i requests',
  async (n, reading, total, requests) => {
    let asked = 0;
    const fetchPage = server(items(n), 1000, { reading, total, count: 'page', cap: 50 })(50);
    await readPages((offset) => {
      asked++;
      return fetchPage(offset);
    }, 50);
    expect(asked).toBe(requests);
  },
);

test('a page that is shorter than it says ends nothing while its count says that more match', async () => {
  const list = items(65);
  const page = (offset: number): Promise<Page<Item>> =>
    Promise.resolve({ items: list.slice(offset * 20, offset * 20 + 20), total: 500, count: 65, limit: 50 });
  expect(await readPages(page, 50)).toEqual(list);
});

const MATCHING: Shape = { reading: 'page', total: 'matching', count: 'page', cap: 50 };

test.each<[string, (round: number, list: Item[]) => Item[]]>([
  ['a job is deleted from a page that was read', (round, list) => (round > 0 ? list.slice(1) : list)],
  ['a job is added in front', (round, list) => (round > 0 ? [{ id: 'new' }, ...list] : list)],
  ['jobs are reordered', (round, list) => (round > 0 ? [...list.slice(30), ...list.slice(0, 30)] : list)],
])('a list is not believed when %s between two pages', async (_, change) => {
  for (const reading of ['page', 'item'] as const) {
    let round = 0;
    const shape = { ...MATCHING, reading };
    const outcome = await readPages(
      (offset) => server(change(round++, items(120)), 0, shape)(50)(offset),
      50,
    );
    expect(outcome).toBeUndefined();
  }
});

test('a server that ignores offset is noticed at the third page', async () => {
  let asked = 0;
  const fetchPage = server(items(120), 0, MATCHING)(50);
  const outcome = await readPages(() => {
    asked++;
    return fetchPage(0);
  }, 50);
  expect([outcome, asked]).toEqual([undefined, 3]);
});

test('a list whose pages end before its count is reached is not believed', async () => {
  const page = (list: Item[]): Page<Item> => ({ items: list, total: 500, count: 120, limit: 50 });
  const answers = [items(50), []];
  expect(await readPages(async () => page(answers.shift() ?? []), 50)).toBeUndefined();
});

test('a list that never ends is given up', async () => {
  const endless = (offset: number): Promise<Page<Item>> =>
    Promise.resolve({ items: [{ id: `job-${offset}` }], total: undefined, count: undefined, limit: 1 });
  expect(await readPages(endless, 1)).toBeUndefined();
});
