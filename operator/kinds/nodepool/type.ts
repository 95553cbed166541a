import type { ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';

/** Node pools, for Kubernetes. */
export const NODE_POOL: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'nodepools',
  kind: 'NodePool',
};
