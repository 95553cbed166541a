import type { Admission } from '../admission.ts';
import { batch, completeSample, REFUSED, sample, TAKEN, variant } from './specs.ts';

const complete = completeSample();
const [first, second] = complete.variants;

/** ModelService, for the API server. */
export const admission: Admission = {
  plural: 'modelservices',
  kind: 'ModelService',
  noun: 'a service',
  sample: sample(),
  defaults: { managementPolicy: 'Manage' },
  complete,
  taken: TAKEN,
  refused: REFUSED,
  // What compares variants with each other is the operator's.
  byOperator: /another variant/,
  bySchema: [
    ['a name with a dot', { name: 'a.b' }],
    ['a description with characters that ModelArts refuses', { description: 'a & b' }],
    ['a description that leaves no room for the marker', { description: 'x'.repeat(55) }],
    ['a kind that is not there', { inferType: 'offline' }],
    ['no variant', { variants: [] }],
    ['a variant twice', { variants: [variant('a'), variant('a')] }],
    ['a model whose id is a path', { variants: [variant('a', { modelId: '../a' })] }],
    ['more than all requests', { variants: [variant('a', { weight: 101 })] }],
    ['no instance', { replicas: 0 }],
    ['a schedule without an end', { schedule: [{ type: 'stop', timeUnit: 'HOURS', duration: 0 }] }],
    ['a priority that is not there', { priority: 4 }],
    ['a pause without a unit', { rollout: { steps: [{ weight: 10, pause: '10' }] } }],
    ['a roll-out without steps', { rollout: { steps: [] } }],
    ['a pool that is a path', { poolId: '../0' }],
  ],
  fixed: [
    ['name', { name: 'other' }],
    ['name', { name: null }],
    ['inferType', { ...nothingOf(complete), ...batch() }],
    ['workspaceId', { workspaceId: 'w-1' }],
    ['poolRef', { poolRef: { name: 'other' } }],
    ['poolId', { poolRef: null, poolId: 'pool-1' }],
    ['clusterId', { poolRef: null, clusterId: 'cluster-1' }],
    ['vpcId', { vpcId: 'other' }],
    ['subnetNetworkId', { subnetNetworkId: 'other' }],
    ['securityGroupId', { securityGroupId: 'other' }],
  ],
  free: [
    [
      'all else',
      {
        ...{ accountRef: null, deletionPolicy: null, deletionProtection: null, description: null },
        ...{ rollout: null, replicas: null, scaleTarget: null, running: false, schedule: null },
        ...{ loadBalancerPolicy: null, priority: null, serviceSecrets: null, additionalProperties: null },
        ...{ writeConnectionTo: null, variants: [variant('other')] },
      },
    ],
    ['the number of instances', { replicas: 9 }],
    ['a model', { variants: [first, { ...second, modelRef: { name: 'resnet-3' } }] }],
  ],
};

/** Each field taken out. */
function nothingOf(spec: object): object {
  return Object.fromEntries(Object.keys(spec).map((field) => [field, null]));
}
