/** What the end of a job means to its object: its end too, or another attempt (DESIGN 4.9). Pure. */
import type { TrainingJob } from '../../modelarts/trainingJob.ts';
import type { PlanContext } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Attempt, Backoff, Outcome } from '../attempts.ts';
import { ofFailure, ofStopped, pastDeadline, unlessSuspended } from '../attempts.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

type Spec = Resource<TrainingJobSpec>;
type Ending = {
  object: Spec;
  job: TrainingJob;
  context: Pick<PlanContext, 'attempt' | 'nowMs' | 'changed' | 'pending'>;
};

/** @param job whose phase is one of Completed, Failed, Abnormal and Terminated */
export function outcomeOf(
  object: Spec,
  job: TrainingJob,
  context: Ending['context'],
  backoff: Backoff,
): Outcome {
  if (job.phase === 'Completed') return { is: 'complete' };
  const ending = { object, job, context };
  return unlessSuspended(
    object,
    job.phase === 'Terminated' ? ofTerminated(ending) : ofFailed(ending, backoff),
  );
}

/** The job as an attempt of its object. */
export const attemptOf = (object: Spec, job: TrainingJob, context: Attempt['context']): Attempt => ({
  object,
  text: textOf(job),
  startedAtMs: job.startedAtMs,
  endedAtMs: endMs(job),
  context,
});

function ofTerminated(ending: Ending): Outcome {
  const { object, job, context } = ending;
  const stopped = ofStopped(attemptOf(object, job, context));
  if (stopped) return stopped;
  if (isRecreated(ending)) return recreated(ending);
  const text = textOf(job);
  if (wasStoppedByItself(ending))
    return { is: 'failed', reason: 'StoppedByAutoStop', message: `${text} was stopped by spec.autoStop` };
  const message = `${text} was stopped, but not by this object`;
  return { is: 'failed', reason: 'TerminatedExternally', message };
}

function ofFailed(ending: Ending, backoff: Backoff): Outcome {
  const { object, job, context } = ending;
  const failure = failureOf(job);
  if (isRecreated(ending)) return recreated(ending);
  const attempt = attemptOf(object, job, context);
  const late = pastDeadline(attempt, context.nowMs);
  if (late) return late;
  const action = actionFor(object.spec, job);
  if (action === 'Fail')
    return {
      is: 'failed',
      reason: 'FailurePolicy',
      message: `${failure.message}; spec.failurePolicy says not to try again`,
    };
  return ofFailure(attempt, failure, { counted: action === 'Count', backoff });
}

const textOf = ({ name, id }: TrainingJob) => `training job ${name} (${id})`;

/** How a job failed, in a word and a sentence. */
export function failureOf(job: TrainingJob): { reason: string; message: string } {
  const abnormal = job.phase === 'Abnormal';
  const task = job.tasks.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
  const words = task?.message ? `, ${task.message.slice(0, 300)}` : '';
  const because = task ? `: ${task.name} exited with ${task.exitCode}${words}` : '';
  return {
    reason: abnormal ? 'JobAbnormal' : 'JobFailed',
    message: `${textOf(job)} ${abnormal ? 'ended abnormally' : 'failed'}${because}`,
  };
}

/** The first rule that fits decides; without one a failure counts. */
function actionFor({ failurePolicy }: TrainingJobSpec, job: TrainingJob): 'Ignore' | 'Count' | 'Fail' {
  const codes = job.tasks.map(({ exitCode }) => exitCode).filter((code) => code !== undefined && code !== 0);
  const rule = failurePolicy?.rules.find(({ onExitCodes, onPhases }) => {
    if (onPhases) return (onPhases as readonly string[]).includes(job.phase);
    if (!onExitCodes) return false;
    const wanted = onExitCodes.operator === 'In';
    return codes.some((code) => onExitCodes.values.includes(code as number) === wanted);
  });
  return rule?.action ?? 'Count';
}

/** When it ended, milliseconds since the epoch, once the cloud tells. */
export const endMs = ({ startedAtMs, durationMs }: TrainingJob): number | undefined =>
  startedAtMs !== undefined && durationMs !== undefined ? startedAtMs + durationMs : undefined;

const isRecreated = ({ object, context }: Ending): boolean =>
  object.spec.updatePolicy === 'Recreate' && context.changed.length > 0;

const recreated = ({ job, context }: Ending): Outcome => ({
  is: 'again',
  reason: 'Recreated',
  message: `${context.changed.join(', ')} changed: ${textOf(job)} is made again`,
  counted: false,
});

/** Stopped about when `spec.autoStop` says. */
function wasStoppedByItself({ object: { spec }, job: { durationMs = 0 } }: Ending): boolean {
  const { autoStop } = spec;
  return autoStop !== undefined && durationMs >= autoStop.duration * 3_600_000 - 60_000;
}
