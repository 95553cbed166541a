import { describe, expect, test } from 'vitest';
import { plan, planDelete } from '../../../operator/kinds/pool/plan.ts';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import type { KnownPool } from '../../../operator/kinds/pool/state.ts';
import type { Pool } from '../../../operator/modelarts/pool.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { JournalEntry } from '../../../operator/runtime/object.ts';
import { context, counts, nodes, object, PREPAID, pool, synced } from './pools.ts';
import { CPU, GPU, withFields } from './specs.ts';

const PACES = { pollMs: 10, idleMs: 60 };
const planned = (spec: Partial<PoolSpec>, held: Partial<KnownPool>, told = synced()) =>
  plan(object(withFields(spec), told), { ...pool(), ...held }, context(), PACES);

test('a pool that is as wanted is looked after at the idle pace', () => {
  expect(planned({}, {})).toEqual({ step: 'settled', recheckMs: 60 });
});

describe('what is under way is waited for, in words', () => {
  test.each<[string, Partial<PoolSpec>, Partial<KnownPool>, string, string]>([
    [
      'nodes that come',
      { replicas: 8 },
      { resources: [nodes(8)], nodes: counts({ available: 6, creating: 2 }) },
      'Provisioning',
      '6 of 8 nodes available, 2 creating',
    ],
    [
      'nodes that do not come',
      {},
      { nodes: counts({ creating: 2 }), soldOut: [GPU] },
      'Provisioning',
      '0 of 2 nodes available, 2 creating (the flavor is sold out in every zone)',
    ],
    [
      'nodes of several flavors, those that lack',
      {
        resources: [
          { flavor: GPU, count: 2 },
          { flavor: CPU, count: 3 },
        ],
      },
      { resources: [nodes(2), nodes(3, CPU)], message: 'busy' },
      'Provisioning',
      `flavor ${CPU}: 0 of 3 nodes available: busy`,
    ],
    [
      'no node yet',
      {},
      { phase: 'Creating', scopeStates: {}, nodes: counts({ creating: 2 }) },
      'Provisioning',
      '0 of 2 nodes available, 2 creating',
    ],
    [
      'nodes that are not well',
      {},
      { nodes: counts({ available: 1, abnormal: 1 }) },
      'NodesAbnormal',
      '1 of 2 nodes available, 1 abnormal',
    ],
    [
      'nodes that leave',
      {},
      { nodes: counts({ available: 2, deleting: 1 }) },
      'NodesLeaving',
      '1 node is being taken away',
    ],
    [
      'a pool that is not well',
      {},
      { phase: 'Abnormal', message: 'no link' },
      'PoolAbnormal',
      'is Abnormal: no link',
    ],
    ['a phase that is newer than the operator', {}, { phase: 'Resting' }, 'UnknownPhase', '"Resting"'],
    ['a job type', {}, { scopeStates: { Train: 'Enabling' } }, 'ScopeChanging', 'job type Train is Enabling'],
    [
      'a job type that nothing is told of',
      {},
      { scopeStates: {} },
      'ScopeChanging',
      'job type Train is not enabled yet',
    ],
    [
      'a job type that goes',
      {},
      { scopeStates: { Train: 'Enabled', Infer: 'Disabling' } },
      'ScopeChanging',
      'job type Infer is Disabling',
    ],
    [
      'a driver',
      { driver: { gpuVersion: '2' } },
      { driver: { gpuVersion: '2' }, drivers: { gpu: { version: '1', state: 'Running' } } },
      'DriverChanging',
      'driver of GPUs 1 is Running, 2 wanted',
    ],
    [
      'a driver that is not well',
      {},
      { drivers: { npu: { version: 'C78', state: 'Abnormal', message: 'no card' } } },
      'DriverChanging',
      'driver of NPUs C78 is Abnormal: no card',
    ],
  ])('%s', (_sentence, spec, held, reason, message) => {
    expect(planned(spec, held)).toEqual({
      ...{ step: 'wait', reason, message: expect.stringContaining(message) },
      recheckMs: 10,
    });
  });
});

describe('only a person can help', () => {
  test.each<[string, Partial<Pool>, string, string]>([
    [
      'a creation that failed',
      { phase: 'Error', nodes: counts({}), message: 'no quota' },
      'CreationFailed',
      'could not be created: no quota',
    ],
    [
      'one that only the list of the failed ones tells',
      { phase: 'Abnormal', failed: true },
      'CreationFailed',
      'could not be created',
    ],
    [
      'an error of a pool with nodes',
      { phase: 'Error', message: 'broken' },
      'PoolError',
      'is in error: broken',
    ],
    ['a pool that is frozen', { controlMode: 9 }, 'Frozen', 'frozen (Frozen)'],
  ])('%s', (_sentence, held, reason, message) => {
    expect(planned({ replicas: 9 }, held)).toEqual({
      ...{ step: 'stuck', reason, message: expect.stringContaining(message) },
      recheckMs: 60,
    });
  });
});

