import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findBinaries } from './binaries.ts';
import type { Facts, Report, Request } from './keeperMessages.ts';

/**
 * A real kube-apiserver and etcd on loopback ports, with TLS, RBAC and nothing in it but the usual namespaces.
 *
 * Guarantees: the processes and the directory are gone after `stop`, and also when the process that started it
 * ends in any other way, SIGKILL included.
 */
export type ControlPlane = AsyncDisposable & {
  /** What the API server says it is, as in "v1.20.2". */
  readonly version: string;
  /** Where the programs come from, for people: "cached", "KUBEBUILDER_ASSETS". */
  readonly origin: string;
  readonly url: string;
  /** Where etcd listens, without TLS: objects can be put there as an older version left them. */
  readonly etcdUrl: string;
  /** The temporary directory: data, logs (`kube-apiserver.log`, `etcd.log`), process ids (`*.pid`), kubeconfigs. */
  readonly directory: string;
  /** Path of the kubeconfig of a member of system:masters. */
  readonly kubeconfig: string;
  /** Path of the kubeconfig of the user "restricted", in no group but system:authenticated. */
  readonly restrictedKubeconfig: string;
  /** Whether permissions are enforced: found out by asking as "restricted". */
  readonly enforcesRbac: boolean;
  /** Path of a kubectl. */
  readonly kubectl: string;
  /** Kills the API server (SIGKILL) and starts it again on the same port and data; resolves when it answers. */
  restartApiServer(): Promise<void>;
  /** Resolves when processes and directory are gone. May be called again. */
  stop(): Promise<void>;
};

/** `log` hears of each step that may take a while; `signal` gives the start up, and `stop` ends what runs. */
export type ControlPlaneOptions = {
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
};

/**
 * Starts a control plane, fetching or building its programs first where this machine has none yet (minutes,
 * see binaries.ts). Rejects with the servers' last lines when one of them does not start.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const { log = () => {}, signal } = options;
  const binaries = await findBinaries(options);
  signal?.throwIfAborted();
  log(`starting etcd and kube-apiserver (${binaries.origin})`);
  // A session of its own, so that Ctrl-C reaches the caller only, and the keeper outlives it by a moment.
  const keeper = fork(fileURLToPath(new URL('keeper.ts', import.meta.url)), [JSON.stringify(binaries)], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(keeper, 'exit').catch(() => {});
  const stop = async () => {
    if (keeper.connected) keeper.disconnect();
    await exited;
  };
  const facts = await firstFacts(keeper, signal).catch(async (error) => {
    await stop();
    throw error;
  });
  keeper.on('message', (report: Report) => {
    if (report.type === 'failed') log(`the control plane has ended: ${report.message}`);
  });
  return {
    ...facts,
    origin: binaries.origin,
    kubectl: binaries.kubectl,
    async restartApiServer() {
      keeper.send({ type: 'restart' } satisfies Request);
      await answer(keeper, 'restarted', undefined);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const firstFacts = async (keeper: ChildProcess, signal: AbortSignal | undefined): Promise<Facts> =>
  (await answer(keeper, 'ready', signal)).facts;

/** The keeper's next report of a type. Rejects when it fails or ends first, or when `signal` is aborted. */
function answer<T extends Report['type']>(keeper: ChildProcess, type: T, signal: AbortSignal | undefined) {
  const { promise, resolve, reject } = Promise.withResolvers<Extract<Report, { type: T }>>();
  const listening = new AbortController();
  const on = <A extends unknown[]>(event: string, listener: (...args: A) => void) => {
    keeper.on(event, listener as (...args: unknown[]) => void);
    listening.signal.addEventListener('abort', () =>
      keeper.off(event, listener as (...args: unknown[]) => void),
    );
  };
  on('message', (report: Report) => {
    if (report.type === type) resolve(report as Extract<Report, { type: T }>);
    if (report.type === 'failed') reject(new Error(`the control plane failed: ${report.message}`));
  });
  on('error', reject);
  on('exit', (code) => reject(new Error(`the control plane's keeper ended with exit code ${code}`)));
  signal?.addEventListener('abort', () => reject(signal.reason), { signal: listening.signal });
  return promise.finally(() => listening.abort());
}
