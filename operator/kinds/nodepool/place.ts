/** The pool that a node pool belongs to: the first part of its id. Pure but for the look at the Pool object. */
import { bindingOf, intentOf } from '../../runtime/intent.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Objects, Reference } from '../../runtime/references.ts';
import { accountReference } from '../account/index.ts';
import type { NodePoolSpec } from './spec.gen.ts';

type Spec = Resource<NodePoolSpec>;

export const POOL = 'spec.poolRef';

/** The id of a node pool: its name is unique in its pool only. */
export const idOf = (poolId: string, name: string): string => `${poolId}/${name}`;

/** The parts of an id; what is no id of a node pool has no name, and reaches no URL. */
export function partsOf(id: string): { poolId: string; name: string } {
  const [poolId = '', ...rest] = id.split('/');
  return { poolId, name: rest.join('/') };
}

export const poolIdOf = (id: string): string => partsOf(id).poolId;

/** The Account, and the Pool where the spec names one: that is kept until the node pool is gone. */
export function references({ metadata, spec }: Spec): Reference[] {
  const { namespace } = metadata;
  return [
    accountReference(namespace, spec.accountRef),
    ...(spec.poolRef ? [{ field: POOL, to: poolKey(namespace, spec.poolRef.name), ...NEEDED }] : []),
  ];
}

/** A Pool that grows is not ready, and takes node pools all the same. */
const NEEDED = { needs: 'Created', holds: 'while-it-exists' } as const;

const poolKey = (namespace: string, name: string) => ({
  plural: 'pools',
  kind: 'Pool',
  key: { namespace, name },
});

/**
 * The id of the pool in which the object's node pool is made and looked for: as the spec says, else where it was made
 * or is. Undefined while the Pool that the spec names has none.
 */
export function placeOf(object: Spec, objects: Pick<Objects, 'get'>): string | undefined {
  const { metadata, spec } = object;
  const { poolId, poolRef, adopt } = spec;
  if (poolId !== undefined) return poolId;
  const pool = poolRef && objects.get(poolKey(metadata.namespace, poolRef.name));
  const known = pool?.status?.remote?.id ?? (poolRef ? undefined : adopt && poolIdOf(adopt.id));
  const binding = bindingOf(object);
  const bound = binding.state === 'none' ? undefined : poolIdOf(binding.id);
  return known ?? intentOf(object)?.place ?? bound;
}

/** The pool whose list shows the object's node pool. */
export function listedIn(object: Spec, objects: Pick<Objects, 'get'>): string | undefined {
  const binding = bindingOf(object);
  return binding.state === 'bound' ? poolIdOf(binding.id) : placeOf(object, objects);
}
