/** Where an execution lies: below its workflow, in a workspace. Pure but for the look at the Workflow object. */
import type { ExecutionAt } from '../../modelarts/executions.ts';
import { bindingOf, intentOf } from '../../runtime/intent.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import { DEFAULT_WORKSPACE } from '../remote.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';

type Spec = Resource<WorkflowRunSpec>;
type Where = Pick<Objects, 'get'>;

/** The id of a run: an execution can be reached below its workflow only, whose object may be gone. */
export const idOf = ({ workflowId, executionId }: ExecutionAt): string => `${workflowId}/${executionId}`;

/** The parts of an id; what is no id of a run has no execution, and reaches no URL. */
export function partsOf(id: string): ExecutionAt {
  const [workflowId = '', ...rest] = id.split('/');
  return { workflowId, executionId: rest.join('/') };
}

/** What one list shows. */
export type Place = { workflowId: string; workspaceId: string };

/** As `placeOf` answers it. */
export function placeIn(text: string): Place {
  const [workflowId = '', workspaceId = ''] = text.split(' ');
  return { workflowId, workspaceId };
}

export const workflowKey = (namespace: string, name: string) => ({
  plural: 'workflows',
  kind: 'Workflow',
  key: { namespace, name },
});

/**
 * Where the object's execution is made and looked for: below the workflow that the spec says, else where it was made or
 * is. Undefined while the Workflow that the spec names has no id.
 */
export function placeOf(object: Spec, objects: Where): string | undefined {
  const { metadata, spec } = object;
  const { workflowId, workflowRef, workspaceId, adopt } = spec;
  const other = workflowRef && objects.get(workflowKey(metadata.namespace, workflowRef.name));
  const adopted = workflowRef ? undefined : adopt && partsOf(adopt.id).workflowId;
  const wanted = workflowId ?? other?.status?.remote?.id ?? adopted;
  const inSpec = workspaceId ?? (other?.spec.workspaceId as string | undefined) ?? DEFAULT_WORKSPACE;
  if (wanted !== undefined) return `${wanted} ${inSpec}`;
  const bound = boundTo(object);
  return intentOf(object)?.place ?? (bound === undefined ? undefined : `${bound} ${inSpec}`);
}

/** The list that shows the object's execution. */
export function listedIn(object: Spec, objects: Where): Place | undefined {
  const text = placeOf(object, objects);
  const place = text === undefined ? undefined : placeIn(text);
  const bound = boundTo(object);
  return place && { ...place, ...(bound !== undefined && { workflowId: bound }) };
}

/** The workflow of the execution that it has. */
function boundTo(object: Spec): string | undefined {
  const binding = bindingOf(object);
  return binding.state === 'none' ? undefined : partsOf(binding.id).workflowId;
}