describe('what differs', () => {
  const says = `flavor ${GPU}: 12 nodes in ModelArts, 8 wanted`;
  const drifted = { resources: [nodes(12)], nodes: counts({ available: 12 }) };

  test('is set right by one patch, for a reason that has both numbers', () => {
    expect(planned({ replicas: 8 }, drifted, {})).toEqual({
      step: 'act',
      action: { type: 'update', body: { spec: { resources: [{ flavor: GPU, count: 8 }] } } },
      because: says,
    });
  });

  test('although the cloud held the present spec before is told to have been set back', () => {
    expect(planned({ replicas: 8 }, drifted)).toMatchObject({
      news: { type: 'Warning', reason: 'DriftCorrected', message: expect.stringContaining(says) },
    });
  });

  test('after an edit is no drift', () => {
    const step = planned({ replicas: 8 }, drifted, synced({ syncedGeneration: 0 }));
    expect([step.step, 'news' in step]).toEqual(['act', false]);
  });

  test('is not the marker, of a pool that is only looked at', () => {
    const observed = (spec: object, held: object) => planned({ managementPolicy: 'Observe', ...spec }, held);
    expect(observed({}, { description: 'theirs' }).step).toBe('settled');
    expect(observed({ description: 'ours' }, { description: 'theirs' })).toMatchObject({
      because: expect.stringContaining('spec.description'),
    });
  });
});

describe('a prepaid pool', () => {
  const prepaid = { annotations: PREPAID };

  test('does not grow without consent; what else differs is set right', () => {
    const spec = { replicas: 5, scope: ['Infer'] };
    expect(planned(spec, prepaid)).toMatchObject({
      because: 'spec.scope: Train in ModelArts, Infer wanted',
      action: { body: { spec: { scope: ['Infer'], resources: [{ flavor: GPU, count: 2 }] } } },
    });
    expect(planned({ replicas: 5 }, prepaid)).toMatchObject({
      ...{ step: 'stuck', reason: 'ConsentNeeded', recheckMs: 60 },
      message: expect.stringContaining(`flavor ${GPU}: 2 nodes in ModelArts, 5 wanted`),
    });
  });

  test('gets no other flavor without consent either', () => {
    const resources = [
      { flavor: GPU, count: 2 },
      { flavor: CPU, count: 1 },
    ];
    expect(planned({ resources }, prepaid)).toMatchObject({ reason: 'ConsentNeeded' });
  });

  test('grows with consent, and shrinks without', () => {
    expect(planned({ replicas: 5, billing: { consent: true } }, prepaid)).toMatchObject({ step: 'act' });
    expect(planned({ replicas: 1 }, prepaid)).toMatchObject({ step: 'act' });
  });
});

describe('a purchase of nodes', () => {
  const spec = { replicas: 5, billing: { consent: true } };
  const growth = (state: JournalEntry['state']) => {
    const time = '2026-01-01T00:00:00Z';
    return { journal: { growth: { id: '0123abcd', what: 'more', seen: `${GPU}=2`, time, state } } };
  };
  const asked = (parts: Partial<PlanContext>) =>
    plan(object(withFields(spec), synced()), pool({ annotations: PREPAID }), context(parts), PACES);

  test('is sent once, with what was there before; nothing else is', () => {
    const because = `flavor ${GPU}: 2 nodes in ModelArts, 5 wanted`;
    expect(asked({})).toMatchObject({
      step: 'act',
      once: { key: 'growth', what: because, seen: `${GPU}=2` },
    });
    const shrinks = planned({ ...spec, replicas: 1 }, { annotations: PREPAID });
    expect([shrinks.step, 'once' in shrinks]).toEqual(['act', false]);
    const onDemand = planned(spec, {});
    expect([onDemand.step, 'once' in onDemand]).toEqual(['act', false]);
  });

  test('that was accepted is waited for until it shows', () => {
    expect(asked(growth('accepted'))).toMatchObject({
      ...{ step: 'wait', reason: 'OrderPending', recheckMs: 10 },
    });
  });

  test('of which nothing is known is for a person, who gets the command to let it be sent again', () => {
    expect(asked(growth('sent'))).toMatchObject({
      ...{ step: 'stuck', reason: 'CheckOrder', recheckMs: 10 },
      message: expect.stringMatching(
        /still has .*=2\. .*kubectl annotate --overwrite pools resnet -n ml modelarts\.huaweicloud\.com\/checked=0123abcd$/,
      ),
    });
    for (const state of ['sent', 'accepted'] as const)
      expect(asked({ ...growth(state), isChecked: (id) => id === '0123abcd' })).toMatchObject({
        step: 'act',
      });
  });
});

describe('the way to the end', () => {
  test('is a delete', () => {
    expect(planDelete(pool(), 10)).toMatchObject({ step: 'act', action: { type: 'delete' } });
  });

  test('is waited for while nodes leave', () => {
    const leaving = pool({ phase: 'Deleting', nodes: counts({ deleting: 2 }) });
    expect(planDelete(leaving, 10)).toMatchObject({
      ...{ step: 'wait', reason: 'Deleting', recheckMs: 10 },
      message: expect.stringContaining('2 nodes are left'),
    });
  });

  test('that somebody else has begun is waited for, and nothing is changed', () => {
    for (const held of [{ phase: 'Deleting' }, { deletedAtMs: 1 }])
      expect(planned({ replicas: 9 }, held)).toMatchObject({ step: 'wait', reason: 'DeletedExternally' });
  });
});
