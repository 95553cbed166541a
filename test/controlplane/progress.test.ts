import { expect, test } from 'vitest';
import { formatElapsed, startProgress } from './progress.ts';

test.each([
  [400, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [90_000, '1 min 30 s'],
])('%i ms is told as %s', (milliseconds, words) => {
  expect(formatElapsed(milliseconds)).toBe(words);
});

function recorded(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const progress = startProgress('API server', { isTTY, write: (text) => written.push(text) }, () => now);
  return { progress, written, pass: (milliseconds: number) => (now += milliseconds) };
}

test('in a log each step is a line, and the end names the time taken', () => {
  const { progress, written, pass } = recorded(false);
  progress.note('unpacking');
  pass(3_000);
  progress.note('compiling');
  pass(9_000);
  progress.done('built');
  expect(written.slice(0, 2)).toEqual(['  API server: unpacking\n', '  API server: compiling  (3 s)\n']);
  expect(written[2]).toMatch(/^✔ API server +built +12 s\n$/);
});

test('on a terminal the line is redrawn in place until it ends', () => {
  const { progress, written } = recorded(true);
  progress.note('compiling');
  progress.failed('no compiler');
  expect(written.slice(0, -1).every((text) => text.startsWith('\r') && !text.includes('\n'))).toBe(true);
  expect(written.at(-1)).toMatch(/^\r.*✘ API server +no compiler +0 s\n$/);
});
