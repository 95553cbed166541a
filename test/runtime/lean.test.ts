import { expect, test } from 'vitest';
import { Lean } from '../../operator/runtime/lean.ts';

const object = () => ({
  kind: 'TrainingJob',
  metadata: { name: 'resnet', finalizers: ['one', 'two'], labels: { team: 'vision' } },
  spec: { nodes: 1, text: 'x'.repeat(200), none: null, deep: [{ list: ['one', 1, true, undefined] }] },
});

test('a value stays as it is', () => {
  const lean = new Lean();
  expect([lean.of(object()), lean.of(object()), lean.of('text'), lean.of(null)]).toEqual([
    object(),
    object(),
    'text',
    null,
  ]);
});

test('so it does however many others come', () => {
  const lean = new Lean();
  for (let index = 0; index < 5_000; index += 1) {
    const one = { ...object(), name: `object-${index}` };
    expect(lean.of(structuredClone(one))).toEqual(one);
  }
});

test('what is frozen is not touched', () => {
  const frozen = Object.freeze({ name: 'resnet', within: Object.freeze(['resnet']) });
  expect(new Lean().of(frozen)).toBe(frozen);
});
