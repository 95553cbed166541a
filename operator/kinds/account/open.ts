/** Opens the way into one account: finds its project and its user, and makes its clients. */
import type { Authority, AuthorityOptions } from '../../modelarts/authority.ts';
import type { ClientOptions, ModelArts } from '../../modelarts/client.ts';
import type { CredentialSource } from '../../modelarts/credentials.ts';
import type { Step } from '../../runtime/kind.ts';
import { faultOf } from '../faults.ts';
import { projectIn, TEMPORARY } from './identity.ts';
import { callerOf } from './source.ts';

/** What an account is reached by. */
export type Target = Pick<AuthorityOptions, 'source' | 'project' | 'iamEndpoint'> & { endpoint: string };

/** The client's constructors, with the connection pools and throttles of this process already in them. */
export type CloudPorts = {
  createAuthority(target: Pick<AuthorityOptions, 'source' | 'project' | 'iamEndpoint'>): Authority;
  /** Clients of the same `account` share a throttle; `tenant` is the namespace. */
  createClient(
    options: Pick<ClientOptions, 'endpoint' | 'projectId' | 'tenant'> & {
      credentials: Authority;
      account: string;
    },
  ): ModelArts;
  /** Whether Accounts may use the agency of this machine. */
  machineCredentials: boolean;
};

/** An account that was reached. */
export type Opened = {
  endpoint: string;
  projectId: string;
  /** Endpoint, project and user (or a hash that stands for it), for `status.remote.account` and intents. */
  account: string;
  /** The same for all that share throttle and lists, and as long as nothing but a key changes. */
  shared: string;
  /** Whether an id recorded under that account is readable here: same endpoint and project. */
  sameProject(account: string): boolean;
  /** The client for the objects of one namespace; the same one each time. */
  clientFor(tenant: string): ModelArts;
  close(): Promise<void>;
};

/** How soon an account that could not be opened is tried again. */
export const REOPEN_MS = 15_000;

/**
 * Reads only; the way in, or a step that says what is in the way.
 *
 * @param holder whose account it is, in one word
 */
export async function openAccount(cloud: CloudPorts, target: Target, holder: string): Promise<Opened | Step> {
  const { endpoint, source } = target;
  // Many objects wait for it, so none of them may end it; the client's deadlines do.
  const { signal } = new AbortController();
  try {
    const authority = cloud.createAuthority(target);
    const projectId = await authority.projectId(signal);
    const project = `${new URL(endpoint).host}/${projectId}`;
    const caller = await userOf(authority, source, signal);
    const account = `${project}/${caller}`;
    const shared = caller.startsWith(TEMPORARY) ? `${project}/${TEMPORARY}of-${holder}` : account;
    const clients = new Map<string, ModelArts>();
    return {
      ...{ endpoint, projectId, account, shared },
      sameProject: (other) => projectIn(other) === project,
      clientFor(tenant) {
        const client =
          clients.get(tenant) ??
          cloud.createClient({ endpoint, projectId, credentials: authority, account: shared, tenant });
        clients.set(tenant, client);
        return client;
      },
      async close() {
        await Promise.all([...clients.values()].map((client) => client.close()));
      },
    };
  } catch (error) {
    const { needsPerson, reason, message } = faultOf(error);
    if (needsPerson) return { step: 'stuck', reason, message, recheckMs: REOPEN_MS };
    return { step: 'wait', reason, message: message + wayOut(target), recheckMs: REOPEN_MS };
  }
}

/** An access key and a project id need IAM only to tell whose the key is. */
const wayOut = ({ source, project }: Target): string =>
  source.kind === 'keys' && 'id' in project
    ? '. Where IAM can never be reached, set spec.iamEndpoint: none'
    : '';

/** The user's id, which outlives its keys; what the source tells where the cloud does not say. */
async function userOf(authority: Authority, source: CredentialSource, signal: AbortSignal): Promise<string> {
  const id = await authority.userId(signal);
  return id === undefined ? callerOf(source) : `user-${id}`;
}
