/** The command `rbac`: prints what the operator has to be allowed. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseKinds } from './kinds/names.ts';
import type { Feature } from './rbac.ts';
import { FEATURES } from './rbac.ts';
import { rbacYaml } from './rbacManifests.ts';
import type { Key } from './runtime/object.ts';

type Flags = {
  kinds?: string;
  namespaces?: string[];
  serviceAccount: Key;
  without: Feature[];
};

/** @param stdout where the YAML goes */
export const rbacCommand = (stdout: NodeJS.WritableStream): Command =>
  new Command('rbac')
    .description('print the least permissions in the cluster, for kubectl apply -f -')
    .addOption(new Option('--kinds <list>', 'only these kinds, as for run (default: all)'))
    .addOption(
      new Option(
        '--namespaces <list>',
        'Roles in these namespaces only, as for run (default: a ClusterRole)',
      ).argParser(sentence(parseNamespaces)),
    )
    .addOption(
      new Option('--service-account <namespace/name>', 'who is allowed; the Lease is in its namespace')
        .default(parseAccount('modelarts-system/modelarts-operator'), 'modelarts-system/modelarts-operator')
        .argParser(sentence(parseAccount)),
    )
    .addOption(
      new Option('--without <list>', `leave out: ${Object.keys(FEATURES).join(', ')}`)
        .default([])
        .argParser(sentence(parseFeatures)),
    )
    .addHelpText('after', `\nWhat --without takes away:\n${featureLines()}`)
    .action(({ kinds, namespaces, serviceAccount, without }: Flags) => {
      const options = { account: serviceAccount, namespaces, without };
      stdout.write(rbacYaml({ ...options, ...(kinds !== undefined && { kinds: parseKinds(kinds) }) }));
    });

const featureLines = () =>
  Object.entries(FEATURES)
    .map(([feature, loss]) => `  ${feature}: ${loss}\n`)
    .join('');

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Names of namespaces; throws a sentence for what cannot be one. */
export function parseNamespaces(text: string): string[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  for (const name of names)
    if (!NAME.test(name)) throw new Error(`"${name}" is no name of a namespace (separate them by commas)`);
  return names;
}

/** `namespace/name` of a service account; throws a sentence for anything else. */
export function parseAccount(text: string): Key {
  const [namespace = '', name = '', ...rest] = text.split('/');
  if (!NAME.test(namespace) || !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name) || rest.length > 0)
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

/** Lets the parser's sentence reach the user. */
const sentence =
  <T>(parse: (text: string) => T) =>
  (text: string): T => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
