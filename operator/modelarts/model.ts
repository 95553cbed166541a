import type { GetModelResponse } from './generated/model.gen.ts';
import { asArray, asNumber, asObject, asText, type Fields, told } from './loose.ts';
import { ID_PATTERN } from './trainingJob.ts';
import { modelWire } from './wire/model.ts';

/** A model ("AI application") as the cloud describes it (sections 7.2 and 7.4), absent values undefined. */
export type Model = {
  readonly id: string;
  readonly name: string;
  /** Like `1.0.10`; '' if none. */
  readonly version: string;
  /** publishing, building, published, failed, building_failed, or new ones; '' if none. */
  readonly status: string;
  /** '' when none was given. */
  readonly description: string;
  readonly workspaceId?: string | undefined;
  /** The id of the user who made it. */
  readonly owner?: string | undefined;
  /** TensorFlow, PyTorch, MindSpore, Image, Custom, Template, or new ones, in either case. */
  readonly type?: string | undefined;
  readonly sizeBytes?: number | undefined;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
  /** real-time (realtime in the example of 7.4), edge, batch, or new ones. */
  readonly installTypes: readonly string[];
  /** The image that was built; not in lists. */
  readonly image?: string | undefined;
  /**
   * What of a request comes back, in its words: sourceLocation, sourceCopy, runtime, cmd, dependencies and so on, as
   * far as a list or an answer tells it. The template, initialConfig and deploymentConstraints never do.
   */
  readonly content: Fields;
};

/** What of an answer a request can say. */
const SAID = [
  ...['sourceLocation', 'sourceCopy', 'sourceJobId', 'sourceJobVersion', 'sourceType', 'executionCode'],
  ...['runtime', 'cmd', 'modelAlgorithm', 'modelMetrics', 'modelDocs', 'dependencies', 'inputParams'],
  'outputParams',
];

/**
 * Reads a model out of an answer.
 *
 * @returns undefined unless it holds an id fit for a URL and a name
 */
export function parseModel(wire: unknown): Model | undefined {
  const model = asObject<GetModelResponse>(wire);
  const id = asText(model.model_id);
  const name = asText(model.model_name);
  if (id === undefined || !ID_PATTERN.test(id) || name === undefined) return undefined;
  const fields = told(modelWire.fromWire('GetModelResponse', asObject(wire)));
  return {
    id,
    name,
    version: asText(model.model_version) ?? '',
    status: asText(model.model_status) ?? '',
    description: asText(model.description) ?? '',
    workspaceId: asText(model.workspace_id) ?? asNumber(model.workspace_id)?.toString(),
    owner: asText(model.owner),
    type: asText(model.model_type),
    sizeBytes: asNumber(model.model_size),
    createdAtMs: asNumber(model.create_at) || undefined,
    installTypes: asArray(model.install_type)
      .map(asText)
      .filter((type) => type !== undefined),
    image: asText(model.image_address),
    content: Object.fromEntries(SAID.flatMap((field) => (field in fields ? [[field, fields[field]]] : []))),
  };
}
