import { expect, test } from 'vitest';
import { cronProblem } from '../../../operator/kinds/workflow/cron.ts';

test.each([
  '0 0 0 * * Thu',
  '0 0 0 * * Thu,Tue',
  '0  0 0 * * MON-fri',
  '*/15 5/10 0-23/2 1,15,31 jan-dec/3 ?',
  '59 59 23 31 12 0',
  '0 0 0 ? 1 7',
  ' 0 0 0 1 1 * ',
])('%s is a time', (text) => {
  expect(cronProblem(text)).toBeUndefined();
});

test.each([
  ['0 0 * * Thu', 'it has 5 fields, not the six from second to day of the week'],
  ['', 'it has 1 fields'],
  ['0 0 0 * * Thu 2026', 'it has 7 fields'],
  ['60 0 0 * * *', '"60" is no second, which is from 0 to 59'],
  ['0 60 0 * * *', '"60" is no minute'],
  ['0 0 24 * * *', '"24" is no hour, which is from 0 to 23'],
  ['0 0 0 0 * *', '"0" is no day of the month, which is from 1 to 31'],
  ['0 0 0 * 13 *', '"13" is no month'],
  ['0 0 0 * * 8', '"8" is no day of the week, which is from 0 to 7 or a name such as tue'],
  ['0 0 0 * * Thur', '"Thur" is no day of the week'],
  ['0 0 0 Mon * *', '"Mon" is no day of the month'],
  ['? 0 0 * * *', '"?" is no second'],
  ['0 0 0 ?/2 * *', '"?/2" is no day'],
  ['0 9-5 0 * * *', '"9-5" is no minute'],
  ['0 1-2-3 0 * * *', '"1-2-3" is no minute'],
  ['0 1- 0 * * *', '"1-" is no minute'],
  ['0 1, 0 * * *', '"" is no minute'],
  ['*/0 0 0 * * *', '"*/0" is no second'],
  ['*/ 0 0 * * *', '"*/" is no second'],
  ['0/1/2 0 0 * * *', '"0/1/2" is no second'],
  ['-1 0 0 * * *', '"-1" is no second'],
])('%s is none: %s', (text, problem) => {
  expect(cronProblem(text)).toContain(problem);
});
