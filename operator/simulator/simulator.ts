import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Audit, Call, JobRecord } from './audit.ts';
import type { Behaviours } from './behaviours.ts';
import { isManual } from './clock.ts';
import { createControl } from './control.ts';
import { Faults } from './faults.ts';
import { iamChapter } from './iam/chapter.ts';
import { Identities, type User } from './identities.ts';
import { inferenceChapter } from './inference/chapter.ts';
import { poolServices } from './inference/poolServices.ts';
import type { Service } from './inference/service.ts';
import type { InferenceWorld } from './inference/world.ts';
import { type SimulatorOptions, settle } from './options.ts';
import { createPatience } from './patience.ts';
import { resourceChapter } from './resource/chapter.ts';
import { dedicatedPools } from './resource/dedicated.ts';
import { breakNode } from './resource/nodeCalls.ts';
import { PoolJobs } from './resource/poolJobs.ts';
import { servicePools } from './resource/servicePools.ts';
import type { ResourceWorld } from './resource/world.ts';
import { Resources } from './resources.ts';
import { createRouter } from './router.ts';
import { createHttpServer } from './server.ts';
import { trainingChapter } from './training/chapter.ts';
import { recordOf } from './training/job.ts';
import { type OutcomeRule, usual } from './training/outcomes.ts';
import type { Ending } from './training/timeline.ts';
import { emptyWorld } from './training/world.ts';
import { emptyWorkflows, workflowChapter } from './workflow/chapter.ts';

export type { SimulatorOptions } from './options.ts';

/** A simulator that runs. */
export type Simulator = AsyncDisposable & {
  readonly url: string;
  readonly region: string;
  readonly projectId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The first of those who may log in with a password. */
  readonly user: User | undefined;
  /** The jobs that were not deleted, the oldest first. */
  jobs(): JobRecord[];
  readonly audit: Audit;
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly behaviours: Behaviours;
  /**
   * Makes jobs, networks, pools, models, services and steps of executions that are created from now on, and whose name
   * matches, end so; of the rules that match the latest wins. Failed: a network is Abnormal, a pool is not created, a model is not published, a
   * service not deployed. Abnormal: the nodes of a pool come up unwell, the image of a model is not built, an instance
   * of a service is unwell, a step of an execution does not come to run. A service is judged anew whenever it is deployed, by its name or `model:version` of its models.
   */
  outcome(pattern: RegExp, ending: Ending, details?: { exitCode?: number; message?: string }): void;
  /** Makes a node of a pool abnormal, until it is rebooted. @throws RangeError for a node that is not up */
  breakNode(name: string): void;
  /** Makes every token and temporary key that was given out so far unknown. */
  revoke(): void;
  /** Moves the clock forward, where it is driven by hand. */
  readonly advance?: (ms: number) => void;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
};

/**
 * Starts a stand-in ModelArts and IAM over HTTP.
 *
 * @throws Error when the port cannot be had; RangeError for an option that makes no sense
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const setting = settle(options);
  const { clock, wallClock, behaviours, projectId, credential, newId, allows } = setting;
  const resources = new Resources();
  const outcomes: OutcomeRule[] = [];
  const services: Service[] = [];
  const servicesIn = poolServices(services);
  const things = { networks: [], pools: [], poolJobs: new PoolJobs(), servicesIn };
  const cluster: ResourceWorld = { ...setting, ...things, resources, outcomes };
  const dedicated = dedicatedPools(cluster);
  const world = emptyWorld({ ...setting, resources, outcomes, linkKey: randomUUID(), dedicated });
  const inference: InferenceWorld = {
    ...setting,
    ...{ models: [], services, resources, outcomes, pools: servicePools(cluster) },
  };
  const identities = new Identities({ ...setting, keys: setting.credentials }, behaviours, randomUUID);
  const calls: Call[] = [];
  const audit: Audit = {
    calls,
    jobs: () => world.jobs.ever(clock.now()).map((job) => recordOf(job, clock.now())),
    resources: () => resources.ever,
  };
  const faults = new Faults();
  const outcome: Simulator['outcome'] = (pattern, ending, details) =>
    void outcomes.unshift({ pattern, ...usual(ending), ...details });
  const stopping = new AbortController();
  const steered = {
    ...{ audit, faults, behaviours, identities, outcome },
    breakNode: (name: string) => breakNode(cluster, name),
  };
  const server = createHttpServer({
    rules: { identities, projectId, behaviours, allows, wallClock, patience: createPatience(behaviours) },
    router: createRouter(
      [
        trainingChapter(world),
        resourceChapter(cluster),
        inferenceChapter(inference),
        workflowChapter({ ...setting, resources, outcomes, ...emptyWorkflows() }),
        iamChapter({ identities, wallClock }),
      ],
      behaviours,
    ),
    faults,
    control: createControl({ ...steered, ...(isManual(clock) && { clock }) }),
    newId,
    onCall: (call) => {
      calls.push(call);
      options.onCall?.(call);
    },
    signal: stopping.signal,
  });
  const url = await listen(server, setting.host, setting.port);
  const stop = async () => {
    stopping.abort();
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    url,
    region: setting.region,
    projectId,
    accessKey: credential.accessKey,
    secretKey: credential.secretKey,
    user: setting.users[0],
    jobs: () => audit.jobs().filter(({ deletedAt }) => deletedAt === undefined),
    audit,
    faults,
    behaviours,
    outcome,
    breakNode: steered.breakNode,
    revoke: () => identities.revoke(),
    ...(isManual(clock) && { advance: clock.advance }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `the simulator cannot listen on ${host}:${port} (${cause.code}): choose another port or address`,
      {
        cause,
      },
    );
  });
  const { address, port: taken, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
}
