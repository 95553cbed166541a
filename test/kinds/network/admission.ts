import type { Admission } from '../admission.ts';
import { completeSample, peered, REFUSED, sample, TAKEN } from './specs.ts';

/** Network, for the API server. */
export const admission: Admission = {
  plural: 'networks',
  kind: 'Network',
  noun: 'a network',
  sample: sample(),
  defaults: { managementPolicy: 'Manage' },
  complete: completeSample(),
  taken: [...TAKEN, ['an existing network without its addresses', { adopt: { id: 'net-1' } }]],
  refused: REFUSED,
  byOperator: /^none$/,
  bySchema: [
    ['a name that begins with a digit', { name: '1-net' }],
    ['a name that ends with a hyphen', { name: 'net-' }],
    ['a name that is too long', { name: 'n'.repeat(31) }],
    ['a range without a mask', { cidr: '192.168.0.0' }],
    ['a range that is none', { cidr: '192.168.256.0/16' }],
    ['a mask that is none', { cidr: '192.168.0.0/33' }],
    ['a description with a special character', { description: 'a & b' }],
    ['a peer twice', peered('vpc-a/subnet-a', 'vpc-a/subnet-a')],
    ['a peer that is a path', peered('..%2f/subnet-a')],
    ['a peer without a subnet', { connection: { peerConnectionList: [{ peerVpcId: 'vpc-a' }] } }],
    ['an id to adopt that is a path', { adopt: { id: 'a/b' } }],
  ],
  fixed: [
    ['name', { name: 'other' }],
    ['name', { name: null }],
    ['workspaceId', { workspaceId: 'w-1' }],
    ['cidr', { cidr: '192.168.0.0/16' }],
  ],
  free: [
    [
      'all else',
      {
        ...{ description: null, connection: null, deletionProtection: true, deletionPolicy: 'Retain' },
        accountRef: null,
      },
    ],
    ['the list of peers', { connection: { peerConnectionList: [] } }],
  ],
};
