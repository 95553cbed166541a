/** From an Account to a client: which endpoint and project, with which credentials, may this namespace use. */
import type { ModelArts } from '../../modelarts/client.ts';
import type { CredentialSource } from '../../modelarts/credentials.ts';
import { unlessAborted } from '../../runtime/abort.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Room } from '../../runtime/ledger.ts';
import type { Resource } from '../../runtime/object.ts';
import { keyOf } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { Store } from '../../runtime/store.ts';
import type { Time } from '../../runtime/time.ts';
import { addressesOf } from './addresses.ts';
import { identityStep } from './identity.ts';
import type { OperatorLimits } from './limits.ts';
import { limitsOf } from './limits.ts';
import type { CloudPorts, Opened } from './open.ts';
import { Openings } from './openings.ts';
import type { OwnAccount } from './own.ts';
import { ownServes, ownTarget } from './own.ts';
import type { AccountRef } from './share.ts';
import { accountKey, noAccount, serves } from './share.ts';
import { projectOf, sourceFrom, specProblem } from './source.ts';
import type { AccountSpec } from './spec.gen.ts';

/** A way into ModelArts for the objects of one namespace. */
export type Access = Omit<Opened, 'clientFor' | 'close'> & {
  client: ModelArts;
  /** Under which limits something may be created in this moment, or why nothing may be. */
  admission(): Room | { refused: Step };
};

/** The Account itself, and whether it still reaches what its objects are recorded under. */
export type AccountAccess = Access & { identity(): Step | undefined };

export type Accounts = {
  /** For an object of `namespace`: the client of the Account that it refers to; a step when there is none to use. */
  open(namespace: string, ref: AccountRef | undefined, signal: AbortSignal): Promise<Access | Step>;
  /** The client for this very Account. */
  openAccount(account: Resource<AccountSpec>, signal: AbortSignal): Promise<AccountAccess | Step>;
  close(): Promise<void>;
};

export type AccountsOptions = {
  store: Store;
  secrets: Pick<Secrets, 'read'>;
  /** All objects, to see which of them use an Account. */
  objects: Pick<Objects, 'holdersOf'>;
  time: Pick<Time, 'monotonic'>;
  /** See `checkEndpoint`. */
  allowedEndpoints: readonly string[];
  limits?: OperatorLimits;
  /** The only namespaces that the operator works in, and the labels of all that it sees; undefined: all. */
  namespaces?: readonly string[] | undefined;
  selector?: string | undefined;
  own?: OwnAccount | undefined;
  cloud: CloudPorts;
};

/** How soon an Account that cannot be used is looked at again, beside at once when it changes. */
const RECHECK_MS = 10_000;
/** How long it is believed that objects are recorded under another account; all of them have to be looked at. */
const RELOOK_MS = 5_000;

export function createAccounts(options: AccountsOptions): Accounts {
  const { store, secrets, own, cloud, time, objects, limits = {} } = options;
  const openings = new Openings(cloud, time);
  const identities = new WeakMap<Opened, { step: Step | undefined; sinceMs: number }>();

  /** Looks at every object that uses the Account. */
  const identity = (account: Resource, opened: Opened): Step | undefined => {
    const step = identityStep(objects.holdersOf('accounts', keyOf(account)), opened.account);
    identities.set(opened, { step, sinceMs: time.monotonic() });
    return step;
  };

  /** The same from memory: what is well stays so, since nothing is begun under a former identity any more. */
  const knownIdentity = (account: Resource, opened: Opened): Step | undefined => {
    const known = identities.get(opened);
    if (!known || (known.step && time.monotonic() - known.sinceMs >= RELOOK_MS))
      return identity(account, opened);
    return known.step;
  };

  const accessFor = (opened: Opened, tenant: string, admission: Access['admission']): Access => {
    const { clientFor, close: _, ...rest } = opened;
    return { ...rest, client: clientFor(tenant), admission };
  };

  const reach = async (
    { metadata, spec }: Resource<AccountSpec>,
    signal: AbortSignal,
  ): Promise<Opened | Step> => {
    const problem = specProblem(spec);
    if (problem) return stuck('InvalidSpec', problem);
    const addresses = addressesOf(spec, options.allowedEndpoints);
    if ('reason' in addresses) return stuck(addresses.reason, addresses.message);
    const project = projectOf(spec);
    if (!project) return stuck('InvalidSpec', 'spec.projectId: give the id or the name of the project');
    const source = await sourceOf(spec, metadata.namespace, signal);
    if ('step' in source) return source;
    return openings.get(metadata.uid, { ...addresses, project, source }, signal);
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

  const openFor = async (
    account: Resource<AccountSpec>,
    tenant: string,
    signal: AbortSignal,
  ): Promise<AccountAccess | Step> => {
    const opened = await reach(account, signal);
    if ('step' in opened) return opened;
    const admission: Access['admission'] = () => {
      const now: Resource<AccountSpec> = store.get(keyOf(account)) ?? account;
      const refused = knownIdentity(now, opened);
      if (refused) return { refused };
      return { limits: limitsOf(limits, now), counts: (namespace) => serves(now, namespace) };
    };
    return { ...accessFor(opened, tenant, admission), identity: () => identity(account, opened) };
  };

  const openOwn = async (from: OwnAccount, tenant: string, signal: AbortSignal): Promise<Access | Step> => {
    const target = await unlessAborted(ownTarget(from), signal);
    if ('step' in target) return target;
    const opened = await openings.get('own', target, signal);
    if ('step' in opened) return opened;
    return accessFor(opened, tenant, () => ({ limits: limitsOf(limits), counts: () => true }));
  };

  return {
    openAccount: (account, signal) => openFor(account, account.metadata.namespace, signal),
    async open(namespace, ref, signal) {
      const key = accountKey(namespace, ref);
      const account = store.get(key);
      if (account && serves(account, namespace)) return openFor(account, namespace, signal);
      if (own && ref === undefined && ownServes(own, namespace)) return openOwn(own, namespace, signal);
      const { namespaces, selector } = options;
      const hasOwn = own !== undefined && ref === undefined;
      return noAccount({ namespace, key, namespaces, selector, hasOwn });
    },
    close: () => openings.close(),
  };
}

const stuck = (reason: string, message: string): Step => ({
  step: 'stuck',
  reason,
  message,
  recheckMs: 60_000,
});
