import { expect, test } from 'vitest';
import type { FlavorStatus } from '../../../operator/kinds/pool/capacity.ts';
import { capacityOf } from '../../../operator/kinds/pool/capacity.ts';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import { object } from './pools.ts';
import { CPU, GPU, withFields } from './specs.ts';

const told = (counts: Partial<FlavorStatus>, flavor = GPU): FlavorStatus => ({
  ...{ flavor, wanted: 0, available: 0, creating: 0, abnormal: 0, deleting: 0 },
  ...counts,
});

test.each<[string, Partial<PoolSpec>, FlavorStatus[], Record<string, number>]>([
  ['what it asks for, before it exists', {}, [], { [GPU]: 2 }],
  ['what it is scaled to', { replicas: 5 }, [], { [GPU]: 5 }],
  [
    'what it asks for while that is not there yet',
    { replicas: 5 },
    [told({ wanted: 5, available: 2, creating: 3 })],
    { [GPU]: 5 },
  ],
  ['not what leaves', { replicas: 1 }, [told({ wanted: 1, available: 1, deleting: 4 })], { [GPU]: 1 }],
  [
    'what a node pool has beside',
    {},
    [told({ wanted: 2, available: 2, abnormal: 1, creating: 2 })],
    { [GPU]: 5 },
  ],
  [
    'flavors of others',
    {},
    [told({ wanted: 2, available: 2 }), told({ wanted: 1, available: 3 }, CPU)],
    { [GPU]: 2, [CPU]: 3 },
  ],
  ['nothing that is known, before an existing pool was looked at', { adopt: { id: 'pool-1' } }, [], {}],
  [
    'what there is, of a pool that is only looked at',
    { managementPolicy: 'Observe', replicas: 9 },
    [told({ wanted: 3, available: 2 })],
    { [GPU]: 3 },
  ],
])('a Pool can hold %s', (_sentence, spec, resources, expected) => {
  const status = resources.length > 0 ? { resources } : undefined;
  expect(Object.fromEntries(capacityOf(object(withFields(spec), status)))).toEqual(expected);
});
