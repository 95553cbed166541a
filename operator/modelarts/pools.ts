import type { Calls, Receipt, Reply } from './calls.ts';
import { byId, parsePart, wholePage } from './continued.ts';
import type { CreatePoolRequest, PatchPoolRequest } from './generated/resource.gen.ts';
import type { Page } from './pages.ts';
import { type Pool, parsePool } from './pool.ts';
import { createPoolNodes, type PoolNodes } from './poolNodes.ts';
import { createPoolUsage, type PoolUsage } from './poolUsage.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { DEFAULT_WORKSPACE, strayIn } from './workspaces.ts';

/** Which pools to list. */
export type PoolQuery = {
  /** The default workspace unless given: pools of other workspaces are not in its list. */
  readonly workspaceId?: string | undefined;
};

/**
 * The calls on pools (chapter 10 of the reference). All of them throw ModelArtsError only. A pool costs money from its
 * creation on.
 */
export type Pools = {
  /**
   * Section 10.13. Without an id in the answer the pool may exist all the same: `ambiguous`. A name that is taken is a
   * `duplicate-name` (409 ModelArts.50015000). The only call that may name how the pool is billed.
   */
  create(body: CreatePoolRequest, options: MutationOptions): Promise<Pool & Receipt>;
  /** Section 10.15. `not-found` only on status 400 or 404 with ModelArts.50015001 or 2890. */
  get(id: string, options: ReadOptions): Promise<Pool>;
  /**
   * Section 10.17, a merge patch: what is left out stays, a list is replaced whole. So `spec.resources` must hold every
   * flavor that is to stay, by a fresh `get`.
   */
  patch(id: string, body: PatchPoolRequest, options: MutationOptions): Promise<Receipt>;
  /** Section 10.16. The pool stays readable until its nodes are gone. */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 10.14, two calls. All pools of one workspace, each once: those that exist or are being created, and those
   * whose creation failed within three days, which the list hides unless asked. Presence is certain, absence is not. A
   * list that shows another workspace than the one asked for is `unavailable`.
   */
  search(query: PoolQuery, options: ReadOptions): Promise<Pool[]>;
  /** The same as one page, newest first, for the list observer. */
  newest(query: PoolQuery, options: ReadOptions): Promise<Page<Pool>>;
  readonly nodes: PoolNodes;
  readonly usage: PoolUsage;
};

/** The calls on the pools of one project. */
export function createPools(calls: Calls): Pools {
  const at = (id: string) => ({ ids: { pool_name: id } });

  const list = async (workspaceId: string, status: 'failed' | undefined, options: ReadOptions) => {
    const query = { workspaceId, ...(status && { status }) };
    const reply = await calls.read('listPools', options, { query });
    const part = parsePart(reply.body, parsePool);
    if (!part) throw reply.broken('the answer is not a list of pools');
    // The reference has no pages here: a region that has some would hide pools from us.
    if (part.next !== undefined)
      throw reply.broken('the list of pools goes on in a way that the reference lacks');
    const stray = strayIn(part.items, workspaceId);
    if (stray) throw reply.broken(stray);
    return part.items;
  };
  const search: Pools['search'] = async ({ workspaceId = DEFAULT_WORKSPACE }, options) => {
    // In this order: a pool that fails between the two is in both lists.
    const valid = await list(workspaceId, undefined, options);
    const failed = await list(workspaceId, 'failed', options);
    return byId([...valid, ...failed.map((pool) => ({ ...pool, failed: true as const }))]);
  };

  return {
    async create(body, options) {
      const reply = await calls.mutate('createPool', options, { body });
      return { ...poolOf(reply), requestId: reply.requestId };
    },
    async get(id, options) {
      const reply = await calls.read('getPool', options, at(id));
      const pool = poolOf(reply);
      if (pool.id !== id) throw reply.broken(`the answer is about another pool, ${pool.id}`);
      return pool;
    },
    patch: (id, body, options) => calls.order('patchPool', options, { ...at(id), body }),
    remove: (id, options) => calls.order('deletePool', options, at(id)),
    search,
    newest: async (query, options) => wholePage(await search(query, options)),
    nodes: createPoolNodes(calls),
    usage: createPoolUsage(calls),
  };
}

function poolOf(reply: Reply): Pool {
  const pool = parsePool(reply.body);
  if (!pool) throw reply.broken('the answer holds no pool with an id and a name');
  return pool;
}
