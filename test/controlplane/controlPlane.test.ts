import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { established } from '../quickstart/cluster.ts';
import { type ControlPlane, startControlPlane } from './controlPlane.ts';
import { run } from './run.ts';

const shared = inject('controlPlane');
const kubectl = (kubeconfig: string, ...args: string[]) =>
  run(shared.kubectl, args, { env: { ...process.env, KUBECONFIG: kubeconfig } });

test('the administrator finds the namespaces that every cluster has', async () => {
  const names = (await kubectl(shared.kubeconfig, 'get', 'namespaces', '-o', 'name')).trim().split('\n');
  expect(names).toEqual(expect.arrayContaining(['namespace/default', 'namespace/kube-system']));
});

test('the version is the server’s', async () => {
  const version = JSON.parse(await kubectl(shared.kubeconfig, 'get', '--raw', '/version'));
  expect(shared.version).toBe(version.gitVersion);
});

test('the restricted account can sign in', async () => {
  expect(await kubectl(shared.restrictedKubeconfig, 'get', '--raw', '/version')).toContain(shared.version);
});

test.runIf(shared.enforcesRbac)(
  'the restricted account is refused where permissions are enforced',
  async () => {
    const refused = kubectl(shared.restrictedKubeconfig, 'get', 'secrets', '--namespace', 'kube-system');
    await expect(refused).rejects.toThrow(/Forbidden.*"restricted" cannot list resource "secrets"/s);
  },
);

/** A kind of the smallest sort; in a group of its own, since the cluster is shared. */
const widgets = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.controlplane.test' },
  spec: {
    group: 'controlplane.test',
    scope: 'Cluster',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { text: { type: 'string' } } } },
      },
    ],
  },
};

// The source that is built would, compiled by a Go of today, take the empty string for null and refuse it.
test('a custom resource may hold an empty string', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'widgets-'));
  const manifest = (name: string, content: object) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  await kubectl(shared.kubeconfig, 'apply', '-f', manifest('crd', widgets));
  await established({ run: (args) => kubectl(shared.kubeconfig, ...args) }, 'widgets.controlplane.test');
  const empty = { apiVersion: 'controlplane.test/v1', kind: 'Widget', metadata: { name: 'empty' }, text: '' };
  await kubectl(shared.kubeconfig, 'apply', '-f', manifest('widget', empty));
  const stored = JSON.parse(await kubectl(shared.kubeconfig, 'get', 'widget', 'empty', '-o', 'json'));
  expect(stored.text).toBe('');
  await kubectl(shared.kubeconfig, 'delete', 'crd/widgets.controlplane.test');
  rmSync(folder, { recursive: true });
});

describe('a control plane of one’s own', () => {
  let controlPlane: ControlPlane;
  beforeAll(async () => {
    controlPlane = await startControlPlane();
  });
  afterAll(() => controlPlane.stop());

  test('keeps address and data when its API server is killed and started again', async () => {
    const { kubeconfig } = controlPlane;
    await kubectl(kubeconfig, 'create', 'configmap', 'kept', '--from-literal=key=value');
    const before = processId(controlPlane.directory, 'kube-apiserver');
    await controlPlane.restartApiServer();
    expect(processId(controlPlane.directory, 'kube-apiserver')).not.toBe(before);
    expect(isAlive(before)).toBe(false);
    expect(await kubectl(kubeconfig, 'get', 'configmap', 'kept', '-o', 'jsonpath={.data.key}')).toBe('value');
  });

  test('is gone after stop, processes and directory', async () => {
    const gone = remains(controlPlane.directory);
    await controlPlane.stop();
    expect(gone()).toEqual([]);
  });
});

describe('npm run controlplane', () => {
  const started: ChildProcess[] = [];
  const start = async () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const kubeconfig = /^export KUBECONFIG=(\S+)\n$/.exec(line.toString())?.[1] as string;
    return { child, kubeconfig, directory: dirname(kubeconfig) };
  };
  afterAll(() => {
    for (const child of started) child.kill();
  });

  test('prints a KUBECONFIG that works, and Ctrl-C leaves nothing', async () => {
    const { child, kubeconfig, directory } = await start();
    expect(await kubectl(kubeconfig, 'get', '--raw', '/readyz')).toBe('ok');
    const gone = remains(directory);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(gone()).toEqual([]);
  });

  test('leaves nothing when it is killed', async () => {
    const { child, directory } = await start();
    const gone = remains(directory);
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(gone()).toEqual([]), 30_000);
  });

  test('explains itself', async () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    expect(await run(process.execPath, [main, '--help'])).toContain('Usage: npm run controlplane');
  });
});

test('a server that does not start is an error with its last lines, and leaves nothing', async () => {
  const assets = mkdtempSync(join(tmpdir(), 'broken-assets-'));
  writeFileSync(join(assets, 'etcd'), '#!/bin/sh\nsleep 60\n', { mode: 0o755 });
  writeFileSync(join(assets, 'kube-apiserver'), '#!/bin/sh\necho "in $PWD: no such flag"; exit 3\n', {
    mode: 0o755,
  });
  vi.stubEnv('KUBEBUILDER_ASSETS', assets);
  const error = await startControlPlane().catch((reason: Error) => reason.message);
  vi.unstubAllEnvs();
  rmSync(assets, { recursive: true });
  expect(error).toMatch(/kube-apiserver \(.*\) ended with exit code 3; its last lines:\nin .*: no such flag/);
  expect(existsSync(/in (\S+): no such flag/.exec(error as string)?.[1] as string)).toBe(false);
});

const processId = (directory: string, name: string) =>
  Number(readFileSync(join(directory, `${name}.pid`), 'utf8'));

/** Looks at what runs for `directory` now; the answer lists what of it, and of the directory, is left later. */
function remains(directory: string): () => (number | string)[] {
  const processes = ['etcd', 'kube-apiserver'].map((name) => processId(directory, name));
  expect(processes.every(isAlive)).toBe(true);
  return () => [...processes.filter(isAlive), ...(existsSync(directory) ? [directory] : [])];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
