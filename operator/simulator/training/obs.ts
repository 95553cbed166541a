import { ApiError } from '../errors.ts';

/** A bucket of 3 to 63 characters, then the key; with or without the scheme. */
const OBS_PATH = /^(?:obs:\/)?\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/;

/**
 * Refuses what cannot be a path in OBS: `/bucket/key` or `obs://bucket/key` without empty or climbing segments.
 *
 * @throws ApiError ModelArts.2791 naming the field
 */
export function checkObsPath(path: string, field: string): void {
  const segments = path.replace(/^obs:\//, '').split('/');
  const odd = segments.slice(1, -1).includes('') || segments.includes('..');
  if (!OBS_PATH.test(path) || odd)
    throw new ApiError('ModelArts.2791', `${field}: ${path} is no path such as /bucket/folder/`);
}
