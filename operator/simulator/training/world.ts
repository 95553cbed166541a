import type { Behaviours } from '../behaviours.ts';
import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import type { Resources } from '../resources.ts';
import { Algorithms } from './algorithms.ts';
import type { SavedImage } from './images.ts';
import { asOf, type Job } from './job.ts';
import { Jobs } from './jobs.ts';
import type { OutcomeRule } from './outcomes.ts';
import { type Durations, phaseAt } from './timeline.ts';
import { viewOf } from './view.ts';

/** What the training chapter lives in. */
export type TrainingWorld = {
  readonly jobs: Jobs;
  readonly algorithms: Algorithms;
  /** Every image that was saved from a task. */
  readonly images: SavedImage[];
  /** What was made beside jobs. */
  readonly resources: Resources;
  /** Signs the links to logs. */
  readonly linkKey: string;
  /** The clock of the simulation. */
  readonly clock: Clock;
  /** The real clock, for late visibility. */
  readonly wallClock: Clock;
  /** How long stages last by `clock`. */
  readonly durations: Durations;
  /** How many milliseconds of `clock` one simulated millisecond takes. */
  readonly scale: number;
  readonly behaviours: Behaviours;
  readonly outcomes: readonly OutcomeRule[];
  readonly newId: () => string;
  readonly dedicated: DedicatedPools;
};

/** The dedicated pools in which jobs run, as far as the simulator knows them. */
export type DedicatedPools = {
  /**
   * Nothing for a pool that is not known.
   *
   * @throws ApiError for a pool that takes no training jobs now
   */
  check(poolId: string): void;
  /** Lets a job that is in a pool wait there for nodes, from its next run on. */
  place(job: Job): void;
  /** Starts what can start by `now`. */
  settle(now: number): void;
};

/** A world in which nothing was made yet. */
export const emptyWorld = (
  setting: Omit<TrainingWorld, 'jobs' | 'algorithms' | 'images'>,
): TrainingWorld => ({
  ...setting,
  jobs: new Jobs(() => setting.behaviours['training.holdPhases'], setting.dedicated.settle),
  algorithms: new Algorithms(),
  images: [],
});

/**
 * The job that the path names, noted for the audit log.
 *
 * @throws ApiError ModelArts.2775 when it never was, is gone, or cannot be read yet
 */
export function jobOf(world: TrainingWorld, { params, touched }: Request): Job {
  const id = params.training_job_id ?? '';
  const now = world.clock.now();
  const job = world.jobs.find(id, now);
  touched.jobId = id;
  const readable = job && job.madeAt <= world.wallClock.now() - world.behaviours['training.readDelayMs'];
  if (!readable)
    throw new ApiError(
      'ModelArts.2775',
      `no training job ${id}`,
      world.behaviours['training.notFoundStatus'],
    );
  Object.assign(touched, { jobName: job.name, phase: phaseAt(job.life, asOf(job, now)) });
  return job;
}

/** The job as an answer. */
export const answerWith = (world: TrainingWorld, status: number, job: Job): Answer => ({
  status,
  body: viewOf(job, world.clock.now(), world.behaviours),
});

/** The job as the answer of a call that changed it: without its id where such answers are to lack it. */
export function answerOfChange(world: TrainingWorld, status: number, job: Job): Answer {
  const view = viewOf(job, world.clock.now(), world.behaviours);
  if (world.behaviours['answers.ids'] === 'full') return { status, body: view };
  const { id: _, ...metadata } = view.metadata;
  return { status, body: { ...view, metadata } };
}
