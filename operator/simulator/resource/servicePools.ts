import { ApiError } from '../errors.ts';
import type { ServicePools } from '../inference/world.ts';
import { phaseAt } from './life.ts';
import { isThere, nodesAt, type Pool, poolPhase } from './pool.ts';
import { poolNamed, type ResourceWorld } from './world.ts';

/** The pools of this chapter as those on inference see them. */
export function servicePools(world: ResourceWorld): ServicePools {
  const { behaviours, clock, scale } = world;
  return {
    check(poolId) {
      const now = clock.now();
      const pool = poolNamed(world, poolId, now);
      if (!pool) {
        if (behaviours['service.unknownPool'] === 'believe') return;
        throw new ApiError('ModelArts.3547', `there is no pool ${poolId}`);
      }
      const phase = poolPhase(pool, now, behaviours);
      if (phase !== 'Running') throw new ApiError('ModelArts.0104', `the pool ${poolId} is ${phase}`);
      if (!pool.scopes.some(({ type, wanted }) => wanted && type === 'Infer'))
        throw new ApiError('ModelArts.0104', `the pool ${poolId} takes no inference services`);
    },
    clusters: () => {
      const now = clock.now();
      return world.pools
        .filter((pool) => isThere(pool, now, scale))
        .map((pool) => clusterOf(world, pool, now));
    },
  };
}

const STATES: Readonly<Record<string, string>> = { Creating: 'deploying', Running: 'running' };

function clusterOf({ behaviours, projectId }: ResourceWorld, pool: Pool, now: number) {
  const nodes = nodesAt(pool, now);
  return {
    ...{ cluster_id: pool.id, cluster_name: pool.name, description: '', tenant: pool.user, owner: pool.user },
    project: projectId,
    created_at: pool.createdAt,
    status: STATES[poolPhase(pool, now, behaviours)] ?? 'abnormal',
    nodes: {
      specification: pool.groups[0]?.flavor ?? '',
      count: nodes.length,
      available_count: nodes.filter(({ life }) => phaseAt(life, now) === 'Available').length,
    },
  };
}
