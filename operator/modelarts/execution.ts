import type { GetWorkflowExecutionResponse } from './generated/workflow.gen.ts';
import { asArray, asNumber, asNumeric, asObject, asText, type Fields, told } from './loose.ts';
import { parseStepExecution, type StepExecution } from './stepExecution.ts';
import { ID_PATTERN } from './trainingJob.ts';
import { workflowWire } from './wire/workflow.ts';
import { asMoment, asTexts } from './workflow.ts';

/** An execution of a workflow as the cloud describes it (sections 4.10 and 4.13), absent values undefined. */
export type Execution = {
  readonly id: string;
  /** Whether the one that a create asks for is taken is not said. */
  readonly name: string;
  /** '' when none was given. */
  readonly description: string;
  readonly labels: readonly string[];
  /** The reference has no list: completed, running and stopped in examples; '' if none, as right after the start. */
  readonly status: string;
  readonly workspaceId?: string | undefined;
  readonly workflowId?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
  /** In seconds, so far. */
  readonly durationS?: number | undefined;
  readonly sceneId?: string | undefined;
  /** Those that have begun, in the order in which the cloud tells them; each name once but for steps that ran again. */
  readonly steps: readonly StepExecution[];
  /** What happened, oldest first, as `2022-06-16 23:13:06 step NAME change status from init to wait_inputs`. */
  readonly events: readonly string[];
  /** What else of a request comes back, in its words: dataRequirements, parameters, policies. */
  readonly content: Fields;
};

const SAID = ['dataRequirements', 'parameters', 'policies'];

/**
 * Reads an execution out of an answer.
 *
 * @returns undefined unless it holds an id fit for a URL, and steps with ids and names if any
 */
export function parseExecution(wire: unknown): Execution | undefined {
  const execution = asObject<GetWorkflowExecutionResponse>(wire);
  const id = asText(execution.execution_id);
  const steps = asArray(execution.steps_execution).map(parseStepExecution);
  if (id === undefined || !ID_PATTERN.test(id)) return undefined;
  if (steps.includes(undefined)) return undefined;
  const fields = told(workflowWire.fromWire('GetWorkflowExecutionResponse', asObject(wire)));
  return {
    id,
    name: asText(execution.name) ?? '',
    description: asText(execution.description) ?? '',
    labels: asTexts(execution.labels),
    status: asText(execution.status) ?? '',
    workspaceId: asText(execution.workspace_id) ?? asNumber(execution.workspace_id)?.toString(),
    workflowId: asText(execution.workflow_id),
    createdAtMs: asMoment(execution.created_at),
    durationS: asNumeric(execution.duration),
    sceneId: asText(execution.scene_id),
    steps: steps as StepExecution[],
    events: asTexts(execution.events),
    content: Object.fromEntries(SAID.flatMap((field) => (field in fields ? [[field, fields[field]]] : []))),
  };
}
