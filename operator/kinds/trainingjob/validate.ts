/** What the CRD's schema cannot say about a TrainingJob's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import type { TrainingJobSpec } from './spec.gen.ts';
import { validateAlgorithm, validateTask } from './validateAlgorithm.ts';

/** A sentence per bad field, naming it; empty when the job can be created (section 6.8). */
export const validate = (spec: TrainingJobSpec): string[] => [
  ...place(spec),
  ...validateAlgorithm(spec),
  ...(spec.tasks ?? []).flatMap((task, index) => validateTask(task, `spec.tasks[${index}].algorithm`)),
  ...volumes(spec),
  ...affinity(spec),
  ...failurePolicy(spec),
  ...tags(spec),
];

function place({ resource, tasks }: TrainingJobSpec): string[] {
  const problems: string[] = [];
  if (count(resource, tasks) !== 1) problems.push('spec: give exactly one of resource and tasks');
  if (!resource) return problems;
  const { flavorId, poolId, poolRef } = resource;
  if (count(flavorId, poolId, poolRef) === 0)
    problems.push('spec.resource: give flavorId, or poolId or poolRef of a dedicated resource pool');
  if (count(poolId, poolRef) === 2) problems.push('spec.resource: give only one of poolId and poolRef');
  return problems;
}

const volumes = ({ volumes = [] }: TrainingJobSpec): string[] =>
  volumes.flatMap(({ nfs, pfs, obs }, index) =>
    count(nfs, pfs, obs) === 1 ? [] : [`spec.volumes[${index}]: give exactly one of nfs, pfs and obs`],
  );

function affinity({ schedulePolicy }: TrainingJobSpec): string[] {
  const { affinityType, affinityGroupSize } = schedulePolicy?.requiredAffinity ?? {};
  return affinityType === 'hyperinstance' && affinityGroupSize === undefined
    ? ['spec.schedulePolicy.requiredAffinity: affinityType hyperinstance needs affinityGroupSize']
    : [];
}

const failurePolicy = ({ failurePolicy }: TrainingJobSpec): string[] =>
  (failurePolicy?.rules ?? []).flatMap(({ onExitCodes, onPhases }, index) => {
    const path = `spec.failurePolicy.rules[${index}]`;
    const problems: string[] = [];
    if (count(onExitCodes, onPhases) !== 1)
      problems.push(`${path}: give exactly one of onExitCodes and onPhases`);
    if (onExitCodes?.operator === 'In' && onExitCodes.values.includes(0))
      problems.push(`${path}.onExitCodes.values: 0 is no failure; take it out, or use operator NotIn`);
    return problems;
  });

const tags = ({ tags = [] }: TrainingJobSpec): string[] =>
  tags
    .filter(({ key }) => key.startsWith('_sys_'))
    .map(({ key }) => `spec.tags[${key}]: a key must not begin with _sys_`);
