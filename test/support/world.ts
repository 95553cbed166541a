/** One test's world: a namespace of its own on the shared API server, a simulator of its own, operators at will. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { inject } from 'vitest';
import type { Config } from '../../operator/config.ts';
import { Rest } from '../../operator/kube/rest.ts';
import type { OperatorOptions } from '../../operator/operator.ts';
import { runOperator } from '../../operator/operator.ts';
import { createLog } from '../../operator/runtime/log.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Simulator, SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import type { AccountOptions } from './account.ts';
import { accountKubeconfig } from './account.ts';
import { recordCalls } from './calls.ts';
import { inCloud } from './cloud.ts';
import { installCrds } from './crds.ts';
import { EVERYTHING, permits, withSomebody } from './policy.ts';

export const GROUP_PATH = '/apis/modelarts.huaweicloud.com/v1alpha1';

/**
 * Short enough for a test, in the proportions of the real ones, and long enough for a busy machine that stalls for two
 * seconds: to a lease and to a create that stall is real. Settle window: 3 + 3 + 0.2 s.
 */
export const TEST_SETTINGS = {
  leaseDurationMs: 3_000,
  graceMs: 4_000,
  requestTimeoutMs: 3_000,
  listLagMs: 200,
  listIntervalMs: 150,
  pollMs: 100,
  idlePollMs: 500,
  retryBackoffMs: 100,
} as const satisfies Partial<Config>;

/** Where a second operator comes thousands of times. Settle window: 1.5 + 1.5 + 0.2 s. */
export const FAULT_SETTINGS = { ...TEST_SETTINGS, leaseDurationMs: 1_500, requestTimeoutMs: 1_500 } as const;

/** Stages long enough to be seen by a poll. */
export const STAGES = { creatingMs: 250, pendingMs: 250, runningMs: 500, terminatingMs: 250 };

/** What pools that are made for a test have nodes of. */
export const POOL_FLAVOR = 'modelarts.vm.gpu.v100';

/** The same for networks, pools and their nodes. */
export const RESOURCE_STAGES = {
  ...{ networkMs: 250, peerMs: 250, poolMs: 250, nodeMs: 150 },
  ...{ driverMs: 250, scopeMs: 250, leavingMs: 250, rebootMs: 250 },
};

/** The same for models and services. */
export const INFERENCE_STAGES = {
  ...{ publishingMs: 150, buildingMs: 150, deployingMs: 250, instanceMs: 100, batchMs: 500, stoppingMs: 250 },
};

/** The same for the steps of workflows. */
export const WORKFLOW_STAGES = {
  ...{ stepInitMs: 50, stepCreatingMs: 100, stepCreatedMs: 50, stepRunningMs: 700, stepStoppingMs: 250 },
};

export type Life = { ended: Promise<void>; leading: Promise<void>; stop(): Promise<void>; log: string[] };

const never = new AbortController().signal;
const root = join(import.meta.dirname, '../..');

export class World {
  readonly namespace: string;
  readonly rest: Rest;
  readonly simulator: Simulator;
  readonly #kubeconfig: string;
  readonly #lives = new Set<Life>();
  readonly #accounts = new Map<string, Promise<string>>();
  readonly #logs: string[][] = [];

  private constructor(kubeconfig: string, rest: Rest, simulator: Simulator, namespace: string) {
    this.namespace = namespace;
    this.#kubeconfig = kubeconfig;
    this.rest = rest;
    this.simulator = simulator;
  }

  /** On the API server of the test run, or on the one that `kubeconfig` names. */
  static async create(
    options: SimulatorOptions = {},
    kubeconfig: string = inject('controlPlane').kubeconfig,
  ): Promise<World> {
    const simulator = await startSimulator({
      // What the printed policy does not allow is refused, as in the cloud.
      ...withSomebody({ allows: permits(EVERYTHING), ...options }),
      durations: {
        ...STAGES,
        ...RESOURCE_STAGES,
        ...INFERENCE_STAGES,
        ...WORKFLOW_STAGES,
        ...options.durations,
      },
      // A phase lasts until a poll has shown it: a busy machine misses none.
      behaviours: { 'training.holdPhases': true, ...options.behaviours },
    });
    return World.around(simulator, kubeconfig, `w-${randomBytes(5).toString('hex')}`);
  }

