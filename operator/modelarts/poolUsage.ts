import type { Calls } from './calls.ts';
import { parsePart } from './continued.ts';
import type { MetricsItem, Workload } from './generated/resource.gen.ts';
import { asArray, asCount, asNumber, asObject, asText } from './loose.ts';
import { type PoolEvent, type PoolEventQuery, readPoolEvents } from './poolEvents.ts';
import type { ReadOptions } from './transport.ts';

/** What a pool has, and what jobs have of it: quantities as Kubernetes writes them, by `cpu`, `memory` and cards. */
export type PoolMetrics = {
  readonly poolId: string;
  readonly allocated: Readonly<Record<string, string>>;
  readonly capacity: Readonly<Record<string, string>>;
};

/** A job in a pool (section 10.21), absent values undefined. */
export type PoolWorkload = {
  /** Of the job that its maker knows. */
  readonly id: string;
  readonly name: string;
  /** train, infer, notebook, or new ones; '' if none. */
  readonly type: string;
  /** Queue, Pending, Abnormal, Terminating, Creating, Running, Completed, Terminated, Failed, or new ones; '' if none. */
  readonly status: string;
  readonly flavor?: string | undefined;
  readonly priority?: string | undefined;
  /** Its place among those that wait. */
  readonly pendingPosition?: number | undefined;
  readonly hostIps: readonly string[];
};

/** How many pools of a workspace are in which state (section 10.19): created, creating, failed, pending. */
export type PoolStatistics = Readonly<Record<string, number>>;

/** One value of a metric. */
export type PoolPoint = { readonly atMs: number; readonly value: number };

/** What is told about pools. */
export type PoolUsage = {
  /** Section 10.12. Of all pools of the project. */
  metrics(options: ReadOptions): Promise<PoolMetrics[]>;
  /** Section 10.19. */
  statistics(workspaceId: string, options: ReadOptions): Promise<PoolStatistics>;
  /**
   * Section 10.18. The values of the last hour, one for each minute, by the name of the metric: `cpuUsage`,
   * `memUsedRate`, `gpuUtil` and others. -1 where there is nothing to measure.
   */
  monitor(poolId: string, options: ReadOptions): Promise<Readonly<Record<string, readonly PoolPoint[]>>>;
  /** Section 10.21, newest first, 500 at the most. */
  workloads(poolId: string, options: ReadOptions): Promise<PoolWorkload[]>;
  /** Section 10.22. How many jobs are in which status, by type. */
  workloadStatistics(
    poolId: string,
    options: ReadOptions,
  ): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  /** Section 10.6. What happened to a pool, newest first; never more than asked for. */
  events(poolId: string, query: PoolEventQuery, options: ReadOptions): Promise<PoolEvent[]>;
};

/** The calls on what is told about pools, over those of a project. */
export function createPoolUsage(calls: Calls): PoolUsage {
  return {
    async metrics(options) {
      const reply = await calls.read('getPoolsRuntimeMetrics', options);
      const part = parsePart(reply.body, parseMetrics);
      if (!part) throw reply.broken('the answer is not a list of metrics');
      return [...part.items];
    },
    async statistics(workspaceId, options) {
      const reply = await calls.read('getPoolStatistics', options, { query: { workspaceId } });
      const { statistics } = asObject<{ statistics: unknown }>(reply.body);
      return counts(asObject<{ status: unknown }>(statistics).status);
    },
    async monitor(pool_name, options) {
      const query = { period: '60', statistics: 'average', time_range: '-1.-1.60' };
      const reply = await calls.read('getPoolMonitor', options, { ids: { pool_name }, query });
      const { metrics } = asObject<{ metrics: unknown }>(reply.body);
      return Object.fromEntries(asArray(metrics).map(parseSeries));
    },
    async workloads(pool_name, options) {
      const query = { sort: 'create_time', ascend: 'false', limit: 500 };
      const reply = await calls.read('listPoolWorkloads', options, { ids: { pool_name }, query });
      const part = parsePart(reply.body, parseWorkload);
      if (!part) throw reply.broken('the answer is not a list of workloads');
      return [...part.items];
    },
    async workloadStatistics(pool_name, options) {
      const reply = await calls.read('getPoolWorkloadStatistics', options, { ids: { pool_name } });
      const { statistics } = asObject<{ statistics: unknown }>(reply.body);
      const rows = asArray(asObject<{ items: unknown }>(statistics).items).map((row) => {
        const { type, status } = asObject<Record<string, unknown>>(row);
        return [asText(type) ?? '', counts(status)] as const;
      });
      return Object.fromEntries(rows);
    },
    events: (poolId, query, options) => readPoolEvents(calls, poolId, query, options),
  };
}

const counts = (wire: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(asObject<Record<string, unknown>>(wire)).flatMap(([name, value]) => {
      const count = asCount(value);
      return count === undefined ? [] : [[name, count]];
    }),
  );

function parseMetrics(wire: unknown): PoolMetrics | undefined {
  const { metadata, table, capacity: outside } = asObject<MetricsItem & { capacity: unknown }>(wire);
  const poolId = asText(asObject<MetricsItem['metadata']>(metadata).name);
  if (poolId === undefined) return undefined;
  const { allocated, capacity } = asObject<MetricsItem['table']>(table);
  // The example of 10.12 has the capacity beside the table, and numbers for texts.
  return { poolId, allocated: quantities(allocated), capacity: quantities(capacity ?? outside) };
}

function parseSeries(wire: unknown): [string, PoolPoint[]] {
  const { metric, dataPoints } = asObject<Record<string, unknown>>(wire);
  const name = asText(asObject<Record<string, unknown>>(metric).metricName) ?? '';
  const points = asArray(dataPoints).flatMap((point) => {
    const { timestamp, statistics } = asObject<Record<string, unknown>>(point);
    const value = asNumber(asObject<Record<string, unknown>>(asArray(statistics)[0]).value);
    const atMs = asNumber(timestamp);
    return atMs === undefined || value === undefined ? [] : [{ atMs, value }];
  });
  return [name, points];
}

function quantities(wire: unknown): Record<string, string> {
  const { value } = asObject<{ value: unknown }>(wire);
  const entries = Object.entries(asObject<Record<string, unknown>>(value));
  return Object.fromEntries(
    entries.flatMap(([name, one]) => {
      const text = asText(one) ?? asNumber(one)?.toString();
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

function parseWorkload(wire: unknown): PoolWorkload | undefined {
  const { jobUUID, jobName, type, status, flavor, priority, pendingPosition, hostIps } =
    asObject<Workload>(wire);
  const id = asText(jobUUID);
  if (id === undefined) return undefined;
  return {
    id,
    name: asText(jobName) ?? '',
    type: asText(type) ?? '',
    status: asText(status) ?? '',
    flavor: asText(flavor),
    priority: asText(priority),
    pendingPosition: asCount(pendingPosition) || undefined,
    hostIps: (asText(hostIps) ?? '').split(',').filter((ip) => ip !== ''),
  };
}
