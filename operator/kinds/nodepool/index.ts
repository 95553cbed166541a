/** NodePool, for the runtime: what it is made of. */
import type { Loss, ManagedKind } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import type { Accounts } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { isBought, purchaseLost } from '../purchase.ts';
import { listedIn, placeOf, references } from './place.ts';
import type { Action } from './plan.ts';
import { hasGrown, plan, planDelete } from './plan.ts';
import { news, report } from './report.ts';
import { immutableFields } from './request.ts';
import type { Draft, Held } from './session.ts';
import { listPort, sessionOf } from './session.ts';
import type { NodePoolSpec } from './spec.gen.ts';
import { countsOf } from './state.ts';
import { NODE_POOL } from './type.ts';
import { validate } from './validate.ts';

type Spec = Resource<NodePoolSpec>;

export type NodePoolOptions = {
  accounts: Accounts;
  lists: ListingsRun;
  /** Where the Pool stands that a spec names. */
  objects: Pick<Objects, 'get'>;
};

/** The kind, for the runtime. */
export function nodePool({ accounts, lists, objects }: NodePoolOptions): ManagedKind<Held, Action, Draft> {
  const listings = createListings<Held>({
    ...lists,
    kind: NODE_POOL.kind,
    noun: 'node pools',
    within: true,
    versionOf,
  });
  return {
    type: NODE_POOL,
    noun: 'node pool',
    nameLimit: 30,
    unmarked: true,
    chosenName: ({ spec }: Spec) => spec.name,
    placeOf: (object: Spec) => placeOf(object, objects),
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references,
    buys: ({ spec }: Spec) => isBought(spec),
    retains: ({ spec }: Spec) => isBought(spec),
    journals: 'attempt',
    settleEntry: (_key, entry, held) => (hasGrown(entry, held) ? null : entry),
    listen: listings.listen,
    async session(object: Spec, signal) {
      const { metadata, spec } = object;
      const access = await accounts.open(metadata.namespace, spec.accountRef, signal);
      if ('step' in access) return access;
      const place = () => placeOf(object, objects);
      const session = sessionOf(access, spec, { place, busyMs: lists.busyMs });
      // One list shows the node pools of one pool.
      const poolId = listedIn(object, objects);
      if (poolId === undefined) return { session };
      return {
        session: { ...session, ...listings.open(`${access.shared} ${poolId}`, listPort(access, poolId)) },
      };
    },
    plan: (object: Spec, held, context) => plan(object, held, context, lists),
    planDelete,
    deletes: ({ type }) => type === 'delete',
    report: (object: Spec, held) => report(object, held),
    lost,
    news: (object: Spec, held) => news(object, held),
    fault: faultOf,
  };
}

function lost(id: string, { spec }: Spec): Loss {
  if (isBought(spec)) return purchaseLost('node pool', id);
  return {
    step: 'renew',
    reason: 'DeletedExternally',
    message: `node pool ${id} was deleted in ModelArts, but not by this object; it is made again`,
    counted: false,
  };
}

const versionOf = (held: Held): string => JSON.stringify([held.resources, countsOf(held)]);
