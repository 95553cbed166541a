import { expect, test } from 'vitest';
import { validate } from '../../../operator/kinds/pool/validate.ts';
import { completeSample, REFUSED, sample, TAKEN } from './specs.ts';

test('the samples pass', () => {
  expect([...validate(sample()), ...validate(completeSample())]).toEqual([]);
});

test.each(TAKEN)('%s passes', (_sentence, spec) => {
  expect(validate(spec)).toEqual([]);
});

test.each(REFUSED)('%s is refused with a sentence that names the field', (_sentence, spec, beginnings) => {
  expect(validate(spec)).toEqual(beginnings.map((beginning) => expect.stringContaining(beginning)));
});
