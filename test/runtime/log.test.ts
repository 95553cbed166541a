import { expect, test } from 'vitest';
import type { LevelSwitch } from '../../operator/runtime/log.ts';
import { createLog, isLogLevel, LOG_LEVELS, moreOf } from '../../operator/runtime/log.ts';

test.each([
  ['error', ['error']],
  ['warn', ['error', 'warn']],
  ['info', ['error', 'warn', 'info']],
  ['debug', ['error', 'warn', 'info', 'debug']],
  ['silent', []],
] as const)(
  'at level %s a log tells %j, and so does a child that was made at another level',
  (level, expected) => {
    const lines: string[] = [];
    const now: LevelSwitch = { level: 'warn' };
    const log = createLog(now, { write: (line: string) => void lines.push(JSON.parse(line).level) });
    const child = log.child({ kind: 'Pool' });
    now.level = level;
    for (const one of [log, child])
      for (const word of ['error', 'warn', 'info', 'debug'] as const) one[word]({}, 'told');
    expect(lines).toEqual([...expected, ...expected]);
  },
);

test('the level that tells more is the lower one', () => {
  expect(moreOf('info', 'debug')).toBe('debug');
  expect(moreOf('debug', 'silent')).toBe('debug');
  expect(moreOf('warn', 'error')).toBe('warn');
});

test('no other word is a level', () => {
  expect(LOG_LEVELS.every(isLogLevel)).toBe(true);
  for (const word of ['trace', 'INFO', '', 'fatal']) expect(isLogLevel(word)).toBe(false);
});
