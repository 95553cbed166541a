/** Workflows and their executions, made and read by somebody else at the cloud. */
import type { Execution } from '../../operator/modelarts/execution.ts';
import type { CreateWorkflowRequest } from '../../operator/modelarts/generated/workflow.gen.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { asSomebody } from './cloud.ts';
import type { World } from './world.ts';

type Steps = NonNullable<CreateWorkflowRequest['steps']>;

/** Three steps, one after the other. */
export const LINEAR: Steps = [
  { name: 'prepare', type: 'job' },
  { name: 'train', type: 'job', depend_steps: ['prepare'] },
  { name: 'serve', type: 'service', depend_steps: ['train'] },
];

/** Makes a workflow; answers its id. */
export const workflowByHand = (
  world: World,
  steps: Steps = LINEAR,
  fields: Partial<CreateWorkflowRequest> = {},
): Promise<string> =>
  asSomebody(world, async ({ workflows }, options) => {
    const { id } = await workflows.create({ name: 'by-hand', steps, ...fields }, options);
    return id;
  });

/** Where the execution of a run lies. */
export function whereOf(run: Resource | string | undefined) {
  const id = typeof run === 'object' ? run.status?.remote?.id : run;
  const [workflowId = '', executionId = ''] = (id ?? '').split('/');
  return { workflowId, executionId };
}

/** The execution of a run, or one under such an id, as the cloud tells it. */
export const executionOf = (world: World, run: Resource | string | undefined): Promise<Execution> =>
  asSomebody(world, ({ workflows }, options) => workflows.executions.get(whereOf(run), options));

/** How often each step of an execution has begun, by name. */
export async function stepRuns(
  world: World,
  run: Resource | string | undefined,
): Promise<Record<string, number>> {
  const runs: Record<string, number> = {};
  for (const event of (await executionOf(world, run)).events) {
    const [, name] = /step (\S+) change status from \S+ to creating$/.exec(event) ?? [];
    if (name !== undefined) runs[name] = (runs[name] ?? 0) + 1;
  }
  return runs;
}

/** The names of all executions that were ever started, the oldest first. */
export const executionsEver = ({ simulator }: World): string[] =>
  simulator.audit
    .resources()
    .filter(({ kind }) => kind === 'workflowExecution')
    .map(({ name }) => name);
