import { shortId } from '../training/noise.ts';
import { flavorNamed, zonesOf } from './flavors.ts';
import { changed, phaseAt } from './life.ts';
import type { Group, NodePhase, Pool, PoolNode } from './pool.ts';
import { nodesAt } from './pool.ts';
import type { ResourceWorld } from './world.ts';

/**
 * Gives a pool the nodes that its groups ask for, and takes away those that are too many: new ones come up one after
 * the other, those of a flavor that is sold out never; of the others those are taken first that are not up yet, then
 * those that are not well, then the newest.
 */
export function grow(world: ResourceWorld, pool: Pool, now: number): void {
  if (!pool.paid || pool.failure || pool.deletion) return;
  const gone = pool.groups.map(({ nodePool }) => nodePool);
  const orphans = staying(pool, now).filter(({ nodePool }) => !gone.includes(nodePool));
  leave(world, orphans, now);
  for (const group of pool.groups) {
    const own = staying(pool, now).filter(({ nodePool }) => nodePool === group.nodePool);
    if (own.length > group.count) leave(world, spare(own, now).slice(0, own.length - group.count), now);
    for (let number = own.length; number < group.count; number++) addNode(world, pool, group, now);
  }
}

/** The nodes that nobody has taken away. */
export const staying = (pool: Pool, now: number): PoolNode[] =>
  nodesAt(pool, now).filter(({ life }) => phaseAt(life, now) !== 'Deleting');

/** Takes nodes away. */
export function leave({ durations }: ResourceWorld, nodes: readonly PoolNode[], now: number): void {
  for (const node of nodes)
    node.life = changed(
      node.life,
      now,
      { phase: 'Deleting', at: 0 },
      { phase: 'Gone', at: durations.leavingMs },
    );
}

const ORDER: Partial<Record<NodePhase, number>> = { Creating: 0, Abnormal: 1, Checking: 1 };

const spare = (nodes: readonly PoolNode[], now: number): PoolNode[] => {
  const rank = ({ life }: PoolNode) => ORDER[phaseAt(life, now)] ?? 2;
  return nodes.toReversed().sort((one, other) => rank(one) - rank(other));
};

function addNode(world: ResourceWorld, pool: Pool, group: Group, now: number): void {
  const { durations } = world;
  const index = pool.nodes.length;
  const tail = shortId(`${pool.id}/${index}`).slice(0, 5);
  const up = Math.max(now, pool.createdAt + durations.poolMs, ...coming(pool, now)) + durations.nodeMs;
  const phase: NodePhase = pool.ailing === undefined ? 'Available' : 'Abnormal';
  const soldOut = flavorNamed(group.flavor)?.soldOut ?? false;
  pool.nodes.push({
    name: `${pool.prefix ?? 'os-node-created'}-${tail}`,
    flavor: group.flavor,
    nodePool: group.nodePool,
    az: zoneFor(world, pool, group, now),
    ip: `192.168.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    life: soldOut
      ? [{ phase: 'Creating', at: now }]
      : [
          { phase: 'Creating', at: now },
          { phase, at: up },
        ],
  });
}

/** When nodes come up that are not up yet. */
const coming = (pool: Pool, now: number): number[] =>
  staying(pool, now).flatMap(({ life }) => life.map(({ at }) => at).filter((at) => at > now));

/** The first zone that has fewer nodes than asked for there, else the last of the region. */
function zoneFor({ region }: ResourceWorld, pool: Pool, group: Group, now: number): string {
  const own = staying(pool, now).filter(({ nodePool }) => nodePool === group.nodePool);
  const short = group.azs?.find(({ az, count }) => own.filter((node) => node.az === az).length < count);
  return short?.az ?? zonesOf(region).at(-1) ?? region;
}
