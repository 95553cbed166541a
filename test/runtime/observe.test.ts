import { expect, test } from 'vitest';
import type { AnyVerdict } from '../../operator/runtime/context.ts';
import type { News } from '../../operator/runtime/kind.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import { FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, sessionOf, writesTo } from './passes.ts';

test('drift of what is only observed is told once for each difference, and nothing is sent', async () => {
  const note = JSON.stringify({ id: 'pool-1', attempt: 1, uid: 'uid-1' });
  const object = {
    ...thing({ finalizers: [FINALIZER], annotations: { [REMOTE_ID]: note } }),
    spec: { managementPolicy: 'Observe' },
  };
  const told: News[] = [];
  const context = {
    ...contextOf(object, writesTo(object)),
    tell: (_: unknown, news: News) => told.push(news),
  };
  let count = 12;
  const session = sessionOf([], {
    read: async () => ({ id: 'pool-1', name: 'n', markedText: String(count) }),
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    plan: (_object, { markedText }): AnyVerdict =>
      markedText === '8'
        ? { step: 'settled' }
        : { step: 'act', action: 'set back', because: `${markedText} nodes in ModelArts, 8 wanted` },
  });
  const memories = new Memories(new Set());
  for (count of [12, 12, 10, 8, 10])
    await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal);
  const left = 'left as it is, as spec.managementPolicy is Observe';
  expect(told).toEqual(
    ['12', '10', '10'].map((there) => ({
      type: 'Normal',
      reason: 'DriftObserved',
      message: `${there} nodes in ModelArts, 8 wanted; ${left}`,
    })),
  );
});
