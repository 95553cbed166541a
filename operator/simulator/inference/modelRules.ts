import type { CreateModelRequest } from '../../modelarts/generated/model.gen.ts';
import { ApiError } from '../errors.ts';

/** Letters, digits, Chinese characters, "-" and "_". */
const NAME = /^[\w\u4e00-\u9fff-]+$/;
const VERSION = /^(?:0|[1-9]\d?)(?:\.(?:0|[1-9]\d?)){2}$/;
const OBS_SOURCE = /^(?:https:\/\/[\w.-]+\/.*|\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.*)$/;
/** `registry/organisation/image:tag`, with or without the registry. */
const IMAGE_SOURCE = /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;
const MAX_DOCS = 3;

/**
 * The rules of section 7.3 that a schema cannot say.
 *
 * @throws ApiError naming the field
 */
export function checkModel(request: CreateModelRequest): void {
  const { model_name, model_version, model_docs = [] } = request;
  if (!NAME.test(model_name)) throw bad('model_name', 'takes letters, digits, Chinese characters, - and _');
  if (!VERSION.test(model_version)) throw bad('model_version', 'must be like 1.0.10, without leading zeros');
  if (model_docs.length > MAX_DOCS) throw bad('model_docs', `takes at most ${MAX_DOCS}`);
  const dead = model_docs.findIndex(({ doc_url }) => !/^https?:\/\/./.test(doc_url));
  if (dead >= 0) throw bad(`model_docs[${dead}].doc_url`, 'must be an address');
  checkSource(request);
  checkDependencies(request);
  checkConfig(request);
}

function checkSource({ model_type, source_location, source_copy, template }: CreateModelRequest): void {
  if (source_copy !== undefined && model_type !== 'Image') throw bad('source_copy', 'is for images');
  if (model_type === 'Template') {
    if (!template) throw new ApiError('ModelArts.3034', 'template is missing');
    return;
  }
  if (template) throw bad('template', 'is for models of the type Template');
  if (!source_location) throw new ApiError('ModelArts.3017', 'source_location is missing');
  if (source_location.startsWith('obs://')) throw bad('source_location', 'must be like /bucket/path/');
  const pattern = model_type === 'Image' ? IMAGE_SOURCE : OBS_SOURCE;
  if (!pattern.test(source_location))
    throw new ApiError('ModelArts.3017', `source_location is no source of a model of the type ${model_type}`);
}

function checkDependencies({ dependencies = [] }: CreateModelRequest): void {
  for (const [index, { packages }] of dependencies.entries())
    for (const [place, { package_version, restraint }] of packages.entries())
      if (!package_version !== !restraint)
        throw new ApiError(
          'ModelArts.3041',
          `dependencies[${index}].packages[${place}]: package_version and restraint belong together`,
        );
}

function checkConfig({ initial_config }: CreateModelRequest): void {
  if (!initial_config) return;
  try {
    JSON.parse(initial_config);
  } catch {
    throw new ApiError('ModelArts.3015', 'initial_config is no JSON');
  }
}

const bad = (field: string, rule: string) => new ApiError('ModelArts.3037', `${field} ${rule}`);
