/** How far a node pool is from what was asked for. Pure. */
import type { FlavorCount } from '../../modelarts/nodeCounts.ts';
import type { NodePool } from '../../modelarts/nodePools.ts';
import { heldCount } from './request.ts';

/** Its nodes by their state. */
export type Counts = Record<'available' | 'creating' | 'abnormal' | 'deleting', number>;

export function countsOf({ nodes }: Pick<NodePool, 'nodes'>): Counts {
  const sum = (list: readonly FlavorCount[]) => list.reduce((total, { count }) => total + count, 0);
  const { available, creating, abnormal, deleting } = nodes;
  return {
    available: sum(available),
    creating: sum(creating),
    abnormal: sum(abnormal),
    deleting: sum(deleting),
  };
}

/** The nodes that are there to stay. */
export const thereAre = ({ available, creating, abnormal }: Counts): number =>
  available + creating + abnormal;

/** `6/8`: those that are available, of those that are asked for; or of those that are there, where these are more. */
export const availability = (counts: Counts, wanted: number): string =>
  `${counts.available}/${Math.max(wanted, thereAre(counts))}`;

/** Why not all nodes asked for are available; undefined when they are. */
export function lacking(counts: Counts, wanted: number): { reason: string; message: string } | undefined {
  const { available, creating, abnormal } = counts;
  if (available >= wanted) return undefined;
  const others = Object.entries(counts).filter(([state, count]) => state !== 'available' && count > 0);
  const tail = others.map(([state, count]) => `, ${count} ${state}`).join('');
  return {
    reason: creating === 0 && abnormal > 0 ? 'NodesAbnormal' : 'Provisioning',
    message: `${available} of ${wanted} ${wanted === 1 ? 'node' : 'nodes'} available${tail}`,
  };
}

/** The same, or that nodes are still being taken away. */
export function unsettled(counts: Counts, wanted: number): { reason: string; message: string } | undefined {
  const { deleting } = counts;
  const leaving = {
    reason: 'NodesLeaving',
    message: `${deleting} ${deleting === 1 ? 'node is' : 'nodes are'} being taken away`,
  };
  return lacking(counts, wanted) ?? (deleting > 0 ? leaving : undefined);
}

/** True when only somebody's doing can change it. */
export function isAtRest(nodePool: NodePool): boolean {
  const counts = countsOf(nodePool);
  return counts.creating + counts.deleting === 0 && thereAre(counts) >= heldCount(nodePool.resources);
}
