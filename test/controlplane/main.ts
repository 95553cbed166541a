import { parseArgs } from 'node:util';
import { startControlPlane } from './controlPlane.ts';
import { startProgress } from './progress.ts';

const HELP = `Usage: npm run controlplane

Starts a real kube-apiserver and etcd on loopback ports, prints the KUBECONFIG to use, and keeps them running
until Ctrl-C; then stops them and removes what they wrote. The programs come from KUBEBUILDER_ASSETS, else from
the cache, else they are downloaded or built once.

Options:
  --help  show this text
`;

/** Runs the command; resolves with its exit code. */
async function main(): Promise<number> {
  if (parseArgs({ options: { help: { type: 'boolean' } } }).values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve());
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

  const progress = startProgress('API server');
  try {
    await using controlPlane = await startControlPlane({ log: progress.note, signal: stopping.signal });
    progress.done(`kube-apiserver ${controlPlane.version.slice(1)}, etcd (${controlPlane.origin})`);
    console.log(`export KUBECONFIG=${controlPlane.kubeconfig}`);
    process.stderr.write(`Another user, without permissions: ${controlPlane.restrictedKubeconfig}\n`);
    process.stderr.write(`Logs and data: ${controlPlane.directory}. Ctrl-C stops and removes everything.\n`);
    await stopped;
  } catch (error) {
    if (!stopping.signal.aborted) {
      progress.failed((error as Error).message);
      return 1;
    }
  }
  process.stderr.write('\nStopped and removed.\n');
  return 0;
}

process.exitCode = await main();
