import { expect, test } from 'vitest';
import { isUpdatableName, validate } from '../../../operator/kinds/workflow/validate.ts';
import { completeSample, REFUSED, sample, TAKEN } from './specs.ts';

test.each([...TAKEN, ['the sample', sample()] as const, ['the complete sample', completeSample()] as const])(
  '%s can be sent',
  (_sentence, spec) => {
    expect(validate(spec)).toEqual([]);
  },
);

test.each(REFUSED)('%s is refused in words that name it', (_sentence, spec, said) => {
  const found = validate(spec);
  expect(found).toEqual(said.map((words) => expect.stringContaining(words)));
});

test.each([
  ['names twice', { steps: [{ name: 'a' }, { name: 'a' }] }, 'spec.steps[a]: there is more than one'],
  ['a name with a dot', { name: 'a.b' }, 'spec.name: up to 64 characters: Chinese or letters'],
  ['a long name', { name: 'a'.repeat(65) }, 'spec.name: up to 64 characters'],
  ['a step with an odd name', { steps: [{ name: '-' }] }, 'spec.steps[-].name: up to 64 characters'],
  [
    'a parameter with a Chinese name',
    { parameters: [{ name: '训练' }] },
    'spec.parameters[训练].name: up to 64',
  ],
  [
    'an input twice',
    { steps: [{ name: 'a', inputs: [{ name: 'i' }, { name: 'i' }] }] },
    'spec.steps[a].inputs[i]: there is more than one',
  ],
])('%s, which the schema refuses on servers that have it, are refused too', (_sentence, spec, said) => {
  expect(validate(spec)).toEqual([expect.stringContaining(said)]);
});

test.each([
  ['resnet-1_a', true],
  ['训练', false],
  ['a b', false],
  ['1a', false],
  ['a'.repeat(65), false],
])('whether an existing workflow can be called %s', (name, can) => {
  expect(isUpdatableName(name)).toBe(can);
});
