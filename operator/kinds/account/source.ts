/** From an Account's spec and Secret to where its authority comes from. Pure. */
import type { CredentialSource } from '../../modelarts/credentials.ts';
import type { ProjectScope } from '../../modelarts/iam.ts';
import type { Credentials } from '../../modelarts/signer.ts';
import { shortHash } from '../../runtime/digest.ts';
import { TEMPORARY } from './identity.ts';
import type { AccountSpec } from './spec.gen.ts';

/** The values of a Secret by key. */
export type Values = Readonly<Record<string, string>>;

/** The project that the spec names, else the region's own; undefined when it names none. */
export function projectOf({
  projectId,
  projectName,
  region,
}: Pick<AccountSpec, 'projectId' | 'projectName' | 'region'>): ProjectScope | undefined {
  if (projectId) return { id: projectId };
  const name = projectName ?? region;
  return name ? { name } : undefined;
}

/** A sentence naming the field, when the credentials contradict themselves. */
export function specProblem({ credentials, projectId, projectName }: AccountSpec): string | undefined {
  const { secretRef, agency, machine } = credentials;
  if (projectId && projectName) return 'spec.projectName: give either projectId or projectName';
  if (Boolean(secretRef) === Boolean(machine))
    return 'spec.credentials: give either secretRef or machine: true';
  if (agency && !secretRef) return 'spec.credentials.agency: needs a secretRef with an access key';
  return undefined;
}

/** The source that a Secret's values make; a sentence about what is missing otherwise, without any value. */
export function sourceFrom(
  values: Values,
  agency: AccountSpec['credentials']['agency'],
): CredentialSource | string {
  const keys = keysFrom(values);
  if (agency) {
    if (!keys) return 'needs the keys accessKey and secretKey, with values, to act as an agency';
    const { name: agencyName, domainName: agencyDomainName, domainId } = agency;
    return { kind: 'agency', keys, agencyName, agencyDomainName, domainId };
  }
  if (keys) return { kind: 'keys', ...keys };
  const { userName, password, domainName } = trimmed(values);
  if (userName && password && domainName) return { kind: 'password', userName, password, domainName };
  return 'needs the keys accessKey and secretKey, or userName, password and domainName, with values';
}

/** Who calls, as far as the source itself tells: stable, and no secret. */
export function callerOf(source: CredentialSource): string {
  switch (source.kind) {
    case 'keys':
      return `${source.securityToken ? TEMPORARY : 'ak-'}${shortHash(source.accessKey, 8)}`;
    case 'password':
      return `name-${shortHash(`${source.domainName}/${source.userName}`, 8)}`;
    case 'agency':
      return `agency-${shortHash(`${source.agencyDomainName}/${source.agencyName}`, 8)}`;
    case 'metadata':
      return 'machine';
  }
}

function keysFrom(values: Values): Credentials | undefined {
  const { accessKey, secretKey, securityToken } = trimmed(values);
  if (!accessKey || !secretKey) return undefined;
  return { accessKey, secretKey, ...(securityToken && { securityToken }) };
}

/** Values often carry the line break of the file that they came from. */
const trimmed = (values: Values): Partial<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()]));
