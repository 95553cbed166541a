import { expect, test } from 'vitest';
import type { PassContext } from '../../operator/runtime/context.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { Resource } from '../../operator/runtime/object.ts';
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
  return { pass, acts, asked, memories, patches: () => patches };
}

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
