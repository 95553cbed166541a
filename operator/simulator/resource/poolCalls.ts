import type { CreatePoolRequest, PatchPoolRequest } from '../../modelarts/generated/resource.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { DRIVERS } from './flavors.ts';
import { grow, leave, staying } from './growth.ts';
import { bad, selects } from './listing.ts';
import { exists } from './networks.ts';
import { type Driver, devicesOf, type Group, hasFailed, isThere, type Pool, poolPhase } from './pool.ts';
import {
  type AskedResource,
  checkBilling,
  checkDrivers,
  checkName,
  checkNotEmpty,
  checkResources,
  checkScopes,
  isPaid,
} from './poolRules.ts';
import { poolView } from './poolView.ts';
import { listing, outcomeFor, poolOf, type ResourceWorld, serverName } from './world.ts';

type Strings = Readonly<Record<string, string>>;

/** createPool, section 10.13. */
export function createPool(world: ResourceWorld, { body, caller, touched }: Request): Answer {
  const { metadata, spec } = body as CreatePoolRequest;
  const labels = metadata.labels as Strings;
  const annotations = (metadata.annotations ?? {}) as Strings;
  const name = labels['os.modelarts/name'] ?? '';
  if (!spec) throw bad('spec is missing');
  checkName(name);
  checkScopes(spec.scope);
  const resources = spec.resources as readonly AskedResource[];
  checkResources(resources, world.region);
  const groups = resources.map((asked) => groupOf(asked, `${asked.flavor}-Default`, true));
  checkNotEmpty(groups);
  checkDrivers(spec.driver ?? {}, groups);
  checkBilling(annotations);
  const now = world.clock.now();
  if (!world.networks.some((one) => one.id === spec.network.name && exists(one, now)))
    throw bad(`spec.network.name: there is no network ${spec.network.name}`);
  const live = world.pools.filter((one) => isThere(one, now, world.scale) && !hasFailed(one, now));
  if (world.behaviours['pool.duplicateName'] === 'refuse' && live.some((one) => one.name === name))
    throw new ApiError('ModelArts.50015000', `a pool with the name ${name} exists`);
  const outcome = outcomeFor(world, name);
  const pool: Pool = {
    id: serverName(world, name),
    name,
    user: caller.name,
    workspaceId: labels['os.modelarts/workspace.id'] ?? '0',
    prefix: labels['os.modelarts/node.prefix'],
    networkId: spec.network.name,
    createdAt: now,
    madeAt: world.wallClock.now(),
    failure:
      outcome.ending === 'Failed'
        ? { at: now + world.durations.poolMs, message: outcome.message }
        : undefined,
    ailing: outcome.ending === 'Abnormal' ? outcome.message : undefined,
    annotations,
    paid: isPaid(annotations),
    groups,
    nodes: [],
    scopes: spec.scope.map((type) => ({ type, wanted: true })),
    jobFlavors: spec.jobFlavors,
    drivers: driversOf({}, spec.driver ?? {}, groups, undefined),
    updateStrategy: spec.driver?.updateStrategy ?? undefined,
  };
  world.pools.push(pool);
  grow(world, pool, now);
  world.resources.add('pool', pool.id, name, caller.name, now);
  Object.assign(touched, { resource: `pool/${pool.id}`, phase: 'Creating' });
  const { status, ...view } = poolView(pool, now, world);
  return {
    status: 200,
    body: { ...view, ...(world.behaviours['pool.createPhase'] === 'Creating' && { status }) },
  };
}

/** listPools, section 10.14: of one workspace; those whose creation failed only when they are asked for. */
export function listPools(world: ResourceWorld, { query }: Request): Answer {
  const { moment, shows } = listing(world);
  world.poolJobs.settle(world.clock.now());
  const workspaceId = query.get('workspaceId') ?? '0';
  const asked = query.get('status');
  const all = world.behaviours['pool.listDefault'] === 'all';
  const live = world.pools.filter((one) => {
    if (!shows(one) || !isThere(one, moment, world.scale) || one.workspaceId !== workspaceId) return false;
    const state = stateOf(one, moment, world);
    return asked === null ? all || state !== 'failed' : state === asked;
  });
  const items = live.map((one) => poolView(one, moment, world)).filter(selects(query));
  return { status: 200, body: { kind: 'PoolList', apiVersion: 'v2', items } };
}

/** What the filter of 10.14 calls the state of a pool. */
export function stateOf(pool: Pool, now: number, { behaviours }: ResourceWorld) {
  if (hasFailed(pool, now)) return 'failed';
  return poolPhase(pool, now, behaviours) === 'Creating' ? 'creating' : 'created';
}

/** getPool, section 10.15. */
export const getPool = (world: ResourceWorld, request: Request): Answer =>
  answer(world, poolOf(world, request));

/** patchPool, section 10.17: a merge patch, by which the list of resources is replaced whole. */
export function patchPool(world: ResourceWorld, request: Request): Answer {
  const pool = changeable(world, poolOf(world, request));
  const { metadata, spec = {} } = (request.body ?? {}) as PatchPoolRequest;
  const annotations = { ...pool.annotations, ...(metadata?.annotations as Strings | undefined) };
  const groups = spec.resources
    ? patchedGroups(world, pool, spec.resources as readonly AskedResource[])
    : pool.groups;
  checkNotEmpty(groups);
  checkBilling(annotations);
  if (spec.scope) checkScopes(spec.scope);
  checkDrivers(spec.driver ?? {}, groups);
  const now = world.clock.now();
  const { updateStrategy = pool.updateStrategy } = spec.driver ?? {};
  const idle = updateStrategy !== 'idle' || world.poolJobs.running(pool, now).length === 0;
  pool.drivers = driversOf(settled(pool, world, now), spec.driver ?? {}, groups, {
    at: idle ? now : undefined,
  });
  Object.assign(pool, { annotations, groups, updateStrategy, paid: pool.paid || isPaid(annotations) });
  if (spec.scope) pool.scopes = patchedScopes(pool, spec.scope, now);
  pool.jobFlavors = spec.jobFlavors ?? pool.jobFlavors;
  grow(world, pool, now);
  world.resources.note('pool', pool.id, 'update', request.caller.name, now);
  return answer(world, pool);
}

