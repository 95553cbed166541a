import { describe, expect, test } from 'vitest';
import type { Facts, Role } from '../../operator/runtime/health.ts';
import { liveness, readiness } from '../../operator/runtime/health.ts';
import type { QueueState } from '../../operator/runtime/queueState.ts';

const NOW = 1_000_000;
const idle: QueueState = { keys: 9, due: 0, oldestMs: 0, stalledMs: 0, unfinishedMs: 0, longestMs: 0 };

const factsOf = (queues: Record<string, Partial<QueueState>>, watches: Record<string, number>): Facts => ({
  role: { role: 'leader', synced: true, shards: [0] },
  queues: Object.entries(queues).map(([kind, state]) => [kind, () => ({ ...idle, ...state })]),
  watches: Object.entries(watches).map(([name, aliveMs]) => ({ name, aliveMs })),
  lists: [],
  over: [],
  renewalMs: NOW,
});

describe('the operator', () => {
  test.each<[string, Facts, string]>([
    ['is alive where it does not lead', factsOf({}, {}), 'ok'],
    ['is alive while its queues are idle', factsOf({ Account: {} }, { accounts: NOW }), 'ok'],
    [
      'is alive when due keys wait for ten minutes',
      factsOf({ Account: { due: 1, stalledMs: 600_000 } }, {}),
      'ok',
    ],
    ['is alive when a watch is silent for ten minutes', factsOf({}, { accounts: NOW - 600_000 }), 'ok'],
    [
      'is not when they wait for longer and none is started',
      factsOf({ Account: { due: 1 }, TrainingJob: { due: 3, stalledMs: 600_001 } }, {}),
      'queue of TrainingJob: 3 keys are due and none was started for 600 s',
    ],
    [
      'is not when a watch is silent for longer',
      factsOf({}, { accounts: NOW, trainingjobs: NOW - 601_000 }),
      'watch of trainingjobs: neither delivered nor ended for 601 s',
    ],
    [
      'is alive while polls are due, or long under way',
      {
        ...factsOf({}, {}),
        lists: [
          { kind: 'Pool', dueMs: NOW - 600_000 },
          { kind: 'Model', dueMs: Infinity },
        ],
      },
      'ok',
    ],
    [
      'is not when one is overdue for longer',
      {
        ...factsOf({}, {}),
        lists: [
          { kind: 'Model', dueMs: NOW },
          { kind: 'Pool', dueMs: NOW - 601_000 },
        ],
      },
      'list of Pool in ModelArts: a poll is overdue for 601 s',
    ],
    ['is alive while it renews its lease', { ...factsOf({}, {}), renewalMs: NOW - 300_000 }, 'ok'],
    [
      'is not when it leads and does not even try to',
      { ...factsOf({}, {}), renewalMs: NOW - 301_000 },
      'lease: leading, and it was not tried for 301 s to renew it',
    ],
    [
      'is alive while what runs in a term that is over comes to its end',
      { ...factsOf({}, {}), over: [{ shard: 0, sinceMs: NOW - 300_000 }] },
      'ok',
    ],
    [
      'is not when it does not',
      { ...factsOf({}, {}), over: [{ shard: 2, sinceMs: NOW - 301_000 }] },
      'term of shard 2: over for 301 s, and its work has not stopped',
    ],
    [
      'is alive where another leads, however long ago it led itself',
      { ...factsOf({}, {}), role: { role: 'follower', leader: 'pod-2' }, renewalMs: 0 },
      'ok',
    ],
    [
      'names all that stands still',
      factsOf({ Account: { due: 1, stalledMs: 800_000 } }, { accounts: NOW - 700_000 }),
      'queue of Account: 1 keys are due and none was started for 800 s\n' +
        'watch of accounts: neither delivered nor ended for 700 s',
    ],
  ])('%s', (_sentence, facts, text) => {
    expect(liveness(facts, NOW)).toEqual({ ok: text === 'ok', text });
  });

  test.each<[string, Role, boolean, string]>([
    ['is not ready before it knows who leads', { role: 'starting' }, false, 'not known yet who leads'],
    ['is ready when another leads', { role: 'follower', leader: 'pod-2' }, true, 'pod-2 leads'],
    [
      'is not ready when it leads with empty caches',
      { role: 'leader', synced: false, shards: [0] },
      false,
      'not all kinds',
    ],
    [
      'is ready when it leads with full ones',
      { role: 'leader', synced: true, shards: [0] },
      true,
      'ok: leading',
    ],
    ['is ready when it takes part and nothing falls to it', { role: 'seated' }, true, 'no shard falls to it'],
  ])('%s', (_sentence, role, ok, words) => {
    const verdict = readiness({ ...factsOf({}, {}), role });
    expect(verdict.ok).toBe(ok);
    expect(verdict.text).toContain(words);
  });
});
