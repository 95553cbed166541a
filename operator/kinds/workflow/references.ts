/** The objects that a Workflow names, and its spec with what they stand for. Pure. */
import type { Resource } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import { accountReference } from '../account/index.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { type Found, valueReferences, valuesIn, withValues } from './values.ts';

/** The fields that have free-form parts in which values of other objects may stand. */
const valued = ({ steps, dataRequirements, data, parameters }: WorkflowSpec) => ({
  ...(steps && { steps }),
  ...(dataRequirements && { dataRequirements }),
  ...(data && { data }),
  ...(parameters && { parameters }),
});

/** The places of the spec whose values other objects have. */
export const valuesOf = (spec: WorkflowSpec): Found[] => valuesIn(valued(spec), 'spec');

/** The Account, and the objects whose values its steps need: those stay while it exists. */
export const references = ({ metadata: { namespace }, spec }: Resource<WorkflowSpec>): Reference[] => [
  accountReference(namespace, spec.accountRef),
  ...valueReferences(valuesOf(spec), namespace, 'while-it-exists'),
];

/** The spec with those values in their places. */
export const resolvedSpec = (spec: WorkflowSpec, referred: ReadonlyMap<string, Resource>): WorkflowSpec => ({
  ...spec,
  ...withValues(valued(spec), referred),
});
