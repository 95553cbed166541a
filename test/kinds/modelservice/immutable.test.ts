/** What cannot change: one table for the operator and, of batch services, for the API server. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { immutableFields } from '../../../operator/kinds/modelservice/request.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import { Rest } from '../../../operator/kube/rest.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { installCrds } from '../../support/crds.ts';
import { batch, completeSample, withFields } from './specs.ts';

const OF_ALL = [
  ...['name', 'inferType', 'workspaceId', 'poolRef', 'poolId', 'clusterId'],
  ...['vpcId', 'subnetNetworkId', 'securityGroupId'],
];

const full = batch(
  {},
  {
    ...{ description: 'nightly', replicas: 2, scaleTarget: 'a', priority: 1 },
    serviceSecrets: [{ secretId: 's-1', mountPath: '/mnt' }],
    additionalProperties: { websocketUpgrade: false },
  },
);

/** What of a batch service cannot change beside. */
const OF_BATCH: readonly (readonly [keyof ModelServiceSpec, unknown])[] = [
  ['variants', batch({ instanceCount: 3 }).variants],
  ['description', 'weekly'],
  ['replicas', 3],
  ['scaleTarget', null],
  ['priority', 2],
  ['serviceSecrets', null],
  ['additionalProperties', { websocketUpgrade: true }],
];

const fixed = (spec: ModelServiceSpec) =>
  immutableFields(spec).flatMap(({ path, value }) =>
    value === undefined ? [] : [path.replace('spec.', '')],
  );

test('of a web service only what no call changes is fixed', () => {
  expect(fixed({ ...completeSample(), poolId: 'p', clusterId: 'c' })).toEqual(OF_ALL);
  expect(fixed(withFields())).toEqual(['inferType']);
});

test('of a batch service so is all that it works by', () => {
  expect(fixed(full)).toEqual(['inferType', ...OF_BATCH.map(([field]) => field)]);
});

const { kubeconfig, version } = inject('controlPlane');

describe.runIf(Number(version.split('.')[1]) >= 25)('a batch service that exists', () => {
  const signal = new AbortController().signal;
  const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
  const namespace = `batch-${randomBytes(5).toString('hex')}`;
  const objects = `/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/${namespace}/modelservices`;
  const patch = (path: string, body: object): Promise<Resource> =>
    rest.json({
      method: 'PATCH',
      path: `${objects}/${path}`,
      body,
      contentType: 'application/merge-patch+json',
      signal,
    });

  beforeAll(async () => {
    await installCrds(rest);
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    await rest.json({ method: 'POST', path: '/api/v1/namespaces', body, signal });
    const apiVersion = 'modelarts.huaweicloud.com/v1alpha1';
    for (const name of ['made', 'planned'])
      await rest.json({
        ...{ method: 'POST', path: objects, signal },
        body: { apiVersion, kind: 'ModelService', metadata: { name }, spec: full },
      });
    await patch('made/status', { status: { remote: { id: 'remote-1' } } });
  });
  afterAll(() => rest.close());

  test.each(OF_BATCH)('has a fixed %s', async (field, value) => {
    const refusal = `spec.${field}: a service cannot change after it was created`;
    await expect(patch('made?dryRun=All', { spec: { [field]: value } })).rejects.toThrow(refusal);
    await patch('planned?dryRun=All', { spec: { [field]: value } });
  });

  test('can be stopped', async () => {
    await patch('made?dryRun=All', { spec: { running: false } });
  });
});
