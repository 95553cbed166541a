import { describe, expect, test } from 'vitest';
import type { Facts, Role } from '../../operator/runtime/health.ts';
import { liveness, readiness } from '../../operator/runtime/health.ts';
import type { QueueState } from '../../operator/runtime/queueState.ts';

const NOW = 1_000_000;
const idle: QueueState = { keys: 9, due: 0, stalledMs: 0, unfinishedMs: 0, longestMs: 0 };

const factsOf = (queues: Record<string, Partial<QueueState>>, watches: Record<string, number>): Facts => ({
  role: { role: 'leader', synced: true, shards: [0] },
  queues: Object.entries(queues).map(([kind, state]) => [kind, () => ({ ...idle, ...state })]),
  watches: Object.entries(watches),
});

describe('the operator', () => {
  test.each<[string, Facts, string]>([
    ['is alive where it does not lead', factsOf({}, {}), 'ok'],
    ['is alive while its queues are idle', factsOf({ Account: {} }, { accounts: NOW }), 'ok'],
    [
      'is alive when due keys wait for five minutes',
      factsOf({ Account: { due: 1, stalledMs: 300_000 } }, {}),
      'ok',
    ],
    ['is alive when a watch is silent for ten minutes', factsOf({}, { accounts: NOW - 600_000 }), 'ok'],
    [
      'is not when they wait for longer and none is started',
      factsOf({ Account: { due: 1 }, TrainingJob: { due: 3, stalledMs: 300_001 } }, {}),
      'queue of TrainingJob: 3 keys are due and none was started for 300 s',
    ],
    [
      'is not when a watch is silent for longer',
      factsOf({}, { accounts: NOW, trainingjobs: NOW - 601_000 }),
      'watch of trainingjobs: neither delivered nor ended for 601 s',
    ],
    [
      'names all that stands still',
      factsOf({ Account: { due: 1, stalledMs: 400_000 } }, { accounts: NOW - 700_000 }),
      'queue of Account: 1 keys are due and none was started for 400 s\n' +
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
