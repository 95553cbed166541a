/** The composition root: from a config to an operator that runs. */
import type { Dispatcher } from 'undici';
import { connectCloud } from './cloud.ts';
import type { Config } from './config.ts';
import { settleMs } from './config.ts';
import type { OwnAccount } from './kinds/account/own.ts';
import { kinds } from './kinds/index.ts';
import { PoolMeter } from './kinds/pool/metrics.ts';
import { createCluster } from './kube/cluster.ts';
import { Rest } from './kube/rest.ts';
import { FairQueue } from './modelarts/fairQueue.ts';
import { ownAccount } from './ownAccount.ts';
import type { AuditFile } from './runtime/auditFile.ts';
import { openAuditFile } from './runtime/auditFile.ts';
import { runControllers } from './runtime/controller.ts';
import { shortHash } from './runtime/digest.ts';
import type { HealthServer } from './runtime/healthServer.ts';
import { serveHealth } from './runtime/healthServer.ts';
import { interning } from './runtime/intern.ts';
import { LostLease, type Term } from './runtime/lease.ts';
import { LeaseBoard } from './runtime/leaseBoard.ts';
import type { Log } from './runtime/log.ts';
import type { Key, Resource, ResourceType } from './runtime/object.ts';
import type { Cluster } from './runtime/ports.ts';
import { isApiError } from './runtime/ports.ts';
import { createRecorder, type Recorder } from './runtime/recorder.ts';
import { CONFIG_MAP, SECRET, SecretWatches } from './runtime/secrets.ts';
import { leadShards, type Shard, shardOf } from './runtime/shards.ts';
import type { Time } from './runtime/time.ts';
import { systemTime } from './runtime/time.ts';
import { createTypeRemoval } from './runtime/typeRemoval.ts';
import { Vitals } from './runtime/vitals.ts';
import { holdMs } from './shutdown.ts';
import type { Simulator, SimulatorOptions } from './simulator/simulator.ts';

export type OperatorOptions = {
  config: Config;
  log: Log;
  version: string;
  signal: AbortSignal;
  time?: Time;
  /** Called each time this process begins to lead, with all caches synced. */
  leading?: () => void;
  /** Wraps every connection pool: the crash harness cuts there. */
  wrap?: (dispatcher: Dispatcher, api: 'kubernetes' | 'modelarts') => Dispatcher;
};

/** As batch/v1 has it. */
const MAX_RETRY_BACKOFF_MS = 360_000;

type Started = OperatorOptions & {
  time: Time;
  vitals: Vitals;
  poolMeter: PoolMeter;
  cluster: Cluster;
  clusterId: string;
  own: OwnAccount | undefined;
  /** Endpoints that every Account may name beside those of the configuration. */
  ownEndpoints: readonly string[];
  auditFile: AuditFile | undefined;
  /** Outlives the terms: what a pass had to say when its lease ran out is true all the same. */
  tell: Recorder;
};

/** Runs until `signal` is aborted: waits for the lease, leads, and begins anew when the lease was lost. */
export async function runOperator(options: OperatorOptions): Promise<void> {
  const { config, log, version, signal, wrap } = options;
  const time = options.time ?? systemTime;
  const vitals = new Vitals(time);
  vitals.metrics.build(version);
  const poolMeter = new PoolMeter(vitals.metrics.meters);
  const rest = new Rest({
    ...(config.kubeconfig && { kubeconfig: config.kubeconfig }),
    timeoutMs: config.requestTimeoutMs,
    userAgent: `modelarts-operator/${version}`,
    ...(wrap && { wrap: (dispatcher: Dispatcher) => wrap(dispatcher, 'kubernetes') }),
    measure: ({ verb, resource, result, ms }) => vitals.metrics.calls.cluster(verb, resource, result, ms),
    now: time.monotonic,
  });
  const direct = createCluster(rest, config.identity);
  const cluster = (config.shards ?? 1) > 1 ? interning(direct) : direct;
  let health: HealthServer | undefined;
  signal.addEventListener('abort', () => log.info({}, 'stopping: what is under way comes to its end'));
  const { auditFile: path } = config;
  const recorded = vitals.recorded.bind(vitals);
  const auditFile = path === undefined ? undefined : openAuditFile({ path, log, time, recorded });
  const [over, silent] = [new AbortController(), new AbortController()];
  const tell = createRecorder(cluster, time, log, silent.signal, (telling) => vitals.event(telling));
  let watching: Promise<void> | undefined;
  const simulator = config.simulate && (await simulated(config.simulate));
  try {
    if (config.metrics) {
      health = await serveHealth(vitals, config.metrics);
      log.info({ port: health.port }, '/metrics, /healthz and /readyz are served');
    }
    const clusterId = config.clusterId ?? (await clusterIdOf(cluster, time, log, signal));
    if (clusterId === undefined) return;
    log.info({ server: rest.server, clusterId, simulator: simulator?.url }, 'operator started');
    const own = ownAccount(config, time, simulator);
    const ownEndpoints = simulator ? [simulator.url] : [];
    const shared = { ...options, time, vitals, poolMeter, cluster, clusterId };
    const started: Started = { ...shared, own, ownEndpoints, auditFile, tell };
    const namespace = config.leaseNamespace;
    const board = new LeaseBoard({
      ...{ cluster, namespace, time },
      failed: (err, retryMs) =>
        log.warn(
          { err, retryMs: Math.round(retryMs) },
          `the leases of namespace ${namespace} could not be watched`,
        ),
    });
    watching = board.run(AbortSignal.any([signal, over.signal]));
    await leadShards(
      {
        ...{ namespace, board, time },
        cluster: { ...cluster, writeLease: noted(cluster.writeLease, () => vitals.renews()) },
        name: config.leaseName,
        count: config.shards ?? 1,
        identity: config.identity,
        durationMs: config.leaseDurationMs,
        failed: (err) => log.warn({ err }, 'the lease could not be read or written'),
        followed: (leader) => vitals.follows(leader),
        seated: () => vitals.seated(),
      },
      (term, shard) => runTerm(started, term, shard),
      signal,
    );
  } finally {
    over.abort();
    await watching;
    await rest.close();
    silent.abort();
    await simulator?.stop();
    await health?.stop();
    await auditFile?.close();
    log.info({}, 'operator stopped');
  }
}

