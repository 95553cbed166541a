import { describe, expect, test } from 'vitest';
import type { AnyKind, AnyVerdict } from '../../operator/runtime/context.ts';
import {
  journalOf,
  journalOfAdopted,
  journalOfCreate,
  toldJournal,
  writtenJournal,
} from '../../operator/runtime/journal.ts';
import type { Fault, PlanContext } from '../../operator/runtime/kind.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { CommonStatus, JournalEntry, Resource, WrittenJournal } from '../../operator/runtime/object.ts';
import { FINALIZER, JOURNAL, REMOTE_ID } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import { CHECKED, UNKNOWN_JOURNAL } from '../../operator/runtime/policy.ts';
import type { Cluster } from '../../operator/runtime/ports.ts';
import type { HandTime } from './handTime.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, sessionOf, writesTo } from './passes.ts';

const note = JSON.stringify({ id: 'pool-1', attempt: 1, uid: 'uid-1' });
const EMPTY = JSON.stringify({ attempt: 1, entries: {} });
const bound = (annotations: Record<string, string> = {}, hasJournal = true): Resource =>
  thing({
    finalizers: [FINALIZER],
    annotations: { [REMOTE_ID]: note, ...(hasJournal && { [JOURNAL]: EMPTY }), ...annotations },
  });

function entry(): JournalEntry {
  return { id: '0123abcd', what: 'more', seen: '8', time: '2026-01-01T00:00:00Z', state: 'sent' };
}

function written(journal: WrittenJournal, id?: string): Resource {
  const remote = id && { [REMOTE_ID]: JSON.stringify({ id, attempt: journal.attempt, uid: 'before' }) };
  return thing({ annotations: { [JOURNAL]: JSON.stringify(journal), ...remote } });
}

/** What a plan that keeps the rule would say of a pool that is to grow from 8 to 12 nodes. */
function plan({ journal, isChecked }: PlanContext, count: string): AnyVerdict {
  if (count === '12') return { step: 'settled' };
  const entry = journal?.growth;
  if (!entry || isChecked(entry.id))
    return { step: 'act', action: 'grow', because: 'grows', once: { ...ONCE, seen: count } };
  return entry.state === 'accepted'
    ? { step: 'wait', reason: 'Growing', message: 'accepted' }
    : { step: 'stuck', reason: 'CheckOrder', message: entry.id };
}

const ONCE = { key: 'growth', what: 'grow to 12' };

type Case = {
  object?: Resource;
  fault?: Fault;
  dies?: boolean;
  /** What is sent whatever the journal says. */
  careless?: boolean;
  kind?: Partial<AnyKind>;
};

/** Passes over a pool; answers what was noted when each mutation was sent, and the object in the end. */
async function grow({ object = bound(), fault, dies = false, careless = false, kind: parts }: Case) {
  const remote = { id: 'pool-1', name: 'n', markedText: '8' };
  const sentUnder: (JournalEntry | undefined)[] = [];
  const toldUnder: (string | undefined)[] = [];
  let held = object;
  const keep = (write: keyof Cluster) =>
    (async (...call: never[]) => {
      held = await (writesTo(held)[write] as (...given: never[]) => Promise<Resource>)(...call);
      return held;
    }) as never;
  const context = contextOf(object, {
    applyStatus: keep('applyStatus'),
    patchMetadata: keep('patchMetadata'),
  });
  const session = sessionOf([], {
    read: async () => ({ ...remote }),
    async act() {
      sentUnder.push(journalOf(held, 1)?.growth);
      toldUnder.push(held.status?.journal?.entries?.[0]?.id);
      if (dies) throw new Error('the process is killed');
      if (fault) throw new Error('no');
      return { made: 'order-1' };
    },
  });
  const kind = kindOf([], {
    journals: 'attempt',
    session: async () => ({ session }),
    plan: (_object, { markedText }, given) =>
      careless && markedText === '8'
        ? { step: 'act', action: 'grow', because: 'grows', once: { ...ONCE, seen: markedText } }
        : plan(given, markedText),
    settleEntry: (_key, entry, { markedText }) => (markedText === entry.seen ? entry : null),
    ...(fault && { fault: () => fault }),
    ...parts,
  });
  const memories = new Memories(new Set());
  const pass = async () => {
    await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal).catch(() => {});
    await (context.time as HandTime).advance(60_000);
  };
  await pass();
  await pass();
  const after = held;
  remote.markedText = '12';
  await pass();
  return { sentUnder, toldUnder, after, atLast: held };
}

