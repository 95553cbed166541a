import type { Behaviours } from '../behaviours.ts';
import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Request } from '../exchange.ts';
import type { Resources } from '../resources.ts';
import type { OutcomeRule } from '../training/outcomes.ts';
import { usual } from '../training/outcomes.ts';
import type { WorkflowDurations } from './durations.ts';
import { type Execution, isAtRest, stateOf } from './execution.ts';
import { bad } from './listing.ts';
import type { Schedule } from './schedule.ts';
import type { Subscription } from './subscriptions.ts';
import type { Workflow } from './workflow.ts';

/** What chapter 4 lives in. */
export type WorkflowWorld = {
  /** Every workflow ever made, the oldest first. */
  readonly workflows: Workflow[];
  /** Every execution ever started, the oldest first. */
  readonly executions: Execution[];
  /** Those that a schedule started, and that are run again should they fail. */
  readonly retriable: Set<Execution>;
  /** Every schedule ever made, and every subscription, the oldest first. */
  readonly schedules: Schedule[];
  readonly subscriptions: Subscription[];
  readonly resources: Resources;
  readonly outcomes: readonly OutcomeRule[];
  /** The clock of the simulation. */
  readonly clock: Clock;
  /** The real clock, for late visibility. */
  readonly wallClock: Clock;
  /** By `clock`. */
  readonly durations: WorkflowDurations;
  /** How many milliseconds of `clock` one simulated millisecond takes. */
  readonly scale: number;
  readonly behaviours: Behaviours;
  readonly newId: () => string;
};

/** How a step of that name comes out: by the first rule that matches, else well. */
export const outcomeFor = ({ outcomes }: WorkflowWorld, name: string) =>
  outcomes.find(({ pattern }) => name.search(pattern) >= 0) ?? usual('Completed');

/** Whether something exists at `now`. */
export const isThere = (
  { createdAt, deletedAt }: { readonly createdAt: number; readonly deletedAt?: number },
  now: number,
): boolean => createdAt <= now && (deletedAt === undefined || deletedAt > now);

type Missing = 'ModelArts.7511' | 'ModelArts.7512' | 'ModelArts.7519' | 'ModelArts.7525';

/** What is said of something that does not exist. */
export const missing = ({ behaviours }: WorkflowWorld, code: Missing, detail: string) =>
  new ApiError(code, detail, Number(behaviours['workflow.notFoundStatus']));

/**
 * The workflow that the path names, noted for the audit log.
 *
 * @throws ApiError ModelArts.7512 when it never was, is gone, or cannot be read yet
 */
export function workflowOf(world: WorkflowWorld, { params, touched }: Request): Workflow {
  const id = params.workflow_id ?? '';
  touched.resource = `workflow/${id}`;
  const found = world.workflows.find((one) => one.id === id && isThere(one, world.clock.now()));
  if (!found || !isReadable(world, found))
    throw missing(world, 'ModelArts.7512', `there is no workflow ${id}`);
  return found;
}

/**
 * The execution that the path names, noted for the audit log.
 *
 * @throws ApiError ModelArts.7512 or 7511 when it, or its workflow, never was, is gone, or cannot be read yet
 */
export function executionOf(world: WorkflowWorld, request: Request): Execution {
  const workflow = workflowOf(world, request);
  const id = request.params.execution_id ?? '';
  request.touched.resource = `workflowExecution/${id}`;
  const now = world.clock.now();
  const found = world.executions.find((one) => one.id === id && one.workflowId === workflow.id);
  if (!found || !isThere(found, now) || !isReadable(world, found))
    throw missing(world, 'ModelArts.7511', `there is no execution ${id} of the workflow ${workflow.id}`);
  request.touched.phase = stateOf(found, now);
  return found;
}

/** Refuses to delete what is under way, where that is the reading. @throws ApiError naming the execution */
export function checkRest({ behaviours, clock }: WorkflowWorld, executions: readonly Execution[]): void {
  if (behaviours['workflow.deleteRunning'] === 'allow') return;
  const busy = executions.find((one) => !isAtRest(one, clock.now()));
  if (busy) throw bad(`the execution ${busy.id} is under way`);
}

/** The last execution of a workflow at `now`. */
export const latestOf = ({ executions }: WorkflowWorld, workflowId: string, now: number) =>
  executions.findLast((one) => one.workflowId === workflowId && isThere(one, now));

/** Whether something can be read by its id by now. */
export const isReadable = ({ wallClock, behaviours }: WorkflowWorld, { madeAt }: { madeAt: number }) =>
  madeAt <= wallClock.now() - behaviours['workflow.readDelayMs'];

/** The moment as of which lists speak, and since when by the real clock something must be there to be shown. */
export const listing = ({ clock, wallClock, behaviours }: WorkflowWorld) => ({
  moment: clock.now() - behaviours['workflow.listStaleMs'],
  shownSince: wallClock.now() - behaviours['workflow.listDelayMs'],
});
