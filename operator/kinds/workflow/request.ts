/** From a Workflow's spec to the bodies of createWorkflow and updateWorkflow (sections 4.2, 4.5). Pure. */
import type { CreateWorkflowRequest, UpdateWorkflowRequest } from '../../modelarts/generated/workflow.gen.ts';
import { workflowWire } from '../../modelarts/wire/workflow.ts';
import type { Field } from '../../runtime/digest.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { CONTENT_FIELDS, type ContentField, type Wanted } from './wanted.ts';

/** What a create carries and no update takes; the CRD has a rule for each. */
const FIXED = [
  ...(['workspaceId', 'sourceWorkflowId', 'source', 'data', 'assets', 'subGraphs', 'extend'] as const),
  ...(['policy', 'gallerySubscription', 'withSubscription', 'exemplTemplateId'] as const),
];

/** The fields of the spec that cannot change, with their values as the spec says them. */
export const immutableFields = (spec: WorkflowSpec): Field[] =>
  FIXED.map((name) => ({ path: `spec.${name}`, value: spec[name] }));

/**
 * The body of 4.2.
 *
 * @param spec with all its values in their places
 * @param described the name, and the description with the marker in it
 */
export function createRequest(
  spec: WorkflowSpec,
  { name, description }: Pick<Wanted, 'name' | 'description'>,
): CreateWorkflowRequest {
  const said = Object.fromEntries([...FIXED, ...CONTENT_FIELDS].map((field) => [field, spec[field]]));
  return workflowWire.toWire('CreateWorkflowRequest', {
    ...{ name, description },
    ...said,
  }) as CreateWorkflowRequest;
}

/** The body of 4.5: each field replaces what was there, so these and no others. */
export function updateRequest(
  { content, ...texts }: Wanted,
  fields: ReadonlySet<'name' | 'description' | ContentField>,
): UpdateWorkflowRequest {
  const { smnSwitch, ...said } = content;
  const all = {
    ...texts,
    ...said,
    // A String in the table (4.5), a boolean everywhere else.
    ...(smnSwitch !== undefined && { smnSwitch: String(smnSwitch) }),
  };
  const body = Object.fromEntries(Object.entries(all).filter(([name]) => fields.has(name as ContentField)));
  return workflowWire.toWire('UpdateWorkflowRequest', body);
}
