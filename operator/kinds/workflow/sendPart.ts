/** The calls that change schedules and subscriptions of a workflow. */
import type { Receipt } from '../../modelarts/calls.ts';
import type { MutationOptions } from '../../modelarts/transport.ts';
import type { Workflows } from '../../modelarts/workflows.ts';
import type { PartAction } from './partChange.ts';

/** Sends one. @returns as `made` the id of what a create made */
export async function sendPart(
  { schedules, subscriptions }: Pick<Workflows, 'schedules' | 'subscriptions'>,
  workflowId: string,
  action: PartAction,
  options: MutationOptions,
): Promise<{ requestId?: string; made?: string }> {
  const receipt = await send();
  return {
    ...(receipt.requestId !== undefined && { requestId: receipt.requestId }),
    ...('id' in receipt && { made: receipt.id }),
  };

  function send(): Promise<Receipt | ({ readonly id: string } & Receipt)> {
    switch (action.type) {
      case 'createSchedule':
        return schedules.create(workflowId, action.body, options);
      case 'updateSchedule':
        return schedules.update({ workflowId, scheduleId: action.partId }, action.body, options);
      case 'deleteSchedule':
        return schedules.remove({ workflowId, scheduleId: action.partId }, options);
      case 'createSubscription':
        return subscriptions.create(workflowId, action.body, options);
      case 'updateSubscription':
        return subscriptions.update({ workflowId, subscriptionId: action.partId }, action.body, options);
      case 'deleteSubscription':
        return subscriptions.remove({ workflowId, subscriptionId: action.partId }, options);
    }
  }
}
