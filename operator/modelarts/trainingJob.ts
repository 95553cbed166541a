import type { JobResponse } from './generated/training.gen.ts';

/** What an id must look like before it may become part of a URL. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** A task of a training job, for example `worker-0`. */
export type TrainingJobTask = {
  readonly name: string;
  readonly exitCode?: number | undefined;
  readonly message?: string | undefined;
};

/** A training job as the cloud describes it (section 6.9), absent values undefined. */
export type TrainingJob = {
  readonly id: string;
  readonly name: string;
  /** '' when none was given. */
  readonly description: string;
  readonly workspaceId?: string | undefined;
  readonly userName?: string | undefined;
  /** Creating, Pending, Running, Failed, Completed, Terminating, Terminated, Abnormal, or new ones; '' if none. */
  readonly phase: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
  /** Milliseconds since 1970; undefined until it started. */
  readonly startedAtMs?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly tasks: readonly TrainingJobTask[];
  readonly nodeCount?: number | undefined;
  readonly flavorId?: string | undefined;
  readonly poolId?: string | undefined;
};

/**
 * Reads a training job out of an answer; extra fields, unknown values and nulls for absent ones are fine.
 *
 * @returns undefined unless it holds an id fit for a URL and a name
 */
export function parseTrainingJob(wire: unknown): TrainingJob | undefined {
  // The generated type is what the reference promises; every field is read as if it could be anything.
  const { metadata, status, spec } = asObject<JobResponse>(wire);
  const meta = asObject<NonNullable<JobResponse['metadata']>>(metadata);
  const state = asObject<NonNullable<JobResponse['status']>>(status);
  const resource = asObject<NonNullable<NonNullable<JobResponse['spec']>['resource']>>(
    asObject<NonNullable<JobResponse['spec']>>(spec).resource,
  );
  const id = asText(meta.id);
  const name = asText(meta.name);
  if (id === undefined || !ID_PATTERN.test(id) || name === undefined) return undefined;
  return {
    id,
    name,
    description: asText(meta.description) ?? '',
    workspaceId: asText(meta.workspace_id),
    userName: asText(meta.user_name),
    phase: asText(state.phase) ?? '',
    createdAtMs: asNumber(meta.create_time) || undefined,
    startedAtMs: asNumber(state.start_time) || undefined,
    durationMs: asNumber(state.duration),
    tasks: parseTasks(state),
    nodeCount: asNumber(resource.node_count),
    flavorId: asText(resource.flavor_id),
    poolId: asText(resource.pool_id),
  };
}

/** Names come from `tasks`, results from `task_statuses`; either may know a task that the other does not. */
function parseTasks(state: Loose<NonNullable<JobResponse['status']>>): TrainingJobTask[] {
  const tasks = new Map<string, TrainingJobTask>();
  for (const entry of asArray(state.tasks)) {
    const name = asText(entry);
    if (name !== undefined) tasks.set(name, { name });
  }
  for (const entry of asArray(state.task_statuses)) {
    const { task, exit_code, message } = asObject<{ task: string; exit_code: number; message: string }>(
      entry,
    );
    const name = asText(task);
    if (name === undefined) continue;
    tasks.set(name, { name, exitCode: asNumber(exit_code), message: asText(message) });
  }
  return [...tasks.values()];
}

type Loose<T> = { readonly [K in keyof T]?: unknown };

const asObject = <T>(value: unknown): Loose<T> =>
  typeof value === 'object' && value !== null ? (value as Loose<T>) : {};

const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const asText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const asNumber = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
