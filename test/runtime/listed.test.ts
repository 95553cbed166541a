import { describe, expect, test } from 'vitest';
import type { Following, Remote, Report } from '../../operator/runtime/kind.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { CommonStatus, Metadata, Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT, FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import { TYPE, thing } from './objects.ts';
import { contextOf, kindOf, sessionOf } from './passes.ts';

const remote: Remote = { id: 'job-1', name: 'resnet-1', markedText: '' };
const left: CommonStatus = {
  observedGeneration: 1,
  remote: { id: 'job-1', name: 'resnet-1', attempt: 1, account: 'host/project/ak-1' },
  conditions: [
    {
      type: 'Ready',
      status: 'True',
      reason: 'Accepted',
      message: '',
      lastTransitionTime: '2026-01-01T00:00:00Z',
      observedGeneration: 1,
    },
  ],
};
const note = JSON.stringify({ id: 'job-1', attempt: 1, uid: 'uid-1' });
const later = JSON.stringify({ name: 'n', nonce: 'x', account: 'a', time: '', attempt: 2, fields: {} });

type Given = {
  following?: Following[];
  status?: CommonStatus;
  annotations?: Metadata['annotations'];
  report?: Partial<Report>;
  listed?: boolean;
  /** What the kind adds to the remote object. */
  enriched?: string;
  /** The Secrets that the kind writes for it. */
  secrets?: string[];
  /** The objects beside it that it removes. */
  surplus?: Resource[];
};

/** Two passes after a start; answers how often the remote object was read by its id, and added to, and when to look again. */
async function passes({
  following = ['shown'],
  status = left,
  annotations,
  report,
  listed = true,
  enriched = '',
  secrets = [],
  surplus = [],
}: Given) {
  const object = thing(
    { finalizers: [FINALIZER], annotations: { [REMOTE_ID]: note, ...annotations } },
    status,
  );
  const named = () => ({
    list: async () => ({ items: [], resourceVersion: '' }),
    async *watch() {},
  });
  const context = contextOf(object, { applyStatus: async () => object, named });
  let reads = 0;
  let enrichments = 0;
  let now: Following = 'shown';
  const session = sessionOf([], {
    read: async () => {
      reads += 1;
      return remote;
    },
    follow: () => {
      now = following.shift() ?? 'shown';
      return now;
    },
    ...(listed && { latest: () => (now === 'shown' ? remote : undefined) }),
    enrich: async () => {
      enrichments += 1;
      return { remote: { ...remote, markedText: enriched }, keep: 'kept' };
    },
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    plan: () => ({ step: 'settled', recheckMs: 10_000 }),
    ownObjects: () => ({ type: TYPE, field: 'spec.x', create: [], remove: surplus }),
    ownData: () => secrets.map((name) => ({ kind: 'Secret', field: 'spec.secretName', name, data: {} })),
    report: (_object, { markedText }) => ({
      phase: undefined,
      fields: markedText === 'news' ? { news: true } : {},
      ready: { status: 'True', reason: 'Accepted', message: '' },
      ...report,
    }),
  });
  const memories = new Memories(new Set(['uid-1']));
  const nexts = [];
  for (let pass = 0; pass < 2; pass++)
    nexts.push(await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal));
  return { reads, enrichments, nexts };
}

describe('after a start an object that was settled', () => {
  test('is not read where the list shows it as it was left; any later pass reads it', async () => {
    expect(await passes({})).toEqual({ reads: 1, enrichments: 2, nexts: [undefined, undefined] });
  });

  test('is not read either where what the kind adds to it is as it was left', async () => {
    expect((await passes({ enriched: 'nothing new' })).reads).toBe(1);
  });

  test('waits for a list that has not been polled yet', async () => {
    const { reads, nexts } = await passes({ following: ['expected', 'shown'] });
    expect([reads, nexts[0]]).toEqual([0, { recheckMs: 30_000 }]);
  });

  test('is read where the list has not shown it by then', async () => {
    expect((await passes({ following: ['expected', 'expected'] })).reads).toBe(1);
  });

  test('is added to once where the list shows that it has moved on: when it is read', async () => {
    expect(await passes({ report: { phase: 'Completed' } })).toMatchObject({ reads: 2, enrichments: 2 });
  });

  const stalled = {
    type: 'Stalled',
    status: 'True',
    reason: 'R',
    message: '',
    lastTransitionTime: '',
  } as const;
  test.each<[string, Given]>([
    ['the list shows another phase', { report: { phase: 'Completed' } }],
    ['what the kind adds to it is new', { enriched: 'news' }],
    ['it has Secrets to write', { secrets: ['endpoints'] }],
    ['it has objects to remove', { surplus: [thing()] }],
    ['there is no list', { listed: false }],
    ['the list does not show it', { following: ['unseen', 'unseen'], listed: false }],
    ['status says that something is in the way', { status: { ...left, conditions: [stalled] } }],
    ['its spec has changed', { status: { ...left, observedGeneration: 0 } }],
    ['another attempt was begun', { annotations: { [CREATE_INTENT]: later } }],
    [
      'it is to be read at an interval of its own',
      { annotations: { 'modelarts.huaweicloud.com/poll-interval': '1m' } },
    ],
  ])('is read by its id at once when %s', async (_sentence, given) => {
    expect((await passes(given)).reads).toBe(2);
  });
});
