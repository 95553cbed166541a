/** What the API server itself says about a Pool: the schema on every server, the rules where it knows CEL. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import { Rest } from '../../../operator/kube/rest.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { installCrds } from '../../support/crds.ts';
import { CPU, completeSample, GPU, REFUSED, sample, TAKEN, withFields } from './specs.ts';

const { kubeconfig, version } = inject('controlPlane');
const knowsCel = Number(version.split('.')[1]) >= 25;
const signal = new AbortController().signal;
const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
const namespace = `admission-${randomBytes(5).toString('hex')}`;
const PATH = `/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/${namespace}/pools`;

const apply = (name: string, spec: object, query = '?dryRun=All'): Promise<Resource<PoolSpec>> =>
  rest.json({
    method: 'POST',
    path: `${PATH}${query}`,
    body: { apiVersion: 'modelarts.huaweicloud.com/v1alpha1', kind: 'Pool', metadata: { name }, spec },
    signal,
  });

const patch = (path: string, body: object): Promise<Resource<PoolSpec>> =>
  rest.json({
    method: 'PATCH',
    path: `${PATH}/${path}`,
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

test('what is left out stays so, but for one field', async () => {
  const { spec } = await apply('smallest', sample());
  expect(spec).toEqual({ ...sample(), managementPolicy: 'Manage' });
});

test.each(TAKEN)('%s is taken', async (_sentence, spec) => {
  await apply('taken', spec);
});

test.runIf(knowsCel).each(REFUSED)('%s is refused', async (_sentence, spec, [first = '']) => {
  const [, ...words] = first.split(': ');
  await expect(apply('refused', spec)).rejects.toThrow(words.join(': '));
});

test.each<[string, object]>([
  ['a name that is too long', { name: `a${'b'.repeat(30)}` }],
  ['a name that ends with a dash', { name: 'a-' }],
  ['a description with characters that ModelArts refuses', { description: 'a & b' }],
  ['a description that leaves no room for the marker', { description: 'x'.repeat(136) }],
  ['no job type', { scope: [] }],
  ['a job type twice', { scope: ['Train', 'Train'] }],
  ['a flavor twice', { resources: [1, 2].map((count) => ({ flavor: GPU, count })) }],
  ['less than no nodes', { replicas: -1 }],
  ['a mode that ModelArts does not have', { billing: { mode: 'Free' } }],
  ['a network that is a path', { networkId: '../0' }],
])('%s is refused by the schema', async (_sentence, fields) => {
  await expect(apply('refused', withFields(fields))).rejects.toThrow(/[Ii]nvalid|Unsupported|Duplicate/);
});

describe.runIf(knowsCel)('once the pool exists', () => {
  const nodes = [
    { flavor: GPU, count: 2, extendParams: { dockerBaseSize: '50' } },
    { flavor: CPU, count: 1 },
  ];
  const { networkId: _, ...spec } = withFields({
    ...{ workspaceId: 'w-1', nodePrefix: 'gpu', networkRef: { name: 'net' }, resources: nodes },
    billing: { ...completeSample().billing, consent: false },
  });

  beforeAll(async () => {
    for (const name of ['made', 'planned']) await apply(name, spec, '');
    await patch('made/status', { status: { remote: { id: 'pool-1' } } });
  });

  test.each<[string, object]>([
    ['spec.name', { name: 'other' }],
    ['spec.workspaceId', { workspaceId: null }],
    ['spec.nodePrefix', { nodePrefix: 'other' }],
    ['spec.networkRef', { networkRef: { name: 'other' } }],
    ['spec.networkId', { networkRef: null, networkId: 'net-1' }],
    ['spec.billing.mode', { billing: { mode: null } }],
    ['spec.billing.periodType', { billing: { periodType: 'Year' } }],
    ['spec.billing.periodNum', { billing: { periodNum: 2 } }],
    ['spec.billing.autoRenew', { billing: { autoRenew: true } }],
    ['spec.billing.autoPay', { billing: { autoPay: null } }],
    ['spec.billing.promotionInfo', { billing: { promotionInfo: null } }],
    ['spec.billing.consoleUrl', { billing: { consoleUrl: 'https://example.com' } }],
    ['spec.resources: extendParams', { resources: [{ flavor: GPU, count: 2 }, nodes[1]] }],
    [
      'spec.resources: extendParams',
      { resources: [nodes[0], { ...nodes[1], extendParams: { dockerBaseSize: '1' } }] },
    ],
    ['spec.resources: extendParams', { resources: [nodes[1]] }],
  ])('%s cannot change, by %j', async (path, change) => {
    const of = path.includes(': ')
      ? `${path} of a pool cannot change after it was created`
      : `${path}: a pool cannot change`;
    await expect(edit('made', change)).rejects.toThrow(of);
    await edit('planned', change);
  });

  test('all else can', async () => {
    await edit('made', {
      ...{
        description: 'x',
        scope: ['Infer'],
        jobFlavors: [],
        driver: { gpuVersion: '1' },
        deletionPolicy: 'Delete',
      },
      ...{ replicas: 3, scaleTarget: CPU, billing: { consent: true, orderId: 'CS1' } },
      resources: [nodes[0], { flavor: 'new', count: 1 }, { flavor: CPU, count: 2 }],
    });
  });

  test('the scale subresource sets replicas, and is held to the rules', async () => {
    const scale = (name: string, replicas: number) =>
      patch(`${name}/scale?dryRun=All`, { spec: { replicas } });
    await apply('one', withFields({}), '');
    await scale('one', 5);
    await expect(scale('one', 0)).rejects.toThrow('a pool keeps at least one node');
    await expect(scale('made', 5)).rejects.toThrow('scaleTarget has to name');
  });
});
