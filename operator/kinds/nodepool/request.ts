/** From a NodePool's spec to the bodies of createNodePool and patchNodePool (sections 16.2, 16.4). Pure. */
import type { CreateNodePoolRequest, PatchNodePoolRequest } from '../../modelarts/generated/nodepool.gen.ts';
import type { Fields } from '../../modelarts/loose.ts';
import type { NodePool } from '../../modelarts/nodePools.ts';
import { nodepoolWire } from '../../modelarts/wire/nodepool.ts';
import type { Field } from '../../runtime/digest.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Difference } from '../drift.ts';
import { unlessEmpty } from '../fields.ts';
import { KEYED, keyedTexts, keyedValue } from './keyed.ts';
import type { NodePoolSpec } from './spec.gen.ts';

type Spec = Resource<NodePoolSpec>;
type Held = Pick<NodePool, 'name' | 'resources'>;

/** The number of nodes that is asked for; of an adopted node pool whose spec says none, as many as it has. */
export const wantedCount = ({ replicas, resources }: NodePoolSpec, held: Fields = {}): number =>
  replicas ?? resources?.count ?? heldCount(held);

/** The number of nodes that ModelArts is asked for. */
export const heldCount = ({ count }: Fields): number => (typeof count === 'number' ? count : 0);

/** The body of 16.2: what the spec does not say is not sent. */
export function createRequest(spec: NodePoolSpec, name: string): CreateNodePoolRequest {
  const annotations = unlessEmpty(billingOf(spec));
  const body = {
    apiVersion: 'v2',
    kind: 'NodePool',
    metadata: { name, annotations },
    spec: { resources: { ...spec.resources, ...nodes(spec, { name, resources: {} }) } },
  };
  return nodepoolWire.toWire('CreateNodePoolRequest', body) as CreateNodePoolRequest;
}

/**
 * The body of 16.4, which does not say what becomes of what is left out: all that is wanted, and of taints, labels and
 * tags what others have set.
 */
export function patchRequest(object: Spec, held: Held): PatchNodePoolRequest {
  const { spec } = object;
  const keyed = KEYED.map((field) => [field, keyedValue(object, held.resources, field)]);
  const { flavor } = held.resources;
  const resources = { flavor, ...spec.resources, ...Object.fromEntries(keyed), ...nodes(spec, held) };
  return nodepoolWire.toWire('PatchNodePoolRequest', { spec: { resources } }) as PatchNodePoolRequest;
}

/** Zones are for nodes that are added; the elastic number is that of a physical pool (table 16-21). */
function nodes(spec: NodePoolSpec, { name, resources }: Held) {
  const count = wantedCount(spec, resources);
  const { azs = [] } = spec.resources ?? {};
  const inZones = azs.reduce((sum, zone) => sum + zone.count, 0);
  const fitting = count > heldCount(resources) && inZones > 0 && inZones <= count;
  return { nodePool: name, count, maxCount: count, azs: fitting ? azs : undefined };
}

const MODES = { OnDemand: '0', Prepaid: '1' };
const PERIODS = { Month: '2', Year: '3', Hour: '4' };

/** Table 16-19. */
function billingOf({ billing = {} }: NodePoolSpec) {
  const { mode, periodType, periodNum, autoRenew, promotionInfo, consoleUrl, orderId } = billing;
  return {
    billingMode: mode && MODES[mode],
    periodType: periodType && PERIODS[periodType],
    periodNum: periodNum?.toString(),
    autoRenew: autoRenew === undefined ? undefined : autoRenew ? '1' : '0',
    ...{ promotionInfo, serviceConsoleUrl: consoleUrl, orderId },
  };
}

/** What goes by its parts: no difference as long as the cloud tells nothing of it. */
const PARTS = ['network', 'extendParams', 'creatingStep'] as const;

/**
 * What of the spec the cloud does not hold. What the spec does not say is left as it is, but for what was set for this
 * object before. Zones are no difference: nodes that are there do not move.
 */
export function differences(object: Spec, { resources }: Held): Difference[] {
  const { spec } = object;
  const count = wantedCount(spec, resources);
  const fields = [
    {
      path: spec.replicas === undefined ? 'spec.resources.count' : 'spec.replicas',
      there: nodesText(heldCount(resources)),
      wanted: nodesText(count),
    },
    ...KEYED.map((field) => ({ path: `spec.resources.${field}`, ...keyedTexts(object, resources, field) })),
    ...PARTS.flatMap((field) => parts(field, resources[field], spec.resources?.[field])),
  ];
  return fields.filter(({ there, wanted }) => there !== wanted);
}

/** `8 nodes`. */
export const nodesText = (count: number): string => `${count} ${count === 1 ? 'node' : 'nodes'}`;

/** One line for each part that is wanted, if the cloud tells of the whole. */
function parts(field: string, held: unknown, want: object = {}): Difference[] {
  if (typeof held !== 'object' || held === null) return [];
  return Object.entries(want).map(([name, value]) => ({
    path: `spec.resources.${field}.${name}`,
    there: textOf((held as Fields)[name]),
    wanted: textOf(value),
  }));
}

/** The order of ids says nothing. */
const textOf = (value: unknown): string =>
  value === undefined ? 'none' : Array.isArray(value) ? [...value].sort().join(', ') : String(value);

/** The fields that the create carries and 16.4 does not take; the CRD has a rule for each of them. */
export function immutableFields({ name, poolRef, poolId, resources, billing = {} }: NodePoolSpec): Field[] {
  const { consent: _, ...order } = billing;
  return [
    { path: 'spec.name', value: name },
    { path: 'spec.poolRef', value: poolRef },
    { path: 'spec.poolId', value: poolId },
    { path: 'spec.resources.flavor', value: resources?.flavor },
    ...Object.entries(order).map(([field, value]) => ({ path: `spec.billing.${field}`, value })),
  ];
}
