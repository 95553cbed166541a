/** What a Network's status says of its network. Pure. */
import type { Network } from '../../modelarts/network.ts';
import type { Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { syncedGeneration } from '../drift.ts';
import { differences, peerName, type Wanted } from './request.ts';
import { activePeers, connectedState } from './state.ts';

/** As many as the CRD lets the spec have. */
const MAX_LISTED = 50;

export function report(object: Resource, network: Network, want: Wanted): Report {
  const { peers, peerStates, sfsTurbos } = network;
  const { is, reason, message } = connectedState(network, want.peers);
  const phaseOf = (name: string) => peerStates.find((one) => peerName(one) === name)?.phase ?? '';
  const listed = peers.slice(0, MAX_LISTED).map((peer) => ({
    peerVpcId: peer.vpcId,
    peerSubnetId: peer.subnetId,
    defaultGateway: peer.defaultGateway,
    phase: phaseOf(peerName(peer)),
  }));
  return {
    // The answer to a create has none.
    phase: network.phase || 'Creating',
    fields: {
      cidr: network.cidr,
      peers: want.peers.length > 0 ? `${activePeers(network, want.peers)}/${want.peers.length}` : undefined,
      peerConnections: listed.length > 0 ? listed : undefined,
      sfsTurbos: sfsTurbos.length > 0 ? sfsTurbos.slice(0, MAX_LISTED) : undefined,
      syncedGeneration: syncedGeneration(object, network.id, differences(want, network)),
    },
    ready: { status: is === 'active' ? 'True' : 'False', reason, message },
  };
}
