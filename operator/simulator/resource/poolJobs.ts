import { asOf, type Job, nodeCount } from '../training/job.ts';
import { phaseAt, type Timeline } from '../training/timeline.ts';
import { phaseAt as nodePhaseAt } from './life.ts';
import type { Pool, PoolNode } from './pool.ts';

/** When a job begins that waits for nodes: nobody knows. */
const SOME_DAY = Number.POSITIVE_INFINITY;

/**
 * The training jobs of the pools that the simulator knows. Each takes whole nodes: it runs as soon as so many are free
 * and every job that came before it has begun.
 */
export class PoolJobs {
  readonly #jobs = new Map<string, Job[]>();
  /** By job the pool that it waits for, and its life from its run on, as it would be if nodes were free. */
  readonly #waiting = new Map<Job, { readonly pool: Pool; readonly ahead: Timeline }>();
  /** When it was last seen to what can start: nothing starts before that any more. */
  #settledAt = Number.NEGATIVE_INFINITY;
  /** When the job that began last in a pool did: no later one begins before it. */
  readonly #begun = new Map<Pool, number>();

  /** The jobs that were ever sent to a pool, the oldest first. */
  of({ id }: Pool): readonly Job[] {
    return this.#jobs.get(id) ?? [];
  }

  /** Sends a job to a pool: the part of its life that begins with its next run waits for nodes. */
  place(job: Job, pool: Pool, now: number): void {
    const jobs = this.#jobs.get(pool.id) ?? [];
    if (!jobs.includes(job)) this.#jobs.set(pool.id, [...jobs, job]);
    const first = job.life.findIndex(({ phase, at }) => phase === 'Running' && at > now);
    if (first < 0) return;
    this.#waiting.set(job, { pool, ahead: job.life.slice(first) });
    job.life = job.life.map((moment, index) => (index < first ? moment : { ...moment, at: SOME_DAY }));
    this.settle(now);
  }

  /** Starts what can start by `now`; to be called before a job or pool is looked at or changed. */
  settle(now: number): void {
    const blocked = new Set<Pool>();
    for (const [job, { pool, ahead }] of this.#waiting) {
      const running = ahead[0]?.at ?? now;
      if (job.deletion || !job.life.some(({ at }) => at === SOME_DAY)) this.#waiting.delete(job);
      else if (!blocked.has(pool)) {
        const from = Math.max(running, this.#settledAt, this.#begun.get(pool) ?? running);
        const start = this.#startOf(job, pool, from, now);
        if (start === undefined) blocked.add(pool);
        else {
          this.#waiting.delete(job);
          this.#begun.set(pool, start);
          const later = ahead.map((moment) => ({ ...moment, at: moment.at - running + start }));
          job.life = [...job.life.filter(({ at }) => at !== SOME_DAY), ...later];
        }
      }
    }
    this.#settledAt = Math.max(this.#settledAt, now);
  }

  /** The jobs that have nodes at `now`, each with those that it has, the job that began first foremost. */
  running(pool: Pool, now: number): { readonly job: Job; readonly nodes: readonly PoolNode[] }[] {
    const nodes = available(pool, now);
    const jobs = this.of(pool).filter((job) => has(job, now));
    const starts = new Map(
      jobs.map((job) => [job, job.life.findLast(({ phase }) => phase === 'Running')?.at ?? 0]),
    );
    jobs.sort((one, other) => (starts.get(one) ?? 0) - (starts.get(other) ?? 0));
    return jobs.map((job) => ({ job, nodes: nodes.splice(0, nodeCount(job)) }));
  }

  /** The earliest moment by `now` at which a job that may run from `from` on finds its nodes free. */
  #startOf(job: Job, pool: Pool, from: number, now: number): number | undefined {
    const others = this.of(pool).filter((other) => other !== job);
    const ends = others.flatMap(({ life, deletion }) => [...life.map(({ at }) => at), deletion?.at ?? from]);
    const changes = pool.nodes.flatMap(({ life }) => life.map(({ at }) => at));
    const moments = [from, ...ends, ...changes].filter((at) => at >= from && at <= now).sort((a, b) => a - b);
    return moments.find((at) => {
      const taken = others
        .filter((other) => has(other, at))
        .reduce((sum, other) => sum + nodeCount(other), 0);
      return available(pool, at).length - taken >= nodeCount(job);
    });
  }
}

const available = ({ nodes, deletion }: Pool, now: number): PoolNode[] =>
  deletion && deletion.at <= now
    ? []
    : nodes.filter(({ life }) => life[0].at <= now && nodePhaseAt(life, now) === 'Available');

/** Whether a job has its nodes at `now`: from its start to its end or its deletion. */
function has(job: Job, now: number): boolean {
  if (job.deletion && job.deletion.at <= now) return false;
  const phase = phaseAt(job.life, asOf(job, now));
  const ran = job.life.some((moment) => moment.phase === 'Running' && moment.at <= now);
  return phase === 'Running' || (phase === 'Terminating' && ran);
}
