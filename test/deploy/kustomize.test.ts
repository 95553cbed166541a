/** deploy/kustomize: what is shipped is what the operator needs, and what an API server takes. */
import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { dump, load, loadAll } from 'js-yaml';
import { describe, expect, inject, test } from 'vitest';
import { parseAccount } from '../../operator/rbacCommand.ts';
import { rbacYaml } from '../../operator/rbacManifests.ts';
import type { PodSpec } from './podSecurity.ts';
import { violations } from './podSecurity.ts';

const root = join(import.meta.dirname, '../..');
const folder = (name: string) => join(root, 'deploy/kustomize', name);
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const run = promisify(execFile);

type Manifest = { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } };
type Deployment = Manifest & {
  spec: { replicas: number; template: { spec: PodSpec & Record<string, unknown> } };
};

/** The resources of a kustomization and of those below it; patches are left out. */
function resourcesOf(path: string): Manifest[] {
  if (!statSync(path).isDirectory()) return loadAll(readFileSync(path, 'utf8')) as Manifest[];
  const file = ['kustomization.yaml', 'Kustomization'].map((name) => join(path, name)).find(existsSync);
  const { resources } = load(readFileSync(file as string, 'utf8')) as { resources: string[] };
  return resources.flatMap((resource) => resourcesOf(join(path, resource)));
}

const base = resourcesOf(folder('base'));
const names = (manifests: Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const deployment = base.find(({ kind }) => kind === 'Deployment') as Deployment;
const pod = deployment.spec.template.spec;
const account = parseAccount('modelarts-system/modelarts-operator');

test.each([
  ['base', { account }],
  ['overlays/one-namespace', { account, namespaces: ['ml'], without: ['cluster-reads'] as const }],
])('the permissions of %s are what the command rbac prints', (name, options) => {
  expect(readFileSync(join(folder(name), 'rbac.yaml'), 'utf8')).toBe(rbacYaml(options));
});

test('the base has every CRD, and all that belongs to an install', () => {
  const crds = globSync('crds/*.yaml', { cwd: root })
    .map((file) => basename(file, '.yaml'))
    .sort();
  const found = names(base);
  expect(found.filter((name) => name.startsWith('CustomResourceDefinition')).sort()).toEqual(
    crds.map((plural) => `CustomResourceDefinition ${plural}.modelarts.huaweicloud.com`),
  );
  for (const kind of ['Namespace', 'ServiceAccount', 'Deployment', 'Service', 'PodDisruptionBudget'])
    expect(found.filter((name) => name.startsWith(`${kind} `))).toHaveLength(1);
});

test('the overlay for one namespace has Roles only, and starts the operator for that namespace', async () => {
  const kinds = resourcesOf(folder('overlays/one-namespace')).map(({ kind }) => kind);
  expect(kinds.filter((kind) => /^Cluster/.test(kind))).toEqual([]);
  const patch = load(read('deploy/kustomize/overlays/one-namespace/args.yaml')) as Deployment;
  const [container] = patch.spec.template.spec.containers as unknown as { args: string[] }[];
  const { stdout } = await run(process.execPath, [join(root, 'operator/main.ts'), 'run', '--help']);
  for (const flag of container?.args.slice(1) ?? []) expect(stdout).toContain(` ${flag.split('=')[0]} `);
  expect(container?.args).toContain('--namespaces=ml');
});

test('two replicas carry the version of this package, and stop in order within the grace period', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(deployment.spec.replicas).toBe(2);
  expect(pod.containers).toMatchObject([{ image: `modelarts-operator:${version}` }]);
  expect(pod.terminationGracePeriodSeconds).toBe(30);
});

