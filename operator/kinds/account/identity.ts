/** Whether an Account still reaches what its objects were begun under (DESIGN 4.6). Pure. */
import { hasEnded } from '../../runtime/conditions.ts';
import { bindingOf } from '../../runtime/intent.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { User } from '../../runtime/references.ts';
import { namesOf } from '../../runtime/references.ts';

/** How a caller begins whose user cannot be known: a temporary key, which is another one each time it is renewed. */
export const TEMPORARY = 'sts-';

/** Endpoint and project of an account's name. */
export const projectIn = (account: string): string => account.slice(0, account.lastIndexOf('/'));

/** The accounts that an object's id and intent are recorded under. */
export function recordedAccounts(object: Resource): string[] {
  const binding = bindingOf(object);
  if (binding.state === 'foreign') return [];
  const { intent } = binding;
  const begun = typeof intent === 'object' ? intent.account : undefined;
  const known = binding.state === 'bound' ? binding.account : undefined;
  return [known, begun].filter((account) => account !== undefined);
}

/**
 * The step of an Account whose credentials reach another endpoint, project or user than its objects are recorded
 * under; undefined when none is. Of objects that have ended only the project matters: no more is done for them than
 * to delete what they left, by id.
 *
 * @param holders the objects with our finalizer that use the Account
 */
export function identityStep(holders: readonly User[], present: string): Step | undefined {
  const others = holders.flatMap((user) => {
    const ended = hasEnded(user.object);
    const recorded = recordedAccounts(user.object).find((account) => differs(account, present, ended));
    return recorded === undefined ? [] : [{ user, recorded }];
  });
  const [first] = others;
  if (!first) return undefined;
  const users = others.map(({ user }) => user);
  const message =
    `the credentials now reach ${present}, but ${namesOf(users)} ${users.length > 1 ? 'are' : 'is'} recorded under ` +
    `${first.recorded}: restore the former region, project and user, or delete ${users.length > 1 ? 'them' : 'it'} ` +
    'first; until then nothing new is created. For other credentials make another Account';
  return { step: 'stuck', reason: 'AccountIdentityChanged', message, recheckMs: RECHECK_MS };
}

/** How soon it is looked whether the last of the former objects has gone. */
const RECHECK_MS = 15_000;

function differs(recorded: string, present: string, ended: boolean): boolean {
  if (projectIn(recorded) !== projectIn(present)) return true;
  if (ended || recorded === present) return false;
  return ![recorded, present].some((account) => callerIn(account).startsWith(TEMPORARY));
}

const callerIn = (account: string): string => account.slice(account.lastIndexOf('/') + 1);
