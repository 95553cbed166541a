import type { GetServiceResponse } from './generated/service.gen.ts';
import { asArray, asCount, asNumber, asNumeric, asObject, asText, type Fields, told } from './loose.ts';
import { Secret } from './secret.ts';
import { parseVariant, type ServiceVariant } from './serviceVariant.ts';
import { ID_PATTERN } from './trainingJob.ts';
import { serviceWire } from './wire/service.ts';

/** An inference service as the cloud describes it (sections 9.3 and 9.6), absent values undefined. */
export type Service = {
  readonly id: string;
  readonly name: string;
  /** '' when none was given. */
  readonly description: string;
  readonly workspaceId?: string | undefined;
  /** The id of the user whose it is. */
  readonly owner?: string | undefined;
  /** real-time, batch, edge, or new ones; '' if none. */
  readonly inferType: string;
  /** running, deploying, concerning, failed, stopped, finished, stopping, deleting, pending, waiting, or new ones; '' if none. */
  readonly status: string;
  /** In percent, while it is deploying. */
  readonly progress?: number | undefined;
  /** Why it failed. */
  readonly error?: string | undefined;
  /** Milliseconds since 1970, like all times here. When it was published last: there is no time of creation. */
  readonly publishedAtMs?: number | undefined;
  /** When the configuration was made that serves now; not in lists. */
  readonly updatedAtMs?: number | undefined;
  /** When its status changed last. */
  readonly transitionAtMs?: number | undefined;
  /** When it stops by its schedule. */
  readonly dueAtMs?: number | undefined;
  /** Of a batch. */
  readonly startedAtMs?: number | undefined;
  readonly finishedAtMs?: number | undefined;
  /** Where it answers; not in lists. */
  readonly accessAddress?: string | undefined;
  /** The same by domains of the customer, as told. */
  readonly boundAddresses?: string | undefined;
  /** Whoever has it can look into the instance. */
  readonly debugUrl?: Secret | undefined;
  /** In the order that the indexes of 9.1 count; empty in lists. */
  readonly variants: readonly ServiceVariant[];
  /**
   * What else of a request comes back, in its words: schedule, additionalProperties, loadBalancerPolicy, priority,
   * poolName, clusterId, vpcId, subnetNetworkId, securityGroupId. Secrets that are mounted never do.
   */
  readonly content: Fields;
};

const SAID = [
  ...['schedule', 'loadBalancerPolicy', 'priority'],
  ...['poolName', 'clusterId', 'vpcId', 'subnetNetworkId', 'securityGroupId'],
];

/**
 * Reads a service out of an answer.
 *
 * @returns undefined unless it holds an id fit for a URL, a name, and models with ids if any
 */
export function parseService(wire: unknown): Service | undefined {
  const service = asObject<GetServiceResponse>(wire);
  const id = asText(service.service_id);
  const name = asText(service.service_name);
  const variants = asArray(service.config).map(parseVariant);
  if (id === undefined || !ID_PATTERN.test(id) || name === undefined) return undefined;
  if (variants.includes(undefined)) return undefined;
  const debugUrl = asText(service.debug_url);
  return {
    id,
    name,
    description: asText(service.description) ?? '',
    workspaceId: asText(service.workspace_id) ?? asNumber(service.workspace_id)?.toString(),
    owner: asText(service.owner),
    inferType: asText(service.infer_type) ?? '',
    status: asText(service.status) ?? '',
    progress: asCount(asNumeric(service.progress)),
    error: asText(service.error_msg),
    ...timesOf(wire),
    accessAddress: asText(service.access_address),
    boundAddresses: asText(service.bind_access_addresses),
    debugUrl: debugUrl === undefined ? undefined : new Secret(debugUrl),
    variants: variants as ServiceVariant[],
    content: contentOf(wire),
  };
}

function timesOf(wire: unknown) {
  const told = asObject<Record<string, unknown>>(wire);
  const time = (value: unknown) => asNumeric(value) || undefined;
  return {
    publishedAtMs: time(told.publish_at),
    updatedAtMs: time(told.update_time),
    transitionAtMs: time(told.transition_at),
    dueAtMs: time(told.due_time),
    startedAtMs: time(told.start_time),
    finishedAtMs: time(told.finished_time),
  };
}

function contentOf(wire: unknown): Fields {
  const fields = told(serviceWire.fromWire('GetServiceResponse', asObject(wire)));
  const said = SAID.flatMap((field) => (field in fields ? [[field, fields[field]] as const] : []));
  const { additional_properties } = asObject<GetServiceResponse>(wire);
  // A map in the table of 9.6; what 9.4 and 9.7 take is told.
  const properties = serviceWire.fromWire('ServiceAdditionalPropertiesReq', asObject(additional_properties));
  return { ...Object.fromEntries(said), ...told({ additionalProperties: properties }) };
}
