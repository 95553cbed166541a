import { expect, test } from 'vitest';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';

const LIMITS = { 'requests.perSecond': 10, 'requests.burst': 2 };

async function limited(behaviours: Partial<Behaviours> = {}) {
  const wallClock = manualClock(Date.UTC(2026, 0, 1));
  const simulator = await startSimulator({ wallClock, behaviours: { ...LIMITS, ...behaviours } });
  const call = caller(simulator, wallClock);
  let jobs = 0;
  const create = () => call('POST', '/training-jobs', jobRequest(`job-${jobs++}`));
  /** The statuses of so many creates, one after the other. */
  const statuses = async (count: number) => {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) seen.push((await create()).status);
    return seen;
  };
  return { wallClock, simulator, create, statuses, [Symbol.asyncDispose]: simulator.stop };
}

test('a burst is borne, then as many as the rate allows; what is refused has no effect and takes nothing', async () => {
  await using cloud = await limited();
  expect(await cloud.statuses(4)).toEqual([201, 201, 429, 429]);
  cloud.wallClock.advance(99);
  expect(await cloud.statuses(1)).toEqual([429]);
  cloud.wallClock.advance(1);
  expect(await cloud.statuses(2)).toEqual([201, 429]);
  cloud.wallClock.advance(60_000);
  expect(await cloud.statuses(3)).toEqual([201, 201, 429]);
  expect(cloud.simulator.audit.jobs()).toHaveLength(5);
});

test.each([
  ['seconds', '1'],
  ['date', 'Thu, 01 Jan 2026 00:00:01 GMT'],
  ['none', null],
] as const)('a refusal has the code of the table, and Retry-After as %s', async (form, retryAfter) => {
  await using cloud = await limited({ retryAfter: form });
  await cloud.statuses(2);
  const reply = await cloud.create();
  expect(reply).toMatchObject({
    status: 429,
    body: { error_code: 'ModelArts.2799', error_msg: 'TooManyRequests' },
  });
  expect(reply.headers.get('retry-after')).toBe(retryAfter);
  expect(cloud.simulator.audit.calls.at(-1)).toMatchObject({
    ...{ operation: 'createTrainingJob', status: 429, errorCode: 'ModelArts.2799', user: 'simulated-user' },
  });
});

test('where Retry-After is obeyed the next request is borne, however slow the rate is', async () => {
  await using cloud = await limited({ 'requests.perSecond': 0.25, 'requests.burst': 1 });
  await cloud.create();
  const seconds = Number((await cloud.create()).headers.get('retry-after'));
  expect(seconds).toBe(4);
  cloud.wallClock.advance(seconds * 1000);
  expect(await cloud.statuses(1)).toEqual([201]);
});

test('only who is let in to the project counts, and the limit can be lifted at any time', async () => {
  await using cloud = await limited();
  const stranger = caller(cloud.simulator, cloud.wallClock);
  const key = { accessKey: cloud.simulator.accessKey, secretKey: 'wrong' };
  for (let index = 0; index < 3; index += 1)
    expect((await stranger('GET', '/training-jobs/a', undefined, { key })).status).toBe(401);
  expect(await cloud.statuses(3)).toEqual([201, 201, 429]);
  cloud.simulator.behaviours['requests.perSecond'] = 0;
  expect(await cloud.statuses(3)).toEqual([201, 201, 201]);
});
