import type { Answer, Request } from '../exchange.ts';
import { weightOf } from './configRules.ts';
import { ordered, pageOf } from './listing.ts';
import type { Rollout, Service } from './service.ts';
import { type InferenceWorld, modelEver, serviceOf } from './world.ts';

type Event = {
  readonly event_type: 'normal' | 'abnormal';
  readonly event_info: string;
  readonly occur_time: number;
};

/** listServiceEvents, section 9.11: what a service went through, the newest first unless asked otherwise. */
export function listServiceEvents(world: InferenceWorld, request: Request): Answer {
  const service = serviceOf(world, request);
  const { query } = request;
  const now = world.clock.now();
  const happened = [
    ...service.rollouts.flatMap((rollout) => eventsOf(world, service, rollout)),
    ...stops(service),
  ].filter(({ occur_time }) => occur_time <= now);
  const [from, to] = [Number(query.get('start_time') ?? 0), Number(query.get('end_time') ?? now)];
  const [type, part = ''] = [query.get('event_type'), query.get('event_info') ?? undefined];
  const matching = happened.filter(
    ({ event_type, event_info, occur_time }) =>
      (type === null || event_type === type) &&
      event_info.includes(part) &&
      occur_time >= from &&
      occur_time <= to,
  );
  const paging = { counts: world.behaviours['service.page'], most: world.behaviours['inference.pageLimit'] };
  const sorted = ordered(matching, query, ({ occur_time }) => occur_time);
  const { total, items } = pageOf(sorted, query, paging);
  const { id: service_id, name: service_name } = service;
  return {
    status: 200,
    body: { service_id, service_name, total_count: total, count: items.length, events: items },
  };
}

/** The stages of the example: image, environment, resources, pull, start. */
function eventsOf(world: InferenceWorld, service: Service, rollout: Rollout): Event[] {
  const { at, instancesFrom, doneAt, config, result, message, cause } = rollout;
  // One that was overtaken tells no more than what came before that.
  const next = service.rollouts.find((one) => one.at > at)?.at ?? Number.POSITIVE_INFINITY;
  const share = (part: number) => Math.floor(at + (instancesFrom - at) * part);
  const tell = (
    event_info: string,
    occur_time: number,
    event_type: Event['event_type'] = 'normal',
  ): Event => ({
    ...{ event_type, event_info, occur_time: Math.floor(occur_time) },
  });
  const verb = { create: 'deploy', start: 'start', update: 'update', scale: 'scale' }[cause];
  const models = config.flatMap(({ model_id }) => {
    const { model_name, model_version } = modelEver(world, model_id)?.request ?? {};
    const name = `${model_name} ${model_version}`;
    return [
      tell(`building image for model [${name}]`, share(0.1)),
      tell(`model (${name}) build image success`, share(0.4)),
      tell(`[${name}] prepare environment success`, share(0.6)),
      tell(`[${name}] schedule resource success`, share(0.7)),
      tell(`[${name}] pull image success`, share(0.9)),
      tell(`[${name}] starting model`, share(1)),
    ];
  });
  const ends = {
    running: tell(`${verb} service success`, doneAt),
    concerning: tell(`an instance is unhealthy: ${message}`, doneAt, 'abnormal'),
    failed: tell(`failed to ${verb} service: ${message}`, doneAt, 'abnormal'),
  };
  const all = [tell(`start to ${verb} service`, at), ...(cause === 'scale' ? [] : models), ends[result]];
  return all.filter(({ occur_time }) => occur_time < next);
}

const stops = ({ life }: Service): Event[] =>
  life.flatMap(({ phase, at }) => {
    const words = { stopping: 'stopping service', stopped: 'service stopped', finished: 'service finished' };
    const event_info = words[phase as keyof typeof words];
    return event_info ? [{ event_type: 'normal' as const, event_info, occur_time: Math.floor(at) }] : [];
  });

/** listServiceLogs, section 9.13: every configuration that was deployed, the newest first. */
export function listServiceLogs(world: InferenceWorld, request: Request): Answer {
  const service = serviceOf(world, request);
  const now = world.clock.now();
  const wanted = request.query.get('update_time');
  const logs = service.rollouts
    .filter(({ at }) => at <= now && (wanted === null || Math.floor(at) === Number(wanted)))
    .map((rollout) => logOf(world, service, rollout))
    .reverse();
  return { status: 200, body: { service_id: service.id, service_name: service.name, logs } };
}

function logOf(world: InferenceWorld, service: Service, rollout: Rollout): object {
  const now = world.clock.now();
  const isOvertaken = service.rollouts.some(({ at }) => at > rollout.at && at < rollout.doneAt && at <= now);
  const done = rollout.result === 'failed' || isOvertaken ? 'FAIL' : 'SUCCESS';
  const config = rollout.config.map((variant) => {
    const { model_name, model_version } = modelEver(world, variant.model_id)?.request ?? {};
    const { model_id, specification, custom_spec, envs = {}, instance_count = 1 } = variant;
    return {
      ...{ model_id, model_name, model_version, envs, instance_count },
      ...(service.request.infer_type === 'real-time' && { weight: weightOf(variant, rollout.config.length) }),
      ...(specification && { specification }),
      ...(custom_spec && { custom_spec }),
    };
  });
  const result = rollout.doneAt <= now || isOvertaken ? done : 'RUNNING';
  return { update_time: Math.floor(rollout.at), result, config, extend_config: [] };
}
