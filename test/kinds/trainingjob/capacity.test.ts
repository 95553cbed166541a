import { expect, test } from 'vitest';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import { misfit } from '../../../operator/kinds/trainingjob/capacity.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';
import { sample } from './specs.ts';

const FIELD = 'spec.resource.poolRef';
const pool = (spec: Partial<PoolSpec>, status?: CommonStatus) => ({
  ...thing({ name: 'a100' }, status),
  spec: spec as PoolSpec,
});
const job = (nodeCount?: number, flavorId?: string): TrainingJobSpec => ({
  ...sample(),
  resource: { poolRef: { name: 'a100' }, ...(nodeCount && { nodeCount }), ...(flavorId && { flavorId }) },
});
const two = [
  { flavor: 'gpu', count: 2 },
  { flavor: 'cpu', count: 3 },
];

test.each<[string, TrainingJobSpec, Partial<PoolSpec>]>([
  ['one node where nothing is said', job(), { resources: [{ flavor: 'gpu', count: 1 }] }],
  ['as many as the spec asks for', job(2, 'gpu'), { resources: two }],
  ['as many as replicas ask for', job(8), { resources: [{ flavor: 'gpu', count: 2 }], replicas: 8 }],
  ['all of all flavors where it names none', job(5), { resources: two }],
  ['a flavor that may be a part of a node', job(5, 'gpu.half'), { resources: two }],
  ['whatever a pool has of which nothing is known', job(9), {}],
])('a job may ask for %s', (_words, spec, held) => {
  expect(misfit(spec, pool(held), FIELD)).toBeUndefined();
});

test.each<[string, TrainingJobSpec, Partial<PoolSpec>, string]>([
  [
    'more of its flavor',
    job(3, 'gpu'),
    { resources: two },
    'the job asks for 3 nodes of flavor gpu, and Pool "a100" holds 2 at the most (gpu: 2, cpu: 3)',
  ],
  [
    'more than all together',
    job(6),
    { resources: two },
    'the job asks for 6 nodes, and Pool "a100" holds 5 at the most (gpu: 2, cpu: 3)',
  ],
  [
    'more than replicas leave',
    job(2),
    { resources: [{ flavor: 'gpu', count: 4 }], replicas: 1 },
    'the job asks for 2 nodes, and Pool "a100" holds 1 at the most (gpu: 1)',
  ],
])('a job that asks for %s can never run, which is said with the numbers', (_words, spec, held, words) => {
  expect(misfit(spec, pool(held), FIELD)).toEqual({
    step: 'stuck',
    reason: 'PoolTooSmall',
    message: `${FIELD}: ${words}: ask for fewer, or grow the Pool`,
  });
});

test('nodes that others have added in ModelArts count too', () => {
  const counts = { available: 4, creating: 0, abnormal: 0, deleting: 0 };
  const status = { resources: [{ flavor: 'gpu', wanted: 2, ...counts }] };
  const held = pool({ resources: [{ flavor: 'gpu', count: 2 }] }, status);
  expect(misfit(job(4), held, FIELD)).toBeUndefined();
  expect(misfit(job(5), held, FIELD)).toMatchObject({ reason: 'PoolTooSmall' });
});
