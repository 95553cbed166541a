/** What a TrainingJob's status says of its job. Pure. */
import type { TrainingJob, TrainingJobTask } from '../../modelarts/trainingJob.ts';
import type { News, OwnCondition, PlanContext, Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { attemptEnd, durationText, endOf, readyAs, suspension, timeText } from '../attemptReport.ts';
import type { Backoff } from '../attempts.ts';
import { endpointsStatus } from './endpoints.ts';
import { SECRET_CHANGED, secretCondition } from './environments.ts';
import type { KnownJob } from './job.ts';
import { endMs, failureOf, outcomeOf } from './outcome.ts';
import { stageOf } from './plan.ts';
import { nodesOf } from './request.ts';
import type { TrainingJobSpec } from './spec.gen.ts';
import { appliedTags } from './tags.ts';
import { trialsStatus } from './trials.ts';

const MAX_TASKS = 32;
/** Characters of what the cloud says of the first ten tasks, and of the others; status stays below 64 KB. */
const MESSAGE_LIMITS = { first: 1024, others: 256 };
const FULL_MESSAGES = 10;

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
  const isStopping = stageOf(job.phase) === 'stopping';
  const suspended = suspension(object, outcome, { made: 'job', isStopping });
  const end = endOf(outcome, `training job ${job.name} (${job.id}) completed`);
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
    ready: readyAs(outcome, `ModelArts accepted training job ${job.name}`),
    ...(end && { end }),
    ...(suspended && { suspended }),
    ...(conditions.length > 0 && { conditions }),
    ...(outcome && {
      attempt: attemptEnd(outcome, { startedAtMs: job.startedAtMs, endedAtMs: endMs(job) }, failed(job)),
    }),
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

function endFields(job: TrainingJob, ended: boolean): Record<string, unknown> {
  if (!ended)
    return { completionTime: undefined, duration: undefined, tasks: undefined, taskCounts: undefined };
  const tasks = job.tasks.filter(({ exitCode, message }) => exitCode !== undefined || message !== undefined);
  return {
    completionTime: timeText(endMs(job)),
    duration: job.durationMs === undefined ? undefined : durationText(job.durationMs),
    tasks: tasks.length > 0 ? failedFirst(tasks).slice(0, MAX_TASKS).map(taskStatus) : undefined,
    taskCounts:
      tasks.length > 0 ? { total: tasks.length, failed: tasks.filter(hasFailed).length } : undefined,
  };
}

const hasFailed = ({ exitCode = 0 }: TrainingJobTask): boolean => exitCode !== 0;

/** What it failed of; nothing for one that was stopped. */
const failed = (job: TrainingJob) => (job.phase === 'Terminated' ? undefined : failureOf(job).message);

const failedFirst = (tasks: readonly TrainingJobTask[]) =>
  [...tasks].sort((a, b) => Number(hasFailed(b)) - Number(hasFailed(a)));

const taskStatus = ({ name, exitCode, message }: TrainingJobTask, index: number) => ({
  name,
  ...(exitCode !== undefined && { exitCode }),
  ...(message !== undefined && {
    message: message.slice(0, index < FULL_MESSAGES ? MESSAGE_LIMITS.first : MESSAGE_LIMITS.others),
  }),
});

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
