import type { Calls, Receipt, Reply } from './calls.ts';
import { byId, parsePart, readParts, wholePage } from './continued.ts';
import type { CreateNetworkRequest, PatchNetworkRequest } from './generated/resource.gen.ts';
import { type Network, parseNetwork } from './network.ts';
import type { Page } from './pages.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';

/**
 * The calls on networks (chapter 10 of the reference). All of them throw ModelArtsError only. The reference has no code
 * for a name that is taken: it is a bad request like any other (`invalid`, ModelArts.50004000).
 */
export type Networks = {
  /** Section 10.7. Without an id in the answer the network may exist all the same: `ambiguous`. */
  create(body: CreateNetworkRequest, options: MutationOptions): Promise<Network & Receipt>;
  /** Section 10.9. `not-found` only on status 400 or 404 with ModelArts.50025001. */
  get(id: string, options: ReadOptions): Promise<Network>;
  /** Section 10.11: description and peers; the list of peers is replaced whole, and spelled otherwise than in 10.7. */
  patch(id: string, body: PatchNetworkRequest, options: MutationOptions): Promise<Receipt>;
  /** Section 10.10. The network may stay readable for a while after this. */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /** Section 10.8. All networks of the project, of every workspace, each once. Presence is certain, absence is not. */
  search(options: ReadOptions): Promise<Network[]>;
  /** The same as one page, newest first, for the list observer. */
  newest(options: ReadOptions): Promise<Page<Network>>;
};

/** The calls on the networks of one project. */
export function createNetworks(calls: Calls): Networks {
  const at = (id: string) => ({ ids: { network_name: id } });
  const search: Networks['search'] = async (options) => {
    const fetchPart = async (place: string | undefined) => {
      const query = place === undefined ? undefined : { continue: place };
      const reply = await calls.read('listNetworks', options, query && { query });
      const part = parsePart(reply.body, parseNetwork);
      if (!part) throw reply.broken('the answer is not a list of networks');
      return part;
    };
    return byId(await readParts('listNetworks', fetchPart));
  };
  return {
    async create(body, options) {
      const reply = await calls.mutate('createNetwork', options, { body });
      return { ...networkOf(reply), requestId: reply.requestId };
    },
    async get(id, options) {
      const reply = await calls.read('getNetwork', options, at(id));
      const network = networkOf(reply);
      if (network.id !== id) throw reply.broken(`the answer is about another network, ${network.id}`);
      return network;
    },
    patch: (id, body, options) => calls.order('patchNetwork', options, { ...at(id), body }),
    remove: (id, options) => calls.order('deleteNetwork', options, at(id)),
    search,
    newest: async (options) => wholePage(await search(options)),
  };
}

function networkOf(reply: Reply): Network {
  const network = parseNetwork(reply.body);
  if (!network) throw reply.broken('the answer holds no network with an id and a name');
  return network;
}
