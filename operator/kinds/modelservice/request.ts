/** From what is wanted of a ModelService to the bodies of sections 9.4 and 9.7. Pure. */
import type { CreateServiceRequest, UpdateServiceRequest } from '../../modelarts/generated/service.gen.ts';
import { serviceWire } from '../../modelarts/wire/service.ts';
import type { Field } from '../../runtime/digest.ts';
import type { ModelServiceSpec } from './spec.gen.ts';
import type { Resolved, Wanted, WantedVariant } from './wanted.ts';

/** The body of createService (section 9.4). */
export function createRequest(
  spec: ModelServiceSpec,
  name: string,
  want: Wanted,
  { poolIds }: Resolved,
): CreateServiceRequest {
  const { inferType, workspaceId, clusterId, vpcId, subnetNetworkId, securityGroupId } = spec;
  const body = {
    ...{ inferType, workspaceId, clusterId, vpcId, subnetNetworkId, securityGroupId },
    serviceName: name,
    description: want.description,
    poolName: spec.poolId ?? poolIds[''],
    ...want.settings,
    ...want.untold,
    config: configOf(want),
  };
  return serviceWire.toWire('CreateServiceRequest', body) as CreateServiceRequest;
}

/** Which parts of a service an update is to set. */
export type Parts = {
  description: boolean;
  /** By name: sending a schedule that is as wanted would begin it anew. */
  settings: readonly string[];
  untold: boolean;
  config: boolean;
};

/** The body of updateService (section 9.7): what is left out stays as it is. Never with a status. */
export function updateRequest(
  want: Wanted,
  { description, settings, untold, config }: Parts,
): UpdateServiceRequest {
  const body = {
    ...(description && { description: want.description }),
    // An empty schedule takes one away.
    ...Object.fromEntries(settings.map((name) => [name, want.settings[name] ?? []])),
    ...(untold && want.untold),
    ...(config && { config: configOf(want) }),
  };
  return serviceWire.toWire('UpdateServiceRequest', body) as UpdateServiceRequest;
}

const configOf = (want: Wanted): object[] =>
  want.variants.map((variant) => configItem(variant, want.weights));

/** One item of `config`, whole. */
export const configItem = (
  { name, modelId, instanceCount, specification, envs, rest }: WantedVariant,
  weights: Wanted['weights'],
): object => ({
  ...{ modelId, specification, instanceCount },
  ...(weights && { weight: weights[name] }),
  ...(Object.keys(envs).length > 0 && { envs }),
  ...rest,
});

/** What no call changes once the service exists; the CRD has a rule for each. */
export const immutableFields = (spec: ModelServiceSpec): Field[] => [
  ...FIXED.map((name) => ({ path: `spec.${name}`, value: spec[name] })),
  ...OF_BATCH.map((name) => ({
    path: `spec.${name}`,
    value: spec.inferType === 'batch' ? spec[name] : undefined,
  })),
];

const FIXED = [
  ...(['name', 'inferType', 'workspaceId', 'poolRef', 'poolId', 'clusterId'] as const),
  ...(['vpcId', 'subnetNetworkId', 'securityGroupId'] as const),
];

/** What works through its data once is not changed on the way, but for `running`. */
const OF_BATCH = [
  ...(['variants', 'description', 'replicas', 'scaleTarget', 'priority'] as const),
  ...(['serviceSecrets', 'additionalProperties'] as const),
];
