import { expect, test } from 'vitest';
import type { Amount } from '../../../operator/kinds/pool/usage.ts';
import { amounts, quantity, workloads } from '../../../operator/kinds/pool/usage.ts';

test.each<[string, number | undefined]>([
  ['5', 5],
  ['1.5', 1.5],
  ['1073m', 1.073],
  ['64Gi', 68_719_476_736],
  ['15548Mi', 16_303_259_648],
  ['2k', 2_000],
  ['1e3', 1_000],
  ['', undefined],
  ['-1', undefined],
  ['5 cores', undefined],
  ['5Zz', undefined],
])('the quantity "%s" is %s', (text, value) => {
  const got = quantity(text);
  if (value === undefined) expect(got).toBeUndefined();
  else expect(got).toBeCloseTo(value, 6);
});

test.each<[string, Record<string, string>, Amount[]]>([
  ['nothing is nothing', {}, []],
  [
    'cores and bytes have their units',
    { cpu: '16', memory: '1Ki' },
    [
      { resource: 'cpu', unit: 'core', value: 16 },
      { resource: 'memory', unit: 'byte', value: 1024 },
    ],
  ],
  [
    'cards of all products are accelerators',
    { tnt004: '2', 'huawei.com/ascend-1980': '8' },
    [{ resource: 'accelerator', unit: 'card', value: 10 }],
  ],
  ['disks and pods are none', { pods: '110', 'ephemeral-storage': '9Gi', 'hugepages-2Mi': '0' }, []],
  ['what cannot be read is left out', { cpu: 'many' }, []],
])('%s', (_sentence, resources, expected) => {
  expect(amounts(resources)).toEqual(expected);
});

test('jobs are counted by words of closed sets, and what is zero is left out', () => {
  const counts = { train: { Running: 2, Failed: 0 }, devspace: { Running: 1 }, notes: { Dreaming: 3 } };
  expect(workloads(counts)).toEqual([
    { type: 'train', status: 'Running', value: 2 },
    { type: 'other', status: 'Running', value: 1 },
    { type: 'other', status: 'other', value: 3 },
  ]);
});
