/** From a Model's spec to the body of createModel (section 7.3). Pure. */
import type { CreateModelRequest } from '../../modelarts/generated/model.gen.ts';
import type { Model } from '../../modelarts/model.ts';
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

/** What an adopted model has otherwise than the spec says, in words; what the spec does not say may be anything. */
export function adoptedOtherwise(
  { adopt, modelName, modelVersion, modelType }: ModelSpec,
  { name, version, type = '' }: Pick<Model, 'name' | 'version' | 'type'>,
): string[] {
  if (!adopt) return [];
  const said: [string, string | undefined, string][] = [
    ['modelName', modelName, name],
    ['modelVersion', modelVersion, version],
    ['modelType', modelType, type],
  ];
  // Types come back in either case.
  return said
    .filter(([, want, has]) => want !== undefined && has !== '' && want.toLowerCase() !== has.toLowerCase())
    .map(([field, want, has]) => `spec.${field}: ${has} in ModelArts, ${want} wanted`);
}
