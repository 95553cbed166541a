import { expect, test } from 'vitest';
import { isManagedElsewhere } from '../../operator/runtime/expire.ts';
import type { Metadata } from '../../operator/runtime/object.ts';
import { thing } from './objects.ts';

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
