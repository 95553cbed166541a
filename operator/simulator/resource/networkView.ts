import type { Behaviours } from '../behaviours.ts';
import { phaseAt, timestamp } from './life.ts';
import { type Network, type Peer, peerPhase } from './networks.ts';
import type { ResourceWorld } from './world.ts';

/** A network whose name has this in it can reach an SFS Turbo, which somebody has joined to it in the console. */
const WITH_SFS = /sfs/;

/** A network as answers show it (sections 10.7 to 10.11). */
export function networkView(network: Network, now: number, world: ResourceWorld) {
  const { id, name, workspaceId, description, cidr, peers, createdAt, deletedAt } = network;
  const { behaviours, durations } = world;
  return {
    kind: 'Network',
    apiVersion: 'v1',
    metadata: {
      name: id,
      creationTimestamp: timestamp(createdAt),
      ...(deletedAt !== undefined && { deletionTimestamp: timestamp(deletedAt) }),
      labels: { 'os.modelarts/name': name, 'os.modelarts/workspace.id': workspaceId },
      annotations: description === undefined ? {} : { 'os.modelarts/description': description },
    },
    spec: {
      cidr,
      connection:
        peers.length > 0 ? { peerConnectionList: peers.map((peer) => peerView(peer, behaviours)) } : {},
    },
    status: {
      phase: phaseAt(network.life, now) as string,
      connectionStatus: connections(network, now, behaviours, durations.peerMs),
    },
  };
}

/** As the tables of the answers spell it, or as the request did (network.peerSpelling). */
const peerView = ({ vpc, subnet, gateway, wire }: Peer, behaviours: Behaviours): object =>
  behaviours['network.peerSpelling'] === 'request'
    ? wire
    : { peerVpcId: vpc, peerSubnetId: subnet, defaultGateWay: gateway };

function connections({ name, peers, life }: Network, now: number, behaviours: Behaviours, peerMs: number) {
  if (phaseAt(life, now) !== 'Active') return {};
  const status = peers.map((peer) => ({
    [behaviours['network.statusSpelling']]: peer.vpc,
    peerSubnetId: peer.subnet,
    defaultGateWay: peer.gateway,
    phase: peerPhase(peer, now, peerMs),
  }));
  const turbo = { sfsId: 'sfs-turbo-1', name: 'shared', status: 'Active', ipAddr: '192.168.0.10' };
  return {
    ...(status.length > 0 && { peerConnectionStatus: status }),
    ...(WITH_SFS.test(name) && { sfsTurboStatus: [turbo] }),
  };
}
