/** Every shipped sample, as a user would apply it: no field that the API server does not know, and nothing refused. */
import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Rest } from '../operator/kube/rest.ts';
import type { Resource } from '../operator/runtime/object.ts';
import { installCrds } from './support/crds.ts';

const { kubeconfig, version } = inject('controlPlane');
const signal = new AbortController().signal;
const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
const namespace = `samples-${randomBytes(5).toString('hex')}`;

beforeAll(async () => {
  await installCrds(rest);
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await rest.json({ method: 'POST', path: '/api/v1/namespaces', body, signal });
});
afterAll(() => rest.close());

/** Those of Accounts have placeholders for ids: test/kinds/account/samples.test.ts fills them in. */
const samples = globSync('deploy/samples/*.yaml')
  .filter((file) => !basename(file).startsWith('account'))
  .sort()
  .flatMap((file) => {
    const objects = loadAll(readFileSync(file, 'utf8')) as Resource[];
    return objects.map((object) => [basename(file), object.kind, object] as const);
  });

/** autoscaling/v2 came with 1.23. */
const isKnown = ({ apiVersion }: Resource) =>
  apiVersion !== 'autoscaling/v2' || Number(version.split('.')[1]) >= 23;

test.each(samples.filter(([, , object]) => isKnown(object)))(
  '%s: the %s is taken',
  async (_file, kind, object) => {
    const plural = `${kind.toLowerCase()}s`;
    const path = `/apis/${object.apiVersion}/namespaces/${namespace}/${plural}?dryRun=All`;
    const taken = await rest.json<Resource>({ method: 'POST', path, body: object, signal });
    expect(taken.spec).toMatchObject(object.spec as object);
  },
);

test.each(samples.filter(([, kind]) => kind === 'HorizontalPodAutoscaler'))(
  '%s: the %s is about an object of the same file that says replicas',
  (file, _kind, { spec }) => {
    const { scaleTargetRef, minReplicas } = spec as {
      scaleTargetRef: Resource & { name: string };
      minReplicas: number;
    };
    const target = samples.find(([there, kind]) => there === file && kind === scaleTargetRef.kind)?.[2];
    expect(target).toMatchObject({
      apiVersion: scaleTargetRef.apiVersion,
      metadata: { name: scaleTargetRef.name },
      spec: { replicas: minReplicas },
    });
  },
);
