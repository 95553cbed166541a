/** What a pass says when the cluster does not let the operator do something that it needs. */
import { hasEnded } from './conditions.ts';
import type { Step } from './kind.ts';
import type { Resource } from './object.ts';
import type { ApiError } from './ports.ts';

/** Nobody tells when a permission is given. */
export const DENIED_RECHECK_MS = 30_000;

/** For the log, beside the error. */
export const DENIED = 'the operator lacks a permission in the cluster';

/**
 * The step of such a pass. An object at its end only waits: what is stuck there would count as looked at, and an edit
 * after the end be passed over.
 */
export const deniedStep = (object: Resource, { message }: ApiError): Step => ({
  step: hasEnded(object) ? 'wait' : 'stuck',
  reason: 'ClusterPermissionMissing',
  message: `${DENIED} (modelarts-operator rbac prints all that it needs): ${message}`,
});
