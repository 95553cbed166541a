import { phaseAt } from '../resource/life.ts';
import { beginOf, begun, type Execution, isEnd, type StepRun, stateOf } from './execution.ts';
import { eventTime, timestamp } from './listing.ts';
import type { WorkflowWorld } from './world.ts';

type Behaved = Pick<WorkflowWorld, 'behaviours'>;

/** The word for the state of an execution; undefined where there is none. */
export function statusOf({ behaviours }: Behaved, execution: Execution, now: number): string | undefined {
  const state = stateOf(execution, now);
  const init = behaviours['workflow.executionInit'];
  if (state === 'init') return init === 'none' ? undefined : init;
  return state === 'completed' ? behaviours['workflow.endStatus'] : state;
}

/** An execution by itself (section 4.13) and in lists (4.10), which tell its steps as well. */
export function executionView(world: Behaved, execution: Execution, now: number): object {
  const { createdAt, said, values } = execution;
  const { behaviours } = world;
  const seconds = durationOf(execution, now);
  const status = statusOf(world, execution, now);
  return {
    created_at: timestamp(createdAt),
    name: execution.name,
    execution_id: execution.id,
    ...said,
    description: said.description ?? '',
    ...(status !== undefined && { status }),
    workspace_id: execution.workspaceId,
    workflow_id: execution.workflowId,
    workflow_name: execution.workflowName,
    steps_execution: begun(execution, now).map((run) => stepView(run, now)),
    duration: behaviours['workflow.duration'] === 'string' ? String(seconds) : seconds,
    events: eventsOf(execution, now),
    ...values,
    policies: said.policies ?? {},
  };
}

/** The execution of a step (section 4.13). */
export function stepView(run: StepRun, now: number): object {
  const { id, life, message, result, step } = run;
  const status = phaseAt(life, now);
  const isFailed = ['failed', 'create_failed', 'timeout'].includes(status);
  const hasBegun = !['init', 'wait_inputs', 'skipped'].includes(status);
  return {
    created_at: timestamp(beginOf(run)),
    uuid: id,
    step_name: step.name,
    step_title: step.title ?? step.name,
    type: step.type,
    ...(hasBegun && { instance_id: `{"${step.type}_id":"${id}"}` }),
    status,
    duration: secondsOf(run, now),
    inputs: step.inputs ?? [],
    outputs: step.outputs ?? [],
    properties: step.properties ?? {},
    events: changesOf(run, now).map(({ at, words }) => `${eventTime(at)} ${words}`),
    ...(isFailed && { error_info: { error_code: 'ModelArts.7500', error_message: message } }),
    ...(result !== undefined && { conditions_execution: { result: result ? 'True' : 'False' } }),
    policy: {},
  };
}

/** How long a step took so far, in seconds. */
function secondsOf({ life }: StepRun, now: number): number {
  const past = life.filter(({ at }) => at <= now);
  const last = past[past.length - 1] ?? life[0];
  return Math.floor(((isEnd(last.phase) ? last.at : now) - life[0].at) / 1000);
}

/** How long an execution took so far, in seconds. */
export function durationOf(execution: Execution, now: number): number {
  const last = begun(execution, now).map((run) => beginOf(run) + secondsOf(run, now) * 1000);
  return Math.floor((Math.max(execution.createdAt, ...last) - execution.createdAt) / 1000);
}

const changesOf = ({ life }: StepRun, now: number) =>
  life
    .map(({ phase, at }, index) => ({
      at,
      words: `change status from ${life[index - 1]?.phase} to ${phase}`,
    }))
    .slice(1)
    .filter(({ at }) => at <= now);

const eventsOf = (execution: Execution, now: number): string[] =>
  [...execution.former, ...execution.runs]
    .flatMap((run) => changesOf(run, now).map((one) => ({ ...one, name: run.step.name })))
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, name, words }) => `${eventTime(at)} step ${name} ${words}`);

/** An execution in brief, as its workflow tells it (section 4.1). */
export function briefView(world: Behaved, execution: Execution, now: number): object {
  const runs = begun(execution, now).filter(({ life }) => !isEnd(phaseAt(life, now)));
  const names = runs.map(({ step }) => step.name);
  return {
    execution_id: execution.id,
    created_at: timestamp(execution.createdAt),
    status: statusOf(world, execution, now) ?? '',
    running_steps: runs.filter(({ life }) => phaseAt(life, now) === 'running').map(({ step }) => step.name),
    current_steps: names,
    duration: durationOf(execution, now),
  };
}
