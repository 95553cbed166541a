import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, changedFields, digest, shortHash } from '../../operator/runtime/digest.ts';

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe('canonicalJson', () => {
  test('is the same whatever the order of keys, at every depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    ['an array keeps its order', [2, 1], '[2,1]'],
    ['a field that is undefined is left out', { a: undefined, b: 1 }, '{"b":1}'],
    ['nothing is null', undefined, 'null'],
  ])('%s', (_sentence, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});

describe('digest', () => {
  test('holds 8 hex digits per field and none for a field without a value', () => {
    const result = digest([
      { path: 'spec.name', value: undefined },
      { path: 'spec.resource', value: { nodeCount: 1 } },
    ]);
    expect(Object.keys(result)).toEqual(['spec.resource']);
    expect(result['spec.resource']).toMatch(/^[0-9a-f]{8}$/);
  });

  test('does not hold the value', () => {
    expect(JSON.stringify(digest([{ path: 'spec.env', value: 'hunter2-hunter2' }]))).not.toContain('hunter2');
  });

  test('tells apart a number and its text', () => {
    expect(digest([{ path: 'a', value: 1 }])).not.toEqual(digest([{ path: 'a', value: '1' }]));
  });
});

describe('changedFields', () => {
  const before = { a: '1', b: '2', c: '3' };
  test.each([
    ['nothing', before, []],
    ['a changed field', { ...before, b: 'x' }, ['b']],
    ['an added field, then a removed one', { a: '1', b: '2', d: '4' }, ['d', 'c']],
  ])('names %s', (_sentence, now, expected) => {
    expect(changedFields(before, now)).toEqual(expected);
  });
});

test('shortHash is the beginning of the SHA-256', () => {
  expect(shortHash('abc', 8)).toBe('ba7816bf');
});
