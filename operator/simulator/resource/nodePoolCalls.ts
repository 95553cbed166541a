import type { CreateNodePoolRequest, PatchNodePoolRequest } from '../../modelarts/generated/nodepool.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { grow } from './growth.ts';
import { bad } from './listing.ts';
import { nodeList } from './nodeCalls.ts';
import { type Group, isThere, type Pool } from './pool.ts';
import { changeable, groupOf } from './poolCalls.ts';
import { type AskedResource, checkBilling, checkNotEmpty, checkResource, isPaid } from './poolRules.ts';
import { countsOf } from './poolView.ts';
import type { ResourceWorld } from './world.ts';

/** listNodePools, section 16.1. */
export function listNodePools(world: ResourceWorld, request: Request): Answer {
  const pool = poolFor(world, request);
  const items = pool.groups.map((group) => viewOf(world, pool, group));
  return { status: 200, body: { kind: 'NodePoolList', apiVersion: 'v2', items } };
}

/** createNodePool, section 16.2. */
export function createNodePool(world: ResourceWorld, request: Request): Answer {
  const pool = changeable(world, poolFor(world, request));
  const { metadata, spec } = request.body as CreateNodePoolRequest;
  const { name } = metadata;
  const annotations = (metadata.annotations ?? {}) as Readonly<Record<string, string>>;
  if (!spec) throw bad('spec is missing');
  if (!/^[A-Za-z]([\w.-]{0,61}[A-Za-z0-9])?$/.test(name)) throw bad('invalid nodepool name');
  if (pool.groups.some(({ nodePool }) => nodePool === name))
    throw bad(`a node pool with the name ${name} exists`);
  const asked = spec.resources as AskedResource;
  checkNodePool(world, asked, name);
  checkBilling(annotations);
  if (!isPaid(annotations)) throw bad('os.modelarts/order.id is missing, which a prepaid node pool needs');
  request.touched.resource = `nodePool/${pool.id}/${name}`;
  const now = world.clock.now();
  pool.groups = [...pool.groups, groupOf(asked, name, false, annotations)];
  grow(world, pool, now);
  world.resources.add('nodePool', `${pool.id}/${name}`, name, request.caller.name, now);
  const resources = { ...asked, nodePool: name };
  return {
    status: 200,
    body: { kind: 'NodePool', apiVersion: 'v2', metadata: { name, annotations }, spec: { resources } },
  };
}

/** getNodePool, section 16.3. */
export function getNodePool(world: ResourceWorld, request: Request): Answer {
  const { pool, group } = groupFor(world, request);
  return { status: 200, body: viewOf(world, pool, group) };
}

/** patchNodePool, section 16.4: what is not named stays as it was. */
export function patchNodePool(world: ResourceWorld, request: Request): Answer {
  const { pool, group } = groupFor(world, request);
  changeable(world, pool);
  const { spec } = request.body as PatchNodePoolRequest;
  const asked = { ...group.asked, ...spec.resources } as AskedResource;
  checkNodePool(world, asked, group.nodePool);
  if (asked.flavor !== group.flavor) throw bad('spec.resources.flavor of a node pool cannot change');
  const wanted = groupOf(asked, group.nodePool, group.byPool, group.annotations);
  replace(
    world,
    pool,
    pool.groups.map((one) => (one === group ? wanted : one)),
    request,
    'update',
  );
  return { status: 200, body: { spec: { resources: specOf(wanted) } } };
}

/** deleteNodePool, section 16.5; not of prepaid pools. */
export function deleteNodePool(world: ResourceWorld, request: Request): Answer {
  const { pool, group } = groupFor(world, request);
  changeable(world, pool);
  if (pool.annotations['os.modelarts/billing.mode'] === '1')
    throw bad('the node pools of a prepaid pool cannot be deleted');
  const view = viewOf(world, pool, group);
  replace(
    world,
    pool,
    pool.groups.filter((one) => one !== group),
    request,
    'delete',
  );
  return { status: 200, body: view };
}

/** listNodePoolNodes, section 16.6. */
export function listNodePoolNodes(world: ResourceWorld, request: Request): Answer {
  const { pool, group } = groupFor(world, request);
  return nodeList(world, pool, ({ nodePool }) => nodePool === group.nodePool, request.query);
}

/** @throws ApiError ModelArts.50004000, the only code of chapter 16 (nodepool.notFoundStatus) */
function poolFor(world: ResourceWorld, { params, touched }: Request): Pool {
  const id = params.pool_name ?? '';
  touched.resource = `pool/${id}`;
  const now = world.clock.now();
  const pool = world.pools.find((one) => one.id === id && isThere(one, now, world.scale));
  if (!pool) throw missing(world, 'there is no such pool');
  return pool;
}

function groupFor(world: ResourceWorld, request: Request): { pool: Pool; group: Group } {
  const pool = poolFor(world, request);
  const name = request.params.nodepool_name ?? '';
  request.touched.resource = `nodePool/${pool.id}/${name}`;
  const group = pool.groups.find(({ nodePool }) => nodePool === name);
  if (!group) throw missing(world, 'invalid nodepool name');
  return { pool, group };
}

const missing = ({ behaviours }: ResourceWorld, detail: string) =>
  bad(detail, Number(behaviours['nodepool.notFoundStatus']));

/** The fields that a pool that is not privileged may not set (table 16-21) are accepted: nothing tells what a pool is. */
function checkNodePool({ region }: ResourceWorld, asked: AskedResource, name: string): void {
  checkResource(asked, region, 'spec.resources');
  if (asked.nodePool !== undefined && asked.nodePool !== name)
    throw bad('spec.resources.nodePool must be the name of the node pool');
  const tags = (asked.tags ?? []) as readonly { key: string }[];
  if (tags.some(({ key }) => /^(CCE-|_type_baremetal)/.test(key)))
    throw bad('spec.resources.tags: a key must not begin with CCE- or _type_baremetal');
}

function replace(
  world: ResourceWorld,
  pool: Pool,
  groups: readonly Group[],
  { caller, params }: Request,
  what: 'update' | 'delete',
): void {
  checkNotEmpty(groups);
  const now = world.clock.now();
  pool.groups = groups;
  grow(world, pool, now);
  world.resources.note('nodePool', `${pool.id}/${params.nodepool_name}`, what, caller.name, now);
}

const specOf = ({ nodePool, count, asked }: Group) => ({ ...asked, nodePool, count, maxCount: count });

const viewOf = (world: ResourceWorld, pool: Pool, group: Group) => ({
  kind: 'NodePool',
  apiVersion: 'v2',
  metadata: { name: group.nodePool },
  spec: { resources: specOf(group) },
  status: { resources: countsOf(pool, [group], world.clock.now(), 'object') },
});
