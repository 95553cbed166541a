import { describe, expect, test } from 'vitest';
import { type Facts, plan, planDelete } from '../../../operator/kinds/network/plan.ts';
import { report } from '../../../operator/kinds/network/report.ts';
import type { Network } from '../../../operator/modelarts/network.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { A, B, held } from './specs.ts';

const PACES = { busyMs: 10_000, idleMs: 60_000 };
const WANT = { description: '', peers: [A, B] };
const connected = (a: string, b: string) =>
  held({
    peers: [A, B],
    peerStates: [
      { ...A, phase: a },
      { ...B, phase: b },
    ],
  });
const facts = (network: Network, change: Partial<Facts> = {}): Facts => ({
  network,
  want: WANT,
  cidr: undefined,
  wasSynced: false,
  ...change,
});

test.each<[string, Network, object]>([
  [
    'settled once every peer is active',
    connected('Active', 'Active'),
    { step: 'settled', recheckMs: 60_000 },
  ],
  [
    'waited for while it is created, without any update',
    held({ phase: 'Creating' }),
    { step: 'wait', reason: 'Creating', recheckMs: 10_000 },
  ],
  ['waited for while no phase is told', held({ phase: '' }), { step: 'wait', reason: 'Creating' }],
  ['waited for in a phase that is new', held({ phase: 'Mending' }), { step: 'wait', reason: 'UnknownPhase' }],
  [
    'waited for while somebody else’s deletion is under way',
    held({ deletedAtMs: 1 }),
    { step: 'wait', reason: 'Deleting' },
  ],
  [
    'stuck when it is abnormal, and followed on',
    held({ phase: 'Abnormal' }),
    { step: 'stuck', reason: 'NetworkAbnormal', recheckMs: 60_000 },
  ],
  [
    'waited for while a peer is connected',
    connected('Active', 'Connecting'),
    { step: 'wait', reason: 'Connecting', message: '1 of 2 peer connections active' },
  ],
  ['waited for while nothing is told of a peer', connected('Active', ''), { reason: 'Connecting' }],
  ['waited for while a peer is in a phase that is new', connected('Active', 'New'), { reason: 'Connecting' }],
  [
    'stuck when a peer is abnormal, which is named',
    connected('Abnormal', 'Connecting'),
    {
      step: 'stuck',
      reason: 'PeerAbnormal',
      message: expect.stringMatching(/^0 of 2 .*: vpc-a\/subnet-a;/),
      recheckMs: 60_000,
    },
  ],
])('a network is %s', (_sentence, network, step) => {
  expect(plan(facts(network), PACES)).toMatchObject(step);
});

describe('a network whose peers are not as wanted', () => {
  const drifted = held({ peers: [A] });
  const words =
    'spec.connection.peerConnectionList: vpc-a/subnet-a in ModelArts, vpc-a/subnet-a, vpc-b/subnet-b (default gateway) wanted';

  test('is updated, for a reason that says what is there and what is wanted', () => {
    const step = plan(facts(drifted), PACES);
    expect(step).toMatchObject({ step: 'act', action: { type: 'update' }, because: words });
    expect(step).not.toHaveProperty('news');
  });

  test('although it held the present spec before is told to have been set back', () => {
    const { news } = plan(facts(drifted, { wasSynced: true }), PACES) as { news?: object };
    expect(news).toEqual({
      type: 'Warning',
      reason: 'DriftCorrected',
      message: expect.stringMatching(/^spec\.connection.* wanted; .*set back$/),
    });
  });
});

test.each([
  ['other addresses than the spec of the adopting object says', '172.16.0.0/16', 'stuck'],
  ['the addresses that it says', '192.168.0.0/16', 'act'],
])('a network with %s', (_sentence, cidr, step) => {
  expect(plan(facts(held(), { cidr }), PACES).step).toBe(step);
});

test.each([
  ['is deleted at once', held({ phase: 'Creating' }), { step: 'act', action: { type: 'delete' } }],
  [
    'and is going already is waited for',
    held({ deletedAtMs: 1 }),
    { step: 'wait', reason: 'Deleting', recheckMs: 10_000 },
  ],
])('one that is not wanted any more %s', (_sentence, network, step) => {
  expect(planDelete(network, 10_000)).toMatchObject(step);
});

describe('status', () => {
  const object = (status: object = {}): Resource => ({
    apiVersion: 'modelarts.huaweicloud.com/v1alpha1',
    kind: 'Network',
    metadata: { namespace: 'ml', name: 'net', uid: 'u', resourceVersion: '1', generation: 3 },
    spec: {},
    status: { conditions: [], ...status } as NonNullable<Resource['status']>,
  });

  test('shows addresses, peers with their phases and file systems', () => {
    const turbo = { id: 'sfs-1', name: 'shared', status: 'Active', address: '192.168.0.10' };
    const network = { ...connected('Active', 'Connecting'), sfsTurbos: [turbo] };
    expect(report(object(), network, WANT)).toEqual({
      phase: 'Active',
      fields: {
        cidr: '192.168.0.0/16',
        peers: '1/2',
        peerConnections: [
          { peerVpcId: 'vpc-a', peerSubnetId: 'subnet-a', defaultGateway: false, phase: 'Active' },
          { peerVpcId: 'vpc-b', peerSubnetId: 'subnet-b', defaultGateway: true, phase: 'Connecting' },
        ],
        sfsTurbos: [turbo],
        syncedGeneration: 3,
      },
      ready: { status: 'False', reason: 'Connecting', message: '1 of 2 peer connections active' },
    });
  });

  test.each<[string, Network, string, string]>([
    ['active, with every peer', connected('Active', 'Active'), 'True', 'Active'],
    ['being created', held({ phase: '' }), 'False', 'Creating'],
    ['abnormal', held({ phase: 'Abnormal' }), 'False', 'NetworkAbnormal'],
    ['active, but not its peers', connected('Active', 'Abnormal'), 'False', 'PeerAbnormal'],
  ])('says of a network that is %s whether it is ready', (_sentence, network, status, reason) => {
    expect(report(object(), network, WANT).ready).toMatchObject({ status, reason });
  });

  test.each([
    ['of the same network, what it was', 'net-1', 2],
    ['of the one before it, nothing', 'net-0', undefined],
  ])('keeps of the generation that the cloud held, while something differs, %s', (_words, id, kept) => {
    const before = object({ remote: { id, name: 'net', attempt: 1, account: 'a' }, syncedGeneration: 2 });
    expect(report(before, held(), WANT).fields.syncedGeneration).toBe(kept);
  });
});
