import { describe, expect, test } from 'vitest';
import { expirePass, isManagedElsewhere } from '../../operator/runtime/expire.ts';
import type { Metadata } from '../../operator/runtime/object.ts';
import type { HandTime } from './handTime.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, runOf } from './passes.ts';

test.each<[string, Partial<Metadata>, boolean]>([
  ['nobody', {}, false],
  ['kubectl', { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } }, false],
  ['Argo CD by annotation', { annotations: { 'argocd.argoproj.io/tracking-id': 'app:g/K:ml/x' } }, true],
  ['Argo CD by its usual label', { labels: { 'app.kubernetes.io/instance': 'app' } }, true],
  ['Argo CD by its other label', { labels: { 'argocd.argoproj.io/instance': 'app' } }, true],
  ['a Kustomization of Flux', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'app' } }, true],
  ['a HelmRelease of Flux', { labels: { 'helm.toolkit.fluxcd.io/name': 'app' } }, true],
  ['Helm', { annotations: { 'meta.helm.sh/release-name': 'app' } }, true],
])('an object managed by %s', (_who, metadata, managed) => {
  expect(isManagedElsewhere(thing(metadata))).toBe(managed);
});

describe('an object at its end', () => {
  const ended = thing(
    {},
    {
      observedGeneration: 1,
      conditions: [
        {
          type: 'Complete',
          status: 'True',
          reason: 'Completed',
          message: '',
          lastTransitionTime: '2026-01-01T00:00:00Z',
        },
      ],
    },
  );

  /** What is deleted, and when to look again, when it is kept for a minute and the clock stands at `atMs`. */
  async function expired(atMs: number, spec: object = {}, readOnly = false) {
    const removed: unknown[] = [];
    const object = { ...ended, spec };
    const context = contextOf(object, { remove: async (_type, key) => void removed.push(key.name) });
    await (context.time as HandTime).advance(atMs);
    const next = await expirePass(
      runOf(kindOf([], { keptMs: () => 60_000 }), object, { ...context, readOnly }),
    );
    return { removed, next };
  }

  test('is kept for its time, and then deleted', async () => {
    expect(await expired(59_000)).toEqual({ removed: [], next: { recheckMs: 1_000 } });
    expect(await expired(60_000)).toEqual({ removed: ['resnet'], next: undefined });
  });

  test.each<[string, object, boolean]>([
    ['that is protected', { deletionProtection: true }, false],
    ['is left alone by an operator that only looks, one', {}, true],
  ])('%s is not deleted', async (_sentence, spec, readOnly) => {
    expect(await expired(60_000, spec, readOnly)).toEqual({ removed: [], next: undefined });
  });
});
