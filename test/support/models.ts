/** What tests ask of Models and of what they become. */
import type { Model } from '../../operator/modelarts/model.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { inCloud } from './cloud.ts';
import { holds, type World } from './world.ts';

export const MODELS = 'models';

/** All models that were ever made, and those that still exist. */
export const everMade = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'model');
export const alive = (simulator: Simulator) =>
  everMade(simulator).filter(({ deletedAt }) => deletedAt === undefined);

export const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

/** Until services can use it; answers its id. */
export async function published(world: World, name: string): Promise<string> {
  const object = await world.until(
    MODELS,
    name,
    (one) => holds(one, 'Ready', 'Published') && !holds(one, 'Reconciling') && !holds(one, 'Stalled'),
  );
  return object?.status?.remote?.id as string;
}

/** Deletes the object, and waits until it is gone. */
export async function removed(world: World, name: string): Promise<void> {
  await world.remove(MODELS, name);
  await world.until(MODELS, name, (object) => object === undefined);
}

/** The model as the cloud has it. */
export const inModelArts = (world: World, id: string): Promise<Model> =>
  inCloud(world, (cloud) => cloud.model(id));

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
