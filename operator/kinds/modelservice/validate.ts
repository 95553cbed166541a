/** What the CRD's schema cannot say about a ModelService's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import type { ModelServiceSpec } from './spec.gen.ts';

type Variant = ModelServiceSpec['variants'][number];

/** A sentence per bad field, naming it; empty when the service can be deployed (section 9.4). */
export const validate = (spec: ModelServiceSpec): string[] => [
  ...(spec.inferType === 'real-time' ? realTime(spec) : single(spec)),
  ...strays(spec),
  ...service(spec),
  ...places(spec),
  ...scaling(spec),
  ...spec.variants.flatMap(variantProblems),
  ...sameModel(spec),
];

function realTime({ variants, rollout }: ModelServiceSpec): string[] {
  if (rollout)
    return variants.length === 2
      ? []
      : ['spec.rollout: it goes from the first of two variants to the second'];
  if (variants.some(({ weight }) => weight === undefined))
    return ['spec.variants: each variant of a real-time service needs a weight'];
  const sum = variants.reduce((total, { weight = 0 }) => total + weight, 0);
  return sum === 100 ? [] : [`spec.variants: the weights add up to 100, not to ${sum}`];
}

function single({ inferType, variants, ...spec }: ModelServiceSpec): string[] {
  const problems: string[] = [];
  if (variants.length !== 1) problems.push('spec.variants: a batch or edge service has exactly one');
  if (count(spec.schedule, spec.loadBalancerPolicy, spec.rollout) > 0)
    problems.push('spec: schedule, loadBalancerPolicy and rollout go with real-time services only');
  const pools = [spec, ...variants].flatMap(({ poolRef, poolId }) => [poolRef, poolId]);
  if (inferType === 'edge' && count(spec.priority, spec.replicas, ...pools) > 0)
    problems.push('spec: priority, replicas, poolRef and poolId do not go with edge services');
  return problems;
}

const BATCH = ['srcPath', 'srcType', 'destPath', 'reqUri', 'mappingType', 'mappingRule'] as const;

/** The fields of variants that one kind of service has, with what is said of them in another one. */
const ONLY: readonly (readonly [ModelServiceSpec['inferType'], readonly (keyof Variant)[], string])[] = [
  ['real-time', ['weight'], 'only real-time services have weight'],
  ['edge', ['nodes'], 'only edge services have nodes'],
  [
    'batch',
    BATCH,
    'only batch services have srcPath, srcType, destPath, reqUri, mappingType and mappingRule',
  ],
];

function strays({ inferType, variants }: ModelServiceSpec): string[] {
  const has = (fields: readonly (keyof Variant)[]) =>
    variants.some((variant) => count(...fields.map((field) => variant[field])) > 0);
  const others = ONLY.filter(([type, fields]) => type !== inferType && has(fields));
  const needed = variants.some((one) => count(one.srcPath, one.destPath, one.reqUri, one.mappingType) < 4);
  return [
    ...others.map(([, , words]) => `spec.variants: ${words}`),
    ...(inferType === 'batch' && needed
      ? ['spec.variants: a variant of a batch service needs srcPath, destPath, reqUri and mappingType']
      : []),
  ];
}

function service({ vpcId, subnetNetworkId, securityGroupId, writeConnectionTo }: ModelServiceSpec) {
  const problems: string[] = [];
  if (![0, 3].includes(count(vpcId, subnetNetworkId, securityGroupId)))
    problems.push('spec: vpcId, subnetNetworkId and securityGroupId go together');
  if (writeConnectionTo && count(writeConnectionTo.configMapName, writeConnectionTo.secretName) !== 1)
    problems.push('spec.writeConnectionTo: give exactly one of configMapName and secretName');
  return problems;
}

const placesIn = ({ poolRef, poolId, clusterId }: ModelServiceSpec | Variant) =>
  count(poolRef, poolId, clusterId);

function places({ variants, ...spec }: ModelServiceSpec): string[] {
  const problems: string[] = [];
  const there = placesIn({ variants, ...spec });
  if (there > 1) problems.push('spec: give only one of poolRef, poolId and clusterId');
  for (const variant of variants)
    if (placesIn(variant) > 1)
      problems.push(`spec.variants[${variant.name}]: give only one of poolRef, poolId and clusterId`);
  if (there === 0 && variants.some((variant) => placesIn(variant) > 0))
    problems.push('spec.variants: a pool or cluster of a variant goes with one of the service');
  return problems;
}

function scaling({ replicas, scaleTarget, variants }: ModelServiceSpec): string[] {
  const problems: string[] = [];
  if (scaleTarget !== undefined && !variants.some(({ name }) => name === scaleTarget))
    problems.push('spec.scaleTarget: there is no variant of this name');
  if (replicas !== undefined && scaleTarget === undefined && variants.length > 1)
    problems.push('spec.replicas: with several variants, scaleTarget says which one it is for');
  return problems;
}

function variantProblems({ name, modelRef, modelId, customSpec, envs = [], ...rest }: Variant): string[] {
  const at = `spec.variants[${name}]`;
  const problems: string[] = [];
  if (count(modelRef, modelId) !== 1) problems.push(`${at}: give exactly one of modelRef and modelId`);
  if ((rest.specification === 'custom') !== (customSpec !== undefined))
    problems.push(`${at}: customSpec goes with specification: custom`);
  if (count(customSpec?.gpuP4, customSpec?.ascendA310) > 1)
    problems.push(`${at}.customSpec: give only one of gpuP4 and ascendA310`);
  if ((rest.mappingType === 'csv') !== (rest.mappingRule !== undefined))
    problems.push(`${at}: mappingRule goes with mappingType: csv`);
  for (const { name: variable, value, valueFrom } of envs)
    if (count(value, valueFrom) !== 1)
      problems.push(`${at}.envs[${variable}]: give exactly one of value and valueFrom`);
  return problems;
}

/** ModelArts.3516: each model can be in a service once. */
function sameModel({ variants }: ModelServiceSpec): string[] {
  const models = variants.map(({ modelRef, modelId }) => (modelRef ? `Model ${modelRef.name}` : modelId));
  const again = variants.filter((_, index) => models.indexOf(models[index]) !== index);
  return again.map(({ name }) => `spec.variants[${name}]: another variant serves the same model`);
}
