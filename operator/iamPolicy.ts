/** The command `iam-policy`: what the user that the operator acts as in Huawei Cloud has to be allowed, and no more. */
import { Command, Option } from 'commander';
import type { Kind } from './kinds/names.ts';
import { KIND_NAMES, parseKinds } from './kinds/names.ts';
import type { Extra, Operations } from './kinds/operations.ts';
import { EXTRAS, OPERATIONS } from './kinds/operations.ts';
import { permissionOf } from './modelarts/permissions.ts';

/** What is enabled. */
export type Choice = { kinds: readonly Kind[]; readOnly?: boolean; extras?: readonly Extra[] };

/** A custom policy of IAM, as its console and its API take it. */
export type Policy = {
  Version: '1.1';
  Statement: { Effect: 'Allow'; Action: string[]; Resource?: { uri: string[] } }[];
};

/** The policies, by the scope to choose for them in IAM, and the operations for which no page names a permission. */
export type Policies = {
  /** Scope "Project-level services". */
  project: Policy;
  /** Scope "Global services": IAM takes those of neither scope in a policy of the other. */
  global?: Policy;
  /** Of a policy of its own, since IAM takes no other action beside it. */
  agency?: Policy;
  undocumented: string[];
};

const AGENCY = 'iam:agencies:assume';
const GLOBAL = /^(?:iam|obs):/;

/** The calls that may be made. */
export const operationsOf = ({ kinds, readOnly, extras = [] }: Choice) => {
  const all: Operations[] = [...kinds.map((kind) => OPERATIONS[kind]), ...extras.map((one) => EXTRAS[one])];
  return [...new Set(all.flatMap(({ reads, changes }) => (readOnly ? reads : [...reads, ...changes])))];
};

/** The least policies for them. */
export function policiesFor(choice: Choice): Policies {
  const operations = operationsOf(choice);
  const needed = operations.flatMap((operation) => {
    const { actions, dependencies } = permissionOf(operation) ?? { actions: [], dependencies: [] };
    return [...actions, ...dependencies];
  });
  const actions = [...new Set(needed)].filter((action) => action !== AGENCY).sort();
  const global = actions.filter((action) => GLOBAL.test(action));
  return {
    project: policy(actions.filter((action) => !GLOBAL.test(action))),
    ...(global.length > 0 && { global: policy(global) }),
    ...(needed.includes(AGENCY) && { agency: policy([AGENCY], ['/iam/agencies/ID-OF-THE-AGENCY']) }),
    undocumented: operations.filter((operation) => !permissionOf(operation)).sort(),
  };
}

const policy = (Action: string[], uri?: string[]): Policy => ({
  Version: '1.1',
  Statement: [{ Effect: 'Allow', Action, ...(uri && { Resource: { uri } }) }],
});

/** For a person: each policy as it is pasted into the console, under the scope to choose. */
export function policyText({ project, global, agency, undocumented }: Policies): string {
  const part = (title: string, one: Policy | undefined) =>
    one ? [`# ${title}`, JSON.stringify(one, undefined, 2), ''] : [];
  return [
    ...part('Custom policy, scope "Project-level services":', project),
    ...part('Custom policy, scope "Global services":', global),
    ...part('Custom policy for the agency, scope "Global services": put its id in:', agency),
    ...(undocumented.length === 0
      ? []
      : [
          '# Huawei names no permission for these calls, so nothing above is about them. Where one of them is',
          '# refused (403), the condition of the object has the words of IAM:',
          ...undocumented.map((operation) => `#   ${operation}`),
          '',
        ]),
  ].join('\n');
}

type Options = { kinds?: string; readOnly?: boolean; with: string[]; output: 'text' | 'json' };

/** The command; it reads nothing but its flags. */
export const iamPolicyCommand = (stdout: NodeJS.WritableStream): Command =>
  new Command('iam-policy')
    .description('print the least IAM policies for the user that the operator acts as in Huawei Cloud')
    .addOption(new Option('--kinds <list>', 'kinds that are enabled, as for run (default: all)'))
    .addOption(new Option('--read-only', 'for an operator that runs with --read-only'))
    .addOption(
      new Option('--with <extras...>', 'what is used beside the kinds')
        .choices(Object.keys(EXTRAS))
        .default([]),
    )
    .addOption(
      new Option('-o, --output <format>', 'as the console takes them, or in one object')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(({ kinds, readOnly = false, with: extras, output }: Options) => {
      const chosen = kinds === undefined ? KIND_NAMES : parseKinds(kinds);
      const policies = policiesFor({ kinds: chosen, readOnly, extras: extras as Extra[] });
      stdout.write(output === 'json' ? `${JSON.stringify(policies, undefined, 2)}\n` : policyText(policies));
    });
