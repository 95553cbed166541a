/** The whole life of a Network once it exists in the cloud. Pure: same object and observation, same step. */
import type { PatchNetworkRequest } from '../../modelarts/generated/resource.gen.ts';
import type { Network } from '../../modelarts/network.ts';
import type { Step } from '../../runtime/kind.ts';
import { type Difference, driftCorrected, textOf } from '../drift.ts';
import { differences, patchRequest, type Wanted } from './request.ts';
import { connectedState, type State, stateOf } from './state.ts';

export type Action = { type: 'update'; body: PatchNetworkRequest } | { type: 'delete' };

/** What the plan goes by. */
export type Facts = {
  network: Network;
  want: Wanted;
  /** The range that the spec asks of a network that it adopts. */
  cidr: string | undefined;
  /** True when the cloud held the present spec before. */
  wasSynced: boolean;
};

/** How soon to look again while something is under way, and otherwise; milliseconds. */
export type Paces = { busyMs: number; idleMs: number };

/** Peers and description are changed once the network is active: before, 10.11 does not take them. */
export function plan({ network, want, cidr, wasSynced }: Facts, paces: Paces): Step<Action> {
  const own = stateOf(network);
  if (own.is !== 'active') return stepOf(own, paces);
  if (cidr !== undefined && network.cidr !== undefined && network.cidr !== cidr)
    return {
      step: 'stuck',
      reason: 'ImmutableField',
      message: `spec.cidr: ${network.cidr} in ModelArts, ${cidr} wanted: a network cannot change after it was created; correct the spec, or adopt another one`,
      recheckMs: paces.idleMs,
    };
  const differing = differences(want, network);
  if (differing.length > 0) return update(want, differing, wasSynced);
  return stepOf(connectedState(network, want.peers), paces);
}

const update = (want: Wanted, differing: readonly Difference[], wasSynced: boolean): Step<Action> => ({
  step: 'act',
  action: { type: 'update', body: patchRequest(want, differing) },
  because: textOf(differing),
  ...(wasSynced && { news: driftCorrected(differing) }),
});

function stepOf({ is, reason, message }: State, { busyMs, idleMs }: Paces): Step<Action> {
  if (is === 'active') return { step: 'settled', recheckMs: idleMs };
  if (is === 'failed') return { step: 'stuck', reason, message, recheckMs: idleMs };
  return { step: 'wait', reason, message, recheckMs: busyMs };
}

/** The way to the end: one that is going already is waited for. */
export function planDelete(network: Network, recheckMs: number): Step<Action> {
  const { reason, message } = stateOf(network);
  if (network.deletedAtMs !== undefined) return { step: 'wait', reason, message, recheckMs };
  return { step: 'act', action: { type: 'delete' }, because: 'the object is deleted' };
}
