import { weightOf } from './configRules.ts';
import { inUse, type Rollout, type Service, shown, statusAt, type Variant } from './service.ts';
import { type InferenceWorld, modelEver } from './world.ts';

/** A service in the list (section 9.3) at `now`. */
export function itemView(world: InferenceWorld, service: Service, now: number): object {
  const { workspaceId } = service;
  const isNumber = world.behaviours['service.workspaceId'] === 'integer' && /^\d+$/.test(workspaceId);
  return { ...common(world, service, now), workspace_id: isNumber ? Number(workspaceId) : workspaceId };
}

function common(world: InferenceWorld, service: Service, now: number) {
  const { request, said, dueAt } = service;
  const status = statusAt(service, now);
  const { infer_type } = request;
  const calls = callsOf(service, now);
  return {
    service_id: service.id,
    service_name: service.name,
    description: said.description ?? '',
    tenant: service.userId,
    project: world.projectId,
    owner: service.userId,
    publish_at: service.createdAt,
    infer_type,
    workspace_id: service.workspaceId,
    status,
    invocation_times: calls,
    failed_times: Math.floor(calls / 100),
    is_shared: false,
    shared_count: 0,
    operation_time: world.clock.now(),
    transition_at: service.life.findLast(({ at }) => at <= now)?.at ?? service.createdAt,
    is_free: false,
    additional_properties: said.additional_properties ?? {},
    ...(said.schedule && { schedule: said.schedule }),
    ...(dueAt !== undefined && { due_time: Math.floor(dueAt) }),
    ...(status === 'deploying' && { progress: progress(service, now) }),
    ...(infer_type === 'batch' && times(service, now)),
  };
}

/** A service by itself (section 9.6) at `now`. */
export function serviceView(world: InferenceWorld, service: Service, now: number): object {
  const { behaviours, projectId } = world;
  const { request, said } = service;
  const { vpc_id, subnet_network_id, security_group_id, cluster_id, pool_name, infer_type } = request;
  const { load_balancer_policy, priority } = said;
  const rollout = shown(service, now, behaviours['service.failedUpdate']);
  const host = `https://${projectId.slice(0, 8)}.apigw.${world.region}.huaweicloud.com`;
  return {
    ...common(world, service, now),
    ...{ vpc_id, subnet_network_id, security_group_id, cluster_id, pool_name },
    ...{ load_balancer_policy, priority },
    update_time: Math.floor(inUse(service, now).at),
    config: rollout.config.map((variant) => variantView(world, service, { rollout, variant, now })),
    ...(infer_type === 'real-time' && { access_address: `${host}/v1/infers/${service.id}` }),
    ...(statusAt(service, now) === 'failed' && { error_msg: rollout.message }),
  };
}

type Shown = { readonly rollout: Rollout; readonly variant: Variant; readonly now: number };

function variantView(world: InferenceWorld, service: Service, { rollout, variant, now }: Shown): object {
  const { behaviours } = world;
  const { weight: _, nodes, deploy_timeout_in_seconds: _kept, ...asked } = variant;
  const { model_name, model_version } = modelEver(world, variant.model_id)?.request ?? {};
  const weight = weightOf(variant, rollout.config.length);
  const status = variantStatus(service, rollout, now);
  const isOnline = service.request.infer_type === 'real-time';
  return {
    ...asked,
    model_name,
    model_version,
    instance_count: variant.instance_count ?? 1,
    envs: variant.envs ?? {},
    additional_properties: variant.additional_properties ?? {},
    scaling: false,
    support_debug: false,
    status: behaviours['service.configStatus'] === 'notReady' ? 'notReady' : status,
    ...(isOnline && { weight: behaviours['service.weight'] === 'string' ? String(weight) : weight }),
    ...(nodes && { nodes: nodes.map((id) => nodeView(service, id, now)) }),
    ...(service.request.infer_type === 'batch' && times(service, now)),
  };
}

/** Those of the table of 9.6. */
function variantStatus(service: Service, { result, over, doneAt }: Rollout, now: number): string {
  const status = statusAt(service, now);
  if (result === 'failed' && over && doneAt <= now) return 'failed';
  return { stopping: 'running', deleting: 'stopped' }[status as string] ?? status;
}

function nodeView(service: Service, id: string, now: number): object {
  const isUp = statusAt(service, now) === 'running' && !service.stoppedNodes.has(id);
  return {
    ...{
      id,
      name: `edge-${id.slice(0, 8)}`,
      host_ips: ['192.168.0.10'],
      arch: 'x86_64',
      memory: 8192,
      cpu: 4,
    },
    state: 'RUNNING',
    instance_status: isUp ? 'running' : service.stoppedNodes.has(id) ? 'stopped' : 'notReady',
    predict_url: `https://192.168.0.10:1099/${service.name}`,
  };
}

/** How far the last rollout has come, in percent: never all while it is under way. */
function progress(service: Service, now: number): number {
  const { at, doneAt } = service.rollouts.findLast((one) => one.at <= now) ?? service.rollouts[0];
  return Math.min(99, Math.floor((100 * (now - at)) / (doneAt - at)));
}

/** When a batch service began to read its data, and when it had read them all. */
function times({ life }: Service, now: number) {
  const at = (wanted: string) => life.findLast(({ phase, at }) => phase === wanted && at <= now)?.at;
  const [start_time, finished_time] = [at('running'), at('finished')];
  return {
    ...(start_time !== undefined && { start_time: Math.floor(start_time) }),
    ...(finished_time !== undefined && { finished_time: Math.floor(finished_time) }),
  };
}

/** How often a service was called: once a second while it runs. */
export function callsOf({ life }: Service, now: number): number {
  const running = life
    .filter(({ at }) => at <= now)
    .map(({ phase, at }, index, past) => {
      const end = past[index + 1]?.at ?? now;
      return phase === 'running' ? end - at : 0;
    });
  return Math.floor(running.reduce((sum, ms) => sum + ms, 0) / 1000);
}

/** Whether a service uses a model at `now`, by a configuration that serves or comes up. */
export function uses(service: Service, modelId: string, now: number): boolean {
  const configs = [inUse(service, now), shown(service, now, 'keep')].flatMap(({ config }) => config);
  return configs.some(({ model_id }) => model_id === modelId);
}
