import { ApiError } from '../errors.ts';
import { phaseAt } from '../resource/life.ts';
import { bad } from './listing.ts';
import { installTypes } from './model.ts';
import type { Service, Variant } from './service.ts';
import { isSpecification } from './specifications.ts';
import { type InferenceWorld, modelNamed } from './world.ts';

type InferType = Service['request']['infer_type'];

/** What of a service decides what its configuration may be. */
export type Around = {
  readonly infer_type: InferType;
  readonly pool_name?: string;
  readonly cluster_id?: string;
};

const OBS_PATH = /^(?:https:\/\/[\w.-]+\/.*|\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.*|obs:\/\/.+)$/;

/**
 * The rules of sections 9.4 and 9.7 for the configuration of a service that a schema cannot say.
 *
 * @throws ApiError naming the field, never the value of a variable
 */
export function checkVariants(world: InferenceWorld, around: Around, config: readonly Variant[]): void {
  if (config.length === 0) throw missing('config');
  if (around.infer_type !== 'real-time' && config.length > 1)
    throw bad(`config must have one model where infer_type is ${around.infer_type}`);
  for (const [index, variant] of config.entries()) {
    const at = `config[${index}]`;
    checkModel(world, around.infer_type, variant, at);
    checkPlace(world, around, variant, at);
    if (around.infer_type === 'batch') checkBatch(variant, at);
    if (around.infer_type === 'edge' && !variant.nodes?.length && !variant.cluster_id)
      throw missing(`${at}.nodes`);
    if ((variant.instance_count ?? 1) < 1) throw bad(`${at}.instance_count must be 1 or more`);
  }
  if (around.infer_type === 'real-time') checkWeights(config);
  checkVersions(world, config);
}

function checkModel(world: InferenceWorld, inferType: InferType, { model_id }: Variant, at: string): void {
  const { behaviours, clock } = world;
  const model = modelNamed(world, model_id, clock.now());
  if (!model)
    throw behaviours['service.missingModel'] === '404'
      ? new ApiError('ModelArts.3507', `${at}.model_id: there is no model ${model_id}`)
      : new ApiError('ModelArts.3506', `${at}.model_id: there is no model ${model_id}`);
  const status = phaseAt(model.life, clock.now());
  if (status !== 'published') throw new ApiError('ModelArts.3515', `model ${model_id} is ${status}`);
  if (!installTypes(model).includes(inferType))
    throw new ApiError('ModelArts.3589', `model ${model_id} cannot be deployed as ${inferType}`);
}

function checkPlace(world: InferenceWorld, around: Around, variant: Variant, at: string): void {
  const { specification = '', custom_spec, additional_properties } = variant;
  const pool = variant.pool_name ?? variant.cluster_id ?? around.pool_name ?? around.cluster_id;
  if (pool && around.infer_type !== 'edge') world.pools.check(pool);
  if (specification === 'custom' && !custom_spec) throw missing(`${at}.custom_spec`);
  if (around.infer_type === 'edge' || pool) return;
  if (specification === 'custom') throw bad(`${at}.specification: custom is for dedicated pools`);
  // The second example of 9.4 names none.
  if (specification && !isSpecification(specification))
    throw bad(`${at}.specification ${specification} does not exist, or is sold out`);
  if (additional_properties?.log_volume?.length)
    throw bad(`${at}.additional_properties.log_volume is for dedicated pools`);
}

function checkBatch({ src_path, dest_path, mapping_type, mapping_rule }: Variant, at: string): void {
  if (!src_path) throw missing(`${at}.src_path`);
  for (const [name, path] of Object.entries({ src_path, dest_path }))
    if (path !== undefined && !OBS_PATH.test(path))
      throw new ApiError('ModelArts.3572', `${at}.${name} is no path in OBS`);
  if (mapping_type === 'csv' && mapping_rule === undefined) throw missing(`${at}.mapping_rule`);
}

/** Weights are numbers in the table and texts in most examples; a single model need not say its own. */
export const weightOf = ({ weight }: Variant, among: number): number | undefined =>
  weight === undefined ? (among === 1 ? 100 : undefined) : Number(weight);

function checkWeights(config: readonly Variant[]): void {
  const weights = config.map((variant) => weightOf(variant, config.length));
  const without = weights.indexOf(undefined);
  if (without >= 0) throw missing(`config[${without}].weight`);
  const sum = weights.reduce<number>((total, weight = 0) => total + weight, 0);
  if (sum !== 100) throw bad(`the weights of config must make 100, not ${sum}`);
}

/** The versions of one model must differ; those of different models need not. */
function checkVersions(world: InferenceWorld, config: readonly Variant[]): void {
  const versions = config.map(({ model_id }) => {
    const { model_name, model_version } = modelNamed(world, model_id, world.clock.now())?.request ?? {};
    return `${model_name}:${model_version}`;
  });
  const twice = versions.find((version, index) => versions.indexOf(version) !== index);
  if (twice !== undefined) throw new ApiError('ModelArts.3516', `config has ${twice} twice`);
}

/** A refusal for want of a field. */
export const missing = (field: string) => new ApiError('ModelArts.3610', `${field} is missing`);
