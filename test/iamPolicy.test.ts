import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { iamPolicyCommand, operationsOf, policiesFor, policyText } from '../operator/iamPolicy.ts';
import type { Kind } from '../operator/kinds/names.ts';
import { KIND_NAMES } from '../operator/kinds/names.ts';
import { OPERATIONS } from '../operator/kinds/operations.ts';
import { EVERYTHING } from './support/policy.ts';

const actionsOf = (kinds: readonly Kind[], readOnly = false): string[] => {
  const { project, global } = policiesFor({ kinds, readOnly });
  return [project, global].flatMap((policy) => policy?.Statement.flatMap(({ Action }) => Action) ?? []);
};

describe('the least policy', () => {
  test('has the actions of section 18 for the calls of a kind, each once, and those that they depend on', () => {
    const { project, global } = policiesFor({ kinds: ['Model'] });
    expect(project).toEqual({
      Version: '1.1',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['create', 'delete', 'get', 'list'].map((verb) => `modelarts:model:${verb}`),
        },
      ],
    });
    expect(global?.Statement[0]?.Action).toContain('obs:bucket:HeadBucket');
  });

  test('keeps what is global (IAM, OBS) apart from what belongs to a project, as IAM does', () => {
    const { project, global } = policiesFor(EVERYTHING);
    const services = (policy: typeof global) =>
      new Set(policy?.Statement.flatMap(({ Action }) => Action.map((action) => action.split(':')[0])));
    expect(services(project)).toEqual(new Set(['modelarts', 'smn', 'swr', 'vpc']));
    expect(services(global)).toEqual(new Set(['iam', 'obs']));
  });

  test('names no wildcard but those of the pages of VPC', () => {
    const wild = actionsOf(KIND_NAMES).filter((action) => action.includes('*'));
    expect(wild).toEqual(['vpc:*:get', 'vpc:*:list']);
  });

  test('for --read-only has nothing that changes anything', () => {
    const actions = actionsOf(KIND_NAMES, true);
    expect(actions).toContain('modelarts:trainJob:list');
    for (const action of actions) expect(action).toMatch(/:(?:get|list)\w*$/);
    expect(policiesFor({ kinds: KIND_NAMES, readOnly: true }).undocumented).not.toContain('createWorkflow');
  });

  test('of more kinds holds that of each', () => {
    const all = actionsOf(KIND_NAMES);
    for (const kind of KIND_NAMES) expect(all).toEqual(expect.arrayContaining(actionsOf([kind])));
  });

  test('drops no call: what has no action stands among those without a documented permission, or needs none', () => {
    const { undocumented } = policiesFor(EVERYTHING);
    for (const kind of KIND_NAMES) {
      const own = policiesFor({ kinds: [kind] });
      for (const operation of operationsOf({ kinds: [kind] }))
        if (own.undocumented.includes(operation)) expect(undocumented).toContain(operation);
    }
    expect(undocumented).toContain('actOnTrainingJob');
    expect(undocumented).toContain('createWorkflowExecution');
    expect(undocumented).not.toContain('createToken');
  });

  test('asks for the agency in a policy of its own, and only where one is used', () => {
    expect(policiesFor({ kinds: KIND_NAMES }).agency).toBeUndefined();
    expect(policiesFor({ kinds: KIND_NAMES, extras: ['agency'] }).agency?.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['iam:agencies:assume'],
        Resource: { uri: ['/iam/agencies/ID-OF-THE-AGENCY'] },
      },
    ]);
  });

  test('with step-metrics has the call that reads them', () => {
    const metrics = 'getWorkflowStepExecutionMetrics';
    expect(policiesFor({ kinds: KIND_NAMES }).undocumented).not.toContain(metrics);
    expect(policiesFor({ kinds: KIND_NAMES, extras: ['step-metrics'] }).undocumented).toContain(metrics);
  });
});

describe('the command', () => {
  const run = async (...args: string[]): Promise<string> => {
    const parts: string[] = [];
    const stdout = { write: (part: string) => void parts.push(part) } as unknown as NodeJS.WritableStream;
    await iamPolicyCommand(stdout).exitOverride().parseAsync(args, { from: 'user' });
    return parts.join('');
  };

  test('prints one object with -o json, for the kinds that are chosen and Account', async () => {
    const printed = JSON.parse(await run('--kinds', 'mpool', '-o', 'json'));
    expect(printed).toEqual(policiesFor({ kinds: ['Account', 'Pool'] }));
  });

  test('prints each policy under the scope to choose, and then what nothing is known about', async () => {
    const text = await run('--with', 'agency', 'step-metrics');
    expect(text).toBe(policyText(policiesFor(EVERYTHING)));
    expect(text.match(/^#.*:$/gm)).toEqual([
      '# Custom policy, scope "Project-level services":',
      '# Custom policy, scope "Global services":',
      '# Custom policy for the agency, scope "Global services": put its id in:',
      '# refused (403), the condition of the object has the words of IAM:',
    ]);
    expect(text).toMatch(/^# {3}actOnTrainingJob$/m);
  });

  test('refuses a kind that there is not', async () => {
    await expect(run('--kinds', 'Pod')).rejects.toThrow('"Pod" is no kind');
  });
});

describe('what README says that the user of a kind needs', () => {
  const readme = readFileSync('README.md', 'utf8');
  /** `modelarts:model:` `create`, `get` and `list`, in one sentence that may go over lines. */
  const said = (kind: string): string[] => {
    const [, section = ''] = readme.split(`\n### ${kind}\n`);
    const [own = ''] = section.split(/\n##/);
    const [sentence = ''] = /\b[Uu]ser needs\s[^;.]*/.exec(own) ?? [];
    const words = [...sentence.matchAll(/`([^`]+)`/g)].map(([, word]) => word as string);
    const prefix = words.find((word) => word.startsWith('modelarts:')) ?? '';
    return words
      .filter((word) => /^\w+$/.test(word))
      .map((verb) => prefix + verb)
      .toSorted();
  };

  test.each(KIND_NAMES)('%s', (kind) => {
    const actions = actionsOf([kind]).filter((action) => action.startsWith('modelarts:'));
    expect(said(kind)).toEqual(actions);
  });

  test('nothing is said of a kind whose calls have no documented permission', () => {
    const silent = KIND_NAMES.filter((kind) => said(kind).length === 0);
    expect(silent).toEqual(['Workflow', 'WorkflowRun']);
    for (const kind of ['Workflow', 'WorkflowRun'] as const)
      expect(policiesFor({ kinds: [kind] }).undocumented).toHaveLength(
        operationsOf({ kinds: [kind] }).length,
      );
  });
});

test('reads are no changes: no operation is declared as both', () => {
  for (const { reads, changes } of Object.values(OPERATIONS))
    for (const operation of changes) expect(reads).not.toContain(operation);
});
