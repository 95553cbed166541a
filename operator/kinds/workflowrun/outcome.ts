/** What the end of an execution means to its object: its end too, or another attempt (DESIGN 4.9). Pure. */
import type { StepExecution } from '../../modelarts/stepExecution.ts';
import type { PlanContext } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Attempt, Backoff, Outcome } from '../attempts.ts';
import { ofFailure, ofStopped, pastDeadline, unlessSuspended } from '../attempts.ts';
import { endMs, isBad, type Run, stageOf, stepsOf } from './execution.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';
import { restartedMs, wasStopped } from './wishes.ts';

type Spec = Resource<WorkflowRunSpec>;

/** The execution as an attempt of its object. */
export const attemptOf = (object: Spec, run: Run, context: PlanContext): Attempt => ({
  object,
  text: textOf(run),
  startedAtMs: run.createdAtMs,
  restartedAtMs: restartedMs(context),
  endedAtMs: endMs(run),
  context,
});

/** @param run that has ended */
export function outcomeOf(object: Spec, run: Run, context: PlanContext, backoff: Backoff): Outcome {
  const stage = stageOf(run);
  if (stage === 'completed') return { is: 'complete' };
  const attempt = attemptOf(object, run, context);
  if (stage === 'stopped') return unlessSuspended(object, ofStop(run, attempt, context));
  const late = pastDeadline(attempt, context.nowMs);
  return late ?? unlessSuspended(object, ofFailure(attempt, failureOf(run), { counted: true, backoff }));
}

function ofStop(run: Run, attempt: Attempt, context: PlanContext): Outcome {
  const meant = ofStopped(attempt);
  if (meant) return meant;
  const step = stepsOf(run).find(({ name, status }) => status === 'stopped' && wasStopped(name, context));
  if (step)
    return {
      is: 'failed',
      reason: 'StepStopped',
      message: `${attempt.text} ended as its step ${step.name} was stopped by spec.stepActions`,
    };
  const message = `${attempt.text} was stopped, but not by this object`;
  return { is: 'failed', reason: 'TerminatedExternally', message };
}

/** What a run is in sentences. */
export const textOf = ({ name, id }: Run): string => `workflow run ${name ? `${name} (${id})` : id}`;

/** How a run failed, in a word and a sentence that names the step. */
export function failureOf(run: Run): { reason: string; message: string } {
  const bad = stepsOf(run).filter(isBad);
  const step = bad.find(({ status }) => status !== 'stopped') ?? bad[0];
  if (!step) return { reason: 'RunFailed', message: `${textOf(run)} failed` };
  const others = bad.length > 1 ? ` (and ${bad.length - 1} more)` : '';
  return { reason: 'StepFailed', message: `${textOf(run)} failed: ${stepText(step)}${others}` };
}

/** `step train failed: ModelArts.7500 the step ran too long`. */
export function stepText(step: StepExecution): string {
  const error = errorText(step);
  return `step ${step.name} ${HOW[step.status] ?? step.status}${error === undefined ? '' : `: ${error.slice(0, 300)}`}`;
}

const HOW: Readonly<Record<string, string>> = {
  failed: 'failed',
  create_failed: 'could not be created',
  timeout: 'ran too long',
  stopped: 'was stopped',
};

/** What the cloud says of why a step failed. */
export const errorText = ({ error }: StepExecution): string | undefined =>
  error && [error.code, error.message].filter((text) => text !== '').join(' ');
