/** Algorithm: the effect shell. Calls, no decisions. */
import type { Algorithm } from '../../modelarts/algorithm.ts';
import { PAGE_SIZE } from '../../modelarts/algorithms.ts';
import type { ListPort } from '../../modelarts/sweep.ts';
import { isSettled } from '../../runtime/conditions.ts';
import { withMarker } from '../../runtime/identity.ts';
import { intentOf } from '../../runtime/intent.ts';
import type { ManagedKind, Remote, Report, Session, Step } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { Access, Accounts } from '../account/accounts.ts';
import { accountReference } from '../account/index.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { asRemote, DEFAULT_WORKSPACE, slotOf } from '../remote.ts';
import { differences } from './compare.ts';
import type { Action } from './plan.ts';
import { plan, planDelete } from './plan.ts';
import { createRequest, immutableFields, updateRequest, wanted } from './request.ts';
import type { AlgorithmSpec } from './spec.gen.ts';
import { validate } from './validate.ts';

export const ALGORITHM: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'algorithms',
  kind: 'Algorithm',
};

type Held = Algorithm & Remote;
type Spec = Resource<AlgorithmSpec>;

export type AlgorithmOptions = { accounts: Accounts; lists: ListingsRun };

/** The kind, for the runtime. */
export function algorithm({ accounts, lists }: AlgorithmOptions): ManagedKind<Held, Action, AlgorithmSpec> {
  const listings = createListings<Held>({ ...lists, kind: ALGORITHM.kind, noun: 'algorithms', versionOf });
  return {
    type: ALGORITHM,
    noun: 'algorithm',
    nameLimit: 64,
    chosenName: ({ spec }: Spec) => spec.name,
    placeOf: ({ spec }: Spec) => spec.workspaceId ?? DEFAULT_WORKSPACE,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references: ({ metadata, spec }: Spec) => [accountReference(metadata.namespace, spec.accountRef)],
    listen: listings.listen,
    async session({ metadata, spec }: Spec, signal) {
      const access = await accounts.open(metadata.namespace, spec.accountRef, signal);
      if ('step' in access) return access;
      const { workspaceId = DEFAULT_WORKSPACE } = spec;
      const list = listings.open(`${access.shared} ${workspaceId}`, listPort(access, workspaceId));
      return { session: { ...sessionOf(access, spec), ...list } };
    },
    plan: (object: Spec, held, { marker }) => planFor(object, held, marker, lists.idleMs),
    planDelete,
    deletes: ({ type }) => type === 'delete',
    report: (_object, held) => report(held),
    lost: (id) => ({
      step: 'renew',
      reason: 'DeletedExternally',
      message: `algorithm ${id} was deleted in ModelArts, but not by this object; it is made again`,
      counted: false,
    }),
    news: () => [],
    fault: faultOf,
  };
}

/** Without a name in the spec it is to have the one that it was created with; an adopted one keeps its own. */
function planFor(object: Spec, held: Held, marker: string, idleMs: number): Step<Action> {
  const { spec } = object;
  const name = spec.name ?? intentOf(object)?.name ?? held.name;
  const want = wanted(spec, { name, description: withMarker(spec.description, marker) });
  return plan({
    differing: differences(want, held),
    body: updateRequest(want, held.content),
    // One that was adopted just now has not got our marker yet: what differs in it was never ours.
    wasSettled: isSettled(object) && held.description.includes(marker),
    idleMs,
  });
}

const report = ({ name }: Algorithm): Report => ({
  phase: undefined,
  fields: {},
  ready: { status: 'True', reason: 'Exists', message: `ModelArts has the algorithm ${name}` },
});

const versionOf = ({ name, description, content }: Algorithm): string =>
  JSON.stringify([name, description, content]);

const listPort = ({ client }: Access, workspaceId: string): ListPort<Held> => ({
  limit: PAGE_SIZE,
  async fetchPage(offset, signal) {
    const page = await client.algorithms.newest({ workspaceId }, offset, { signal });
    return { ...page, items: page.items.map(asRemote) };
  },
  idOf: ({ id }) => id,
  isFinished: () => false,
  isAtRest: () => true,
});

function sessionOf(
  { client, account, sameProject, admission }: Access,
  spec: AlgorithmSpec,
): Session<Held, Action, AlgorithmSpec> {
  const { algorithms } = client;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    prepare: async () => ({ request: spec }),
    async create(asked, { name, marker }, { signal, gate, slot }) {
      const description = withMarker(asked.description, marker);
      const body = createRequest(asked, wanted(asked, { name, description }));
      return asRemote(await algorithms.create(body, { signal, gate, ...slotOf(slot) }));
    },
    find: async (nameLike, signal, workspaceId) =>
      (await algorithms.search({ nameLike, workspaceId }, { signal })).map(asRemote),
    read: async (id, signal) => asRemote(await algorithms.get(id, { signal })),
    async act(action, id, { signal, gate }) {
      const { requestId } =
        action.type === 'update'
          ? await algorithms.update(id, action.body, { signal, gate })
          : await algorithms.remove(id, { signal, gate });
      return requestId === undefined ? {} : { requestId };
    },
  };
}
