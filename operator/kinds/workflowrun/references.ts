/** The objects that a WorkflowRun names. Pure. */
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import { accountReference } from '../account/index.ts';
import type { Found } from '../workflow/values.ts';
import { valueReferences, valuesIn } from '../workflow/values.ts';
import { workflowKey } from './place.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';

export const WORKFLOW = 'spec.workflowRef';

/** What its parameters and data take from other objects. */
export const valuesOf = ({ parameters = [], dataRequirements = [] }: WorkflowRunSpec): Found[] => [
  ...valuesIn(parameters, 'spec.parameters'),
  ...valuesIn(dataRequirements, 'spec.dataRequirements'),
];

/** The Account, the Workflow where the spec names one, and those that its values come from. */
export function references({ metadata, spec }: Resource<WorkflowRunSpec>): Reference[] {
  const { namespace } = metadata;
  const name = spec.workflowRef?.name;
  const workflow: Reference[] =
    name === undefined
      ? []
      : [{ field: WORKFLOW, to: workflowKey(namespace, name), ...NEEDED, check: outdated }];
  return [
    accountReference(namespace, spec.accountRef),
    ...workflow,
    ...valueReferences(valuesOf(spec), namespace, 'until-it-ends'),
  ];
}

const NEEDED = { needs: 'Ready', holds: 'until-it-ends' } as const;

/** Nothing is run by a definition that has been edited and has not arrived in ModelArts yet. */
function outdated({ kind, metadata, status }: Resource): Step | undefined {
  if (status?.observedGeneration === undefined || status.observedGeneration === metadata.generation)
    return undefined;
  return {
    step: 'wait',
    reason: 'ReferenceNotReady',
    message: `${WORKFLOW}: ${kind} "${metadata.name}" was edited, and ModelArts does not hold it yet as it is now`,
  };
}