/**
 * One lease term of one shard: fresh caches, fresh memory; nothing is carried over from an earlier one (DESIGN 3). Each shard
 * has its part of the requests that an account bears, and polls lists as much more seldom.
 */
async function runTerm(started: Started, term: Term, { index, of }: Shard): Promise<void> {
  const { config, time, cluster, clusterId, own, wrap, auditFile, tell } = started;
  const vitals = started.vitals.term(index, term.signal);
  const mine = of === 1 ? undefined : ({ metadata }: Resource) => shardOf(metadata.uid, of) === index;
  const log = of === 1 ? started.log : started.log.child({ shard: index });
  log.info({ identity: config.identity }, 'leading');
  const [pollMs, idlePollMs] = [config.pollMs * of, config.idlePollMs * of];
  const allowedEndpoints = [...config.allowedEndpoints, ...started.ownEndpoints];
  const cloud = connectCloud({
    ...{ config, time, shards: of, meter: started.vitals.metrics.calls },
    ...(wrap && { wrap: (pool: Dispatcher) => wrap(pool, 'modelarts') }),
  });
  const { signal } = term;
  const watches = (type: ResourceType) =>
    new SecretWatches({
      ...{ type, cluster, time, signal },
      vital: () => vitals.watch(type.plural),
      failed: ({ namespace, name }, err, retryMs) =>
        log.warn(
          { err, namespace, name, retryMs: Math.round(retryMs) },
          `a ${type.kind} could not be watched`,
        ),
    });
  const [secrets, configMaps] = [watches(SECRET), watches(CONFIG_MAP)];
  const { namespaces, labelSelector: selector } = config;
  const vital = (kind: string) => vitals.list(kind);
  const pools = started.poolMeter.term(signal, mine);
  const { controllers, close } = kinds({
    ...{ only: config.kinds, secrets, allowedEndpoints, cloud: cloud.ports, pools },
    backoff: { firstMs: config.retryBackoffMs, maxMs: MAX_RETRY_BACKOFF_MS },
    lists: { time, log, busyMs: pollMs, idleMs: idlePollMs, signal, vital },
    ...{ own, namespaces, selector: selector?.text, limits: { maxNodesPerJob: config.maxNodesPerJob } },
  });
  const settings = {
    settleMs: settleMs(config),
    listIntervalMs: config.listIntervalMs,
    leaseDurationMs: config.leaseDurationMs,
    pollMs,
    afterActMs: Math.min(config.pollMs, 1_000),
  };
  const { concurrency, readOnly } = config;
  const typeIsGoing = createTypeRemoval(cluster, time);
  await runControllers(
    controllers,
    {
      cluster,
      secrets,
      configMaps,
      term,
      time,
      settings,
      clusterId,
      roomLease: of === 1 ? undefined : (account) => roomLease(config, account),
      mine,
      namespaces,
      selector,
      tell,
      log,
      ...{ concurrency, line: FairQueue },
      holdMs: holdMs(config.graceMs),
      readOnly,
      typeIsGoing,
      vitals,
      ...(auditFile && { audit: auditFile.write }),
    },
    () => {
      vitals.synced();
      const watched = controllers.map(({ type }) => type.kind);
      log.info({ kinds: watched, namespaces, labelSelector: selector?.text }, 'all kinds are watched');
      started.leading?.();
    },
  );
  await close();
  await cloud.close();
  vitals.ended();
  if (started.signal.aborted) return;
  const lost = term.signal.reason instanceof LostLease;
  if (lost) log.warn({}, 'the lease was lost: nothing is sent until it is ours again');
  else log.info({}, 'the shard is given back: it falls to another replica');
}

/** Loaded by those only who ask for it: its schemas take more memory than all the rest. */
async function simulated(options: SimulatorOptions): Promise<Simulator> {
  const { startSimulator } = await import('./simulator/simulator.ts');
  return startSimulator({ ...options });
}

const roomLease = ({ leaseNamespace: namespace, leaseName }: Config, account: string): Key => ({
  namespace,
  name: `${leaseName}-room-${shortHash(account, 16)}`,
});

const NO_CLUSTER_ID =
  'the operator may not read namespace kube-system, whose UID identifies the cluster: give --cluster-id (best that UID: ' +
  "kubectl get namespace kube-system -o jsonpath='{.metadata.uid}'; never change it afterwards), or allow it to get that namespace";

/** The same call, of which each begin is told. */
const noted =
  <Args extends unknown[], T>(call: (...args: Args) => T, begun: () => void) =>
  (...args: Args): T => {
    begun();
    return call(...args);
  };

/** Waits for the API server to answer; undefined when stopped before. */
async function clusterIdOf(cluster: Cluster, time: Time, log: Log, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      return await cluster.clusterId(signal);
    } catch (err) {
      if (!signal.aborted && isApiError(err, 'denied')) log.error({ err }, NO_CLUSTER_ID);
      else if (!signal.aborted)
        log.warn({ err }, 'the UID of namespace kube-system could not be read; again in 2 s');
      await time.sleep(2_000, signal).catch(() => undefined);
    }
  }
  return undefined;
}
