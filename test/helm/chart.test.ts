/** The Helm chart: what it renders, for a matrix of values, is what an API server takes and what the operator needs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { dump, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { run } from '../controlplane/run.ts';
import { type PodSpec, violations } from '../deploy/podSecurity.ts';
import { chartFiles } from '../generate/chart.ts';
import { MATRIX } from './matrix.ts';
import type { Manifest, Values } from './renderer.ts';
import { CHART, openRenderer, ownValues } from './renderer.ts';

const root = join(import.meta.dirname, '../..');
const text = (file: string) => readFile(join(CHART, file), 'utf8');
const { by, render } = await openRenderer();
const schema = JSON.parse(await text('values.schema.json'));
const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
const problems = (values: Values) => (valid(values) ? [] : valid.errors?.map((one) => one.instancePath));
const own = await ownValues();

/** As Helm lays values over the chart's. */
const merged = (base: Values, over: Values): Values => {
  const isMap = (value: unknown): value is Values =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    return [key, isMap(value) && isMap(below) ? merged(below, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
};

type Workload = Manifest & {
  spec: { template: { spec: PodSpec & { containers: { image: string; args: string[] }[] } } };
};
const find = (manifests: Manifest[], kind: string) => manifests.filter((one) => one.kind === kind);
const workloads = (manifests: Manifest[]) => find(manifests, 'Deployment') as Workload[];

describe.each(Object.entries(MATRIX))('with values: %s', (_name, values) => {
  test('the schema takes them', () => {
    expect(problems(merged(own, values))).toEqual([]);
  });

  test('objects are told apart, labelled and in the namespace of the release', async () => {
    const { manifests } = await render(values);
    const keys = manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    expect(new Set(keys).size).toBe(keys.length);
    const scoped = manifests.filter(({ kind }) => !/^Cluster|^CustomResource/.test(kind));
    const namespaces = ['modelarts-system', ...((values.namespaces as string[] | undefined) ?? [])];
    for (const { metadata } of scoped) expect(namespaces).toContain(metadata.namespace);
    for (const { metadata } of manifests)
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': 'modelarts-operator',
        'app.kubernetes.io/instance': 'modelarts-operator',
        'app.kubernetes.io/version': expect.any(String),
        'app.kubernetes.io/managed-by': 'Helm',
        'helm.sh/chart': expect.stringMatching(/^modelarts-operator-\d/),
        ...(values.commonLabels as object),
      });
  });

  test('every pod keeps to the pod security standard "restricted"', async () => {
    for (const { spec } of workloads((await render(values)).manifests))
      expect(violations(spec.template.spec)).toEqual([]);
  });

  test('what selects the pods of the operator selects no other', async () => {
    const { manifests } = await render(values);
    const chosen = manifests.flatMap(({ kind, metadata, spec }) => {
      const { selector, podSelector } = (spec ?? {}) as { selector?: Values; podSelector?: Values };
      const one = (selector?.matchLabels ?? podSelector?.matchLabels ?? selector) as Values | undefined;
      return one ? [[`${kind} ${metadata.name}`, one['app.kubernetes.io/component']]] : [];
    });
    for (const [name, component] of chosen)
      expect([name, component]).toEqual([name, /simulator$/.test(name as string) ? 'simulator' : 'operator']);
  });

  test('every flag is one of the command that gets it', async () => {
    for (const { spec } of workloads((await render(values)).manifests)) {
      const [command = '', ...flags] = spec.template.spec.containers[0]?.args ?? [];
      const help = await run(process.execPath, [join(root, 'operator/main.ts'), command, '--help']);
      for (const flag of flags) expect(help).toContain(` ${flag.split('=')[0]} `);
    }
  });
});

test('the image is given by digest, else by tag, else by the version of the chart', async () => {
  const image = async (values: Values) =>
    workloads((await render({ image: values })).manifests)[0]?.spec.template.spec.containers[0]?.image;
  const digest = `sha256:${'ab'.repeat(32)}`;
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(await image({ repository: 'r/x', tag: '7', digest })).toBe(`r/x@${digest}`);
  expect(await image({ repository: 'r/x', tag: '7' })).toBe('r/x:7');
  expect(await image({})).toBe(`modelarts-operator:${version}`);
});

test('version and appVersion are those of package.json', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(load(await text('Chart.yaml'))).toMatchObject({ version, appVersion: version });
});

test('the CRDs are those of crds/, kept when the release goes unless it is said otherwise', async () => {
  const crds = async (values?: Values) => find((await render(values)).manifests, 'CustomResourceDefinition');
  const shipped = [...chartFiles()].filter(([path]) => path.includes('/crds/'));
  const bare = ({ metadata: { name }, ...rest }: Manifest) => ({ ...rest, metadata: { name } });
  const keep = { annotations: { 'helm.sh/resource-policy': 'keep' } };
  expect((await crds()).map(bare)).toEqual(shipped.map(([, yaml]) => load(yaml)));
  for (const { metadata } of await crds()) expect(metadata).toMatchObject(keep);
  for (const { metadata } of await crds({ crds: { keep: false } })) expect(metadata).not.toMatchObject(keep);
  expect(await crds({ crds: { install: false } })).toEqual([]);
});

