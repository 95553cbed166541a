import type { CreateTrainingExperimentRequest } from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import type { TrainingWorld } from './world.ts';

/** What table 6-129 calls special characters is not said; these are refused elsewhere in the reference. */
const SPECIAL = /[!<>=&"'/\\]/;

/** createTrainingExperiment, section 6.7. The only call that the reference has for experiments. */
export function createExperiment(world: TrainingWorld, { body, caller, touched }: Request): Answer {
  const { metadata } = body as CreateTrainingExperimentRequest;
  const { name, description = '', workspace_id = '0' } = metadata;
  if (name === '') throw new ApiError('ModelArts.2816', 'metadata.name must have 1 to 64 characters');
  for (const [field, value] of Object.entries({ name, description }))
    if (SPECIAL.test(value)) throw new ApiError('ModelArts.2788', `metadata.${field} has special characters`);
  const { resources } = world;
  if (resources.live('experiment').some((other) => other.name === name && other.user === caller.name))
    throw new ApiError('ModelArts.2841', `a training experiment with the name ${name} exists`);
  const now = world.clock.now();
  const { id } = resources.add('experiment', world.newId(), name, caller.name, now);
  touched.resource = `experiment/${id}`;
  return {
    status: 200,
    body: {
      metadata: { id, name, description, workspace_id, create_time: now, update_time: now },
      statistic: { job_count: 0 },
    },
  };
}