  /** Around a simulator that runs, which is stopped with the world, in a namespace that is not there yet. */
  static async around(
    simulator: Simulator,
    kubeconfig: string,
    namespace: string,
    install: (rest: Rest) => Promise<void> = installCrds,
  ): Promise<World> {
    const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
    const world = new World(kubeconfig, rest, simulator, namespace);
    await install(rest);
    await world.#call('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: world.namespace },
    });
    return world;
  }

  /**
   * A kubeconfig with the permissions that `modelarts-operator rbac` prints, and no others, where the API server
   * enforces any. The stand-in for newer ones does not (DESIGN 9): there it is the administrator's.
   */
  accountKubeconfig(options: AccountOptions = { namespaces: [this.namespace] }): Promise<string> {
    if (!inject('controlPlane').enforcesRbac) return Promise.resolve(this.#kubeconfig);
    const text = JSON.stringify(options);
    const name = `operator-${this.#accounts.size + 1}`;
    const account =
      this.#accounts.get(text) ??
      accountKubeconfig(this.rest, this.#kubeconfig, { namespace: this.namespace, name }, options);
    this.#accounts.set(text, account);
    return account;
  }

  /**
   * Starts an operator for this namespace; `overrides` on top of the test settings, `permissions` instead of all that
   * it needs.
   */
  start(
    overrides: Partial<Config> = {},
    { permissions, ...extra }: Pick<OperatorOptions, 'wrap'> & { permissions?: AccountOptions } = {},
  ): Life {
    const stop = new AbortController();
    const leading = Promise.withResolvers<void>();
    const lines: string[] = [];
    const config: Config = {
      kubeconfig: undefined,
      clusterId: undefined,
      namespaces: [this.namespace],
      identity: `test_${randomBytes(4).toString('hex')}`,
      leaseNamespace: this.namespace,
      leaseName: 'operator',
      ...TEST_SETTINGS,
      concurrency: 4,
      allowedEndpoints: [this.simulator.url],
      logLevel: 'debug',
      readOnly: false,
      simulate: undefined,
      metrics: undefined,
      ...overrides,
    };
    this.#logs.push(lines);
    const log = createLog('debug', { write: (line: string) => void lines.push(line) });
    const { namespaces } = config;
    const account = this.accountKubeconfig(permissions ?? (namespaces ? { namespaces } : {}));
    const ended = account.then((kubeconfig) =>
      runOperator({
        config: { ...config, kubeconfig: config.kubeconfig ?? kubeconfig },
        log,
        version: 'test',
        signal: stop.signal,
        leading: leading.resolve,
        ...extra,
      }),
    );
    ended.catch(() => undefined);
    const life: Life = {
      ended,
      leading: leading.promise,
      log: lines,
      stop: async () => {
        stop.abort(new Error('the test stops this operator'));
        await ended;
        this.#lives.delete(life);
      },
    };
    this.#lives.add(life);
    return life;
  }

  /** Account "default" with the simulator's keys, in this namespace. */
  async account(spec: Record<string, unknown> = {}): Promise<void> {
    const { accessKey, secretKey, url, projectId } = this.simulator;
    await this.secret('huawei', { accessKey, secretKey });
    await this.create('accounts', 'Account', 'default', {
      endpoint: url,
      region: 'cn-north-4',
      projectId,
      credentials: { secretRef: { name: 'huawei' } },
      ...spec,
    });
  }

  async secret(name: string, stringData: Record<string, string>): Promise<void> {
    const body = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: this.namespace },
      stringData,
    };
    await this.#call('POST', `/api/v1/namespaces/${this.namespace}/secrets`, body);
  }

  async removeSecret(name: string): Promise<void> {
    await this.#call('DELETE', `/api/v1/namespaces/${this.namespace}/secrets/${name}`);
  }

  /** Changes values of a Secret. */
  async patchSecret(name: string, stringData: Record<string, string>): Promise<void> {
    await this.rest.json({
      method: 'PATCH',
      path: `/api/v1/namespaces/${this.namespace}/secrets/${name}`,
      body: { stringData },
      contentType: 'application/merge-patch+json',
      signal: never,
    });
  }

  create(
    plural: string,
    kind: string,
    name: string,
    spec: unknown,
    metadata: object = {},
  ): Promise<Resource> {
    const body = {
      apiVersion: 'modelarts.huaweicloud.com/v1alpha1',
      kind,
      metadata: { name, namespace: this.namespace, ...metadata },
      spec,
    };
    return this.#call('POST', `${GROUP_PATH}/namespaces/${this.namespace}/${plural}`, body);
  }

  /** A TrainingJob like the shipped sample, with `spec` on top. */
  job(name: string, spec: object = {}, metadata: object = {}): Promise<Resource> {
    return this.create('trainingjobs', 'TrainingJob', name, { ...sampleSpec(), ...spec }, metadata);
  }

  /** A Network like the shipped sample, with `spec` on top. */
  network(name: string, spec: object = {}, metadata: object = {}): Promise<Resource> {
    return this.create('networks', 'Network', name, { ...specOf('network'), ...spec }, metadata);
  }

  /** A NodePool like the shipped sample, in the pool that `spec` names. */
  nodePool(name: string, spec: object, metadata: object = {}): Promise<Resource> {
    const { resources } = specOf('nodepool');
    return this.create('nodepools', 'NodePool', name, { resources, ...spec }, metadata);
  }

  /** An Algorithm like the shipped sample, with `spec` on top. */
  algorithm(name: string, spec: object = {}, metadata: object = {}): Promise<Resource> {
    const { jobConfig } = specOf('algorithm');
    return this.create('algorithms', 'Algorithm', name, { jobConfig, ...spec }, metadata);
  }

  /** A Workflow like the shipped sample, with `spec` on top. */
  workflow(name: string, spec: object = {}, metadata: object = {}): Promise<Resource> {
    return this.create('workflows', 'Workflow', name, { ...specOf('workflow'), ...spec }, metadata);
  }

  /** A Pool of two GPU nodes for training in a network of its own, with `spec` on top. */
  async pool(name: string, spec: object = {}, metadata: object = {}): Promise<Resource> {
    const networkId = await inCloud(this, (cloud) => cloud.createNetwork(`net-${name}`));
    const resources = [{ flavor: POOL_FLAVOR, count: 2 }];
    const asked = { scope: ['Train'], networkId, resources, ...spec };
    return this.create('pools', 'Pool', name, asked, metadata);
  }

  /** A Model like the shipped sample with a name of its own in the cloud, with `spec` on top. */
  model(name: string, spec: object = {}, metadata: object = {}): Promise<Resource> {
    const { modelName: _, ...rest } = specOf('model');
    return this.create('models', 'Model', name, { ...rest, ...spec }, metadata);
  }

  /** A WorkflowRun of the workflow that `spec` names. */
  run(name: string, spec: object, metadata: object = {}): Promise<Resource> {
    return this.create('workflowruns', 'WorkflowRun', name, spec, metadata);
  }

  /** All objects of a kind. */
  async listed(plural: string): Promise<Resource[]> {
    const path = `${GROUP_PATH}/namespaces/${this.namespace}/${plural}`;
    return (await this.#call<{ items: Resource[] }>('GET', path)).items;
  }

  async get(plural: string, name: string): Promise<Resource | undefined> {
    const path = `${GROUP_PATH}/namespaces/${this.namespace}/${plural}/${name}`;
    return this.#call<Resource>('GET', path).catch((error: { kind?: string }) => {
      if (error.kind === 'not-found') return undefined;
      throw error;
    });
  }

  patch(plural: string, name: string, body: unknown): Promise<Resource> {
    const path = `${GROUP_PATH}/namespaces/${this.namespace}/${plural}/${name}`;
    return this.rest.json({
      method: 'PATCH',
      path,
      body,
      contentType: 'application/merge-patch+json',
      signal: never,
    });
  }

  /** What `kubectl scale` does. */
  scale(plural: string, name: string, replicas: number): Promise<Resource> {
    return this.patch(plural, `${name}/scale`, { spec: { replicas } });
  }

  async remove(plural: string, name: string): Promise<void> {
    await this.#call('DELETE', `${GROUP_PATH}/namespaces/${this.namespace}/${plural}/${name}`);
  }

  /** The messages of the Events about `name`, by reason. */
  async events(name: string): Promise<{ reason: string; note: string; type: string }[]> {
    type Event = { reason: string; note: string; type: string; regarding: { name: string } };
    const list = await this.#call<{ items: Event[] }>(
      'GET',
      `/apis/events.k8s.io/v1/namespaces/${this.namespace}/events`,
    );
    return list.items.filter(({ regarding }) => regarding.name === name);
  }

  /** Waits for an Event about `name` with this reason: Events are told in the background. */
  async untilEvent(name: string, reason: string, seconds = 20): Promise<{ note: string; type: string }> {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const events = await this.events(name);
      const found = events.find((event) => event.reason === reason);
      if (found) return found;
      if (performance.now() > deadline)
        throw new Error(
          `waited ${seconds} s for an Event ${reason} about ${name}; there are ${JSON.stringify(events)}\n${this.#lastWords()}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  /** Waits until `wanted` holds of the object (undefined: gone); fails with what was last seen. */
  async until(
    plural: string,
    name: string,
    wanted: (object: Resource | undefined) => boolean,
    seconds = 30,
  ): Promise<Resource | undefined> {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const object = await this.get(plural, name);
      if (wanted(object)) return object;
      if (performance.now() > deadline)
        throw new Error(
          `waited ${seconds} s for ${plural}/${name}; last seen: ${JSON.stringify({ metadata: { ...object?.metadata, managedFields: undefined }, status: object?.status })}\n${this.#lastWords()}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  /** What the operators that live said last, so that a failure tells why. */
  #lastWords(): string {
    return [...this.#lives]
      .map(({ log }) =>
        ['an operator said last:', ...log.slice(-20).map((line) => line.slice(0, 400))].join('\n'),
      )
      .join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#lives].map((life) => life.stop().catch(() => undefined)));
    await this.simulator.stop();
    recordCalls(this.simulator.audit.calls, this.#logs.flat());
    await this.rest.close();
  }

  #call<T = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return this.rest.json<T>({ method, path, signal: never, ...(body !== undefined && { body }) });
  }
}

/** A world with an operator that leads, and an Account that works. */
export async function ready(options?: SimulatorOptions) {
  const world = await World.create(options);
  const operator = world.start();
  await operator.leading;
  await world.account();
  return { world, operator, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

/** The spec of deploy/samples/trainingjob.yaml. */
export const sampleSpec = (): Record<string, unknown> => specOf('trainingjob');

/** The spec of a shipped sample. */
export const specOf = (sample: string): Record<string, unknown> =>
  (load(readFileSync(join(root, `deploy/samples/${sample}.yaml`), 'utf8')) as Resource).spec;

/** True when the condition `type` of the object is True. */
export const holds = (object: Resource | undefined, type: string, reason?: string): boolean =>
  (object?.status?.conditions ?? []).some(
    (condition) =>
      condition.type === type &&
      condition.status === 'True' &&
      (reason === undefined || condition.reason === reason),
  );

/** The message of the condition `type`; empty when there is none. */
export const messageOf = (object: Resource | undefined, type: string): string =>
  object?.status?.conditions?.find((condition) => condition.type === type)?.message ?? '';
