import type { Admission } from '../admission.ts';
import { completeSample, having, PREPAID, REFUSED, sample, TAKEN } from './specs.ts';

const { resources } = completeSample();
const keyless = { flavor: null, count: 1 };

/** NodePool, for the API server. */
export const admission: Admission = {
  plural: 'nodepools',
  kind: 'NodePool',
  noun: 'a node pool',
  sample: sample(),
  defaults: { managementPolicy: 'Manage' },
  complete: completeSample(),
  taken: [...TAKEN, ['an existing node pool', { adopt: { id: 'pool-1/modelarts.vm.gpu.tnt004-Default' } }]],
  refused: REFUSED,
  byOperator: /^none$/,
  bySchema: [
    ['a name that begins with a digit', { name: '1-pool' }],
    ['a name that ends with a dot', { name: 'pool.' }],
    ['a name that is too long', { name: 'n'.repeat(31) }],
    ['a pool that is a path', { poolRef: null, poolId: '../1' }],
    ['an id to adopt without its pool', { adopt: { id: 'gpus' } }],
    ['an id to adopt that climbs', { adopt: { id: 'pool-1/../x' } }],
    ['fewer than no nodes', having({ count: -1 })],
    ['fewer than no replicas', { replicas: -1 }],
    ['nodes without a flavor', { resources: keyless }],
    ['a tag twice', having({ tags: [0, 1].map((value) => ({ key: 'a', value: `${value}` })) })],
    ['a taint twice', having({ taints: [0, 1].map(() => ({ key: 'a', effect: 'NoSchedule' })) })],
    ['a taint without an effect', { resources: { ...sample().resources, taints: [{ key: 'a' }] } }],
    ['a period in days', { billing: { ...PREPAID, periodType: 'Day' } }],
  ],
  fixed: [
    ['name', { name: 'other' }],
    ['poolRef', { poolRef: { name: 'other' } }],
    ['poolId', { poolRef: null, poolId: 'pool-2' }],
    ['resources.flavor', { resources: { flavor: 'other' } }],
    ['billing.mode', { billing: { mode: 'OnDemand' } }],
    ['billing.mode', { billing: null }],
    ['billing.periodType', { billing: { periodType: 'Year' } }],
    ['billing.periodNum', { billing: { periodNum: 2 } }],
    ['billing.autoRenew', { billing: { autoRenew: null } }],
    ['billing.promotionInfo', { billing: { promotionInfo: 'autumn' } }],
    ['billing.consoleUrl', { billing: { consoleUrl: null } }],
    ['billing.orderId', { billing: { orderId: 'other' } }],
  ],
  free: [
    ['the number of nodes', { replicas: null, resources: { count: 4, maxCount: 4 } }],
    [
      'all else of its nodes',
      {
        resources: Object.fromEntries(
          Object.keys(resources ?? {})
            .filter((field) => field !== 'flavor' && field !== 'count')
            .map((field) => [field, null]),
        ),
      },
    ],
    [
      'what the operator goes by',
      { billing: { consent: false }, deletionPolicy: 'Delete', deletionProtection: true, accountRef: null },
    ],
  ],
};
