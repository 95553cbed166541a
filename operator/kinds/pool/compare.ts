/** Whether a pool in the cloud is as it is wanted. Pure. */
import type { Pool } from '../../modelarts/pool.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { Difference } from '../drift.ts';
import type { AskedNodes } from './capacity.ts';
import { askedNodes } from './capacity.ts';
import type { Change } from './request.ts';
import type { PoolSpec } from './spec.gen.ts';

/** With what would set it right; nodes are set right by their list. `growth`: how many more of them are wanted. */
export type PoolDifference = Difference & Change & { growth?: number };

const ORDER_ID = 'os.modelarts/order.id';

/**
 * What of the spec the cloud does not hold. What the spec does not say is left as it is, and so is what the cloud tells
 * of a flavor that is not asked for. Zones are no difference: nodes that are there do not move.
 *
 * @param asked the nodes to ask for; those of the spec unless given
 */
export function differences(
  spec: PoolSpec,
  held: Pool,
  marker: string,
  asked: readonly AskedNodes[] = askedNodes(spec),
): PoolDifference[] {
  const { billing, scope, jobFlavors, driver } = spec;
  const description = descriptionFor(spec, held, marker);
  const orderId = billing?.orderId;
  return [
    ...differing('spec.description', quoted(held.description), quoted(description), {
      annotations: { description },
    }),
    ...differing('spec.billing.orderId', held.annotations[ORDER_ID], orderId, { annotations: { orderId } }),
    ...differing('spec.scope', listed(held.scope), listed(scope), { spec: { scope } }),
    ...asked.flatMap((want) => nodes(want, held)),
    ...differing('spec.jobFlavors', listed(held.jobFlavors), listed(jobFlavors), { spec: { jobFlavors } }),
    ...drivers(held).flatMap(([name, there]) =>
      differing(`spec.driver.${name}`, there, driver?.[name], { spec: { driver } }),
    ),
  ];
}

/** One that is only looked at is not to have our marker. */
function descriptionFor({ description, managementPolicy }: PoolSpec, held: Pool, marker: string): string {
  const marked = withMarker(description, marker);
  if (managementPolicy !== 'Observe') return marked;
  return description === undefined || held.description === marked ? held.description : description;
}

/** How many nodes of a flavor the cloud is asked for. */
export const heldNodes = ({ resources }: Pool, flavor: string): number =>
  resources.find((one) => one.flavor === flavor)?.count ?? 0;

function nodes({ flavor, count }: AskedNodes, held: Pool): PoolDifference[] {
  const there = heldNodes(held, flavor);
  if (there === count) return [];
  const words = `${there} ${there === 1 ? 'node' : 'nodes'}`;
  return [{ path: `flavor ${flavor}`, there: words, wanted: `${count}`, growth: count - there }];
}

/** A driver that the cloud tells only as installed is as good as one that it is meant to have. */
const drivers = ({ driver, drivers }: Pool) =>
  [
    ['gpuVersion', driver.gpuVersion ?? drivers.gpu?.version],
    ['npuVersion', driver.npuVersion ?? drivers.npu?.version],
    // It goes with a version: where it is never told back, what is wanted proves no difference.
    ...(driver.updateStrategy ? [['updateStrategy', driver.updateStrategy] as const] : []),
  ] as const;

const differing = (
  path: string,
  there: string | undefined,
  wanted: string | undefined,
  change: Change,
): PoolDifference[] =>
  wanted === undefined || (there ?? 'none') === wanted
    ? []
    : [{ path, there: there ?? 'none', wanted, ...change }];

const quoted = (text: string): string => (text === '' ? 'none' : `"${text}"`);

/** In an order that says nothing. */
const listed = <T extends readonly string[] | undefined>(items: T): string | (T & undefined) =>
  items === undefined ? (undefined as T & undefined) : [...items].sort().join(' and ') || 'none';
