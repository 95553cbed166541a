import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { askedNodes } from '../../../operator/kinds/pool/capacity.ts';
import { differences } from '../../../operator/kinds/pool/compare.ts';
import { plan } from '../../../operator/kinds/pool/plan.ts';
import { createRequest, immutableFields, patchRequest } from '../../../operator/kinds/pool/request.ts';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import { schemas } from '../../../operator/modelarts/generated/resource.gen.ts';
import { CPU as CLOUD_CPU, GPU as CLOUD_GPU, clustered } from '../../modelarts/clusters.ts';
import { mayMutate } from '../../modelarts/server.ts';
import { MINUTE, read } from '../../modelarts/simulated.ts';
import { EXAMPLES } from '../../simulator/resourceExamples.gen.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { context, MARKER, nodes, object, pool } from './pools.ts';
import { CPU, completeSample, GPU, TAKEN, withFields } from './specs.ts';

const DECIDED = { name: 'a100-0123abcd-1', description: 'ours [k8s marker]', networkId: 'net-1' };
const create = (spec: PoolSpec) => createRequest(spec, DECIDED);

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const against = (name: string) => ajv.compile({ $ref: `#/$defs/${name}`, $defs: schemas });

describe('the body of a create', () => {
  test('says what the spec says, in the words of the API, and that the pool is on demand', () => {
    expect(create(withFields({}))).toEqual({
      apiVersion: 'v2',
      kind: 'Pool',
      metadata: {
        labels: { 'os.modelarts/name': DECIDED.name },
        annotations: { 'os.modelarts/description': DECIDED.description, 'os.modelarts/billing.mode': '0' },
      },
      spec: {
        ...{ type: 'Dedicate', scope: ['Train'], network: { name: 'net-1' } },
        resources: [{ flavor: GPU, count: 2 }],
      },
    });
  });

  test('can say the example of section 10.13', () => {
    const [example] = EXAMPLES.filter(({ section }) => section === '10.13').map(({ body }) => body);
    const spec: PoolSpec = {
      ...{ workspaceId: '0', scope: ['Train'], driver: { gpuVersion: '440.31' } },
      resources: [{ flavor: 'modelarts.vm.gpu.tnt004', count: 2 }],
    };
    const networkId = 'net-0123-86c13962597848eeb29c5861153a391f';
    expect(createRequest(spec, { name: 'pool-001', description: '', networkId })).toEqual(example);
  });

  test('says replicas as the count of the flavor that they are about, and no flavor without nodes', () => {
    const resources = [
      { flavor: GPU, count: 2, maxCount: 2, azs: [{ az: 'a', count: 1 }] },
      { flavor: CPU, count: 0 },
    ];
    expect(create(withFields({ resources, replicas: 5, scaleTarget: GPU }))).toHaveProperty(
      'spec.resources',
      [{ flavor: GPU, count: 5, maxCount: 5 }],
    );
  });

  test('orders a prepaid pool in the words of table 10-128', () => {
    const billing: PoolSpec['billing'] = {
      mode: 'Prepaid',
      consent: true,
      periodType: 'Year',
      periodNum: 3,
      autoRenew: true,
      autoPay: false,
    };
    const { metadata } = create(withFields({ billing }));
    expect(metadata.annotations).toEqual({
      'os.modelarts/description': DECIDED.description,
      ...{
        'os.modelarts/billing.mode': '1',
        'os.modelarts/period.type': '3',
        'os.modelarts/period.num': '3',
      },
      ...{ 'os.modelarts/auto.renew': '1', 'os.modelarts/auto.pay': 'false' },
    });
  });

  const whole = TAKEN.filter(([, { adopt }]) => !adopt);

  test.each([['the complete sample', completeSample()] as const, ...whole])(
    'of %s fits the schema, but for newer job types',
    (_sentence, spec) => {
      const fits = against('CreatePoolRequest');
      fits(create({ ...spec, scope: spec.scope?.filter((type) => type !== 'Simulate') ?? [] }));
      expect(fits.errors ?? []).toEqual([]);
    },
  );

  test('can have every field of the reference', () => {
    expect(missingFrom('CreatePoolRequest', [create(completeSample())], schemas)).toEqual([]);
  });
});

test('the complete sample has every field but the alternatives to what it says', () => {
  expect(missingFromSpec('pools', [completeSample()])).toEqual([
    'accountRef.namespace',
    'adopt',
    'networkId',
  ]);
});

test('what cannot change is each field of the create that 10.17 does not take', () => {
  expect(immutableFields(completeSample()).map(({ path }) => path)).toEqual([
    ...['name', 'workspaceId', 'nodePrefix', 'networkRef', 'networkId'].map((field) => `spec.${field}`),
    ...['mode', 'periodType', 'periodNum', 'autoRenew', 'autoPay', 'promotionInfo', 'consoleUrl'].map(
      (field) => `spec.billing.${field}`,
    ),
    ...[GPU, 'modelarts.vm.npu.snt3'].map((flavor) => `spec.resources[${flavor}].extendParams`),
  ]);
});

