/** The objects that a Workflow names, and its spec with what they stand for. Pure. */
import type { Resource } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import { accountReference } from '../account/index.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { type Found, valueReferences, valuesIn, withValues } from './values.ts';

/** The fields that have free-form parts in which values of other objects may stand. */
const withPlaces = ({ steps, dataRequirements, data, parameters }: WorkflowSpec) => ({
  ...(steps && { steps }),
  ...(dataRequirements && { dataRequirements }),
  ...(data && { data }),
  ...(parameters && { parameters }),
});

/** The places of the spec whose values other objects have. */
export const valuesOf = (spec: WorkflowSpec): Found[] => valuesIn(withPlaces(spec), 'spec');

/** The objects whose values its steps need: they stay while it exists. */
export const valued = ({ metadata: { namespace }, spec }: Resource<WorkflowSpec>): Reference[] =>
  valueReferences(valuesOf(spec), namespace, 'while-it-exists');

/** The Account, and those. */
export const references = (object: Resource<WorkflowSpec>): Reference[] => [
  accountReference(object.metadata.namespace, object.spec.accountRef),
  ...valued(object),
];

/** The spec with those values in their places. */
export const resolvedSpec = (spec: WorkflowSpec, referred: ReadonlyMap<string, Resource>): WorkflowSpec => ({
  ...spec,
  ...withValues(withPlaces(spec), referred),
});
