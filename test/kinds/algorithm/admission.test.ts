/** What the API server itself says about an Algorithm: the schema on every server, the rules where it knows CEL. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { immutableFields } from '../../../operator/kinds/algorithm/request.ts';
import type { AlgorithmSpec } from '../../../operator/kinds/algorithm/spec.gen.ts';
import { Rest } from '../../../operator/kube/rest.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { installCrds } from '../../support/crds.ts';
import { completeSample, REFUSED, sample, TAKEN } from './specs.ts';

const { kubeconfig, version } = inject('controlPlane');
const knowsCel = Number(version.split('.')[1]) >= 25;
const signal = new AbortController().signal;
const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
const namespace = `admission-${randomBytes(5).toString('hex')}`;
const PATH = `/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/${namespace}/algorithms`;

const apply = (name: string, spec: object, query = '?dryRun=All'): Promise<Resource<AlgorithmSpec>> =>
  rest.json({
    method: 'POST',
    path: `${PATH}${query}`,
    body: { apiVersion: 'modelarts.huaweicloud.com/v1alpha1', kind: 'Algorithm', metadata: { name }, spec },
    signal,
  });

const patch = (path: string, body: object): Promise<Resource<AlgorithmSpec>> =>
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

/** What no rule in the CRD says: what compares paths or lists with each other is the operator's. */
const byOperator = REFUSED.filter(([, , said]) => /is not inside|same name/.test(said.join()));

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

const { jobConfig } = sample();

test.each<[string, object]>([
  ['no program', { jobConfig: null }],
  ['a name with a dot', { name: 'a.b' }],
  ['a description that leaves no room for the marker', { description: 'x'.repeat(136) }],
  ['a workspace that is a path', { workspaceId: '../0' }],
  ['a parameter twice', { jobConfig: { ...jobConfig, parameters: [{ name: 'a' }, { name: 'a' }] } }],
  ['a requirement of nothing', { resourceRequirements: [{ key: 'flavor_type', values: [] }] }],
  ['another operator than in', { resourceRequirements: [{ key: 'a', operator: 'notin', values: ['b'] }] }],
])('%s is refused by the schema', async (_sentence, fields) => {
  await expect(apply('refused', { ...sample(), ...fields })).rejects.toThrow(
    /[Ii]nvalid|Unsupported|Duplicate/,
  );
});

describe.runIf(knowsCel)('once the algorithm exists', () => {
  beforeAll(async () => {
    await apply('made', completeSample(), '');
    await apply('planned', completeSample(), '');
    await patch('made/status', { status: { remote: { id: 'algo-1' } } });
  });

  test.each([{ workspaceId: 'w-1' }, { workspaceId: null }])(
    'its workspace cannot change, by %j',
    async (spec) => {
      const [{ path } = { path: '' }] = immutableFields(completeSample());
      const refusal = `${path}: an algorithm cannot change after it was created`;
      await expect(edit('made', spec)).rejects.toThrow(refusal);
      await edit('planned', spec);
    },
  );

  test('all else can', async () => {
    const { workspaceId: _, ...rest } = completeSample();
    const nothing = Object.fromEntries(Object.keys(rest).map((field) => [field, null]));
    const { engine } = jobConfig;
    const program = { ...jobConfig, command: null, engine: { ...engine, imageUrl: null } };
    await edit('made', { ...nothing, jobConfig: program });
  });
});
