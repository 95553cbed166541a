/** The objects that a TrainingJob names. Pure. */
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import { accountReference } from '../account/index.ts';
import { misfit } from './capacity.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

const POOL = 'spec.resource.poolRef';
const ALGORITHM = 'spec.algorithm.algorithmRef';

/** The Account, and the Pool and the Algorithm where the spec names them instead of their ids. */
export function references({ metadata, spec }: Resource<TrainingJobSpec>): Reference[] {
  const { namespace } = metadata;
  const ready = (field: string, plural: string, kind: string, name: string | undefined): Reference[] =>
    name === undefined
      ? []
      : [{ field, to: { plural, kind, key: { namespace, name } }, needs: 'Ready', holds: 'until-it-ends' }];
  const pool = ready(POOL, 'pools', 'Pool', spec.resource?.poolRef?.name);
  return [
    accountReference(namespace, spec.accountRef),
    ...pool.map((one): Reference => ({ ...one, check: (other) => misfit(spec, other, POOL) })),
    ...ready(ALGORITHM, 'algorithms', 'Algorithm', spec.algorithm?.algorithmRef?.name),
  ];
}

/** The ids that the job is created with instead of these references, or the step of one that has none yet. */
export function referredIds(
  referred: ReadonlyMap<string, Resource>,
): Step | { poolId: string | undefined; algorithmId: string | undefined } {
  for (const field of [POOL, ALGORITHM]) {
    const other = referred.get(field);
    if (other && !other.status?.remote?.id)
      return {
        step: 'wait',
        reason: 'ReferenceNotReady',
        message: `${field}: ${other.kind} "${other.metadata.name}" has no id in ModelArts yet`,
      };
  }
  const idOf = (field: string) => referred.get(field)?.status?.remote?.id;
  return { poolId: idOf(POOL), algorithmId: idOf(ALGORITHM) };
}
