/** Calls to either API, and the throttle before those to the cloud: who was asked what, what came of it, how long it took. */
import type { Meters } from './meters.ts';

/** What became of a call to ModelArts, or to IAM on its behalf: `ok`, `aborted` (given up by ourselves), else why it failed. */
export const CLOUD_RESULTS = [
  'ok',
  'not-found',
  'conflict',
  'duplicate-name',
  'throttled',
  'quota',
  'denied',
  'invalid',
  'account',
  'refused',
  'unavailable',
  'ambiguous',
  'unsent',
  'aborted',
] as const;
export type CloudResult = (typeof CLOUD_RESULTS)[number];

/** The same of a call to the API server. */
export const CLUSTER_RESULTS = [
  'ok',
  'not-found',
  'conflict',
  'expired',
  'denied',
  'invalid',
  'throttled',
  'unavailable',
  'aborted',
] as const;
export type ClusterResult = (typeof CLUSTER_RESULTS)[number];

const PRIORITIES = ['change', 'poll'] as const;

/** All of it counts from zero on from the first call of an operation; operations are those that the code knows. */
export class CallMetrics {
  readonly #cloud;
  readonly #cloudSeconds;
  readonly #cluster;
  readonly #clusterSeconds;
  readonly #waits;
  readonly #refusals;
  readonly #known = new Set<string>();

  constructor(meters: Meters) {
    const cloud = ['service', 'operation'] as const;
    const cluster = ['verb', 'resource'] as const;
    this.#cloud = meters.counter(
      'modelarts_calls_total',
      'Calls to ModelArts, or to IAM on its behalf, by operation of the reference and what came of them',
      [...cloud, 'result'],
    );
    this.#cloudSeconds = meters.histogram(
      'modelarts_call_duration_seconds',
      'From the send of such a call to the last byte of its answer',
      cloud,
    );
    this.#cluster = meters.counter(
      'kubernetes_calls_total',
      'Calls to the API server by verb and resource, and what came of them',
      [...cluster, 'result'],
    );
    this.#clusterSeconds = meters.histogram(
      'kubernetes_call_duration_seconds',
      'How long such a call took; a watch until it began',
      cluster,
    );
    this.#waits = meters.histogram(
      'throttle_wait_seconds',
      'How long a request to ModelArts has waited for its turn: change for users, poll in the background',
      ['priority'],
    );
    this.#refusals = meters.counter(
      'throttle_refusals_total',
      'Answers "too many requests" of ModelArts, each of which makes the operator slower for a minute; the first one soon after a burst only makes it give up the burst',
      [],
    );
    for (const priority of PRIORITIES) this.#waits.zero({ priority });
  }

  /** A call to the cloud has ended. */
  cloud(service: string, operation: string, result: CloudResult, ms: number): void {
    if (this.#isNew(`${service} ${operation}`))
      for (const one of CLOUD_RESULTS) this.#cloud.inc({ service, operation, result: one }, 0);
    this.#cloud.inc({ service, operation, result });
    this.#cloudSeconds.observe({ service, operation }, ms / 1000);
  }

  /** A call to the API server has ended. */
  cluster(verb: string, resource: string, result: ClusterResult, ms: number): void {
    if (this.#isNew(`${verb} ${resource}`))
      for (const one of CLUSTER_RESULTS) this.#cluster.inc({ verb, resource, result: one }, 0);
    this.#cluster.inc({ verb, resource, result });
    this.#clusterSeconds.observe({ verb, resource }, ms / 1000);
  }

  /** A request to the cloud had its turn. */
  waited(priority: (typeof PRIORITIES)[number], ms: number): void {
    this.#waits.observe({ priority }, ms / 1000);
  }

  /** The cloud has asked for fewer requests. */
  refused(): void {
    this.#refusals.inc();
  }

  #isNew(operation: string): boolean {
    if (this.#known.has(operation)) return false;
    this.#known.add(operation);
    return true;
  }
}
