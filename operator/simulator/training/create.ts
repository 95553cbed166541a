import type { CreateTrainingJobRequest } from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import type { Caller } from '../identities.ts';
import { resolve } from './algorithms.ts';
import type { Job } from './job.ts';
import { outcomeOf } from './outcomes.ts';
import { checkCreate } from './rules.ts';
import { lifeOf, phaseAt } from './timeline.ts';
import { answerWith, type TrainingWorld } from './world.ts';

const HOUR_MS = 3_600_000;

/** createTrainingJob, section 6.8. */
export function create(world: TrainingWorld, { body, caller, touched }: Request): Answer {
  const request = body as CreateTrainingJobRequest;
  const { name } = request.metadata;
  touched.jobName = name;
  checkCreate(request, world.behaviours);
  world.dedicated.check(request.spec?.resource?.pool_id ?? '');
  const now = world.clock.now();
  if (world.behaviours['training.duplicateName'] === 'refuse' && world.jobs.has(name, now))
    throw new ApiError('ModelArts.2751', `a training job with the name ${name} exists`);
  const job = newJob(world, request, caller, now);
  world.jobs.add(job);
  world.dedicated.place(job);
  Object.assign(touched, { jobId: job.id, phase: phaseAt(job.life, now) });
  return answerWith(world, 201, job);
}

function newJob(world: TrainingWorld, request: CreateTrainingJobRequest, caller: Caller, now: number): Job {
  const { name, description, workspace_id } = request.metadata;
  const outcome = outcomeOf(request, world.outcomes);
  const hours = request.spec?.auto_stop?.duration;
  const autoStopMs = hours === undefined ? undefined : hours * HOUR_MS * world.scale;
  return {
    id: world.newId(),
    name,
    user: caller.name,
    userId: caller.id,
    workspaceId: workspace_id ?? '0',
    request,
    algorithm: request.algorithm && resolve(request.algorithm, world.algorithms),
    createdAt: now,
    madeAt: world.wallClock.now(),
    outcome,
    description,
    shown: 0,
    tags: new Map(),
    images: [],
    stoppedTrials: new Map(),
    life: lifeOf(now, world.durations, outcome.ending, autoStopMs),
  };
}
