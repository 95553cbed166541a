import { ApiError } from '../errors.ts';
import type { DedicatedPools } from '../training/world.ts';
import { poolPhase } from './pool.ts';
import { poolNamed, type ResourceWorld } from './world.ts';

/** The pools of this chapter as the training chapter sees them. */
export function dedicatedPools(world: ResourceWorld): DedicatedPools {
  const { behaviours, clock, poolJobs } = world;
  return {
    check(poolId) {
      if (poolId === '') return;
      const now = clock.now();
      const pool = poolNamed(world, poolId, now);
      if (!pool) {
        if (behaviours['training.unknownPool'] === 'believe') return;
        throw new ApiError('ModelArts.2890', `there is no pool ${poolId}`);
      }
      const phase = poolPhase(pool, now, behaviours);
      if (phase !== 'Running') throw new ApiError('ModelArts.2887', `the pool ${poolId} is ${phase}`);
      if (!pool.scopes.some(({ type, wanted }) => wanted && type === 'Train'))
        throw new ApiError('ModelArts.2886', `the pool ${poolId} takes no training jobs`);
    },
    place(job) {
      const now = clock.now();
      const pool = poolNamed(world, job.request.spec?.resource?.pool_id ?? '', now);
      if (pool) poolJobs.place(job, pool, now);
    },
    settle: (now) => poolJobs.settle(now),
  };
}
