/** Account: has no remote object; its status says whether the credentials reach the project. */
import type { Controller } from '../../runtime/controller.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import { reportPass } from '../../runtime/reportPass.ts';
import type { Store } from '../../runtime/store.ts';
import { faultOf } from '../faults.ts';
import type { Access, Accounts } from './accounts.ts';

export const ACCOUNT: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'accounts',
  kind: 'Account',
};

/** How often working credentials are tried again, and those that do not work. */
const READY_MS = 300_000;
const NOT_READY_MS = 15_000;

export function account(accounts: Accounts, store: Store): Controller {
  return {
    type: ACCOUNT,
    store,
    pass: (context, _memories, key, signal) =>
      reportPass(ACCOUNT, context, key, signal, (object) => observe(accounts, object, signal)),
  };
}

async function observe(accounts: Accounts, object: Resource, signal: AbortSignal) {
  const access = await accounts.openAccount(object, signal);
  if ('step' in access) return { step: access };
  const { endpoint, projectId, account: caller } = access;
  const step = asTold(await probe(access, signal), object);
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
  return { step, report: { phase: undefined, fields: { endpoint, projectId, account: caller }, ready } };
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
