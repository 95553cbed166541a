import { describe, expect, test } from 'vitest';
import type { PassContext } from '../../operator/runtime/context.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import { REMOTE_ID, type Resource } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import type { PatchOperation } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
import { parseSelector } from '../../operator/runtime/selector.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, sessionOf } from './passes.ts';

const signal = new AbortController().signal;

/** What the API server answers to the intent: the object with it, one version later. */
function withIntent(object: Resource, patch: readonly PatchOperation[]): Resource {
  const add = (suffix: string) => patch.find((one) => one.op === 'add' && one.path.endsWith(suffix));
  const intent = add('create-intent');
  const annotations = {
    'modelarts.huaweicloud.com/create-intent': intent && 'value' in intent ? String(intent.value) : '',
  };
  const finalizers = ['modelarts.huaweicloud.com/finalizer'];
  return { ...object, metadata: { ...object.metadata, resourceVersion: '2', annotations, finalizers } };
}

/** A world with one object, whose intent is taken and whose id cannot be written: it vanishes from the watch just then. */
function vanishing(left: Partial<PassContext> = {}, there?: Resource) {
  const object = thing();
  const job = { id: 'job-1', name: 'resnet-1', markedText: '' };
  const acts: unknown[] = [];
  const asked: string[] = [];
  let exists = true;
  const session = sessionOf([], {
    create: async () => job,
    read: async () => {
      if (!exists) throw new Error('not found');
      return job;
    },
    act: async (action) => {
      acts.push(action);
      exists = false;
      return {};
    },
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    validate: () => [],
    planDelete: () => ({ step: 'act', action: { type: 'delete' }, because: 'the object is deleted' }),
    deletes: () => true,
    fault: () => ({ outcome: 'not-found', reason: 'NotFound', message: 'not found', needsPerson: false }),
  });
  let patches = 0;
  const context: PassContext = {
    ...contextOf(object, {
      patchMetadata: async (_type, _key, patch) => {
        patches += 1;
        if (patches === 1) return withIntent(object, patch);
        context.store.remove(object);
        throw new ApiError('not-found', 'the object is gone');
      },
      async list(_type, { namespace, fieldSelector }) {
        asked.push(`${namespace}: ${fieldSelector}`);
        return { items: there ? [there] : [], resourceVersion: '' };
      },
    }),
    ...left,
  };
  const memories = new Memories(new Set());
  const pass = () => managedPass(kind, context, memories, 'ml/resnet', signal);
  return { pass, acts, asked, memories, context, patches: () => patches };
}

describe('an object that the API server removes although our finalizer was put on it', () => {
  const finalizers = ['modelarts.huaweicloud.com/finalizer'];
  const owner = { [REMOTE_ID]: JSON.stringify({ id: 'job-1', uid: 'uid-1', attempt: 1 }) };
  const bound = thing({ resourceVersion: '3', finalizers, annotations: owner });

  test.each<[string, Resource, unknown[]]>([
    ['is looked for in the cloud, also if its id was written before', bound, [{ type: 'delete' }]],
    [
      'is left alone if its deletion was marked: its finalizer was lifted in order',
      thing({ ...bound.metadata, deletionTimestamp: '2026-10-01T00:00:00Z' }),
      [],
    ],
    ['is left alone if somebody stripped the finalizer', thing({ ...bound.metadata, finalizers: [] }), []],
    ['is left alone if it is another one than was worked on', thing({ ...bound.metadata, uid: 'uid-2' }), []],
  ])('%s', async (_sentence, last, expected) => {
    const { pass, acts, memories, context } = vanishing();
    memories.of('ml/resnet', 'uid-1');
    context.store.remove(thing());
    memories.vanished('ml/resnet', last);
    for (let count = 0; count < 5; count += 1) await pass();
    expect(acts).toEqual(expected);
    expect(memories.ghosts('ml/resnet')).toEqual([]);
  });
});

test('what was created for an object that vanished in the same moment is deleted', async () => {
  const { pass, acts, asked, memories, patches } = vanishing();
  await pass();
  expect(acts).toEqual([]);
  for (let count = 0; count < 4; count += 1) await pass();
  expect([acts, asked]).toEqual([[{ type: 'delete' }], []]);
  expect(memories.ghosts('ml/resnet')).toEqual([]);
  expect(patches()).toBe(2);
});

const selector = parseSelector('team=vision');

test('one that may only have changed its labels is read by its name, and its job is left alone while it exists', async () => {
  const { pass, acts, asked, memories } = vanishing({ selector }, thing({ resourceVersion: '20' }));
  for (let count = 0; count < 5; count += 1) await pass();
  expect([acts, asked]).toEqual([[], Array(4).fill('ml: metadata.name=resnet')]);
  expect(memories.ghosts('ml/resnet')).toEqual([]);
  expect(memories.of('ml/resnet', 'uid-1')).toMatchObject({ bornInTerm: false, intended: true });
});

test.each<[string, Resource | undefined]>([
  ['nothing has its name', undefined],
  ['another one has its name', thing({ uid: 'uid-2' })],
])('where labels select, it is gone when %s: then its job is deleted', async (_sentence, there) => {
  const { pass, acts } = vanishing({ selector }, there);
  for (let count = 0; count < 5; count += 1) await pass();
  expect(acts).toEqual([{ type: 'delete' }]);
});