const no = (outcome: Fault['outcome']): Fault => ({
  outcome,
  reason: 'Told',
  message: 'told',
  needsPerson: false,
});

const stalled = ({ status }: Resource) => status?.conditions?.find(({ type }) => type === 'Stalled');

test('what is to take effect once is written down in both places before it is sent, and dropped once it is seen', async () => {
  const { sentUnder, toldUnder, after, atLast } = await grow({});
  expect(toldUnder).toEqual([sentUnder[0]?.id]);
  expect(sentUnder).toEqual([
    expect.objectContaining({ what: 'grow to 12', seen: '8', state: 'sent', time: expect.any(String) }),
  ]);
  const entry = { key: 'growth', what: 'grow to 12', state: 'accepted', made: 'order-1' };
  expect(after.status?.journal).toMatchObject({ attempt: 1, entries: [entry] });
  expect([atLast.status?.journal, journalOf(atLast, 1)]).toEqual([{ attempt: 1, entries: [] }, {}]);
});

test.each<[Fault['outcome'], number]>([
  ['ambiguous', 1],
  ['retry', 2],
  ['refused', 2],
])('after the answer "%s" it has been sent %i times two passes later', async (outcome, times) => {
  const { sentUnder, after } = await grow({ fault: no(outcome) });
  expect(sentUnder).toHaveLength(times);
  expect(journalOf(after, 1)?.growth?.state).toBe(outcome === 'ambiguous' ? 'sent' : undefined);
});

test('a process that dies while it is sent leaves it for a person, who may let it be sent again', async () => {
  const { sentUnder, after } = await grow({ dies: true });
  expect(sentUnder).toHaveLength(1);
  expect(stalled(after)).toMatchObject({ reason: 'CheckOrder' });
  const { id = '' } = journalOf(after, 1)?.growth ?? {};
  const asked = { ...after.metadata.annotations, [CHECKED]: id };
  const again = await grow({ object: { ...after, metadata: { ...after.metadata, annotations: asked } } });
  expect(again.sentUnder).toHaveLength(1);
  expect(again.sentUnder[0]?.id).not.toBe(id);
});

test('a plan that would send again what was sent, and nobody knows with what result, is kept from it', async () => {
  const { sentUnder, after } = await grow({ dies: true, careless: true });
  expect(sentUnder).toHaveLength(1);
  expect(stalled(after)).toMatchObject({
    reason: 'ActionUnknown',
    message: expect.stringMatching(/^grow to 12: it was sent at .* not known .*checked=[0-9a-f]{8}$/),
  });
});

test.each([
  ['the annotation', { status: true, annotation: false }, 0],
  ['status', { status: false, annotation: true }, 0],
  ['neither', { status: false, annotation: false }, 0],
] as const)('after a death nothing is sent while %s tells of it', async (_where, left, times) => {
  const { after } = await grow({ dies: true });
  const { [JOURNAL]: journal = '', ...others } = after.metadata.annotations ?? {};
  const annotations = left.annotation ? { ...others, [JOURNAL]: journal } : others;
  const { status: _, ...rest } = after;
  const object = {
    ...rest,
    metadata: { ...after.metadata, annotations },
    ...(left.status && { status: after.status as CommonStatus }),
  };
  const { sentUnder, after: atLast } = await grow({ object });
  expect(sentUnder).toHaveLength(times);
  const known = left.status || left.annotation;
  expect(stalled(atLast)?.reason).toBe(known ? 'CheckOrder' : 'ActionUnknown');
  const told = known ? ['growth'] : undefined;
  expect([atLast.status?.journal?.entries?.map(({ key }) => key), held(atLast)]).toEqual([told, told]);
});

const held = (object: Resource) => {
  const journal = JSON.parse(object.metadata.annotations?.[JOURNAL] ?? 'null') as WrittenJournal | null;
  return journal ? Object.keys(journal.entries) : undefined;
};

