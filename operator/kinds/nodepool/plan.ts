/** The whole life of a NodePool once it exists in the cloud. Pure: same object and observation, same step. */
import type { PatchNodePoolRequest } from '../../modelarts/generated/nodepool.gen.ts';
import type { NodePool } from '../../modelarts/nodePools.ts';
import type { PlanContext, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { type Difference, driftCorrected, textOf, wasSynced } from '../drift.ts';
import { GROWTH, isBought, orderPending } from '../purchase.ts';
import { differences, heldCount, nodesText, patchRequest, wantedCount } from './request.ts';
import type { NodePoolSpec } from './spec.gen.ts';
import { countsOf, unsettled } from './state.ts';
import { NODE_POOL } from './type.ts';

export type Action = { type: 'update'; body: PatchNodePoolRequest } | { type: 'delete' };

/** How soon to look again while something is under way, and otherwise; milliseconds. */
export type Paces = { busyMs: number; idleMs: number };

type Spec = Resource<NodePoolSpec>;
type Held = NodePool & { id: string };

/** What is to be done next for a node pool that exists. */
export function plan(object: Spec, held: Held, context: PlanContext, paces: Paces): Step<Action> {
  const order = orderPending(object, NODE_POOL, context, paces.busyMs);
  if (order) return order;
  const differing = differences(object, held);
  if (differing.length > 0) return change(object, held, differing, paces);
  const trouble = unsettled(countsOf(held), wantedCount(object.spec, held.resources));
  if (trouble) return { step: 'wait', ...trouble, recheckMs: paces.busyMs };
  return { step: 'settled', recheckMs: paces.idleMs };
}

function change(object: Spec, held: Held, differing: readonly Difference[], paces: Paces): Step<Action> {
  const { spec } = object;
  const because = textOf(differing);
  const before = heldCount(held.resources);
  const buys = isBought(spec) && wantedCount(spec, held.resources) > before;
  if (buys && spec.billing?.consent !== true)
    return {
      step: 'stuck',
      reason: 'ConsentNeeded',
      message: `${because}: the node pool is prepaid, so to grow it is a purchase: set spec.billing.consent to true, or take the number back`,
      recheckMs: paces.idleMs,
    };
  return {
    step: 'act',
    action: { type: 'update', body: patchRequest(object, held) },
    because,
    ...(wasSynced(object, held.id) && { news: driftCorrected(differing) }),
    ...(buys && { once: { key: GROWTH, what: because, seen: nodesText(before) } }),
  };
}

/** Whether ModelArts is asked for another number of nodes than `seen`. */
export const hasGrown = ({ seen }: { seen: string }, { resources }: NodePool): boolean =>
  seen !== nodesText(heldCount(resources));

/** The way to the end: its nodes are drained and taken away by ModelArts. */
export const planDelete = (): Step<Action> => ({
  step: 'act',
  action: { type: 'delete' },
  because: 'the object is deleted',
});
