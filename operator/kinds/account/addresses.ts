/** Which endpoints an Account uses, and whether it may. Pure. */
import { checkEndpoint, endpointFor, iamEndpointFor } from '../../modelarts/endpoints.ts';
import type { AccountSpec } from './spec.gen.ts';

/** Origins. Without `iamEndpoint`, IAM is not asked for anything. */
export type Addresses = { endpoint: string; iamEndpoint?: string };

/** What `spec.iamEndpoint` says where IAM cannot be reached. */
const NO_IAM = 'none';

/**
 * The endpoints that the spec names or that follow from it, each checked against the list.
 *
 * IAM beside an endpoint that is not in the list is not used: nobody has allowed it.
 */
export function addressesOf(
  spec: Pick<AccountSpec, 'region' | 'endpoint' | 'iamEndpoint'>,
  allowed: readonly string[],
): Addresses | { reason: string; message: string } {
  if (!spec.endpoint && !spec.region)
    return {
      reason: 'InvalidSpec',
      message: 'spec.region: give a region (such as cn-north-4), or an endpoint',
    };
  const endpoint = spec.endpoint ?? endpointFor(spec.region ?? '');
  const refused = checkEndpoint(endpoint, allowed);
  if (refused) return notAllowed('spec.endpoint', refused);
  if (spec.iamEndpoint === NO_IAM) return { endpoint };
  if (spec.iamEndpoint) {
    const refusedIam = checkEndpoint(spec.iamEndpoint, allowed);
    return refusedIam
      ? notAllowed('spec.iamEndpoint', refusedIam)
      : { endpoint, iamEndpoint: spec.iamEndpoint };
  }
  const iamEndpoint = iamEndpointFor(endpoint);
  return iamEndpoint && !checkEndpoint(iamEndpoint, allowed) ? { endpoint, iamEndpoint } : { endpoint };
}

const notAllowed = (field: string, why: string) => ({
  reason: 'EndpointNotAllowed',
  message: `${field}: ${why}`,
});
