import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { applied } from '../../../operator/kinds/nodepool/keyed.ts';
import { createRequest, differences, patchRequest } from '../../../operator/kinds/nodepool/request.ts';
import type { NodePoolSpec } from '../../../operator/kinds/nodepool/spec.gen.ts';
import { validate } from '../../../operator/kinds/nodepool/validate.ts';
import { schemas } from '../../../operator/modelarts/generated/nodepool.gen.ts';
import { type NodePool, parseNodePool } from '../../../operator/modelarts/nodePools.ts';
import { EXAMPLES } from '../../simulator/nodepoolExamples.gen.ts';
import { withPool } from '../../simulator/resource/cluster.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { completeSample, FLAVOR, having, held, object, PREPAID, REFUSED, TAKEN } from './specs.ts';

const SPECS = [['the complete sample', completeSample()] as const, ...TAKEN];
const NONE = { name: 'gpus', resources: { flavor: FLAVOR, count: 0 } };
const patched = (spec: NodePoolSpec, there: Pick<NodePool, 'name' | 'resources'> = held(), status = {}) =>
  patchRequest(object(spec, status), there);

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const against = (name: string) => ajv.compile({ $ref: `#/$defs/${name}`, $defs: schemas });

describe('the body of a create', () => {
  test('says what the spec says, in the words of the API, and what the API demands', () => {
    expect(createRequest(having(), 'gpus')).toEqual({
      apiVersion: 'v2',
      kind: 'NodePool',
      metadata: { name: 'gpus' },
      spec: { resources: { nodePool: 'gpus', flavor: FLAVOR, count: 2, maxCount: 2 } },
    });
  });

  test('says how a prepaid node pool is paid, but not that somebody agreed to it', () => {
    expect(createRequest(having({}, { billing: PREPAID }), 'gpus').metadata.annotations).toEqual({
      'os.modelarts/billing.mode': '1',
      'os.modelarts/period.type': '2',
      'os.modelarts/period.num': '1',
      'os.modelarts/order.id': 'order-1',
    });
  });

  test('asks for replicas instead of count, and for zones only as far as they have room', () => {
    const azs = [{ az: 'cn-north-4a', count: 2 }];
    const resources = (replicas: number) =>
      createRequest(having({ azs, maxCount: 2 }, { replicas }), 'gpus').spec?.resources;
    expect(resources(3)).toMatchObject({ count: 3, maxCount: 3, azs });
    expect(resources(1)).toEqual({ nodePool: 'gpus', flavor: FLAVOR, count: 1, maxCount: 1 });
  });

  test('can say the example of section 16.2, but for its empty annotations', () => {
    const [example] = EXAMPLES.filter(({ section }) => section === '16.2').map(({ body }) => body);
    const network = {
      vpc: '277e9abc-0e6b-431a-9232-cfd25d5fc566',
      subnet: '03796378-c356-4c14-826b-e4913aa9c8b9',
      securityGroups: ['0a15b48d-06f1-41e4-b782-ade90087bf59'],
    };
    const spec = having({ flavor: 'modelarts.vm.2u4g.dcc', count: 1, network });
    const { metadata, ...rest } = example as { metadata: object };
    expect(createRequest(spec, 'nodepool-1')).toEqual({ ...rest, metadata: { name: 'nodepool-1' } });
    expect(metadata).toEqual({ name: 'nodepool-1', annotations: {} });
  });

  test.each(SPECS)('of %s fits the schema, and so does that of an update', (_sentence, spec) => {
    for (const [name, body] of [
      ['CreateNodePoolRequest', createRequest(spec, 'gpus')],
      ['PatchNodePoolRequest', patched(spec)],
    ] as const) {
      const fits = against(name);
      fits(body);
      expect(fits.errors ?? []).toEqual([]);
    }
  });

  test('can have every field of the reference, and so can that of an update', () => {
    const made = createRequest(completeSample(), 'gpus');
    expect(missingFrom('CreateNodePoolRequest', [made], schemas)).toEqual([]);
    expect(missingFrom('PatchNodePoolRequest', [patched(completeSample(), NONE)], schemas)).toEqual([]);
  });
});

test('the complete sample has every field but the alternatives to what it says', () => {
  expect(missingFromSpec('nodepools', [completeSample()])).toEqual([
    'accountRef.namespace',
    'adopt',
    'poolId',
  ]);
});

