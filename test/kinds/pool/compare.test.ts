import { describe, expect, test } from 'vitest';
import { textOf } from '../../../operator/kinds/drift.ts';
import { differences } from '../../../operator/kinds/pool/compare.ts';
import type { PoolSpec } from '../../../operator/kinds/pool/spec.gen.ts';
import type { Pool } from '../../../operator/modelarts/pool.ts';
import { MARKER, nodes, pool } from './pools.ts';
import { CPU, GPU, withFields } from './specs.ts';

const says = (spec: PoolSpec, held: Pool) => differences(spec, held, MARKER).map((one) => textOf([one]));

describe('what differs', () => {
  test.each<[string, Partial<PoolSpec>, Partial<Pool>, string[]]>([
    ['nothing, where all is as wanted', {}, {}, []],
    [
      'a description that lost its marker',
      {},
      { description: '' },
      [`spec.description: none in ModelArts, "${MARKER}" wanted`],
    ],
    [
      'nodes, by flavor, with both numbers',
      {
        resources: [
          { flavor: GPU, count: 8 },
          { flavor: CPU, count: 3 },
        ],
      },
      { resources: [nodes(12), nodes(1, CPU)] },
      [`flavor ${GPU}: 12 nodes in ModelArts, 8 wanted`, `flavor ${CPU}: 1 node in ModelArts, 3 wanted`],
    ],
    [
      'nodes of a count that was scaled',
      { replicas: 5 },
      {},
      [`flavor ${GPU}: 2 nodes in ModelArts, 5 wanted`],
    ],
    ['not a flavor that is not asked for', {}, { resources: [nodes(2), nodes(9, CPU)] }, []],
    [
      'not a flavor without nodes that is not there',
      {
        resources: [
          { flavor: GPU, count: 2 },
          { flavor: CPU, count: 0 },
        ],
      },
      {},
      [],
    ],
    [
      'not where nodes are: they do not move',
      { resources: [{ flavor: GPU, count: 2, azs: [{ az: 'a', count: 2 }] }] },
      { resources: [nodes(2, GPU, { b: 2 })] },
      [],
    ],
    [
      'job types',
      { scope: ['Infer', 'Train'] },
      {},
      ['spec.scope: Train in ModelArts, Infer and Train wanted'],
    ],
    ['not the order of job types', { scope: ['Train', 'Infer'] }, { scope: ['Infer', 'Train'] }, []],
    [
      'job flavors that are to go',
      { jobFlavors: [] },
      { jobFlavors: ['a'] },
      ['spec.jobFlavors: a in ModelArts, none wanted'],
    ],
    ['not job flavors that nothing is said of', {}, { jobFlavors: ['a'] }, []],
    [
      'a driver, and how it is changed',
      { driver: { gpuVersion: '470.57', updateStrategy: 'idle' } },
      { driver: { gpuVersion: '440.33', updateStrategy: 'force' } },
      [
        'spec.driver.gpuVersion: 440.33 in ModelArts, 470.57 wanted',
        'spec.driver.updateStrategy: force in ModelArts, idle wanted',
      ],
    ],
    [
      'not a driver that is told only as installed, nor a strategy that is not told',
      { driver: { npuVersion: 'C78', updateStrategy: 'idle' } },
      { drivers: { npu: { version: 'C78', state: 'Running' } } },
      [],
    ],
    ['not a driver that nothing is said of', { driver: {} }, { driver: { gpuVersion: '440.33' } }, []],
    [
      'an order that was paid',
      { billing: { orderId: 'CS2' } },
      {},
      ['spec.billing.orderId: none in ModelArts, CS2 wanted'],
    ],
    [
      'nothing of an existing pool that nothing is said of',
      { scope: undefined, resources: undefined } as never,
      { jobFlavors: ['a'] },
      [],
    ],
  ])('%s', (_sentence, spec, held, expected) => {
    expect(says(withFields(spec), pool(held))).toEqual(expected);
  });
});
