/** How far a network is on its way to being of use (section 10.9). Pure. */
import type { Network, NetworkPeer } from '../../modelarts/network.ts';
import { peerName } from './request.ts';

/** `active`: of use. `coming`: ModelArts is at it, or may be. `failed`: only a person can help. */
export type State = { is: 'active' | 'coming' | 'failed'; reason: string; message: string };

/** The state of the network itself, without its connections; a phase that is not known is never final. */
export function stateOf({ name, phase, deletedAtMs }: Network): State {
  if (deletedAtMs !== undefined)
    return { is: 'coming', reason: 'Deleting', message: `network ${name} is being deleted in ModelArts` };
  switch (phase) {
    case 'Active':
      return { is: 'active', reason: 'Active', message: `network ${name} is active` };
    case 'Abnormal':
      return {
        is: 'failed',
        reason: 'NetworkAbnormal',
        message: `network ${name} is Abnormal in ModelArts: look at it there; if it cannot be mended, make a new object`,
      };
    case '':
    case 'Creating':
      return { is: 'coming', reason: 'Creating', message: `network ${name} is being created` };
    default:
      return {
        is: 'coming',
        reason: 'UnknownPhase',
        message: `network ${name} is in phase "${phase}", which this version of the operator does not know; it is looked at again`,
      };
  }
}

/** The phase of the connection to a peer; '' as long as none is told. */
const phaseTo =
  ({ peerStates }: Network) =>
  (peer: NetworkPeer): string =>
    peerStates.find((one) => peerName(one) === peerName(peer))?.phase ?? '';

/** The state of a network with every connection that is wanted. */
export function connectedState(network: Network, wanted: readonly NetworkPeer[]): State {
  const own = stateOf(network);
  if (own.is !== 'active' || wanted.length === 0) return own;
  const abnormal = wanted.filter((peer) => phaseTo(network)(peer) === 'Abnormal');
  const message = `${activePeers(network, wanted)} of ${wanted.length} peer connections active`;
  if (abnormal.length > 0)
    return {
      is: 'failed',
      reason: 'PeerAbnormal',
      message: `${message}, Abnormal: ${abnormal.map(peerName).join(', ')}; see to it that VPC and subnet exist and that their addresses are not those of the network`,
    };
  if (activePeers(network, wanted) < wanted.length) return { is: 'coming', reason: 'Connecting', message };
  return { ...own, message: `${own.message}, ${message}` };
}

/** How many of the wanted connections are active. */
export const activePeers = (network: Network, wanted: readonly NetworkPeer[]): number =>
  wanted.map(phaseTo(network)).filter((phase) => phase === 'Active').length;

/** Whether nothing changes any more unless somebody changes it. */
export const isAtRest = (network: Network): boolean =>
  stateOf(network).is !== 'coming' && network.peerStates.every(({ phase }) => phase !== 'Connecting');
