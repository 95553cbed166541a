import type { Behaviours } from '../behaviours.ts';
import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Request } from '../exchange.ts';
import { phaseAt } from '../resource/life.ts';
import type { Resources } from '../resources.ts';
import type { OutcomeRule } from '../training/outcomes.ts';
import { usual } from '../training/outcomes.ts';
import type { InferenceDurations } from './durations.ts';
import { isThere, type Model } from './model.ts';
import { type Service, isThere as serviceIsThere, statusAt } from './service.ts';

/** What chapters 7 and 9 live in. */
export type InferenceWorld = {
  /** Every model ever made, the oldest first. */
  readonly models: Model[];
  /** Every service ever made, the oldest first. */
  readonly services: Service[];
  readonly pools: ServicePools;
  readonly resources: Resources;
  readonly outcomes: readonly OutcomeRule[];
  readonly region: string;
  readonly projectId: string;
  /** The clock of the simulation. */
  readonly clock: Clock;
  /** The real clock, for late visibility. */
  readonly wallClock: Clock;
  /** By `clock`. */
  readonly durations: InferenceDurations;
  /** How many milliseconds of `clock` one simulated millisecond takes. */
  readonly scale: number;
  readonly behaviours: Behaviours;
  readonly newId: () => string;
};

/** The dedicated pools in which services run, as far as the simulator knows them. */
export type ServicePools = {
  /**
   * Nothing for a pool that is not known, or that services can be deployed in.
   *
   * @throws ApiError otherwise
   */
  check(poolId: string): void;
  /** The pools in the words of section 9.10. */
  clusters(): readonly Cluster[];
};

/** A pool in the words of section 9.10. */
export type Cluster = {
  readonly cluster_id: string;
  readonly cluster_name: string;
  readonly status: string;
  readonly created_at: number;
  readonly [field: string]: unknown;
};

/** How something with one of these names comes out: by the first rule that matches, else well. */
export const outcomeFor = ({ outcomes }: InferenceWorld, names: readonly string[]) =>
  outcomes.find(({ pattern }) => names.some((name) => name.search(pattern) >= 0)) ?? usual('Completed');

/** The model of that id that exists at `now`. */
export const modelNamed = ({ models }: InferenceWorld, id: string, now: number): Model | undefined =>
  models.find((one) => one.id === id && isThere(one, now));

/**
 * The model that the path names, noted for the audit log.
 *
 * @throws ApiError ModelArts.3001 when it never was, is gone, or cannot be read yet
 */
export function modelOf(world: InferenceWorld, { params, touched }: Request): Model {
  const id = params.model_id ?? '';
  touched.resource = `model/${id}`;
  const now = world.clock.now();
  const found = modelNamed(world, id, now);
  if (!found || !isReadable(world, found)) throw new ApiError('ModelArts.3001', `there is no model ${id}`);
  touched.phase = phaseAt(found.life, now);
  return found;
}

/** The model of that id, though it may be gone. */
export const modelEver = ({ models }: InferenceWorld, id: string): Model | undefined =>
  models.find((one) => one.id === id);

/**
 * The service that the path names, noted for the audit log.
 *
 * @throws ApiError ModelArts.3502 when it never was, is gone, or cannot be read yet
 */
export function serviceOf(
  world: InferenceWorld,
  { params, touched }: Request,
  id = params.service_id ?? '',
): Service {
  touched.resource = `service/${id}`;
  const { behaviours, clock, services } = world;
  const now = clock.now();
  const found = services.find((one) => one.id === id && serviceIsThere(one, now));
  if (!found || !isReadable(world, found))
    throw new ApiError(
      'ModelArts.3502',
      `there is no service ${id}`,
      Number(behaviours['service.notFoundStatus']),
    );
  touched.phase = statusAt(found, now);
  return found;
}

/** Whether something can be read by its id by now. */
export const isReadable = ({ wallClock, behaviours }: InferenceWorld, { madeAt }: { madeAt: number }) =>
  madeAt <= wallClock.now() - behaviours['inference.readDelayMs'];

/** The moment as of which lists speak, and whether they show something to the caller yet. */
export function listing(world: InferenceWorld, { caller, query }: Request) {
  const { clock, wallClock, behaviours } = world;
  const shownSince = wallClock.now() - behaviours['inference.listDelayMs'];
  const workspaceId = query.get('workspace_id') ?? '0';
  const foreign = behaviours['inference.foreign'] === 'show';
  return {
    moment: clock.now() - behaviours['inference.listStaleMs'],
    shows: (one: { madeAt: number; user: string; workspaceId: string }) =>
      one.madeAt <= shownSince && one.workspaceId === workspaceId && (foreign || one.user === caller.name),
  };
}
