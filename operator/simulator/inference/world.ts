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

/** What chapters 7 and 9 live in. */
export type InferenceWorld = {
  /** Every model ever made, the oldest first. */
  readonly models: Model[];
  readonly resources: Resources;
  readonly outcomes: readonly OutcomeRule[];
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
