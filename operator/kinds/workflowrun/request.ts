/** From a WorkflowRun's spec to the bodies of its calls (sections 4.11, 4.14 to 4.16). Pure. */
import type { Rerun } from '../../modelarts/executions.ts';
import type {
  CreateWorkflowExecutionRequest,
  UpdateWorkflowExecutionRequest,
} from '../../modelarts/generated/workflow.gen.ts';
import { workflowWire } from '../../modelarts/wire/workflow.ts';
import type { Field } from '../../runtime/digest.ts';
import { unlessEmpty, unordered } from '../fields.ts';
import type { Run } from './execution.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';

/** What an execution is run with, the values of other objects put in. */
export type Values = {
  parameters?: WorkflowRunSpec['parameters'] | undefined;
  dataRequirements?: WorkflowRunSpec['dataRequirements'] | undefined;
};

/**
 * The body for one attempt: what the spec does not say is not sent. The marker is one of the labels, as the server may
 * choose the name.
 */
export function createRequest(
  spec: WorkflowRunSpec,
  {
    name,
    marker,
    workspaceId,
    values,
  }: { name: string; marker: string; workspaceId: string; values: Values },
): CreateWorkflowExecutionRequest {
  const { description, labels = [], sceneId, sceneName, policies } = spec;
  const { parameters, dataRequirements } = values;
  const body = {
    ...{ name, workspaceId, description, labels: [...labels, marker] },
    ...{ sceneId, sceneName, parameters, dataRequirements, policies },
  };
  // The table of names comes from the schema of this very type.
  return workflowWire.toWire('CreateWorkflowExecutionRequest', body) as CreateWorkflowExecutionRequest;
}

/** What of `spec` differs in ModelArts and can be changed there; undefined when nothing does. */
export function updateRequest(
  spec: WorkflowRunSpec,
  run: Pick<Run, 'description' | 'labels'>,
  marker: string,
): UpdateWorkflowExecutionRequest | undefined {
  const { description = run.description } = spec;
  // What is only looked at need not be this object's own: whose marker it has, if any, is no difference.
  const proof = spec.managementPolicy === 'Observe' ? run.labels.filter(isMarker) : [marker];
  const labels = [...(spec.labels ?? run.labels.filter((label) => !isMarker(label))), ...proof];
  const same = labels.length === run.labels.length && labels.every((label) => run.labels.includes(label));
  return unlessEmpty({
    description: description === run.description ? undefined : description,
    labels: same ? undefined : labels,
  });
}

const isMarker = (label: string): boolean => label.startsWith('[k8s ');

/** Values that go with a rerun, or with what is done about a step, in the words of the API. */
export const actionValues = (values: Values): Pick<Rerun, 'parameters' | 'data_requirements'> => {
  const { parameters, dataRequirements } = values;
  return workflowWire.toWire('ActOnWorkflowExecutionRequest', { parameters, dataRequirements }) as Pick<
    Rerun,
    'parameters' | 'data_requirements'
  >;
};

const FIXED = [
  ...(['name', 'workspaceId', 'workflowRef', 'workflowId', 'sceneId', 'sceneName'] as const),
  ...(['parameters', 'dataRequirements', 'policies'] as const),
] satisfies readonly (keyof WorkflowRunSpec)[];

/** The fields that the create carries and no call can change, each with its path. The CRD has a rule for each. */
export const immutableFields = (spec: WorkflowRunSpec): Field[] =>
  FIXED.map((name) => ({ path: `spec.${name}`, value: unordered(spec[name]) }));
