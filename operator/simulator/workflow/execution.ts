import type { CreateWorkflowExecutionRequest } from '../../modelarts/generated/workflow.gen.ts';
import { type Life, phaseAt } from '../resource/life.ts';
import type { Values } from './values.ts';
import type { Step } from './workflow.ts';

/** The statuses of a step (section 4.13). */
export type StepStatus =
  | ('init' | 'wait_inputs' | 'pending' | 'creating' | 'created' | 'create_failed' | 'running')
  | ('stopping' | 'stopped' | 'timeout' | 'completed' | 'failed' | 'hold' | 'skipped');

/** The execution of one step. */
export type StepRun = {
  readonly id: string;
  readonly step: Step;
  readonly life: Life<StepStatus>;
  /** What its condition came to, of a step that has one. */
  readonly result?: boolean;
  /** Why it failed. */
  readonly message: string;
  /** Whether others go on although it failed. */
  readonly isForgiven: boolean;
};

type Said = {
  readonly [Field in 'description' | 'labels' | 'scene_id' | 'policies']:
    | CreateWorkflowExecutionRequest[Field]
    | undefined;
};

/** An execution. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Execution = {
  readonly id: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly createdAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  /** As asked for or updated last, without fields that were null. */
  said: Said;
  readonly steps: readonly Step[];
  values: Values;
  /** Of the steps that began, and of those that will begin unless something intervenes. */
  runs: readonly StepRun[];
  /** Of steps that were run again. */
  former: readonly StepRun[];
  /** Whether it was stopped: then no step begins. */
  isHalted: boolean;
  deletedAt?: number;
};

const ENDS: readonly StepStatus[] = [
  ...(['completed', 'skipped', 'failed', 'create_failed', 'stopped', 'timeout'] as const),
];

/** Whether a step in that status is through. */
export const isEnd = (status: StepStatus): boolean => ENDS.includes(status);

/** Whether a step in that status keeps others from beginning. */
export const isBad = (status: StepStatus): boolean =>
  isEnd(status) && status !== 'completed' && status !== 'skipped';

/** When a step begins. */
export const beginOf = ({ life }: StepRun): number => life[0].at;

/** What a step comes to unless something intervenes, and when. */
export const endOf = ({ life }: StepRun) => life[life.length - 1] ?? life[0];

/** The steps that have begun by `now`, in the order in which they did. */
export const begun = ({ runs }: Execution, now: number): readonly StepRun[] =>
  runs.filter((run) => beginOf(run) <= now).toSorted((one, other) => beginOf(one) - beginOf(other));

/** The states of an execution: the reference has no list of its statuses. */
export type ExecutionState = 'init' | 'running' | 'completed' | 'failed' | 'stopped';

/** The state of an execution at `now`. */
export function stateOf(execution: Execution, now: number): ExecutionState {
  const { runs } = execution;
  const statuses = runs.map((run) => ({ run, status: phaseAt(run.life, now), isAhead: beginOf(run) > now }));
  if (statuses.some(({ status, isAhead }) => isAhead || !isEnd(status)))
    return statuses.every(({ status, isAhead }) => isAhead || status === 'init') ? 'init' : 'running';
  if (statuses.some(({ status }) => status === 'stopped') || execution.isHalted) return 'stopped';
  return statuses.some(({ run, status }) => isBad(status) && !run.isForgiven) ? 'failed' : 'completed';
}

/** Whether nothing of an execution moves any more. */
export const isAtRest = (execution: Execution, now: number): boolean =>
  !['init', 'running'].includes(stateOf(execution, now));
