/** A Lease (coordination.k8s.io/v1) as the API server keeps it, and as we read it. */
import type { Resource, ResourceType } from './object.ts';
import type { LeaseRecord } from './ports.ts';

export const LEASE: ResourceType = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
};

/** The annotation that holds `LeaseRecord.note`. */
export const LEASE_NOTE = 'modelarts.huaweicloud.com/note';

/** What a Lease says; what it lacks is empty. */
export function leaseRecord({
  metadata,
  spec,
}: Pick<Resource, 'metadata'> & { spec?: LeaseSpec }): LeaseRecord {
  const note = metadata.annotations?.[LEASE_NOTE];
  return {
    resourceVersion: metadata.resourceVersion,
    holder: spec?.holderIdentity ?? '',
    transitions: spec?.leaseTransitions ?? 0,
    durationSeconds: spec?.leaseDurationSeconds ?? 0,
    ...(note !== undefined && { note }),
  };
}

type LeaseSpec = { holderIdentity?: string; leaseTransitions?: number; leaseDurationSeconds?: number };
