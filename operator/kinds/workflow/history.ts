/** Executions that others started, as WorkflowRuns: which are to be made, and which have had their time. Pure. */
import type { Execution } from '../../modelarts/execution.ts';
import { hasEnded } from '../../runtime/conditions.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { Resource } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { OwnObjects } from '../../runtime/ownObjects.ts';
import { WORKFLOW_RUN } from '../workflowrun/type.ts';
import { isAtRest, isCompleted, runOf } from './runs.ts';
import type { WorkflowSpec } from './spec.gen.ts';

/** The label, `"true"`, of WorkflowRuns that were made for executions which others had started. */
export const IMPORTED = `${GROUP}/imported`;

/** Of an execution, what tells whether it is imported. */
export type Candidate = Pick<Execution, 'id' | 'labels' | 'status'>;

/** How long the name of an object may be. */
const MAX_NAME = 253;

/**
 * Imports what is under way, and of what has ended the newest as `spec.runHistory` says; what was imported and has ended
 * goes once it is none of them. An execution that an object has, or that was begun by one, is never imported.
 *
 * @param executions of the workflow, the newest first; undefined where they are not known
 * @param runs the WorkflowRuns that refer to the Workflow
 */
export function history(
  object: Resource<WorkflowSpec>,
  { id, executions }: { id: string; executions?: readonly Candidate[] | undefined },
  runs: readonly Resource[],
): OwnObjects | undefined {
  const { import: isWanted = false, successful = 3, failed = 3 } = object.spec.runHistory ?? {};
  if (!isWanted || !executions) return undefined;
  const theirs = executions
    .map((one) => ({ ...one, run: runOf(`${id}/${one.id}`, runs) }))
    .filter(({ run, labels }) => (run ? isImported(run) : !labels.some((label) => label.includes('[k8s '))));
  const ended = theirs.filter(({ status }) => isAtRest(status));
  const kept = [
    ...theirs.filter(({ status }) => !isAtRest(status)),
    ...ended.filter(({ status }) => isCompleted(status)).slice(0, successful),
    ...ended.filter(({ status }) => !isCompleted(status)).slice(0, failed),
  ];
  return {
    type: WORKFLOW_RUN,
    field: 'spec.runHistory',
    create: kept.filter(({ run }) => !run).map((one) => draftOf(object, `${id}/${one.id}`)),
    remove: runs.filter((run) => isImported(run) && isOver(run) && !kept.some((one) => one.run === run)),
  };
}

const isImported = ({ metadata }: Resource): boolean => metadata.labels?.[IMPORTED] === 'true';

/** Whether it will change no more, or has not begun to. */
const isOver = (run: Resource): boolean => hasEnded(run) || !run.status?.remote;

function draftOf({ metadata, spec }: Resource<WorkflowSpec>, id: string): OwnObjects['create'][number] {
  const { accountRef, workspaceId } = spec;
  const tail = `-${shortHash(id.replace(/^.*\//, ''), 8)}`;
  return {
    // The same execution always has the same name, so that it never becomes two objects.
    name: metadata.name.slice(0, MAX_NAME - tail.length).replace(/[.-]+$/, '') + tail,
    labels: { [IMPORTED]: 'true' },
    spec: {
      ...{ workflowRef: { name: metadata.name }, adopt: { id }, managementPolicy: 'Observe' },
      ...(accountRef && { accountRef }),
      ...(workspaceId !== undefined && { workspaceId }),
    },
  };
}
