/** An operator in a process of its own, as it is run in earnest. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { World } from '../support/world.ts';
import { FAULT_SETTINGS } from '../support/world.ts';

const MAIN = join(import.meta.dirname, '../../operator/main.ts');

/** Starts it for the namespace of `world`; later flags win over those of the tests. */
export async function startProcess(world: World, flags: readonly string[] = [], given?: string) {
  const kubeconfig = given ?? (await world.accountKubeconfig());
  const { leaseDurationMs, requestTimeoutMs, listLagMs, listIntervalMs, pollMs } = FAULT_SETTINGS;
  const child = spawn(
    process.execPath,
    [
      MAIN,
      'run',
      `--kubeconfig=${kubeconfig}`,
      `--namespaces=${world.namespace}`,
      `--lease-namespace=${world.namespace}`,
      `--lease-duration=${leaseDurationMs}ms`,
      `--request-timeout=${requestTimeoutMs}ms`,
      `--list-lag=${listLagMs}ms`,
      `--list-interval=${listIntervalMs}ms`,
      `--poll-interval=${pollMs}ms`,
      `--allowed-endpoints=${world.simulator.url}`,
      '--metrics-port=off',
      ...flags,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  return { child, log: () => log };
}

/** Waits for `what` to become true. */
export async function untilTrue(what: () => boolean, seconds = 30): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!what()) {
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
