import { expect } from 'vitest';
import type { SimulatorOptions } from '../../../operator/simulator/simulator.ts';
import type { Reply } from '../caller.ts';
import { workflows } from './workflow.ts';

/** A simulator with an execution of a workflow of these steps, which has just begun. */
export async function executing(
  steps: readonly object[],
  change: object = {},
  { body = {}, fails = [], ...options }: SimulatorOptions & { body?: object; fails?: readonly string[] } = {},
) {
  const world = await workflows(options);
  for (const name of fails) world.simulator.outcome(new RegExp(`^${name}$`), 'Failed');
  const workflowId = await world.workflow(steps, change);
  const below = `/workflows/${workflowId}/executions`;
  const begin = async (said: object = body): Promise<Reply> => {
    const made = await world.call('POST', below, said);
    expect(made.status, made.text).toBe(201);
    return made;
  };
  const made = await begin();
  const path = `${below}/${made.body.execution_id}`;
  const read = async () => (await world.call('GET', path)).body;
  type Run = { step_name: string; uuid: string; status: string };
  const runs = async (): Promise<Run[]> => (await read()).steps_execution;
  const uuid = async (name: string) => (await runs()).find(({ step_name }) => step_name === name)?.uuid;
  return {
    ...{ ...world, workflowId, below, made, path, read, begin, runs, uuid },
    id: made.body.execution_id as string,
    /** The status of each step that has begun, by name. */
    async statuses(): Promise<Record<string, string>> {
      return Object.fromEntries((await runs()).map(({ step_name, status }) => [step_name, status]));
    },
    act: (action_name: string, more: object = {}) =>
      world.call('POST', `${path}/actions`, { action_name, ...more }),
    actOn: async (name: string, action_name: string, more: object = {}) =>
      world.call('POST', `${path}/step-executions/${await uuid(name)}/actions`, { action_name, ...more }),
  };
}
