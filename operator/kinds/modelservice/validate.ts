/** What the CRD's schema cannot say about a ModelService's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import type { ModelServiceSpec } from './spec.gen.ts';

type Variant = ModelServiceSpec['variants'][number];

/** A sentence per bad field, naming it; empty when the service can be deployed (section 9.4). */
export const validate = (spec: ModelServiceSpec): string[] => [
  ...(spec.inferType === 'real-time' ? realTime(spec) : single(spec)),
  ...service(spec),
  ...scaling(spec),
  ...spec.variants.flatMap((variant) => variantProblems(variant, spec.inferType)),
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
  if (inferType === 'edge' && count(spec.priority, spec.replicas, spec.poolRef, spec.poolId) > 0)
    problems.push('spec: priority, replicas, poolRef and poolId do not go with edge services');
  return problems;
}

function service({ poolRef, poolId, clusterId, vpcId, subnetNetworkId, securityGroupId }: ModelServiceSpec) {
  const problems: string[] = [];
  if (count(poolRef, poolId, clusterId) > 1)
    problems.push('spec: give only one of poolRef, poolId and clusterId');
  if (![0, 3].includes(count(vpcId, subnetNetworkId, securityGroupId)))
    problems.push('spec: vpcId, subnetNetworkId and securityGroupId go together');
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

function variantProblems(variant: Variant, inferType: ModelServiceSpec['inferType']): string[] {
  const { name, modelRef, modelId, poolRef, poolId, clusterId, ...rest } = variant;
  const at = `spec.variants[${name}]`;
  const problems: string[] = [];
  if (count(modelRef, modelId) !== 1) problems.push(`${at}: give exactly one of modelRef and modelId`);
  if ((rest.specification === 'custom') !== (rest.customSpec !== undefined))
    problems.push(`${at}.customSpec goes with specification: custom`);
  if (count(poolRef, poolId, clusterId) > 1)
    problems.push(`${at}: give only one of poolRef, poolId and clusterId`);
  if ((rest.mappingType === 'csv') !== (rest.mappingRule !== undefined))
    problems.push(`${at}.mappingRule goes with mappingType: csv`);
  if (inferType === 'batch' && count(rest.srcPath, rest.destPath, rest.reqUri, rest.mappingType) < 4)
    problems.push(
      'spec.variants: a variant of a batch service needs srcPath, destPath, reqUri and mappingType',
    );
  for (const { name: variable, value, valueFrom } of rest.envs ?? [])
    if (count(value, valueFrom) !== 1)
      problems.push(`${at}.envs[${variable}]: give exactly one of value and valueFrom`);
  return problems;
}

/** ModelArts.3516: each model can be in a service once. */
function sameModel({ variants }: ModelServiceSpec): string[] {
  const models = variants.map(({ modelRef, modelId }) => modelRef?.name ?? modelId);
  const again = variants.filter((_, index) => models.indexOf(models[index]) !== index);
  return again.map(({ name }) => `spec.variants[${name}]: another variant serves the same model`);
}
