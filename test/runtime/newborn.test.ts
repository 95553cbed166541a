import { expect, test } from 'vitest';
import { isNewborn } from '../../operator/runtime/newborn.ts';

const BEGAN = '2026-01-01T12:00:00Z';
const ms = (time: string) => Date.parse(`2026-01-01T${time}Z`);

test.each<[string, string | undefined, string, boolean]>([
  ['made and seen in the term', '12:01:00', '12:01:01', true],
  ['seen a while after it was made', '12:01:00', '12:02:00', true],
  [
    'seen later than a create could have been settled: it came in by its labels',
    '12:01:00',
    '12:02:01',
    false,
  ],
  ['made before the term', '11:00:00', '12:01:00', false],
  ['made so soon after its begin that clocks may lie', '12:00:14', '12:00:15', false],
  ['made just late enough', '12:00:15', '12:00:15', true],
  ['from a future that clocks cannot explain', '12:10:00', '12:01:00', false],
  ['from a near future', '12:01:10', '12:01:00', true],
  ['without a time', undefined, '12:01:00', false],
])('an object that is %s', (_sentence, created, now, expected) => {
  const metadata = created === undefined ? {} : { creationTimestamp: `2026-01-01T${created}Z` };
  const clock = { beganMs: Date.parse(BEGAN), nowMs: ms(now), skewMs: 15_000, youngMs: 60_000 };
  expect(isNewborn(metadata, clock)).toBe(expected);
});

test('a time that is none proves nothing', () => {
  const clock = { beganMs: 0, nowMs: 1, skewMs: 1, youngMs: 1 };
  expect(isNewborn({ creationTimestamp: 'yesterday' }, clock)).toBe(false);
});
