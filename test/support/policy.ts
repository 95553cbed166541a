/** The policy that `iam-policy` prints, as IAM would keep it. */
import type { Choice, Policy } from '../../operator/iamPolicy.ts';
import { operationsOf, policiesFor } from '../../operator/iamPolicy.ts';
import { KIND_NAMES } from '../../operator/kinds/names.ts';
import type { Extra } from '../../operator/kinds/operations.ts';
import { EXTRAS } from '../../operator/kinds/operations.ts';
import { permissionOf } from '../../operator/modelarts/permissions.ts';
import type { Allows, SimulatorOptions } from '../../operator/simulator/options.ts';
import { CREDENTIAL } from '../../operator/simulator/options.ts';

/** The key of a person at the console: by it their calls are told from those of operators. */
export const SOMEBODY = { accessKey: 'SOMEBODYSACCESSKEY', secretKey: 'somebodys-secret-key' };

/** All that the operator can be asked for. */
export const EVERYTHING: Choice = { kinds: KIND_NAMES, extras: Object.keys(EXTRAS) as Extra[] };

/** What the policies for `choice` allow an operator; a call that no page names a permission for has to be declared. */
export function permits(choice: Choice): Allows {
  const { project, global, agency } = policiesFor(choice);
  const actions = new Set([project, global, agency].flatMap(actionsOf));
  const declared = new Set<string>(operationsOf(choice));
  return (operation, accessKey) => {
    if (accessKey === SOMEBODY.accessKey) return true;
    const needed = permissionOf(operation as Parameters<typeof permissionOf>[0])?.actions;
    return needed ? needed.every((action) => actions.has(action)) : declared.has(operation);
  };
}

const actionsOf = (policy: Policy | undefined) => policy?.Statement.flatMap(({ Action }) => Action) ?? [];

/** A simulator that knows somebody beside those that it is given: the same user as the first of them. */
export function withSomebody(options: SimulatorOptions): SimulatorOptions {
  const { credentials = [CREDENTIAL] } = options;
  const { userName } = credentials[0] ?? CREDENTIAL;
  return { ...options, credentials: [...credentials, { ...SOMEBODY, userName }] };
}
