/** What the CRD's schema cannot say about a Pool's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import { askedNodes } from './capacity.ts';
import type { PoolSpec } from './spec.gen.ts';

/** A sentence per bad field, naming it; empty when the pool can be created (section 10.13). */
export const validate = (spec: PoolSpec): string[] => [
  ...(spec.adopt ? [] : lacking(spec)),
  ...(count(spec.networkRef, spec.networkId) === 2
    ? ['spec: give only one of networkRef and networkId']
    : []),
  ...scale(spec),
  ...nodes(spec),
  ...billing(spec),
];

/** What an existing pool has already: a sentence per field without which none can be made. */
export function lacking(spec: PoolSpec): string[] {
  const { scope, resources, networkRef, networkId } = spec;
  const unless = ', unless adopt names an existing pool';
  const problems: string[] = [];
  if (!scope) problems.push(`spec: give scope${unless}`);
  if (!resources) problems.push(`spec: give resources${unless}`);
  if (count(networkRef, networkId) === 0) problems.push(`spec: give networkRef or networkId${unless}`);
  if (resources && !askedNodes(spec).some((one) => one.count > 0))
    problems.push('spec.resources: a pool keeps at least one node');
  return problems;
}

function scale({ replicas, scaleTarget, resources }: PoolSpec): string[] {
  const problems: string[] = [];
  if (replicas !== undefined && !resources)
    problems.push('spec.replicas: needs resources, which name the flavor');
  if (replicas !== undefined && resources && resources.length !== 1 && scaleTarget === undefined)
    problems.push('spec.replicas: with several flavors, scaleTarget has to name the one that it is about');
  if (scaleTarget !== undefined && !resources?.some(({ flavor }) => flavor === scaleTarget))
    problems.push('spec.scaleTarget: resources do not have this flavor');
  return problems;
}

const nodes = ({ resources = [] }: PoolSpec): string[] =>
  resources.flatMap(({ flavor, count: nodes, maxCount = nodes, azs = [] }) => {
    const path = `spec.resources[${flavor}]`;
    const problems: string[] = [];
    if (maxCount !== nodes)
      problems.push(`${path}.maxCount: has to be count, as every dedicated pool is a physical one`);
    if (azs.reduce((sum, zone) => sum + zone.count, 0) > nodes)
      problems.push(`${path}.azs: have more nodes than count`);
    return problems;
  });

const billing = ({ billing: { mode, periodType, periodNum } = {} }: PoolSpec): string[] =>
  mode === 'Prepaid' && count(periodType, periodNum) < 2
    ? ['spec.billing: a prepaid pool needs periodType and periodNum']
    : [];
