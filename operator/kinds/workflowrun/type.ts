import type { ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';

export const WORKFLOW_RUN: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'workflowruns',
  kind: 'WorkflowRun',
};
