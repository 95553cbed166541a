import type { GetNetworkResponse } from './generated/resource.gen.ts';
import { asArray, asObject, asText } from './loose.ts';
import { type OsMetadata, parseMetadata } from './osMetadata.ts';

/** A connection to a VPC of the customer, however it is spelled. */
export type NetworkPeer = {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly defaultGateway: boolean;
};

/** An SFS Turbo that can be reached; they are joined to a network elsewhere. */
export type SfsTurbo = {
  readonly id: string;
  readonly name: string;
  /** Active, Abnormal, or new ones; '' if none. */
  readonly status: string;
  readonly address: string;
};

/** A network as the cloud describes it (sections 10.7 to 10.11), absent values undefined. */
export type Network = OsMetadata & {
  readonly cidr?: string | undefined;
  readonly peers: readonly NetworkPeer[];
  /** Creating, Active, Abnormal, or new ones; '' if none, as the answer to a create may have it. */
  readonly phase: string;
  /** Phase: Connecting, Active, Abnormal, or new ones; '' if none. */
  readonly peerStates: readonly (NetworkPeer & { readonly phase: string })[];
  readonly sfsTurbos: readonly SfsTurbo[];
};

type Wire = GetNetworkResponse & { annotations: unknown };
type Status = NonNullable<GetNetworkResponse['status']>;

/**
 * Reads a network out of an answer.
 *
 * @returns undefined unless it holds an id and the name that its maker gave
 */
export function parseNetwork(wire: unknown): Network | undefined {
  const { metadata, annotations, spec: wireSpec, status: wireStatus } = asObject<Wire>(wire);
  const meta = parseMetadata(metadata, annotations);
  if (!meta) return undefined;
  const { cidr, connection } = asObject<GetNetworkResponse['spec']>(wireSpec);
  const { peerConnectionList } = asObject<{ peerConnectionList: unknown }>(connection);
  const { phase, connectionStatus } = asObject<Status>(wireStatus);
  const { peerConnectionStatus, sfsTurboStatus } = asObject<Status['connectionStatus']>(connectionStatus);
  return {
    ...meta,
    cidr: asText(cidr),
    peers: asArray(peerConnectionList).map(parsePeer),
    phase: asText(phase) ?? '',
    peerStates: asArray(peerConnectionStatus).map((one) => ({
      ...parsePeer(one),
      phase: asText(asObject<{ phase: unknown }>(one).phase) ?? '',
    })),
    sfsTurbos: asArray(sfsTurboStatus).map(parseSfsTurbo),
  };
}

/** The tables and examples of chapter 10 spell the VPC in four ways and the gateway in two. */
function parsePeer(wire: unknown): NetworkPeer {
  const peer = asObject<Record<string, unknown>>(wire);
  return {
    vpcId: asText(peer.peerVpcId ?? peer.peerVpclId ?? peer.peerVpclid ?? peer.peerVpId) ?? '',
    subnetId: asText(peer.peerSubnetId) ?? '',
    defaultGateway: (peer.defaultGateWay ?? peer.defaultGateway) === true,
  };
}

function parseSfsTurbo(wire: unknown): SfsTurbo {
  const { sfsId, name, status, ipAddr } = asObject<Record<string, unknown>>(wire);
  return {
    id: asText(sfsId) ?? '',
    name: asText(name) ?? '',
    status: asText(status) ?? '',
    address: asText(ipAddr) ?? '',
  };
}