describe('what differs', () => {
  const labels = { team: 'vision' };
  const taints = [{ key: 'team', value: 'vision', effect: 'NoSchedule' }];
  const tags = [{ key: 'centre', value: '1' }];

  test.each<[string, NodePoolSpec, object, object, object[]]>([
    ['nothing, where all is as wanted', having({ labels, taints, tags }), { labels, taints, tags }, {}, []],
    [
      'the number of nodes',
      having(),
      { count: 12 },
      {},
      [{ path: 'spec.resources.count', there: '12 nodes', wanted: '2 nodes' }],
    ],
    [
      'the number of nodes that was scaled to',
      having({}, { replicas: 1 }),
      {},
      {},
      [{ path: 'spec.replicas', there: '2 nodes', wanted: '1 node' }],
    ],
    ['not the number of an adopted one whose spec says none', { adopt: { id: 'p/n' } }, { count: 7 }, {}, []],
    [
      'a label that is missing',
      having({ labels }),
      {},
      {},
      [{ path: 'spec.resources.labels', there: 'none', wanted: 'team=vision' }],
    ],
    ['not a label that others gave', having({ labels }), { labels: { ...labels, zone: 'a' } }, {}, []],
    [
      'a label that was ours and is not wanted any more',
      having(),
      { labels },
      { applied: { labels: ['team'] } },
      [{ path: 'spec.resources.labels', there: 'team=vision', wanted: 'none' }],
    ],
    [
      'a taint with another value',
      having({ taints }),
      { taints: [{ ...taints[0], value: 'audio' }] },
      {},
      [{ there: 'team=audio:NoSchedule', wanted: 'team=vision:NoSchedule' }],
    ],
    [
      'a tag with another value',
      having({ tags }),
      { tags: [{ key: 'centre', value: '2' }] },
      {},
      [{ path: 'spec.resources.tags', there: 'centre=2', wanted: 'centre=1' }],
    ],
    [
      'a part of what the cloud tells',
      having({ extendParams: { dockerBaseSize: '100' } }),
      { extendParams: { dockerBaseSize: '50', other: 'x' } },
      {},
      [{ path: 'spec.resources.extendParams.dockerBaseSize', there: '50', wanted: '100' }],
    ],
    [
      'nothing of what the cloud does not tell',
      having({ extendParams: { dockerBaseSize: '1' } }),
      {},
      {},
      [],
    ],
    [
      'not the order of security groups',
      having({ network: { securityGroups: ['a', 'b'] } }),
      { network: { vpc: 'v', securityGroups: ['b', 'a'] } },
      {},
      [],
    ],
    [
      'not where nodes are',
      having({ azs: [{ az: 'a', count: 1 }] }),
      { azs: [{ az: 'b', count: 2 }] },
      {},
      [],
    ],
  ])('%s', (_sentence, spec, resources, status, expected) => {
    const found = differences(object(spec, status), held({}, resources));
    expect(found).toEqual(expected.map((one) => expect.objectContaining(one)));
  });
});

describe('the body of an update', () => {
  const theirs = { labels: { zone: 'a' }, taints: [{ key: 'x', effect: 'NoExecute' }] };

  test('has all that is wanted, and what others have set', () => {
    const labels = { team: 'vision' };
    expect(patched(having({ labels }), held({}, theirs)).spec.resources).toEqual({
      ...{ nodePool: 'gpus', flavor: FLAVOR, count: 2, maxCount: 2 },
      labels: { zone: 'a', team: 'vision' },
      taints: theirs.taints,
    });
  });

  test('takes away what was ours', () => {
    const status = { applied: { labels: ['zone'], taints: ['x:NoExecute'] } };
    expect(patched(having(), held({}, theirs), status).spec.resources).toMatchObject({
      labels: {},
      taints: [],
    });
  });

  test('names zones only when nodes are added', () => {
    const azs = [{ az: 'cn-north-4a', count: 1 }];
    expect(patched(having({ azs })).spec.resources).not.toHaveProperty('azs');
    expect(patched(having({ azs, count: 3 })).spec.resources).toMatchObject({ azs });
  });

  test('has the flavor that is there, where an adopting spec names none', () => {
    const spec = { adopt: { id: 'pool-1/gpus' }, replicas: 4 };
    expect(patched(spec).spec.resources).toEqual({
      ...{ nodePool: 'gpus', flavor: FLAVOR, count: 4, maxCount: 4 },
    });
  });
});

test('what is ours is what is wanted, and what was ours and is still there', () => {
  const status = { applied: { labels: ['old', 'gone'] } };
  const there = { labels: { old: '1', other: '2' } };
  expect(applied(object(having({ labels: { fresh: '1' } }), status), there)).toEqual({
    labels: ['fresh', 'old'],
  });
  expect(applied(object(having()), there)).toBeUndefined();
});

describe('a node pool in the cloud', () => {
  test.each(SPECS)('made of %s is as wanted, and is so again after an update', async (_sentence, spec) => {
    await using world = await withPool();
    const made = await world.v2('POST', `${world.pool}/nodepools`, createRequest(spec, 'gpus'));
    expect([made.status, made.text]).toEqual([200, expect.any(String)]);
    const path = `${world.pool}/nodepools/gpus`;
    const read = async () => parseNodePool((await world.v2('GET', path)).body) as NodePool;
    const first = await read();
    expect(differences(object(spec), first)).toEqual([]);
    const more = { ...spec, replicas: 6, resources: { ...spec.resources, labels: { more: 'yes' } } };
    const wish = more as NodePoolSpec;
    expect(differences(object(wish), first).length).toBe(2);
    const { status, text } = await world.v2('PATCH', path, patched(wish, first));
    expect([status, text]).toEqual([200, expect.any(String)]);
    expect(differences(object(wish), await read())).toEqual([]);
  });
});

test.each([...SPECS, ['an existing node pool', { adopt: { id: 'p/n' } }] as const])(
  '%s passes',
  (_, spec) => {
    expect(validate(spec)).toEqual([]);
  },
);

test.each(REFUSED)('%s is refused with a sentence that names the field', (_sentence, spec, said) => {
  expect(validate(spec)).toEqual(said.map((beginning) => expect.stringContaining(beginning)));
});
