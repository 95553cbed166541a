/** What a ModelService's spec asks for, with its references and Secrets resolved, in the words of the API. Pure. */
import { canonicalJson, shortHash } from '../../runtime/digest.ts';
import type { ModelServiceSpec } from './spec.gen.ts';

type Variant = ModelServiceSpec['variants'][number];

/** What stands outside of the spec. */
export type Resolved = {
  /** The model of each variant, by its name. */
  modelIds: Readonly<Record<string, string>>;
  /** The pools that `poolRef` names: of variants by their names, of the service under ''. */
  poolIds: Readonly<Record<string, string>>;
  /** Values from Secrets, by variant and variable. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** The configuration of one variant, whole, but for its weight. Absent values are left out. */
export type WantedVariant = {
  name: string;
  modelId: string;
  instanceCount: number;
  specification: string;
  envs: Readonly<Record<string, string>>;
  /** All else of table 9-22 that is asked for, in camelCase. */
  rest: Readonly<Record<string, unknown>>;
};

export type Wanted = {
  /** With the marker. */
  description: string;
  variants: readonly WantedVariant[];
  /** By variant; undefined where the kind of service has none. */
  weights: Readonly<Record<string, number>> | undefined;
  /** schedule, loadBalancerPolicy, priority, additionalProperties: compared as far as an answer tells them. */
  settings: Readonly<Record<string, unknown>>;
  /** What ModelArts does not tell back for certain: serviceSecrets, additionalProperties. */
  untold: Readonly<Record<string, unknown>>;
};

/** The instances of a variant: `spec.replicas` is for the one that scaling acts on. */
export function instancesOf(
  { replicas, scaleTarget, variants }: ModelServiceSpec,
  { name, instanceCount }: Variant,
) {
  const isTarget = name === (scaleTarget ?? (variants.length === 1 ? name : undefined));
  return (isTarget ? replicas : undefined) ?? instanceCount ?? 1;
}

/** @param weights those in force; variants without one are not wanted at present; undefined: there are none */
export function wantedOf(
  spec: ModelServiceSpec,
  resolved: Resolved,
  description: string,
  weights: Wanted['weights'],
): Wanted {
  const { schedule, loadBalancerPolicy, priority, serviceSecrets, additionalProperties } = spec;
  const properties = additionalProperties && settingsOf(additionalProperties);
  return {
    description,
    variants: spec.variants
      .filter(({ name }) => !weights || weights[name] !== undefined)
      .map((variant) => wantedVariant(spec, variant, resolved)),
    weights,
    settings: { schedule, loadBalancerPolicy, priority, additionalProperties: properties },
    untold: { serviceSecrets, additionalProperties: properties },
  };
}

function wantedVariant(spec: ModelServiceSpec, variant: Variant, resolved: Resolved): WantedVariant {
  const {
    name,
    modelRef: _model,
    modelId,
    specification,
    weight: _weight,
    instanceCount: _count,
    envs = [],
    ...rest
  } = variant;
  const { poolRef: _pool, poolId, customSpec, ...said } = rest;
  const values = resolved.values[name] ?? {};
  return {
    name,
    modelId: modelId ?? resolved.modelIds[name] ?? '',
    instanceCount: instancesOf(spec, variant),
    specification,
    envs: Object.fromEntries(envs.map((one) => [one.name, values[one.name] ?? one.value ?? ''])),
    rest: {
      ...said,
      ...(customSpec && { customSpec: rounded(customSpec) }),
      poolName: poolId ?? resolved.poolIds[name],
    },
  };
}

/** ModelArts keeps two decimal places (table 9-25): more of them would differ for ever. */
const rounded = ({ cpu, gpuP4, ...same }: NonNullable<Variant['customSpec']>) => ({
  ...same,
  cpu: hundredths(cpu),
  ...(gpuP4 !== undefined && { gpuP4: hundredths(gpuP4) }),
});

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** `smn_notification` is demanded whenever there are properties (table 9-32); keys of maps are words of the wire. */
const settingsOf = ({
  smnNotifications = [],
  ...same
}: NonNullable<ModelServiceSpec['additionalProperties']>) => ({
  ...same,
  smnNotification: Object.fromEntries(
    smnNotifications.map(({ name, topicUrn, events }) => [name, { topic_urn: topicUrn, events }]),
  ),
});

/**
 * A hash of what ModelArts does not tell back, for `status.applied`; undefined when nothing of it is asked for.
 *
 * @param salt other for each object: equal hashes are to say nothing of equal secrets
 */
export function untoldHash({ untold, variants }: Wanted, salt: string): string | undefined {
  const timeouts = variants.map(({ rest }) => rest.deployTimeoutInSeconds);
  const said = [...Object.values(untold), ...timeouts].some((value) => value !== undefined);
  return said ? hashOf(salt, { untold, timeouts }) : undefined;
}

/** What a roll-out brings: its second variant, but for its weight and the number of its instances. */
export const rolloutTarget = ({ variants: [, second] }: Wanted, salt: string): string =>
  hashOf(salt, { ...second, instanceCount: undefined });

/** Environments may hold secrets: only a hash of them is ever shown. */
export const hashOf = (salt: string, value: unknown): string =>
  shortHash(`${salt}/${canonicalJson(value)}`, 12);

/** The values that come from Secrets. */
export const valuesOf = ({ values }: Resolved): string[] =>
  Object.values(values).flatMap((held) => Object.values(held));
