import { describe, expect, test } from 'vitest';
import { limitsOf } from '../../../operator/kinds/account/limits.ts';
import { accountKey, noAccount, serves } from '../../../operator/kinds/account/share.ts';
import type { AccountSpec } from '../../../operator/kinds/account/spec.gen.ts';
import { thing } from '../../runtime/objects.ts';

const account = (spec: Partial<AccountSpec> = {}) => ({
  ...thing({ namespace: 'platform', name: 'shared' }),
  spec: { credentials: {}, ...spec },
});

test.each([
  ['the one named default of its own namespace', undefined, 'ml/default'],
  ['another one of its own namespace', { name: 'other' }, 'ml/other'],
  ['one of another namespace', { name: 'shared', namespace: 'platform' }, 'platform/shared'],
])('an object uses %s', (_words, ref, expected) => {
  const { namespace, name } = accountKey('ml', ref);
  expect(`${namespace}/${name}`).toBe(expected);
});

describe('an Account serves', () => {
  test.each<[string, string[] | undefined, string, boolean]>([
    ['its own namespace always', undefined, 'platform', true],
    ['its own namespace, though it lists others', ['ml'], 'platform', true],
    ['no other one', undefined, 'ml', false],
    ['those that it lists', ['ml', 'web'], 'web', true],
    ['not one whose name only begins so', ['ml'], 'ml-2', false],
    ['all, if it says so', ['*'], 'anything', true],
    ['nothing by a pattern', ['ml*'], 'ml-2', false],
  ])('%s', (_sentence, allowedNamespaces, namespace, expected) => {
    expect(serves(account({ ...(allowedNamespaces && { allowedNamespaces }) }), namespace)).toBe(expected);
  });
});

describe('an object without an Account is told', () => {
  const key = { namespace: 'platform', name: 'shared' };
  const told = (asking: Partial<Parameters<typeof noAccount>[0]>) => {
    const step = noAccount({ namespace: 'ml', key, namespaces: undefined, hasOwn: false, ...asking });
    return 'reason' in step ? `${step.step} ${step.reason}: ${step.message}` : step.step;
  };

  test.each<[string, Parameters<typeof told>[0], string]>([
    [
      'to make one',
      { key: { namespace: 'ml', name: 'default' } },
      'wait AccountMissing: spec.accountRef: there is no Account "default" in namespace ml yet: create one',
    ],
    [
      'that the operator has one that might serve it',
      { key: { namespace: 'ml', name: 'default' }, hasOwn: true },
      'wait AccountMissing: spec.accountRef: there is no Account "default" in namespace ml yet: create one, or ask the operator\'s administrator to list ml in --default-account-namespaces',
    ],
    [
      'the same whether there is none elsewhere, or one that does not serve it',
      {},
      'stuck AccountNotAllowed: spec.accountRef: namespace platform has no Account "shared" whose spec.allowedNamespaces lists ml: use another one, or ask its owner to list ml',
    ],
    [
      'which labels it needs, where only those are seen',
      { key: { namespace: 'ml', name: 'default' }, selector: 'team=vision' },
      'wait AccountMissing: spec.accountRef: there is no Account "default" in namespace ml yet that has the labels team=vision: create one',
    ],
    [
      'that the operator sees some namespaces only',
      { namespaces: ['ml', 'vision'] },
      'stuck AccountNotAllowed: spec.accountRef.namespace: the operator works in namespaces ml, vision only (--namespaces) and sees no Account of platform: use an Account of ml',
    ],
    [
      'that the operator sees one namespace only',
      { namespaces: ['ml'] },
      'stuck AccountNotAllowed: spec.accountRef.namespace: the operator works in namespace ml only (--namespaces) and sees no Account of platform: use an Account of ml',
    ],
  ])('%s', (_sentence, asking, expected) => {
    expect(told(asking)).toBe(expected);
  });
});

test('the limits are those of the operator and of the Account, each with its name', () => {
  expect(limitsOf({})).toEqual([]);
  const limits = { maxNodesPerJob: 2, maxNodes: 0, maxJobs: 4 };
  expect(limitsOf({ maxNodesPerJob: 1 }, account({ limits }))).toEqual([
    { name: '--max-nodes-per-job', of: 'nodes-each', max: 1 },
    { name: 'spec.limits.maxNodesPerJob of Account "shared"', of: 'nodes-each', max: 2 },
    { name: 'spec.limits.maxNodes of Account "shared"', of: 'nodes', max: 0 },
    { name: 'spec.limits.maxJobs of Account "shared"', of: 'objects', max: 4 },
  ]);
});
