import type {
  AutoSearchGetTrainingJob,
  JobEngineGetTrainingJob,
  JobResponse,
  RewardAttrsGetTrainingJob,
  RunningRecord,
  SearchParamsGetTrainingJob,
  TaskStatuses,
} from './generated/training.gen.ts';
import { type JobEndpoints, parseEndpoints } from './jobEndpoints.ts';
import { asArray, asNumber, asObject, asText, type Loose } from './loose.ts';

/** What an id must look like before it may become part of a URL. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** A task of a training job, for example `worker-0`. */
export type TrainingJobTask = {
  readonly name: string;
  readonly exitCode?: number | undefined;
  readonly message?: string | undefined;
};

/** One run of a job: the first, or one after a fault or a rescheduling (`running_records`). */
export type TrainingJobRun = {
  /** Milliseconds since 1970, told in whole seconds. */
  readonly startedAtMs?: number | undefined;
  readonly endedAtMs?: number | undefined;
  /** init_or_rescheduled, restarted, or new ones. */
  readonly startType?: string | undefined;
  readonly endReason?: string | undefined;
  /** The task that brought the end about, for example `worker-0`. */
  readonly endTask?: string | undefined;
  /** What was done about it: npu_proc_restart, pod_reschedule, and others. */
  readonly recovery?: string | undefined;
};

/** A hyperparameter search, as far as its results need it to be read. */
export type AutoSearch = {
  /** What is made best, the first counting; mode is max, min, or ''. */
  readonly rewards: readonly { readonly name: string; readonly mode: string }[];
  /** The names of the hyperparameters that are tried. */
  readonly parameters: readonly string[];
};

/** A training job as the cloud describes it (section 6.9), absent values undefined. */
export type TrainingJob = {
  readonly id: string;
  readonly name: string;
  /** '' when none was given. */
  readonly description: string;
  readonly workspaceId?: string | undefined;
  readonly userName?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Creating, Pending, Running, Failed, Completed, Terminating, Terminated, Abnormal, or new ones; '' if none. */
  readonly phase: string;
  /** More closely, "internal, may change": to show, not to decide by. */
  readonly secondaryPhase?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
  /** Milliseconds since 1970; undefined until it started. */
  readonly startedAtMs?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly tasks: readonly TrainingJobTask[];
  /** The 20 latest, the oldest first. */
  readonly runs?: readonly TrainingJobRun[] | undefined;
  /** How many nodes there were from which time on, milliseconds since 1970; the 100 latest changes. */
  readonly nodeCounts?: readonly { readonly atMs: number; readonly nodes: number }[] | undefined;
  readonly nodeCount?: number | undefined;
  readonly flavorId?: string | undefined;
  /** As a person reads it; for a flavor that was asked for by id. */
  readonly flavorName?: string | undefined;
  readonly poolId?: string | undefined;
  readonly algorithmName?: string | undefined;
  /** The engine for a person: id, name and version, or image. */
  readonly engine?: string | undefined;
  readonly autoSearch?: AutoSearch | undefined;
  readonly endpoints?: JobEndpoints | undefined;
};

const MAX_RUNS = 20;
const MAX_NODE_COUNTS = 100;

/**
 * Reads a training job out of an answer; extra fields, unknown values and nulls for absent ones are fine.
 *
 * @returns undefined unless it holds an id fit for a URL and a name
 */
