/** What a TrainingJob's status says of its job. Pure. */
import type { TrainingJob, TrainingJobTask } from '../../modelarts/trainingJob.ts';
import type { News, Report } from '../../runtime/kind.ts';
import { timestamp } from '../../runtime/time.ts';
import { stageOf } from './plan.ts';

const MAX_TASKS = 32;
const MESSAGE_LIMIT = 1024;

/** Nothing in it moves by itself: duration and completion time come with the end (DESIGN section 5). */
export function report(job: TrainingJob): Report {
  const end = endOf(job);
  const startTime = timeText(job.startedAtMs);
  return {
    phase: job.phase,
    fields: {
      ...(job.nodeCount !== undefined && { nodes: job.nodeCount }),
      ...(startTime !== undefined && { startTime }),
      ...(end && endFields(job)),
    },
    ready: { status: 'True', reason: 'Accepted', message: `ModelArts accepted training job ${job.name}` },
    ...(end && { end }),
  };
}

function endFields(job: TrainingJob): Record<string, unknown> {
  const { startedAtMs, durationMs } = job;
  const completionTime = timeText((startedAtMs ?? Number.NaN) + (durationMs ?? Number.NaN));
  const tasks = job.tasks.filter(({ exitCode, message }) => exitCode !== undefined || message !== undefined);
  return {
    ...(completionTime !== undefined && { completionTime }),
    ...(durationMs !== undefined && { duration: durationText(durationMs) }),
    ...(tasks.length > 0 && { tasks: failedFirst(tasks).slice(0, MAX_TASKS).map(taskStatus) }),
  };
}

/** Undefined for what RFC 3339 cannot say: a wrong time from the cloud must not keep the status from being written. */
const timeText = (epochMs = Number.NaN): string | undefined =>
  epochMs >= 0 && epochMs < Date.UTC(10_000, 0) ? timestamp(epochMs) : undefined;

const failedFirst = (tasks: readonly TrainingJobTask[]) =>
  [...tasks].sort((a, b) => Number((b.exitCode ?? 0) !== 0) - Number((a.exitCode ?? 0) !== 0));

const taskStatus = ({ name, exitCode, message }: TrainingJobTask) => ({
  name,
  ...(exitCode !== undefined && { exitCode }),
  ...(message !== undefined && { message: message.slice(0, MESSAGE_LIMIT) }),
});

function endOf(job: TrainingJob): Report['end'] {
  switch (job.phase) {
    case 'Completed':
      return {
        type: 'Complete',
        reason: 'Completed',
        message: `training job ${job.name} (${job.id}) completed`,
      };
    case 'Failed':
      return {
        type: 'Failed',
        reason: 'JobFailed',
        message: `training job ${job.name} (${job.id}) failed${because(job)}`,
      };
    case 'Abnormal':
      return {
        type: 'Failed',
        reason: 'JobAbnormal',
        message: `training job ${job.name} (${job.id}) ended abnormally${because(job)}`,
      };
    case 'Terminated':
      return {
        type: 'Failed',
        reason: 'TerminatedExternally',
        message: `training job ${job.name} (${job.id}) was stopped, but not by this object`,
      };
    default:
      return undefined;
  }
}

function because({ tasks }: TrainingJob): string {
  const failed = tasks.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
  if (!failed) return '';
  return `: ${failed.name} exited with ${failed.exitCode}${failed.message ? `, ${failed.message.slice(0, 300)}` : ''}`;
}

/** The Event for a phase that was not seen before; undefined when nothing worth telling happened. */
export function news(before: string | undefined, job: TrainingJob, nodes: number): News | undefined {
  if (before === job.phase || stageOf(job.phase) === undefined) return undefined;
  const took = job.durationMs === undefined ? '' : ` in ${durationText(job.durationMs)}`;
  switch (job.phase) {
    case 'Running':
      return {
        type: 'Normal',
        reason: 'Running',
        message: `Running on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
      };
    case 'Completed':
      return { type: 'Normal', reason: 'Completed', message: `Completed${took}` };
    case 'Failed':
    case 'Abnormal':
    case 'Terminated':
      return { type: 'Warning', reason: job.phase, message: endOf(job)?.message ?? job.phase };
    default:
      return { type: 'Normal', reason: job.phase, message: `Training job is ${job.phase}` };
  }
}

/** `6s`, `4m10s`, `5h2m`, `3d4h`: two units at most. */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [days, hours, minutes] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return '0s';
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${unit}`)
    .join('');
}
