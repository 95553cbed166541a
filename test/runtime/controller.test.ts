import { expect, test } from 'vitest';
import type { PassContext } from '../../operator/runtime/context.ts';
import type { Controller } from '../../operator/runtime/controller.ts';
import { runControllers } from '../../operator/runtime/controller.ts';
import type { Next } from '../../operator/runtime/queue.ts';
import { SecretWatches } from '../../operator/runtime/secrets.ts';
import { Store } from '../../operator/runtime/store.ts';
import { Vitals } from '../../operator/runtime/vitals.ts';
import { HandTime } from './handTime.ts';
import { TYPE, thing } from './objects.ts';
import { contextOf } from './passes.ts';

/** One term in which one object is passed over once by `pass`; what the metrics then say of how passes ended. */
async function results(pass: (context: PassContext) => Promise<Next>, holds = true): Promise<string[]> {
  const stop = new AbortController();
  const passed = Promise.withResolvers<void>();
  const context = contextOf(thing(), {
    list: async () => ({ items: [thing()], resourceVersion: '10' }),
    async *watch(_type, _query, signal) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  const vitals = new Vitals(context.time);
  const controller: Controller = {
    type: TYPE,
    store: new Store(),
    pass: (own) => pass(own).finally(passed.resolve),
  };
  const term = { ...context.term, holds: () => holds, signal: stop.signal };
  const { cluster, time } = context;
  const secrets = new SecretWatches({ cluster, time, failed: () => {}, signal: stop.signal });
  const running = runControllers(
    [controller],
    { ...context, secrets, configMaps: secrets, term, vitals: vitals.term(), concurrency: 1, holdMs: 0 },
    () => {},
  );
  await passed.promise;
  stop.abort();
  await running;
  const text = await vitals.metrics.registry.metrics();
  return [...text.matchAll(/reconcile_total\{kind="Thing",result="(\w+)"\} 1/g)].map(
    ([, word]) => word ?? '',
  );
}

test.each<[string, (context: PassContext) => Promise<Next>, string]>([
  ['by its word', async ({ reconciled }) => void reconciled?.('wait'), 'wait'],
  [
    'by its last word',
    async ({ reconciled }) => {
      reconciled?.('settled');
      reconciled?.('act');
      return undefined;
    },
    'act',
  ],
  ['as settled where it says nothing', async () => undefined, 'settled'],
  ['as an error where it throws', () => Promise.reject(new Error('no')), 'error'],
])('a pass is counted once, %s', async (_sentence, pass, word) => {
  expect(await results(pass)).toEqual([word]);
});

test('a pass that throws because its term is over is counted as dropped', async () => {
  expect(await results(() => Promise.reject(new Error('no')), false)).toEqual(['dropped']);
});

test.each([
  ['while the lease holds: its time is over before', true, 100],
  ['that holds on, at once when the lease is lost', false, 60_000],
])('a term that ends gives up a pass %s', async (_sentence, holds, holdMs) => {
  const stop = new AbortController();
  const under = Promise.withResolvers<void>();
  const given: string[] = [];
  const context = contextOf(thing(), {
    list: async () => ({ items: [thing()], resourceVersion: '10' }),
    async *watch(_type, _query, signal) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  const controller: Controller = {
    type: TYPE,
    store: new Store(),
    pass: ({ hold }, _memories, _key, signal) =>
      new Promise((resolve) => {
        hold?.();
        signal.addEventListener('abort', () => {
          given.push('up');
          resolve(undefined);
        });
        under.resolve();
      }),
  };
  const time = new HandTime();
  const { cluster } = context;
  const term = { ...context.term, holds: () => holds, signal: stop.signal };
  const secrets = new SecretWatches({ cluster, time, failed: () => {}, signal: stop.signal });
  const vitals = new Vitals(time).term();
  const running = runControllers(
    [controller],
    { ...context, time, secrets, configMaps: secrets, term, vitals, concurrency: 1, holdMs },
    () => {},
  );
  await under.promise;
  stop.abort();
  if (holds) {
    await time.advance(holdMs - 1);
    expect(given).toEqual([]);
    await time.advance(51);
  }
  await running;
  expect(given).toEqual(['up']);
});
