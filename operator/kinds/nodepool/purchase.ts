/** What money is spent on for a period: only on a word of the user, and never twice (DESIGN 4.5, 4.10). Pure. */
import type { Once, PlanContext, Step } from '../../runtime/kind.ts';
import type { PendingAction, Resource } from '../../runtime/object.ts';
import { CHECKED } from '../../runtime/policy.ts';
import type { NodePoolSpec } from './spec.gen.ts';

type Stuck = Extract<Step, { step: 'stuck' }>;

/** Whether the spec says that it is bought for a period; ModelArts does not tell. */
export const isPrepaid = ({ billing }: NodePoolSpec): boolean => billing?.mode === 'Prepaid';

/** Why it may not be bought; undefined when it may. */
export function unconsented(spec: NodePoolSpec, what: string): Stuck | undefined {
  if (!isPrepaid(spec) || spec.billing?.consent === true) return undefined;
  return {
    step: 'stuck',
    reason: 'ConsentNeeded',
    message: `${what}: a prepaid node pool is a purchase that cannot be given back: set spec.billing.consent to true to buy it`,
  };
}

/** The growth of a node pool, for `Step.once`. */
export const growth = (held: number, wanted: number): Once => ({
  what: `grow from ${held} to ${wanted} nodes`,
  seen: String(held),
});

/** Whether ModelArts is asked for another number of nodes than before a growth. */
export const hasGrown = ({ seen }: PendingAction, held: number): boolean => seen !== String(held);

/** What an earlier growth that has not been seen to take effect means to the next one. */
export function growthPending(
  { metadata }: Resource,
  { pendingAction, isChecked }: PlanContext,
  recheckMs: number,
): Step | undefined {
  if (!pendingAction || isChecked(pendingAction.id)) return undefined;
  const { id, what, time, accepted } = pendingAction;
  if (accepted)
    return {
      step: 'wait',
      reason: 'Provisioning',
      message: `ModelArts has accepted to ${what}`,
      recheckMs,
    };
  const command = `kubectl annotate --overwrite nodepools ${metadata.name} -n ${metadata.namespace} ${CHECKED}=${id}`;
  const message = `an order to ${what} was sent at ${time}, and it is not known what became of it. Look for it; once there is none, or it is cancelled: ${command}`;
  return { step: 'stuck', reason: 'CheckOrder', message, recheckMs };
}
