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

/** @param described the name, and the description with the marker in it */
export function createRequest(
  spec: ModelSpec,
  { location, jobId }: Source,
  described: { name: string; description: string },
): CreateModelRequest {
  const { source, docs, command, modelVersion, modelType, workspaceId, template, ...rest } = spec;
  const body = {
    modelName: described.name,
    description: described.description,
    ...{ modelVersion, modelType, workspaceId, template },
    sourceLocation: location,
    ...(source?.copy !== undefined && { sourceCopy: String(source.copy) }),
    sourceJobId: rest.sourceJobId ?? jobId,
    sourceJobVersion: rest.sourceJobVersion,
    modelDocs: docs,
    cmd: command,
    ...asTheyAre(rest),
  };
  return modelWire.toWire('CreateModelRequest', body) as CreateModelRequest;
}

/** The fields that are called in the API what they are called here. */
const SAME = [
  'runtime',
  'executionCode',
  'initialConfig',
  'modelMetrics',
  'modelAlgorithm',
  'sourceType',
  'dependencies',
  'apis',
  'inputParams',
  'outputParams',
  'installType',
  'deploymentConstraints',
] as const satisfies (keyof ModelSpec)[];

const asTheyAre = (spec: Pick<ModelSpec, (typeof SAME)[number]>) =>
  Object.fromEntries(SAME.map((name) => [name, spec[name]]));

/** All that makes the model: no call changes it. The CRD has a rule for each. */
export function immutableFields({
  accountRef: _account,
  managementPolicy: _manage,
  deletionPolicy: _deletion,
  adopt: _adopt,
  deletionProtection: _protection,
  ...made
}: ModelSpec): Field[] {
  const given = made as Record<string, unknown>;
  return MADE.map((name) => ({ path: `spec.${name}`, value: given[name] }));
}

const MADE = [
  ...['modelName', 'modelVersion', 'modelType', 'description', 'workspaceId', 'source'],
  ...['sourceJobId', 'sourceJobVersion', 'docs', 'command', 'template', ...SAME],
];
