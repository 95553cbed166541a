/** What a Pool's status says of its pool. Pure. */
import type { Pool, PoolDriver } from '../../modelarts/pool.ts';
import type { News, PlanContext, Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { syncedGeneration } from '../drift.ts';
import type { FlavorStatus } from './capacity.ts';
import { askedNodes, scaledFlavor, thereAre } from './capacity.ts';
import { differences } from './compare.ts';
import type { PoolSpec } from './spec.gen.ts';
import type { KnownPool } from './state.ts';
import { flavorsOf, isLeaving, restrictionsOf, unready } from './state.ts';

const MESSAGE_LIMIT = 1024;
const MAX_FLAVORS = 64;

type Spec = Resource<PoolSpec>;

/** Nothing in it moves by itself: utilisation and workloads are metrics (DESIGN section 5). */
export function report(object: Spec, pool: KnownPool, { marker }: Pick<PlanContext, 'marker'>): Report {
  const { metadata, spec } = object;
  const counts = flavorsOf(pool);
  const restrictions = restrictionsOf(pool);
  const { gpu, npu } = pool.drivers;
  return {
    phase: pool.phase || undefined,
    fields: {
      message: pool.message?.slice(0, MESSAGE_LIMIT),
      nodes: nodesText(spec, counts),
      flavor: flavorText(spec, counts),
      scope: pool.scope.join(',') || undefined,
      replicas: replicasOf(spec, counts),
      // HorizontalPodAutoscalers refuse an empty one; names can be too long for a label.
      selector: `modelarts.huaweicloud.com/pool-uid=${metadata.uid}`,
      billingMode: billingMode(pool),
      resources: counts.slice(0, MAX_FLAVORS),
      scopes: Object.entries(pool.scopeStates)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([type, state]) => ({ type, state })),
      drivers:
        gpu || npu ? { ...(gpu && { gpu: driver(gpu) }), ...(npu && { npu: driver(npu) }) } : undefined,
      syncedGeneration: syncedGeneration(object, pool.id, differences(spec, pool, marker)),
      restrictions: restrictions.length > 0 ? restrictions : undefined,
    },
    ready: readiness(spec, pool, counts),
  };
}

const driver = ({ version, state, message }: PoolDriver) => ({
  ...(version !== undefined && { version }),
  state,
  ...(message !== undefined && { message: message.slice(0, MESSAGE_LIMIT) }),
});

function readiness(spec: PoolSpec, pool: KnownPool, counts: readonly FlavorStatus[]): Report['ready'] {
  const leaving = { reason: 'Deleting', message: `pool ${pool.name} is being deleted` };
  const trouble = isLeaving(pool) ? leaving : unready(spec, pool);
  if (trouble) return { status: 'False', ...trouble };
  const types = (spec.scope ?? pool.scope).join(', ');
  const message = `${nodesText(spec, counts)} nodes available${types ? ` for ${types}` : ''}`;
  return { status: 'True', reason: 'Available', message };
}

/** `6/8`: those that are available, of those that are asked for; or of those that are there, where these are more. */
export function nodesText(spec: PoolSpec, counts: readonly FlavorStatus[]): string {
  const asked = askedNodes(spec);
  const wantedOf = (flavor: string, there: FlavorStatus | undefined) =>
    asked.find((want) => want.flavor === flavor)?.count ?? there?.wanted ?? 0;
  const flavors = new Set([...counts, ...asked].map(({ flavor }) => flavor));
  let [available, total] = [0, 0];
  for (const flavor of flavors) {
    const there = counts.find((one) => one.flavor === flavor);
    available += there?.available ?? 0;
    total += Math.max(wantedOf(flavor, there), there ? thereAre(there) : 0);
  }
  return `${available}/${total}`;
}

/** Those that it has or is to have nodes of. */
function flavorText(spec: PoolSpec, counts: readonly FlavorStatus[]): string | undefined {
  const asked = askedNodes(spec).filter(({ count }) => count > 0);
  const held = counts.filter((one) => one.wanted + thereAre(one) > 0);
  return [...new Set([...asked, ...held].map(({ flavor }) => flavor))].join(',') || undefined;
}

/** The nodes that there are of what `spec.replicas` is about; of all where the spec does not tell. */
function replicasOf(spec: PoolSpec, counts: readonly FlavorStatus[]): number {
  const flavor = scaledFlavor(spec);
  return counts
    .filter((one) => flavor === undefined || one.flavor === flavor)
    .reduce((sum, one) => sum + thereAre(one), 0);
}

const BILLING: Readonly<Record<string, string>> = { 0: 'OnDemand', 1: 'Prepaid' };

function billingMode({ annotations }: Pool): string | undefined {
  const mode = annotations['os.modelarts/billing.mode'];
  return mode === undefined ? undefined : (BILLING[mode] ?? mode);
}

/** What is worth an Event when the pool looks different than status says. */
export function news({ spec, status }: Spec, pool: Pool): News[] {
  const counts = flavorsOf(pool);
  const told = status?.resources as readonly FlavorStatus[] | undefined;
  const before = (told ?? []).reduce((sum, { abnormal }) => sum + abnormal, 0);
  const abnormal = counts.reduce((sum, one) => sum + one.abnormal, 0);
  const nodes = nodesText(spec, counts);
  return [
    ...(pool.phase === 'Running' && status?.phase !== 'Running'
      ? [normal('Running', `Pool is Running, ${nodes} nodes available`)]
      : []),
    ...(isWhole(nodes) && typeof status?.nodes === 'string' && !isWhole(status.nodes)
      ? [normal('NodesAvailable', `${nodes} nodes available`)]
      : []),
    ...(abnormal > before ? [unwell(abnormal, pool)] : []),
  ];
}

const isWhole = (nodes: string): boolean => {
  const [available, total] = nodes.split('/');
  return available === total && total !== '0';
};

const normal = (reason: string, message: string): News => ({ type: 'Normal', reason, message });

const unwell = (count: number, { message }: Pool): News => ({
  type: 'Warning',
  reason: 'NodesAbnormal',
  message: `${count} ${count === 1 ? 'node is' : 'nodes are'} abnormal${message ? `: ${message}` : ''}`,
});
