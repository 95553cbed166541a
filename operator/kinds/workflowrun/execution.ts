/** The execution of a WorkflowRun, and its steps, as its plan and report see them. Pure. */
import type { Execution } from '../../modelarts/execution.ts';
import type { StepExecution } from '../../modelarts/stepExecution.ts';
import type { Remote } from '../../runtime/kind.ts';
import { endOf } from '../workflow/runs.ts';

/** What is known beside the answer of section 4.13. */
export type Beside = {
  /** How many steps the workflow has, or its scene; undefined when that could not be read. */
  readonly stepsInAll?: number | undefined;
};

/** An execution under the id of its run, `workflow/execution`. */
export type Run = Execution & Remote & Beside;

/** An execution as the runtime knows it: the marker stands in its labels, as one of them. */
export function asRun({ createdAtMs, ...rest }: Execution, id: string): Run {
  return {
    ...rest,
    id,
    markedText: rest.labels.join(' '),
    ...(createdAtMs !== undefined && { createdAtMs }),
  };
}

/** How far an execution has come. */
export type Stage = 'moving' | 'stopping' | 'completed' | 'stopped' | 'failed';

export function stageOf({ status, steps }: Pick<Execution, 'status' | 'steps'>): Stage {
  const end = endOf(status);
  if (end) return end;
  // Its status says running until the last of its steps has stopped.
  const stopping = status === 'stopping' || steps.some((step) => step.status === 'stopping');
  return stopping ? 'stopping' : 'moving';
}

export const isEnd = (stage: Stage): stage is Exclude<Stage, 'moving' | 'stopping'> =>
  stage !== 'moving' && stage !== 'stopping';

const BAD = new Set(['failed', 'create_failed', 'timeout', 'stopped']);
const THROUGH = new Set(['completed', 'skipped']);
const WAITS = new Set(['wait_inputs', 'hold']);

/** Whether a step ended otherwise than it should. */
export const isBad = ({ status }: StepExecution): boolean => BAD.has(status);

/** Whether a step is through, so that others may go on. */
export const isThrough = ({ status }: StepExecution): boolean => THROUGH.has(status);

export const hasStepEnded = (step: StepExecution): boolean => isBad(step) || isThrough(step);

/** Whether a step waits for inputs, or for a person. */
export const isWaiting = ({ status }: StepExecution): boolean => WAITS.has(status);

/** The steps that have begun, each by its last run, in the order in which they began first. */
export function stepsOf({ steps }: Pick<Execution, 'steps'>): StepExecution[] {
  const byName = new Map<string, StepExecution>();
  for (const step of steps) {
    const known = byName.get(step.name);
    if (!known || (step.createdAtMs ?? 0) >= (known.createdAtMs ?? 0)) byName.set(step.name, step);
  }
  return [...byName.values()];
}

/** When it ended, milliseconds since the epoch, once the cloud tells. */
export const endMs = ({ createdAtMs, durationS }: Run): number | undefined =>
  createdAtMs !== undefined && durationS !== undefined ? createdAtMs + durationS * 1000 : undefined;

/** What of an execution in a list is worth a read by its id: durations move by themselves. */
export const versionOf = ({ status, description, labels, steps }: Run): string =>
  JSON.stringify([
    status,
    description,
    labels,
    steps.map((step) => [step.id, step.status, step.events.length]),
  ]);
