import type {
  ActOnTrainingJobRequest,
  UpdateTrainingJobRequest,
} from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { asOf, type Job } from './job.ts';
import { ENDED, phaseAt, restarted, TERMINABLE, terminated } from './timeline.ts';
import { answerOfChange, jobOf, type TrainingWorld } from './world.ts';

/** updateTrainingJob, section 6.10: a body without a description changes nothing. */
export function update(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const { description } = (request.body ?? {}) as UpdateTrainingJobRequest;
  job.description = description ?? job.description;
  const form = world.behaviours['training.putBody'];
  if (form === 'job') return answerOfChange(world, 200, job);
  return form === '204' ? { status: 204 } : { status: 200, ...(form === 'null' && { body: null }) };
}

/** deleteTrainingJob, section 6.11. A job that still runs stands still from here on. */
export function remove(world: TrainingWorld, request: Request): Answer {
  const { behaviours, clock, scale } = world;
  const job = jobOf(world, request);
  const now = clock.now();
  const ended = ENDED.has(phaseAt(job.life, asOf(job, now)));
  if (!ended && behaviours['training.deleteRunning'] === 'refuse')
    throw new ApiError('ModelArts.2858', `training job ${job.id} has not ended, so it cannot be deleted`);
  const goneAt = now + behaviours['training.deleteSeconds'] * 1000 * scale;
  job.deletion ??= { at: now, goneAt, by: request.caller.name };
  const form = behaviours['training.deleteBody'];
  return form === '204' ? { status: 204 } : { status: 202, ...(form === '""' && { body: '' }) };
}

/** actOnTrainingJob, section 6.12. */
export function act(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const { action_type } = request.body as ActOnTrainingJobRequest;
  if (action_type === 'restart') return restart(world, job, request);
  if (action_type !== 'terminate') throw new ApiError('ModelArts.2812', 'action_type must be terminate');
  const now = world.clock.now();
  const phase = phaseAt(job.life, asOf(job, now));
  const form = world.behaviours['training.terminateTerminal'];
  if (!job.deletion && TERMINABLE.has(phase)) {
    job.life = terminated(job.life, now, world.durations.terminatingMs);
    request.touched.phase = phaseAt(job.life, now);
  } else if (form !== '202')
    throw new ApiError(form === '409' ? 'ModelArts.2796' : 'ModelArts.2812', `the job is ${phase}`);
  return answerOfChange(world, 202, job);
}

/** An action that only ModelArts.2813 hints at: with `training.restart` allow, a job that has ended runs again. */
function restart(world: TrainingWorld, job: Job, { touched }: Request): Answer {
  const { behaviours, clock, durations } = world;
  const now = clock.now();
  const phase = phaseAt(job.life, asOf(job, now));
  if (behaviours['training.restart'] === 'refuse' || job.deletion || !ENDED.has(phase))
    throw new ApiError('ModelArts.2813', `the job is ${phase}`);
  job.life = restarted(job.life, now, durations, job.outcome.ending);
  world.dedicated.place(job);
  touched.phase = phaseAt(job.life, now);
  return answerOfChange(world, 202, job);
}
