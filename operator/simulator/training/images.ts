import type { CreateTrainingJobSaveImageJobRequest } from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { type Job, runtimeType } from './job.ts';
import { taskOf } from './tasks.ts';
import { phaseAt } from './timeline.ts';
import type { TrainingWorld } from './world.ts';

/** A container of a task that is saved as an image. */
export type SavedImage = {
  readonly task: string;
  readonly name: string;
  readonly namespace: string;
  readonly tag: string;
  readonly description: string;
  readonly createdAt: number;
  /** Whether saving it fails. */
  readonly fails: boolean;
};

/** createTrainingJobSaveImageJob, section 6.28: for jobs that can be debugged, while they run. */
export function saveImage(world: TrainingWorld, request: Request): Answer {
  const { job, name: task, moment } = taskOf(world, request);
  if (runtimeType(job) !== 'debug')
    throw new ApiError(
      'ModelArts.2879',
      'set the annotation jupyter-lab/enable to "true" when creating the job',
    );
  if (phaseAt(job.life, moment) !== 'Running')
    throw new ApiError('ModelArts.2883', `training job ${job.id} is not running`);
  const now = world.clock.now();
  const asked = checked((request.body ?? {}) as CreateTrainingJobSaveImageJobRequest);
  const latest = latestOf(job, task);
  if (latest && ['INIT', 'CREATING'].includes(statusOf(world, latest)))
    throw new ApiError('ModelArts.2880', `an image of task ${task} is being saved`);
  const same = (other: SavedImage) =>
    other.name === asked.name && other.namespace === asked.namespace && other.tag === asked.tag;
  if (world.images.some((other) => same(other) && !other.fails))
    throw new ApiError('ModelArts.2884', `${asked.namespace}/${asked.name}:${asked.tag} exists`);
  const fails = world.outcomes.some(
    ({ pattern, ending }) => ending === 'Failed' && asked.name.search(pattern) >= 0,
  );
  const image = { task, ...asked, createdAt: now, fails };
  job.images.push(image);
  world.images.push(image);
  const { namespace, name, tag } = image;
  world.resources.add('image', world.newId(), `${namespace}/${name}:${tag}`, request.caller.name, now);
  return { status: 201, body: viewOf(world, image) };
}

/** getTrainingJobSaveImageJob, section 6.29: the latest of the task. */
export function getImage(world: TrainingWorld, request: Request): Answer {
  const { job, name } = taskOf(world, request);
  const image = latestOf(job, name);
  if (!image) throw new ApiError('ModelArts.2881', `no image of task ${name} was saved`);
  return { status: 200, body: viewOf(world, image) };
}

/** The table requires none of them, but an image without a name cannot be. */
function checked(asked: CreateTrainingJobSaveImageJobRequest) {
  const { name = '', namespace = '', tag = '', description = '' } = asked;
  const patterns = { name: /^[a-z0-9_.-]+$/, namespace: /./, tag: /^[A-Za-z0-9_.-]+$/ };
  for (const [field, value] of Object.entries({ name, namespace, tag }))
    if (!patterns[field as keyof typeof patterns].test(value))
      throw new ApiError('ModelArts.2788', `${field} is missing or has other than the allowed characters`);
  return { name, namespace, tag, description };
}

const latestOf = ({ images }: Job, task: string) => images.findLast((image) => image.task === task);

function statusOf({ clock, durations }: TrainingWorld, { createdAt, fails }: SavedImage): string {
  const age = clock.now() - createdAt;
  if (age >= durations.savingMs) return fails ? 'CREATE_FAILED' : 'ACTIVE';
  return age > 0 ? 'CREATING' : 'INIT';
}

function viewOf(world: TrainingWorld, image: SavedImage): object {
  const { name, namespace, tag, description, createdAt } = image;
  const status = statusOf(world, image);
  const message = status === 'ACTIVE' ? 'success' : status === 'CREATE_FAILED' ? 'failed' : 'building';
  return { name, namespace, tag, description, status, message, create_time: createdAt };
}
