import { asArray, asCount, asObject, asText } from './loose.ts';

/** So many nodes of a flavor, and where they are. */
export type FlavorCount = {
  readonly flavor: string;
  readonly count: number;
  readonly maxCount?: number | undefined;
  readonly zones: readonly { readonly az: string; readonly count: number }[];
  readonly nodePool?: string | undefined;
};

/** The nodes of a pool or node pool by their state. */
export type NodeCounts = Readonly<
  Record<'creating' | 'available' | 'abnormal' | 'deleting', readonly FlavorCount[]>
>;

/** Reads `status.resources`: each state has an object in the tables of chapter 10, a list in its examples. */
export function parseCounts(wire: unknown): NodeCounts {
  const { creating, available, abnormal, deleting } = asObject<Record<keyof NodeCounts, unknown>>(wire);
  return {
    creating: listOf(creating),
    available: listOf(available),
    abnormal: listOf(abnormal),
    deleting: listOf(deleting),
  };
}

const listOf = (wire: unknown): FlavorCount[] =>
  (Array.isArray(wire) ? asArray(wire) : [wire]).map(parseCount).filter((one) => one !== undefined);

/** Reads nodes of a flavor, also those that are asked for; undefined without a flavor or a count. */
export function parseCount(wire: unknown): FlavorCount | undefined {
  const { flavor, count, maxCount, azs, nodePool } = asObject<Record<string, unknown>>(wire);
  const [name, nodes] = [asText(flavor), asCount(count)];
  if (name === undefined || nodes === undefined) return undefined;
  const zones = asArray(azs).flatMap((zone) => {
    const one = asObject<Record<string, unknown>>(zone);
    const [az, inZone] = [asText(one.az), asCount(one.count)];
    return az === undefined || inZone === undefined ? [] : [{ az, count: inZone }];
  });
  return { flavor: name, count: nodes, maxCount: asCount(maxCount), zones, nodePool: asText(nodePool) };
}
