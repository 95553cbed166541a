import { expect, test } from 'vitest';
import type { Entry, QueueState } from '../../operator/runtime/queueState.ts';
import { stateOf } from '../../operator/runtime/queueState.ts';

const NOW = 10_000;
const waiting = (dueMs: number): Entry => ({ dueMs, state: 'waiting', startedMs: 0 });
const queued = (dueMs: number): Entry => ({ dueMs, state: 'queued', startedMs: 0 });
const working = (startedMs: number, dueMs = Infinity): Entry => ({ dueMs, state: 'working', startedMs });

test.each<[string, Entry[], number, Partial<QueueState>]>([
  [
    'nothing is zero',
    [],
    -Infinity,
    { keys: 0, due: 0, oldestMs: 0, stalledMs: 0, unfinishedMs: 0, longestMs: 0 },
  ],
  ['a key whose time has not come is not due', [waiting(NOW + 1)], 0, { keys: 1, due: 0, stalledMs: 0 }],
  ['a key whose time has come is due, also where no timer has noticed', [waiting(NOW - 5)], 0, { due: 1 }],
  [
    'it stands still since the earliest due key',
    [queued(7_000), queued(6_000)],
    -Infinity,
    { due: 2, oldestMs: 4_000, stalledMs: 4_000 },
  ],
  [
    'but not longer than since work began last',
    [queued(6_000), working(9_000)],
    9_000,
    { oldestMs: 4_000, stalledMs: 1_000 },
  ],
  ['a key that became due after that counts from then', [queued(9_500)], 9_000, { stalledMs: 500 }],
  [
    'a key that is being worked on is not due, however long ago it was asked for',
    [working(1_000, 2_000)],
    1_000,
    { keys: 1, due: 0, oldestMs: 0, stalledMs: 0 },
  ],
  [
    'work in hand is added up',
    [working(9_000), working(7_500)],
    9_000,
    { unfinishedMs: 3_500, longestMs: 2_500 },
  ],
])('%s', (_sentence, entries, lastStartMs, expected) => {
  expect(stateOf(entries, lastStartMs, NOW)).toMatchObject(expected);
});
