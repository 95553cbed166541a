/** What money is spent on for a period: only on a word of the user, and never twice (DESIGN 4.5, 4.10). Pure. */
import { checkedCommand } from '../runtime/doubt.ts';
import type { Loss, PlanContext, Step } from '../runtime/kind.ts';
import type { Resource, ResourceType } from '../runtime/object.ts';

type Billing = { mode?: string; consent?: boolean };

/** Whether the spec says that it is bought for a period. */
export const isBought = ({ billing }: { billing?: Billing }): boolean => billing?.mode === 'Prepaid';

/** Why it is not bought: nobody has agreed to it; undefined when somebody has, or need not. */
export function consentNeeded(spec: { billing?: Billing }, noun: string): Step | undefined {
  if (!isBought(spec) || spec.billing?.consent === true) return undefined;
  return {
    step: 'stuck',
    reason: 'ConsentNeeded',
    message: `spec.billing: a prepaid ${noun} is a purchase that cannot be given back: set spec.billing.consent to true to buy it`,
  };
}

/** Under which a purchase that makes something larger is in the journal. */
export const GROWTH = 'growth';

/** A purchase that was sent, until the cloud shows it. */
export function orderPending(
  object: Resource,
  type: ResourceType,
  { journal, isChecked }: PlanContext,
  recheckMs: number,
): Step | undefined {
  const entry = journal?.[GROWTH];
  if (!entry || isChecked(entry.id)) return undefined;
  const { id, what, seen, time, state } = entry;
  const release = checkedCommand({ kind: { type }, object }, id);
  if (state === 'accepted')
    return {
      step: 'wait',
      reason: 'OrderPending',
      message: `ModelArts accepted a purchase at ${time} (${what}), whose order may have to be paid, and does not show it yet. If nothing is to come of it any more: ${release}`,
      recheckMs,
    };
  return {
    step: 'stuck',
    reason: 'CheckOrder',
    message: `a purchase was sent at ${time} (${what}), and it is not known what became of it: ModelArts still has ${seen}. Look for its order; once there is none, or it is cancelled: ${release}`,
    recheckMs,
  };
}

/** What was paid for a period is never bought again without a person. */
export const purchaseLost = (noun: string, id: string): Loss => ({
  step: 'stuck',
  reason: 'DeletedExternally',
  message: `prepaid ${noun} ${id} is gone from ModelArts, but was not deleted by this object (its period may have ended); to buy another one, make a new object`,
});
