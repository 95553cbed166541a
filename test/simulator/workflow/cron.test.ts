import { expect, test } from 'vitest';
import { dueBetween, parseCron } from '../../../operator/simulator/workflow/cron.ts';
import { HOUR, noon } from './workflow.ts';

const DAY = 24 * HOUR;
/** A Thursday at noon in China. */
const from = noon;
const hours = (due: readonly number[]) => due.map((at) => (at - from) / HOUR);

test.each([
  ['0 0 0 * * Thu', 8 * DAY, [156]],
  ['0 0 0 * * Thu,Tue', 8 * DAY, [108, 156]],
  ['0 0 12,13 * * ?', DAY, [1, 24]],
  ['0 30 */6 * * *', DAY / 2, [0.5, 6.5]],
  ['0 0 14-16 1 1 *', DAY, [2, 3, 4]],
  ['0 0 0 3 jan ?', 8 * DAY, [36]],
  ['0 0 0 3 * fri', 8 * DAY, [12, 36, 180]],
  ['0 0 0 1 2 *', 31 * DAY, [732]],
  ['1800 0 0 * * *', 0, null],
])('%s is due within %i ms after %j hours', (text, within, expected) => {
  if (expected === null) expect(() => parseCron(text)).toThrow(/out of range/);
  else expect(hours(dueBetween(parseCron(text), from, from + within))).toEqual(expected);
});

test('what is due at the beginning was due before, what is due at the end is due', () => {
  const cron = parseCron('0 0 * * * *');
  expect(hours(dueBetween(cron, from, from + HOUR))).toEqual([1]);
});

test.each([
  [undefined, /six fields/],
  [7, /six fields/],
  ['0 0 * * *', /six fields/],
  ['60 0 0 * * *', /out of range/],
  ['0 0 0 0 * *', /out of range/],
  ['0 0 0 * * Foo', /out of range/],
  ['0 0/0 0 * * *', /step is none/],
])('%j is none', (text, said) => {
  expect(() => parseCron(text)).toThrow(said);
});
