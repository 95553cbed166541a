/** Network: the effect shell. Calls, no decisions. */
import type { Network } from '../../modelarts/network.ts';
import type { ListPort } from '../../modelarts/sweep.ts';
import type { ManagedKind, Remote, Session, Step } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { Access, Accounts } from '../account/accounts.ts';
import { accountReference } from '../account/index.ts';
import { wasSynced } from '../drift.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { asRemote, slotOf } from '../remote.ts';
import type { Action } from './plan.ts';
import { plan, planDelete } from './plan.ts';
import { report } from './report.ts';
import { createRequest, immutableFields, validate, wanted } from './request.ts';
import type { NetworkSpec } from './spec.gen.ts';
import { isAtRest } from './state.ts';

export const NETWORK: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'networks',
  kind: 'Network',
};

type Held = Network & Remote;
type Spec = Resource<NetworkSpec>;

export type NetworkOptions = { accounts: Accounts; lists: ListingsRun };

/** The kind, for the runtime. */
export function network({ accounts, lists }: NetworkOptions): ManagedKind<Held, Action, NetworkSpec> {
  const listings = createListings<Held>({ ...lists, kind: NETWORK.kind, noun: 'networks', versionOf });
  return {
    type: NETWORK,
    noun: 'network',
    nameLimit: 30,
    unmarked: true,
    chosenName: ({ spec }: Spec) => spec.name,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references: ({ metadata, spec }: Spec) => [accountReference(metadata.namespace, spec.accountRef)],
    listen: listings.listen,
    async session({ metadata, spec }: Spec, signal) {
      const access = await accounts.open(metadata.namespace, spec.accountRef, signal);
      if ('step' in access) return access;
      // One list shows the networks of every workspace.
      return { session: { ...sessionOf(access, spec), ...listings.open(access.shared, listPort(access)) } };
    },
    plan: (object: Spec, held) => {
      const { spec } = object;
      const facts = {
        network: held,
        want: wanted(spec, held),
        cidr: spec.adopt && spec.cidr,
        wasSynced: wasSynced(object, held.id),
      };
      return plan(facts, lists);
    },
    planDelete: (held) => planDelete(held, lists.busyMs),
    deletes: ({ type }) => type === 'delete',
    report: (object: Spec, held) => report(object, held, wanted(object.spec, held)),
    lost: (id) => ({
      step: 'renew',
      reason: 'DeletedExternally',
      message: `network ${id} was deleted in ModelArts, but not by this object; it is made again`,
      counted: false,
    }),
    news: () => [],
    fault: faultOf,
  };
}

const versionOf = ({ description, cidr, peers, phase, peerStates, sfsTurbos, deletedAtMs }: Network) =>
  JSON.stringify([description, cidr, peers, phase, peerStates, sfsTurbos, deletedAtMs !== undefined]);

/** No call that makes a network has a place for a marker. */
const asNetwork = (held: Network): Held => ({ ...asRemote(held), markedText: '' });

const listPort = ({ client }: Access): ListPort<Held> => ({
  // All of them come as one page.
  limit: Number.MAX_SAFE_INTEGER,
  async fetchPage(_offset, signal) {
    const page = await client.networks.newest({ signal });
    return { ...page, items: page.items.map(asNetwork) };
  },
  idOf: ({ id }) => id,
  isFinished: () => false,
  isAtRest,
});

/** One that was adopted need not say its addresses, until it is lost. */
const UNSPECIFIED: Step = {
  step: 'stuck',
  reason: 'InvalidSpec',
  message: 'spec.cidr: is needed to make the network again',
};

function sessionOf(
  { client, account, sameProject, admission }: Access,
  spec: NetworkSpec,
): Session<Held, Action, NetworkSpec> {
  const { networks } = client;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    prepare: async () => (spec.cidr === undefined ? UNSPECIFIED : { request: spec }),
    create: async (asked, { name }, { signal, gate, slot }) =>
      asNetwork(await networks.create(createRequest(asked, name), { signal, gate, ...slotOf(slot) })),
    find: async (fragment, signal) =>
      (await networks.search({ signal })).filter(({ name }) => name.includes(fragment)).map(asNetwork),
    read: async (id, signal) => asNetwork(await networks.get(id, { signal })),
    async act(action, id, { signal, gate }) {
      const { requestId } =
        action.type === 'update'
          ? await networks.patch(id, action.body, { signal, gate })
          : await networks.remove(id, { signal, gate });
      return requestId === undefined ? {} : { requestId };
    },
  };
}
