/** Whether a Pool can ever hold a TrainingJob. Pure. */
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { capacityOf } from '../pool/capacity.ts';
import type { PoolSpec } from '../pool/spec.gen.ts';
import { nodesOf } from './request.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

/**
 * Why a job can never run in a pool as the Pool's spec and status stand, with the numbers; undefined where it may. A
 * flavor that the pool does not name may be a part of one of its nodes, so then all nodes count.
 */
export function misfit(spec: TrainingJobSpec, pool: Resource<PoolSpec>, field: string): Step | undefined {
  const capacity = capacityOf(pool);
  if (capacity.size === 0) return undefined;
  const flavor = spec.resource?.flavorId;
  const named = flavor === undefined ? undefined : capacity.get(flavor);
  const most = named ?? [...capacity.values()].reduce((sum, count) => sum + count, 0);
  const nodes = nodesOf(spec);
  if (nodes <= most) return undefined;
  const of = named === undefined ? '' : ` of flavor ${flavor}`;
  const kinds = [...capacity].map(([name, count]) => `${name}: ${count}`).join(', ');
  const message = `${field}: the job asks for ${nodes} ${nodes === 1 ? 'node' : 'nodes'}${of}, and Pool "${pool.metadata.name}" holds ${most} at the most (${kinds}): ask for fewer, or grow the Pool`;
  return { step: 'stuck', reason: 'PoolTooSmall', message };
}
