import type { Behaviours } from '../behaviours.ts';
import type { Clock } from '../clock.ts';
import type { Request } from '../exchange.ts';
import type { Resources } from '../resources.ts';
import type { OutcomeRule } from '../training/outcomes.ts';
import { usual } from '../training/outcomes.ts';
import type { ResourceDurations } from './durations.ts';
import { phaseAt } from './life.ts';
import { notFound } from './listing.ts';
import { exists, type Network } from './networks.ts';
import { isThere, type Pool, poolPhase } from './pool.ts';
import type { PoolJobs } from './poolJobs.ts';

/** What chapters 10 and 16 live in. */
export type ResourceWorld = {
  /** Every network ever made, the oldest first. */
  readonly networks: Network[];
  /** Every pool ever made, the oldest first. */
  readonly pools: Pool[];
  /** The training jobs that run in pools, or wait to. */
  readonly poolJobs: PoolJobs;
  /** The inference services that are in a pool at a time, the oldest first. */
  readonly servicesIn: (poolId: string, now: number) => readonly PoolService[];
  readonly resources: Resources;
  readonly outcomes: readonly OutcomeRule[];
  readonly region: string;
  readonly projectId: string;
  /** The clock of the simulation. */
  readonly clock: Clock;
  /** The real clock, for late visibility. */
  readonly wallClock: Clock;
  /** By `clock`. */
  readonly durations: ResourceDurations;
  /** How many milliseconds of `clock` one simulated millisecond takes. */
  readonly scale: number;
  readonly behaviours: Behaviours;
  readonly newId: () => string;
};

/** An inference service in a pool. */
export type PoolService = {
  readonly id: string;
  readonly name: string;
  /** In the words of section 10.21. */
  readonly status: string;
  readonly createdAt: number;
  readonly startedAt: number | undefined;
  readonly instances: number;
};

/** How something of that name comes out: by the first rule that matches, else well. */
export const outcomeFor = ({ outcomes }: ResourceWorld, name: string) =>
  outcomes.find(({ pattern }) => name.search(pattern) >= 0) ?? usual('Completed');

/**
 * The network that the path names, noted for the audit log.
 *
 * @throws ApiError ModelArts.50025001 when it never was, is gone, or cannot be read yet
 */
export function networkOf(world: ResourceWorld, { params, touched }: Request): Network {
  const id = params.network_name ?? '';
  touched.resource = `network/${id}`;
  const now = world.clock.now();
  const found = world.networks.find((one) => one.id === id && exists(one, now));
  if (!found || !isReadable(world, found)) throw notFound('network', id);
  touched.phase = phaseAt(found.life, now);
  return found;
}

/**
 * The pool that the path names, noted for the audit log.
 *
 * @throws ApiError ModelArts.50015001 when it never was, is gone, or cannot be read yet
 */
export function poolOf(world: ResourceWorld, { params, touched }: Request): Pool {
  const id = params.pool_name ?? '';
  touched.resource = `pool/${id}`;
  const now = world.clock.now();
  const found = poolNamed(world, id, now);
  if (!found || !isReadable(world, found)) throw notFound('pool', id);
  touched.phase = poolPhase(found, now, world.behaviours);
  return found;
}

/** The pool of that id that exists at `now`. */
export const poolNamed = (world: Pick<ResourceWorld, 'pools' | 'scale'>, id: string, now: number) =>
  world.pools.find((one) => one.id === id && isThere(one, now, world.scale));

const isReadable = ({ wallClock, behaviours }: ResourceWorld, { madeAt }: { madeAt: number }) =>
  madeAt <= wallClock.now() - behaviours['resource.readDelayMs'];

/** The moment as of which lists speak, and whether they show something yet. */
export function listing({ clock, wallClock, behaviours }: ResourceWorld) {
  const shownSince = wallClock.now() - behaviours['resource.listDelayMs'];
  return {
    moment: clock.now() - behaviours['resource.listStaleMs'],
    shows: ({ madeAt }: { madeAt: number }) => madeAt <= shownSince,
  };
}

/**
 * What the server calls a thing of that name: `<name>-<project>` as in the examples, or a random name; never one
 * that it has given before.
 */
export function serverName({ behaviours, projectId, newId, ...world }: ResourceWorld, name: string): string {
  const random = () => newId().replaceAll('-', '').slice(-8);
  if (behaviours['pool.serverNames'] === 'random') return `p${random()}${random()}`;
  const usualName = `${name}-${projectId}`;
  const taken = [...world.pools, ...world.networks].some(({ id }) => id === usualName);
  return taken ? `${name}-${random()}` : usualName;
}
