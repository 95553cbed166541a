/** Which namespaces an Account serves, and what those that it does not serve are told. Pure. */
import type { Step } from '../../runtime/kind.ts';
import type { Key, Resource } from '../../runtime/object.ts';
import { unseen } from '../../runtime/references.ts';
import type { AccountSpec } from './spec.gen.ts';

/** The Account of objects that name none. */
export const DEFAULT_ACCOUNT = 'default';

/** `spec.accountRef`: an Account of the object's own namespace, or of another one that allows it. */
export type AccountRef = { name?: string; namespace?: string };

/** Where the Account is that an object of `namespace` uses. */
export const accountKey = (namespace: string, ref: AccountRef = {}): Key => ({
  namespace: ref.namespace ?? namespace,
  name: ref.name ?? DEFAULT_ACCOUNT,
});

/** Whether objects of `namespace` may use the Account: those of its own always. */
export function serves({ metadata, spec }: Resource<AccountSpec>, namespace: string): boolean {
  const { allowedNamespaces = [] } = spec;
  return metadata.namespace === namespace || includesNamespace(allowedNamespaces, namespace);
}

/** Whether a list of exact names, or of `*` for all, has `namespace`. */
export const includesNamespace = (list: readonly string[], namespace: string): boolean =>
  list.includes(namespace) || list.includes('*');

/** Who asks for an Account that it cannot have. */
export type Asking = {
  namespace: string;
  key: Key;
  /** The only namespaces that the operator works in, if it does not work in all. */
  namespaces: readonly string[] | undefined;
  /** The labels of the only Accounts that it sees, if it does not see all. */
  selector?: string | undefined;
  /** Whether the operator has an account of its own, which does not serve this namespace. */
  hasOwn: boolean;
};

/**
 * What an object is told whose Account is not there, or not for it. For another namespace both are the same sentence:
 * nobody learns which Accounts there are elsewhere.
 */
export function noAccount({ namespace, key, namespaces, selector, hasOwn }: Asking): Step {
  const lacking = selector === undefined ? '' : unseen(selector);
  if (key.namespace === namespace) {
    const own = hasOwn
      ? `, or ask the operator's administrator to list ${namespace} in --default-account-namespaces`
      : '';
    const message = `spec.accountRef: there is no Account "${key.name}" in namespace ${namespace} yet${lacking}: create one${own}`;
    return { step: 'wait', reason: 'AccountMissing', message, recheckMs: 10_000 };
  }
  if (namespaces && !namespaces.includes(key.namespace)) {
    const only = `namespace${namespaces.length > 1 ? 's' : ''} ${namespaces.join(', ')}`;
    const message = `spec.accountRef.namespace: the operator works in ${only} only (--namespaces) and sees no Account of ${key.namespace}: use an Account of ${namespace}`;
    return { step: 'stuck', reason: 'AccountNotAllowed', message };
  }
  const message = `spec.accountRef: namespace ${key.namespace} has no Account "${key.name}" whose spec.allowedNamespaces lists ${namespace}: use another one, or ask its owner to list ${namespace}`;
  return { step: 'stuck', reason: 'AccountNotAllowed', message };
}
