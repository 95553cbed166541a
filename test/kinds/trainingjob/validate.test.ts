import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validate } from '../../../operator/kinds/trainingjob/validate.ts';
import { REFUSED, TAKEN } from './refused.ts';
import { ALGORITHMS, anySpec, completeSample, RESOURCE, sample } from './specs.ts';

test('the samples pass', () => {
  expect([...validate(sample()), ...validate(completeSample())]).toEqual([]);
});

test.each(Object.entries(ALGORITHMS))('%s passes', (_way, algorithm) => {
  expect(validate({ algorithm, resource: RESOURCE })).toEqual([]);
});

test.each(TAKEN)('%s passes', (_sentence, spec) => {
  expect(validate(spec)).toEqual([]);
});

test.each(REFUSED)('%s is refused with a sentence that names the field', (_sentence, spec, beginnings) => {
  expect(validate(spec)).toEqual(beginnings.map((beginning) => expect.stringContaining(beginning)));
});

test('everything that is wrong is told, not only the first', () => {
  const algorithm = { ...ALGORITHMS['code with a boot file'], engine: {}, environments: [{ name: 'A' }] };
  expect(validate({ algorithm, resource: {}, volumes: [{}] })).toHaveLength(4);
});

test('whatever the spec holds, the answer is sentences that begin with a field, none of which holds a value of a variable', () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const environments = [
        { name: 'A', value: 'do-not-tell', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ];
      const problems = validate({ ...spec, algorithm: { ...spec.algorithm, environments } });
      for (const problem of problems) expect(problem).toMatch(/^spec(\.[a-zA-Z]+(\[.*\])?)*: /s);
      expect(problems.join()).not.toContain('do-not-tell');
    }),
  );
});
