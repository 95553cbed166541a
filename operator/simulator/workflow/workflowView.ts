import { timestamp } from './listing.ts';
import type { Workflow } from './workflow.ts';

/** A workflow by itself (section 4.4), and in the list (4.1). */
export function workflowView(workflow: Workflow): object {
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
    policy: said.policy ?? {},
    last_modified_at: timestamp(modifiedAt),
  };
}
