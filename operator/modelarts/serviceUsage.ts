import type { Calls } from './calls.ts';
import type {
  Cluster,
  GetInternalChannelInfoResponse,
  GetServiceMonitorResponse,
  InternalChannelDetail,
  Monitor,
  Specification,
} from './generated/service.gen.ts';
import { asArray, asCount, asNumber, asObject, asText } from './loose.ts';
import { parseTotalledPage } from './pages.ts';
import type { ReadOptions } from './transport.ts';

/** What a service does at present (section 9.2), absent values undefined. */
export type ServiceMonitor = {
  readonly runningInstances?: number | undefined;
  readonly instances?: number | undefined;
  /** Of the minute before this. */
  readonly callsPerMinute?: number | undefined;
  readonly models: readonly ModelMonitor[];
};

/** What one model of a service does, or one edge node. */
export type ModelMonitor = {
  readonly modelId?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly runningInstances?: number | undefined;
  readonly instances?: number | undefined;
  readonly calls?: number | undefined;
  readonly failedCalls?: number | undefined;
  /** What is used, and all that there is: cores, MB, cards, MB of cards. */
  readonly usage: Readonly<
    Record<string, { readonly used?: number | undefined; readonly of?: number | undefined }>
  >;
};

/** What the instances of a service can run on (section 9.5), absent values undefined. */
export type ServiceSpecification = {
  readonly name: string;
  /** CPU, GPU, NPU, or new ones. */
  readonly category?: string | undefined;
  /** In English. */
  readonly description?: string | undefined;
  /** Whether it can be had without asking for it. */
  readonly isOpen?: boolean | undefined;
  /** normal, sellout, or new ones. */
  readonly status?: string | undefined;
  readonly overQuota?: boolean | undefined;
};

/** A dedicated pool of the old kind (section 9.10), absent values undefined. */
export type ServiceCluster = {
  readonly id: string;
  readonly name: string;
  /** deploying, running, concerning, abnormal, or new ones; '' if none. */
  readonly status: string;
  readonly specification?: string | undefined;
  readonly nodeCount?: number | undefined;
  readonly availableNodes?: number | undefined;
};

/** A way to services from a VPC (section 9.17). */
export type ServiceChannel = {
  readonly domain?: string | undefined;
  readonly endpoints: readonly {
    readonly id: string;
    readonly name: string;
    readonly port?: number | undefined;
  }[];
};

/** What is told about services, and what there is to make them of. */
export type ServiceUsage = {
  /** Section 9.2, modelarts:service:getMonitor. */
  monitor(id: string, options: ReadOptions): Promise<ServiceMonitor>;
  /** Section 9.5. For services in the shared pool, or with `dedicated` in dedicated ones. */
  specifications(
    query: { readonly inferType?: 'real-time' | 'batch' | 'edge'; readonly dedicated?: boolean },
    options: ReadOptions,
  ): Promise<ServiceSpecification[]>;
  /** Section 9.10. At most 1,000. */
  clusters(options: ReadOptions): Promise<ServiceCluster[]>;
  /** Section 9.17. */
  channel(options: ReadOptions): Promise<ServiceChannel>;
};

/** The calls on what is told about services, over those of a project. */
export const createServiceUsage = (calls: Calls): ServiceUsage => ({
  async monitor(id, options) {
    const reply = await calls.read('getServiceMonitor', options, { ids: { service_id: id } });
    return parseMonitor(reply.body);
  },
  async specifications({ inferType = 'real-time', dedicated = false }, options) {
    const query = { infer_type: inferType, is_personal_cluster: String(dedicated) };
    const reply = await calls.read('listServiceSpecifications', options, { query });
    const page = parseTotalledPage(reply.body, 'specifications', parseSpecification);
    if (!page) throw reply.broken('the answer is not a list of specifications');
    return [...page.items];
  },
  async clusters(options) {
    const reply = await calls.read('listClusters', options);
    const page = parseTotalledPage(reply.body, 'clusters', parseCluster);
    if (!page) throw reply.broken('the answer is not a list of clusters');
    return [...page.items];
  },
  async channel(options) {
    const { body } = await calls.read('getInternalChannelInfo', options);
    const { dns_domain_name, vpcep_info } = asObject<GetInternalChannelInfoResponse>(body);
    const endpoints = asArray(vpcep_info).map((one) => {
      const { vpcep_service_id, vpcep_service_name, service_port } = asObject<InternalChannelDetail>(one);
      return {
        id: asText(vpcep_service_id) ?? '',
        name: asText(vpcep_service_name) ?? '',
        port: asCount(service_port),
      };
    });
    return { domain: asText(dns_domain_name), endpoints };
  },
});

/** Reads an answer of section 9.2. */
export function parseMonitor(wire: unknown): ServiceMonitor {
  const { monitors, service_running_ininstance_count, service_instance_count, req_count_per_min } =
    asObject<GetServiceMonitorResponse>(wire);
  return {
    runningInstances: asCount(service_running_ininstance_count),
    instances: asCount(service_instance_count),
    callsPerMinute: asCount(req_count_per_min),
    models: asArray(monitors).map(parseModelMonitor),
  };
}

const METERS = {
  cpu: 'cpu_core',
  memory: 'cpu_memory',
  gpu: 'gpu',
  npu: 'npu',
  gpuMemory: 'gpu_memory',
  npuMemory: 'npu_memory',
};

function parseModelMonitor(wire: unknown): ModelMonitor {
  const told = asObject<Monitor>(wire);
  const fields = asObject<Record<string, unknown>>(wire);
  const usage = Object.entries(METERS).flatMap(([name, field]) => {
    const [used, of] = [asNumber(fields[`${field}_usage`]), asNumber(fields[`${field}_total`])];
    return used === undefined && of === undefined ? [] : [[name, { used, of }]];
  });
  return {
    modelId: asText(told.model_id),
    nodeId: asText(told.node_id),
    runningInstances: asCount(told.model_running_instance_count),
    instances: asCount(told.model_instance_count),
    calls: asCount(told.invocation_times),
    failedCalls: asCount(told.failed_times),
    usage: Object.fromEntries(usage),
  };
}

function parseSpecification(wire: unknown): ServiceSpecification | undefined {
  const { specification, category, display_en, is_open, spec_status, over_quota } =
    asObject<Specification>(wire);
  const name = asText(specification);
  if (name === undefined) return undefined;
  const flag = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
  return {
    name,
    category: asText(category),
    description: asText(display_en),
    isOpen: flag(is_open),
    status: asText(spec_status),
    overQuota: flag(over_quota),
  };
}

function parseCluster(wire: unknown): ServiceCluster | undefined {
  const { cluster_id, cluster_name, status, nodes } = asObject<Cluster>(wire);
  const { specification, count, available_count } = asObject<Cluster['nodes']>(nodes);
  const id = asText(cluster_id);
  if (id === undefined) return undefined;
  return {
    id,
    name: asText(cluster_name) ?? '',
    status: asText(status) ?? '',
    specification: asText(specification),
    nodeCount: asCount(count),
    availableNodes: asCount(available_count),
  };
}