describe('the body of a patch', () => {
  const resourcesOf = (body: object) => (body as { spec?: { resources?: unknown } }).spec?.resources;
  const held = pool({ resources: [nodes(2), nodes(3, CPU, { a: 1, b: 2 }), nodes(1, 'theirs', { c: 1 })] });

  test('always has all nodes as they were read, with what is asked for in its place', () => {
    const asked = askedNodes(withFields({ replicas: 4 }));
    expect(resourcesOf(patchRequest({}, held, asked))).toEqual([
      { flavor: GPU, count: 4 },
      {
        flavor: CPU,
        count: 3,
        azs: [
          { az: 'a', count: 1 },
          { az: 'b', count: 2 },
        ],
      },
      { flavor: 'theirs', count: 1, azs: [{ az: 'c', count: 1 }] },
    ]);
    expect(patchRequest({ annotations: { description: 'x' } }, held, [])).toEqual({
      metadata: { annotations: { 'os.modelarts/description': 'x' } },
      spec: {
        resources: expect.arrayContaining([{ flavor: GPU, count: 2 }]),
      },
    });
  });

  test('takes away nodes by a count of 0, and never adds a flavor with none', () => {
    const asked = [
      { flavor: CPU, count: 0 },
      { flavor: 'other', count: 0 },
      { flavor: 'new', count: 1 },
    ];
    expect(resourcesOf(patchRequest({}, held, asked))).toMatchObject([
      { flavor: GPU, count: 2 },
      { flavor: CPU, count: 0 },
      { flavor: 'theirs', count: 1 },
      { flavor: 'new', count: 1 },
    ]);
  });

  test('says in which zones nodes come up, only of a flavor that grows', () => {
    const azs = [{ az: 'b', count: 3 }];
    const withZones = (count: number) =>
      resourcesOf(
        patchRequest({}, pool({ resources: [nodes(4, GPU, { a: 4 })] }), [{ flavor: GPU, count, azs }]),
      );
    expect([withZones(5), withZones(4), withZones(3)]).toEqual([
      [{ flavor: GPU, count: 5, azs }],
      [{ flavor: GPU, count: 4, azs: [{ az: 'a', count: 4 }] }],
      [{ flavor: GPU, count: 3 }],
    ]);
  });

  test('names nothing of how the pool is billed but an order that is paid', () => {
    const spec = { ...completeSample(), description: 'new' };
    const step = plan(object(spec), pool(), context(), { pollMs: 1, idleMs: 1 });
    expect(step).toMatchObject({ step: 'act', action: { type: 'update' } });
    const body = (step as { action: { body: { metadata: { annotations: object } } } }).action.body;
    expect(body.metadata.annotations).toEqual({
      'os.modelarts/description': `new ${MARKER}`,
      'os.modelarts/order.id': completeSample().billing?.orderId,
    });
    const fits = against('PatchPoolRequest');
    fits(body);
    expect(fits.errors ?? []).toEqual([]);
  });
});

describe('a pool in the cloud', () => {
  const described = (spec: PoolSpec) => [spec.description, MARKER].filter(Boolean).join(' ');
  const first: PoolSpec = {
    ...{ description: 'first', scope: ['Train'], jobFlavors: ['a'] },
    resources: [{ flavor: CLOUD_GPU, count: 1 }],
    driver: { gpuVersion: '440.31', updateStrategy: 'idle' },
  };
  const second: PoolSpec = {
    ...{
      description: 'second',
      scope: ['Infer', 'Train'],
      jobFlavors: [],
      replicas: 2,
      scaleTarget: CLOUD_GPU,
    },
    resources: [
      ...(first.resources ?? []),
      { flavor: CLOUD_CPU, count: 2, azs: [{ az: 'cn-north-4b', count: 2 }] },
    ],
    driver: { gpuVersion: '470.57', updateStrategy: 'force' },
  };

  test.each<[string, PoolSpec, PoolSpec]>([
    ['a small one', { ...first, jobFlavors: [], driver: {} }, second],
    ['one that grows and changes', first, second],
    ['one that shrinks and changes', second, first],
  ])('of %s is as wanted, and is so again after a patch', async (_sentence, before, now) => {
    await using world = await clustered();
    const { pools } = world.client;
    const decided = { name: 'a100', description: described(before), networkId: world.network };
    const { id } = await pools.create(createRequest(before, decided), mayMutate());
    world.advance(5 * MINUTE);
    const paces = { pollMs: 1, idleMs: 2 };
    const made = await pools.get(id, read());
    expect(plan(object(before), made, context(), paces)).toEqual({ step: 'settled', recheckMs: 2 });
    const step = plan(object(now), made, context(), paces);
    if (step.step !== 'act' || step.action.type !== 'update') throw new Error(JSON.stringify(step));
    await pools.patch(id, step.action.body, mayMutate());
    world.advance(10 * MINUTE);
    const after = await pools.get(id, read());
    const left = differences(now, after, MARKER);
    // A flavor that is not named any more stays.
    expect([left, after.resources.length]).toEqual([[], 2]);
  });
});
