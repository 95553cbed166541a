import type { ExecutionBrief, GetWorkflowResponse } from './generated/workflow.gen.ts';
import { asArray, asCount, asNumber, asObject, asText, type Fields, told } from './loose.ts';
import { ID_PATTERN } from './trainingJob.ts';
import { workflowWire } from './wire/workflow.ts';

/** A workflow as the cloud describes it (sections 4.1 and 4.4), absent values undefined. */
export type Workflow = {
  readonly id: string;
  readonly name: string;
  /** '' when none was given. */
  readonly description: string;
  readonly workspaceId?: string | undefined;
  /** The name of the user who made it. */
  readonly userName?: string | undefined;
  /** Milliseconds since 1970, like all times here. */
  readonly createdAtMs?: number | undefined;
  /** When its definition changed last. */
  readonly modifiedAtMs?: number | undefined;
  /** Its executions so far. */
  readonly runCount?: number | undefined;
  /** Whether every parameter that an execution needs has a value. */
  readonly paramReady?: boolean | undefined;
  /** The last of its executions. */
  readonly latest?: LatestExecution | undefined;
  /** The subscription of 4.18, where it is told. */
  readonly subscriptionId?: string | undefined;
  /**
   * What of a request comes back, in its words: steps, dataRequirements, data, parameters, storages, labels, assets,
   * subGraphs, extend, policy, smnSwitch and so on. Lists may leave the steps out.
   */
  readonly content: Fields;
};

/** An execution in brief. */
export type LatestExecution = {
  readonly id: string;
  readonly createdAtMs?: number | undefined;
  /** The statuses of executions are an open list; '' if none. */
  readonly status: string;
  /** The names of the steps that it is at. */
  readonly currentSteps: readonly string[];
};

/** What of an answer a request can say. */
const SAID = [
  ...['steps', 'dataRequirements', 'data', 'parameters', 'storages', 'labels', 'assets', 'subGraphs'],
  ...['extend', 'policy', 'smnSwitch', 'withSubscription', 'sourceWorkflowId', 'gallerySubscription'],
  'exemplTemplateId',
];

/**
 * Reads a workflow out of an answer.
 *
 * @returns undefined unless it holds an id fit for a URL and a name
 */
export function parseWorkflow(wire: unknown): Workflow | undefined {
  const workflow = asObject<GetWorkflowResponse>(wire);
  const id = asText(workflow.workflow_id);
  const name = asText(workflow.name);
  if (id === undefined || !ID_PATTERN.test(id) || name === undefined) return undefined;
  const fields = told(workflowWire.fromWire('GetWorkflowResponse', asObject(wire)));
  return {
    id,
    name,
    description: asText(workflow.description) ?? '',
    workspaceId: asText(workflow.workspace_id) ?? asNumber(workflow.workspace_id)?.toString(),
    userName: asText(workflow.user_name),
    createdAtMs: asMoment(workflow.created_at),
    modifiedAtMs: asMoment(workflow.last_modified_at),
    runCount: asCount(workflow.run_count),
    paramReady: typeof workflow.param_ready === 'boolean' ? workflow.param_ready : undefined,
    latest: parseLatest(workflow.latest_execution),
    subscriptionId: asText(workflow.subscription_id),
    content: Object.fromEntries(SAID.flatMap((field) => (field in fields ? [[field, fields[field]]] : []))),
  };
}

function parseLatest(wire: unknown): LatestExecution | undefined {
  const { execution_id, created_at, status, current_steps } = asObject<ExecutionBrief>(wire);
  const id = asText(execution_id);
  if (id === undefined) return undefined;
  return {
    id,
    createdAtMs: asMoment(created_at),
    status: asText(status) ?? '',
    currentSteps: asTexts(current_steps),
  };
}

/** A time of chapter 4, like 2022-11-01T21:36:04.264564372+08:00, in milliseconds since 1970. */
export function asMoment(value: unknown): number | undefined {
  const at = Date.parse(asText(value) ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** The texts of a list; none where there is no list. */
export const asTexts = (value: unknown): readonly string[] =>
  asArray(value)
    .map(asText)
    .filter((text) => text !== undefined);