/** deletePool, section 10.16. */
export function deletePool(world: ResourceWorld, request: Request): Answer {
  const pool = poolOf(world, request);
  const now = world.clock.now();
  world.poolJobs.settle(now);
  const isBusy = world.poolJobs.running(pool, now).length + world.servicesIn(pool.id, now).length > 0;
  if (isBusy && world.behaviours['pool.deleteBusy'] === 'refuse')
    throw bad('jobs run in the pool, or services');
  const before = poolPhase(pool, now, world.behaviours);
  if (!pool.deletion) {
    leave(world, staying(pool, now), now);
    pool.deletion = { at: now, goneAt: now + world.durations.leavingMs };
    world.resources.note('pool', pool.id, 'delete', request.caller.name, now);
  }
  const view = poolView(pool, now, world);
  const phase = world.behaviours['pool.deletePhase'] === 'Running' ? before : view.status.phase;
  return { status: 200, body: { ...view, status: { ...view.status, phase } } };
}

function answer(world: ResourceWorld, pool: Pool): Answer {
  const now = world.clock.now();
  world.poolJobs.settle(now);
  pool.drivers = settled(pool, world, now);
  return { status: 200, body: poolView(pool, now, world) };
}

/** @throws ApiError for a pool that does not take changes any more */
export function changeable(world: ResourceWorld, pool: Pool): Pool {
  const now = world.clock.now();
  world.poolJobs.settle(now);
  if (pool.deletion || hasFailed(pool, now))
    throw bad(`the pool is ${poolPhase(pool, now, world.behaviours)}`);
  return pool;
}

/** A group as asked for. */
export const groupOf = (
  asked: AskedResource,
  nodePool: string,
  byPool: boolean,
  annotations: Strings = {},
): Group => ({
  ...{ nodePool, byPool, asked, annotations },
  flavor: asked.flavor,
  count: asked.count,
  azs: asked.azs,
});

function patchedGroups(
  { behaviours, region }: ResourceWorld,
  pool: Pool,
  resources: readonly AskedResource[],
): Group[] {
  checkResources(resources, region);
  const [own, others] = [
    pool.groups.filter(({ byPool }) => byPool),
    pool.groups.filter(({ byPool }) => !byPool),
  ];
  const kept = own.filter(({ flavor }) => !resources.some((asked) => asked.flavor === flavor));
  const wanted = resources.map((asked) => {
    const before = own.find(({ flavor }) => flavor === asked.flavor);
    const nodePool = before?.nodePool ?? `${asked.flavor}-Default`;
    return groupOf(
      { ...before?.asked, ...asked, maxCount: asked.count },
      nodePool,
      true,
      before?.annotations,
    );
  });
  return [...(behaviours['pool.patchResources'] === 'merge' ? kept : []), ...wanted, ...others];
}

function patchedScopes({ scopes }: Pool, wanted: readonly string[], now: number) {
  const known = scopes.map((scope) =>
    wanted.includes(scope.type) === scope.wanted
      ? scope
      : { type: scope.type, wanted: !scope.wanted, since: now },
  );
  const fresh = wanted.filter((type) => !scopes.some((scope) => scope.type === type));
  return [...known, ...fresh.map((type) => ({ type, wanted: true, since: now }))];
}

type Drivers = Pool['drivers'];

/** The drivers of a pool, with those changes that have come to their end, or may begin since no job runs. */
function settled(pool: Pool, world: ResourceWorld, now: number): Drivers {
  const idle = world.poolJobs.running(pool, now).length === 0;
  const entries = Object.entries(pool.drivers).map(([device, driver]) => {
    const { upgrade, version } = driver;
    if (upgrade?.at !== undefined && now >= upgrade.at + world.durations.driverMs)
      return [device, { version: upgrade.to }];
    return [device, upgrade && idle ? { version, upgrade: { at: now, ...upgrade } } : driver];
  });
  return Object.fromEntries(entries);
}

/** @param change from when on versions are changed; undefined for a pool that is new */
function driversOf(
  before: Drivers,
  wished: Readonly<Record<string, unknown>>,
  groups: readonly Group[],
  change: { at: number | undefined } | undefined,
): Drivers {
  const drivers: { gpu?: Driver; npu?: Driver } = {};
  for (const device of ['gpu', 'npu'] as const) {
    if (!devicesOf(groups).has(device)) continue;
    const old = before[device];
    const to =
      (wished[`${device}Version`] as string | undefined) ||
      (old?.upgrade?.to ?? old?.version ?? DRIVERS[device][0]);
    const { at } = change ?? {};
    if (!old || !change) drivers[device] = { version: to };
    else if (to === (old.upgrade?.to ?? old.version)) drivers[device] = old;
    else drivers[device] = { version: old.version, upgrade: { to, ...(at !== undefined && { at }) } };
  }
  return drivers;
}
