/** From an Account to a client: which endpoint and project, with which credentials, may this namespace use. */
import type { ClientOptions, ModelArts } from '../../modelarts/client.ts';
import { checkEndpoint, endpointFor } from '../../modelarts/endpoints.ts';
import type { Credentials } from '../../modelarts/signer.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Store } from '../../runtime/store.ts';
import type { Secrets } from '../secrets.ts';
import type { AccountSpec } from './spec.gen.ts';

/** A way into ModelArts for one object. */
export type Access = {
  client: ModelArts;
  endpoint: string;
  /** Endpoint, project and a hash of the access key, for `status.remote.account` and intents. No secrets. */
  account: string;
  /** Whether an id recorded under that account is readable here: same endpoint and project. */
  sameProject(account: string): boolean;
};

/** The operator's own account, for namespaces without one (`--simulate`). */
export type OwnAccount = { endpoint: string; projectId: string; credentials: Credentials };

export type Accounts = {
  /** The client for the Account `name` ("default" if left out) of `namespace`; a step when there is none to use. */
  open(namespace: string, name: string | undefined, signal: AbortSignal): Promise<Access | Step>;
  /** The client for this very Account. */
  openAccount(account: Resource<AccountSpec>, signal: AbortSignal): Promise<Access | Step>;
  close(): Promise<void>;
};

export type AccountsOptions = {
  store: Store;
  secrets: Secrets;
  /** See `checkEndpoint`. */
  allowedEndpoints: readonly string[];
  own?: OwnAccount;
  createClient(options: Pick<ClientOptions, 'endpoint' | 'projectId' | 'credentials'>): ModelArts;
};

/** How soon an Account that cannot be used is looked at again, beside at once when it changes. */
const RECHECK_MS = 10_000;
const DEFAULT_NAME = 'default';

export function createAccounts(options: AccountsOptions): Accounts {
  const { store, secrets, own } = options;
  const clients = new Map<string, { access: Access; fingerprint: string }>();

  const accessTo = (holder: string, target: OwnAccount): Access => {
    const { endpoint, projectId, credentials } = target;
    const fingerprint = shortHash(JSON.stringify([endpoint, projectId, credentials]), 32);
    const held = clients.get(holder);
    if (held?.fingerprint === fingerprint) return held.access;
    // What still runs on the old client ends by itself; nothing new is given to it.
    void held?.access.client.close();
    const project = `${new URL(endpoint).host}/${projectId}`;
    const access: Access = {
      client: options.createClient(target),
      endpoint,
      account: `${project}/ak-${shortHash(credentials.accessKey, 8)}`,
      sameProject: (account) => account.slice(0, account.lastIndexOf('/')) === project,
    };
    clients.set(holder, { access, fingerprint });
    return access;
  };

  const openAccount: Accounts['openAccount'] = async ({ metadata, spec }, signal) => {
    const endpoint = spec.endpoint ?? endpointFor(spec.region ?? '');
    const refused =
      spec.endpoint || spec.region ? checkEndpoint(endpoint, options.allowedEndpoints) : undefined;
    if (!spec.endpoint && !spec.region)
      return stuck('InvalidSpec', 'spec.region: give a region (such as cn-north-4), or an endpoint');
    if (refused) return stuck('EndpointNotAllowed', `spec.endpoint: ${refused}`);
    const name = spec.credentials.secretRef.name;
    const values = await secrets.read({ namespace: metadata.namespace, name }, signal);
    const { accessKey, secretKey } = values ?? {};
    if (!accessKey || !secretKey) return noCredentials(name, values);
    return accessTo(metadata.uid, {
      endpoint,
      projectId: spec.projectId,
      credentials: { accessKey: accessKey.trim(), secretKey: secretKey.trim() },
    });
  };

  return {
    openAccount,
    async open(namespace, name, signal) {
      const account = store.get({ namespace, name: name ?? DEFAULT_NAME });
      if (account && !account.metadata.deletionTimestamp) return openAccount(account, signal);
      if (own && name === undefined) return accessTo('own', own);
      return {
        step: 'wait',
        reason: 'AccountMissing',
        message: `spec.accountRef: there is no Account "${name ?? DEFAULT_NAME}" in namespace ${namespace} yet`,
        recheckMs: RECHECK_MS,
      };
    },
    async close() {
      await Promise.all([...clients.values()].map(({ access }) => access.client.close()));
    },
  };
}

function noCredentials(name: string, values: Record<string, string> | undefined): Step {
  const message = values
    ? `spec.credentials.secretRef: Secret "${name}" needs the keys accessKey and secretKey, with values`
    : `spec.credentials.secretRef: there is no Secret "${name}" in this namespace yet`;
  return { step: 'wait', reason: 'CredentialsMissing', message, recheckMs: RECHECK_MS };
}

const stuck = (reason: string, message: string): Step => ({
  step: 'stuck',
  reason,
  message,
  recheckMs: 60_000,
});
