/**
 * `npm run bench:failover [-- --rounds 10] [-- --shards 1]`: how long nothing is changed in the cloud after the replica that leads is
 * killed (SIGKILL), and after it is asked to end (SIGTERM), with the default Lease: from the signal to the answer to the
 * next create by the other replica, of a job that somebody applies meanwhile. Real processes, a real API server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import { Rest } from '../../operator/kube/rest.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { startControlPlane } from '../controlplane/controlPlane.ts';
import { installCrds } from '../support/crds.ts';

const { rounds, shards } = parseArgs({
  options: { rounds: { type: 'string', default: '10' }, shards: { type: 'string', default: '1' } },
}).values;
const root = join(import.meta.dirname, '../..');
const { signal } = new AbortController();
/** Between two jobs that somebody applies. */
const APPLY_MS = 100;
const RENEWAL_MS = 5_000;

await using plane = await startControlPlane({ log: (line) => console.error(line) });
await using simulator = await startSimulator();
const rest = new Rest({ kubeconfig: plane.kubeconfig, timeoutMs: 20_000, userAgent: 'bench' });
await installCrds(rest);

const group = '/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/default';
const create = (path: string, body: object) => rest.json({ method: 'POST', path, body, signal });
const { accessKey, secretKey, url, projectId } = simulator;
await create('/api/v1/namespaces/default/secrets', {
  ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'huawei' } },
  stringData: { accessKey, secretKey },
});
await create(`${group}/accounts`, {
  ...{ apiVersion: 'modelarts.huaweicloud.com/v1alpha1', kind: 'Account', metadata: { name: 'default' } },
  spec: { endpoint: url, region: 'cn-north-4', projectId, credentials: { secretRef: { name: 'huawei' } } },
});
const sample = load(readFileSync(join(root, 'deploy/samples/trainingjob.yaml'), 'utf8')) as Resource;
let jobs = 0;
let peakMiB = 0;
const applyJob = () =>
  create(`${group}/trainingjobs`, { ...sample, metadata: { name: `job-${jobs++}`, namespace: 'default' } });

type Line = { msg: string };
/** A replica; whoever reads its log line by line. */
class Replica {
  readonly child: ChildProcess;
  readonly #readers = new Set<(line: Line) => void>();

  constructor() {
    const flags = [
      '--kubeconfig',
      plane.kubeconfig,
      '--allowed-endpoints',
      url,
      '--metrics-port',
      'off',
      '--shards',
      shards,
    ];
    this.child = spawn(process.execPath, [join(root, 'operator/main.ts'), 'run', ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    process.once('exit', () => this.child.kill('SIGKILL'));
    if (!this.child.stderr) throw new Error('the replica has no log');
    createInterface({ input: this.child.stderr }).on('line', (text) => {
      if (!text.startsWith('{')) return;
      for (const read of this.#readers) read(JSON.parse(text) as Line);
    });
  }

  /** Resolves when it says `msg` the next time. */
  says(msg: string): Promise<void> {
    return new Promise((resolve) => {
      const read = (line: Line) => {
        if (line.msg !== msg) return;
        this.#readers.delete(read);
        resolve();
      };
      this.#readers.add(read);
    });
  }
}

const started = async (): Promise<Replica> => {
  const replica = new Replica();
  await replica.says('operator started');
  return replica;
};

/** One round: the milliseconds until `standby` has created a job after `leader` got `how`. */
async function round(leader: Replica, standby: Replica, how: 'SIGKILL' | 'SIGTERM'): Promise<number> {
  // At any time between two renewals, as death comes.
  await sleep(RENEWAL_MS * (1 + Math.random()));
  peakMiB = Math.max(peakMiB, peakMemory(leader.child));
  const created = standby.says('createTrainingJob accepted');
  const exited = once(leader.child, 'exit');
  const start = performance.now();
  leader.child.kill(how);
  const enough = new AbortController();
  const applying = (async () => {
    while (!enough.signal.aborted) {
      await applyJob();
      await sleep(APPLY_MS);
    }
  })();
  await created;
  const tookMs = performance.now() - start;
  enough.abort();
  await Promise.all([applying, exited]);
  await rest.json({ method: 'DELETE', path: `${group}/trainingjobs`, signal });
  return tookMs;
}

/** The most memory that a process has taken so far, in MiB; from /proc, so on Linux only. */
function peakMemory({ pid }: ChildProcess): number {
  const [, kib = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

const median = (sorted: readonly number[]): number => {
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

const seconds = (ms: number) => Number((ms / 1000).toFixed(2));
const result: Record<string, object> = {};
let leader = await started();
await leader.says('all kinds are watched');
for (const [how, aim] of [
  ['SIGTERM', 2],
  ['SIGKILL', 15],
] as const) {
  const times: number[] = [];
  for (let i = 0; i < Number(rounds); i++) {
    const standby = await started();
    times.push(await round(leader, standby, how));
    console.error(`${how} ${i + 1}/${rounds}: ${seconds(times.at(-1) ?? 0)} s`);
    leader = standby;
  }
  times.sort((a, b) => a - b);
  const [mid, max] = [seconds(median(times)), seconds(times.at(-1) ?? 0)];
  result[how] = { medianSeconds: mid, maxSeconds: max, rounds: times.length };
  console.log(
    `${how}: the other replica created the next job after ${mid} s (median), ${max} s (maximum of ${times.length}); aim ${aim} s`,
  );
}
console.log(`a replica that leads took ${peakMiB} MiB of memory at most, with the objects of one round`);
console.log(JSON.stringify({ bench: 'failover', shards: Number(shards), peakMiB, ...result }));
leader.child.kill('SIGTERM');
await once(leader.child, 'exit');
await rest.close();
