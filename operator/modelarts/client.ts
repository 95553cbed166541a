import type { Dispatcher } from 'undici';
import { type Algorithms, createAlgorithms } from './algorithms.ts';
import { type Authority, createAuthority } from './authority.ts';
import { createCalls } from './calls.ts';
import type { CallMeter } from './deliver.ts';
import { createDispatcher } from './dispatcher.ts';
import { createModels, type Models } from './models.ts';
import { createNetworks, type Networks } from './networks.ts';
import { createNodePools, type NodePools } from './nodePools.ts';
import { createPools, type Pools } from './pools.ts';
import { createResourceFlavors, type ResourceFlavors } from './resourceFlavors.ts';
import { createRetries, type RetryOptions } from './retries.ts';
import { createServices, type Services } from './services.ts';
import type { Credentials } from './signer.ts';
import { createThrottle, type Priority, type Slot, type Throttle } from './throttle.ts';
import { ID_PATTERN } from './trainingJob.ts';
import { createTrainingJobs, type TrainingJobs } from './trainingJobs.ts';
import { createTransport, type Log, type ReadOptions } from './transport.ts';
import { createWorkflows, type Workflows } from './workflows.ts';

/** The timeout of one call when none is given, in milliseconds; part of the settle window (DESIGN 4.3). */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** What a client is made of. */
export type ClientOptions = {
  /** An origin such as `https://modelarts.cn-north-4.myhuaweicloud.com`, checked by `checkEndpoint` before. */
  readonly endpoint: string;
  readonly projectId: string;
  /** An access key; for every other kind of credentials an authority (`createAuthority`). */
  readonly credentials: Credentials | Authority;
  /** From the send of a call to the last byte of its answer; 30 s by default. */
  readonly timeoutMs?: number;
  /** A connection pool of the caller's, wrapped as it likes; the caller closes it. */
  readonly dispatcher?: Dispatcher;
  /** The account's throttle, when several clients share the account; the caller closes it. */
  readonly throttle?: Throttle;
  /** On whose behalf calls are made, a namespace for example: those who share a throttle take turns. */
  readonly tenant?: string;
  /** What a read is for that does not say it itself; asked for each. `poll` unless given. */
  readonly urgency?: () => Priority;
  /** How reads are tried again. */
  readonly retry?: Omit<RetryOptions, 'withinMs'>;
  /** The time of day in milliseconds since 1970; an authority has its own. */
  readonly now?: () => number;
  readonly log?: Log;
  /** Told of each call that has ended. */
  readonly meter?: CallMeter | undefined;
};

/** ModelArts, seen from one project with one set of credentials. */
export type ModelArts = {
  readonly trainingJobs: TrainingJobs;
  readonly algorithms: Algorithms;
  readonly models: Models;
  readonly networks: Networks;
  readonly pools: Pools;
  readonly nodePools: NodePools;
  readonly resourceFlavors: ResourceFlavors;
  readonly services: Services;
  readonly workflows: Workflows;
  /**
   * Takes a slot, and sees to it that there is a valid token, before a call needs them: the call itself then
   * waits for neither. See `Throttle.withSlot`.
   */
  withSlot<T>(
    priority: Priority,
    signal: AbortSignal,
    fn: (slot: Slot) => Promise<T>,
    operation?: string,
  ): Promise<T>;
  /** The cheapest authenticated read; throws ModelArtsError with what is wrong with the account. */
  probe(options: ReadOptions): Promise<void>;
  /** Fails what waits, lets running calls end, closes connections. Nothing may be called afterwards. */
  close(): Promise<void>;
};

/**
 * Makes a client. Opens no connection yet.
 *
 * @throws TypeError for an endpoint that is no URL, or a project id that must not reach one
 */
export function createClient(options: ClientOptions): ModelArts {
  const { endpoint, projectId, credentials, timeoutMs = DEFAULT_TIMEOUT_MS, now = Date.now, log } = options;
  if (!URL.canParse(endpoint)) throw new TypeError(`endpoint "${endpoint}" is not a URL: give an origin`);
  if (!ID_PATTERN.test(projectId)) {
    throw new TypeError(
      `project id "${projectId}" is not an id: ids have 1 to 64 letters, digits, "_" and "-"`,
    );
  }
  const { tenant = '', urgency = () => 'poll' } = options;
  const dispatcher = options.dispatcher ?? createDispatcher();
  const throttle = options.throttle ?? createThrottle();
  const network = { dispatcher, timeoutMs, meter: options.meter };
  const { accessKey, secretKey, securityToken } = credentials as Credentials;
  const authority =
    'grant' in credentials
      ? credentials
      : createAuthority({
          source: { kind: 'keys', accessKey, secretKey, securityToken },
          project: { id: projectId },
          network,
          now,
        });
  const retries = createRetries({ ...options.retry, withinMs: timeoutMs });
  const transport = createTransport({
    ...{ endpoint, authority, network, throttle, tenant, urgency, retries, log },
  });
  const trainingJobs = createTrainingJobs(transport, projectId);
  const calls = createCalls(transport, projectId);
  const pools = createPools(calls);
  return {
    trainingJobs,
    algorithms: createAlgorithms(transport, projectId),
    models: createModels(calls),
    networks: createNetworks(calls),
    pools,
    nodePools: createNodePools(calls, pools),
    resourceFlavors: createResourceFlavors(calls),
    services: createServices(calls),
    workflows: createWorkflows(calls),
    withSlot: (priority, signal, fn, operation) => {
      const inSlot = async (slot: Slot) => {
        await authority.grant(signal);
        return fn(slot);
      };
      return throttle.withSlot(priority, signal, inSlot, operation, tenant);
    },
    probe: trainingJobs.probe,
    async close() {
      if (!options.throttle) throttle.close();
      if (!options.dispatcher) await dispatcher.close();
    },
  };
}
