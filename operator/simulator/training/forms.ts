import type { JobAlgorithmReq } from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import { checkObsPath } from './obs.ts';

const FORMS =
  'id; subscription_id with item_version_id; code_dir with boot_file; command with engine.image_url';

/**
 * Which of the four forms of an algorithm was given (section 6.8): exactly one, and whole. A code directory may
 * accompany a custom image.
 *
 * @throws ApiError for none, several, or one that is incomplete
 */
export function checkForm(algorithm: JobAlgorithmReq): void {
  const { id, subscription_id, item_version_id, code_dir, boot_file, command, engine } = algorithm;
  const image = engine?.image_url;
  const given = {
    id: Boolean(id),
    subscription: Boolean(subscription_id || item_version_id),
    code: Boolean(boot_file || (code_dir && !image)),
    image: Boolean(command || image),
  };
  if (Object.values(given).filter(Boolean).length !== 1)
    throw new ApiError('ModelArts.2806', `algorithm must be given in exactly one form: ${FORMS}`);
  if (given.subscription && !(subscription_id && item_version_id))
    throw new ApiError('ModelArts.2788', 'algorithm: subscription_id and item_version_id belong together');
  if (given.image && !(command && image))
    throw new ApiError('ModelArts.2806', 'algorithm.command and algorithm.engine.image_url belong together');
  if (given.code) checkCode(algorithm);
}

function checkCode({ code_dir, boot_file, engine }: JobAlgorithmReq): void {
  if (!code_dir) throw new ApiError('ModelArts.2757', 'algorithm.code_dir is missing');
  if (!boot_file) throw new ApiError('ModelArts.2758', 'algorithm.boot_file is missing');
  if (!code_dir.startsWith('file://')) {
    checkObsPath(code_dir, 'algorithm.code_dir');
    checkObsPath(boot_file, 'algorithm.boot_file');
  }
  if (!plain(boot_file).startsWith(`${plain(code_dir).replace(/\/$/, '')}/`))
    throw new ApiError('ModelArts.2758', 'algorithm.boot_file must lie in algorithm.code_dir');
  if (!engine) throw new ApiError('ModelArts.2780', 'algorithm.engine is missing');
}

const plain = (path: string) => path.replace(/^obs:\//, '');
