/** What the chart renders, on a real API server: every object of the matrix by dry run, two releases for good. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { Rest } from '../../operator/kube/rest.ts';
import { run } from '../controlplane/run.ts';
import { isAllowed } from '../deploy/review.ts';
import { installCrds } from '../support/crds.ts';
import { MATRIX } from './matrix.ts';
import type { Manifest, Release } from './renderer.ts';
import { openRenderer } from './renderer.ts';

const { kubeconfig, kubectl, version, enforcesRbac } = inject('controlPlane');
const { by, render } = await openRenderer();
const folder = mkdtempSync(join(tmpdir(), 'applied-'));
afterAll(() => rmSync(folder, { recursive: true }));

const call = (...args: string[]) => run(kubectl, ['--kubeconfig', kubeconfig, ...args]);
let files = 0;
const apply = (manifests: readonly object[], ...args: string[]) => {
  const file = join(folder, `${files++}.yaml`);
  writeFileSync(file, manifests.map((one) => dump(one)).join('---\n'));
  return call('apply', '--server-side', '--force-conflicts', '-f', file, ...args);
};

// The kinds of the Prometheus operator are there with it only; policy/v1 came with 1.21, and kubectl refuses the rules of
// the CRDs for a server before 1.25, which the chart is not for.
const absent = ({ apiVersion, kind }: Manifest): boolean =>
  apiVersion.startsWith('monitoring.coreos.com/') ||
  (version.startsWith('v1.20.') && ['PodDisruptionBudget', 'CustomResourceDefinition'].includes(kind));

const prepare = (...namespaces: string[]) =>
  apply(namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));

describe.each(Object.entries(MATRIX))('with values: %s', (_name, values) => {
  test('the API server takes every field', async () => {
    const release = { name: 'modelarts-operator', namespace: 'helm-dry' };
    await prepare('helm-dry', ...((values.namespaces as string[] | undefined) ?? []));
    const wanted = (await render(values, release)).manifests.filter((one) => !absent(one));
    const told = await apply(wanted, '--dry-run=server');
    expect(told.trim().split('\n')).toHaveLength(wanted.length);
  });
});

test.each<[string, Release]>([
  ['default', { name: 'helm-one', namespace: 'helm-one' }],
  ['simulator', { name: 'helm-two', namespace: 'helm-two' }],
])('%s is applied, and applied again without a change', async (name, release) => {
  await prepare(release.namespace);
  // The CRDs are applied by other tests, as they are.
  const values = { ...MATRIX[name], crds: { install: false } };
  const wanted = (await render(values, release)).manifests.filter((one) => !absent(one));
  await apply(wanted);
  const versions = async () => {
    const selector = `app.kubernetes.io/instance=${release.name}`;
    const kinds =
      'deployments,services,serviceaccounts,secrets,roles,rolebindings,clusterroles,clusterrolebindings';
    return call(
      'get',
      kinds,
      '-n',
      release.namespace,
      '-l',
      selector,
      '-o',
      'jsonpath={range .items[*]}{.kind} {.metadata.resourceVersion}{"\\n"}{end}',
    );
  };
  const before = await versions();
  expect(before.trim().split('\n').length).toBeGreaterThanOrEqual(wanted.length - 1);
  await apply(wanted);
  expect(await versions()).toBe(before);
});

test.runIf(by === 'text/template').each(['default', 'simulator'])(
  'the notes of %s are commands to paste',
  async (name) => {
    const { notes } = await render(MATRIX[name]);
    const [, manifest = ''] = /^kubectl apply .*-f - <<Y\n(.*?)^Y$/ms.exec(notes) ?? [];
    const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
    await installCrds(rest);
    await rest.close();
    const asked = load(manifest) as Manifest;
    expect(await apply([asked], '-n', 'default', '--dry-run=server')).toContain(`/${asked.metadata.name} `);
  },
);

test.runIf(enforcesRbac)(
  'its service account may work where it was given a namespace, and nowhere else',
  async () => {
    await prepare('helm-three', 'helm-vision');
    const release = { name: 'helm-three', namespace: 'helm-three' };
    const values = { crds: { install: false }, namespaces: ['helm-vision'] };
    await apply((await render(values, release)).manifests.filter((one) => !absent(one)));
    const user = 'system:serviceaccount:helm-three:helm-three-modelarts-operator';
    const may = (verb: string, resource: string, namespace: string) =>
      isAllowed(call, { user, verb, resource, namespace });
    const watches = (namespace: string) => may('watch', 'modelarts.huaweicloud.com/trainingjobs', namespace);
    await expect.poll(() => watches('helm-vision'), { timeout: 10_000 }).toBe(true);
    expect(await watches('default')).toBe(false);
    expect(await may('update', 'coordination.k8s.io/leases', 'helm-three')).toBe(true);
    expect(await may('list', '/secrets', 'helm-vision')).toBe(false);
  },
);
