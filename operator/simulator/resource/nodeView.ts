import { flavorNamed } from './flavors.ts';
import { phaseAt, timestamp } from './life.ts';
import type { Pool, PoolNode } from './pool.ts';
import type { ResourceWorld } from './world.ts';

/** What the system of a node keeps for itself, in thousandths of a core and in Mi. */
const KEPT = { millicores: 80, mebibytes: 1922 };

/** What a node computes with; nothing of it is free while a job has the node. */
export function resourcesOf(flavorName: string, free = true): Readonly<Record<string, string>> {
  const flavor = flavorNamed(flavorName);
  if (!flavor) return {};
  const { cores, gigabytes, cards, resource } = flavor;
  return {
    cpu: `${free ? cores * 1000 - KEPT.millicores : 0}m`,
    memory: `${free ? gigabytes * 1024 - KEPT.mebibytes : 0}Mi`,
    ...(resource && { [resource]: String(free ? cards : 0) }),
  };
}

/** Makes nodes as answers show them (sections 10.3 and 16.6); with `pool.nodesInclude` noStatus new ones lack a status. */
export function nodeViews(
  world: ResourceWorld,
  pool: Pool,
  nodes: readonly PoolNode[],
  now: number,
): object[] {
  const busy = new Set(world.poolJobs.running(pool, now).flatMap((running) => running.nodes));
  return nodes.map((node) => {
    const phase = phaseAt(node.life, now);
    const bare = world.behaviours['pool.nodesInclude'] === 'noStatus' && phase === 'Creating';
    return {
      kind: 'Node',
      apiVersion: 'v2',
      metadata: { name: node.name, creationTimestamp: timestamp(node.life[0].at) },
      spec: { flavor: node.flavor },
      ...(!bare && {
        status: {
          phase,
          az: node.az,
          privateIp: node.ip,
          resources: resourcesOf(node.flavor),
          availableResources: resourcesOf(node.flavor, phase === 'Available' && !busy.has(node)),
        },
      }),
    };
  });
}
