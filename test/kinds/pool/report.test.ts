import { describe, expect, test } from 'vitest';
import { news, report } from '../../../operator/kinds/pool/report.ts';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import { restrictionsOf } from '../../../operator/kinds/pool/state.ts';
import { parseCounts } from '../../../operator/modelarts/nodeCounts.ts';
import type { Pool } from '../../../operator/modelarts/pool.ts';
import { context, counts, nodes, object, PREPAID, pool, synced } from './pools.ts';
import { CPU, GPU, withFields } from './specs.ts';

const reported = (spec: Partial<PoolSpec>, held: Partial<Pool>) =>
  report(object(withFields(spec)), pool(held), context());
const fields = (spec: Partial<PoolSpec>, held: Partial<Pool>) => reported(spec, held).fields;

test('a pool that runs is Ready and tells nodes, flavor, scope, billing and a selector', () => {
  expect(reported({}, {})).toEqual({
    phase: 'Running',
    ready: { status: 'True', reason: 'Available', message: '2/2 nodes available for Train' },
    fields: {
      ...{ nodes: '2/2', flavor: GPU, scope: 'Train', replicas: 2, billingMode: 'OnDemand' },
      selector: 'modelarts.huaweicloud.com/pool-uid=uid-1',
      resources: [{ flavor: GPU, wanted: 2, available: 2, creating: 0, abnormal: 0, deleting: 0 }],
      scopes: [{ type: 'Train', state: 'Enabled' }],
      syncedGeneration: 1,
    },
  });
});

test('what else there is to tell is told', () => {
  const drivers = { gpu: { version: '470.57', state: 'Upgrading', message: 'm' }, npu: { state: '' } };
  const held = { drivers, controlMode: 3, annotations: PREPAID, message: 'x'.repeat(2000) };
  expect(fields({}, held)).toMatchObject({
    ...{
      drivers,
      restrictions: ['BillingChange', 'FlavorChange'],
      billingMode: 'Prepaid',
      message: 'x'.repeat(1024),
    },
  });
});

describe('Ready', () => {
  test.each<[string, Partial<PoolSpec>, Partial<Pool>, string]>([
    ['nodes lack', {}, { nodes: counts({ available: 1, creating: 1 }) }, 'Provisioning'],
    ['a job type asked for is not enabled', {}, { scopeStates: { Train: 'Disabled' } }, 'ScopeChanging'],
    ['it is not Running', {}, { phase: 'Abnormal' }, 'PoolAbnormal'],
    ['its creation failed', {}, { failed: true, nodes: counts({}) }, 'CreationFailed'],
    ['it is frozen', {}, { controlMode: 16 }, 'Frozen'],
    ['it is being deleted', {}, { phase: 'Deleting' }, 'Deleting'],
    ['nothing is known of it but its id', {}, { phase: '', nodes: counts({}) }, 'Provisioning'],
  ])('is False while %s', (_sentence, spec, held, reason) => {
    expect(reported(spec, held).ready).toMatchObject({ status: 'False', reason });
  });

  test.each<[string, Partial<PoolSpec>, Partial<Pool>]>([
    ['a flavor that is not asked for lacks nodes', {}, { resources: [nodes(2), nodes(1, CPU)] }],
    ['a job type that is not asked for goes', {}, { scopeStates: { Train: 'Enabled', Infer: 'Disabling' } }],
    ['a driver is changed', {}, { drivers: { gpu: { state: 'Upgrading' } } }],
    ['nodes leave', {}, { nodes: counts({ available: 2, deleting: 3 }) }],
  ])('is True while %s', (_sentence, spec, held) => {
    expect(reported(spec, held).ready.status).toBe('True');
  });
});

describe('the numbers', () => {
  test.each<[string, Partial<PoolSpec>, Partial<Pool>, string, number]>([
    [
      'while nodes come',
      { replicas: 8 },
      { resources: [nodes(8)], nodes: counts({ available: 6, creating: 2 }) },
      '6/8',
      8,
    ],
    ['before the cloud knows of the change', { replicas: 8 }, {}, '2/8', 2],
    [
      'while nodes leave',
      { replicas: 1 },
      { resources: [nodes(1)], nodes: counts({ available: 1, deleting: 1 }) },
      '1/1',
      1,
    ],
    ['while too many are there', { replicas: 1 }, {}, '2/2', 2],
    ['with a node that is not well', {}, { nodes: counts({ available: 1, abnormal: 1 }) }, '1/2', 2],
    ['before there is any', {}, { nodes: counts({}) }, '0/2', 0],
  ])('%s', (_sentence, spec, held, text, replicas) => {
    expect(fields(spec, held)).toMatchObject({ nodes: text, replicas });
  });

  test('of several flavors are those of the one that is scaled, by node pool added up', () => {
    const resources = [
      { flavor: GPU, count: 2 },
      { flavor: CPU, count: 1 },
    ];
    const held = {
      resources: [nodes(2), nodes(1, CPU)],
      nodes: { ...counts({}), available: [nodes(2), nodes(1, CPU), { ...nodes(3, CPU), nodePool: 'more' }] },
    };
    const spec = { resources, replicas: 1, scaleTarget: CPU };
    expect(fields(spec, held)).toMatchObject({ nodes: '6/6', replicas: 4, flavor: `${GPU},${CPU}` });
    expect(fields({ resources }, held)).toMatchObject({ replicas: 6 });
  });

  test('are the same whether the cloud tells objects or lists', () => {
    const one = { flavor: GPU, count: 2 };
    const told = (available: unknown) => fields({}, { nodes: parseCounts({ available }) });
    expect(told(one)).toEqual(told([one]));
  });
});

test.each([
  [0, []],
  [undefined, []],
  [9, ['BillingChange', 'Frozen']],
  [22, ['FlavorChange', 'Service', 'FrozenByPolice']],
  [33, ['BillingChange', '32']],
])('the control mode %s is told in words', (controlMode, words) => {
  expect(restrictionsOf({ controlMode })).toEqual(words);
});

describe('news', () => {
  const told = (before: object, held: Partial<Pool>) =>
    news(object(withFields({}), synced(before)), pool(held)).map(({ reason, message }) => [reason, message]);
  const resources = [{ abnormal: 0 }];

  test.each<[string, object, Partial<Pool>, string[][]]>([
    ['nothing where nothing changed', { phase: 'Running', nodes: '2/2', resources }, {}, []],
    [
      'that it runs',
      { phase: 'Creating', nodes: '0/2', resources },
      { nodes: counts({ available: 1, creating: 1 }) },
      [['Running', 'Pool is Running, 1/2 nodes available']],
    ],
    [
      'that all nodes are there',
      { phase: 'Running', nodes: '1/2', resources },
      {},
      [['NodesAvailable', '2/2 nodes available']],
    ],
    [
      'a node that is not well',
      { phase: 'Running', nodes: '2/2', resources },
      { nodes: counts({ available: 1, abnormal: 1 }), message: 'm' },
      [['NodesAbnormal', '1 node is abnormal: m']],
    ],
    [
      'a node that is still not well only once',
      { phase: 'Running', nodes: '1/2', resources: [{ abnormal: 1 }] },
      { nodes: counts({ available: 1, abnormal: 1 }) },
      [],
    ],
  ])('%s', (_sentence, before, held, expected) => {
    expect(told(before, held)).toEqual(expected);
  });
});
