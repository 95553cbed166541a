#!/usr/bin/env node
/** The command line. */
import { globSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { choiceOptions, parsed } from './choice.ts';
import type { Flags } from './config.ts';
import { configFrom, parseDuration, parsePort, parsePositive, parseWhole } from './config.ts';
import { iamPolicyCommand } from './iamPolicy.ts';
import { withLog } from './logLevelFile.ts';
import { runOperator } from './operator.ts';
import { rbacCommand } from './rbacCommand.ts';
import { endWithin, stopSignal } from './shutdown.ts';
import type { SimulateOptions } from './simulator/cli.ts';
import { type StepMetricsOptions, stepMetrics } from './stepMetrics.ts';

const root = join(import.meta.dirname, '..');

type Package = { version: string; description: string };
const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;

/** Runs the command line `args`; the first SIGINT or SIGTERM ends it in order, the second at once. */
export async function main(args: readonly string[]): Promise<void> {
  await program(stopSignal()).parseAsync([...args], { from: 'user' });
}

function program(signal: AbortSignal): Command {
  const command = new Command('modelarts-operator').description(description).version(version);
  command.addCommand(runCommand(signal), { isDefault: true });
  command.addCommand(simulateCommand(signal));
  command.addCommand(stepMetricsCommand(signal));
  command.addCommand(rbacCommand(process.stdout));
  command.addCommand(iamPolicyCommand(process.stdout));
  command
    .command('crds')
    .description('print the custom resource definitions, for kubectl apply --server-side -f -')
    .action(() => void process.stdout.write(crds()));
  command
    .command('version')
    .description('print the version')
    .action(() => void process.stdout.write(`${version}\n`));
  return command.showHelpAfterError('(--help lists what there is)');
}

function runCommand(signal: AbortSignal): Command {
  const command = new Command('run');
  for (const choice of choiceOptions()) command.addOption(choice);
  return command
    .description('watch the custom resources and reconcile them into ModelArts (the default command)')
    .addOption(
      text('--kubeconfig <file>', 'cluster to work for (default: $KUBECONFIG, else the one it runs in)'),
    )
    .addOption(
      text('--cluster-id <id>', 'identifies the cluster in names and markers (default: UID of kube-system)'),
    )
    .addOption(text('--lease-namespace <name>', 'namespace of the Lease (default: the own one)'))
    .addOption(text('--lease-name <name>', 'Lease that replicas share').default('modelarts-operator'))
    .addOption(duration('--lease-duration <time>', 'how long a silent leader keeps the lead', '15s'))
    .addOption(
      option(
        '--shards <n>',
        'spread the objects over as many Leases, for several replicas to share',
        parseWhole(1, 64),
        '1',
      ),
    )
    .addOption(
      duration('--grace-period <time>', "until the process ends when told to; less than its pod's", '25s'),
    )
    .addOption(duration('--request-timeout <time>', 'deadline of one call to either API', '30s'))
    .addOption(duration('--list-lag <time>', 'how late a new job may appear in ModelArts lists', '15s'))
    .addOption(duration('--list-interval <time>', 'between the two look-ups after an unclear create', '10s'))
    .addOption(duration('--poll-interval <time>', 'between polls of a list with something in flight', '10s'))
    .addOption(
      duration('--idle-poll-interval <time>', 'between polls of a list with nothing in flight', '60s'),
    )
    .addOption(
      duration(
        '--retry-backoff <time>',
        'between the failure of a job and its next attempt; doubled each time',
        '10s',
      ),
    )
    .addOption(option('--concurrency <n>', 'objects of a kind worked on at once', parseWhole(1, 256), '8'))
    .addOption(
      list(
        '--allowed-endpoints <list>',
        'endpoints that Accounts may name beside the public clouds, comma-separated',
      ).default([]),
    )
    .addOption(limit('--rate <n>', 'requests per second and ModelArts account in the long run', '10'))
    .addOption(limit('--burst <n>', 'requests that may start at once after a quiet time', '20'))
    .addOption(limit('--max-concurrent-requests <n>', 'requests of an account at once', '8'))
    .addOption(
      text(
        '--ca-file <file>',
        'certificates (PEM) to believe beside the usual ones; HTTPS_PROXY is heeded too',
      ),
    )
    .addOption(
      new Option(
        '--allow-machine-credentials',
        "let Accounts of every namespace act with the agency of the operator's own machine",
      ),
    )
    .addOption(
      text('--account-region <region>', "region of the operator's own account (default: it has none)"),
    )
    .addOption(text('--account-endpoint <url>', 'its ModelArts endpoint (default: that of the region)'))
    .addOption(text('--account-iam-endpoint <url>', 'its IAM endpoint, or none (default: beside ModelArts)'))
    .addOption(text('--account-project-id <id>', 'id of its project'))
    .addOption(text('--account-project-name <name>', "name of its project (default: the region's own)"))
    .addOption(
      text(
        '--account-credentials-dir <dir>',
        'folder of a mounted Secret with its keys, read again when they change (default: HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK and HUAWEICLOUD_SDK_SECURITY_TOKEN)',
      ),
    )
    .addOption(
      new Option('--account-machine-credentials', "it acts with the agency of the operator's machine"),
    )
    .addOption(
      list(
        '--default-account-namespaces <list>',
        'namespaces, or *, whose objects use it where they have no Account (default: none; with --simulate all)',
      ),
    )
    .addOption(
      new Option('--max-nodes-per-job <n>', 'most nodes of one training job (default: any)').argParser(
        parsed(parseWhole(1, 1_000_000)),
      ),
    )
    .addOption(
      option(
        '--metrics-port <port>',
        'port of /metrics, /healthz and /readyz; 0 takes a free one, off serves none',
        parsePort,
        '8080',
      ),
    )
    .addOption(
      text(
        '--metrics-host <address>',
        "address that it listens on (default: all, as kubelet and Prometheus come by the pod's)",
      ),
    )
    .addOption(text('--log-level <level>', 'error, warn, info, debug or silent').default('info'))
    .addOption(text('--log-level-file <file>', 'file that says the level, read again every 5 s'))
    .addOption(
      text('--audit-file <file>', 'append each change of the cloud to it as a line of JSON (- for stdout)'),
    )
    .addOption(
      new Option(
        '--read-only',
        'observe everything, change nothing in ModelArts: restore runbooks begin with it',
      ),
    )
    .addOption(new Option('--simulate', 'work against a built-in ModelArts simulator: no account needed'))
    .addOption(
      option(
        '--simulator-port <port>',
        'port of that simulator; 0 takes a free one',
        parseWhole(0, 65535),
        '0',
      ),
    )
    .addOption(option('--simulator-speed <n>', 'its simulated seconds per second', parsePositive, '1'))
    .action(async (flags: Flags) => {
      const config = configFrom(flags);
      await withLog(config, signal, (log) => {
        endWithin(signal, config.graceMs, log);
        return runOperator({ config, log, version, signal });
      });
    });
}

function simulateCommand(signal: AbortSignal): Command {
  return new Command('simulate')
    .description(
      'run the ModelArts simulator alone; prints one JSON line with its address and keys when ready',
    )
    .addOption(option('--port <port>', 'port; 0 takes a free one', parseWhole(0, 65535), '0'))
    .addOption(text('--host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(option('--speed <n>', 'simulated seconds per second', parsePositive, '1'))
    .addOption(
      text('--access-key <key>', 'access key that it accepts, with --secret-key (default: a built-in pair)'),
    )
    .addOption(text('--secret-key <key>', 'its secret key'))
    .addOption(text('--project-id <id>', 'id of its project'))
    .action(async (options: SimulateOptions) => {
      const { simulate } = await import('./simulator/cli.ts');
      await simulate(options, { stdout: process.stdout, stderr: process.stderr, signal });
    });
}

function stepMetricsCommand(signal: AbortSignal): Command {
  return new Command('step-metrics')
    .description(
      'print what the steps of a WorkflowRun have measured, with your own permissions in the cluster',
    )
    .argument('<workflowrun>', 'name of the WorkflowRun')
    .addOption(text('-n, --namespace <name>', 'its namespace').default('default'))
    .addOption(text('--step <name>', 'of this step only'))
    .addOption(
      new Option('-o, --output <format>', 'the last values, or all of them')
        .choices(['table', 'json'])
        .default('table'),
    )
    .addOption(text('--kubeconfig <file>', 'cluster (default: $KUBECONFIG, else the one it runs in)'))
    .addOption(
      list('--allowed-endpoints <list>', 'as the operator was given, if its Accounts need them').default([]),
    )
    .action((name: string, options: StepMetricsOptions) =>
      stepMetrics(name, options, { stdout: process.stdout, signal }),
    );
}

const text = (flags: string, about: string): Option => new Option(flags, about);

const duration = (flags: string, about: string, byDefault: string): Option =>
  option(flags, about, parseDuration, byDefault);

/** A limit on requests to the cloud. */
const limit = (flags: string, about: string, byDefault: string): Option =>
  option(flags, about, parseWhole(1, 10_000), byDefault);

const list = (flags: string, about: string): Option =>
  text(flags, about).argParser((value) => value.split(',').map((entry) => entry.trim()));

const option = <T>(flags: string, about: string, parse: (value: string) => T, byDefault: string): Option =>
  new Option(flags, about).default(parse(byDefault), byDefault).argParser(parsed(parse));

/** The CRDs as one YAML stream. */
const crds = (): string =>
  globSync('crds/*.yaml', { cwd: root })
    .sort()
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('---\n');

/** True when this file is what Node was started with, also through the link that npm makes for `bin`. */
const started = process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename;

if (started)
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`modelarts-operator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
