import type {
  CreateAlgorithmRequest,
  UpdateAlgorithmRequest,
} from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import { checkObsPath } from './obs.ts';
import { repeated } from './rules.ts';

type Asked = CreateAlgorithmRequest | UpdateAlgorithmRequest;
type JobConfig = NonNullable<Asked['job_config']>;

const REQUIREMENTS = ['flavor_type', 'device_distributed_mode', 'host_distributed_mode'];

/**
 * The rules of sections 6.1 and 6.4 that a schema cannot say.
 *
 * @throws ApiError naming the field
 */
export function checkAlgorithm({ job_config, resource_requirements = [], advanced_config }: Asked): void {
  if (job_config) checkJobConfig(job_config);
  for (const [index, { key }] of resource_requirements.entries())
    if (!REQUIREMENTS.includes(key ?? ''))
      throw new ApiError(
        'ModelArts.2788',
        `resource_requirements[${index}].key must be one of ${REQUIREMENTS.join(', ')}`,
      );
  const { reward_attrs = [], search_params = [] } = advanced_config?.auto_search ?? {};
  if (repeated(reward_attrs.map(({ name }) => name)))
    throw new ApiError('ModelArts.2824', 'advanced_config.auto_search.reward_attrs has a name twice');
  const nameless = search_params.findIndex(({ name }) => !name);
  if (nameless >= 0)
    throw new ApiError(
      'ModelArts.2826',
      `advanced_config.auto_search.search_params[${nameless}].name is missing`,
    );
}

function checkJobConfig({ code_dir, boot_file, command, engine, parameters = [], ...data }: JobConfig): void {
  if (!code_dir !== !boot_file)
    throw code_dir
      ? new ApiError('ModelArts.2758', 'job_config.boot_file is missing')
      : new ApiError('ModelArts.2757', 'job_config.code_dir is missing');
  if (code_dir && boot_file) {
    checkObsPath(code_dir, 'job_config.code_dir');
    checkObsPath(boot_file, 'job_config.boot_file');
    if (!boot_file.startsWith(`${code_dir.replace(/\/$/, '')}/`))
      throw new ApiError('ModelArts.2758', 'job_config.boot_file must lie in job_config.code_dir');
  }
  if (command && !engine?.image_url)
    throw new ApiError('ModelArts.2806', 'job_config.command needs job_config.engine.image_url');
  const twice = repeated(parameters.map(({ name }) => name));
  if (twice) throw new ApiError('ModelArts.2767', `job_config.parameters has ${twice} twice`);
  const channels = [...(data.inputs ?? []), ...(data.outputs ?? [])];
  const channel = repeated(channels.map(({ name }) => name));
  if (channel) throw new ApiError('ModelArts.2753', `two inputs or outputs have the name ${channel}`);
}
