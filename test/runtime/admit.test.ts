import { expect, test } from 'vitest';
import type { AnyKind, AnySession } from '../../operator/runtime/context.ts';
import type { Room } from '../../operator/runtime/ledger.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { CommonStatus } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, sessionOf } from './passes.ts';

const room: Room = { limits: [{ name: 'maxJobs', of: 'objects', max: 1 }], counts: () => true };
const usage = () => ({ of: 'accounts/ml/default', nodes: 1 });
const other = thing({ name: 'other', uid: 'uid-2' });

/** One pass over an object that may be created; answers what was told, and whether there is room for another one. */
async function pass(parts: Partial<AnySession>, more: Partial<AnyKind> = {}) {
  const object = thing();
  const told: CommonStatus[] = [];
  const context = contextOf(object, {
    applyStatus: async (_type, _key, _version, status) => {
      told.push(status);
      return { ...object, metadata: { ...object.metadata, resourceVersion: '11' }, status };
    },
  });
  const session = sessionOf([], parts);
  const kind = kindOf([], { usage, session: async () => ({ session }), ...more });
  const passed = managedPass(
    kind,
    context,
    new Memories(new Set()),
    'ml/resnet',
    new AbortController().signal,
  );
  await passed.catch(() => undefined);
  const claim = { object: other, plural: 'things', noun: 'thing', usage: usage(), room };
  const reasons = told.flatMap(({ conditions = [] }) => conditions.map(({ reason }) => reason));
  return { reasons, free: context.ledger.admit(claim) === undefined };
}

const unforeseen = () => expect.unreachable('nothing may be prepared');

test('what may not be created is told why, before anything is prepared', async () => {
  const refused = { step: 'stuck', reason: 'AccountIdentityChanged', message: '' } as const;
  const { reasons } = await pass({ admission: () => ({ refused }), prepare: unforeseen });
  expect(reasons).toContain('AccountIdentityChanged');
  const full = { ...room, limits: [{ name: 'maxJobs', of: 'objects' as const, max: 0 }] };
  expect((await pass({ admission: () => full, prepare: unforeseen })).reasons).toContain('LimitExceeded');
});

test.each<[string, AnySession['prepare']]>([
  ['waits for something', async () => ({ step: 'wait', reason: 'SecretMissing', message: '' })],
  ['fails', async () => Promise.reject(new Error('the Secret could not be read'))],
])('room is not kept for what %s before its intent is written', async (_words, prepare) => {
  expect((await pass({ admission: () => room, prepare })).free).toBe(true);
});

test('what the cloud refuses to tell while a create is prepared is told, and nothing is sent', async () => {
  const down = { outcome: 'retry', reason: 'Unavailable', message: '', needsPerson: false } as const;
  const prepare = async () => Promise.reject(new Error('the pool could not be read'));
  const { reasons } = await pass({ prepare, create: unforeseen }, { fault: () => down });
  expect(reasons).toContain('Unavailable');
});

test('room is kept while the intent is being written', async () => {
  const withSlot = () => Promise.reject(new Error('the term has ended'));
  expect((await pass({ admission: () => room, withSlot })).free).toBe(false);
});
