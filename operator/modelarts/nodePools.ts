import type { Calls, Receipt } from './calls.ts';
import { parsePart } from './continued.ts';
import { ModelArtsError } from './errors.ts';
import type {
  CreateNodePoolRequest,
  GetNodePoolResponse,
  PatchNodePoolRequest,
} from './generated/nodepool.gen.ts';
import { asObject, asText, type Fields, told } from './loose.ts';
import { type NodeCounts, parseCounts } from './nodeCounts.ts';
import type { Pools } from './pools.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { nodepoolWire } from './wire/nodepool.ts';

/** A node pool as the cloud describes it (chapter 16). */
export type NodePool = {
  /** Given by its maker; those that come with a pool are called after their flavor. */
  readonly name: string;
  /**
   * flavor, count, maxCount, azs, taints, labels, tags, network, extendParams, creatingStep, in the words of a request.
   * The cloud may have added to it: what was asked for must be in it, no more.
   */
  readonly resources: Fields;
  readonly nodes: NodeCounts;
};

/** The calls on the node pools of a pool. All of them throw ModelArtsError only. */
export type NodePools = {
  /** Section 16.1. All of them, those that came with the pool included. */
  list(poolId: string, options: ReadOptions): Promise<NodePool[]>;
  /** Section 16.2. A name that is taken is a bad request like any other (`invalid`, ModelArts.50004000). */
  create(poolId: string, body: CreateNodePoolRequest, options: MutationOptions): Promise<NodePool & Receipt>;
  /**
   * Section 16.3. The code for a node pool that does not exist is that of every bad request. So after it this asks
   * further: `not-found` means that the pool is not found, or that it answers and the list of its node pools, complete
   * and readable, lacks this one.
   */
  get(poolId: string, name: string, options: ReadOptions): Promise<NodePool>;
  /** Section 16.4. `flavor`, `count` and `maxCount` are demanded. */
  patch(poolId: string, name: string, body: PatchNodePoolRequest, options: MutationOptions): Promise<Receipt>;
  /** Section 16.5. Refused for prepaid pools, and for one that does not exist (`invalid`). */
  remove(poolId: string, name: string, options: MutationOptions): Promise<Receipt>;
};

const BAD_REQUEST = 'ModelArts.50004000';

/** The calls on the node pools of one project. */
export function createNodePools(calls: Calls, pools: Pick<Pools, 'get'>): NodePools {
  const at = (pool_name: string, nodepool_name: string) => ({ ids: { pool_name, nodepool_name } });

  const list: NodePools['list'] = async (pool_name, options) => {
    const reply = await calls.read('listNodePools', options, { ids: { pool_name } });
    const part = parsePart(reply.body, parseNodePool);
    if (!part || part.next !== undefined)
      throw reply.broken('the answer is not a complete list of node pools');
    return [...part.items];
  };

  /** @throws ModelArtsError `not-found`, or what it was given */
  const lookAgain = async (poolId: string, name: string, options: ReadOptions, error: ModelArtsError) => {
    await pools.get(poolId, options);
    const all = await list(poolId, options);
    if (all.some((one) => one.name === name)) throw error;
    const { operation, status, code, requestId } = error;
    const detail = `pool ${poolId} has no node pool ${name}`;
    throw new ModelArtsError({ kind: 'not-found', operation, status, code, requestId, detail, cause: error });
  };

  return {
    list,
    async create(pool_name, body, options) {
      // The codes of the pool do not speak of what is made.
      const reply = await calls.mutate('createNodePool', options, { ids: { pool_name }, body, notFound: [] });
      const nodePool = parseNodePool(reply.body);
      if (nodePool?.name !== body.metadata.name) throw reply.broken('the answer is not about this node pool');
      return { ...nodePool, requestId: reply.requestId };
    },
    async get(poolId, name, options) {
      try {
        const reply = await calls.read('getNodePool', options, at(poolId, name));
        const nodePool = parseNodePool(reply.body);
        if (nodePool?.name !== name) throw reply.broken('the answer is not about this node pool');
        return nodePool;
      } catch (error) {
        if (!(error instanceof ModelArtsError) || error.code !== BAD_REQUEST) throw error;
        return lookAgain(poolId, name, options, error);
      }
    },
    patch: (poolId, name, body, options) =>
      calls.order('patchNodePool', options, { ...at(poolId, name), body }),
    remove: (poolId, name, options) => calls.order('deleteNodePool', options, at(poolId, name)),
  };
}

/** Reads a node pool; undefined without a name. */
export function parseNodePool(wire: unknown): NodePool | undefined {
  const { metadata, spec, status } = asObject<GetNodePoolResponse>(wire);
  const name = asText(asObject<GetNodePoolResponse['metadata']>(metadata).name);
  if (name === undefined) return undefined;
  const { resources } = asObject<GetNodePoolResponse['spec']>(spec);
  const { nodePool: _, ...asked } = told(nodepoolWire.fromWire('PoolResource', asObject(resources)));
  return {
    name,
    resources: asked,
    nodes: parseCounts(asObject<GetNodePoolResponse['status']>(status).resources),
  };
}
