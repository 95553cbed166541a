import { expect, test } from 'vitest';
import { defaultBehaviours } from '../../operator/simulator/behaviours.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { Resources } from '../../operator/simulator/resources.ts';
import { trainingChapter } from '../../operator/simulator/training/chapter.ts';
import { emptyWorld } from '../../operator/simulator/training/world.ts';
import { jobRequest } from './caller.ts';

const COUNT = 20_000;

test('twenty thousand jobs are paged through to the end, each of them once', () => {
  const clock = manualClock(0);
  let made = 0;
  const world = emptyWorld({
    clock,
    wallClock: clock,
    durations: { creatingMs: 1, pendingMs: 1, runningMs: 1, terminatingMs: 1, savingMs: 1 },
    scale: 1,
    behaviours: defaultBehaviours(),
    resources: new Resources(),
    outcomes: [],
    linkKey: 'key',
    dedicated: { check() {}, place() {}, settle() {} },
    newId: () => `job-${made++}`,
  });
  const { routes } = trainingChapter(world);
  const run = (operation: string, body: unknown) => {
    const route = routes.find(({ id }) => id === operation)!;
    const caller = { name: 'me', id: 'me' };
    const query = new URLSearchParams();
    return route.handle({ params: {}, query, headers: {}, body, caller, touched: {} }).body;
  };
  for (let index = 0; index < COUNT; index++) run('createTrainingJob', jobRequest(`name-${index}`));
  type Page = { total: number; items: { metadata: { id: string } }[] };
  const seen = new Set<string>();
  for (let offset = 0; offset < COUNT / 50; offset++) {
    const page = run('searchTrainingJobs', { limit: 50, offset }) as Page;
    expect(page.total).toBe(COUNT);
    for (const { metadata } of page.items) seen.add(metadata.id);
  }
  expect(seen.size).toBe(COUNT);
});
