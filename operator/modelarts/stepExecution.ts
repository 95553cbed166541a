import type {
  StepExecutionGetWorkflowExecution,
  WorkflowConditionExecution,
  WorkflowErrorInfo,
  WorkflowStepMetric,
} from './generated/workflow.gen.ts';
import { asNumeric, asObject, asText, type Fields } from './loose.ts';
import { ID_PATTERN } from './trainingJob.ts';
import { asMoment, asTexts } from './workflow.ts';

/** The execution of one step (section 4.13), absent values undefined. */
export type StepExecution = {
  readonly id: string;
  /** Unique among the steps of a workflow. */
  readonly name: string;
  /** '' if none. */
  readonly type: string;
  /**
   * init, wait_inputs, pending, creating, created, create_failed, running, stopping, stopped, timeout, completed,
   * failed, hold, skipped, or new ones; '' if none.
   */
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
  /** In seconds, so far. */
  readonly durationS?: number | undefined;
  /** What it made or runs, as a text of JSON or an object, as told: the id of a job, a model or a service. */
  readonly instance?: unknown;
  /** Why it failed: at most 1,024 characters of it. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
  /** What its condition came to, of a step that chooses: `True`, `False`, or other words. */
  readonly result?: string | undefined;
  /** What happened, oldest first, as `2022-06-16 23:12:49 change status from init to creating`. */
  readonly events: readonly string[];
};

const MAX_MESSAGE = 1024;

/** Reads the execution of a step; undefined unless it holds an id fit for a URL and a name. */
export function parseStepExecution(wire: unknown): StepExecution | undefined {
  const step = asObject<StepExecutionGetWorkflowExecution>(wire);
  const id = asText(step.uuid);
  const name = asText(step.step_name);
  if (id === undefined || !ID_PATTERN.test(id) || name === undefined) return undefined;
  return {
    id,
    name,
    type: asText(step.type) ?? '',
    status: asText(step.status) ?? '',
    createdAtMs: asMoment(step.created_at),
    durationS: asNumeric(step.duration),
    instance: step.instance_id || undefined,
    error: parseError(step.error_info),
    result: asText(asObject<WorkflowConditionExecution>(step.conditions_execution).result),
    events: asTexts(step.events),
  };
}

function parseError(wire: unknown): StepExecution['error'] {
  const { error_code, error_message } = asObject<WorkflowErrorInfo>(wire);
  const message = asText(error_message)?.slice(0, MAX_MESSAGE).toWellFormed() ?? '';
  const code = asText(error_code) ?? '';
  return code === '' && message === '' ? undefined : { code, message };
}

/** What a step measured (section 4.17), absent values undefined. */
export type StepMetric = {
  readonly key: string;
  /** '' if none. */
  readonly title: string;
  /** `line chart`, or others; '' if none. */
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
  /** As told. */
  readonly data: Fields;
};

/** Reads a metric; undefined unless it has a key. The title is misspelt in the table of 4.17, not in its example. */
export function parseStepMetric(wire: unknown): StepMetric | undefined {
  const { key, titile, title, type, created_at, data } = asObject<WorkflowStepMetric & { title: string }>(
    wire,
  );
  const name = asText(key);
  if (name === undefined) return undefined;
  return {
    key: name,
    title: asText(title) ?? asText(titile) ?? '',
    type: asText(type) ?? '',
    createdAtMs: asMoment(created_at),
    data: asObject<Fields>(data),
  };
}
