import { ApiError } from '../errors.ts';
import type { Request } from '../exchange.ts';
import { asOf, type Job, nodeCount } from './job.ts';
import { type Run, runOf } from './timeline.ts';
import { jobOf, type TrainingWorld } from './world.ts';

/** The names of the tasks of a job, one for each node. */
export const tasksOf = (job: Job): string[] =>
  Array.from({ length: nodeCount(job) }, (_, index) => `worker-${index}`);

/** A task of a job, at the moment at which it is looked at. */
export type Task = {
  readonly job: Job;
  readonly name: string;
  readonly moment: number;
  /** Its latest run; undefined before the first. */
  readonly run: Run | undefined;
};

/**
 * The task that the path names.
 *
 * @throws ApiError ModelArts.2775 for a job, 2788 for a task that does not exist
 */
export function taskOf(world: TrainingWorld, request: Request): Task {
  const job = jobOf(world, request);
  const name = request.params.task_id ?? '';
  const [, index] = /^worker-(0|[1-9]\d*)$/.exec(name) ?? [];
  if (index === undefined || Number(index) >= nodeCount(job))
    throw new ApiError('ModelArts.2788', `training job ${job.id} has no task ${name}`);
  const moment = asOf(job, world.clock.now());
  return { job, name, moment, run: runOf(job.life, moment) };
}
