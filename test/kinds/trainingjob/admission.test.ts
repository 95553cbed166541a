/** What the API server itself says about a TrainingJob: the schema on every server, the rules where it knows CEL. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { Rest } from '../../../operator/kube/rest.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { installCrds } from '../../support/crds.ts';
import { REFUSED, TAKEN } from './refused.ts';
import { ALGORITHMS, completeSample, RESOURCE, sample, TASK } from './specs.ts';

const { kubeconfig, version } = inject('controlPlane');
const knowsCel = Number(version.split('.')[1]) >= 25;
const signal = new AbortController().signal;
const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
const namespace = `admission-${randomBytes(5).toString('hex')}`;
const JOBS = `/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/${namespace}/trainingjobs`;

const apply = (name: string, spec: object, query = '?dryRun=All'): Promise<Resource<TrainingJobSpec>> =>
  rest.json({
    method: 'POST',
    path: `${JOBS}${query}`,
    body: { apiVersion: 'modelarts.huaweicloud.com/v1alpha1', kind: 'TrainingJob', metadata: { name }, spec },
    signal,
  });

const patch = (path: string, body: object): Promise<Resource<TrainingJobSpec>> =>
  rest.json({
    method: 'PATCH',
    path: `${JOBS}/${path}`,
    body,
    contentType: 'application/merge-patch+json',
    signal,
  });

const edit = (name: string, spec: object) => patch(`${name}?dryRun=All`, { spec });

beforeAll(async () => {
  await installCrds(rest);
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await rest.json({ method: 'POST', path: '/api/v1/namespaces', body, signal });
});
afterAll(() => rest.close());

test('the complete sample is taken as it is', async () => {
  const { spec } = await apply('complete', completeSample());
  expect(spec).toEqual(completeSample());
});

test('what is left out stays so, but for four fields', async () => {
  const { nodeCount: _, ...resource } = sample().resource;
  const { spec } = await apply('smallest', { ...sample(), resource });
  expect(spec).toEqual({ ...sample(), managementPolicy: 'Manage', updatePolicy: 'Never', backoffLimit: 0 });
});

test.each(Object.entries(ALGORITHMS))('%s is taken', async (_way, algorithm) => {
  await apply('taken', { algorithm, resource: RESOURCE });
});

test.each(TAKEN)('%s is taken', async (_sentence, spec) => {
  await apply('taken', spec);
});

/** What no rule in the CRD says: a path inside another is compared by the operator only. */
const byOperator = REFUSED.filter(([, , said]) => said.some((text) => text.includes('is not inside')));

test.runIf(knowsCel).each(REFUSED.filter((row) => !byOperator.includes(row)))(
  '%s is refused',
  async (_sentence, spec, [first = '']) => {
    const [, ...words] = first.split(': ');
    await expect(apply('refused', spec)).rejects.toThrow(words.join(': '));
  },
);

test.each(byOperator)('%s is left to the operator to refuse', async (_sentence, spec) => {
  await apply('taken', spec);
});

test.each<[string, object]>([
  ['a hundred attempts', { backoffLimit: 100 }],
  ['a deadline of no seconds', { activeDeadlineSeconds: 0 }],
  ['a time to live below zero', { ttlSecondsAfterFinished: -1 }],
  ['an update policy that there is not', { updatePolicy: 'Always' }],
  ['a workspace that is a path', { workspaceId: '../0' }],
  ['a trial that is a path', { earlyStopTrials: ['a/b'] }],
  ['a trial twice', { earlyStopTrials: ['a', 'a'] }],
  ['a tag twice', { tags: [{ key: 'a' }, { key: 'a' }] }],
  ['a tag with blanks around its key', { tags: [{ key: ' a' }] }],
  ['a code folder outside /home', { algorithm: { id: 'a', localCodeDir: '/homeless' } }],
  ['no tasks', { resource: null, tasks: [] }],
  ['an automatic stop after no hours', { autoStop: { duration: 0 } }],
  ['an automatic stop in days', { autoStop: { timeUnit: 'DAYS', duration: 1 } }],
  ['a failure rule for success', { failurePolicy: { rules: [{ action: 'Fail', onPhases: ['Completed'] }] } }],
])('%s is refused by the schema', async (_sentence, fields) => {
  await expect(apply('refused', { ...sample(), ...fields })).rejects.toThrow(
    /[Ii]nvalid|Unsupported|Duplicate/,
  );
});

describe.runIf(knowsCel)('once the job exists', () => {
  beforeAll(async () => {
    await apply('made', completeSample(), '');
    await apply('planned', completeSample(), '');
    await patch('made/status', { status: { remote: { id: 'job-1' } } });
  });

  const { algorithm } = completeSample();
  const FIXED: [string, object][] = [
    ['name', { name: 'other' }],
    ['name', { name: null }],
    ['workspaceId', { workspaceId: null }],
    ['jobKind', { jobKind: 'visualization_job' }],
    ['jobTemplate', { jobTemplate: 'Template RL' }],
    ['algorithm', { algorithm: { command: 'x', engine: { name: null, version: null, imageUrl: 'i' } } }],
    ['algorithm', { algorithm: { environments: algorithm.environments?.slice(1) } }],
    ['tasks', { tasks: [TASK], resource: null }],
    ['resource.flavorId', { tasks: [TASK], resource: null }],
    ['resource.flavorId', { resource: { flavorId: null } }],
    ['resource.poolId', { resource: { poolId: 'pool-2' } }],
    ['resource.poolRef', { resource: { poolId: null, poolRef: { name: 'pool' } } }],
    ['resource.nodeCount', { resource: { nodeCount: 3 } }],
    ['volumes', { volumes: [] }],
    ['logExportPath', { logExportPath: null }],
    ['autoStop', { autoStop: { duration: 1 } }],
    ['schedulePolicy', { schedulePolicy: { priority: 1 } }],
    ['endpoints', { endpoints: { ssh: { keyPairNames: ['other'] } } }],
    ['faultTolerance', { faultTolerance: { maxRestarts: 1 } }],
    ['jupyterLab', { jupyterLab: { enabled: false } }],
    ['tensorBoard', { tensorBoard: null }],
    ['mindStudioInsight', { mindStudioInsight: { enabled: true } }],
  ];

  test.each(FIXED)('%s cannot change, by %j', async (field, spec) => {
    const refusal = `spec.${field}: a training job cannot change after it was created`;
    await expect(edit('made', spec)).rejects.toThrow(refusal);
    await edit('made', { ...spec, updatePolicy: 'Recreate' });
    await edit('planned', spec);
  });

  test('the order of variables says nothing', async () => {
    const environments = [...(algorithm.environments ?? [])].reverse();
    await edit('made', { algorithm: { environments } });
  });

  test('what the operator goes by can change, and so can description and tags', async () => {
    await edit('made', {
      description: 'other',
      tags: [],
      suspend: true,
      backoffLimit: 19,
      failurePolicy: null,
      activeDeadlineSeconds: 1,
      ttlSecondsAfterFinished: 0,
      updatePolicy: 'Recreate',
      deletionProtection: true,
      deletionPolicy: 'Retain',
      writeEndpointsTo: null,
      earlyStopTrials: ['50093e6c'],
      accountRef: null,
    });
  });
});
