/** The operator's own account, for the namespaces that its administrator names. */
import type { CredentialSource } from '../../modelarts/credentials.ts';
import type { ProjectScope } from '../../modelarts/iam.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Target } from './open.ts';
import { includesNamespace } from './share.ts';

/**
 * Where it is and by what it is reached: all of it from flags and environment. No spec has a field for any of it, so
 * its credentials go nowhere else.
 */
export type OwnAccount = Readonly<{
  endpoint: string;
  iamEndpoint?: string | undefined;
  project: ProjectScope;
  /** The credentials as they are now; a sentence when there are none to use. */
  source(): Promise<CredentialSource | string>;
  /** The namespaces that it serves: exact names, or `*` for all. */
  namespaces: readonly string[];
}>;

/** Whether an object of `namespace` that names no Account may use it. */
export const ownServes = (own: OwnAccount, namespace: string): boolean =>
  includesNamespace(own.namespaces, namespace);

/** What it is reached by: nothing of any object is in it. */
export async function ownTarget(own: OwnAccount): Promise<Target | Step> {
  const source = await own.source();
  if (typeof source === 'string')
    return { step: 'wait', reason: 'CredentialsMissing', message: source, recheckMs: 10_000 };
  const { endpoint, iamEndpoint, project } = own;
  return { endpoint, project, source, ...(iamEndpoint !== undefined && { iamEndpoint }) };
}
