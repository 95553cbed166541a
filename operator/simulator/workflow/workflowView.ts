import { briefView } from './executionView.ts';
import { timestamp } from './listing.ts';
import { subscriptionTold } from './subscriptions.ts';
import type { Workflow } from './workflow.ts';
import { isThere, type WorkflowWorld } from './world.ts';

/** A workflow by itself (section 4.4), and in the list (4.1). */
export function workflowView(world: WorkflowWorld, workflow: Workflow, now: number): object {
  const runs = world.executions.filter((one) => one.workflowId === workflow.id && isThere(one, now));
  const latest = runs.at(-1);
  const { createdAt, modifiedAt, request, workspaceId } = workflow;
  const { steps, ...said } = request;
  return {
    created_at: timestamp(createdAt),
    workflow_id: workflow.id,
    ...said,
    description: said.description ?? '',
    user_name: workflow.user,
    workspace_id: workspaceId,
    steps: (steps ?? []).map((step) => ({ created_at: timestamp(createdAt), ...step })),
    run_count: runs.length,
    param_ready: (said.parameters ?? []).every(
      (one) => one.delay || (one.value ?? one.default) !== undefined,
    ),
    ...(latest && { latest_execution: briefView(world, latest, now) }),
    ...subscriptionTold(world, workflow.id, now),
    policy: said.policy ?? {},
    last_modified_at: timestamp(modifiedAt),
  };
}
