/** How many nodes of which flavors a Pool is asked for, and can hold. Pure. */
import type { Resource } from '../../runtime/object.ts';
import type { PoolSpec } from './spec.gen.ts';

/** The nodes of one flavor, as a spec asks for them. */
export type AskedNodes = Readonly<NonNullable<PoolSpec['resources']>[number]>;

/** What status says of one flavor (`status.resources`). */
export type FlavorStatus = {
  flavor: string;
  /** How many ModelArts is asked for; by node pools of its own more may be there. */
  wanted: number;
  available: number;
  creating: number;
  abnormal: number;
  deleting: number;
};

/** The flavor that `spec.replicas` is about; undefined where the spec does not tell. */
export const scaledFlavor = ({ scaleTarget, resources = [] }: PoolSpec): string | undefined =>
  scaleTarget ?? (resources.length === 1 ? resources[0]?.flavor : undefined);

/** `spec.resources` with `spec.replicas` in the place of the count that it is about. */
export function askedNodes(spec: PoolSpec): AskedNodes[] {
  const { resources = [], replicas } = spec;
  const scaled = replicas === undefined ? undefined : scaledFlavor(spec);
  return resources.map((one) => (one.flavor === scaled ? { ...one, count: replicas ?? one.count } : one));
}

/**
 * How many nodes of each flavor a Pool can hold unless its spec is changed: what the spec asks for and what others
 * have added in ModelArts (node pools, flavors that the spec does not name). `maxCount` adds nothing: by table 10-129
 * it is the elastic amount, and that of a physical pool, as every dedicated one is, has to be the count. What an
 * autoscaler may still ask for cannot be known here; it changes the spec. Empty while nothing is known.
 */
export function capacityOf({ spec, status }: Resource<PoolSpec>): ReadonlyMap<string, number> {
  const told = (status?.resources ?? []) as readonly FlavorStatus[];
  const capacity = new Map(told.map((one) => [one.flavor, Math.max(one.wanted, thereAre(one))]));
  // What an existing pool has is not known before it was looked at.
  if (spec.managementPolicy === 'Observe' || (spec.adopt && told.length === 0)) return capacity;
  for (const { flavor, count } of askedNodes(spec)) {
    const one = told.find((flavored) => flavored.flavor === flavor);
    capacity.set(flavor, count + Math.max(0, one ? thereAre(one) - one.wanted : 0));
  }
  return capacity;
}

/** The nodes that are there to stay. */
export const thereAre = ({ available, creating, abnormal }: Omit<FlavorStatus, 'flavor'>): number =>
  available + creating + abnormal;
