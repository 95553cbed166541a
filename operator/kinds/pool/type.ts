import type { ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';

/** Pools, for Kubernetes. */
export const POOL: ResourceType = { group: GROUP, version: 'v1alpha1', plural: 'pools', kind: 'Pool' };
