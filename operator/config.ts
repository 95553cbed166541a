/** Flags and environment -> one frozen object, parsed once, refused with a sentence. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { type Choice, type ChoiceFlags, choiceFrom } from './choice.ts';
import { type CloudConfig, type CloudFlags, cloudConfigFrom } from './cloudConfig.ts';
import { DEFAULT_ALLOWED_ENDPOINTS } from './modelarts/endpoints.ts';
import type { OwnAccountConfig, OwnAccountFlags } from './ownAccount.ts';
import { namespaceList, ownAccountConfigFrom } from './ownAccount.ts';
import type { LogLevel } from './runtime/log.ts';
import { isLogLevel, LOG_LEVELS } from './runtime/log.ts';

/** How the operator runs. Durations in milliseconds. */
export type Config = Choice &
  Readonly<{
    /** A kubeconfig file; undefined: $KUBECONFIG, or the cluster that we run in. */
    kubeconfig: string | undefined;
    /** Identifies this cluster in names and markers; undefined: the UID of namespace kube-system. */
    clusterId: string | undefined;
    /** Who we are, in Leases and Events. */
    identity: string;
    leaseNamespace: string;
    leaseName: string;
    leaseDurationMs: number;
    /** How many shards the objects are spread over; undefined: 1. */
    shards?: number;
    /** The longest that the process takes to end when it is told to. */
    graceMs: number;
    /** Deadline of one call to either API. */
    requestTimeoutMs: number;
    /** How late a new remote object may appear in lists. */
    listLagMs: number;
    /** Between the two look-ups of DESIGN 4.1. */
    listIntervalMs: number;
    /** Between polls of a list while something in it is in flight, and otherwise. */
    pollMs: number;
    idlePollMs: number;
    /** Between the first failure of a job and its next attempt; doubled with each further one. */
    retryBackoffMs: number;
    concurrency: number;
    allowedEndpoints: readonly string[];
    /** The operator's own account; undefined: none, but with `simulate`, which brings one. */
    account?: OwnAccountConfig | undefined;
    /** The namespaces that it serves; undefined: none, but with `simulate` all. */
    accountNamespaces?: readonly string[] | undefined;
    /** The most nodes that one job may have; undefined: any. */
    maxNodesPerJob?: number | undefined;
    /** How the cloud is reached; undefined: directly, with the client's own limits. */
    cloud?: CloudConfig;
    logLevel: LogLevel;
    /** A file that says the level while the operator runs; undefined: none does. */
    logLevelFile?: string | undefined;
    /** Where the audit trail is written as JSON lines (`-`: standard output); undefined: in the log only. */
    auditFile?: string | undefined;
    /** Observe everything, change nothing. */
    readOnly: boolean;
    simulate: { port: number; speed: number } | undefined;
    /** Where metrics and health are served (host undefined: on every address); undefined: nowhere. */
    metrics: { host: string | undefined; port: number } | undefined;
  }>;

/** What the command line gives, as it gives it. */
export type Flags = ChoiceFlags &
  CloudFlags &
  OwnAccountFlags & {
    kubeconfig?: string;
    clusterId?: string;
    leaseNamespace?: string;
    leaseName: string;
    leaseDuration: number;
    shards: number;
    gracePeriod: number;
    requestTimeout: number;
    listLag: number;
    listInterval: number;
    pollInterval: number;
    idlePollInterval: number;
    retryBackoff: number;
    concurrency: number;
    allowedEndpoints: string[];
    logLevel: string;
    logLevelFile?: string;
    maxNodesPerJob?: number;
    auditFile?: string;
    readOnly?: boolean;
    simulate?: boolean;
    simulatorPort: number;
    simulatorSpeed: number;
    metricsPort: number | 'off';
    metricsHost?: string;
  };

const NAMESPACE_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';

export function configFrom(flags: Flags, env: Readonly<NodeJS.ProcessEnv> = process.env): Config {
  const { logLevel } = flags;
  if (!isLogLevel(logLevel))
    throw new Error(`--log-level: "${logLevel}" is none of ${LOG_LEVELS.join(', ')}`);
  const allowedEndpoints = Object.freeze([...DEFAULT_ALLOWED_ENDPOINTS, ...flags.allowedEndpoints]);
  return Object.freeze({
    kubeconfig: flags.kubeconfig,
    clusterId: flags.clusterId,
    ...choiceFrom(flags),
    identity: `${hostname()}_${randomBytes(4).toString('hex')}`,
    leaseNamespace: flags.leaseNamespace ?? ownNamespace(),
    leaseName: flags.leaseName,
    leaseDurationMs: flags.leaseDuration,
    shards: shardsFrom(flags),
    graceMs: flags.gracePeriod,
    requestTimeoutMs: flags.requestTimeout,
    listLagMs: flags.listLag,
    listIntervalMs: flags.listInterval,
    pollMs: flags.pollInterval,
    idlePollMs: flags.idlePollInterval,
    retryBackoffMs: flags.retryBackoff,
    concurrency: flags.concurrency,
    allowedEndpoints,
    account: ownAccountConfigFrom(flags, env, allowedEndpoints),
    accountNamespaces: namespaceList(flags),
    maxNodesPerJob: flags.maxNodesPerJob,
    cloud: cloudConfigFrom(flags, env),
    logLevel,
    logLevelFile: flags.logLevelFile,
    auditFile: flags.auditFile,
    readOnly: flags.readOnly ?? false,
    simulate: flags.simulate ? { port: flags.simulatorPort, speed: flags.simulatorSpeed } : undefined,
    metrics: flags.metricsPort === 'off' ? undefined : { host: flags.metricsHost, port: flags.metricsPort },
  });
}

/** Each shard has its part of what an account bears, one request at a time at least. */
function shardsFrom({ shards, maxConcurrentRequests: most = 8 }: Flags): number {
  if (shards > most)
    throw new Error(
      `--shards: ${shards} shards are more than the ${most} requests of --max-concurrent-requests, of which each has its part: give at most ${most}, or raise that`,
    );
  return shards;
}

/** DESIGN 4.3: after it, nothing that was sent before can still take effect unseen. */
export const settleMs = ({ requestTimeoutMs, leaseDurationMs, listLagMs }: Config): number =>
  requestTimeoutMs + leaseDurationMs + listLagMs;

function ownNamespace(): string {
  try {
    return readFileSync(NAMESPACE_FILE, 'utf8').trim();
  } catch {
    return 'default';
  }
}

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `500ms`, `10s`, `5m`, `1h` in milliseconds; throws a sentence for anything else. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const ms = match ? Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0) : 0;
  if (!match || ms <= 0) throw new Error(`"${text}" is not a duration: write 500ms, 10s, 5m or 1h`);
  return ms;
}

/** A whole number from `low` to `high`; throws a sentence for anything else. */
export const parseWhole =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high || text.trim() === '')
      throw new Error(`"${text}" is not a whole number from ${low} to ${high}`);
    return value;
  };

/** A port (0: a free one), or `off`; throws a sentence for anything else. */
export function parsePort(text: string): number | 'off' {
  if (text === 'off') return text;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new Error(`"${text}" is neither a port from 0 to 65535 nor off`);
  return Number(text);
}

/** A number above zero; throws a sentence for anything else. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`"${text}" is not a number above zero`);
  return value;
}
