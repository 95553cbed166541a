/** Executions of a workflow, whoever started them, for its status. Pure. */
import type { Execution } from '../../modelarts/execution.ts';
import type { LatestExecution } from '../../modelarts/workflow.ts';
import type { Resource } from '../../runtime/object.ts';
import { timestamp } from '../../runtime/time.ts';

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

/** Those from which nothing comes by itself; the reference has no list: every other status may change. */
const AT_REST = new Set(['completed', 'finished', 'failed', 'stopped', 'timeout']);

/** Whether an execution of that status has ended, as far as its status is known. */
export const isAtRest = (status: string | undefined): boolean => status !== undefined && AT_REST.has(status);

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

/** `runs`, each with the name of the object whose execution it is or once was. */
export function withNames(runs: readonly RunStatus[], users: readonly Resource[]): RunStatus[] {
  const names = new Map<string | undefined, string>(
    users
      .filter(({ kind }) => kind === 'WorkflowRun')
      .flatMap(({ metadata: { name }, status }) =>
        [...(status?.attempts ?? []), ...(status?.remote ? [status.remote] : [])].map(({ id }) => [
          // That of a run has the workflow's before it.
          id.split('/').at(-1),
          name,
        ]),
      ),
  );
  return runs.map(({ run: _, ...one }) => ({ ...one, ...(names.has(one.id) && { run: names.get(one.id) }) }));
}
