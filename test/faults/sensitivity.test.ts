/** A harness that cannot fail proves nothing: here the protection is taken away, and it must see the second job. */
import { expect, test } from 'vitest';
import { TEST_SETTINGS } from '../support/world.ts';
import { play } from './lives.ts';
import { COMPLETES } from './scenarios.ts';

const CREATE = { request: 'modelarts POST /v2/*/training-jobs', nth: 1, mode: 'unanswered' } as const;

test('with the settle window cut to nothing, a create that takes effect late is seen to be sent twice', async () => {
  const { requestTimeoutMs, leaseDurationMs } = TEST_SETTINGS;
  const config = { listLagMs: 1 - requestTimeoutMs - leaseDurationMs };
  const ending = await play(COMPLETES, CREATE, { config, lateMs: 6_000 });
  expect(ending.reached).toBe(true);
  expect(ending.made.length).toBeGreaterThan(1);
});
