import type { Answer, Request } from '../exchange.ts';
import { ordered, pageOf } from './listing.ts';
import { instances, shown, upAt } from './service.ts';
import { callsOf } from './serviceView.ts';
import { type InferenceWorld, modelEver, serviceOf } from './world.ts';

/** getServiceMonitor, section 9.2. */
export function getServiceMonitor(world: InferenceWorld, request: Request): Answer {
  const service = serviceOf(world, request);
  const { behaviours, clock, durations } = world;
  const now = clock.now();
  const rollout = shown(service, now, behaviours['service.failedUpdate']);
  const up = upAt(service, rollout, now, durations.instanceMs);
  const [node] = [request.query.get('node_id')];
  const edge = rollout.config[0]?.nodes ?? [];
  const rows =
    service.request.infer_type === 'edge'
      ? edge
          .filter((id) => node === null || id === node)
          .map((node_id) => ({ node_id, node_name: `edge-${node_id}` }))
      : rollout.config.map(({ model_id, instance_count = 1 }, index) => {
          const { model_name, model_version } = modelEver(world, model_id)?.request ?? {};
          const counts = {
            model_running_instance_count: up[index] ?? 0,
            model_instance_count: instance_count,
          };
          return { model_id, model_name, model_version, ...counts };
        });
  const calls = callsOf(service, now);
  const monitors = rows.map((row) => ({
    ...row,
    ...{ invocation_times: calls, failed_times: Math.floor(calls / 100) },
    ...{ cpu_core_total: 2, cpu_core_usage: 0.5, cpu_memory_total: 8192, cpu_memory_usage: 2011 },
    ...{ gpu_total: 0, gpu_usage: 0 },
  }));
  return {
    status: 200,
    body: {
      service_id: service.id,
      service_name: service.name,
      monitors,
      service_running_ininstance_count: up.reduce((sum, count) => sum + count, 0),
      service_instance_count: instances(rollout.config),
      req_count_per_min: calls - callsOf(service, now - 60_000),
    },
  };
}

/** listClusters, section 9.10: the pools of chapter 10 under their old name. */
export function listClusters(world: InferenceWorld, { query }: Request): Answer {
  const [name, status] = [query.get('cluster_name') ?? '', query.get('status')];
  const matching = world.pools
    .clusters()
    .filter((one) => one.cluster_name.includes(name) && (status === null || one.status === status));
  const key = query.get('sort_by') === 'cluster_name' ? 'cluster_name' : 'created_at';
  const sorted = ordered(matching, query, (one) => one[key]);
  const { total, items } = pageOf(sorted, query, { counts: world.behaviours['service.page'], most: 0 });
  return { status: 200, body: { total_count: total, count: items.length, clusters: items } };
}

/** getInternalChannelInfo, section 9.17. */
export const getInternalChannelInfo = ({ region, projectId }: InferenceWorld): Answer => ({
  status: 200,
  body: {
    dns_domain_name: `infer-modelarts.${region}.myhuaweicloud.com`,
    vpcep_info: [
      {
        vpcep_service_id: projectId,
        vpcep_service_name: `${region}.modelarts.${projectId}`,
        service_port: 443,
      },
    ],
  },
});
