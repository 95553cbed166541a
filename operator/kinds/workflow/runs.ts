/** Executions of a workflow, whoever started them, for its status. Pure. */
import type { Execution } from '../../modelarts/execution.ts';
import type { LatestExecution } from '../../modelarts/workflow.ts';
import type { Resource } from '../../runtime/object.ts';
import { keyOf } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import { timestamp } from '../../runtime/time.ts';
import { WORKFLOW_RUN } from '../workflowrun/type.ts';

/** An item of `status.runs`. */
export type RunStatus = {
  id: string;
  name?: string | undefined;
  status?: string | undefined;
  createTime?: string | undefined;
  /** The WorkflowRun that it belongs to. */
  run?: string | undefined;
};

const MOST = 10;
const MAX_TEXT = 128;

const ENDS = { completed: 'completed', finished: 'completed', stopped: 'stopped', failed: 'failed' } as const;

/** How an execution of that status has ended; the reference has no list: whatever is not known as an end goes on. */
export const endOf = (status: string | undefined): 'completed' | 'stopped' | 'failed' | undefined =>
  status !== undefined && Object.hasOwn(ENDS, status) ? ENDS[status as keyof typeof ENDS] : undefined;

/** Whether an execution of that status has ended, as far as its status is known. */
export const isAtRest = (status: string | undefined): boolean => endOf(status) !== undefined;

/** Whether an execution came to its end as it should. */
export const isCompleted = (status: string): boolean => endOf(status) === 'completed';

/** `status.lastRun`. */
export const lastRun = (latest: LatestExecution | undefined) => latest && shownRun(latest);

/** The newest of a list that has the newest first. */
export const shownRuns = (executions: readonly Execution[]): RunStatus[] =>
  executions.slice(0, MOST).map((one) => ({ ...shownRun(one), name: text(one.name) }));

const shownRun = ({ id, status, createdAtMs }: LatestExecution | Execution): RunStatus => ({
  id,
  status: text(status),
  ...(createdAtMs !== undefined && { createTime: timestamp(createdAtMs) }),
});

const text = (value: string): string | undefined => (value === '' ? undefined : value.slice(0, MAX_TEXT));

/** `runs` of the workflow `id`, each with the name of the object whose execution it is. */
export const withNames = (
  id: string,
  runs: readonly RunStatus[],
  objects: readonly Resource[],
): RunStatus[] =>
  runs.map(({ run: _, ...one }) => {
    const run = runOf(`${id}/${one.id}`, objects)?.metadata.name;
    return { ...one, ...(run !== undefined && { run }) };
  });

/** The WorkflowRuns that refer to a Workflow. */
export const runsOf = (objects: Objects, workflow: Resource): Resource[] =>
  objects
    .usersOf('workflows', keyOf(workflow))
    .filter(({ plural }) => plural === WORKFLOW_RUN.plural)
    .map(({ object }) => object);

/** The WorkflowRun whose execution `id`, with its workflow's before it, is or once was, or else that asks to adopt it. */
export const runOf = (id: string, runs: readonly Resource[]): Resource | undefined =>
  runs.find(({ status }) => [status?.remote, ...(status?.attempts ?? [])].some((one) => one?.id === id)) ??
  runs.find(({ spec }) => spec.adopt?.id === id);
