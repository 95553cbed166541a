import { describe, expect, test } from 'vitest';
import { digest } from '../../operator/runtime/digest.ts';
import { ownerOf } from '../../operator/runtime/identity.ts';
import type { Intent } from '../../operator/runtime/intent.ts';
import { lookUp } from '../../operator/runtime/lookup.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT } from '../../operator/runtime/object.ts';
import { thing } from './objects.ts';
import { CLUSTER_ID, kindOf, runOf, sessionOf } from './passes.ts';

const owner = ownerOf(CLUSTER_ID, thing().metadata);
const older = ownerOf(CLUSTER_ID, thing({ uid: 'uid-0' }).metadata);
const intent: Intent = {
  name: 'chosen-before',
  attempt: 1,
  nonce: 'n',
  account: 'host/project/ak-1',
  time: '2026-01-01T00:00:00Z',
  fields: {},
};

const remote = (id: string, name: string, markedText = '', createdAtMs?: number) => ({
  id,
  name,
  markedText,
  ...(createdAtMs !== undefined && { createdAtMs }),
});

/** A look-up for an object whose spec chooses `name`, under an intent if there is one. */
function lookUpFor(
  remotes: ReturnType<typeof remote>[],
  { name, noted }: { name?: string; noted?: Intent },
  gone: string[] = [],
) {
  const object: Resource = {
    ...thing(noted ? { annotations: { [CREATE_INTENT]: JSON.stringify(noted) } } : {}),
    spec: { ...(name && { name }) },
  };
  const run = runOf(kindOf(remotes), object);
  for (const id of gone) run.memory.gone.push(id);
  return lookUp(run, sessionOf(remotes));
}
const idsOf = async (found: ReturnType<typeof lookUpFor>) => (await found).ours.map(({ id }) => id);

describe('a look-up finds what is ours', () => {
  test('by the hash in a generated name', async () => {
    expect(await idsOf(lookUpFor([remote('a', `resnet-${owner.hash}-1`)], {}))).toEqual(['a']);
  });

  test('by the marker under a name that the user chose', async () => {
    expect(await idsOf(lookUpFor([remote('a', 'mine', owner.marker)], { name: 'mine' }))).toEqual(['a']);
  });

  test('by the marker under the name that was chosen when the create was sent, though the spec says another now', async () => {
    const remotes = [remote('a', 'chosen-before', owner.marker)];
    expect(await idsOf(lookUpFor(remotes, { name: 'chosen-now', noted: intent }))).toEqual(['a']);
    expect(await idsOf(lookUpFor(remotes, { noted: intent }))).toEqual(['a']);
  });

  test('in the place that the spec wants now, and in the one that the create was sent to', async () => {
    const looked: (string | undefined)[] = [];
    const find = async (_fragment: string, _signal: AbortSignal, place?: string) => {
      looked.push(place);
      return [];
    };
    const noted = { annotations: { [CREATE_INTENT]: JSON.stringify({ ...intent, place: 'before' }) } };
    const kind = kindOf([], { placeOf: () => 'now' });
    await lookUp(runOf(kind, thing(noted)), sessionOf([], { find }));
    await lookUp(runOf(kind, thing()), sessionOf([], { find }));
    await lookUp(runOf(kindOf([]), thing()), sessionOf([], { find }));
    expect(looked).toEqual(['now', 'now', 'before', 'before', 'now', undefined]);
  });

  test('once each and the earliest first, without what is known to be gone', async () => {
    const remotes = [
      remote('late', `resnet-${owner.hash}-1`, owner.marker, 3),
      remote('gone', `resnet-${owner.hash}-1`, owner.marker, 1),
      remote('early', 'mine', owner.marker, 2),
      remote('both', `mine-${owner.hash}-1`, owner.marker, 4),
    ];
    expect(await idsOf(lookUpFor(remotes, { name: 'mine' }, ['gone']))).toEqual(['early', 'late', 'both']);
  });

  test('and nothing else', async () => {
    const remotes = [
      remote('a', 'mine'),
      remote('b', 'mine-too', 'mine'),
      remote('c', 'other', older.marker),
    ];
    expect(await idsOf(lookUpFor(remotes, { name: 'mine' }))).toEqual([]);
  });
});

describe('the holder of the name that the spec wants is', () => {
  test.each([
    ['foreign', remote('a', 'mine'), 'foreign'],
    ['our predecessor', remote('a', 'mine', older.marker), 'older-uid'],
    ['nobody when the name is only part of another', remote('a', 'mine-too'), undefined],
    ['nobody when it is ours', remote('a', 'mine', owner.marker), undefined],
  ])('%s', async (_sentence, holder, namesake) => {
    expect((await lookUpFor([holder], { name: 'mine' })).namesake).toBe(namesake);
  });
});

test('another version is neither ours, whatever its name and marker say, nor in the way', async () => {
  const remotes = [
    { ...remote('named', `mine-${owner.hash}-1`), version: '2' },
    { ...remote('marked', 'mine', owner.marker), version: '2' },
    { ...remote('other', 'mine'), version: '3' },
    { ...remote('meant', 'mine', owner.marker), version: '1' },
  ];
  const kind = kindOf(remotes, { versions: { field: 'spec.version', of: () => '1' } });
  const fields = digest([{ path: 'spec.version', value: '1' }]);
  const intent = { name: 'mine', attempt: 1, nonce: 'n', account: 'a', time: '2026-01-01T00:00:00Z', fields };
  const annotations = { [CREATE_INTENT]: JSON.stringify(intent) };
  const object = { ...thing({ annotations }), spec: { name: 'mine' } };
  const { ours, namesake } = await lookUp(runOf(kind, object), sessionOf(remotes));
  expect([ours.map(({ id }) => id), namesake]).toEqual([['meant'], undefined]);
});
