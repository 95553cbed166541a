/** Pool, for the runtime: what it is made of. */
import type { Loss, ManagedKind } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import type { Accounts } from '../account/accounts.ts';
import { accountReference } from '../account/index.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { isBought, purchaseLost } from '../purchase.ts';
import { DEFAULT_WORKSPACE } from '../remote.ts';
import type { TermPools } from './metrics.ts';
import type { Action } from './plan.ts';
import { plan, planDelete } from './plan.ts';
import { news, report } from './report.ts';
import { immutableFields } from './request.ts';
import type { Draft } from './session.ts';
import { listPort, NETWORK, sessionOf } from './session.ts';
import type { PoolSpec } from './spec.gen.ts';
import type { Held } from './state.ts';
import { nodesHeld, versionOf } from './state.ts';
import { POOL } from './type.ts';
import { validate } from './validate.ts';

type Spec = Resource<PoolSpec>;

export type PoolOptions = { accounts: Accounts; lists: ListingsRun; pools?: TermPools | undefined };

/** The kind, for the runtime. */
export function pool({ accounts, lists, pools }: PoolOptions): ManagedKind<Held, Action, Draft> {
  const listings = createListings<Held>({ ...lists, kind: POOL.kind, noun: 'pools', versionOf });
  const paces = { pollMs: lists.busyMs, idleMs: lists.idleMs };
  return {
    type: POOL,
    noun: 'pool',
    nameLimit: 30,
    chosenName: ({ spec }: Spec) => spec.name,
    placeOf: ({ spec }: Spec) => spec.workspaceId ?? DEFAULT_WORKSPACE,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references,
    listen: listings.listen,
    async session(object: Spec, signal) {
      const { accountRef, workspaceId = DEFAULT_WORKSPACE } = object.spec;
      const access = await accounts.open(object.metadata.namespace, accountRef, signal);
      if ('step' in access) return access;
      pools?.reach(object, access.shared, access.client);
      const list = listings.open(`${access.shared} ${workspaceId}`, listPort(access, workspaceId));
      return { session: { ...sessionOf(access, object), ...list } };
    },
    plan: (object: Spec, held, context) => plan(object, held, context, paces),
    planDelete: (held) => planDelete(held, paces.pollMs),
    deletes: ({ type }) => type === 'delete',
    report,
    buys: ({ spec }: Spec) => isBought(spec),
    // One that was made on demand can have become a prepaid one in the console.
    retains: ({ spec, status }: Spec) => isBought(spec) || status?.billingMode === 'Prepaid',
    journals: 'attempt',
    settleEntry: (_key, entry, held) => (nodesHeld(held) === entry.seen ? entry : null),
    lost,
    news: (object: Spec, held) => news(object, held),
    fault: faultOf,
  };
}

function lost(id: string, { spec, status }: Spec): Loss {
  if (isBought(spec) || status?.billingMode === 'Prepaid') return purchaseLost('pool', id);
  return {
    step: 'renew',
    reason: 'DeletedExternally',
    message: `pool ${id} was deleted in ModelArts, but not by this object; it is made again`,
    counted: false,
  };
}

function references({ metadata, spec }: Spec): Reference[] {
  const { namespace } = metadata;
  const { name } = spec.networkRef ?? {};
  const to = { plural: 'networks', kind: 'Network', key: { namespace, name: name ?? '' } };
  return [
    accountReference(namespace, spec.accountRef),
    ...(name === undefined
      ? []
      : [{ field: NETWORK, to, needs: 'Ready', holds: 'while-it-exists' } as const]),
  ];
}
