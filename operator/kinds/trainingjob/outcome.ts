/** What the end of a job means to its object: its end too, or another attempt (DESIGN 4.9). Pure. */
import type { TrainingJob } from '../../modelarts/trainingJob.ts';
import type { PlanContext } from '../../runtime/kind.ts';
import type { AttemptStatus, Resource } from '../../runtime/object.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

export type Outcome =
  | { is: 'complete' }
  | { is: 'failed'; reason: string; message: string }
  /** Stopped on the object's own wish, until that is taken back. */
  | { is: 'suspended'; reason: string; counted: boolean }
  | { is: 'again'; reason: string; message: string; counted: boolean; notBeforeMs?: number };

/** How long after a failure the next attempt is begun: doubled with each counted failure, as batch/v1 does. */
export type Backoff = { firstMs: number; maxMs: number };

/** More than any backoffLimit: attempts that do not count end here. */
export const MOST_ATTEMPTS = 20;

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
  const outcome = job.phase === 'Terminated' ? ofTerminated(ending) : ofFailed(ending, backoff);
  if (!object.spec.suspend || outcome.is !== 'again') return outcome;
  const { reason, counted } = outcome;
  return { is: 'suspended', reason: reason === 'Resumed' ? 'Suspended' : reason, counted };
}

/** True when status says that the job is stopped, or about to be, because `spec.suspend` asked for it. */
export const wasSuspended = ({ status }: Resource): boolean =>
  status?.conditions?.some(({ type }) => type === 'Suspended') ?? false;

/** When the job is to be stopped, milliseconds since the epoch: all attempts together run from the first one's start. */
export function deadlineMs({ spec, status }: Spec, job: TrainingJob): number | undefined {
  const { activeDeadlineSeconds } = spec;
  if (activeDeadlineSeconds === undefined) return undefined;
  const starts = [job.startedAtMs, ...runOf(status?.attempts ?? []).map(startMs)];
  const first = Math.min(...starts.map((start) => start ?? Infinity));
  return Number.isFinite(first) ? first + activeDeadlineSeconds * 1000 : undefined;
}

const startMs = ({ startTime }: AttemptStatus) =>
  startTime === undefined ? undefined : Date.parse(startTime);

/** The attempts since the last one that was stopped on purpose: time begins anew with a resume. */
function runOf(attempts: readonly AttemptStatus[]): readonly AttemptStatus[] {
  const last = attempts.findLastIndex(({ reason }) => reason === 'Suspended' || reason === 'Recreated');
  return attempts.slice(last + 1);
}

function ofTerminated(ending: Ending): Outcome {
  const { object, job, context } = ending;
  const text = textOf(job);
  if (context.pending) return begun(ending);
  if (wasSuspended(object))
    return { is: 'again', reason: 'Resumed', message: `${text} was suspended`, counted: false };
  if (isPastDeadline(ending, endMs(job) ?? context.nowMs)) return deadlineExceeded(ending);
  if (isRecreated(ending)) return recreated(ending);
  if (wasStoppedByItself(ending))
    return { is: 'failed', reason: 'StoppedByAutoStop', message: `${text} was stopped by spec.autoStop` };
  const message = `${text} was stopped, but not by this object`;
  return { is: 'failed', reason: 'TerminatedExternally', message };
}

function ofFailed(ending: Ending, backoff: Backoff): Outcome {
  const { object, job, context } = ending;
  const failure = failureOf(job);
  if (isRecreated(ending)) return recreated(ending);
  if (isPastDeadline(ending, context.nowMs)) return deadlineExceeded(ending);
  const action = actionFor(object.spec, job);
  if (action === 'Fail')
    return {
      is: 'failed',
      reason: 'FailurePolicy',
      message: `${failure.message}; spec.failurePolicy says not to try again`,
    };
  const counted = action === 'Count';
  const failures = failuresBefore(object, context.attempt) + Number(counted);
  const { backoffLimit = 0 } = object.spec;
  if (counted && failures > backoffLimit)
    return { is: 'failed', ...(backoffLimit === 0 ? failure : limitReached(failure.message, failures)) };
  if (context.attempt >= MOST_ATTEMPTS)
    return { is: 'failed', ...limitReached(failure.message, context.attempt) };
  const ended = endMs(job);
  const delayMs = Math.min(backoff.maxMs, backoff.firstMs * 2 ** Math.max(0, failures - 1));
  return {
    is: 'again',
    reason: failure.reason,
    message: `${failure.message}; attempt ${context.attempt + 1} follows${counted ? ` (retry ${failures} of ${backoffLimit})` : ''}`,
    counted,
    ...(ended !== undefined && { notBeforeMs: ended + delayMs }),
  };
}

const limitReached = (message: string, attempts: number) => ({
  reason: 'BackoffLimitExceeded',
  message: `${message}; ${attempts} attempts have failed, which is all that spec.backoffLimit allows`,
});

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

/** What status does not tell of an attempt counts: nothing is bought beyond the limit because it was wiped. */
function failuresBefore({ status }: Spec, attempt: number): number {
  const known = new Map((status?.attempts ?? []).map((one) => [one.attempt, one.counted]));
  return Array.from({ length: attempt - 1 }, (_, index) => known.get(index + 1) ?? true).filter(Boolean)
    .length;
}

const endMs = ({ startedAtMs, durationMs }: TrainingJob): number | undefined =>
  startedAtMs !== undefined && durationMs !== undefined ? startedAtMs + durationMs : undefined;

/** The cloud tells durations in whole seconds at worst. */
const ROUNDING_MS = 1_000;

const isPastDeadline = ({ object, job }: Ending, atMs: number): boolean =>
  atMs + ROUNDING_MS >= (deadlineMs(object, job) ?? Infinity);

const deadlineExceeded = ({ object, job }: Ending): Outcome => ({
  is: 'failed',
  reason: 'DeadlineExceeded',
  message: `${textOf(job)} ran longer than the ${object.spec.activeDeadlineSeconds} s of spec.activeDeadlineSeconds`,
});

const isRecreated = ({ object, context }: Ending): boolean =>
  object.spec.updatePolicy === 'Recreate' && context.changed.length > 0;

const recreated = ({ job, context }: Ending): Outcome => ({
  is: 'again',
  reason: 'Recreated',
  message: `${context.changed.join(', ')} changed: ${textOf(job)} is made again`,
  counted: false,
});

/** The next attempt was begun, so it was due, though what it was due to may no longer be seen. */
function begun({ object, job, context }: Ending): Outcome {
  const known = object.status?.attempts?.find(({ attempt }) => attempt === context.attempt);
  const message = `${textOf(job)} was stopped; attempt ${context.attempt + 1} has been begun`;
  return { is: 'again', reason: known?.reason ?? 'Retrying', message, counted: known?.counted ?? false };
}

/** Stopped about when `spec.autoStop` says. */
function wasStoppedByItself({ object: { spec }, job: { durationMs = 0 } }: Ending): boolean {
  const { autoStop } = spec;
  return autoStop !== undefined && durationMs >= autoStop.duration * 3_600_000 - 60_000;
}
