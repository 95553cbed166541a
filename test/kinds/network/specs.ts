import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { NetworkSpec } from '../../../operator/kinds/network/spec.gen.ts';
import type { Network } from '../../../operator/modelarts/network.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

const read = (name: string): NetworkSpec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<NetworkSpec>).spec;

/** The spec of deploy/samples/network.yaml. */
export const sample = (): NetworkSpec => read('network');

/** The spec of deploy/samples/network-complete.yaml. */
export const completeSample = (): NetworkSpec => read('network-complete');

/** A spec with these peers, `<VPC>/<subnet>`. */
export const peered = (...peers: string[]): NetworkSpec & Pick<Required<NetworkSpec>, 'connection'> => ({
  ...sample(),
  connection: {
    peerConnectionList: peers.map((peer) => {
      const [peerVpcId = '', peerSubnetId = ''] = peer.split('/');
      return { peerVpcId, peerSubnetId };
    }),
  },
});

export const A = { vpcId: 'vpc-a', subnetId: 'subnet-a', defaultGateway: false };
export const B = { vpcId: 'vpc-b', subnetId: 'subnet-b', defaultGateway: true };

/** A network that is active and has nothing else, but for `change`. */
export const held = (change: Partial<Network> = {}): Network => ({
  id: 'net-1',
  name: 'net',
  description: '',
  labels: {},
  annotations: {},
  cidr: '192.168.0.0/16',
  peers: [],
  phase: 'Active',
  peerStates: [],
  sfsTurbos: [],
  ...change,
});

/** What can be created. */
export const TAKEN: readonly (readonly [string, NetworkSpec])[] = [
  ['a network in the other range', { cidr: '172.31.0.0/24' }],
  ['a network with two peers', peered('vpc-a/subnet-a', 'vpc-b/subnet-b')],
  ['a network with two subnets of a VPC', peered('vpc-a/subnet-a', 'vpc-a/subnet-b')],
  ['no peers in so many words', { ...sample(), connection: { peerConnectionList: [] } }],
  ['a connection that says nothing', { ...sample(), connection: {} }],
];

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly (readonly [string, NetworkSpec, readonly string[]])[] = [
  ['a network without addresses', {}, ['spec.cidr: is needed unless spec.adopt names an existing network']],
];
