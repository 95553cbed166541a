import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { NodePoolSpec } from '../../../operator/kinds/nodepool/spec.gen.ts';
import type { NodePool } from '../../../operator/modelarts/nodePools.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

const read = (name: string): NodePoolSpec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<NodePoolSpec>).spec;

/** The spec of deploy/samples/nodepool.yaml. */
export const sample = (): NodePoolSpec => read('nodepool');

/** The spec of deploy/samples/nodepool-complete.yaml. */
export const completeSample = (): NodePoolSpec => read('nodepool-complete');

export const FLAVOR = 'modelarts.vm.gpu.tnt004';

type Resources = NonNullable<NodePoolSpec['resources']>;

/** Two nodes in a pool that is named by its id, but for `change`. */
export const having = (change: Partial<Resources> = {}, rest: NodePoolSpec = {}): NodePoolSpec => ({
  poolId: 'pool-1',
  resources: { flavor: FLAVOR, count: 2, ...change },
  ...rest,
});

/** An object with that spec, in its third generation. */
export const object = (spec: NodePoolSpec, status: object = {}): Resource<NodePoolSpec> => ({
  apiVersion: 'modelarts.huaweicloud.com/v1alpha1',
  kind: 'NodePool',
  metadata: { namespace: 'ml', name: 'gpus', uid: 'uid-1', resourceVersion: '1', generation: 3 },
  spec,
  status: { conditions: [], ...status } as NonNullable<Resource['status']>,
});

const nodes = (count: number) => (count === 0 ? [] : [{ flavor: FLAVOR, count, zones: [] }]);

/** A node pool in ModelArts that is asked for two nodes, and has so many of each state. */
export const held = (
  { available = 2, creating = 0, abnormal = 0, deleting = 0 }: Partial<Record<string, number>> = {},
  resources: object = {},
): NodePool & { id: string } => ({
  id: 'pool-1/gpus',
  name: 'gpus',
  resources: { flavor: FLAVOR, count: 2, maxCount: 2, ...resources },
  nodes: {
    available: nodes(available),
    creating: nodes(creating),
    abnormal: nodes(abnormal),
    deleting: nodes(deleting),
  },
});

const ORDER = { periodType: 'Month', periodNum: 1, orderId: 'order-1' } as const;

/** How a node pool is bought. */
export const PREPAID = { mode: 'Prepaid', consent: true, ...ORDER } as const;

/** What can be created. */
export const TAKEN: readonly (readonly [string, NodePoolSpec])[] = [
  ['nodes in a pool by its id', having()],
  ['nodes in a Pool', { poolRef: { name: 'a100' }, resources: { flavor: FLAVOR, count: 2 } }],
  ['no nodes at first', having({ count: 0 })],
  ['another number of nodes by replicas', having({}, { replicas: 5 })],
  ['more zones than replicas', having({ azs: [{ az: 'cn-north-4a', count: 2 }] }, { replicas: 1 })],
  ['zones for some of the nodes', having({ azs: [{ az: 'cn-north-4b', count: 1 }] })],
  ['the elastic number of a physical pool', having({ maxCount: 2 })],
  ['a taint without a value', having({ taints: [{ key: 'a', effect: 'NoExecute' }] })],
  [
    'a taint with two effects',
    having({
      taints: [
        { key: 'a', effect: 'NoExecute' },
        { key: 'a', effect: 'NoSchedule' },
      ],
    }),
  ],
  ['a prepaid node pool', having({}, { billing: PREPAID })],
  ['one that is paid by the hour', having({}, { billing: { mode: 'OnDemand' } })],
];

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly (readonly [string, NodePoolSpec, readonly string[]])[] = [
  [
    'no pool',
    { resources: { flavor: FLAVOR, count: 1 } },
    ['spec: give poolRef or poolId, unless adopt names'],
  ],
  ['two pools', having({}, { poolRef: { name: 'a100' } }), ['spec: give only one of poolRef and poolId']],
  ['no nodes', { poolId: 'pool-1' }, ['spec: give resources, unless adopt names an existing node pool']],
  [
    'another elastic number',
    having({ maxCount: 3 }),
    ['spec.resources.maxCount: has to be count, as every dedicated pool is a physical one'],
  ],
  [
    'more nodes in zones than there are',
    having({ azs: [{ az: 'cn-north-4a', count: 3 }] }),
    ['spec.resources.azs: have more nodes than count'],
  ],
  [
    "a tag of the platform's own",
    having({ tags: [{ key: 'CCE-Cluster', value: 'a' }] }),
    ['spec.resources.tags: a key must not begin with CCE- or _type_baremetal'],
  ],
  [
    'a purchase without a period',
    having({}, { billing: { mode: 'Prepaid', orderId: 'order-1' } }),
    ['spec.billing: a prepaid node pool needs periodType, periodNum and orderId'],
  ],
];
