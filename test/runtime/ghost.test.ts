import { expect, test } from 'vitest';
import { Memories } from '../../operator/runtime/memory.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import type { PatchOperation } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
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

test('what was created for an object that vanished in the same moment is deleted', async () => {
  const object = thing();
  const job = { id: 'job-1', name: 'resnet-1', markedText: '' };
  const acts: unknown[] = [];
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
  const context = contextOf(object, {
    patchMetadata: async (_type, _key, patch) => {
      patches += 1;
      if (patches === 1) return withIntent(object, patch);
      context.store.remove(object);
      throw new ApiError('not-found', 'the object is gone');
    },
  });
  const memories = new Memories(new Set());
  const key = `${object.metadata.namespace}/${object.metadata.name}`;
  await managedPass(kind, context, memories, key, signal);
  expect(acts).toEqual([]);
  for (let pass = 0; pass < 4; pass += 1) await managedPass(kind, context, memories, key, signal);
  expect(acts).toEqual([{ type: 'delete' }]);
  expect(memories.ghosts(key)).toEqual([]);
  expect(patches).toBe(2);
});
