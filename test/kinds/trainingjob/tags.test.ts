import { describe, expect, test } from 'vitest';
import { appliedTags, caresForTags, tagChanges } from '../../../operator/kinds/trainingjob/tags.ts';
import { object } from './jobs.ts';

const given = (tags: Record<string, string>, applied?: unknown) =>
  object(
    { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
    applied === undefined ? undefined : { appliedTags: applied },
  );

describe('tags', () => {
  test.each([
    ['that the job lacks are added', given({ team: 'vision' }), {}, { remove: [], add: { team: 'vision' } }],
    [
      'of another value are set',
      given({ team: 'vision' }),
      { team: 'speech' },
      { remove: [], add: { team: 'vision' } },
    ],
    ['that are as wanted need nothing', given({ team: 'vision' }), { team: 'vision' }, undefined],
    ['of others are left alone', given({ team: 'vision' }), { team: 'vision', cost: '7' }, undefined],
    [
      'that are ours and no longer wanted are taken away',
      given({}, ['team']),
      { team: 'vision', cost: '7' },
      { remove: ['team'], add: {} },
    ],
    ['that are ours and gone already need nothing', given({}, ['team']), {}, undefined],
    [
      'may be added and taken away at once',
      given({ b: '' }, ['a']),
      { a: '1' },
      { remove: ['a'], add: { b: '' } },
    ],
    [
      'named like members of every object are tags like others',
      given({ constructor: 'x' }),
      {},
      { remove: [], add: { constructor: 'x' } },
    ],
    ['without a value have an empty one', object({ tags: [{ key: 'k' }] }), { k: '' }, undefined],
    ['of which status says nonsense are nobody’s', given({}, 'team'), { team: 'vision' }, undefined],
  ])('%s', (_words, of, tags, expected) => {
    expect(tagChanges(of, tags)).toEqual(expected);
  });

  test.each([
    ['are those of the spec, before they are set', given({ b: '1', a: '2' }), {}, ['a', 'b']],
    ['are kept until they are taken away', given({ a: '2' }, ['old']), { old: 'x' }, ['a', 'old']],
    ['are forgotten once they are gone', given({ a: '2' }, ['old']), { a: '2' }, ['a']],
    ['are none where none were ever set', given({}), { cost: '7' }, undefined],
    [
      'are no more than status has room for',
      given(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, '']))),
      {},
      expect.objectContaining({ length: 200 }),
    ],
  ])('that are known as ours %s', (_words, of, tags, expected) => {
    expect(appliedTags(of, tags)).toEqual(expected);
  });

  test('concern an object that has some, or had', () => {
    expect([given({}), given({ a: '' }), given({}, ['a'])].map(caresForTags)).toEqual([false, true, true]);
  });
});
