import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { validate } from '../../../operator/kinds/trainingjob/validate.ts';
import { ALGORITHMS, anySpec, RESOURCE, sample } from './specs.ts';

type Algorithm = TrainingJobSpec['algorithm'];
const CODE = ALGORITHMS['code with a boot file'];
const of = (algorithm: Algorithm, resource: TrainingJobSpec['resource'] = RESOURCE) =>
  validate({ algorithm, resource });

test('the sample passes', () => {
  expect(validate(sample())).toEqual([]);
});

test.each(Object.entries(ALGORITHMS))('%s passes', (_way, algorithm) => {
  expect(of(algorithm)).toEqual([]);
});

test.each<[string, Algorithm]>([
  ['an engine by id', { ...CODE, engine: { id: 'engine-1' } }],
  ['an engine by image', { ...CODE, engine: { imageUrl: 'org/image:1' } }],
  ['code for a command', { ...ALGORITHMS['a command in an image'], codeDir: '/b/code/' }],
  ['a code folder without a slash at its end', { ...CODE, codeDir: '/b/code' }],
  [
    'an input from a dataset',
    { ...CODE, inputs: [{ name: 'in', remote: { dataset: { id: 'd', versionId: 'v' } } }] },
  ],
  [
    'a variable from a Secret',
    { ...CODE, environments: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
  ],
  ['a variable with an empty value', { ...CODE, environments: [{ name: 'A', value: '' }] }],
])('%s passes', (_sentence, algorithm) => {
  expect(of(algorithm)).toEqual([]);
});

test('a pool may have a flavor beside it, or not', () => {
  expect(of(CODE, { poolId: 'pool-1' })).toEqual([]);
  expect(of(CODE, { poolId: 'pool-1', flavorId: 'f' })).toEqual([]);
});

describe('refused with a sentence that names the field:', () => {
  test.each<[string, Algorithm, string[]]>([
    ['nothing to run', { engine: CODE.engine }, ['spec.algorithm: give exactly one of id']],
    ['two things to run', { id: 'a', ...CODE }, ['spec.algorithm: give exactly one of id']],
    [
      'a subscription without its version',
      { subscriptionId: 's' },
      ['spec.algorithm: subscriptionId and itemVersionId go together'],
    ],
    [
      'a version without its subscription',
      { id: 'a', itemVersionId: 'v' },
      ['spec.algorithm: subscriptionId and itemVersionId go together'],
    ],
    [
      'a folder without a boot file',
      { codeDir: '/b/', engine: CODE.engine },
      ['spec.algorithm: codeDir and bootFile go together', 'spec.algorithm: give exactly one of id'],
    ],
    [
      'a boot file without a folder',
      { bootFile: '/b/a.py', engine: CODE.engine },
      ['spec.algorithm: codeDir and bootFile go together'],
    ],
    [
      'a boot file outside the folder',
      { ...CODE, bootFile: '/other/train.py' },
      ['spec.algorithm.bootFile: "/other/train.py" is not inside codeDir "/b/code/"'],
    ],
    [
      'a boot file in a folder of a similar name',
      { ...CODE, codeDir: '/b/co', bootFile: '/b/code/train.py' },
      ['spec.algorithm.bootFile: "/b/code/train.py" is not inside codeDir "/b/co"'],
    ],
    [
      'a boot file that is the folder',
      { ...CODE, bootFile: '/b/code/' },
      ['spec.algorithm.bootFile: "/b/code/" is not inside codeDir "/b/code/"'],
    ],
    [
      'a command without an image',
      { command: 'python', engine: CODE.engine },
      ['spec.algorithm.command: a command needs engine.imageUrl'],
    ],
    [
      'code without an engine',
      { codeDir: '/b/', bootFile: '/b/a.py' },
      ['spec.algorithm.engine: is needed unless'],
    ],
    [
      'an engine without its version',
      { ...CODE, engine: { name: 'PyTorch' } },
      ['spec.algorithm.engine: name and version go together'],
    ],
    [
      'an engine that says nothing',
      { ...CODE, engine: {} },
      ['spec.algorithm.engine: give exactly one of id'],
    ],
    [
      'an engine said in two ways',
      { ...CODE, engine: { id: 'e', imageUrl: 'i' } },
      ['spec.algorithm.engine: give exactly one of id'],
    ],
    [
      'an input from nowhere',
      { ...CODE, inputs: [{ name: 'data_url', remote: {} }] },
      ['spec.algorithm.inputs[data_url].remote: give exactly one of obs and dataset'],
    ],
    [
      'an input from two places',
      {
        ...CODE,
        inputs: [
          { name: 'data_url', remote: { obs: { obsUrl: '/b/' }, dataset: { id: 'd', versionId: 'v' } } },
        ],
      },
      ['spec.algorithm.inputs[data_url].remote: give exactly one of obs and dataset'],
    ],
    [
      'a variable without a value',
      { ...CODE, environments: [{ name: 'A' }] },
      ['spec.algorithm.environments[A]: give exactly one of value and valueFrom'],
    ],
    [
      'a variable with two values',
      {
        ...CODE,
        environments: [{ name: 'A', value: 'x', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
      },
      ['spec.algorithm.environments[A]: give exactly one of value and valueFrom'],
    ],
  ])('%s', (_sentence, algorithm, beginnings) => {
    expect(of(algorithm)).toEqual(beginnings.map((beginning) => expect.stringContaining(beginning)));
  });

  test('nowhere to run', () => {
    expect(of(CODE, { nodeCount: 1 })).toEqual([
      'spec.resource: give flavorId, or poolId of a dedicated resource pool',
    ]);
  });

  test('everything that is wrong, not only the first', () => {
    expect(of({ ...CODE, engine: {}, environments: [{ name: 'A' }] }, {})).toHaveLength(3);
  });
});

test('whatever the spec holds, the answer is sentences that begin with a field, none of which holds a value of a variable', () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const environments = [
        { name: 'A', value: 'do-not-tell', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ];
      const problems = validate({ ...spec, algorithm: { ...spec.algorithm, environments } });
      for (const problem of problems) expect(problem).toMatch(/^spec\.[a-zA-Z.]+(\[.*\][a-z.]*)?: /s);
      expect(problems.join()).not.toContain('do-not-tell');
    }),
  );
});
