import { idOf } from '../identities.ts';
import { shortId } from '../training/noise.ts';
import { phaseAt, timestamp } from './life.ts';
import {
  driverState,
  type Group,
  messageOf,
  type NodePhase,
  nodesAt,
  type Pool,
  poolPhase,
  scopeState,
} from './pool.ts';
import type { ResourceWorld } from './world.ts';

/** The annotations that answers tell (table 10-137). */
const TOLD = new Set(
  [
    ...['description', 'billing.mode', 'period.num', 'period.type', 'auto.renew', 'promotion.info'],
    ...['service.console.url', 'order.id', 'flavor.resource.ids', 'tms.tags'],
  ].map((name) => `os.modelarts/${name}`),
);

/** A pool as answers show it (sections 10.13 to 10.17). */
export function poolView(pool: Pool, now: number, world: ResourceWorld) {
  const { id, name, user, workspaceId, createdAt, deletion, annotations } = pool;
  return {
    kind: 'Pool',
    apiVersion: 'v2',
    metadata: {
      name: id,
      creationTimestamp: timestamp(createdAt),
      ...(deletion && { deletionTimestamp: timestamp(deletion.at) }),
      labels: {
        'os.modelarts/name': name,
        'os.modelarts/workspace.id': workspaceId,
        'os.modelarts/resource.id': `maos-${name}-${shortId(id).slice(0, 5)}`,
        'os.modelarts/tenant.domain.id': idOf('domain', user),
      } as Readonly<Record<string, string>>,
      annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => TOLD.has(key))),
    },
    spec: specOf(pool),
    status: statusOf(pool, now, world),
  };
}

function specOf({ scopes, groups, networkId, jobFlavors, drivers, updateStrategy }: Pool) {
  const { gpu, npu } = drivers;
  const wanted = ({ version, upgrade }: NonNullable<typeof gpu>) => upgrade?.to ?? version;
  return {
    type: 'Dedicate',
    scope: scopes.filter((scope) => scope.wanted).map(({ type }) => type),
    resources: groups
      .filter(({ byPool }) => byPool)
      .map(({ flavor, count, azs }) => ({ flavor, count, ...(azs && { azs }) })),
    network: { name: networkId },
    ...(jobFlavors && { jobFlavors }),
    ...((gpu || npu) && {
      driver: {
        ...(gpu && { gpuVersion: wanted(gpu) }),
        ...(npu && { npuVersion: wanted(npu) }),
        ...(updateStrategy && { updateStrategy }),
      },
    }),
    controlMode: 0,
  };
}

function statusOf(pool: Pool, now: number, world: ResourceWorld) {
  const { behaviours, durations } = world;
  const { gpu, npu } = pool.drivers;
  const message = messageOf(pool, now);
  return {
    phase: poolPhase(pool, now, behaviours),
    ...(message && { message }),
    root: pool.id,
    scope: pool.scopes.map((scope) => ({
      scopeType: scope.type,
      state: scopeState(pool, scope, now, durations.scopeMs),
    })),
    ...((gpu || npu) && {
      driver: {
        ...(gpu && { gpu: driverState(pool, gpu, now, durations.driverMs) }),
        ...(npu && { npu: driverState(pool, npu, now, durations.driverMs) }),
      },
    }),
    resources: countsOf(pool, pool.groups, now, behaviours['pool.resourcesShape']),
  };
}

type Bucket = 'creating' | 'available' | 'abnormal' | 'deleting';

/** Where a node is counted; one that checks itself is not well yet. */
const BUCKETS: Partial<Record<NodePhase, Bucket>> = {
  Creating: 'creating',
  Available: 'available',
  Abnormal: 'abnormal',
  Checking: 'abnormal',
  Deleting: 'deleting',
};

/**
 * The nodes of some groups by their state (table 10-183). As objects only one group is told: the tables leave no room
 * for more.
 */
export function countsOf(pool: Pool, groups: readonly Group[], now: number, shape: 'array' | 'object') {
  const counts: Partial<Record<Bucket, object[]>> = {};
  const names = groups.map(({ nodePool }) => nodePool);
  const nodes = nodesAt(pool, now);
  const orphans = nodes.filter((node) => !pool.groups.some(({ nodePool }) => nodePool === node.nodePool));
  const extra = groups === pool.groups ? orphans.map(({ nodePool }) => nodePool) : [];
  for (const nodePool of new Set([...names, ...extra])) {
    for (const bucket of ['creating', 'available', 'abnormal', 'deleting'] as const) {
      const own = nodes.filter(
        (node) => node.nodePool === nodePool && BUCKETS[phaseAt(node.life, now)] === bucket,
      );
      const [first] = own;
      if (first)
        counts[bucket] = [
          ...(counts[bucket] ?? []),
          countOf(
            own.map(({ az }) => az),
            first,
          ),
        ];
    }
  }
  if (shape === 'array') return counts;
  return Object.fromEntries(Object.entries(counts).map(([bucket, list]) => [bucket, list[0]]));
}

function countOf(
  zones: readonly string[],
  { flavor, nodePool }: { flavor: string; nodePool: string },
): object {
  const azs = [...new Set(zones)].map((az) => ({ az, count: zones.filter((zone) => zone === az).length }));
  return { flavor, count: zones.length, maxCount: zones.length, azs, nodePool };
}
