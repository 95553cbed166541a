import type {
  CreateTrainingJobRequest,
  InputReq,
  JobAlgorithmReq,
  JobEngineReq,
  OutputReq,
  SpecReq,
} from '../../modelarts/generated/training.gen.ts';
import type { Behaviours } from '../behaviours.ts';
import { ApiError } from '../errors.ts';
import { isEngine } from './engines.ts';
import { flavorType, MAX_NODES, POOL_FLAVORS } from './flavors.ts';
import { checkForm } from './forms.ts';
import { checkObsPath } from './obs.ts';

const KINDS = ['job', 'visualization_job'];
const MAX_VARIABLES = 100;
const MAX_VARIABLE_NAME = 8192;
const MAX_VARIABLE_VALUE = 4096;

/**
 * The rules of section 6.8 that a schema cannot say.
 *
 * @throws ApiError naming the field, never its value where that may be secret
 */
export function checkCreate(request: CreateTrainingJobRequest, behaviours: Behaviours): void {
  const { kind, algorithm, spec, tasks } = request;
  if (!KINDS.includes(kind)) throw new ApiError('ModelArts.2788', `kind must be one of ${KINDS.join(', ')}`);
  if (tasks?.length) throw new ApiError('ModelArts.2788', 'tasks is not implemented, use algorithm and spec');
  if (!algorithm) throw new ApiError('ModelArts.2788', 'algorithm is missing');
  if (kind === 'job') checkForm(algorithm);
  checkEngine(algorithm.engine);
  checkParameters(algorithm.parameters);
  checkChannels(algorithm);
  checkEnvironments(algorithm.environments);
  if (algorithm.local_code_dir && !/^\/home(\/|$)/.test(algorithm.local_code_dir))
    throw new ApiError('ModelArts.2857', 'algorithm.local_code_dir must lie below /home');
  checkSummary(algorithm);
  checkSpec(spec, behaviours);
}

function checkEngine(engine: JobEngineReq | undefined): void {
  if (!engine) return;
  const { engine_id, engine_name, engine_version, image_url } = engine;
  const ways = [engine_id, engine_name ?? engine_version, image_url].filter((way) => way);
  if (ways.length !== 1)
    throw new ApiError(
      'ModelArts.2788',
      'algorithm.engine: give one of engine_id, engine_name with engine_version, image_url',
    );
  if (engine_name && !isEngine(engine_name))
    throw new ApiError('ModelArts.2780', `algorithm.engine.engine_name: there is no engine ${engine_name}`);
  if (!engine_name !== !engine_version)
    throw new ApiError('ModelArts.2780', 'algorithm.engine: engine_name and engine_version belong together');
}

function checkParameters(parameters: JobAlgorithmReq['parameters'] = []): void {
  const names = parameters.map(({ name }) => name);
  const nameless = names.findIndex((name) => !name);
  if (nameless >= 0)
    throw new ApiError('ModelArts.2788', `algorithm.parameters[${nameless}].name is missing`);
  const twice = repeated(names);
  if (twice) throw new ApiError('ModelArts.2767', `algorithm.parameters has ${twice} twice`);
}

function checkChannels({ inputs = [], outputs = [] }: JobAlgorithmReq): void {
  const twice = repeated([...inputs, ...outputs].map(({ name }) => name));
  if (twice) throw new ApiError('ModelArts.2753', `two inputs or outputs have the name ${twice}`);
  for (const [index, input] of inputs.entries()) checkInput(input, `algorithm.inputs[${index}].remote`);
  for (const [index, output] of outputs.entries()) checkOutput(output, `algorithm.outputs[${index}].remote`);
}

function checkInput({ remote }: InputReq, at: string): void {
  if (!remote.obs === !remote.dataset)
    throw new ApiError('ModelArts.2854', `${at}: give one of obs, dataset`);
  if (remote.obs) checkObsPath(remote.obs.obs_url, `${at}.obs.obs_url`);
}

const checkOutput = ({ remote }: OutputReq, at: string) =>
  checkObsPath(remote.obs.obs_url, `${at}.obs.obs_url`);

function checkEnvironments(environments: Readonly<Record<string, string>> = {}): void {
  const entries = Object.entries(environments);
  const at = 'algorithm.environments';
  if (entries.length > MAX_VARIABLES)
    throw new ApiError('ModelArts.2816', `${at} may have at most ${MAX_VARIABLES} variables`);
  for (const [name, value] of entries) {
    if (name.length > MAX_VARIABLE_NAME)
      throw new ApiError('ModelArts.2816', `${at}: a name may have at most ${MAX_VARIABLE_NAME} characters`);
    if (!/^[A-Za-z_]\w*$/.test(name))
      throw new ApiError(
        'ModelArts.2788',
        `${at}: ${name} is no name, use letters, digits and _, first no digit`,
      );
    if (value.length > MAX_VARIABLE_VALUE)
      throw new ApiError('ModelArts.2816', `${at}.${name} may have at most ${MAX_VARIABLE_VALUE} characters`);
  }
}

function checkSummary({ summary, autosearch_config_path, autosearch_framework_path }: JobAlgorithmReq): void {
  if (summary?.log_type && !summary.log_dir && !summary.data_sources?.length)
    throw new ApiError('ModelArts.2788', 'algorithm.summary.log_dir is missing');
  if (summary?.log_dir) checkObsPath(summary.log_dir.pfs.pfs_path, 'algorithm.summary.log_dir.pfs.pfs_path');
  if (autosearch_config_path) checkObsPath(autosearch_config_path, 'algorithm.autosearch_config_path');
  if (autosearch_framework_path)
    checkObsPath(autosearch_framework_path, 'algorithm.autosearch_framework_path');
}

/** Table 6-167: a CPU pool takes no flavor. Pools are believed; one with "cpu" in its id has no cards. */
const isPoolFlavor = (poolId: string, behaviours: Behaviours) => (flavor: string) =>
  behaviours['training.poolFlavor'] === 'allow' && !/cpu/i.test(poolId) && POOL_FLAVORS.has(flavor);

function checkSpec(spec: SpecReq = {}, behaviours: Behaviours): void {
  const { flavor_id, pool_id, node_count = 1 } = spec.resource ?? {};
  if (!flavor_id && !pool_id)
    throw new ApiError(
      'ModelArts.2788',
      'spec.resource: give flavor_id, or pool_id with or without flavor_id',
    );
  const known = pool_id ? isPoolFlavor(pool_id, behaviours) : flavorType;
  if (flavor_id && !known(flavor_id))
    throw new ApiError('ModelArts.2781', `spec.resource.flavor_id ${flavor_id} does not exist`);
  if (node_count < 1) throw new ApiError('ModelArts.2816', 'spec.resource.node_count must be 1 or more');
  if (node_count > MAX_NODES)
    throw new ApiError('ModelArts.2793', `spec.resource.node_count must be ${MAX_NODES} or less`);
  // The empty address of the example of 6.8 means: do not export.
  if (spec.log_export_path?.obs_url)
    checkObsPath(spec.log_export_path.obs_url, 'spec.log_export_path.obs_url');
  const affinity = spec.schedule_policy?.required_affinity;
  if (affinity?.affinity_type === 'hyperinstance' && affinity.affinity_group_size === undefined)
    throw new ApiError(
      'ModelArts.2788',
      'spec.schedule_policy.required_affinity.affinity_group_size is missing',
    );
}

/** A name that occurs more than once; undefined when there is none. */
export const repeated = (names: readonly (string | undefined)[]) =>
  names.find((name, index) => names.indexOf(name) !== index);
