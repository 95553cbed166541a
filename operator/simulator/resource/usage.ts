import type { Answer, Request } from '../exchange.ts';
import { noise } from '../training/noise.ts';
import { flavorNamed } from './flavors.ts';
import { phaseAt, timestamp } from './life.ts';
import { bad } from './listing.ts';
import { hasFailed, isThere, nodesAt, type Pool, type PoolNode } from './pool.ts';
import { stateOf } from './poolCalls.ts';
import { listing, poolOf, type ResourceWorld } from './world.ts';

const MINUTE_MS = 60_000;
/** The most points of a series that one answer tells. */
const MAX_POINTS = 1440;

/** getOsUserConfig, section 10.1. The quotas are told, not enforced: no code says that one is exhausted. */
export const getOsUserConfig = (): Answer => ({
  status: 200,
  body: {
    networkCidrs: ['172.16.0.0/12', '192.168.0.0/16'],
    networkQuota: 15,
    poolQuota: 15,
    pooHighAvailable: true,
  },
});

/** getPoolsRuntimeMetrics, section 10.12. */
export function getPoolsRuntimeMetrics(world: ResourceWorld): Answer {
  const now = world.clock.now();
  world.poolJobs.settle(now);
  const live = world.pools.filter((one) => isThere(one, now, world.scale) && !hasFailed(one, now));
  return {
    status: 200,
    body: {
      apiVersion: 'os.modelarts/v2',
      kind: 'PoolMetricsList',
      items: live.map((one) => itemOf(one, now, world)),
    },
  };
}

function itemOf(pool: Pool, now: number, { poolJobs }: ResourceWorld) {
  const up = nodesAt(pool, now).filter(({ life }) => phaseAt(life, now) === 'Available');
  const busy = poolJobs.running(pool, now).flatMap(({ nodes }) => nodes);
  const span = { timestamp: timestamp(now), window: '1m' };
  const capacity = sumOf(up);
  return {
    table: {
      allocated: { value: sumOf(busy), ...span },
      capacity: { value: capacity, maxValue: capacity, ...span },
    },
    metadata: { name: pool.id },
  };
}

/** What some nodes have together. Cards go by the name of their product, of which the reference knows one. */
function sumOf(nodes: readonly PoolNode[]) {
  const flavors = nodes.map(({ flavor }) => flavorNamed(flavor)).filter((flavor) => flavor !== undefined);
  const sum = (of: 'cores' | 'gigabytes' | 'cards') =>
    flavors.reduce((total, flavor) => total + flavor[of], 0);
  const cards = sum('cards');
  return {
    cpu: String(sum('cores')),
    memory: `${sum('gigabytes')}Gi`,
    ...(cards > 0 && { tnt004: String(cards) }),
  };
}

/** getPoolStatistics, section 10.19: how many pools of a workspace are in which state. */
export function getPoolStatistics(world: ResourceWorld, { query }: Request): Answer {
  const { moment, shows } = listing(world);
  const workspaceId = query.get('workspaceId') ?? '0';
  const live = world.pools.filter(
    (one) => shows(one) && one.workspaceId === workspaceId && isThere(one, moment, world.scale),
  );
  const status = { created: 0, creating: 0, failed: 0, pending: 0 };
  for (const pool of live) status[pool.paid ? stateOf(pool, moment, world) : 'pending'] += 1;
  return { status: 200, body: { statistics: { status }, operationTime: timestamp(moment) } };
}

/** getPoolMonitor, section 10.18: one value for each period, -1 for cards that the pool does not have. */
export function getPoolMonitor(world: ResourceWorld, request: Request): Answer {
  const pool = poolOf(world, request);
  const { query } = request;
  const [statistic, period] = [
    query.get('statistics') ?? 'maximum',
    Number(query.get('period') ?? 60) * 1000,
  ];
  const [from, to] = rangeOf(query.get('time_range') ?? '-1.-1.60', world.clock.now());
  const cards = pool.groups.some(({ flavor }) => flavorNamed(flavor)?.device);
  const metrics = ['cpuUsage', 'memUsedRate', 'gpuUtil'].map((metricName) => ({
    metric: { dimensions: [{ name: 'clusterId', value: pool.id }], metricName, namespace: 'PAAS.AGGR' },
    dataPoints: pointsOf(Math.max(from, pool.createdAt), to, period).map((at) => ({
      timestamp: at,
      unit: 'Percent',
      statistics: [
        {
          statistic,
          value: metricName === 'gpuUtil' && !cards ? -1 : percent(`${pool.id}/${metricName}/${at}`),
        },
      ],
    })),
  }));
  return { status: 200, body: { metrics } };
}

/** Start, end and minutes; one that is -1 follows from the others, an end of -1 is now. */
function rangeOf(text: string, now: number): readonly [number, number] {
  const [, start, end, minutes] = /^(-1|\d{1,15})\.(-1|\d{1,15})\.(-1|\d{1,9})$/.exec(text) ?? [];
  if (start === undefined)
    throw bad('time_range must be like startTimeInMillis.endTimeInMillis.durationInMinutes');
  const lasts = Number(minutes) * MINUTE_MS;
  if (start === '-1') {
    const to = end === '-1' ? now : Number(end);
    return [to - lasts, to];
  }
  return [Number(start), end === '-1' ? Number(start) + lasts : Number(end)];
}

function pointsOf(from: number, to: number, period: number): number[] {
  const first = Math.ceil(from / period) * period;
  const count = Math.min(MAX_POINTS, Math.max(0, Math.floor((to - first) / period) + 1));
  return Array.from({ length: count }, (_, index) => first + index * period);
}

/** Between 5 and 85, with three digits after the point. */
const percent = (seed: string) => Math.round((5 + noise(seed) * 80) * 1000) / 1000;