describe('pod security', () => {
  test('the pod keeps to the standard "restricted"', () => {
    expect(violations(pod)).toEqual([]);
  });

  const [container] = pod.containers;
  test.each<[string, Partial<PodSpec>]>([
    ['hostNetwork', { hostNetwork: true }],
    ['volumes: hostPath', { volumes: [{ name: 'x', hostPath: {} }] }],
    ['operator: runAsNonRoot', { securityContext: { ...pod.securityContext, runAsNonRoot: false } }],
    ['operator: runAsUser', { securityContext: { ...pod.securityContext, runAsUser: 0 } }],
    [
      'operator: seccompProfile',
      { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Unconfined' } } },
    ],
    ...Object.entries({
      privileged: { privileged: true },
      allowPrivilegeEscalation: { allowPrivilegeEscalation: true },
      'capabilities.drop': { capabilities: { drop: [] } },
      'capabilities.add': { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } },
    }).map(([name, context]): [string, Partial<PodSpec>] => [
      `operator: ${name}`,
      { containers: [{ name: 'operator', securityContext: { ...container?.securityContext, ...context } }] },
    ]),
  ])('the check finds %s', (violation, change) => {
    expect(violations({ ...pod, ...change })).toEqual([violation]);
  });
});

describe('on an API server', () => {
  const { kubeconfig, kubectl, version, enforcesRbac } = inject('controlPlane');
  const old = version.startsWith('v1.20.');
  const directory = mkdtempSync(join(tmpdir(), 'kustomize-'));
  const call = async (...args: string[]) =>
    (await run(kubectl, ['--kubeconfig', kubeconfig, ...args])).stdout;
  const apply = (manifests: readonly object[], ...args: string[]) => {
    const file = join(directory, 'all.yaml');
    writeFileSync(file, manifests.map((one) => dump(one)).join('---\n'));
    return call('apply', '--server-side', '--force-conflicts', '-f', file, ...args);
  };

  test('all of it is applied', async () => {
    // policy/v1 came with 1.21. The CRDs are applied by other tests.
    const skipped = ['CustomResourceDefinition', ...(old ? ['PodDisruptionBudget'] : [])];
    const applied = base.filter(({ kind }) => !skipped.includes(kind));
    const told = await apply(applied);
    expect(told.trim().split('\n')).toHaveLength(applied.length);
  });

  test('a pod of the template is admitted to its namespace, and one that is not restricted is not', async () => {
    const asked = (spec: object) =>
      apply(
        [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one', namespace: 'modelarts-system' }, spec }],
        '--dry-run=server',
      );
    expect(await asked(pod)).toContain('pod/one');
    // 1.20 does not know the admission, and the stand-in for newer ones may run without it.
    const refused = await asked({ ...pod, hostNetwork: true }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (refused !== undefined) expect(refused).toContain('violates PodSecurity "restricted:latest"');
    rmSync(directory, { recursive: true });
  });

  test.runIf(enforcesRbac)(
    'its service account may work, and may not list Secrets or change anything else',
    async () => {
      const may = (verb: string, resource: string, namespace = 'any') =>
        call(
          'auth',
          'can-i',
          verb,
          resource,
          '-n',
          namespace,
          `--as=system:serviceaccount:${account.namespace}:${account.name}`,
        ).then(
          (text) => text.trim(),
          (error: { stdout: string }) => error.stdout.trim(),
        );
      await expect
        .poll(() => may('watch', 'trainingjobs.modelarts.huaweicloud.com'), { timeout: 10_000 })
        .toBe('yes');
      expect(await may('update', 'leases.coordination.k8s.io', 'modelarts-system')).toBe('yes');
      for (const [verb, resource] of [
        ['list', 'secrets'],
        ['delete', 'secrets'],
        ['update', 'leases.coordination.k8s.io'],
        ['get', 'pods'],
        ['create', 'trainingjobs.modelarts.huaweicloud.com'],
        ['create', 'clusterrolebindings.rbac.authorization.k8s.io'],
      ] as const)
        expect(`${verb} ${resource}: ${await may(verb, resource)}`).toBe(`${verb} ${resource}: no`);
    },
  );
});
