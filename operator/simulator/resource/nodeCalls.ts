import type {
  BatchDeletePoolNodesRequest,
  BatchRebootPoolNodesRequest,
} from '../../modelarts/generated/resource.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { leave, staying } from './growth.ts';
import { changed, phaseAt } from './life.ts';
import { bad, paged } from './listing.ts';
import { nodeViews } from './nodeView.ts';
import { nodesAt, type Pool, type PoolNode } from './pool.ts';
import { changeable } from './poolCalls.ts';
import { checkNotEmpty } from './poolRules.ts';
import { poolOf, type ResourceWorld } from './world.ts';

/** listPoolNodes, section 10.3. */
export function listPoolNodes(world: ResourceWorld, request: Request): Answer {
  const pool = poolOf(world, request);
  return nodeList(world, pool, () => true, request.query);
}

/** The nodes of a pool that fit, by pages. */
export function nodeList(
  world: ResourceWorld,
  pool: Pool,
  fits: (node: PoolNode) => boolean,
  query: URLSearchParams,
): Answer {
  const now = world.clock.now();
  world.poolJobs.settle(now);
  const { items, metadata } = paged(nodesAt(pool, now).filter(fits), query);
  const views = nodeViews(world, pool, items, now);
  return { status: 200, body: { kind: 'NodeList', apiVersion: 'v2', metadata, items: views } };
}

/** batchDeletePoolNodes, section 10.4: the pool shrinks by them, and keeps at least one. */
export function batchDeletePoolNodes(world: ResourceWorld, request: Request): Answer {
  const pool = changeable(world, poolOf(world, request));
  const { deleteNodeNames } = request.body as BatchDeletePoolNodesRequest;
  const now = world.clock.now();
  const nodes = named(staying(pool, now), deleteNodeNames, 'deleteNodeNames');
  const groups = pool.groups.map((group) => {
    const count = group.count - nodes.filter(({ nodePool }) => nodePool === group.nodePool).length;
    return { ...group, count, azs: undefined };
  });
  checkNotEmpty(groups);
  pool.groups = groups;
  leave(world, nodes, now);
  world.resources.note('pool', pool.id, 'update', request.caller.name, now);
  return { status: 200 };
}

/** batchRebootPoolNodes, section 10.5: a node that was not well is well after it. */
export function batchRebootPoolNodes(world: ResourceWorld, request: Request): Answer {
  const pool = changeable(world, poolOf(world, request));
  const { nodeNames } = request.body as BatchRebootPoolNodesRequest;
  const now = world.clock.now();
  const nodes = named(staying(pool, now), nodeNames, 'nodeNames');
  const young = nodes.find(({ life }) => phaseAt(life, now) === 'Creating');
  if (young) throw bad(`nodeNames: ${young.name} is still being created`);
  const { rebootMs } = world.durations;
  for (const node of nodes)
    node.life = changed(node.life, now, { phase: 'Checking', at: 0 }, { phase: 'Available', at: rebootMs });
  world.resources.note('pool', pool.id, 'update', request.caller.name, now);
  return { status: 200, ...(world.behaviours['nodes.rebootBody'] === 'names' && { body: { nodeNames } }) };
}

/** Makes a node abnormal until it is rebooted. @throws RangeError for a node that is not up */
export function breakNode({ pools, clock, poolJobs }: ResourceWorld, name: string): void {
  const now = clock.now();
  poolJobs.settle(now);
  const node = pools.flatMap(({ nodes }) => nodes).find((one) => one.name === name);
  if (!node || phaseAt(node.life, now) !== 'Available')
    throw new RangeError(`there is no node ${name} that is up`);
  node.life = changed(node.life, now, { phase: 'Abnormal', at: 0 });
}

function named(nodes: readonly PoolNode[], names: readonly string[], field: string): PoolNode[] {
  if (names.length === 0) throw bad(`${field} must name at least one node`);
  return [...new Set(names)].map((name) => {
    const found = nodes.find((node) => node.name === name);
    if (!found) throw bad(`${field}: the pool has no node ${name}`);
    return found;
  });
}
