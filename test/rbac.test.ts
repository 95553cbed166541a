/** The permissions that are asked for, as data; that they suffice is what every end-to-end test shows on 1.20. */
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { KIND_NAMES, KINDS } from '../operator/kinds/names.ts';
import type { Feature, Rule } from '../operator/rbac.ts';
import { FEATURES, needsOf } from '../operator/rbac.ts';
import { parseAccount } from '../operator/rbacCommand.ts';
import { rbacManifests, rbacYaml } from '../operator/rbacManifests.ts';

const account = { namespace: 'modelarts-system', name: 'modelarts-operator' };
const rulesOf = (options: Parameters<typeof needsOf>[0] = {}): Rule[] =>
  Object.values(needsOf(options)).flatMap((needs) => needs.map(({ rule }) => rule));
/** `group/resource verb` of every permission. */
const permissions = (options: Parameters<typeof needsOf>[0] = {}): string[] =>
  rulesOf(options).flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((one) => verbs.map((verb) => `${group}/${one} ${verb}`))),
  );

const SUBSETS = [[...KIND_NAMES], ...KIND_NAMES.map((kind) => ['Account' as const, kind])];

describe.each(SUBSETS.map((kinds) => [kinds.join(', '), kinds] as const))('for %s', (_title, kinds) => {
  test('there is no wildcard, no empty rule, and nothing about roles, pods or impersonation', () => {
    for (const rule of rulesOf({ kinds })) {
      const values = [...rule.apiGroups, ...rule.resources, ...rule.verbs, ...(rule.resourceNames ?? [])];
      expect(values.join()).not.toContain('*');
      for (const list of [rule.apiGroups, rule.resources, rule.verbs]) expect(list.length).toBeGreaterThan(0);
      expect([
        '',
        'modelarts.huaweicloud.com',
        'events.k8s.io',
        'coordination.k8s.io',
        'apiextensions.k8s.io',
      ]).toContain(rule.apiGroups[0]);
      for (const verb of rule.verbs)
        expect(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']).toContain(verb);
    }
  });

  test('Secrets and ConfigMaps are never listed, updated or deleted', () => {
    const data = permissions({ kinds }).filter((one) => /^\/(secrets|configmaps) /.test(one));
    expect(data.filter((one) => !/ (get|watch|patch|create)$/.test(one))).toEqual([]);
  });

  test('nothing is asked for a kind that is not chosen', () => {
    const others = KINDS.filter(({ kind }) => !kinds.some((one) => one === kind));
    for (const { plural } of others)
      expect(permissions({ kinds }).filter((one) => one.includes(`/${plural} `))).toEqual([]);
  });
});

test('what stands outside namespaces is read by name only', () => {
  for (const { rule } of needsOf().cluster) {
    expect(rule.verbs).toEqual(['get']);
    expect(rule.resourceNames?.length).toBeGreaterThan(0);
  }
});

test.each(Object.keys(FEATURES) as Feature[])('without %s less is asked for, and nothing else', (feature) => {
  const [all, less] = [permissions(), permissions({ without: [feature] })];
  expect(less.length).toBeLessThan(all.length);
  expect(less.filter((one) => !all.includes(one))).toEqual([]);
});

test('with every feature left out Secrets are only read', () => {
  const without = Object.keys(FEATURES) as Feature[];
  const left = permissions({ without }).filter((one) => /^\/|delete| create/.test(one));
  expect(left).toEqual([
    '/secrets get',
    '/secrets watch',
    'events.k8s.io/events create',
    'coordination.k8s.io/leases create',
  ]);
});

describe('the manifests', () => {
  const shown = (options: Omit<Parameters<typeof rbacManifests>[0], 'account'>) =>
    rbacManifests({ account, ...options }).map(({ body }) => {
      const { kind, metadata } = body as { kind: string; metadata: { name: string; namespace?: string } };
      return `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`;
    });

  test('for all namespaces are ClusterRoles, but for the Lease', () => {
    expect(shown({})).toEqual([
      'ClusterRole -/modelarts-operator',
      'ClusterRoleBinding -/modelarts-operator',
      'Role modelarts-system/modelarts-operator-lease',
      'RoleBinding modelarts-system/modelarts-operator-lease',
      'ClusterRole -/modelarts-operator-cluster',
      'ClusterRoleBinding -/modelarts-operator-cluster',
    ]);
  });

  test('for some namespaces and without cluster-reads are Roles only', () => {
    expect(shown({ namespaces: ['a', 'b'], without: ['cluster-reads'] })).toEqual([
      'Role a/modelarts-operator',
      'RoleBinding a/modelarts-operator',
      'Role b/modelarts-operator',
      'RoleBinding b/modelarts-operator',
      'Role modelarts-system/modelarts-operator-lease',
      'RoleBinding modelarts-system/modelarts-operator-lease',
    ]);
  });

  test('as YAML say the same, and each rule says what it is for', () => {
    for (const options of [{ account }, { account, namespaces: ['a'], without: ['expire'] as const }]) {
      const text = rbacYaml(options);
      const manifests = rbacManifests(options);
      expect(loadAll(text)).toEqual(manifests.map(({ body }) => body));
      for (const { because } of manifests.flatMap(({ needs }) => needs))
        expect(text).toContain(`  # ${because}\n`);
    }
  });
});

test.each(['', 'x', 'a/', '/b', 'a/b/c', 'A/b', 'a/b\n'])('a service account cannot be "%s"', (text) => {
  expect(() => parseAccount(text)).toThrow(/is no service account: write namespace\/name/);
});
