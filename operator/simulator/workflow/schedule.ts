import type { CreateWorkflowScheduleRequest } from '../../modelarts/generated/workflow.gen.ts';
import { type Cron, dueBetween, parseCron } from './cron.ts';
import { type Execution, endOf, isAtRest, isBad, stateOf } from './execution.ts';
import { rerun } from './executionActions.ts';
import { start } from './executionCalls.ts';
import type { Workflow } from './workflow.ts';
import { isThere, type WorkflowWorld } from './world.ts';

/** A schedule. Times are milliseconds since the epoch, by the clock of the simulation. */
export type Schedule = {
  readonly id: string;
  readonly workflowId: string;
  readonly user: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly policies: NonNullable<CreateWorkflowScheduleRequest['policies']>;
  content: { readonly cron?: unknown };
  enable: boolean;
  /** Up to when it was seen to. */
  seenTo: number;
  deletedAt?: number;
};

/** When a schedule is due. @throws ApiError for a content that nothing can be read out of */
export const cronOf = (content: Schedule['content']): Cron => parseCron(content.cron);

/**
 * Starts what was due by now, in the order in which it was: `on_running: cancel` leaves out what is due while an
 * execution is under way, `on_failure: retry` runs the steps that failed once more. To be called before each request.
 */
export function fire(world: WorkflowWorld): void {
  const now = world.clock.now();
  const due = world.schedules
    .filter((one) => isThere(one, now))
    .flatMap((schedule) => dueOf(schedule, now).map((at) => ({ schedule, at })))
    .toSorted((one, other) => one.at - other.at);
  for (const { schedule, at } of due) {
    retryFailed(world, at);
    const workflow = world.workflows.find(({ id }) => id === schedule.workflowId);
    if (!workflow || !isThere(workflow, now) || isHeldBack(world, workflow, schedule, at)) continue;
    const execution = start(world, workflow, {}, at, schedule.user);
    if (schedule.policies.on_failure === 'retry') world.retriable.add(execution);
  }
  retryFailed(world, now);
}

function dueOf(schedule: Schedule, now: number): number[] {
  const due = schedule.enable ? dueBetween(cronOf(schedule.content), schedule.seenTo, now) : [];
  schedule.seenTo = now;
  return due;
}

const isHeldBack = ({ executions }: WorkflowWorld, { id }: Workflow, { policies }: Schedule, at: number) =>
  policies.on_running === 'cancel' &&
  executions.some((one) => one.workflowId === id && isThere(one, at) && !isAtRest(one, at));

function retryFailed(world: WorkflowWorld, at: number): void {
  for (const execution of [...world.retriable].filter((one) => isThere(one, at) && isAtRest(one, at))) {
    world.retriable.delete(execution);
    if (stateOf(execution, at) === 'failed') retry(world, execution);
  }
}

function retry(world: WorkflowWorld, execution: Execution): void {
  const failed = execution.runs.filter((run) => isBad(endOf(run).phase)).map(({ step }) => step.name);
  const end = Math.max(...execution.runs.map((run) => endOf(run).at));
  rerun(world, execution, failed, end);
}
