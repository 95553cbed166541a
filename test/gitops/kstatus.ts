/** The rules of kstatus (sigs.k8s.io/cli-utils) for custom resources, by which Flux and others wait. Pure. */
import type { Resource } from '../../operator/runtime/object.ts';

export type Kstatus = 'Terminating' | 'InProgress' | 'Failed' | 'Current';

/** What kstatus makes of an object. */
export function kstatus({ metadata, status }: Resource): Kstatus {
  if (metadata.deletionTimestamp) return 'Terminating';
  if (status?.observedGeneration !== undefined && status.observedGeneration !== metadata.generation)
    return 'InProgress';
  for (const { type, status: is } of status?.conditions ?? []) {
    if (type === 'Reconciling' && is === 'True') return 'InProgress';
    if (type === 'Stalled' && is === 'True') return 'Failed';
  }
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return ready === undefined || ready.status === 'True' ? 'Current' : 'InProgress';
}
