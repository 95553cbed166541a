/** Account: has no remote object; its status says whether the credentials reach the project. */
import type { Controller } from '../../runtime/controller.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Key, Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import type { ReportKind } from '../../runtime/reportPass.ts';
import { reportPass } from '../../runtime/reportPass.ts';
import type { Store } from '../../runtime/store.ts';
import { faultOf } from '../faults.ts';
import type { Access, Accounts } from './accounts.ts';
import type { AccountRef } from './share.ts';
import { accountKey, serves } from './share.ts';
import type { AccountSpec } from './spec.gen.ts';

export const ACCOUNT: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'accounts',
  kind: 'Account',
};

/** How often working credentials are tried again, and those that do not work. */
const READY_MS = 60_000;
const NOT_READY_MS = 15_000;

export function account(accounts: Accounts, store: Store): Controller {
  const kind: ReportKind = {
    type: ACCOUNT,
    observe: (object, signal) => observe(accounts, object, signal),
    secretOf: ({ metadata, spec }: Resource<AccountSpec>) =>
      keyOfSecret(metadata, spec.credentials.secretRef?.name),
    formerSecretOf: ({ metadata, status }) => keyOfSecret(metadata, status?.secretName),
  };
  return {
    type: ACCOUNT,
    store,
    serves: true,
    secrets: ({ spec }: Resource<AccountSpec>) => secretNames(spec),
    pass: (context, _memories, key, signal) => reportPass(kind, context, key, signal),
  };
}

const secretNames = ({ credentials }: AccountSpec): string[] =>
  credentials.secretRef ? [credentials.secretRef.name] : [];

const keyOfSecret = ({ namespace }: Key, name: unknown): Key | undefined =>
  typeof name === 'string' && name !== '' ? { namespace, name } : undefined;

/**
 * The Account that an object of `namespace` uses: needed as long as anything of the object may exist in the cloud.
 *
 * @param ref `spec.accountRef`
 */
export const accountReference = (namespace: string, ref?: AccountRef): Reference => ({
  field: 'spec.accountRef',
  to: { plural: ACCOUNT.plural, kind: ACCOUNT.kind, key: accountKey(namespace, ref) },
  holds: 'while-it-exists',
  allowedBy: (account: Resource<AccountSpec>) => serves(account, namespace),
});

async function observe(accounts: Accounts, object: Resource<AccountSpec>, signal: AbortSignal) {
  const access = await accounts.openAccount(object, signal);
  if ('step' in access) return { step: access };
  const { endpoint, projectId, account: caller } = access;
  const step = access.identity() ?? asTold(await probe(access, signal), object);
  const ready =
    step.step === 'settled'
      ? ({
          status: 'True',
          reason: 'Reached',
          message: `the credentials reach project ${projectId}`,
        } as const)
      : ({
          status: 'False',
          reason: 'reason' in step ? step.reason : 'NotReached',
          message: 'message' in step ? step.message : '',
        } as const);
  return {
    step,
    report: {
      phase: undefined,
      fields: { endpoint, projectId, account: caller, secretName: object.spec.credentials.secretRef?.name },
      ready,
    },
  };
}

async function probe({ client }: Access, signal: AbortSignal): Promise<Step> {
  try {
    await client.probe({ signal });
    return { step: 'settled', recheckMs: READY_MS };
  } catch (error) {
    const { needsPerson, reason, message } = faultOf(error);
    return { step: needsPerson ? 'stuck' : 'wait', reason, message, recheckMs: NOT_READY_MS };
  }
}

/** Request ids differ each time: the same trouble of the same spec is not written again and again. */
function asTold(step: Step, { metadata, status }: Resource): Step {
  if (!('reason' in step)) return step;
  const told = status?.conditions?.find(
    ({ reason, observedGeneration }) => reason === step.reason && observedGeneration === metadata.generation,
  );
  return told ? { ...step, message: told.message } : step;
}
