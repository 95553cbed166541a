/** The operator's own account: flags and environment -> where it is, and its credentials as they are now. */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { addressesOf } from './kinds/account/addresses.ts';
import type { OwnAccount } from './kinds/account/own.ts';
import type { Values } from './kinds/account/source.ts';
import { projectOf, sourceFrom } from './kinds/account/source.ts';
import type { CredentialSource } from './modelarts/credentials.ts';
import { checkEndpoint, endpointFor } from './modelarts/endpoints.ts';
import type { ProjectScope } from './modelarts/iam.ts';
import type { Time } from './runtime/time.ts';
import type { Simulator } from './simulator/simulator.ts';

/** Credentials that stay as they are (a secret: never to be logged), or the folder that holds them. */
export type OwnAccountConfig = Readonly<{
  endpoint: string;
  iamEndpoint?: string;
  project: ProjectScope;
  credentials: CredentialSource | { kind: 'folder'; path: string };
}>;

/** What the command line gives, as it gives it. */
export type OwnAccountFlags = {
  accountRegion?: string;
  accountEndpoint?: string;
  accountIamEndpoint?: string;
  accountProjectId?: string;
  accountProjectName?: string;
  accountCredentialsDir?: string;
  accountMachineCredentials?: boolean;
  defaultAccountNamespaces?: string[];
  simulate?: boolean;
};

const NAMESPACE = /^(\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/;

/** @throws Error with a sentence that names the entry that is no namespace */
export function namespaceList({ defaultAccountNamespaces }: OwnAccountFlags): readonly string[] | undefined {
  const wrong = defaultAccountNamespaces?.find((name) => !NAMESPACE.test(name));
  if (wrong !== undefined)
    throw new Error(`--default-account-namespaces: "${wrong}" is not the name of a namespace, nor *`);
  return defaultAccountNamespaces && Object.freeze([...defaultAccountNamespaces]);
}

/**
 * Undefined when no flag speaks of an account.
 *
 * @param allowed the endpoints that Accounts may name; the own one is the administrator's choice, and not added to them
 * @throws Error with a sentence that names the flag, never a credential
 */
export function ownAccountConfigFrom(
  flags: OwnAccountFlags,
  env: Readonly<NodeJS.ProcessEnv>,
  allowed: readonly string[],
): OwnAccountConfig | undefined {
  const { simulate, defaultAccountNamespaces, ...own } = flags;
  const given = Object.entries(own).filter(([name]) => name.startsWith('account'));
  if (given.length === 0) {
    if (defaultAccountNamespaces && !simulate)
      throw new Error('--default-account-namespaces: the operator has no account; give --account-region');
    return undefined;
  }
  if (simulate) throw new Error('--simulate brings its own account: leave the flags --account-… out');
  const { accountRegion: region, accountProjectId: projectId, accountProjectName: projectName } = own;
  if (projectId && projectName)
    throw new Error('--account-project-name: give either it or --account-project-id');
  const project = projectOf({
    ...(projectId !== undefined && { projectId }),
    ...(projectName !== undefined && { projectName }),
    ...(region !== undefined && { region }),
  });
  const addresses = addressesFrom(own, allowed);
  if (!project)
    throw new Error('--account-project-id: give the id or the name of the project when there is no region');
  return Object.freeze({ ...addresses, project, credentials: credentialsFrom(own, env) });
}

function addressesFrom(
  { accountRegion: region, accountEndpoint, accountIamEndpoint: iamEndpoint }: OwnAccountFlags,
  allowed: readonly string[],
) {
  if (!accountEndpoint && !region) throw new Error('--account-region: give a region, or --account-endpoint');
  const endpoint = accountEndpoint ?? endpointFor(region ?? '');
  const chosen = [endpoint, ...(iamEndpoint && iamEndpoint !== 'none' ? [iamEndpoint] : [])];
  const flags = [accountEndpoint ? '--account-endpoint' : '--account-region', '--account-iam-endpoint'];
  for (const [index, url] of chosen.entries()) {
    const refused = checkEndpoint(url, chosen);
    if (refused) throw new Error(`${flags[index]}: ${refused}`);
  }
  const addresses = addressesOf({ endpoint, ...(iamEndpoint && { iamEndpoint }) }, [...allowed, ...chosen]);
  if ('reason' in addresses) throw new Error(addresses.message);
  return addresses;
}

function credentialsFrom(
  { accountCredentialsDir: path, accountMachineCredentials: machine }: OwnAccountFlags,
  env: Readonly<NodeJS.ProcessEnv>,
): OwnAccountConfig['credentials'] {
  if (path && machine)
    throw new Error('--account-machine-credentials: give either it or --account-credentials-dir');
  if (path) return { kind: 'folder', path };
  if (machine) return { kind: 'metadata' };
  const { HUAWEICLOUD_SDK_AK: accessKey, HUAWEICLOUD_SDK_SK: secretKey } = env;
  const { HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken } = env;
  if (accessKey && secretKey)
    return { kind: 'keys', accessKey, secretKey, ...(securityToken && { securityToken }) };
  throw new Error(
    'the operator has an account, but no credentials for it: give --account-credentials-dir, the variables HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or --account-machine-credentials',
  );
}

/** The account that namespaces without an Account use; undefined when there is none. */
export function ownAccount(
  { account, accountNamespaces }: Pick<Config, 'account' | 'accountNamespaces'>,
  time: Pick<Time, 'monotonic'>,
  simulator: Pick<Simulator, 'url' | 'projectId' | 'accessKey' | 'secretKey'> | undefined,
): OwnAccount | undefined {
  if (simulator) {
    const { url: endpoint, projectId: id, accessKey, secretKey } = simulator;
    const source = async () => ({ kind: 'keys' as const, accessKey, secretKey });
    return Object.freeze({ endpoint, project: { id }, source, namespaces: accountNamespaces ?? ['*'] });
  }
  if (!account) return undefined;
  const { credentials, ...where } = account;
  const source =
    credentials.kind === 'folder' ? folderSource(credentials.path, time) : async () => credentials;
  return Object.freeze({ ...where, source, namespaces: accountNamespaces ?? [] });
}

/** How long what was read is believed. */
const REREAD_MS = 5_000;

function folderSource(path: string, time: Pick<Time, 'monotonic'>): OwnAccount['source'] {
  let read: { atMs: number; source: Promise<CredentialSource | string> } | undefined;
  return () => {
    const atMs = time.monotonic();
    if (!read || atMs - read.atMs >= REREAD_MS) read = { atMs, source: readSource(path) };
    return read.source;
  };
}

async function readSource(path: string): Promise<CredentialSource | string> {
  try {
    const source = sourceFrom(await valuesIn(path), undefined);
    return typeof source === 'string' ? `--account-credentials-dir: "${path}" ${source}` : source;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `--account-credentials-dir: "${path}" cannot be read (${code}): mount the Secret there`;
  }
}

/** A mounted Secret changes by one swap of the link `..data`: what lies behind it belongs together. */
async function valuesIn(path: string): Promise<Values> {
  const folder = await realpath(join(path, '..data')).catch(() => path);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const values = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(values));
}
