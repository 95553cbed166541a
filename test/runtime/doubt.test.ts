import { describe, expect, test } from 'vitest';
import type { AnyKind } from '../../operator/runtime/context.ts';
import { ownerOf } from '../../operator/runtime/identity.ts';
import type { Intent } from '../../operator/runtime/intent.ts';
import type { Fault, Remote } from '../../operator/runtime/kind.ts';
import { LostLease } from '../../operator/runtime/lease.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT, FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import type { HandTime } from './handTime.ts';
import { thing } from './objects.ts';
import { CLUSTER_ID, contextOf, kindOf, sessionOf, writesTo } from './passes.ts';

const intent: Intent = {
  name: 'mine',
  attempt: 1,
  nonce: 'nonce-1',
  account: 'host/project/ak-1',
  time: '2026-01-01T00:00:00Z',
  fields: {},
};

const isLost = (error: unknown) => {
  if (!(error instanceof LostLease)) throw error;
};

type Given = {
  kind?: Partial<AnyKind>;
  intent?: Partial<Intent> | undefined;
  remotes?: Remote[];
  checked?: string;
  deleted?: boolean;
  chosen?: string;
  answer?: Fault;
  /** How many creates the gate stops. */
  gated?: number;
};

/** Passes over an object with an earlier intent, until its look-ups are through and once more after an edit. */
async function outcomeOf(given: Given) {
  const { remotes = [], deleted = false, chosen = 'mine' } = given;
  const annotations = {
    ...(given.intent && { [CREATE_INTENT]: JSON.stringify({ ...intent, ...given.intent }) }),
    ...(given.checked !== undefined && { [CHECKED]: given.checked }),
  };
  const metadata = {
    annotations,
    finalizers: [FINALIZER],
    ...(deleted && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
  };
  const object: Resource = { ...thing(metadata), spec: { name: chosen } };
  const creates: string[] = [];
  let held = object;
  let isReleased = false;
  const writes = writesTo(object);
  const context = contextOf(object, {
    async patchMetadata(type, key, patch, signal) {
      isReleased ||= patch.some(({ path }) => path === '/metadata/finalizers');
      held = (await writes.patchMetadata?.(type, key, patch, signal)) as Resource;
      return held;
    },
    async applyStatus(...call) {
      held = (await writes.applyStatus?.(...call)) as Resource;
      return held;
    },
  });
  const session = sessionOf(remotes, {
    async create(_request, { name }) {
      creates.push(name);
      if (creates.length <= (given.gated ?? 0)) throw new LostLease('stopped');
      if (given.answer) throw new Error('no');
      return { id: 'id-1', name, markedText: '' };
    },
    read: async (id) => ({ id, name: chosen, markedText: '' }),
  });
  const kind = kindOf(remotes, {
    ...given.kind,
    session: async () => ({ session }),
    ...(given.answer && { fault: () => given.answer as Fault }),
  });
  const memories = new Memories(new Set(['uid-1']));
  const passUntilMs = async (untilMs: number) => {
    while (context.time.monotonic() < untilMs) {
      await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal).catch(isLost);
      await (context.time as HandTime).advance(10_000);
    }
  };
  await passUntilMs(300_000);
  const stalled = held.status?.conditions?.find(({ type }) => type === 'Stalled');
  return { creates, isReleased, held, reason: stalled?.reason, message: stalled?.message };
}

const namesake: Remote = { id: 'id-7', name: 'mine', markedText: '' };

describe('of a kind without a place for markers', () => {
  const kind = { unmarked: true as const };

  test('a chosen name that exists after a lost answer is for a person, who is told both ways', async () => {
    const { creates, reason, message } = await outcomeOf({ kind, intent: {}, remotes: [namesake] });
    expect({ creates, reason }).toEqual({ creates: [], reason: 'CheckRemote' });
    expect(message).toContain('ModelArts has a thing "mine" (id-7)');
    expect(message).toContain('set spec.adopt.id to it');
    expect(message).toContain(`kubectl annotate --overwrite things resnet -n ml ${CHECKED}=nonce-1`);
  });

  test('it stays so when the spec chooses another name meanwhile', async () => {
    const { creates, reason } = await outcomeOf({ kind, intent: {}, remotes: [namesake], chosen: 'other' });
    expect({ creates, reason }).toEqual({ creates: [], reason: 'CheckRemote' });
  });

  test.each<[string, Given, string[]]>([
    [
      'a person has looked into that create',
      { checked: 'nonce-1', remotes: [namesake], chosen: 'other' },
      ['other'],
    ],
    ['nothing of the name exists', { remotes: [] }, ['mine']],
  ])('a create follows once %s', async (_what, given, creates) => {
    expect(await outcomeOf({ kind, intent: {}, ...given })).toMatchObject({ creates, reason: undefined });
  });

  test('what a person has said of another create does not count', async () => {
    const given = { kind, intent: {}, checked: 'nonce-0', remotes: [namesake] };
    expect(await outcomeOf(given)).toMatchObject({ creates: [], reason: 'CheckRemote' });
  });

  test('a deletion waits for a person as well, and goes through once there is none of the name', async () => {
    const held = await outcomeOf({ kind, intent: {}, remotes: [namesake], deleted: true });
    expect(held).toMatchObject({ isReleased: false, reason: 'CheckRemote' });
    expect(held.message).toContain("Delete it there if it is this object's");
    expect(await outcomeOf({ kind, intent: {}, deleted: true })).toMatchObject({ isReleased: true });
  });
});

