/**
 * Renders the chart: with `helm` where it is on the PATH, else with Go's text/template and sprig from Debian's
 * packages (renderer/main.go), which is what Helm renders with. The latter does not prove that Helm takes the chart:
 * Chart.yaml, kubeVersion, .helmignore, the order of installation and the size of a release are Helm's own.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { load, loadAll } from 'js-yaml';
import { run } from '../controlplane/run.ts';
import { buildRenderer } from './build.ts';

export const CHART = join(import.meta.dirname, '../../deploy/helm/modelarts-operator');

export type Values = Record<string, unknown>;
export type Release = { name: string; namespace: string };
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
} & Record<string, unknown>;
/** `notes` is empty where Helm renders, as `helm template` has none. */
export type Rendered = { manifests: Manifest[]; notes: string };

/** Renders with these values over the chart's own. @throws Error with the sentence of `fail` and `required` */
export type Render = (values?: Values, release?: Release) => Promise<Rendered>;

const DEFAULT: Release = { name: 'modelarts-operator', namespace: 'modelarts-system' };
const NOTES = 'templates/NOTES.txt';

/** @throws Error that says what is missing, when there is neither `helm` nor a Debian mirror */
export async function openRenderer(): Promise<{ by: 'helm' | 'text/template'; render: Render }> {
  const version = await run('helm', ['version', '--short']).catch(() => undefined);
  if (version?.startsWith('v')) return { by: 'helm', render: byHelm };
  const program = await buildRenderer();
  return { by: 'text/template', render: (values, release) => byTemplate(program, values, release) };
}

const manifestsIn = (yaml: string): Manifest[] =>
  (loadAll(yaml) as (Manifest | null)[]).filter((one) => one !== null);

async function byHelm(values: Values = {}, { name, namespace }: Release = DEFAULT): Promise<Rendered> {
  const folder = await mkdtemp(join(tmpdir(), 'helm-'));
  try {
    const file = join(folder, 'values.json');
    await writeFile(file, JSON.stringify(values));
    const flags = ['--namespace', namespace, '--kube-version', '1.36.0', '--values', file];
    return { manifests: manifestsIn(await run('helm', ['template', name, CHART, ...flags])), notes: '' };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function byTemplate(
  program: string,
  values: Values = {},
  release: Release = DEFAULT,
): Promise<Rendered> {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { name, namespace } = release;
  const input = {
    chart: CHART,
    release: {
      Name: name,
      Namespace: namespace,
      Service: 'Helm',
      IsInstall: true,
      IsUpgrade: false,
      Revision: 1,
    },
    values,
    kubeVersion: 'v1.36.0',
    apiVersions: ['v1', 'apps/v1', 'policy/v1'],
  };
  child.stdin.end(JSON.stringify(input));
  const { files, error } = JSON.parse(await text(child.stdout)) as {
    files: Record<string, string>;
    error?: string;
  };
  if (error) throw new Error(error);
  const { [NOTES]: notes = '', ...others } = files;
  return { notes, manifests: Object.values(others).flatMap(manifestsIn) };
}

/** The chart's own values. */
export const ownValues = async (): Promise<Values> =>
  load(await readFile(join(CHART, 'values.yaml'), 'utf8')) as Values;
