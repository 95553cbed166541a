/** The composition root: from a config to an operator that runs. */
import type { Dispatcher } from 'undici';
import { connectCloud } from './cloud.ts';
import type { Config } from './config.ts';
import { settleMs } from './config.ts';
import type { OwnAccount } from './kinds/account/own.ts';
import { kinds } from './kinds/index.ts';
import { createCluster } from './kube/cluster.ts';
import { Rest } from './kube/rest.ts';
import { ownAccount } from './ownAccount.ts';
import { runControllers } from './runtime/controller.ts';
import type { HealthServer } from './runtime/healthServer.ts';
import { serveHealth } from './runtime/healthServer.ts';
import { interning } from './runtime/intern.ts';
import { LostLease, type Term } from './runtime/lease.ts';
import { LeaseBoard } from './runtime/leaseBoard.ts';
import type { Log } from './runtime/log.ts';
import type { ResourceType } from './runtime/object.ts';
import type { Cluster } from './runtime/ports.ts';
import { isApiError } from './runtime/ports.ts';
import { createRecorder } from './runtime/recorder.ts';
import { CONFIG_MAP, SECRET, SecretWatches } from './runtime/secrets.ts';
import { leadShards, type Shard, shardOf } from './runtime/shards.ts';
import type { Time } from './runtime/time.ts';
import { systemTime } from './runtime/time.ts';
import { createTypeRemoval } from './runtime/typeRemoval.ts';
import { Vitals } from './runtime/vitals.ts';
import { startSimulator } from './simulator/simulator.ts';

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
  cluster: Cluster;
  clusterId: string;
  own: OwnAccount | undefined;
  /** Endpoints that every Account may name beside those of the configuration. */
  ownEndpoints: readonly string[];
};

/** Runs until `signal` is aborted: waits for the lease, leads, and begins anew when the lease was lost. */
export async function runOperator(options: OperatorOptions): Promise<void> {
  const { config, log, version, signal, wrap } = options;
  const time = options.time ?? systemTime;
  const rest = new Rest({
    ...(config.kubeconfig && { kubeconfig: config.kubeconfig }),
    timeoutMs: config.requestTimeoutMs,
    userAgent: `modelarts-operator/${version}`,
    ...(wrap && { wrap: (dispatcher: Dispatcher) => wrap(dispatcher, 'kubernetes') }),
  });
  const direct = createCluster(rest, config.identity);
  const cluster = (config.shards ?? 1) > 1 ? interning(direct) : direct;
  const vitals = new Vitals(time);
  let health: HealthServer | undefined;
  const over = new AbortController();
  let watching: Promise<void> | undefined;
  const simulator = config.simulate && (await startSimulator({ ...config.simulate }));
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
    const started: Started = { ...options, time, vitals, cluster, clusterId, own, ownEndpoints };
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
        ...{ cluster, namespace, board, time },
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
    await simulator?.stop();
    await health?.stop();
    log.info({}, 'operator stopped');
  }
}

/**
 * One lease term of one shard: fresh caches, fresh memory; nothing is carried over from an earlier one (DESIGN 3). Each shard
 * has its part of the requests that an account bears, and polls lists as much more seldom.
 */
async function runTerm(started: Started, term: Term, { index, of }: Shard): Promise<void> {
  const { config, time, cluster, clusterId, own, wrap } = started;
  const vitals = started.vitals.term(index);
  const log = of === 1 ? started.log : started.log.child({ shard: index });
  log.info({ identity: config.identity }, 'leading');
  const [pollMs, idlePollMs] = [config.pollMs * of, config.idlePollMs * of];
  const allowedEndpoints = [...config.allowedEndpoints, ...started.ownEndpoints];
  const cloud = connectCloud({
    ...{ config, time, shards: of },
    ...(wrap && { wrap: (pool: Dispatcher) => wrap(pool, 'modelarts') }),
  });
  const { signal } = term;
  const watches = (type: ResourceType) =>
    new SecretWatches({
      ...{ type, cluster, time, signal },
      failed: ({ namespace, name }, err, retryMs) =>
        log.warn(
          { err, namespace, name, retryMs: Math.round(retryMs) },
          `a ${type.kind} could not be watched`,
        ),
    });
  const [secrets, configMaps] = [watches(SECRET), watches(CONFIG_MAP)];
  const { namespaces, labelSelector: selector } = config;
  const { controllers, close } = kinds({
    ...{ only: config.kinds, secrets, allowedEndpoints, cloud: cloud.ports },
    backoff: { firstMs: config.retryBackoffMs, maxMs: MAX_RETRY_BACKOFF_MS },
    lists: { time, log, busyMs: pollMs, idleMs: idlePollMs, signal },
    ...{ own, namespaces, selector: selector?.text, limits: { maxNodesPerJob: config.maxNodesPerJob } },
  });
  const settings = {
    settleMs: settleMs(config),
    listIntervalMs: config.listIntervalMs,
    leaseDurationMs: config.leaseDurationMs,
    pollMs,
    afterActMs: Math.min(config.pollMs, 1_000),
  };
  const tell = createRecorder(cluster, time, log, term.signal, (telling) => started.vitals.event(telling));
  const { concurrency, readOnly } = config;
  const typeIsGoing = config.assumeCrdsStay ? async () => false : createTypeRemoval(cluster, time);
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
      namespaces,
      selector,
      mine: of === 1 ? undefined : ({ metadata }) => shardOf(metadata.uid, of) === index,
      tell,
      log,
      concurrency,
      readOnly,
      typeIsGoing,
      vitals,
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

const NO_CLUSTER_ID =
  'the operator may not read namespace kube-system, whose UID identifies the cluster: give --cluster-id (best that UID: ' +
  "kubectl get namespace kube-system -o jsonpath='{.metadata.uid}'; never change it afterwards), or allow it to get that namespace";

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
