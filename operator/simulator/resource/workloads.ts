import type { Answer, Request } from '../exchange.ts';
import { asOf, nodeCount } from '../training/job.ts';
import { phaseAt, runOf } from '../training/timeline.ts';
import { bad } from './listing.ts';
import { resourcesOf } from './nodeView.ts';
import type { Pool } from './pool.ts';
import { poolOf, type ResourceWorld } from './world.ts';

const MAX_PAGE = 500;

/** listPoolWorkloads, section 10.21: the training jobs of a pool; there are no others here. */
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
  const status: Record<string, number> = {};
  for (const one of all) status[one.status] = (status[one.status] ?? 0) + 1;
  const items = all.length > 0 ? [{ type: 'train', total: all.length, status }] : [];
  return { status: 200, body: { statistics: { total: items.length, items } } };
}

function workloads(world: ResourceWorld, pool: Pool) {
  const now = world.clock.now();
  world.poolJobs.settle(now);
  const running = world.poolJobs.running(pool, now);
  const jobs = world.poolJobs.of(pool).filter(({ deletion }) => !deletion);
  const waiting = jobs.filter((job) => phaseAt(job.life, now) === 'Pending');
  const flavor = pool.groups[0]?.flavor ?? '';
  return jobs.map((job) => {
    const run = runOf(job.life, asOf(job, now));
    const phase = phaseAt(job.life, asOf(job, now));
    const nodes = running.find((one) => one.job === job)?.nodes ?? [];
    return {
      apiVersion: 'v1',
      kind: 'Workload',
      type: 'train',
      namespace: pool.id,
      name: `modelarts-job-${job.id}`,
      jobName: job.name,
      uid: job.id,
      jobUUID: job.id,
      flavor,
      status: phase === 'Pending' ? 'Queue' : phase,
      resourceRequirement: requirement(flavor, nodeCount(job)),
      priority: '1',
      runningDuration: run ? Math.floor(((run.end ?? now) - run.start) / 1000) : 0,
      pendingDuration: Math.max(0, Math.floor(((run?.start ?? now) - job.createdAt) / 1000)),
      pendingPosition: waiting.indexOf(job) + 1,
      createTime: Math.floor(job.createdAt / 1000),
      gvk: 'batch.volcano.sh/v1alpha1, Kind=Job',
      hostIps: nodes.map(({ ip }) => ip).join(','),
    };
  });
}

/** What so many nodes of a flavor have; quantities like 7920m are multiplied as they are. */
const requirement = (flavor: string, count: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(resourcesOf(flavor)).map(([name, quantity]) => [
      name,
      quantity.replace(/^\d+/, (number) => String(Number(number) * count)),
    ]),
  );
