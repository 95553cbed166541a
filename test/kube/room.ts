/** The cluster port against the API server of the test run, in a namespace of its own for each test file. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { inject } from 'vitest';
import { createCluster } from '../../operator/kube/cluster.ts';
import { Rest } from '../../operator/kube/rest.ts';
import type { Key, Resource } from '../../operator/runtime/object.ts';
import type { ApiError, Cluster, WatchEvent } from '../../operator/runtime/ports.ts';
import { installCrds } from '../support/crds.ts';

export const never = new AbortController().signal;

const sample = load(readFileSync('deploy/samples/trainingjob.yaml', 'utf8')) as Resource;

export type Room = AsyncDisposable & {
  namespace: string;
  cluster: Cluster;
  key(name: string): Key;
  /** Makes the TrainingJob of the samples under `name`. */
  create(name: string): Promise<Resource>;
  read(name: string): Promise<Resource>;
  /** What kubectl prints; rejects when it fails. */
  kubectl(...args: string[]): Promise<string>;
};

/** Installs the CRDs and makes a namespace. */
export async function openRoom(): Promise<Room> {
  const { kubeconfig, kubectl } = inject('controlPlane');
  const namespace = `cluster-${randomBytes(5).toString('hex')}`;
  const { rest, cluster } = signIn(kubeconfig);
  const jobs = `/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/${namespace}/trainingjobs`;
  await installCrds(rest);
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await rest.json({ method: 'POST', path: '/api/v1/namespaces', body, signal: never });
  return {
    namespace,
    cluster,
    key: (name) => ({ namespace, name }),
    create: (name) =>
      rest.json({ method: 'POST', path: jobs, body: { ...sample, metadata: { name } }, signal: never }),
    read: (name) => rest.json({ method: 'GET', path: `${jobs}/${name}`, signal: never }),
    async kubectl(...args) {
      const options = ['--kubeconfig', kubeconfig, '--namespace', namespace];
      return (await promisify(execFile)(kubectl, [...options, ...args])).stdout;
    },
    [Symbol.asyncDispose]: () => rest.close(),
  };
}

/** A port that acts as the user of `kubeconfig`. */
export function signIn(kubeconfig: string): { rest: Rest; cluster: Cluster } {
  const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'cluster-test/1' });
  return { rest, cluster: createCluster(rest, 'cluster-test_0001') };
}

/** The kind of error that `work` ends with, or `no error`. */
export const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: ApiError) => error.kind,
  );

/** Reads a watch to its end. */
export async function drain(events: AsyncIterable<WatchEvent>): Promise<WatchEvent[]> {
  const seen: WatchEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}
