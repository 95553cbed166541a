/** What is installed with simulator.enabled works together: both commands as rendered, only on this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { freePorts } from '../controlplane/freePorts.ts';
import { holds, World } from '../support/world.ts';
import type { Manifest, Values } from './renderer.ts';
import { openRenderer } from './renderer.ts';

const MAIN = join(import.meta.dirname, '../../operator/main.ts');
const { render } = await openRenderer();
const folder = await mkdtemp(join(tmpdir(), 'simulated-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true });
});

type Workload = Manifest & { spec: { template: { spec: { containers: { args: string[] }[] } } } };
const argsOf = (manifests: Manifest[], name: string) =>
  (manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name) as Workload).spec
    .template.spec.containers[0]?.args ?? [];

/** Starts the operator's program; answers with what it says on stdout and stderr so far. */
function start(args: readonly string[]): () => string {
  const child = spawn(process.execPath, [MAIN, ...args]);
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  return () => said;
}

test('a job runs to its end, without any Account', async () => {
  await using world = await World.create();
  const { manifests } = await render({
    simulator: { enabled: true, speed: 1000 },
    namespaces: [world.namespace],
  });
  const secret = manifests.find(({ kind }) => kind === 'Secret') as Manifest & { data: Values };
  const key = (name: string) => Buffer.from(secret.data[name] as string, 'base64').toString();
  const { api: port } = await freePorts();
  await mkdir(join(folder, 'account'));
  for (const name of ['accessKey', 'secretKey']) await writeFile(join(folder, 'account', name), key(name));

  const simulator = start(
    argsOf(manifests, 'modelarts-operator-simulator').map((arg) =>
      arg
        .replace('--port=8080', `--port=${port}`)
        .replace('$(ACCESS_KEY)', key('accessKey'))
        .replace('$(SECRET_KEY)', key('secretKey')),
    ),
  );
  await vi.waitUntil(() => simulator().includes('"url"'), 30_000);
  const operator = start([
    ...argsOf(manifests, 'modelarts-operator').map((arg) =>
      arg
        .replaceAll(
          'http://modelarts-operator-simulator.modelarts-system.svc:8080',
          `http://127.0.0.1:${port}`,
        )
        .replace('/var/run/modelarts/account', join(folder, 'account')),
    ),
    `--kubeconfig=${await world.accountKubeconfig()}`,
    `--lease-namespace=${world.namespace}`,
    '--metrics-port=off',
  ]);
  // What is there before it leads is made only after the settle window.
  await vi.waitUntil(() => operator().includes('all kinds are watched'), 60_000);
  await world.job('resnet');
  await world
    .until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'), 100)
    .catch((error: Error) => expect.fail(`${error.message}\n${operator()}`));
  expect(simulator()).toContain('createTrainingJob 201');
  expect(operator()).not.toContain(key('secretKey'));
}, 200_000);
