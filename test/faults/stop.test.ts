/** The end of a real process: in order, in time whatever either API does, and at once when it is told twice. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { REMOTE_ID } from '../../operator/runtime/object.ts';
import { World } from '../support/world.ts';
import { startProcess, untilTrue } from './process.ts';

/** Long enough that a busy machine loses no lease and gives no call up, where a test does not say otherwise. */
const PATIENT = ['--lease-duration=15s', '--request-timeout=20s'];
/** Of one test: a process may take long to start beside others. */
const TIMEOUT_MS = 120_000;

const jobs = (world: World) => world.simulator.audit.jobs();

/** A leading operator whose create of a job is under way: `mishap` befalls it. */
async function amidCreate(
  world: World,
  mishap: { kind: 'hang' } | { kind: 'latency'; afterMs: number },
  flags: string[],
) {
  world.simulator.faults.add({ operation: 'createTrainingJob', times: 1, ...mishap });
  const operator = await startProcess(world, [...PATIENT, ...flags]);
  await untilTrue(() => operator.log().includes('all kinds are watched'), 90);
  await world.account();
  await world.job('resnet');
  await untilTrue(() => jobs(world).length === 1, 90);
  return operator;
}

/** Who holds the Lease of the world. */
async function holder(world: World): Promise<string | undefined> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${world.namespace}/leases/modelarts-operator`;
  const { signal } = new AbortController();
  const lease = await world.rest.json<{ spec: { holderIdentity?: string } }>({ method: 'GET', path, signal });
  return lease.spec.holderIdentity;
}

describe.concurrent('SIGTERM', { timeout: TIMEOUT_MS }, () => {
  test('while a create is under way lets its answer be written down, and gives the Lease back', async () => {
    await using world = await World.create({ behaviours: { 'training.duplicateName': 'allow' } });
    const flags = ['--grace-period=40s'];
    const { child } = await amidCreate(world, { kind: 'latency', afterMs: 1_000 }, flags);
    const [exit] = await Promise.all([once(child, 'exit'), child.kill('SIGTERM')]);
    expect(exit).toEqual([0, null]);
    const job = await world.get('trainingjobs', 'resnet');
    const noted = JSON.parse(job?.metadata.annotations?.[REMOTE_ID] ?? '{}');
    expect([noted.id, job?.status?.remote?.id]).toEqual([jobs(world)[0]?.id, jobs(world)[0]?.id]);
    expect(await holder(world)).toBe('');
  });

  test('ends it in order although ModelArts never answers', async () => {
    await using world = await World.create();
    const flags = ['--grace-period=12s', '--request-timeout=60s'];
    const { child, log } = await amidCreate(world, { kind: 'hang' }, flags);
    const [exit] = await Promise.all([once(child, 'exit'), child.kill('SIGTERM')]);
    expect(exit).toEqual([0, null]);
    expect(log()).toContain('operator stopped');
    expect(log()).not.toContain('not everything came to its end');
    expect(await holder(world)).toBe('');
  });

  test('ends it in order although the API server never answers', async () => {
    await using world = await World.create();
    await using server = await freezable();
    const { child, log } = await startProcess(
      world,
      [...PATIENT, '--request-timeout=60s'],
      server.kubeconfig,
    );
    await untilTrue(() => log().includes('all kinds are watched'), 90);
    server.freeze();
    const [exit] = await Promise.all([once(child, 'exit'), child.kill('SIGTERM')]);
    expect(exit).toEqual([0, null]);
    expect(log()).not.toContain('not everything came to its end');
  });

  test('ends it even if nothing comes to its end in time, and says so', async () => {
    await using world = await World.create();
    await using server = await freezable();
    const { child, log } = await startProcess(world, [...PATIENT, '--grace-period=1ms'], server.kubeconfig);
    await untilTrue(() => log().includes('all kinds are watched'), 90);
    server.freeze();
    const [exit] = await Promise.all([once(child, 'exit'), child.kill('SIGTERM')]);
    expect(exit).toEqual([1, null]);
    expect(log()).toContain('not everything came to its end in time');
  });

  test('and then SIGINT ends it at once', async () => {
    await using world = await World.create();
    const flags = ['--grace-period=10m', '--request-timeout=10m'];
    const { child, log } = await amidCreate(world, { kind: 'hang' }, flags);
    child.kill('SIGTERM');
    await untilTrue(() => log().includes('"stopping:'));
    const [exit] = await Promise.all([once(child, 'exit'), child.kill('SIGINT')]);
    expect(exit).toEqual([130, null]);
    expect(log()).not.toContain('operator stopped');
  });
});

/** The API server of the test run behind a port of its own that can stop carrying anything. */
async function freezable() {
  const original = readFileSync(inject('controlPlane').kubeconfig, 'utf8');
  const { hostname, port } = new URL(/https:[^"\s]+/.exec(original)?.[0] ?? '');
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as { port: number };
  const folder = mkdtempSync(join(tmpdir(), 'stop-'));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, original.replace(/https:[^"\s]+/, `https://127.0.0.1:${address.port}`), {
    mode: 0o600,
  });
  return {
    kubeconfig,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