test('where it is not known at all, a person may say that nothing was sent', async () => {
  const object = bound({ [CHECKED]: UNKNOWN_JOURNAL });
  const { [JOURNAL]: _, ...annotations } = object.metadata.annotations ?? {};
  const { sentUnder } = await grow({ object: { ...object, metadata: { ...object.metadata, annotations } } });
  expect(sentUnder).toHaveLength(1);
});

describe('the journal that a create begins with', () => {
  const former = written({ attempt: 1, entries: { growth: entry() } });
  test.each<[AnyKind['journals'], Resource, number, WrittenJournal | undefined]>([
    [undefined, former, 2, undefined],
    ['attempt', former, 2, { attempt: 2, entries: {} }],
    ['object', former, 2, { attempt: 2, entries: { growth: entry() } }],
    ['object', thing(), 1, { attempt: 1, entries: {} }],
    ['object', thing(), 2, undefined],
  ])('of a kind with a journal per %s', (journals, object, attempt, wanted) => {
    expect(journalOfCreate({ journals }, object, attempt)).toEqual(wanted);
  });
});

describe('the journal that an adoption begins with', () => {
  const restored = written({ attempt: 3, entries: { growth: entry() } }, 'pool-1');
  test.each<[string, AnyKind['journals'], Resource, string, WrittenJournal | undefined]>([
    ['none in a kind without one', undefined, restored, 'pool-1', undefined],
    [
      'that of the restored object',
      'attempt',
      restored,
      'pool-1',
      { attempt: 1, entries: { growth: entry() } },
    ],
    ['an empty one for another remote object', 'attempt', restored, 'pool-2', { attempt: 1, entries: {} }],
    ['an empty one for an object without any', 'object', thing(), 'pool-1', { attempt: 1, entries: {} }],
    ['unknown where it was stripped', 'attempt', bound({}, false), 'pool-1', undefined],
  ])('is %s', (_what, journals, object, id, wanted) => {
    expect(journalOfAdopted({ journals }, object, { id, attempt: 1 })).toEqual(wanted);
  });
});

describe('the two places', () => {
  const first = { attempt: 1, entries: { growth: entry() } };
  const second = { attempt: 2, entries: {} };
  test.each<[string, WrittenJournal | undefined, WrittenJournal | undefined, WrittenJournal | undefined]>([
    ['only the annotation', first, undefined, first],
    ['only status', undefined, first, first],
    ['an annotation that is ahead', second, first, second],
    ['a status that is ahead', first, second, second],
    [
      'an annotation without what status still has',
      { ...first, entries: {} },
      first,
      { ...first, entries: {} },
    ],
    ['neither', undefined, undefined, undefined],
  ])('%s', (_what, noted, told, wanted) => {
    const object = noted ? written(noted) : thing();
    const status = told && { journal: toldJournal(told) };
    expect(writtenJournal({ ...object, ...(status && { status }) })).toEqual(wanted);
  });

  test.each(['{', '{}', '{"attempt":1}', '{"attempt":1,"entries":{"growth":{"id":1}}}'])(
    'an annotation %s says nothing',
    (text) => {
      expect(writtenJournal(thing({ annotations: { [JOURNAL]: text } }))).toBeUndefined();
    },
  );
});

test('what an accepted mutation leaves to be known is in status, and nothing of one that was refused', async () => {
  const noted = async (fault?: Fault) => {
    let held = bound();
    const writes = writesTo(held);
    const context = contextOf(held, {
      async applyStatus(...call) {
        held = (await writes.applyStatus?.(...call)) as Resource;
        return held;
      },
    });
    const session = sessionOf([], {
      read: async () => ({ id: 'pool-1', name: 'n', markedText: '' }),
      async act() {
        if (fault) throw new Error('no');
        return {};
      },
    });
    const kind = kindOf([], {
      session: async () => ({ session }),
      plan: () => ({ step: 'act', action: 'set', because: 'differs', noted: { applied: 'hash-1' } }),
      ...(fault && { fault: () => fault }),
    });
    await managedPass(kind, context, new Memories(new Set()), 'ml/resnet', new AbortController().signal);
    return held.status?.applied;
  };
  expect([await noted(), await noted(no('refused'))]).toEqual(['hash-1', undefined]);
});
