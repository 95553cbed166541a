import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRequest } from '../../../operator/kinds/trainingjob/request.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { schemas } from '../../../operator/modelarts/generated/training.gen.ts';
import { ALGORITHMS, anySpec, completeSample, RESOURCE, sample, TASK } from './specs.ts';

const DECIDED = {
  name: 'resnet-0123abcd-1',
  description: '[k8s marker]',
  environments: {},
  poolId: 'pool-of-ref',
  algorithmId: 'algo-of-ref',
};

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const fits = ajv.compile({ $ref: '#/$defs/CreateTrainingJobRequest', $defs: schemas });

const FREE = ['environments', 'annotations'];

/** Every key of the JSON that `value` becomes, those of free-form maps left out. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...(FREE.includes(key) ? [] : keysOf(item)),
  ]);
}

function holdsUndefined(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return Object.values(value).some(holdsUndefined);
}

describe('the body', () => {
  test.each([
    ['the sample', sample()],
    ['the complete sample', completeSample()],
    ['tasks', { tasks: [TASK] } as TrainingJobSpec],
    ...Object.entries(ALGORITHMS).map(
      ([way, algorithm]) => [way, { algorithm, resource: RESOURCE }] as const,
    ),
  ] as const)('of %s fits the schema of the reference', (_way, spec) => {
    fits(createRequest(spec, DECIDED));
    expect(fits.errors ?? []).toEqual([]);
  });

  const variables = fc.dictionary(fc.stringMatching(/^[A-Za-z_]\w{0,10}$/), fc.string());

  test('of whatever spec fits the schema, holds no undefined and no camelCase key outside the environments', () => {
    fc.assert(
      fc.property(anySpec, variables, (spec, environments) => {
        const body = createRequest(spec, { ...DECIDED, environments });
        expect(holdsUndefined(body)).toBe(false);
        for (const key of keysOf(body)) expect(key).toMatch(/^[a-z][a-z_]*$/);
        fits(body);
        expect(fits.errors ?? []).toEqual([]);
      }),
    );
  });

  test('carries the variables as they are written', () => {
    const environments = { camelCase: 'a', UPPER_CASE: 'b', 'with.dot': '' };
    const { algorithm } = createRequest(
      { algorithm: { id: 'a' }, resource: RESOURCE },
      { ...DECIDED, environments },
    );
    expect(algorithm).toHaveProperty('environments', environments);
  });
});
