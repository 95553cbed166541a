/** What the tests about Pools ask of their world. */
import type { Simulator, SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, RESOURCE_STAGES, ready, STAGES, type World } from '../support/world.ts';

export const KIND = 'pools';
export const CPU = 'modelarts.vm.cpu.4ud';
/** Slow enough for nodes to be seen as they come and go. */
export const DURATIONS = { ...STAGES, ...RESOURCE_STAGES, nodeMs: 300, leavingMs: 1_000 };

export const stage = (behaviours: SimulatorOptions['behaviours'] = {}) =>
  ready({ durations: DURATIONS, behaviours });

/** All pools that were ever made, and those that are left. */
export const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'pool');
export const alive = (simulator: Simulator) =>
  ever(simulator).filter(({ deletedAt }) => deletedAt === undefined);

export const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

/** Until the object is as its generation wants it; answers its id. */
export async function settled(world: World, name: string, generation = 1): Promise<string> {
  const object = await world.until(
    KIND,
    name,
    (one) =>
      one?.status?.observedGeneration === generation && holds(one, 'Ready') && !holds(one, 'Reconciling'),
  );
  return object?.status?.remote?.id as string;
}

export async function remove(world: World, name: string): Promise<void> {
  await world.remove(KIND, name);
  await world.until(KIND, name, (object) => object === undefined);
}

export const held = (world: World, id: string) => inCloud(world, (cloud) => cloud.pool(id));

/** The nodes that the cloud is asked for. */
export const nodesOf = async (world: World, id: string) =>
  (await held(world, id)).resources.map(({ flavor, count }) => [flavor, count]);

export const reasons = async (world: World, name: string) =>
  (await world.events(name)).map(({ reason }) => reason);
