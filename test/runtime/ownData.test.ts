import { describe, expect, test } from 'vitest';
import type { AnyVerdict } from '../../operator/runtime/context.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { OwnData } from '../../operator/runtime/ownData.ts';
import { withOwnData } from '../../operator/runtime/ownData.ts';
import { ApiError, type Cluster } from '../../operator/runtime/ports.ts';
import { ownedBy, thing } from './objects.ts';
import { contextOf, kindOf, runOf } from './passes.ts';

const remote = { id: 'r1', name: 'r', markedText: '' };
const WANTED: OwnData = { kind: 'Secret', field: 'spec.to', name: 'own', data: { token: 'planted' } };
const SETTLED: AnyVerdict = { step: 'settled', recheckMs: 10, dueMs: 5 };
const HELD = { token: btoa('planted') };
const IN_MAP: OwnData = { ...WANTED, kind: 'ConfigMap' };

type Held = { uid?: string; data?: object; deletionTimestamp?: string };
const secret = ({ uid, data, deletionTimestamp }: Held): Resource & { data: object | undefined } => {
  const deleting = deletionTimestamp === undefined ? {} : { deletionTimestamp };
  const { metadata, ...rest } = thing({ name: 'own', resourceVersion: '7', ...deleting });
  const owned = { ...metadata, ...(uid && { ownerReferences: [ownedBy(uid)] }) };
  return { ...rest, metadata: owned, data };
};

/** What a pass that wants `wanted` makes of its plan, and what it writes, where `held` is there. */
async function pass(
  held: Held | undefined,
  { wanted = [WANTED], planned = SETTLED, readOnly = false, fails = undefined as Error | undefined } = {},
) {
  const written: object[] = [];
  const cluster: Partial<Cluster> = {
    named: () => ({
      list: async () => ({ items: held ? [secret(held)] : [], resourceVersion: '' }),
      watch: () => {
        throw new Error('nothing is watched here');
      },
    }),
    async applyData(key, { owner: _, kind: __, ...content }) {
      if (fails) throw fails;
      written.push({ name: key.name, ...content });
      return secret({ uid: 'uid-1' });
    },
  };
  const context = { ...contextOf(thing(), cluster), readOnly };
  const run = runOf(kindOf([], { ownData: () => wanted }), thing(), context);
  return { verdict: await withOwnData(run, remote, planned), written };
}

describe('a Secret of an object', () => {
  test.each<[string, Held | undefined, OwnData['data'], object[]]>([
    ['that is not there is made', undefined, WANTED.data, [{ name: 'own', data: WANTED.data }]],
    ['that would hold nothing is not made', undefined, {}, []],
    ['that is as wanted is not written', { uid: 'uid-1', data: HELD }, WANTED.data, []],
    [
      'that differs is written, on top of what was seen',
      { uid: 'uid-1', data: { token: 'eA==' } },
      WANTED.data,
      [{ name: 'own', data: WANTED.data, resourceVersion: '7' }],
    ],
    [
      'that is to hold nothing is emptied',
      { uid: 'uid-1', data: HELD },
      {},
      [{ name: 'own', data: {}, resourceVersion: '7' }],
    ],
    ['that is not its own is not emptied', { uid: 'uid-2', data: HELD }, {}, []],
    ['that is being deleted is left to go', { uid: 'uid-1', deletionTimestamp: 'now' }, WANTED.data, []],
  ])('%s', async (_words, held, data, expected) => {
    const { verdict, written } = await pass(held, { wanted: [{ ...WANTED, data }] });
    expect(written).toEqual(expected);
    expect(verdict).toBe(SETTLED);
  });

  test.each([{ uid: 'uid-2' }, {}])(
    'that is not its own (%o) is a conflict, and not written',
    async (held) => {
      const { verdict, written } = await pass(held);
      expect(verdict).toEqual({
        ...{ step: 'stuck', reason: 'SecretConflict', recheckMs: 10, dueMs: 5 },
        message: expect.stringContaining('spec.to: Secret "own"'),
      });
      expect(written).toEqual([]);
    },
  );

  test('that is in the way keeps neither another Secret nor an action from its turn', async () => {
    const planned = { step: 'act', action: 'stop', because: 'b' } as const;
    expect((await pass({ uid: 'uid-2' }, { planned })).verdict).toBe(planned);
    const { written } = await pass({ uid: 'uid-1' }, { wanted: [WANTED, { ...WANTED, name: 'other' }] });
    expect(written).toHaveLength(2);
  });

  test.each([
    ['as wanted, in plain text, is not written', { uid: 'uid-1', data: { token: 'planted' } }, SETTLED],
    ['not its own is a conflict', { uid: 'uid-2' }, { reason: 'ConfigMapConflict' }],
  ])('and a ConfigMap that is %s', async (_words, held, expected) => {
    const { verdict, written } = await pass(held, { wanted: [IN_MAP] });
    expect(verdict).toMatchObject(expected);
    expect(written).toEqual([]);
  });

  test('or ConfigMap that may not be written is told by its kind', async () => {
    const fails = new ApiError('denied', 'you may not');
    const { verdict } = await pass(undefined, { fails, wanted: [IN_MAP] });
    expect(verdict).toMatchObject({
      reason: 'ConfigMapNotWritable',
      message: expect.stringContaining('spec.to: ConfigMap "own": you may not'),
    });
  });

  test('that may not be written is told; what is no answer to that fails the pass', async () => {
    const { verdict } = await pass(undefined, { fails: new ApiError('denied', 'you may not') });
    expect(verdict).toMatchObject({
      reason: 'SecretNotWritable',
      message: expect.stringContaining('you may not'),
    });
    await expect(pass(undefined, { fails: new ApiError('conflict', 'c') })).rejects.toThrow('c');
  });

  test('is not written by an operator that only reads', async () => {
    expect((await pass(undefined, { readOnly: true })).written).toEqual([]);
  });
});
