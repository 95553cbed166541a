import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { afterAll, expect, inject, test } from 'vitest';
import { scaledFlavor } from '../../../operator/kinds/pool/capacity.ts';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import { validate } from '../../../operator/kinds/pool/validate.ts';
import { Rest } from '../../../operator/kube/rest.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

type Autoscaler = { spec: { scaleTargetRef: { kind: string; name: string }; minReplicas: number } };

const { kubeconfig, version } = inject('controlPlane');
const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
const [pool, autoscaler] = loadAll(readFileSync('deploy/samples/pool-hpa.yaml', 'utf8')) as [
  Resource<PoolSpec>,
  Autoscaler,
];

afterAll(() => rest.close());

test('the Pool of the autoscaler is one, and says what is scaled and from where', () => {
  expect(validate(pool.spec)).toEqual([]);
  expect(autoscaler.spec.scaleTargetRef).toMatchObject({ kind: pool.kind, name: pool.metadata.name });
  expect([scaledFlavor(pool.spec), pool.spec.replicas]).toEqual([
    pool.spec.resources?.[0]?.flavor,
    autoscaler.spec.minReplicas,
  ]);
});

// 1.20 has no autoscaling/v2.
test.runIf(Number(version.split('.')[1]) >= 23)('the API server takes the autoscaler', async () => {
  const path = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers?dryRun=All';
  const { signal } = new AbortController();
  const taken = await rest.json<Autoscaler>({ method: 'POST', path, body: autoscaler, signal });
  expect(taken.spec.minReplicas).toBe(2);
});
