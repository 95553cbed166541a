import { expect, test } from 'vitest';
import { validate } from '../../../operator/kinds/modelservice/validate.ts';
import {
  batchSample,
  canarySample,
  completeSample,
  REFUSED,
  sample,
  TAKEN,
  variant,
  withFields,
} from './specs.ts';

test.each([
  ['the smallest', sample()],
  ['the complete', completeSample()],
  ['the batch', batchSample()],
  ['the canary', canarySample()],
])('%s sample passes', (_sentence, spec) => {
  expect(validate(spec)).toEqual([]);
});

test.each(TAKEN)('%s passes', (_sentence, spec) => {
  expect(validate(spec)).toEqual([]);
});

test.each(REFUSED)('%s is refused with a sentence that names the field', (_sentence, spec, beginnings) => {
  expect(validate(spec)).toEqual(beginnings.map((beginning) => expect.stringContaining(beginning)));
});

test('a Model may be called what the id of another model is', () => {
  const { modelId: _, ...named } = variant('b', { weight: 0, modelRef: { name: 'm-a' } });
  expect(validate(withFields({ variants: [variant('a'), named] }))).toEqual([]);
});
