import type {
  CreateServiceTagsRequest,
  DeleteServiceTagsRequest,
} from '../../modelarts/generated/service.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { bad } from './listing.ts';
import { isThere, type Service } from './service.ts';
import { type InferenceWorld, serviceOf } from './world.ts';

/** createServiceTags, section 9.14: a key that exists gets the new value. */
export function createServiceTags(world: InferenceWorld, request: Request): Answer {
  const service = taggable(world, request);
  const { tags } = request.body as CreateServiceTagsRequest;
  for (const [index, { key }] of tags.entries())
    if (key === '' || key !== key.trim() || key.startsWith('_sys_'))
      throw bad(`tags[${index}].key must not be empty, have blanks around it or begin with _sys_`);
  for (const { key, value } of tags) service.tags.set(key, value);
  return { status: 204 };
}

/** deleteServiceTags, section 9.15: a tag that names another value than the one that is there stays. */
export function deleteServiceTags(world: InferenceWorld, request: Request): Answer {
  const service = taggable(world, request);
  const { tags } = request.body as DeleteServiceTagsRequest;
  for (const { key, value } of tags)
    if (value === undefined || service.tags.get(key) === value) service.tags.delete(key);
  return { status: 204 };
}

/** listServiceTags, section 9.16: those of all services of the project, of every workspace. */
export function listServiceTags({ clock, services }: InferenceWorld): Answer {
  const merged = new Map<string, Set<string>>();
  for (const { tags } of services.filter((one) => isThere(one, clock.now())))
    for (const [key, value] of tags) merged.set(key, new Set([...(merged.get(key) ?? []), value]));
  const tags = [...merged].map(([key, values]) => ({ key, values: [...values] }));
  return { status: 200, body: { tags } };
}

function taggable(world: InferenceWorld, request: Request): Service {
  const service = serviceOf(world, request, request.params.resource_id);
  if (service.request.infer_type !== 'real-time') throw bad('only real-time services have tags');
  return service;
}
