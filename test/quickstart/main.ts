import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type ControlPlane, startControlPlane } from '../controlplane/controlPlane.ts';
import { startProgress } from '../controlplane/progress.ts';
import { type Running, root, startOperatorCommand } from './child.ts';
import {
  accountReady,
  applyAccount,
  auditOneJob,
  createCrds,
  operatorKubeconfig,
  type Simulator,
} from './cluster.ts';
import { createKubectl, followJob, type Kubectl } from './follow.ts';

const HELP = `Usage: npm run quickstart [-- --keep]

Runs a training job from kubectl to its end, with no cloud account and no cluster: a real kube-apiserver, a
simulator of ModelArts and the operator, on this machine, in a temporary directory. Ends by itself: exit code 0
when the job is complete, otherwise another one and the reason.

Options:
  --keep  leave everything running until Ctrl-C, and say how to use it
  --help  show this text
`;

const SPEED = 60;
const JOB_TIMEOUT_MS = 180_000;
const SAMPLE = 'deploy/samples/trainingjob.yaml';
const print = (line: string) => console.log(line);

/** Runs `work` below a line of progress that ends with the words it resolves with. */
async function step<T>(
  label: string,
  work: (note: (text: string) => void) => Promise<[T, string]>,
): Promise<T> {
  const progress = startProgress(label, process.stdout);
  try {
    const [result, detail] = await work(progress.note);
    progress.done(detail);
    return result;
  } catch (error) {
    progress.failed('');
    throw error;
  }
}

const controlPlaneStep = (signal: AbortSignal) =>
  step<ControlPlane>('API server', async (log) => {
    const plane = await startControlPlane({ log, signal });
    return [plane, `kube-apiserver ${plane.version.replace(/^v/, '')}, etcd (${plane.origin})`];
  });

const simulatorStep = (running: Running, signal: AbortSignal) =>
  step<Simulator>('ModelArts simulator', async () => {
    const simulator = JSON.parse(await running.firstLine(signal)) as Simulator;
    const { url, projectId, speed } = simulator;
    return [simulator, `${url}  project ${projectId.slice(0, 4)}…  (training 1 min = ${60 / speed} s)`];
  });

const command = async (...args: string[]) =>
  (await promisify(execFile)(process.execPath, ['operator/main.ts', ...args], { cwd: root })).stdout;

/** @param admin the administrator's kubeconfig; `start` is given the one that the operator signs in by */
const operatorStep = (
  kubectl: Kubectl,
  simulator: Simulator,
  admin: string,
  start: (kubeconfig: string) => Running,
) =>
  step<Running>('CRDs and operator', async (note) => {
    note('creating the CRDs');
    const kinds = await createCrds(kubectl, await command('crds'));
    const kubeconfig = await operatorKubeconfig(kubectl, admin, await command('rbac'));
    await applyAccount(kubectl, simulator);
    note('starting the operator');
    const operator = start(kubeconfig);
    try {
      await accountReady(kubectl);
    } catch (error) {
      throw new Error(`${(error as Error).message}\nthe operator’s last lines:\n${operator.tail()}`);
    }
    return [operator, `${kinds} kinds watched, the account is ready`];
  });

async function trainingJob(kubectl: Kubectl, operator: Running, signal: AbortSignal): Promise<void> {
  print(`  kubectl apply -f ${SAMPLE}`);
  try {
    await kubectl.run(['apply', '-f', join(root, SAMPLE)]);
    await followJob(kubectl, 'resnet', print, signal, JOB_TIMEOUT_MS);
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(`${(error as Error).message}\nthe operator’s last lines:\n${operator.tail()}`);
  }
}

function thingsToTry({ kubeconfig, directory }: ControlPlane, { url }: Simulator): string {
  return [
    'Everything is still running. In another terminal:',
    `  export KUBECONFIG=${kubeconfig}`,
    '  kubectl get modelarts',
    '  kubectl describe trainingjob resnet',
    '  kubectl delete trainingjob resnet',
    `  curl ${url}/_simulator/audit`,
    `  tail -f ${join(directory, 'operator.log')}`,
    'Ctrl-C stops and removes everything.',
  ].join('\n');
}

async function quickstart(keep: boolean, signal: AbortSignal): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const plane = stack.use(await controlPlaneStep(signal));
  const { directory, kubeconfig } = plane;
  const start = (name: string, ...args: string[]) =>
    stack.use(startOperatorCommand(args, join(directory, `${name}.log`), process.env));
  const simulator = await simulatorStep(
    start('simulator', 'simulate', '--port', '0', '--speed', `${SPEED}`),
    signal,
  );
  const kubectl = createKubectl(plane.kubectl, kubeconfig, join(directory, 'kubectl'), signal);
  const operator = await operatorStep(kubectl, simulator, kubeconfig, (account) =>
    start(
      'operator',
      ...['run', '--kubeconfig', account, '--lease-namespace', 'modelarts-system'],
      ...['--allowed-endpoints', simulator.url, '--poll-interval', '500ms', '--metrics-port', '0'],
    ),
  );
  await trainingJob(kubectl, operator, signal);
  print(`✔ ${await auditOneJob(simulator)}`);
  if (!keep) return;
  print(thingsToTry(plane, simulator));
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

/** Runs the command; resolves with its exit code. */
async function main(): Promise<number> {
  const options = { keep: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { keep = false, help } = parseArgs({ options }).values;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const stopping = new AbortController();
  let interrupted = 0;
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => {
      interrupted = 128 + number;
      stopping.abort(new Error('interrupted'));
    });
  }
  try {
    await quickstart(keep, stopping.signal);
  } catch (error) {
    if (!interrupted) {
      console.error(`✘ ${error instanceof Error ? error.message : error}`);
      print('Everything stopped and removed.');
      return 1;
    }
    print('Everything stopped and removed.');
    return interrupted;
  }
  print(
    `Everything stopped and removed.${keep ? '' : ' Keep it running next time: npm run quickstart -- --keep'}`,
  );
  return 0;
}

process.exitCode = await main();
