import type { Admission } from '../admission.ts';
import { CPU, completeSample, GPU, REFUSED, sample, TAKEN } from './specs.ts';

const [gpus, npus] = completeSample().resources ?? [];
const flavor = npus?.flavor ?? '';

/** Pool, for the API server. */
export const admission: Admission = {
  plural: 'pools',
  kind: 'Pool',
  noun: 'a pool',
  sample: sample(),
  defaults: { managementPolicy: 'Manage' },
  complete: completeSample(),
  taken: TAKEN,
  refused: REFUSED,
  byOperator: /^none$/,
  bySchema: [
    ['a name that is too long', { name: `a${'b'.repeat(30)}` }],
    ['a name that ends with a dash', { name: 'a-' }],
    ['a description with characters that ModelArts refuses', { description: 'a & b' }],
    ['a description that leaves no room for the marker', { description: 'x'.repeat(136) }],
    ['no job type', { scope: [] }],
    ['a job type twice', { scope: ['Train', 'Train'] }],
    ['a flavor twice', { resources: [1, 2].map((count) => ({ flavor: GPU, count })) }],
    ['less than no nodes', { replicas: -1 }],
    ['a mode that ModelArts does not have', { billing: { mode: 'Free' } }],
    ['a network that is a path', { networkId: '../0' }],
  ],
  fixed: [
    ['name', { name: 'other' }],
    ['workspaceId', { workspaceId: null }],
    ['nodePrefix', { nodePrefix: 'other' }],
    ['networkRef', { networkRef: { name: 'other' } }],
    ['networkId', { networkRef: null, networkId: 'net-1' }],
    ['billing.mode', { billing: { mode: null } }],
    ['billing.periodType', { billing: { periodType: 'Year' } }],
    ['billing.periodNum', { billing: { periodNum: 2 } }],
    ['billing.autoRenew', { billing: { autoRenew: true } }],
    ['billing.autoPay', { billing: null }],
    ['billing.promotionInfo', { billing: { promotionInfo: null } }],
    ['billing.consoleUrl', { billing: { consoleUrl: 'https://example.com' } }],
    ['resources.extendParams', { resources: [{ ...gpus, extendParams: null }, npus] }],
    [
      'resources.extendParams',
      { resources: [gpus, { flavor, count: 2, extendParams: { dockerBaseSize: '1' } }] },
    ],
    ['resources.extendParams', { resources: [{ flavor: GPU, count: 4 }] }],
  ],
  free: [
    [
      'all else',
      {
        ...{
          accountRef: null,
          deletionPolicy: null,
          deletionProtection: null,
          description: null,
          driver: null,
        },
        ...{ scope: ['Infer'], jobFlavors: null, billing: { consent: false, orderId: null } },
        ...{ replicas: 3, scaleTarget: CPU, resources: [gpus, { flavor: CPU, count: 2 }] },
      },
    ],
    ['the number of nodes', { replicas: 7 }],
  ],
};
