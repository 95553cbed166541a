/** From an Account to a client: which endpoint and project, with which credentials, may this namespace use. */
import type { ModelArts } from '../../modelarts/client.ts';
import type { CredentialSource } from '../../modelarts/credentials.ts';
import type { Credentials } from '../../modelarts/signer.ts';
import { unlessAborted } from '../../runtime/abort.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { Store } from '../../runtime/store.ts';
import type { Time } from '../../runtime/time.ts';
import { addressesOf } from './addresses.ts';
import { type CloudPorts, openAccess, REOPEN_MS, type Target } from './open.ts';
import { projectOf, sourceFrom, specProblem } from './source.ts';
import type { AccountSpec } from './spec.gen.ts';

/** A way into ModelArts for one object. */
export type Access = {
  client: ModelArts;
  endpoint: string;
  projectId: string;
  /** Endpoint, project and user (or a hash that stands for it), for `status.remote.account` and intents. */
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
  secrets: Pick<Secrets, 'read'>;
  time: Pick<Time, 'monotonic'>;
  /** See `checkEndpoint`. */
  allowedEndpoints: readonly string[];
  own?: OwnAccount;
  cloud: CloudPorts;
};

/** How soon an Account that cannot be used is looked at again, beside at once when it changes. */
const RECHECK_MS = 10_000;
/** The Account of objects that name none. */
export const DEFAULT_ACCOUNT = 'default';

type Opening = {
  fingerprint: string;
  done: Promise<Access | Step>;
  /** What came of it; undefined while it is under way. */
  answer?: Access | Step;
  failedMs: number | undefined;
};

export function createAccounts(options: AccountsOptions): Accounts {
  const { store, secrets, own, cloud, time } = options;
  const openings = new Map<string, Opening>();

  const accessTo = (holder: string, target: Target, namespace: string): Promise<Access | Step> => {
    const fingerprint = shortHash(JSON.stringify(target), 32);
    const held = openings.get(holder);
    const failed = held?.failedMs !== undefined && time.monotonic() - held.failedMs >= REOPEN_MS;
    if (held?.fingerprint === fingerprint && !failed) return held.done;
    // What still runs on the old client ends by itself; nothing new is given to it.
    if (held) held.done.then(close, () => {});
    const opening: Opening = {
      fingerprint,
      failedMs: undefined,
      done: openAccess(cloud, target, namespace).then(
        (answer) => {
          opening.answer = answer;
          if ('step' in answer) opening.failedMs = time.monotonic();
          return answer;
        },
        (defect: unknown) => {
          openings.delete(holder);
          throw defect;
        },
      ),
    };
    openings.set(holder, opening);
    return opening.done;
  };

  const openAccount: Accounts['openAccount'] = async ({ metadata, spec }, signal) => {
    const { namespace, uid } = metadata;
    const problem = specProblem(spec);
    if (problem) return stuck('InvalidSpec', problem);
    const addresses = addressesOf(spec, options.allowedEndpoints);
    if ('reason' in addresses) return stuck(addresses.reason, addresses.message);
    const project = projectOf(spec);
    if (!project) return stuck('InvalidSpec', 'spec.projectId: give the id or the name of the project');
    const source = await sourceOf(spec, namespace, signal);
    if ('step' in source) return source;
    return unlessAborted(accessTo(uid, { ...addresses, project, source }, namespace), signal);
  };

  const sourceOf = async (
    { credentials }: AccountSpec,
    namespace: string,
    signal: AbortSignal,
  ): Promise<CredentialSource | Step> => {
    if (credentials.machine) {
      if (cloud.machineCredentials) return { kind: 'metadata' };
      return stuck(
        'MachineCredentialsNotAllowed',
        'spec.credentials.machine: the operator was started without --allow-machine-credentials; use a secretRef',
      );
    }
    const name = credentials.secretRef?.name ?? '';
    const values = await secrets.read({ namespace, name }, signal);
    const source = values
      ? sourceFrom(values, credentials.agency)
      : 'is not in this namespace yet: create it, or name another one';
    if (typeof source !== 'string') return source;
    const message = `spec.credentials.secretRef: Secret "${name}" ${source}`;
    return { step: 'wait', reason: 'CredentialsMissing', message, recheckMs: RECHECK_MS };
  };

  return {
    openAccount,
    async open(namespace, name, signal) {
      const account = store.get({ namespace, name: name ?? DEFAULT_ACCOUNT });
      if (account) return openAccount(account, signal);
      if (own && name === undefined) {
        const { endpoint, projectId, credentials } = own;
        const source: CredentialSource = { kind: 'keys', ...credentials };
        const target = { endpoint, project: { id: projectId }, source };
        return unlessAborted(accessTo(`own/${namespace}`, target, namespace), signal);
      }
      return {
        step: 'wait',
        reason: 'AccountMissing',
        message: `spec.accountRef: there is no Account "${name ?? DEFAULT_ACCOUNT}" in namespace ${namespace} yet`,
        recheckMs: RECHECK_MS,
      };
    },
    async close() {
      // What is still under way has no client yet, and ends with the connection pools.
      await Promise.all([...openings.values()].map(({ answer }) => answer && close(answer)));
    },
  };
}

async function close(answer: Access | Step): Promise<void> {
  if ('client' in answer) await answer.client.close();
}

const stuck = (reason: string, message: string): Step => ({
  step: 'stuck',
  reason,
  message,
  recheckMs: 60_000,
});
