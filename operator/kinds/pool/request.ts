/** From a Pool's spec to the bodies of createPool and patchPool (sections 10.13, 10.17). Pure. */
import type { CreatePoolRequest, PatchPoolRequest } from '../../modelarts/generated/resource.gen.ts';
import type { Pool } from '../../modelarts/pool.ts';
import { resourceWire } from '../../modelarts/wire/resource.ts';
import type { Field } from '../../runtime/digest.ts';
import { unlessEmpty } from '../fields.ts';
import type { AskedNodes } from './capacity.ts';
import { askedNodes } from './capacity.ts';
import type { PoolSpec } from './spec.gen.ts';

/** What a create needs beside the spec: `description` with the marker in it, the server's name of the network. */
export type Decided = { name: string; description: string; networkId: string | undefined };

/** The body of 10.13. What the spec does not say is not sent, but that a pool is on demand unless it says otherwise. */
export function createRequest(spec: PoolSpec, { name, description, networkId }: Decided): CreatePoolRequest {
  const { workspaceId, nodePrefix, scope, jobFlavors, driver } = spec;
  const body = {
    apiVersion: 'v2',
    kind: 'Pool',
    metadata: {
      labels: { name, workspaceId, nodePrefix },
      annotations: { description, ...billingOf(spec) },
    },
    spec: {
      type: 'Dedicate',
      scope,
      resources: askedNodes(spec)
        .filter(({ count }) => count > 0)
        .map(firstNodes),
      network: { name: networkId },
      ...{ jobFlavors, driver },
    },
  };
  return resourceWire.toWire('CreatePoolRequest', body) as CreatePoolRequest;
}

/** 10.13 takes no zones: they are for nodes that are added later. */
const firstNodes = ({ flavor, count, maxCount, extendParams }: AskedNodes) => ({
  ...{ flavor, count, extendParams },
  // A scaled count has taken the place of the one that maxCount was equal to.
  maxCount: maxCount === undefined ? undefined : count,
});

const MODES = { OnDemand: '0', Prepaid: '1' };
const PERIODS = { Month: '2', Year: '3' };

/** Table 10-128. */
function billingOf({ billing = {} }: PoolSpec) {
  const { mode = 'OnDemand', periodType, periodNum, autoRenew, autoPay, ...same } = billing;
  const { promotionInfo, consoleUrl, orderId } = same;
  return {
    billingMode: MODES[mode],
    periodType: periodType && PERIODS[periodType],
    periodNum: periodNum?.toString(),
    autoRenew: autoRenew === undefined ? undefined : autoRenew ? '1' : '0',
    autoPay: autoPay?.toString(),
    ...{ promotionInfo, serviceConsoleUrl: consoleUrl, orderId },
  };
}

/** What is to become of a pool: only what is to be changed, but for the nodes. */
export type Change = {
  annotations?: { description?: string; orderId?: string | undefined };
  spec?: { [Field in 'scope' | 'jobFlavors' | 'driver']?: PoolSpec[Field] | undefined };
};

/**
 * The body of 10.17. A merge patch replaces the list of resources whole, so all of it is always there: as the pool was
 * read, with what is asked for in its place. Nothing of how the pool is billed is in it: that would be another order.
 */
export function patchRequest(change: Change, held: Pool, asked: readonly AskedNodes[]): PatchPoolRequest {
  const resources = allNodes(held.resources, asked);
  const body = {
    metadata: unlessEmpty({ annotations: unlessEmpty(change.annotations ?? {}) }),
    spec: unlessEmpty({ ...change.spec, resources: resources.length > 0 ? resources : undefined }),
  };
  return resourceWire.toWire('PatchPoolRequest', body) as PatchPoolRequest;
}

type Held = Pool['resources'][number];

function allNodes(held: readonly Held[], asked: readonly AskedNodes[]): object[] {
  const isFirst = (one: Held, index: number) =>
    held.findIndex(({ flavor }) => flavor === one.flavor) === index;
  const kept = held.map((one, index) => {
    const want = isFirst(one, index) ? asked.find(({ flavor }) => flavor === one.flavor) : undefined;
    return !want || want.count === one.count ? asRead(one) : resized(want, one.count);
  });
  const fresh = asked.filter(({ flavor, count }) => count > 0 && !held.some((one) => one.flavor === flavor));
  return [...kept, ...fresh.map((want) => resized(want, 0))];
}

const asRead = ({ flavor, count, zones }: Held) => ({
  ...{ flavor, count },
  azs: zones.length > 0 ? zones : undefined,
});

/** Zones are for nodes that are added (table 10-216). */
function resized({ flavor, count, azs = [] }: AskedNodes, before: number) {
  const inZones = azs.reduce((sum, zone) => sum + zone.count, 0);
  return { flavor, count, azs: count > before && inZones > 0 && inZones <= count ? azs : undefined };
}

/** The fields that the create carries and 10.17 does not take; the CRD has a rule for each of them. */
export function immutableFields(spec: PoolSpec): Field[] {
  const { billing = {} } = spec;
  const { consent: _, orderId: __, ...order } = billing;
  return [
    { path: 'spec.name', value: spec.name },
    { path: 'spec.workspaceId', value: spec.workspaceId },
    { path: 'spec.nodePrefix', value: spec.nodePrefix },
    { path: 'spec.networkRef', value: spec.networkRef },
    { path: 'spec.networkId', value: spec.networkId },
    ...Object.entries(order).map(([name, value]) => ({ path: `spec.billing.${name}`, value })),
    ...(spec.resources ?? []).map(({ flavor, extendParams }) => ({
      path: `spec.resources[${flavor}].extendParams`,
      value: extendParams,
    })),
  ];
}
