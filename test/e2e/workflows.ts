/** What the end-to-end tests of Workflows ask. */
import type { ModelArts } from '../../operator/modelarts/client.ts';
import type { CreateWorkflowRequest } from '../../operator/modelarts/generated/workflow.gen.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { asSomebody } from '../support/cloud.ts';
import { holds, type World } from '../support/world.ts';

export const KIND = 'workflows';

/** All ever made in the cloud, and those that still exist. */
export const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'workflow');
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
      one?.status?.observedGeneration === generation &&
      one.status.syncedGeneration === generation &&
      holds(one, 'Ready') &&
      !holds(one, 'Reconciling'),
  );
  return object?.status?.remote?.id as string;
}

export async function remove(world: World, name: string): Promise<void> {
  await world.remove(KIND, name);
  await world.until(KIND, name, (object) => object === undefined);
}

/** What the cloud holds. */
export const held = (world: World, id: string, workspaceId?: string) =>
  asSomebody(world, ({ workflows }, options) => workflows.get(id, { workspaceId }, options));

type Workflows = ModelArts['workflows'];

/** What a person does at the console. */
export const byHand = <T>(
  world: World,
  work: (workflows: Workflows, options: { signal: AbortSignal; gate: () => undefined }) => Promise<T>,
): Promise<T> => asSomebody(world, ({ workflows }, options) => work(workflows, options));

/** A workflow that a person has made; answers its id. */
export const made = (
  world: World,
  name: string,
  body: Partial<CreateWorkflowRequest> = {},
): Promise<string> =>
  byHand(world, async (workflows, options) => (await workflows.create({ name, ...body }, options)).id);
