/** The whole life of a Pool once it exists in the cloud. Pure: same object and observation, same step. */
import type { PatchPoolRequest } from '../../modelarts/generated/resource.gen.ts';
import type { Pool } from '../../modelarts/pool.ts';
import type { Once, PlanContext, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { driftCorrected, textOf, wasSynced } from '../drift.ts';
import { GROWTH, orderPending } from '../purchase.ts';
import type { AskedNodes } from './capacity.ts';
import { askedNodes } from './capacity.ts';
import type { PoolDifference } from './compare.ts';
import { differences, heldNodes } from './compare.ts';
import type { Change } from './request.ts';
import { patchRequest } from './request.ts';
import type { PoolSpec } from './spec.gen.ts';
import type { KnownPool } from './state.ts';
import { broken, flavorsOf, isLeaving, isPrepaid, nodesHeld, unsettled } from './state.ts';
import { POOL } from './type.ts';

export type Action = { type: 'update'; body: PatchPoolRequest } | { type: 'delete' };

/** How soon to look again while something is in flight, and otherwise; milliseconds. */
export type Paces = { pollMs: number; idleMs: number };

type Spec = Resource<PoolSpec>;

/** What is to be done next for a pool that exists. */
export function plan(object: Spec, pool: KnownPool, context: PlanContext, paces: Paces): Step<Action> {
  const { pollMs, idleMs } = paces;
  const { spec } = object;
  const bad = broken(pool);
  if (bad) return { step: 'stuck', ...bad, recheckMs: idleMs };
  if (isLeaving(pool))
    return {
      step: 'wait',
      reason: 'DeletedExternally',
      message: `pool ${pool.name} (${pool.id}) is being deleted in ModelArts, but not by this object`,
      recheckMs: pollMs,
    };
  const order = orderPending(object, POOL, context, pollMs);
  if (order) return order;
  const asked = askedNodes(spec);
  const allowed = mayGrow(spec, pool) ? asked : asked.map((want) => notGrown(want, pool));
  const differing = differences(spec, pool, context.marker, allowed);
  if (differing.length > 0) return update(object, pool, differing, allowed);
  const withheld = differences(spec, pool, context.marker);
  if (withheld.length > 0)
    return {
      step: 'stuck',
      reason: 'ConsentNeeded',
      message: `${textOf(withheld)}: the pool is prepaid, so to grow it is a purchase: set spec.billing.consent to true, or take the number back`,
      recheckMs: idleMs,
    };
  const trouble = unsettled(spec, pool);
  if (trouble) return { step: 'wait', ...trouble, recheckMs: pollMs };
  return { step: 'settled', recheckMs: idleMs };
}

const mayGrow = (spec: PoolSpec, pool: Pool): boolean =>
  !isPrepaid(spec, pool) || spec.billing?.consent === true;

const notGrown = (want: AskedNodes, pool: Pool): AskedNodes => ({
  ...want,
  count: Math.min(want.count, heldNodes(pool, want.flavor)),
});

function update(
  object: Spec,
  pool: Pool,
  differing: readonly PoolDifference[],
  asked: readonly AskedNodes[],
): Step<Action> {
  const because = textOf(differing);
  const change: Change = {
    annotations: Object.assign({}, ...differing.map(({ annotations }) => annotations)),
    spec: Object.assign({}, ...differing.map(({ spec }) => spec)),
  };
  return {
    step: 'act',
    action: { type: 'update', body: patchRequest(change, pool, asked) },
    because,
    ...(isPrepaid(object.spec, pool) && grows(differing) && { once: once(because, pool) }),
    ...(wasSynced(object, pool.id) && { news: driftCorrected(differing) }),
  };
}

const grows = (differing: readonly PoolDifference[]): boolean =>
  differing.some(({ growth = 0 }) => growth > 0);

const once = (because: string, pool: Pool): Once => ({
  key: GROWTH,
  what: because,
  seen: nodesHeld(pool),
});

/** The way to the end: it is read until its nodes have gone. */
export function planDelete(pool: Pool, pollMs: number): Step<Action> {
  if (!isLeaving(pool)) return { step: 'act', action: { type: 'delete' }, because: 'the object is deleted' };
  const left = flavorsOf(pool).reduce((sum, one) => sum + one.available + one.abnormal + one.deleting, 0);
  return {
    step: 'wait',
    reason: 'Deleting',
    message: `pool ${pool.name} (${pool.id}) is being deleted; ${left} ${left === 1 ? 'node is' : 'nodes are'} left`,
    recheckMs: pollMs,
  };
}
