import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Condition, cell, describe, judge } from './verdict.ts';

/** A kubectl, and the environment that points it at the cluster. */
export type Kubectl = {
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs it and resolves with what it printed. `input` goes to its stdin. */
  run(args: readonly string[], input?: string): Promise<string>;
};

/** A kubectl for the cluster of `kubeconfig` that keeps its cache in `cacheFolder`; `signal` ends what runs. */
export function createKubectl(
  program: string,
  kubeconfig: string,
  cacheFolder: string,
  signal: AbortSignal,
): Kubectl {
  const env = { ...process.env, KUBECONFIG: kubeconfig, KUBECACHEDIR: cacheFolder };
  return {
    program,
    env,
    async run(args, input = '') {
      const child = spawn(program, args, { env, signal, stdio: ['pipe', 'pipe', 'pipe'] });
      const said = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          said[name] += text;
        });
      }
      child.stdin.on('error', () => {}).end(input);
      const [code] = await once(child, 'close');
      if (code === 0) return said.stdout;
      throw new Error(`kubectl ${args.join(' ')} failed:\n${(said.stderr || said.stdout).trimEnd()}`);
    },
  };
}

/**
 * Prints the rows of `kubectl get trainingjob <name> --watch` whenever PHASE changes, until the job is complete.
 * Rejects with the reason and the conditions when it fails, stalls, or is not complete after `timeoutMs`.
 */
export async function followJob(
  kubectl: Kubectl,
  name: string,
  print: (line: string) => void,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<void> {
  using cleanup = new DisposableStack();
  let rows: Rows | undefined;
  const giveUp = AbortSignal.timeout(timeoutMs);
  while (true) {
    signal.throwIfAborted();
    const { phase, conditions } = await statusOf(kubectl, name);
    // Not before there is a phase: kubectl lays its columns out by the first row.
    if (phase !== '') rows ??= cleanup.use(printRows(kubectl, name, print));
    const verdict = judge(conditions);
    if (verdict.state === 'complete') return await rows?.printed(phase);
    if (verdict.state === 'failed') throw failure(name, verdict.why, conditions);
    if (giveUp.aborted) throw failure(name, `not complete after ${timeoutMs / 1_000} s`, conditions);
    await sleep(rows ? 500 : 100, undefined, { signal });
  }
}

async function statusOf(kubectl: Kubectl, name: string) {
  const job = JSON.parse(await kubectl.run(['get', 'trainingjob', name, '-o', 'json'])) as {
    status?: { phase?: string; conditions?: Condition[] };
  };
  return { phase: job.status?.phase ?? '', conditions: job.status?.conditions ?? [] };
}

function failure(name: string, why: string, conditions: readonly Condition[]): Error {
  const list = conditions.map((condition) => `  ${describe(condition)}`).join('\n');
  return new Error(`TrainingJob ${name}: ${why}\nconditions:\n${list || '  none'}`);
}

type Rows = Disposable & {
  /** Resolves once a row of `phase` was printed, or after two seconds: rows are for the eye only. */
  printed(phase: string): Promise<void>;
};

function printRows(kubectl: Kubectl, name: string, print: (line: string) => void): Rows {
  const watch = spawn(kubectl.program, ['get', 'trainingjob', name, '--watch'], {
    env: kubectl.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let header: string | undefined;
  let last = '';
  createInterface(watch.stdout).on('line', (line) => {
    if (header === undefined) {
      header = line;
      print(line);
      return;
    }
    const phase = cell(header, line, 'PHASE');
    if (phase !== '' && phase !== last) print(line);
    last = phase || last;
  });
  watch.on('error', () => {}); // `kubectl.run` says the same, and louder
  return {
    async printed(phase) {
      for (let tries = 0; last !== phase && tries < 20; tries += 1) await sleep(100);
    },
    [Symbol.dispose]: () => void watch.kill(),
  };
}
