/** The whole life of a NodePool once it exists in the cloud. Pure: same object and observation, same step. */
import type { PatchNodePoolRequest } from '../../modelarts/generated/nodepool.gen.ts';
import type { NodePool } from '../../modelarts/nodePools.ts';
import type { PlanContext, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { type Difference, driftCorrected, textOf, wasSynced } from '../drift.ts';
import { growth, growthPending, isPrepaid, unconsented } from './purchase.ts';
import { differences, heldCount, patchRequest, wantedCount } from './request.ts';
import type { NodePoolSpec } from './spec.gen.ts';
import { countsOf, unsettled } from './state.ts';

export type Action = { type: 'update'; body: PatchNodePoolRequest } | { type: 'delete' };

/** How soon to look again while something is under way, and otherwise; milliseconds. */
export type Paces = { busyMs: number; idleMs: number };

type Spec = Resource<NodePoolSpec>;
type Held = NodePool & { id: string };

/** What is to be done next for a node pool that exists. */
export function plan(object: Spec, held: Held, context: PlanContext, paces: Paces): Step<Action> {
  const differing = differences(object, held);
  if (differing.length > 0) return change(object, held, { differing, context, paces });
  const trouble = unsettled(countsOf(held), wantedCount(object.spec, held.resources));
  if (trouble) return { step: 'wait', ...trouble, recheckMs: paces.busyMs };
  return { step: 'settled', recheckMs: paces.idleMs };
}

type Facts = { differing: readonly Difference[]; context: PlanContext; paces: Paces };

function change(object: Spec, held: Held, { differing, context, paces }: Facts): Step<Action> {
  const { spec } = object;
  const [before, wanted] = [heldCount(held.resources), wantedCount(spec, held.resources)];
  const buys = isPrepaid(spec) && wanted > before;
  const unbought = buys && unconsented(spec, textOf(differing));
  if (unbought) return { ...unbought, recheckMs: paces.idleMs };
  const pending = buys && growthPending(object, context, paces.busyMs);
  if (pending) return pending;
  return {
    step: 'act',
    action: { type: 'update', body: patchRequest(object, held) },
    because: textOf(differing),
    ...(wasSynced(object, held.id) && { news: driftCorrected(differing) }),
    ...(buys && { once: growth(before, wanted) }),
  };
}

/** The way to the end: its nodes are drained and taken away by ModelArts. */
export const planDelete = (): Step<Action> => ({
  step: 'act',
  action: { type: 'delete' },
  because: 'the object is deleted',
});
