/** The command `rbac`: prints what the operator has to be allowed. */
import { Command, Option } from 'commander';
import { parsed, parseNamespaces } from './choice.ts';
import type { Kind } from './kinds/names.ts';
import { parseKinds } from './kinds/names.ts';
import type { Feature } from './rbac.ts';
import { FEATURES } from './rbac.ts';
import { rbacYaml } from './rbacManifests.ts';
import type { Key } from './runtime/object.ts';

type Flags = {
  kinds?: readonly Kind[];
  namespaces?: readonly string[];
  serviceAccount: Key;
  without: Feature[];
};

/** @param stdout where the YAML goes */
export const rbacCommand = (stdout: NodeJS.WritableStream): Command =>
  new Command('rbac')
    .description('print the least permissions in the cluster, for kubectl apply -f -')
    .addOption(
      new Option('--kinds <list>', 'only these kinds, as for run (default: all)').argParser(
        parsed(parseKinds),
      ),
    )
    .addOption(
      new Option(
        '--namespaces <list>',
        'Roles in these namespaces only, as for run (default: a ClusterRole)',
      ).argParser(parsed(parseNamespaces)),
    )
    .addOption(
      new Option('--service-account <namespace/name>', 'who is allowed; the Lease is in its namespace')
        .default(parseAccount('modelarts-system/modelarts-operator'), 'modelarts-system/modelarts-operator')
        .argParser(parsed(parseAccount)),
    )
    .addOption(
      new Option('--without <list>', `leave out: ${Object.keys(FEATURES).join(', ')}`)
        .default([])
        .argParser(parsed(parseFeatures)),
    )
    .addHelpText('after', `\nWhat --without takes away:\n${featureLines()}`)
    .action(({ kinds, namespaces, serviceAccount, without }: Flags) => {
      const options = { account: serviceAccount, namespaces, without };
      stdout.write(rbacYaml({ ...options, ...(kinds && { kinds }) }));
    });

const featureLines = () =>
  Object.entries(FEATURES)
    .map(([feature, loss]) => `  ${feature}: ${loss}\n`)
    .join('');

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** `namespace/name` of a service account; throws a sentence for anything else. */
export function parseAccount(text: string): Key {
  const [namespace = '', name = '', ...rest] = text.split('/');
  if (!NAMESPACE.test(namespace) || !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name) || rest.length > 0)
    throw new Error(`"${text}" is no service account: write namespace/name`);
  return { namespace, name };
}

function parseFeatures(text: string): Feature[] {
  const known = Object.keys(FEATURES) as Feature[];
  return text.split(',').map((word) => {
    const found = known.find((feature) => feature === word.trim());
    if (!found) throw new Error(`"${word.trim()}" is none of ${known.join(', ')}`);
    return found;
  });
}
