import { beforeEach, expect, test } from 'vitest';
import { BY_REMOTE_ID, remoteIds } from '../../operator/runtime/holder.ts';
import { markerOf, ownerOf, remoteName } from '../../operator/runtime/identity.ts';
import type { Remote } from '../../operator/runtime/kind.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import { REMOTE_ID } from '../../operator/runtime/object.ts';
import { BY_OWNER, ownersIn, remoteSink } from '../../operator/runtime/remotes.ts';
import { Store } from '../../operator/runtime/store.ts';
import { HandTime } from './handTime.ts';
import { thing } from './objects.ts';

const CLUSTER = 'cluster-1';
const bound = thing({
  annotations: { [REMOTE_ID]: JSON.stringify({ id: 'job-2', attempt: 2, uid: 'uid-1' }) },
});
const owner = ownerOf(CLUSTER, bound.metadata);
const named = (id: string, attempt: number): Remote => ({
  id,
  name: remoteName('resnet', owner, attempt, 63),
  markedText: '',
});

let store: Store;
let memories: Memories;
let asked: string[];
let time: HandTime;
beforeEach(() => {
  store = new Store({ [BY_REMOTE_ID]: remoteIds, [BY_OWNER]: ownersIn(CLUSTER) });
  memories = new Memories(new Set());
  asked = [];
  time = new HandTime();
});
const ask = (key: string) => void asked.push(key);
const sink = () => remoteSink({ clusterId: CLUSTER, store, memories, ask, time });
const twins = () => memories.of('ml/resnet', 'uid-1').twins;

test('a change in a list asks for a pass over the object that holds the id, and tells when there is none', () => {
  store.put(bound);
  expect([sink().changed('job-2'), sink().changed('job-3')]).toEqual([true, false]);
  expect(asked).toEqual(['ml/resnet']);
});

test('what a list shows is remembered with the time at which it was shown first', async () => {
  store.put(bound);
  await time.advance(5);
  sink().changed('job-2');
  await time.advance(5);
  sink().changed('job-2');
  expect(memories.of('ml/resnet', 'uid-1').shownMs).toBe(5);
});

test.each<[string, Remote]>([
  ['a generated name of the same attempt', named('job-3', 2)],
  [
    'a chosen name with our marker of that attempt',
    { id: 'job-3', name: 'x', markedText: markerOf(owner, 2) },
  ],
])('a second one under %s is a twin; it is told once', (_sentence, remote) => {
  store.put(bound);
  sink().seen([named('job-2', 2), remote]);
  sink().seen([named('job-2', 2), remote]);
  expect(twins()).toEqual(['job-3']);
  expect(asked).toEqual(['ml/resnet']);
});

test.each<[string, Remote]>([
  ['the followed one itself', named('job-2', 2)],
  ['an earlier attempt', named('job-1', 1)],
  ['a later attempt, which a create may just have made', named('job-3', 3)],
  ['one of another object', { id: 'job-3', name: 'resnet-00000000-2', markedText: '' }],
  [
    'one of an older object of the same name',
    { id: 'job-3', name: 'x', markedText: ownerOf(CLUSTER, { ...bound.metadata, uid: 'uid-0' }).marker },
  ],
])('%s is no twin', (_sentence, remote) => {
  store.put(bound);
  sink().seen([remote]);
  expect(twins()).toEqual([]);
});

test('what is known to be gone is no twin, though a list still shows it', () => {
  store.put(bound);
  memories.of('ml/resnet', 'uid-1').gone.push('job-3');
  sink().seen([named('job-3', 2)]);
  expect(twins()).toEqual([]);
});

test('of an object without an id nothing is a twin: its create may be the one that is seen', () => {
  store.put(thing());
  sink().seen([named('job-1', 1)]);
  expect(twins()).toEqual([]);
});

test('another version is no twin, whatever its name says', () => {
  store.put(bound);
  const versions = { field: 'spec.version', of: () => '1' };
  const seen = ['1', '2'].map((version) => ({ ...named(`job-of-${version}`, 2), version }));
  remoteSink({ clusterId: CLUSTER, store, memories, ask, time, versions }).seen(seen);
  expect(twins()).toEqual(['job-of-1']);
});
