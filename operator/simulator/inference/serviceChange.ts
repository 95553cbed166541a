import type {
  UpdateServiceNodeStatusRequest,
  UpdateServicePropertyRequest,
  UpdateServiceRequest,
} from '../../modelarts/generated/service.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { checkVariants } from './configRules.ts';
import { bad } from './listing.ts';
import { type Operation, patched } from './patch.ts';
import { reschedule, roll, stop } from './rollout.ts';
import { type Rollout, type Said, type Service, shown, statusAt, type Variant } from './service.ts';
import { resourceIds } from './serviceCalls.ts';
import { checkLasting, checkSaid } from './serviceRules.ts';
import { type InferenceWorld, serviceOf } from './world.ts';

const BUSY = ['deploying', 'stopping', 'deleting'];
const MOST_INSTANCES = 128;

/** updateService, section 9.7. What is left out stays; with a status nothing else counts. */
export function updateService(world: InferenceWorld, request: Request): Answer {
  const service = serviceOf(world, request);
  const {
    status,
    config,
    service_secrets: _forgotten,
    ...said
  } = (request.body ?? {}) as UpdateServiceRequest;
  if (status !== undefined && config && world.behaviours['service.statusWithConfig'] === 'refuse')
    throw bad('status and config cannot be given together');
  if (status !== undefined) setStatus(world, service, status);
  else change(world, service, said, config);
  note(world, service, request);
  return { status: 200, body: {} };
}

function setStatus(world: InferenceWorld, service: Service, wanted: string): void {
  if (wanted !== 'running' && wanted !== 'stopped') throw bad('status must be one of running, stopped');
  const now = world.clock.now();
  const status = statusAt(service, now);
  checkBusy(world, service, 'busy');
  if (wanted === 'stopped' && status !== 'stopped' && status !== 'finished') stop(world, service);
  if (wanted === 'running' && !['deploying', 'running', 'concerning'].includes(status))
    roll(world, service, current(world, service).config, 'start');
}

function change(world: InferenceWorld, service: Service, said: Said, config?: readonly Variant[]): void {
  const { infer_type } = service.request;
  checkBusy(world, service, world.behaviours['service.updateBusy']);
  // The characters of 9.4 and 9.7 differ: + and =.
  if (/[!<>=&"]/.test(said.description ?? '')) throw bad('description must not contain !<>=&"');
  checkSaid(said, infer_type);
  checkLasting(service.said, said);
  if (config) checkVariants(world, service.request, config);
  service.said = { ...service.said, ...said };
  if (said.schedule) reschedule(world, service);
  if (config) deploy(world, service, config, 'update');
}

/** patchService, section 9.1. */
export function patchService(world: InferenceWorld, request: Request): Answer {
  const service = serviceOf(world, request);
  checkBusy(world, service, world.behaviours['service.updateBusy']);
  const config = patched(current(world, service).config, request.body as readonly Operation[]);
  checkVariants(world, service.request, config);
  deploy(world, service, config, 'update');
  note(world, service, request);
  const now = world.clock.now();
  return { status: 200, body: { update_time: updateTime(world), resource_ids: resourceIds(config, now) } };
}

/** updateServiceProperty, section 9.9: the numbers of instances of a real-time service that runs. */
export function updateServiceProperty(world: InferenceWorld, request: Request): Answer {
  const service = serviceOf(world, request);
  const { changed_property, configs = [] } = request.body as UpdateServicePropertyRequest;
  if (changed_property !== 'instance_count') throw bad('changed_property must be instance_count');
  if (service.request.infer_type !== 'real-time') throw bad('only real-time services have this property');
  const status = statusAt(service, world.clock.now());
  if (!['running', 'concerning', 'failed'].includes(status))
    throw new ApiError('ModelArts.3519', `the service is ${status}`);
  if (configs.length === 0) throw bad('configs is missing');
  const { config } = current(world, service);
  const counts = new Map(configs.map((one, index) => countFor(config, one, index)));
  deploy(
    world,
    service,
    config.map((variant) => ({
      ...variant,
      instance_count: counts.get(variant.model_id) ?? variant.instance_count,
    })),
    'scale',
  );
  note(world, service, request);
  return { status: 200, body: { update_time: updateTime(world) } };
}

type Count = { readonly model_id: string; readonly changed_value: string | number };

function countFor(config: readonly Variant[], { model_id, changed_value }: Count, index: number) {
  const variant = config.find((one) => one.model_id === model_id);
  if (!variant)
    throw new ApiError('ModelArts.3529', `configs[${index}]: the service has no model ${model_id}`);
  const count = Number(changed_value);
  if (!Number.isInteger(count) || count < 1 || count > MOST_INSTANCES)
    throw bad(`configs[${index}].changed_value must be a number from 1 to ${MOST_INSTANCES}`);
  if (count === (variant.instance_count ?? 1))
    throw bad(`configs[${index}].changed_value must differ from the number that there is`);
  return [model_id, count] as const;
}

/** updateServiceNodeStatus, section 9.12. */
export function updateServiceNodeStatus(world: InferenceWorld, request: Request): Answer {
  const service = serviceOf(world, request);
  const { status } = request.body as UpdateServiceNodeStatusRequest;
  const node = request.params.node_id ?? '';
  if (!current(world, service).config.some(({ nodes }) => nodes?.includes(node)))
    throw bad(`the service has no node ${node}`);
  const isStopped = service.stoppedNodes.has(node);
  if (isStopped === (status === 'stopped')) throw bad(`the instance on node ${node} is ${status}`);
  if (status === 'stopped') service.stoppedNodes.add(node);
  else service.stoppedNodes.delete(node);
  note(world, service, request);
  return { status: 200, body: {} };
}

const current = ({ behaviours, clock }: InferenceWorld, service: Service): Rollout =>
  shown(service, clock.now(), behaviours['service.failedUpdate']);

/** Deploys a configuration; one that stands still may only take note of it (service.updateStopped). */
function deploy(
  world: InferenceWorld,
  service: Service,
  config: readonly Variant[],
  cause: 'update' | 'scale',
): void {
  const now = world.clock.now();
  const isStill = ['stopped', 'finished'].includes(statusAt(service, now));
  if (!isStill || world.behaviours['service.updateStopped'] === 'deploy') {
    roll(world, service, config, cause);
    return;
  }
  const still = { at: now, instancesFrom: now, already: 0, doneAt: now, config, over: undefined };
  service.rollouts = [...service.rollouts, { ...still, result: 'running', message: '', cause }];
}

/** Whether the state of a service allows a change, by the reading of ModelArts.3519. @throws ApiError when not */
function checkBusy(
  { behaviours, clock }: InferenceWorld,
  service: Service,
  reading: InferenceWorld['behaviours']['service.updateBusy'],
): void {
  const status = statusAt(service, clock.now());
  const listed = [...BUSY, 'running'].includes(status);
  const refuses = {
    busy: BUSY.includes(status),
    chinese: listed,
    english: !listed || status === 'deleting',
    allow: status === 'deleting',
  };
  const counts = behaviours['service.updateBusy'] === 'allow' ? 'allow' : reading;
  if (refuses[counts]) throw new ApiError('ModelArts.3519', `the service is ${status}`);
}

function updateTime({ behaviours, clock }: InferenceWorld): number | string {
  const now = Math.floor(clock.now());
  return behaviours['service.updateTime'] === 'string' ? String(now) : now;
}

function note({ clock, resources }: InferenceWorld, service: Service, { caller, touched }: Request): void {
  const now = clock.now();
  resources.note('service', service.id, 'update', caller.name, now);
  touched.phase = statusAt(service, now);
}
