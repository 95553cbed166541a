/** A harness that cannot fail proves nothing: here the protection is taken away, and it must see the second job. */
import { expect, test } from 'vitest';
import { FAULT_SETTINGS } from '../support/world.ts';
import { COMPLETES, RETRIED } from './jobScenarios.ts';
import { play } from './lives.ts';

const CREATE = { request: 'modelarts POST /v2/*/training-jobs', mode: 'unanswered' } as const;

test.each([
  ['first', COMPLETES, 1],
  ['second', RETRIED, 2],
])(
  'with the settle window cut to nothing, a create of the %s attempt that takes effect late is seen to be sent twice',
  async (_attempt, scenario, nth) => {
    const { requestTimeoutMs, leaseDurationMs } = FAULT_SETTINGS;
    const config = { listLagMs: 1 - requestTimeoutMs - leaseDurationMs };
    const ending = await play(scenario, { ...CREATE, nth }, { config, lateMs: 6_000 });
    expect(ending.reached).toBe(true);
    expect(ending.made.length).toBeGreaterThan(new Set(ending.made).size);
  },
);
