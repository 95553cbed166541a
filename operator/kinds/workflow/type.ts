import type { ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';

export const WORKFLOW: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'workflows',
  kind: 'Workflow',
};
