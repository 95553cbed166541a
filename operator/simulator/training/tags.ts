import type {
  CreateTrainingJobTagsRequest,
  DeleteTrainingJobTagsRequest,
} from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { jobOf, type TrainingWorld } from './world.ts';

/** createTrainingJobTags, section 6.24: a key that exists gets the new value. The body of the 204 is never sent. */
export function createTags(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const { tags } = request.body as CreateTrainingJobTagsRequest;
  for (const [index, { key }] of tags.entries()) checkKey(key, `tags[${index}].key`);
  for (const { key, value } of tags) job.tags.set(key, value);
  return { status: 204 };
}

/** deleteTrainingJobTags, section 6.25: a tag that names another value than the one that is there stays. */
export function deleteTags(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const { tags } = request.body as DeleteTrainingJobTagsRequest;
  for (const { key, value } of tags)
    if (value === undefined || job.tags.get(key) === value) job.tags.delete(key);
  return { status: 204 };
}

/** listTrainingJobTags, section 6.26. */
export function listTags(world: TrainingWorld, request: Request): Answer {
  const tags = [...jobOf(world, request).tags].map(([key, value]) => ({ key, value }));
  return { status: 200, body: { tags } };
}

function checkKey(key: string, field: string): void {
  if (key === '' || key !== key.trim() || key.startsWith('_sys_'))
    throw new ApiError(
      'ModelArts.2788',
      `${field} must not be empty, have blanks around it or begin with _sys_`,
    );
}
