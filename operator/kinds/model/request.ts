/** From a Model's spec to the body of createModel (section 7.3). Pure. */
import type { CreateModelRequest } from '../../modelarts/generated/model.gen.ts';
import { modelWire } from '../../modelarts/wire/model.ts';
import type { Field } from '../../runtime/digest.ts';
import type { ModelSpec } from './spec.gen.ts';

/** What the references of the spec stand for. */
export type Source = {
  /** OBS folder or image; none of a template. */
  location?: string | undefined;
  /** The training job whose output it is. */
  jobId?: string | undefined;
};

/** The fields that are called in the API what they are called here. */
const SAME = [
  ...['modelVersion', 'modelType', 'workspaceId', 'template', 'runtime', 'executionCode', 'initialConfig'],
  ...['modelMetrics', 'modelAlgorithm', 'sourceType', 'sourceJobVersion', 'dependencies', 'apis'],
  ...['inputParams', 'outputParams', 'installType', 'deploymentConstraints'],
];

/** @param described the name, and the description with the marker in it */
export function createRequest(
  spec: ModelSpec,
  { location, jobId }: Source,
  { name, description }: { name: string; description: string },
): CreateModelRequest {
  const { source, sourceJobId = jobId, docs, command } = spec;
  const body = {
    modelName: name,
    description,
    sourceLocation: location,
    sourceCopy: source?.copy?.toString(),
    ...{ sourceJobId, modelDocs: docs, cmd: command },
    ...picked(spec, SAME),
  };
  return modelWire.toWire('CreateModelRequest', body) as CreateModelRequest;
}

const picked = (spec: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => names.includes(name)));

/** All that makes the model: no call changes it. The CRD has a rule for each. */
const MADE = [...SAME, 'modelName', 'description', 'source', 'sourceJobId', 'docs', 'command'];

export const immutableFields = (spec: ModelSpec): Field[] =>
  Object.entries(picked(spec, MADE)).map(([name, value]) => ({ path: `spec.${name}`, value }));
