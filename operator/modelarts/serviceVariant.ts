import type { ModelAdditionalProperties, Nodes, QueryServiceConfig } from './generated/service.gen.ts';
import { asArray, asCount, asNumeric, asObject, asText, type Fields, told } from './loose.ts';
import { Secret } from './secret.ts';
import { serviceWire } from './wire/service.ts';

/** An edge node of a service (section 9.6), absent values undefined. */
export type ServiceNode = {
  readonly id: string;
  readonly name?: string | undefined;
  /** RUNNING, FAIL, UNCONNECTED, or new ones. */
  readonly state?: string | undefined;
  /** Of the instance there: running, stopped, notReady, failed, or new ones. */
  readonly instanceStatus?: string | undefined;
  readonly message?: string | undefined;
  readonly predictUrl?: string | undefined;
};

/** A model of a service and how it is deployed (section 9.6), absent values undefined. */
export type ServiceVariant = {
  readonly modelId: string;
  readonly modelName?: string | undefined;
  readonly modelVersion?: string | undefined;
  /** running, deploying, concerning, failed, stopped, finished, notReady, or new ones; '' if none. */
  readonly status: string;
  /** The share of the calls in percent: a number, or the text of one. */
  readonly weight?: number | undefined;
  readonly instanceCount?: number | undefined;
  readonly specification?: string | undefined;
  readonly nodes: readonly ServiceNode[];
  /** The variables, which may hold anything: they print as short hashes. */
  readonly envs: Readonly<Record<string, Secret>>;
  /**
   * What 9.7 can change, but for the variables, in the words of a request; weight is a number, nodes are ids. The cloud
   * may have added to it: what was asked for must be in it, no more.
   */
  readonly content: Fields;
};

/** What of an answer a request can say beside what is read here one by one. */
const SAID = [
  ...['modelId', 'specification', 'customSpec', 'deployTimeoutInSeconds', 'srcPath', 'reqUri', 'mappingType'],
  ...['mappingRule', 'srcType', 'destPath', 'clusterId', 'poolName', 'additionalProperties', 'affinity'],
];

/** Reads a model of a service; undefined unless it holds the id of the model. */
export function parseVariant(wire: unknown): ServiceVariant | undefined {
  const variant = asObject<QueryServiceConfig>(wire);
  const modelId = asText(variant.model_id);
  if (modelId === undefined) return undefined;
  const nodes = asArray(variant.nodes).flatMap((node) => parseNode(node) ?? []);
  const [weight, instanceCount] = [asNumeric(variant.weight), asCount(asNumeric(variant.instance_count))];
  const fields = told(serviceWire.fromWire('QueryServiceConfig', withSources(variant)));
  const said = SAID.flatMap((field) => (field in fields ? [[field, fields[field]] as const] : []));
  return {
    modelId,
    modelName: asText(variant.model_name),
    modelVersion: asText(variant.model_version),
    status: asText(variant.status) ?? '',
    weight,
    instanceCount,
    specification: asText(variant.specification),
    nodes,
    envs: secrets(variant.envs),
    content: {
      ...Object.fromEntries(said),
      ...told({ weight, instanceCount, nodes: nodes.map(({ id }) => id) }),
    },
  };
}

/** Requests say `source_addresses` where answers have `source_address` (tables 9-28, 9-56): either is read. */
function withSources(variant: Readonly<Record<string, unknown>>): object {
  const { additional_properties } = variant;
  const { persistent_volumes, ...properties } = asObject<ModelAdditionalProperties>(additional_properties);
  if (!Array.isArray(persistent_volumes)) return variant;
  const volumes = persistent_volumes.map((volume) => {
    const { source_addresses, ...same } = asObject<Record<string, unknown>>(volume);
    return { ...(source_addresses !== undefined && { source_address: source_addresses }), ...same };
  });
  return { ...variant, additional_properties: { ...properties, persistent_volumes: volumes } };
}

/** The values of a map of texts, each out of sight. */
export const secrets = (wire: unknown): Readonly<Record<string, Secret>> =>
  Object.fromEntries(
    Object.entries(asObject<Record<string, unknown>>(wire)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, new Secret(value)]] : [],
    ),
  );

/** A node, of which answers may tell the id alone, as requests do. */
function parseNode(wire: unknown): ServiceNode | undefined {
  if (asText(wire) !== undefined) return { id: wire as string };
  const { id, name, state, instance_status, message, predict_url } = asObject<Nodes>(wire);
  if (asText(id) === undefined) return undefined;
  return {
    id: id as string,
    name: asText(name),
    state: asText(state),
    instanceStatus: asText(instance_status),
    message: asText(message),
    predictUrl: asText(predict_url),
  };
}