describe('a purchase', () => {
  const kind = { buys: () => true };
  const lost = { purchase: true as const };

  test.each<[string, Given]>([
    ['nothing is found of', { intent: lost }],
    ['the spec wanted, but not any more', { kind: {}, intent: lost }],
    ['an intent that is gone may have been for', { intent: undefined }],
  ])('that %s is not made again before a person has looked', async (_what, given) => {
    expect(await outcomeOf({ kind, ...given })).toMatchObject({ creates: [], reason: 'CheckOrder' });
  });

  test.each<[string, Given]>([
    ['it was no purchase', { intent: {} }],
    ['a person has looked', { intent: lost, checked: 'nonce-1' }],
    ['a person has looked, and the intent is gone', { intent: undefined, checked: 'none' }],
  ])('is made when %s', async (_what, given) => {
    const { creates, held } = await outcomeOf({ kind, ...given });
    expect(creates).toEqual(['mine']);
    expect(JSON.parse(held.metadata.annotations?.[CREATE_INTENT] ?? '{}')).toMatchObject({ purchase: true });
    expect(held.metadata.annotations?.[REMOTE_ID]).toContain('id-1');
  });

  test.each<[Fault['outcome'], Record<string, unknown>]>([
    ['retry', { creates: ['mine', 'mine', 'mine'] }],
    ['ambiguous', { creates: ['mine'], reason: 'CheckOrder' }],
  ])('after the answer "%s" is made again only if that was a clear no', async (outcome, expected) => {
    const answer: Fault = { outcome, reason: 'Told', message: 'told', needsPerson: false };
    expect(await outcomeOf({ kind, intent: lost, checked: 'nonce-1', answer })).toMatchObject(expected);
  });

  test('that the gate has stopped was never sent, and is made again', async () => {
    const { creates, reason } = await outcomeOf({ kind, intent: lost, checked: 'nonce-1', gated: 1 });
    expect([creates, reason]).toEqual([['mine', 'mine'], undefined]);
  });

  test('that is found is adopted', async () => {
    const { marker } = ownerOf(CLUSTER_ID, thing().metadata);
    const { creates, held } = await outcomeOf({
      kind,
      intent: lost,
      remotes: [{ ...namesake, markedText: marker }],
    });
    expect(creates).toEqual([]);
    expect(held.metadata.annotations?.[REMOTE_ID]).toContain('id-7');
  });

  test('keeps a deletion waiting for a person', async () => {
    const given = { kind, intent: lost, deleted: true };
    expect(await outcomeOf(given)).toMatchObject({ isReleased: false, reason: 'CheckOrder' });
    expect(await outcomeOf({ ...given, checked: 'nonce-1' })).toMatchObject({ isReleased: true });
  });
});

describe('of a remote object that no list may show', () => {
  const kind = { unlisted: () => 'the list may not show workspace w-1' };

  test('a create that is not found again is for a person, who is told both ways', async () => {
    const { creates, reason, message } = await outcomeOf({ kind, intent: {} });
    expect([creates, reason]).toEqual([[], 'CheckRemote']);
    expect(message).toMatch(
      /^a create of mine at 2026-01-01T00:00:00Z .*: the list may not show workspace w-1\. .*spec\.adopt\.id.*checked=nonce-1$/,
    );
    expect(await outcomeOf({ kind, intent: {}, checked: 'nonce-1' })).toMatchObject({ creates: ['mine'] });
  });

  test('one that is found is adopted all the same, and a deletion waits while none is', async () => {
    const { marker } = ownerOf(CLUSTER_ID, thing().metadata);
    const found = await outcomeOf({ kind, intent: {}, remotes: [{ ...namesake, markedText: marker }] });
    expect([found.creates, found.held.metadata.annotations?.[REMOTE_ID]]).toEqual([
      [],
      expect.stringContaining('id-7'),
    ]);
    const given = { kind, intent: {}, deleted: true };
    expect(await outcomeOf(given)).toMatchObject({ isReleased: false, reason: 'CheckRemote' });
    expect(await outcomeOf({ ...given, checked: 'nonce-1' })).toMatchObject({ isReleased: true });
  });
});