export function parseTrainingJob(wire: unknown): TrainingJob | undefined {
  const { metadata, status, spec, algorithm, endpoints } = asObject<JobResponse>(wire);
  const meta = asObject<JobResponse['metadata']>(metadata);
  const state = asObject<JobResponse['status']>(status);
  const resource = asObject<Resource>(asObject<JobResponse['spec']>(spec).resource);
  const code = asObject<JobResponse['algorithm']>(algorithm);
  const id = asText(meta.id);
  const name = asText(meta.name);
  if (id === undefined || !ID_PATTERN.test(id) || name === undefined) return undefined;
  return {
    id,
    name,
    description: asText(meta.description) ?? '',
    workspaceId: asText(meta.workspace_id),
    userName: asText(meta.user_name),
    annotations: parseAnnotations(meta.annotations),
    phase: asText(state.phase) ?? '',
    secondaryPhase: asText(state.secondary_phase),
    createdAtMs: asNumber(meta.create_time) || undefined,
    startedAtMs: asNumber(state.start_time) || undefined,
    durationMs: asNumber(state.duration),
    tasks: parseTasks(state),
    runs: some(asArray(state.running_records).slice(-MAX_RUNS).map(parseRun)),
    nodeCounts: some(asArray(state.node_count_metrics).slice(-MAX_NODE_COUNTS).flatMap(parseNodeCount)),
    nodeCount: asNumber(resource.node_count),
    flavorId: asText(resource.flavor_id),
    flavorName: asText(resource.flavor_name),
    poolId: asText(resource.pool_id),
    algorithmName: asText(code.name),
    engine: parseEngine(code.engine),
    autoSearch: parseAutoSearch(asObject<{ auto_search: unknown }>(code.policies).auto_search),
    endpoints: parseEndpoints(endpoints),
  };
}

type Resource = NonNullable<NonNullable<JobResponse['spec']>['resource']>;

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

function parseAnnotations(wire: unknown): Readonly<Record<string, string>> | undefined {
  const texts = Object.entries(asObject<Record<string, unknown>>(wire)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

/** Names come from `tasks`, results from `task_statuses`; either may know a task that the other does not. */
function parseTasks(state: Loose<NonNullable<JobResponse['status']>>): TrainingJobTask[] {
  const tasks = new Map<string, TrainingJobTask>();
  for (const entry of asArray(state.tasks)) {
    const name = asText(entry);
    if (name !== undefined) tasks.set(name, { name });
  }
  for (const entry of asArray(state.task_statuses)) {
    const { task, exit_code, message } = asObject<TaskStatuses>(entry);
    const name = asText(task);
    if (name === undefined) continue;
    tasks.set(name, { name, exitCode: asNumber(exit_code), message: asText(message) });
  }
  return [...tasks.values()];
}

function parseRun(wire: unknown): TrainingJobRun {
  const run = asObject<RunningRecord>(wire);
  const ms = (seconds: unknown) => (asNumber(seconds) || undefined) && Number(seconds) * 1000;
  return {
    startedAtMs: ms(run.start_at),
    endedAtMs: ms(run.end_at),
    startType: asText(run.start_type),
    endReason: asText(run.end_reason),
    endTask: asText(run.end_related_task),
    recovery: asText(run.end_recover),
  };
}

function parseNodeCount(wire: unknown): { atMs: number; nodes: number }[] {
  const [atMs, nodes] = asArray(wire).map(asNumber);
  return atMs === undefined || nodes === undefined ? [] : [{ atMs, nodes }];
}

function parseEngine(wire: unknown): string | undefined {
  const { engine_id, engine_name, engine_version, image_url } = asObject<JobEngineGetTrainingJob>(wire);
  const named = [asText(engine_name), asText(engine_version)].filter((part) => part !== undefined);
  return asText(image_url) ?? (named.length > 0 ? named.join(' ') : asText(engine_id));
}

function parseAutoSearch(wire: unknown): AutoSearch | undefined {
  const { reward_attrs, search_params } = asObject<AutoSearchGetTrainingJob>(wire);
  const rewards = asArray(reward_attrs).flatMap((reward) => {
    const { name, mode } = asObject<RewardAttrsGetTrainingJob>(reward);
    return asText(name) === undefined ? [] : [{ name: String(name), mode: asText(mode) ?? '' }];
  });
  const parameters = asArray(search_params).flatMap(
    (param) => asText(asObject<SearchParamsGetTrainingJob>(param).name) ?? [],
  );
  return rewards.length + parameters.length > 0 ? { rewards, parameters } : undefined;
}
