/** Whether a pool in the cloud is as it is wanted. Pure. */
import type { Pool } from '../../modelarts/pool.ts';
import type { AskedNodes } from './capacity.ts';
import type { Change } from './request.ts';
import type { PoolSpec } from './spec.gen.ts';

/** What differs, in words with both values, and what would set it right; differing nodes are set right by the list. */
export type Difference = Change & {
  says: string;
  /** Only of nodes: how many more are wanted. */
  growth?: number;
};

const ORDER_ID = 'os.modelarts/order.id';

/**
 * What of the spec the cloud does not hold. What the spec does not say is left as it is, and so is what the cloud tells
 * of a flavor that is not asked for. Zones are no difference: nodes that are there do not move.
 */
export function differences(
  spec: PoolSpec,
  held: Pool,
  asked: readonly AskedNodes[],
  description: string,
): Difference[] {
  const { billing, scope, jobFlavors } = spec;
  return [
    ...(held.description === description
      ? []
      : [{ says: 'spec.description: another one in ModelArts', annotations: { description } }]),
    ...single('spec.billing.orderId', held.annotations[ORDER_ID], billing?.orderId).map((says) => ({
      ...{ says, annotations: { orderId: billing?.orderId } },
    })),
    ...set('spec.scope', held.scope, scope).map((says) => ({ says, spec: { scope: scope ?? [] } })),
    ...asked.flatMap((want) => nodes(want, held)),
    ...set('spec.jobFlavors', held.jobFlavors, jobFlavors).map((says) => ({
      ...{ says, spec: { jobFlavors: jobFlavors ?? [] } },
    })),
    ...driver(spec, held),
  ];
}

/** How many nodes of a flavor the cloud is asked for. */
export const heldNodes = ({ resources }: Pool, flavor: string): number =>
  resources.find((one) => one.flavor === flavor)?.count ?? 0;

function nodes({ flavor, count }: AskedNodes, held: Pool): Difference[] {
  const there = heldNodes(held, flavor);
  if (there === count) return [];
  const says = `flavor ${flavor}: ${there} ${there === 1 ? 'node' : 'nodes'} in ModelArts, ${count} wanted`;
  return [{ says, growth: count - there }];
}

/** A driver that the cloud tells only as installed is as good as one that it is meant to have. */
function driver({ driver: want = {} }: PoolSpec, { driver: held, drivers }: Pool): Difference[] {
  const { gpuVersion, npuVersion, updateStrategy } = want;
  const says = [
    ...single('spec.driver.gpuVersion', held.gpuVersion ?? drivers.gpu?.version, gpuVersion),
    ...single('spec.driver.npuVersion', held.npuVersion ?? drivers.npu?.version, npuVersion),
    // It goes with a version: one that is never told back proves nothing.
    ...single('spec.driver.updateStrategy', held.updateStrategy, held.updateStrategy && updateStrategy),
  ];
  return says.length > 0 ? [{ says: says.join(', '), spec: { driver: want } }] : [];
}

const single = (path: string, held: string | undefined, want: string | undefined): string[] =>
  want === undefined || want === '' || held === want
    ? []
    : [`${path}: ${held ?? 'none'} in ModelArts, ${want} wanted`];

function set(path: string, held: readonly string[], want: readonly string[] | undefined): string[] {
  if (!want || listed(held) === listed(want)) return [];
  return [`${path}: ${listed(held) || 'none'} in ModelArts, ${listed(want) || 'none'} wanted`];
}

const listed = (items: readonly string[]): string => [...items].sort().join(' and ');
