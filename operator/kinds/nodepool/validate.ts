/** What the CRD's schema cannot say about a NodePool's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import type { NodePoolSpec } from './spec.gen.ts';

/** A sentence per bad field, naming it; empty when the node pool can be created (section 16.2). */
export const validate = (spec: NodePoolSpec): string[] => [
  ...place(spec),
  ...nodes(spec.resources),
  ...billing(spec),
];

function place({ adopt, poolRef, poolId, resources }: NodePoolSpec): string[] {
  const unless = ', unless adopt names an existing node pool';
  const problems: string[] = [];
  if (count(adopt, poolRef, poolId) === 0) problems.push(`spec: give poolRef or poolId${unless}`);
  if (count(poolRef, poolId) === 2) problems.push('spec: give only one of poolRef and poolId');
  if (count(adopt, resources) === 0) problems.push(`spec: give resources${unless}`);
  return problems;
}

function nodes(resources: NodePoolSpec['resources']): string[] {
  if (!resources) return [];
  const { count: nodes, maxCount = nodes, azs = [], tags = [] } = resources;
  const problems: string[] = [];
  if (maxCount !== nodes)
    problems.push('spec.resources.maxCount: has to be count, as every dedicated pool is a physical one');
  if (azs.reduce((sum, zone) => sum + zone.count, 0) > nodes)
    problems.push('spec.resources.azs: have more nodes than count');
  if (tags.some(({ key }) => /^(CCE-|_type_baremetal)/.test(key)))
    problems.push('spec.resources.tags: a key must not begin with CCE- or _type_baremetal');
  return problems;
}

const billing = ({ billing: { mode, periodType, periodNum, orderId } = {} }: NodePoolSpec): string[] =>
  mode === 'Prepaid' && count(periodType, periodNum, orderId) < 3
    ? ['spec.billing: a prepaid node pool needs periodType, periodNum and orderId']
    : [];
