/** What the tests about ModelServices ask of their world. */
import type { Resource } from '../../operator/runtime/object.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, INFERENCE_STAGES, type World } from '../support/world.ts';

export const KIND = 'modelservices';
export const SPECIFICATION = 'modelarts.vm.cpu.2u';
/** For calls of somebody else. */
export const OPTIONS = { signal: new AbortController().signal, gate: () => undefined };

/** All services that were ever made, and those that are left. */
export const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'service');
export const alive = (simulator: Simulator) =>
  ever(simulator).filter(({ deletedAt }) => deletedAt === undefined);

export const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

/** How often each call was made that changes a service. */
export const changes = (world: World) => ({
  scales: calls(world, 'updateServiceProperty').length,
  patches: calls(world, 'patchService').length,
  puts: calls(world, 'updateService').length,
});

export const variant = (modelId: string, parts: object = {}) => ({
  name: 'stable',
  modelId,
  weight: 100,
  specification: SPECIFICATION,
  ...parts,
});

/** One that a roll-out gives its weight, or that has none. */
export const weightless = (modelId: string, parts: object = {}) => {
  const { weight: _, ...rest } = variant(modelId, parts);
  return rest;
};

export const realTime = (...variants: object[]) => ({ inferType: 'real-time', variants });

export const batch = (modelId: string) => ({
  inferType: 'batch',
  variants: [
    weightless(modelId, {
      srcPath: 'https://data.obs.example.com/in/',
      destPath: 'https://data.obs.example.com/out/',
      reqUri: '/',
      mappingType: 'file',
    }),
  ],
});

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Models that are published already. */
export async function models(world: World, ...names: string[]): Promise<string[]> {
  const ids = await inCloud(world, (cloud) => Promise.all(names.map((name) => cloud.createModel(name))));
  await pause(INFERENCE_STAGES.publishingMs + INFERENCE_STAGES.buildingMs + 50);
  return ids;
}

export const service = (world: World, spec: object, name = 'resnet') =>
  world.create(KIND, 'ModelService', name, spec);

export const edit = (world: World, spec: object, name = 'resnet') => world.patch(KIND, name, { spec });

export const isSettled = (object: Resource | undefined, generation?: number) =>
  object?.status?.observedGeneration === (generation ?? object?.metadata.generation) &&
  holds(object, 'Ready') &&
  !holds(object, 'Reconciling') &&
  !holds(object, 'Stalled');

/** Until the object is as its generation wants it; answers its id. */
export async function settled(world: World, generation = 1, name = 'resnet'): Promise<string> {
  const object = await world.until(KIND, name, (one) => isSettled(one, generation), 60);
  return object?.status?.remote?.id as string;
}

/** A service of one model, deployed; answers both ids. */
export async function deployed(world: World, spec: object = {}, parts: object = {}) {
  const [model = ''] = await models(world, 'mnist');
  await service(world, { ...realTime(variant(model, parts)), ...spec });
  return { model, id: await settled(world) };
}

export const held = (world: World, id: string) => inCloud(world, (cloud) => cloud.service(id));

/** Weights as the cloud holds them, by the ids of the models. */
export const weightsOf = async (world: World, id: string) =>
  (await held(world, id)).variants.map(({ modelId, weight }) => [modelId, weight]);

export async function remove(world: World, name = 'resnet'): Promise<void> {
  await world.remove(KIND, name);
  await world.until(KIND, name, (object) => object === undefined);
}

/** Deployments whose service or `model:version` matches fail while it is switched on. */
export class Failing extends RegExp {
  on = true;
  override [Symbol.search](text: string): number {
    return this.on ? super[Symbol.search](text) : -1;
  }
}
