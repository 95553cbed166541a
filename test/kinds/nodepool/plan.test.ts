import { describe, expect, test } from 'vitest';
import { hasGrown, plan, planDelete } from '../../../operator/kinds/nodepool/plan.ts';
import { news, report } from '../../../operator/kinds/nodepool/report.ts';
import { isAtRest } from '../../../operator/kinds/nodepool/state.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { JournalEntry } from '../../../operator/runtime/object.ts';
import { FLAVOR, having, held, object, PREPAID } from './specs.ts';

const PACES = { busyMs: 10_000, idleMs: 60_000 };
const CONTEXT: PlanContext = {
  marker: '',
  attempt: 1,
  nowMs: 0,
  changed: [],
  pending: false,
  journal: {},
  isChecked: () => false,
};
const planned = (one: ReturnType<typeof object>, there = held(), context: Partial<PlanContext> = {}) =>
  plan(one, there, { ...CONTEXT, ...context }, PACES);

test.each<[string, ReturnType<typeof held>, number, object]>([
  ['settled once all nodes are available', held(), 2, { step: 'settled', recheckMs: 60_000 }],
  [
    'waited for while nodes come up',
    held({ available: 6, creating: 2 }, { count: 8 }),
    8,
    {
      step: 'wait',
      reason: 'Provisioning',
      message: '6 of 8 nodes available, 2 creating',
      recheckMs: 10_000,
    },
  ],
  [
    'waited for while some of its nodes are not well',
    held({ available: 1, abnormal: 1 }),
    2,
    { step: 'wait', reason: 'NodesAbnormal', message: '1 of 2 nodes available, 1 abnormal' },
  ],
  [
    'waited for while nothing is told',
    held({ available: 0 }, { count: 1 }),
    1,
    { message: '0 of 1 node available' },
  ],
  [
    'waited for while nodes are taken away',
    held({ deleting: 1 }),
    2,
    { step: 'wait', reason: 'NodesLeaving', message: '1 node is being taken away' },
  ],
  [
    'settled without nodes, where none are wanted',
    held({ available: 0 }, { count: 0 }),
    0,
    { step: 'settled' },
  ],
])('a node pool is %s', (_sentence, there, count, step) => {
  expect(planned(object(having({ count })), there)).toMatchObject(step);
});

describe('a node pool that is not as wanted', () => {
  const drifted = held({ available: 12 }, { count: 12 });
  const words = 'spec.resources.count: 12 nodes in ModelArts, 2 nodes wanted';

  test('is updated, for a reason that has both numbers', () => {
    const step = planned(object(having()), drifted);
    expect(step).toMatchObject({ step: 'act', action: { type: 'update' }, because: words });
    expect(step).not.toHaveProperty('news');
    expect(step).not.toHaveProperty('once');
  });

  test('although it held the present spec before is told to have been set back', () => {
    const remote = { id: 'pool-1/gpus', name: 'gpus', attempt: 1, account: 'a' };
    const before = object(having(), { remote, syncedGeneration: 3 });
    expect(planned(before, drifted)).toMatchObject({
      news: { type: 'Warning', reason: 'DriftCorrected', message: expect.stringContaining(words) },
    });
  });
});

