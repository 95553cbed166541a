import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

const read = (name: string): PoolSpec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<PoolSpec>).spec;

/** The spec of deploy/samples/pool.yaml. */
export const sample = (): PoolSpec => read('pool');

/** The spec of deploy/samples/pool-complete.yaml. */
export const completeSample = (): PoolSpec => read('pool-complete');

export const GPU = 'modelarts.vm.gpu.v100';
export const CPU = 'modelarts.vm.cpu.4ud';

const BASE = { scope: ['Train'], networkId: 'net-1' };

/** A pool of two nodes with these fields. */
export const withFields = (fields: Partial<PoolSpec>): PoolSpec => ({
  ...BASE,
  resources: [{ flavor: GPU, count: 2 }],
  ...fields,
});

const BOTH = [
  { flavor: GPU, count: 2 },
  { flavor: CPU, count: 1 },
];
const MONTH = { periodType: 'Month', periodNum: 1 } as const;

/** What can be created, or taken over. */
export const TAKEN: readonly (readonly [string, PoolSpec])[] = [
  ['one flavor', withFields({})],
  ['a Network by name', { scope: ['Train'], networkRef: { name: 'net' }, resources: BOTH }],
  ['a job type that is newer than the reference', withFields({ scope: ['Simulate'] })],
  ['one flavor, scaled', withFields({ replicas: 5 })],
  [
    'two flavors of which one is scaled to nothing',
    withFields({ resources: BOTH, replicas: 0, scaleTarget: GPU }),
  ],
  ['a flavor whose nodes go', withFields({ resources: [BOTH[0] as never, { flavor: CPU, count: 0 }] })],
  [
    'zones for fewer nodes than count',
    withFields({ resources: [{ flavor: GPU, count: 2, azs: [{ az: 'a', count: 1 }] }] }),
  ],
  ['a prepaid pool', withFields({ billing: { mode: 'Prepaid', consent: true, ...MONTH } })],
  ['a prepaid pool without consent: it waits for it', withFields({ billing: { mode: 'Prepaid', ...MONTH } })],
  ['an existing pool of which nothing is managed', { adopt: { id: 'pool-1' } }],
  [
    'an existing pool of which one flavor is let go',
    { adopt: { id: 'pool-1' }, resources: [{ flavor: GPU, count: 0 }] },
  ],
];

type Row = readonly [sentence: string, spec: PoolSpec, said: readonly string[]];

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly Row[] = [
  [
    'nothing at all',
    {},
    [
      'spec: give scope, unless adopt',
      'spec: give resources, unless adopt',
      'spec: give networkRef or networkId',
    ],
  ],
  [
    'two networks',
    withFields({ networkRef: { name: 'net' } }),
    ['spec: give only one of networkRef and networkId'],
  ],
  [
    'no node',
    withFields({ resources: [{ flavor: GPU, count: 0 }] }),
    ['spec.resources: a pool keeps at least one node'],
  ],
  [
    'a pool scaled to nothing',
    withFields({ replicas: 0 }),
    ['spec.resources: a pool keeps at least one node'],
  ],
  [
    'replicas of an existing pool whose flavors are not named',
    { adopt: { id: 'pool-1' }, replicas: 1 },
    ['spec.replicas: needs resources'],
  ],
  [
    'replicas of one of two flavors',
    withFields({ resources: BOTH, replicas: 1 }),
    ['spec.replicas: with several flavors, scaleTarget has to name'],
  ],
  [
    'a target that is not there',
    withFields({ scaleTarget: CPU }),
    ['spec.scaleTarget: resources do not have this flavor'],
  ],
  [
    'an elastic amount beyond the count',
    withFields({ resources: [{ flavor: GPU, count: 2, maxCount: 4 }] }),
    [`spec.resources[${GPU}].maxCount: has to be count`],
  ],
  [
    'zones for more nodes than count',
    withFields({ resources: [{ flavor: GPU, count: 2, azs: [{ az: 'a', count: 3 }] }] }),
    [`spec.resources[${GPU}].azs: have more nodes than count`],
  ],
  [
    'a prepaid pool without a period',
    withFields({ billing: { mode: 'Prepaid', consent: true, periodNum: 1 } }),
    ['spec.billing: a prepaid pool needs periodType and periodNum'],
  ],
];
