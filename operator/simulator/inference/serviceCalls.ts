import type { CreateServiceRequest } from '../../modelarts/generated/service.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { checkVariants } from './configRules.ts';
import { ordered, pageOf } from './listing.ts';
import { dueAfter, firstLife, newRollout } from './rollout.ts';
import { isThere, type Said, type Service, shown, statusAt } from './service.ts';
import { checkCreate } from './serviceRules.ts';
import { itemView, serviceView } from './serviceView.ts';
import { type InferenceWorld, isReadable, listing, serviceOf } from './world.ts';

/** createService, section 9.4. */
export function createService(world: InferenceWorld, { body, caller, touched }: Request): Answer {
  const request = body as CreateServiceRequest;
  const { service_name: name, workspace_id: workspaceId = '0', config } = request;
  checkCreate(request);
  checkVariants(world, request, config);
  const { behaviours, clock, newId, resources, services, wallClock } = world;
  const now = clock.now();
  const taken = services.some((one) => isThere(one, now) && one.name === name);
  if (taken && behaviours['service.duplicateName'] === 'refuse')
    throw new ApiError('ModelArts.3503', `there is a service ${name}`);
  const { description, schedule, additional_properties, load_balancer_policy, priority } = request;
  const said = { description, schedule, additional_properties, load_balancer_policy, priority } as Said;
  const rollout = newRollout(world, { name, config, cause: 'create' });
  const dueAt = dueAfter(world, { said }, rollout.doneAt);
  const id = newId();
  services.push({
    ...{ id, name, user: caller.name, userId: caller.id, workspaceId, request, createdAt: now },
    ...{ madeAt: wallClock.now(), said, rollouts: [rollout], dueAt },
    life: firstLife(world, { request, dueAt }, rollout),
    tags: new Map(),
    stoppedNodes: new Set(),
  });
  resources.add('service', id, name, caller.name, now);
  Object.assign(touched, { resource: `service/${id}`, phase: 'deploying' });
  return { status: 200, body: { service_id: id, resource_ids: resourceIds(config, now) } };
}

/** Ids of what the models of a service take, as in the example of 9.4. */
export const resourceIds = (config: readonly { readonly model_id: string }[], now: number): string[] =>
  config.map(({ model_id }) => `INF-${model_id.replaceAll('-', '').slice(0, 16)}@${Math.floor(now)}`);

/** getService, section 9.6. */
export const getService = (world: InferenceWorld, request: Request): Answer => ({
  status: 200,
  body: serviceView(world, serviceOf(world, request), world.clock.now()),
});

/** listServices, section 9.3. */
export function listServices(world: InferenceWorld, request: Request): Answer {
  const { query } = request;
  const { moment, shows } = listing(world, request);
  const found = world.services.filter(
    (one) => isThere(one, moment) && shows(one) && fits(one, query, moment),
  );
  const keys = {
    publish_at: ({ createdAt }: Service) => createdAt,
    service_name: ({ name }: Service) => name,
    transition_at: ({ life }: Service) => life.findLast(({ at }) => at <= moment)?.at ?? 0,
  };
  const key = keys[(query.get('sort_by') as keyof typeof keys) ?? 'publish_at'];
  const { behaviours } = world;
  const paging = { counts: behaviours['service.page'], most: behaviours['inference.pageLimit'] };
  const { total, items } = pageOf(ordered(found, query, key), query, paging);
  const services = items.map((one) => itemView(world, one, moment));
  return { status: 200, body: { total_count: total, count: items.length, services } };
}

function fits(service: Service, query: URLSearchParams, moment: number): boolean {
  const { id, name, request, tags } = service;
  const model = query.get('model_id');
  const [key = '', value] = (query.get('tags') ?? '').split('=');
  if (key && (!tags.has(key) || (value !== undefined && tags.get(key) !== value))) return false;
  if (model && !shown(service, moment, 'revert').config.some(({ model_id }) => model_id === model))
    return false;
  const exact = { service_id: id, infer_type: request.infer_type, status: statusAt(service, moment) };
  if (Object.entries(exact).some(([field, told]) => (query.get(field) || told) !== told)) return false;
  return name.toLowerCase().includes((query.get('service_name') ?? '').toLowerCase());
}

/** deleteService, section 9.8: the caller's own; several where their ids are joined by commas. */
export function deleteService(world: InferenceWorld, request: Request): Answer {
  const { behaviours, clock, resources, scale, services } = world;
  const now = clock.now();
  const ids = (request.params.service_id ?? '').split(',');
  request.touched.resource = `service/${ids[0]}`;
  const found = ids.map((id) =>
    services.find((one) => one.id === id && isThere(one, now) && isReadable(world, one)),
  );
  const lost = found.indexOf(undefined);
  const there = found.filter((one) => one !== undefined);
  if (lost >= 0 && (behaviours['service.deletePartial'] === 'refuse' || there.length === 0))
    throw new ApiError(
      'ModelArts.3502',
      `there is no service ${ids[lost]}`,
      Number(behaviours['service.notFoundStatus']),
    );
  const foreign = there.find(({ user }) => user !== request.caller.name);
  if (foreign) throw new ApiError('ModelArts.3540', `service ${foreign.id} is that of another user`);
  for (const service of there) {
    const goneAt = now + behaviours['service.deleteSeconds'] * 1000 * scale;
    service.deletion ??= { at: now, goneAt };
    resources.note('service', service.id, 'delete', request.caller.name, now);
  }
  return { status: 200, body: {} };
}
