import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import type { FlavorCount } from '../../../operator/modelarts/nodeCounts.ts';
import type { Pool } from '../../../operator/modelarts/pool.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus, Metadata, Resource } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';
import { GPU } from './specs.ts';

export const MARKER = '[k8s marker]';

/** So many nodes of a flavor. */
export const nodes = (count: number, flavor = GPU, azs: Record<string, number> = {}): FlavorCount => ({
  ...{ flavor, count },
  zones: Object.entries(azs).map(([az, there]) => ({ az, count: there })),
});

/** A pool of two nodes that runs, as the cloud tells it; `parts` replace what is given. */
export const pool = (parts: Partial<Pool> = {}): Pool => ({
  ...{ id: 'pool-1', name: 'resnet-0123abcd-1', description: MARKER, labels: {} },
  annotations: { 'os.modelarts/billing.mode': '0' },
  ...{ scope: ['Train'], resources: [nodes(2)], networkId: 'net-1', jobFlavors: [], driver: {} },
  ...{ controlMode: 0, phase: 'Running', scopeStates: { Train: 'Enabled' }, drivers: {} },
  nodes: counts({ available: 2 }),
  ...parts,
});

/** Nodes of one flavor by state. */
export const counts = (
  states: Partial<Record<keyof Pool['nodes'], number>>,
  flavor = GPU,
): Pool['nodes'] => ({
  ...{ creating: [], available: [], abnormal: [], deleting: [] },
  ...Object.fromEntries(Object.entries(states).map(([state, count]) => [state, [nodes(count, flavor)]])),
});

export const PREPAID = { 'os.modelarts/billing.mode': '1' };

/** A Pool with this spec. */
export const object = (
  spec: PoolSpec,
  status?: CommonStatus,
  metadata?: Partial<Metadata>,
): Resource<PoolSpec> => ({
  ...thing(metadata, status),
  kind: 'Pool',
  spec,
});

/** How plans are asked in tests; `parts` replace what is given. */
export const context = (parts: Partial<PlanContext> = {}): PlanContext => ({
  ...{
    marker: MARKER,
    attempt: 1,
    nowMs: 0,
    changed: [],
    pending: false,
    journal: {},
    isChecked: () => false,
  },
  ...parts,
});

/** The status of an object whose present spec the cloud held before. */
export const synced = (fields: object = {}): CommonStatus => ({
  ...{ observedGeneration: 1, syncedGeneration: 1, remote: { id: 'pool-1', attempt: 1 } },
  ...fields,
});