describe('the growth of a prepaid node pool', () => {
  const grown = (consent: boolean) => object(having({ count: 4 }, { billing: { ...PREPAID, consent } }));
  const growth: JournalEntry = { id: 'n-1', what: 'grow', seen: '2 nodes', time: 'T', state: 'sent' };

  test('needs the user’s word', () => {
    expect(planned(grown(false))).toMatchObject({
      step: 'stuck',
      reason: 'ConsentNeeded',
      message: expect.stringMatching(
        /^spec\.resources\.count: 2 nodes in ModelArts, 4 nodes wanted: .*consent/,
      ),
    });
  });

  test('is noted, so that it is never ordered twice', () => {
    expect(planned(grown(true))).toMatchObject({
      step: 'act',
      once: {
        key: 'growth',
        what: 'spec.resources.count: 2 nodes in ModelArts, 4 nodes wanted',
        seen: '2 nodes',
      },
    });
  });

  test.each<[string, Partial<JournalEntry>, boolean, object]>([
    [
      'waited for when it was accepted',
      { state: 'accepted' },
      false,
      { step: 'wait', reason: 'OrderPending' },
    ],
    [
      'left to a person when nobody knows what became of it',
      {},
      false,
      { step: 'stuck', reason: 'CheckOrder', message: expect.stringContaining('/checked=n-1') },
    ],
    ['ordered again when the person has looked', {}, true, { step: 'act' }],
  ])('is %s', (_sentence, pending, checked, step) => {
    const context = { journal: { growth: { ...growth, ...pending } }, isChecked: () => checked };
    expect(planned(grown(true), held(), context)).toMatchObject(step);
  });

  test('is done once ModelArts is asked for another number', () => {
    expect([hasGrown(growth, held()), hasGrown(growth, held({}, { count: 4 }))]).toEqual([false, true]);
  });

  test('is none when nodes are taken away', () => {
    const step = planned(object(having({ count: 1 }, { billing: { ...PREPAID, consent: false } })));
    expect(step).toMatchObject({ step: 'act' });
    expect(step).not.toHaveProperty('once');
  });
});

test('one that is not wanted any more is deleted at once', () => {
  expect(planDelete()).toMatchObject({ step: 'act', action: { type: 'delete' } });
});

test.each([
  ['all nodes are there', held(), true],
  ['one is not well', held({ available: 1, abnormal: 1 }), true],
  ['nodes come up', held({ available: 1, creating: 1 }), false],
  ['nodes are to come up', held({ available: 1 }), false],
  ['nodes go', held({ deleting: 1 }), false],
])('a list is read at leisure while %s: %s', (_sentence, there, atRest) => {
  expect(isAtRest(there)).toBe(atRest);
});

describe('status', () => {
  test('shows its nodes in short, and what an autoscaler needs', () => {
    const there = held({ available: 1, creating: 1, deleting: 1 }, { labels: { a: 'b' } });
    expect(report(object(having({ labels: { a: 'b' } })), there)).toEqual({
      phase: undefined,
      fields: {
        nodes: '1/2',
        flavor: FLAVOR,
        pool: 'pool-1',
        replicas: 2,
        selector: 'modelarts.huaweicloud.com/nodepool-uid=uid-1',
        nodeCounts: { available: 1, creating: 1, abnormal: 0, deleting: 1 },
        applied: { labels: ['a'] },
        syncedGeneration: 3,
      },
      ready: {
        status: 'False',
        reason: 'Provisioning',
        message: '1 of 2 nodes available, 1 creating, 1 deleting',
      },
    });
  });

  test('says that it is ready once all nodes asked for are available', () => {
    const { ready } = report(object(having({ count: 2 })), held({ available: 3 }, { count: 2 }));
    expect(ready).toEqual({ status: 'True', reason: 'Available', message: '3/3 nodes available' });
  });

  test('does not call anything ours that is only looked at', () => {
    const { fields } = report(object(having({}, { managementPolicy: 'Observe' })), held());
    expect(fields).not.toHaveProperty('applied');
  });
});

const counts = { available: 1, creating: 1, abnormal: 0, deleting: 0 };

test.each<[string, object | undefined, ReturnType<typeof held>, string[]]>([
  ['that all nodes are available', counts, held(), ['NodesAvailable 2/2 nodes available']],
  [
    'that nodes are not well',
    counts,
    held({ available: 1, abnormal: 1 }),
    ['NodesAbnormal 1 of 2 nodes are abnormal'],
  ],
  ['nothing when nothing is new', { ...counts, available: 2, creating: 0 }, held(), []],
  ['nothing before anything was seen', undefined, held(), []],
])('an Event tells %s', (_sentence, nodeCounts, there, told) => {
  const found = news(object(having(), nodeCounts && { nodeCounts }), there);
  expect(found.map(({ reason, message }) => `${reason} ${message}`)).toEqual(told);
});
