/** The permissions of the chart are those of operator/rbac.ts, whatever is chosen. */
import { expect, test } from 'vitest';
import type { Kind } from '../../operator/kinds/names.ts';
import { KIND_NAMES } from '../../operator/kinds/names.ts';
import type { Feature } from '../../operator/rbac.ts';
import { FEATURES } from '../../operator/rbac.ts';
import type { ManifestOptions } from '../../operator/rbacManifests.ts';
import { rbacManifests } from '../../operator/rbacManifests.ts';
import { openRenderer } from './renderer.ts';

const { render } = await openRenderer();
const account = { namespace: 'modelarts-system', name: 'modelarts-operator' };
const features = Object.keys(FEATURES) as Feature[];

type Choice = Omit<ManifestOptions, 'account'>;
const kinds: Choice[] = [
  ...KIND_NAMES.map((kind): Choice => ({ kinds: ['Account', kind] })),
  { kinds: ['Account', 'Workflow', 'WorkflowRun'] as Kind[] },
  { kinds: KIND_NAMES },
];
const without: Choice[] = [...features.map((one): Choice => ({ without: [one] })), { without: features }];
const CHOICES: Choice[] = [
  {},
  ...kinds,
  ...without,
  ...kinds.map((choice) => ({ ...choice, without: features })),
  { namespaces: ['a', 'b'] },
  { namespaces: ['a'], kinds: ['Account', 'ModelService'], without: ['cluster-reads', 'write-secrets'] },
];

test.each(CHOICES)('%j', async (choice) => {
  const values = {
    kinds: choice.kinds ?? [],
    namespaces: choice.namespaces ?? [],
    rbac: { without: choice.without ?? [] },
    clusterId: 'one',
  };
  const { manifests } = await render(values);
  const roles = manifests.filter(({ apiVersion }) => apiVersion === 'rbac.authorization.k8s.io/v1');
  for (const { metadata } of roles) delete metadata.labels;
  expect(roles).toEqual(rbacManifests({ account, ...choice }).map(({ body }) => body));
});

test('a release of another name has roles of that name, for its account', async () => {
  const { manifests } = await render({ namespaces: ['a'] }, { name: 'second', namespace: 'ops' });
  const roles = manifests.filter(({ apiVersion }) => apiVersion === 'rbac.authorization.k8s.io/v1');
  const shown = roles.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`);
  expect(shown.filter((_, index) => index % 2 === 0)).toEqual([
    'Role a/second-modelarts-operator',
    'Role ops/second-modelarts-operator-lease',
    'ClusterRole -/second-modelarts-operator-cluster',
  ]);
  for (const { subjects } of roles.filter(({ kind }) => kind.endsWith('Binding')))
    expect(subjects).toEqual([
      { kind: 'ServiceAccount', name: 'second-modelarts-operator', namespace: 'ops' },
    ]);
});
