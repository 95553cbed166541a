import { expect, test } from 'vitest';
import type { CommonStatus, Condition, Resource } from '../../operator/runtime/object.ts';
import { byPhase, byReason, longestStalled, REASONS, STALLED } from '../../operator/runtime/objectMetrics.ts';
import { thing } from './objects.ts';

const of = (kind: string, ...objects: Resource[]) => ({
  kind,
  objects: () => objects,
  phases: ['Running', 'Completed'],
});

const inPhase = (phase: string) => thing({}, { conditions: [], phase } as CommonStatus);

const condition = (type: string, reason: string, since = '2026-01-01T00:00:00Z'): Condition => ({
  ...{ type, status: 'True', reason, message: '' },
  ...{ observedGeneration: 1, lastTransitionTime: since },
});

const stalled = (name: string, reason: string, since?: string, ...more: Condition[]) =>
  thing({ name }, { conditions: [condition('Stalled', reason, since), ...more] } as CommonStatus);

test('objects are counted by phase: words that a kind does not name are other, objects without one none', () => {
  const objects = ['Running', 'Running', 'Dreaming', 'Sleeping', ''].map(inPhase);
  expect(byPhase(of('Thing', ...objects, thing()))).toEqual([
    { labels: { kind: 'Thing', phase: 'Running' }, value: 2 },
    { labels: { kind: 'Thing', phase: 'other' }, value: 2 },
    { labels: { kind: 'Thing', phase: 'none' }, value: 2 },
  ]);
});

test('stalled objects are counted by reason; those that have ended are not among them', () => {
  const ended = stalled('d', 'StepFailed', undefined, condition('Failed', 'StepFailed'));
  const objects = [stalled('a', 'Quota'), stalled('b', 'Denied'), stalled('c', 'Quota'), ended, thing()];
  expect(byReason(of('Thing', ...objects))).toEqual([
    { labels: { kind: 'Thing', reason: 'Quota' }, value: 2 },
    { labels: { kind: 'Thing', reason: 'Denied' }, value: 1 },
  ]);
  expect(longestStalled([of('Thing', ...objects)])).toHaveLength(3);
});

test('more reasons than are named are Other together, the rarest ones', () => {
  const reasons = Array.from({ length: REASONS + 5 }, (_, index) => `Reason${index}`);
  const objects = reasons.map((reason) => stalled(reason, reason));
  const counts = byReason(of('Thing', ...objects, stalled('again', 'Reason44')));
  expect(counts).toHaveLength(REASONS + 1);
  expect(counts[0]).toEqual({ labels: { kind: 'Thing', reason: 'Reason44' }, value: 2 });
  expect(counts.at(-1)).toEqual({ labels: { kind: 'Thing', reason: 'Other' }, value: 5 });
});

test('a stalled object is named with kind, namespace, name and reason', () => {
  expect(longestStalled([of('Thing', stalled('a', 'Quota'))])).toEqual([
    { labels: { kind: 'Thing', namespace: 'ml', name: 'a', reason: 'Quota' }, value: 1 },
  ]);
});

test('no more are named than the limit, of all kinds together: those that have been stalled for longest', () => {
  const many = Array.from({ length: STALLED }, (_, index) =>
    stalled(`new-${index}`, 'Quota', '2026-02-01T00:00:00Z'),
  );
  const old = stalled('old', 'Quota', '2026-01-01T00:00:00Z');
  const named = longestStalled([of('Thing', ...many), of('Other', old)]);
  expect(named).toHaveLength(STALLED);
  expect(named[0]?.labels).toMatchObject({ kind: 'Other', name: 'old' });
});
