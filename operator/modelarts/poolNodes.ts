import type { Calls, Receipt } from './calls.ts';
import { parsePart, readParts } from './continued.ts';
import type { Node } from './generated/resource.gen.ts';
import { asObject, asText } from './loose.ts';
import { texts, time } from './osMetadata.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';

/** A node of a pool (section 10.3), absent values undefined. */
export type PoolNode = {
  readonly name: string;
  readonly flavor?: string | undefined;
  /** Milliseconds since 1970, told in whole seconds. */
  readonly createdAtMs?: number | undefined;
  /** Available, Creating, Deleting, Abnormal, Checking, or new ones; '' if none: a node that is new may have no status. */
  readonly phase: string;
  readonly zone?: string | undefined;
  readonly privateIp?: string | undefined;
  /** Quantities as Kubernetes writes them, by `cpu`, `memory`, `nvidia.com/gpu` and the like. */
  readonly resources: Readonly<Record<string, string>>;
  /** What of them no job has. */
  readonly availableResources: Readonly<Record<string, string>>;
};

/** The calls on the nodes of a pool; `not-found` speaks of the pool. */
export type PoolNodes = {
  /** Section 10.3. */
  list(poolId: string, options: ReadOptions): Promise<PoolNode[]>;
  /** Section 16.6. A node pool that does not exist is `invalid` (ModelArts.50004000), and so is its pool. */
  listOfNodePool(poolId: string, nodePool: string, options: ReadOptions): Promise<PoolNode[]>;
  /** Section 10.4. The pool shrinks by them; it must keep at least one. */
  remove(poolId: string, names: readonly string[], options: MutationOptions): Promise<Receipt>;
  /** Section 10.5. */
  reboot(poolId: string, names: readonly string[], options: MutationOptions): Promise<Receipt>;
};

const PAGE_SIZE = 500;

/** The calls on nodes, over those of a project. */
export function createPoolNodes(calls: Calls): PoolNodes {
  const read = (
    operation: 'listPoolNodes' | 'listNodePoolNodes',
    ids: Readonly<Record<string, string>>,
    options: ReadOptions,
  ) =>
    readParts(operation, async (place) => {
      const query = { limit: PAGE_SIZE, ...(place !== undefined && { continue: place }) };
      const reply = await calls.read(operation, options, { ids, query });
      const part = parsePart(reply.body, parseNode);
      if (!part) throw reply.broken('the answer is not a list of nodes');
      return part;
    });
  return {
    list: (pool_name, options) => read('listPoolNodes', { pool_name }, options),
    listOfNodePool: (pool_name, nodepool_name, options) =>
      read('listNodePoolNodes', { pool_name, nodepool_name }, options),
    remove: (pool_name, deleteNodeNames, options) =>
      calls.order('batchDeletePoolNodes', options, { ids: { pool_name }, body: { deleteNodeNames } }),
    reboot: (pool_name, nodeNames, options) =>
      calls.order('batchRebootPoolNodes', options, { ids: { pool_name }, body: { nodeNames } }),
  };
}

/** Reads a node; undefined without a name. */
export function parseNode(wire: unknown): PoolNode | undefined {
  const { metadata, spec, status: wireStatus } = asObject<Node>(wire);
  const { name, creationTimestamp } = asObject<Node['metadata']>(metadata);
  const status = asObject<Node['status']>(wireStatus);
  if (asText(name) === undefined) return undefined;
  return {
    name: name as string,
    flavor: asText(asObject<Node['spec']>(spec).flavor),
    createdAtMs: time(creationTimestamp),
    phase: asText(status.phase) ?? '',
    zone: asText(status.az),
    privateIp: asText(status.privateIp),
    resources: texts(status.resources),
    availableResources: texts(status.availableResources),
  };
}
