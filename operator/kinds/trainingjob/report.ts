/** What a TrainingJob's status says of its job. Pure. */
import type { TrainingJob, TrainingJobTask } from '../../modelarts/trainingJob.ts';
import type { AttemptEnd, News, OwnCondition, PlanContext, Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { timestamp } from '../../runtime/time.ts';
import { endpointsStatus } from './endpoints.ts';
import { SECRET_CHANGED, secretCondition } from './environments.ts';
import type { KnownJob } from './job.ts';
import type { Backoff, Outcome } from './outcome.ts';
import { failureOf, outcomeOf, wasSuspended } from './outcome.ts';
import { stageOf } from './plan.ts';
import { nodesOf } from './request.ts';
import type { TrainingJobSpec } from './spec.gen.ts';
import { appliedTags } from './tags.ts';
import { trialsStatus } from './trials.ts';

const MAX_TASKS = 32;
/** Characters of what the cloud says of the first ten tasks, and of the others; status stays below 64 KB. */
const MESSAGE_LIMITS = { first: 1024, others: 256 };
const FULL_MESSAGES = 10;
/** Of what is kept of an attempt for ever. */
const ATTEMPT_MESSAGE_LIMIT = 512;

/**
 * Nothing in it moves by itself: duration and completion time come with the end (DESIGN section 5). What an earlier
 * attempt left in status is taken back where this one does not have it.
 */
export function report(
  object: Resource<TrainingJobSpec>,
  job: KnownJob,
  context: PlanContext,
  backoff: Backoff,
): Report {
  const outcome = stageOf(job.phase) === 'ended' ? outcomeOf(object, job, context, backoff) : undefined;
  const suspended = suspension(object, job, outcome);
  const end = endOf(job, outcome);
  const conditions = outcome ? [] : secretChanged(object, job, context);
  return {
    phase: job.phase,
    fields: {
      // The cloud tells no number for a heterogeneous job.
      nodes: object.spec.tasks ? nodesOf(object.spec) : job.nodeCount,
      pool: object.spec.resource?.poolRef?.name ?? object.spec.resource?.poolId ?? job.poolId,
      startTime: timeText(job.startedAtMs),
      endpoints: outcome ? undefined : endpointsStatus(job.endpoints),
      endpointsSecret: object.spec.writeEndpointsTo?.secretName,
      ...besideFields(object, job),
      ...endFields(job, outcome !== undefined),
    },
    ready:
      outcome?.is === 'suspended'
        ? { status: 'False', reason: 'Suspended', message: SUSPENDED }
        : { status: 'True', reason: 'Accepted', message: `ModelArts accepted training job ${job.name}` },
    ...(end && { end }),
    ...(suspended && { suspended }),
    ...(conditions.length > 0 && { conditions }),
    ...(outcome && { attempt: attemptEnd(job, outcome) }),
  };
}

/** What was not read stays as it was told; but trials and tags of an earlier attempt are not this one's. */
function besideFields(object: Resource<TrainingJobSpec>, { autoSearch, trials, tags }: KnownJob) {
  const observed = object.spec.managementPolicy === 'Observe';
  return {
    ...((trials || !autoSearch) && { search: trialsStatus(trials ?? [], autoSearch) }),
    ...(tags && !observed && { appliedTags: appliedTags(object, tags) }),
  };
}

/** While the Secrets could not be read, what was said of them stands. */
function secretChanged(
  object: Resource<TrainingJobSpec>,
  job: KnownJob,
  { values }: PlanContext,
): OwnCondition[] {
  const { conditions = [] } = object.status ?? {};
  if (!job.values)
    return conditions.filter((one): one is typeof one & OwnCondition => one.type === SECRET_CHANGED);
  return [secretCondition(object, values, job.values) ?? []].flat();
}

const SUSPENDED = 'nothing runs until spec.suspend is false';

function suspension(
  object: Resource<TrainingJobSpec>,
  job: TrainingJob,
  outcome: Outcome | undefined,
): Report['suspended'] {
  if (outcome?.is === 'suspended') return { status: 'True', reason: 'Suspended', message: SUSPENDED };
  const stopping = stageOf(job.phase) === 'stopping' && wasSuspended(object);
  const pending = outcome?.is === 'again' && outcome.reason === 'Resumed';
  if (!stopping && !pending && !(object.spec.suspend && !outcome)) return undefined;
  const reason = pending ? 'Resuming' : 'Suspending';
  return {
    status: 'False',
    reason,
    message: pending ? 'another attempt begins' : 'the job is being stopped',
  };
}

function attemptEnd(job: TrainingJob, outcome: Outcome): AttemptEnd {
  const { message, ...rest } = reasonOf(job, outcome);
  const startTime = timeText(job.startedAtMs);
  const completionTime = completionOf(job);
  return {
    ...rest,
    ...(message !== undefined && { message: message.slice(0, ATTEMPT_MESSAGE_LIMIT) }),
    ...(startTime !== undefined && { startTime }),
    ...(completionTime !== undefined && { completionTime }),
  };
}

function reasonOf(job: TrainingJob, outcome: Outcome): Pick<AttemptEnd, 'reason' | 'message' | 'counted'> {
  switch (outcome.is) {
    case 'complete':
      return { reason: 'Completed', counted: false };
    case 'suspended':
      return { reason: outcome.reason, counted: outcome.counted };
    case 'failed':
      return { reason: outcome.reason, message: outcome.message, counted: true };
    case 'again': {
      const reason = outcome.reason === 'Resumed' ? 'Suspended' : outcome.reason;
      const message =
        stageOf(job.phase) === 'ended' && job.phase !== 'Terminated' ? failureOf(job).message : undefined;
      return { reason, counted: outcome.counted, ...(message !== undefined && { message }) };
    }
  }
}

function endFields(job: TrainingJob, ended: boolean): Record<string, unknown> {
  if (!ended)
    return { completionTime: undefined, duration: undefined, tasks: undefined, taskCounts: undefined };
  const tasks = job.tasks.filter(({ exitCode, message }) => exitCode !== undefined || message !== undefined);
  return {
    completionTime: completionOf(job),
    duration: job.durationMs === undefined ? undefined : durationText(job.durationMs),
    tasks: tasks.length > 0 ? failedFirst(tasks).slice(0, MAX_TASKS).map(taskStatus) : undefined,
    taskCounts:
      tasks.length > 0 ? { total: tasks.length, failed: tasks.filter(hasFailed).length } : undefined,
  };
}

const hasFailed = ({ exitCode = 0 }: TrainingJobTask): boolean => exitCode !== 0;

const completionOf = ({ startedAtMs, durationMs }: TrainingJob): string | undefined =>
  timeText((startedAtMs ?? Number.NaN) + (durationMs ?? Number.NaN));

/** Undefined for what RFC 3339 cannot say: a wrong time from the cloud must not keep the status from being written. */
const timeText = (epochMs = Number.NaN): string | undefined =>
  epochMs >= 0 && epochMs < Date.UTC(10_000, 0) ? timestamp(epochMs) : undefined;

const failedFirst = (tasks: readonly TrainingJobTask[]) =>
  [...tasks].sort((a, b) => Number(hasFailed(b)) - Number(hasFailed(a)));

const taskStatus = ({ name, exitCode, message }: TrainingJobTask, index: number) => ({
  name,
  ...(exitCode !== undefined && { exitCode }),
  ...(message !== undefined && {
    message: message.slice(0, index < FULL_MESSAGES ? MESSAGE_LIMITS.first : MESSAGE_LIMITS.others),
  }),
});

function endOf(job: TrainingJob, outcome: Outcome | undefined): Report['end'] {
  if (outcome?.is === 'complete')
    return {
      type: 'Complete',
      reason: 'Completed',
      message: `training job ${job.name} (${job.id}) completed`,
    };
  if (outcome?.is !== 'failed') return undefined;
  return { type: 'Failed', reason: outcome.reason, message: outcome.message };
}

/** The Event for a phase that was not seen before; none when nothing worth telling happened. */
export function news(before: string | undefined, job: TrainingJob, nodes: number): News[] {
  if (before === job.phase || stageOf(job.phase) === undefined) return [];
  const took = job.durationMs === undefined ? '' : ` in ${durationText(job.durationMs)}`;
  switch (job.phase) {
    case 'Running':
      return normal('Running', `Running on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`);
    case 'Completed':
      return normal('Completed', `Completed${took}`);
    // How an attempt ends is told with what it means.
    case 'Failed':
    case 'Abnormal':
    case 'Terminated':
      return [];
    default:
      return normal(job.phase, `Training job is ${job.phase}`);
  }
}

const normal = (reason: string, message: string): News[] => [{ type: 'Normal', reason, message }];

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
