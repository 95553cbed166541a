/** deploy/kustomize as kubectl builds and applies it; and that it installs what the Helm chart does. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, inject, test } from 'vitest';
import { run } from '../controlplane/run.ts';
import type { Manifest, Values } from '../helm/renderer.ts';
import { openRenderer } from '../helm/renderer.ts';
import { resourcesOf } from './kustomization.ts';
import { type PodSpec, violations } from './podSecurity.ts';

const root = join(import.meta.dirname, '../..');
const folder = (name: string) => join(root, 'deploy/kustomize', name);
const { kubeconfig, kubectl, version } = inject('controlPlane');
const call = (...args: string[]) => run(kubectl, ['--kubeconfig', kubeconfig, ...args]);
const build = async (name: string) => loadAll(await run(kubectl, ['kustomize', folder(name)])) as Manifest[];
const { render } = await openRenderer();

const oldServer = version.startsWith('v1.20.');
// The kustomize of kubectl 1.20 takes no folder among `resources`, and no `patches`.
const old = (await run(kubectl, ['version', '--client', '-o', 'json'])).includes('"gitVersion": "v1.20.');
const FOLDERS = ['base', 'overlays/one-namespace', 'overlays/simulator', 'overlays/monitoring'];

const OWN_LABELS = /^(helm\.sh\/chart|app\.kubernetes\.io\/(instance|version|managed-by|component))$/;

/** Without what only a release has: the labels that tell releases apart, and what they are told by. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !OWN_LABELS.test(key) && key !== 'helm.sh/resource-policy' && key !== 'checksum/keys')
    .map(([key, one]) => [key, plain(one)] as const)
    .filter(([key, one]) => !/^(labels|annotations)$/.test(key) || Object.keys(one as object).length > 0);
  return Object.fromEntries(entries);
}

/** By kind and name, without the labels of the object itself. */
const sorted = (manifests: readonly Manifest[]) =>
  new Map(
    manifests
      .map(({ metadata: { labels: _, ...metadata }, ...rest }) => plain({ ...rest, metadata }) as Manifest)
      .map((one) => [`${one.kind} ${one.metadata.name}`, one] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );

test('every folder of deploy/kustomize is tested here', () => {
  const found = globSync('{base,overlays/*}/kustomization.yaml', { cwd: folder('') });
  expect(found.map((file) => file.replace('/kustomization.yaml', '')).sort()).toEqual([...FOLDERS].sort());
});

describe.skipIf(old).each(FOLDERS)('%s', (name) => {
  test('is built by kubectl, with pods that keep to the pod security standard "restricted"', async () => {
    const manifests = await build(name);
    const pods = manifests
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => (spec as { template: { spec: PodSpec } }).template.spec);
    expect(pods.length).toBeGreaterThan(0);
    for (const pod of pods) expect(violations(pod)).toEqual([]);
  });

  // 1.20 has no policy/v1, kubectl refuses the rules of CRDs for it, and the Prometheus operator is on neither.
  test.skipIf(oldServer || name === 'overlays/monitoring')('is applied by kubectl apply -k', async () => {
    const namespace = join(root, 'deploy/kustomize/operator/namespace.yaml');
    await call('apply', '--server-side', '--force-conflicts', '-f', namespace);
    // The namespace that the overlay is for is not part of it.
    await call('create', 'namespace', 'ml').catch((error: Error) =>
      expect(error.message).toContain('already exists'),
    );
    const flags = ['--server-side', '--force-conflicts', '--dry-run=server'];
    const told = await call('apply', ...flags, '-k', folder(name));
    expect(told.trim().split('\n')).toHaveLength((await build(name)).length);
  });
});

test.each<[string, Values]>([
  ['base', {}],
  ...(old ? [] : [['overlays/simulator', { simulator: { enabled: true } }] satisfies [string, Values]]),
])('%s installs what the Helm chart does, and the namespace', async (name, values) => {
  const [ours, theirs] = [
    sorted(old ? resourcesOf<Manifest>(folder(name)) : await build(name)),
    sorted((await render(values)).manifests),
  ];
  expect(ours.delete('Namespace modelarts-system')).toBe(true);
  const named = (manifests: typeof ours) =>
    JSON.parse(JSON.stringify([...manifests]).replaceAll('modelarts-simulator', 'modelarts-operator'));
  expect(named(ours)).toEqual(named(theirs));
});

test.skipIf(old)(
  'the monitoring overlay has a ServiceMonitor for the Service of the base, alerts and the dashboard',
  async () => {
    const manifests = await build('overlays/monitoring');
    const one = (kind: string) =>
      manifests.find((manifest) => manifest.kind === kind) as Manifest & { spec: Values };
    for (const kind of ['ServiceMonitor', 'PrometheusRule', 'ConfigMap'])
      expect(one(kind).metadata.namespace).toBe('modelarts-system');
    const { selector, endpoints } = one('ServiceMonitor').spec as {
      selector: { matchLabels: Values };
      endpoints: { port: string }[];
    };
    expect(one('Service').metadata.labels).toMatchObject(selector.matchLabels);
    const ports = (one('Service').spec.ports as { name: string }[]).map((port) => port.name);
    for (const { port } of endpoints) expect(ports).toContain(port);
    expect(one('ConfigMap').metadata.labels).toMatchObject({ grafana_dashboard: '1' });
  },
);

test.skipIf(old)('the sample Account of the simulator has its keys and address', async () => {
  const manifests = await build('overlays/simulator');
  const samples = loadAll(
    readFileSync(join(folder('overlays/simulator'), 'account.yaml'), 'utf8'),
  ) as Values[];
  const secret = manifests.find(({ kind }) => kind === 'Secret') as Manifest & {
    data: Record<string, string>;
  };
  const { stringData } = samples[0] as { stringData: Record<string, string> };
  for (const [key, value] of Object.entries(stringData))
    expect(Buffer.from(secret.data[key] ?? '', 'base64').toString()).toBe(value);
  const { endpoint, projectId } = (samples[1] as { spec: Record<string, string> }).spec;
  expect(JSON.stringify(manifests)).toContain(`--allowed-endpoints=${endpoint}"`);
  expect(JSON.stringify(manifests)).toContain(
    `simulate","--host=0.0.0.0","--port=8080","--speed=60","--project-id=${projectId}"`,
  );
});
