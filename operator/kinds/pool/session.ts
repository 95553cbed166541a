/** The calls of a Pool, bound to the account of one object. */
import type { ListPort } from '../../modelarts/sweep.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { Session, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Access } from '../account/accounts.ts';
import { consentNeeded } from '../purchase.ts';
import { asRemote, slotOf } from '../remote.ts';
import { enrich } from './enrich.ts';
import type { Action } from './plan.ts';
import { createRequest } from './request.ts';
import type { PoolSpec } from './spec.gen.ts';
import type { Held } from './state.ts';
import { isAtRest } from './state.ts';
import { lacking } from './validate.ts';

export const NETWORK = 'spec.networkRef';

/** What a create needs but for name and description, which the protocol decides. */
export type Draft = { spec: PoolSpec; networkId: string | undefined };

/** The list has no pages. */
const LIMIT = 1000;

/** The list of all pools in one workspace, those whose creation failed included. */
export const listPort = ({ client }: Access, workspaceId: string): ListPort<Held> => ({
  limit: LIMIT,
  async fetchPage(_offset, signal) {
    const page = await client.pools.newest({ workspaceId }, { signal });
    return { ...page, items: page.items.map(asRemote) };
  },
  idOf: ({ id }) => id,
  isFinished: () => false,
  isAtRest,
});

/** All but what the list does. */
export function sessionOf(
  { client, account, sameProject, admission }: Access,
  { spec }: Resource<PoolSpec>,
): Session<Held, Action, Draft> {
  const { pools } = client;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    prepare: async (_signal, referred) => prepare(spec, referred),
    async create({ spec: asked, networkId }, { name, marker }, { signal, gate, slot }) {
      const description = withMarker(asked.description, marker);
      const body = createRequest(asked, { name, description, networkId });
      return asRemote(await pools.create(body, { signal, gate, ...slotOf(slot) }));
    },
    find: async (fragment, signal, place) =>
      (await pools.search({ workspaceId: place }, { signal }))
        .filter(({ name }) => name.includes(fragment))
        .map(asRemote),
    read: async (id, signal) => asRemote(await pools.get(id, { signal })),
    enrich: (pool, kept, signal) => enrich(client, pool, kept, signal),
    async act(action, id, { signal, gate }) {
      const { requestId } =
        action.type === 'update'
          ? await pools.patch(id, action.body, { signal, gate })
          : await pools.remove(id, { signal, gate });
      return requestId === undefined ? {} : { requestId };
    },
  };
}

/** The id of the network that the spec names; and money is spent for a period only on a word of the user. */
function prepare(spec: PoolSpec, referred: ReadonlyMap<string, Resource>): { request: Draft } | Step {
  const { networkId } = spec;
  // One that was adopted and is gone may not say enough to be made again.
  const lacks = lacking(spec);
  if (lacks.length > 0) return { step: 'stuck', reason: 'InvalidSpec', message: lacks.join('; ') };
  const unbought = consentNeeded(spec, 'pool');
  if (unbought) return unbought;
  const network = referred.get(NETWORK);
  if (!network) return { request: { spec, networkId } };
  const id = network.status?.remote?.id;
  if (id !== undefined) return { request: { spec, networkId: id } };
  const message = `${NETWORK}: Network "${network.metadata.name}" has no id in ModelArts yet`;
  return { step: 'wait', reason: 'ReferenceNotReady', message };
}
