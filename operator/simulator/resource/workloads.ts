import type { Answer, Request } from '../exchange.ts';
import { asOf, nodeCount } from '../training/job.ts';
import { phaseAt, runOf } from '../training/timeline.ts';
import { bad } from './listing.ts';
import { resourcesOf } from './nodeView.ts';
import type { Pool } from './pool.ts';
import { poolOf, type ResourceWorld } from './world.ts';

const MAX_PAGE = 500;

/** listPoolWorkloads, section 10.21: the training jobs and inference services of a pool. */
export function listPoolWorkloads(world: ResourceWorld, request: Request): Answer {
  const { query } = request;
  const offset = query.get('offset') || '0';
  if (!/^\d{1,9}$/.test(offset)) throw bad('offset must be a number');
  const [type, status] = [query.get('type'), query.get('status')];
  const matching = workloads(world, poolOf(world, request)).filter(
    (one) => (type === null || one.type === type) && (status === null || one.status === status),
  );
  const ordered = query.get('ascend') === 'true' ? matching : matching.reverse();
  const limit = Number(query.get('limit') ?? 0) || MAX_PAGE;
  const items = ordered.slice(Number(offset), Number(offset) + limit);
  return { status: 200, body: { apiVersion: 'v1', kind: 'WorkloadList', items } };
}

/** getPoolWorkloadStatistics, section 10.22. */
export function getPoolWorkloadStatistics(world: ResourceWorld, request: Request): Answer {
  const all = workloads(world, poolOf(world, request));
  const items = [...new Set(all.map(({ type }) => type))].map((type) => {
    const ofType = all.filter((one) => one.type === type);
    const status: Record<string, number> = {};
    for (const one of ofType) status[one.status] = (status[one.status] ?? 0) + 1;
    return { type, total: ofType.length, status };
  });
  return { status: 200, body: { statistics: { total: items.length, items } } };
}

function workloads(world: ResourceWorld, pool: Pool) {
  const all = [...jobs(world, pool), ...services(world, pool)];
  return all.sort((one, other) => one.createTime - other.createTime);
}

function jobs(world: ResourceWorld, pool: Pool) {
  const now = world.clock.now();
  world.poolJobs.settle(now);
  const running = world.poolJobs.running(pool, now);
  const there = world.poolJobs.of(pool).filter(({ deletion }) => !deletion);
  const waiting = there.filter((job) => phaseAt(job.life, now) === 'Pending');
  return there.map((job) => {
    const run = runOf(job.life, asOf(job, now));
    const phase = phaseAt(job.life, asOf(job, now));
    const nodes = running.find((one) => one.job === job)?.nodes ?? [];
    return {
      ...common(pool, job, { start: run?.start, end: run?.end ?? now }),
      type: 'train',
      name: `modelarts-job-${job.id}`,
      status: phase === 'Pending' ? 'Queue' : phase,
      resourceRequirement: requirement(pool.groups[0]?.flavor ?? '', nodeCount(job)),
      pendingPosition: waiting.indexOf(job) + 1,
      gvk: 'batch.volcano.sh/v1alpha1, Kind=Job',
      hostIps: nodes.map(({ ip }) => ip).join(','),
    };
  });
}

/** Services take no whole nodes: what each of their instances needs is not played. */
function services(world: ResourceWorld, pool: Pool) {
  const now = world.clock.now();
  return world.servicesIn(pool.id, now).map((service) => ({
    ...common(pool, service, { start: service.startedAt, end: now }),
    type: 'infer',
    name: `modelarts-infer-${service.id}`,
    status: service.status,
    resourceRequirement: {},
    pendingPosition: 0,
    gvk: 'apps/v1, Kind=Deployment',
    hostIps: '',
  }));
}

/** What is told of every workload; `start` is that of its run, `end` the present or the end of that. */
function common(
  pool: Pool,
  { id, name, createdAt }: { readonly id: string; readonly name: string; readonly createdAt: number },
  { start, end }: { readonly start: number | undefined; readonly end: number },
) {
  const seconds = (ms: number) => Math.max(0, Math.floor(ms / 1000));
  return {
    ...{ apiVersion: 'v1', kind: 'Workload', namespace: pool.id, priority: '1' },
    ...{ jobName: name, uid: id, jobUUID: id, flavor: pool.groups[0]?.flavor ?? '' },
    runningDuration: start === undefined ? 0 : seconds(end - start),
    pendingDuration: seconds((start ?? end) - createdAt),
    createTime: Math.floor(createdAt / 1000),
  };
}

/** What so many nodes of a flavor have; quantities like 7920m are multiplied as they are. */
const requirement = (flavor: string, count: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(resourcesOf(flavor)).map(([name, quantity]) => [
      name,
      quantity.replace(/^\d+/, (number) => String(Number(number) * count)),
    ]),
  );
