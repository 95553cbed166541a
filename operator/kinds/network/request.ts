/** From a Network's spec to the bodies of createNetwork and patchNetwork (sections 10.7, 10.11). Pure. */
import type { CreateNetworkRequest, PatchNetworkRequest } from '../../modelarts/generated/resource.gen.ts';
import type { Network, NetworkPeer } from '../../modelarts/network.ts';
import { resourceWire } from '../../modelarts/wire/resource.ts';
import type { Field } from '../../runtime/digest.ts';
import type { Difference } from '../drift.ts';
import type { NetworkSpec } from './spec.gen.ts';

/** All of a network that 10.11 can change, as it is to be. */
export type Wanted = Pick<Network, 'description' | 'peers'>;

/** What the spec does not say is wanted empty; of a network that was adopted it is left alone. */
export function wanted({ adopt, description, connection }: NetworkSpec, held: Wanted): Wanted {
  const rest = adopt ? held : { description: '', peers: [] };
  return {
    description: description ?? rest.description,
    peers: connection?.peerConnectionList?.map(peerOf) ?? rest.peers,
  };
}

type Listed = NonNullable<NonNullable<NetworkSpec['connection']>['peerConnectionList']>[number];

const peerOf = ({ peerVpcId, peerSubnetId, defaultGateway = false }: Listed): NetworkPeer => ({
  vpcId: peerVpcId,
  subnetId: peerSubnetId,
  defaultGateway,
});

/** The body of 10.7, which has no place for a description, and on the wire its own spelling of a peer's VPC. */
export function createRequest(spec: NetworkSpec, name: string): CreateNetworkRequest {
  const { cidr, connection, workspaceId } = spec;
  const body = {
    apiVersion: 'v1',
    kind: 'Network',
    metadata: { labels: { name, workspaceId } },
    spec: { cidr, connection: connection?.peerConnectionList?.length ? connection : undefined },
  };
  return resourceWire.toWire('CreateNetworkRequest', body) as CreateNetworkRequest;
}

/** The body of 10.11, a merge patch: only what differs, and of the peers all that are wanted. */
export function patchRequest(want: Wanted, differences: readonly Difference[]): PatchNetworkRequest {
  const differs = (path: string) => differences.some((one) => one.path === path);
  const peerConnectionList = want.peers.map(({ vpcId, subnetId, defaultGateway }) => ({
    peerVpcId: vpcId,
    peerSubnetId: subnetId,
    defaultGateway,
  }));
  const body = {
    metadata: differs(DESCRIPTION) ? { annotations: { description: want.description } } : undefined,
    spec: differs(PEERS) ? { connection: { peerConnectionList } } : undefined,
  };
  return resourceWire.toWire('PatchNetworkRequest', body) as PatchNetworkRequest;
}

const DESCRIPTION = 'spec.description';
const PEERS = 'spec.connection.peerConnectionList';

/** The fields that the network in the cloud does not have as they are wanted; the order of peers says nothing. */
export function differences(want: Wanted, held: Wanted): Difference[] {
  const fields = [
    { path: DESCRIPTION, there: quoted(held.description), wanted: quoted(want.description) },
    { path: PEERS, there: listOf(held.peers), wanted: listOf(want.peers) },
  ];
  return fields.filter(({ there, wanted: text }) => there !== text);
}

const quoted = (text: string): string => (text === '' ? 'none' : `"${text}"`);

const listOf = (peers: readonly NetworkPeer[]): string =>
  peers.length === 0 ? 'none' : peers.map(peerText).sort().join(', ');

const peerText = (peer: NetworkPeer): string =>
  `${peerName(peer)}${peer.defaultGateway ? ' (default gateway)' : ''}`;

/** `<VPC>/<subnet>`: what tells one peer from another. */
export const peerName = ({ vpcId, subnetId }: Pick<NetworkPeer, 'vpcId' | 'subnetId'>): string =>
  `${vpcId}/${subnetId}`;

/** The fields that the create carries and 10.11 does not take; the CRD has a rule for each of them. */
export const immutableFields = ({ name, workspaceId, cidr }: NetworkSpec): Field[] => [
  { path: 'spec.name', value: name },
  { path: 'spec.workspaceId', value: workspaceId },
  { path: 'spec.cidr', value: cidr },
];

/** A sentence per bad field, naming it; all else is said by the CRD's schema. */
export const validate = ({ cidr, adopt }: NetworkSpec): string[] =>
  cidr === undefined && !adopt ? ['spec.cidr: is needed unless spec.adopt names an existing network'] : [];