test('rules and dashboard are those of deploy/monitoring', async () => {
  const { manifests } = await render(MATRIX.monitoring);
  const source = load(await readFile(join(root, 'deploy/monitoring/rules.yaml'), 'utf8')) as Manifest;
  expect(find(manifests, 'PrometheusRule')[0]?.spec).toEqual(source.spec);
  const [map] = find(manifests, 'ConfigMap') as (Manifest & { data: Record<string, string> })[];
  const dashboard = await readFile(join(root, 'deploy/monitoring/dashboard.json'), 'utf8');
  expect(JSON.parse(map?.data['modelarts-operator.json'] ?? '')).toEqual(JSON.parse(dashboard));
});

test('a release fits into the Secret that Helm keeps it in, three times over', async () => {
  const { manifests } = await render(merged(MATRIX.monitoring ?? {}, { simulator: { enabled: true } }));
  const files = await Promise.all([...chartFiles()].map(async ([, data]) => data));
  const chart = files.map((data) => ({ data: Buffer.from(data).toString('base64') }));
  const release = { chart, manifest: manifests.map((one) => dump(one)).join('---\n') };
  const bytes = gzipSync(JSON.stringify(release)).toString('base64').length;
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(1_048_576 / 3);
});

test.each<[string, Values, RegExp]>([
  ['no cluster id without cluster reads', { rbac: { without: ['cluster-reads'] } }, /clusterId: give one/],
  [
    'no name of a foreign account',
    { serviceAccount: { create: false } },
    /serviceAccount\.name: name the account/,
  ],
  ['keys without a region', { account: { existingSecret: 'x' } }, /account\.region: say where/],
  [
    'two sources of credentials',
    { account: { region: 'a', existingSecret: 'x', machineCredentials: true } },
    /account\.existingSecret: give either/,
  ],
  [
    'a simulator beside an account',
    { simulator: { enabled: true }, account: { region: 'a' } },
    /simulator\.enabled/,
  ],
  [
    'a ServiceMonitor without Service',
    { metrics: { service: { enabled: false }, serviceMonitor: { enabled: true } } },
    /metrics\.service\.enabled/,
  ],
])('%s: refused with a sentence', async (_title, values, sentence) => {
  await expect(render(values)).rejects.toThrow(sentence);
});

test.each<[string, Values]>([
  ['', { replicas: 2 }],
  ['/image', { image: { name: 'x' } }],
  ['/image/digest', { image: { digest: 'latest' } }],
  ['/kinds/0', { kinds: ['Job'] }],
  ['/namespaces/0', { namespaces: ['A b'] }],
  ['/rbac/without/0', { rbac: { without: ['secrets'] } }],
  ['/logLevel', { logLevel: 'loud' }],
  ['/account/endpoint', { account: { endpoint: 'modelarts.example.com/v1' } }],
  ['/replicaCount', { replicaCount: '2' }],
  ['/metrics/port', { metrics: { port: 0 } }],
])('the schema refuses %s of %j', (path, values) => {
  expect(problems(merged(own, values))).toEqual([path]);
});

test('README has a row with the default of every value, and no other', async () => {
  const rows = [...(await text('README.md')).matchAll(/^\| `([\w.]+)` \| `(.*?)` \|/gm)];
  const told = new Map(rows.map(([, path = '', value = '']) => [path, JSON.parse(value)]));
  const at = (path: string) => path.split('.').reduce<unknown>((value, key) => (value as Values)[key], own);
  for (const [path, value] of told) expect([path, value]).toEqual([path, at(path)]);
  const missing = (values: Values, prefix: string): string[] =>
    Object.entries(values).flatMap(([key, value]) => {
      const path = `${prefix}${key}`;
      if (told.has(path)) return [];
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isMap && Object.keys(value).length > 0 ? missing(value as Values, `${path}.`) : [path];
    });
  expect(missing(own, '')).toEqual([]);
});

describe.runIf(by === 'text/template')('the notes', () => {
  test.each<[string, Values, RegExp]>([
    ['say how to make an Account', {}, /kind: Account/],
    ['say how to try the simulator', MATRIX.simulator ?? {}, /kind: TrainingJob[\s\S]*namespace: default/],
    ['name who is served', MATRIX['an account of its own'] ?? {}, /serves vision, speech\./],
    ['warn before CRDs go', { crds: { keep: false } }, /delete the CRDs while the operator still runs/],
    ['say that nothing is changed', { readOnly: true }, /observes only/],
  ])('%s', async (_title, values, words) => {
    const { notes } = await render(values);
    expect(notes).toMatch(words);
    expect(notes).toContain('-n modelarts-system rollout status deployment/modelarts-operator');
  });
});
