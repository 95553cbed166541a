import { expect, test } from 'vitest';
import { validate } from '../../../operator/kinds/model/validate.ts';
import { ADOPTING, completeSample, REFUSED, sample, TAKEN } from './specs.ts';

test('the samples pass', () => {
  expect([sample(), completeSample()].flatMap(validate)).toEqual([]);
});

test.each([...TAKEN, ['one that only adopts', ADOPTING] as const])('%s passes', (_sentence, spec) => {
  expect(validate(spec)).toEqual([]);
});

test.each(REFUSED)('%s is refused with a sentence that names the field', (_sentence, spec, beginnings) => {
  expect(validate(spec)).toEqual(beginnings.map((beginning) => expect.stringContaining(beginning)));
});
