import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '../../operator/simulator/clock.ts';
import type { Fault } from '../../operator/simulator/faults.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';

const operation = 'createTrainingJob';
let wallClock = manualClock();
let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeEach(async () => {
  wallClock = manualClock();
  simulator = await startSimulator({ wallClock });
  call = caller(simulator);
});
afterEach(() => simulator.stop());

const create = () => call('POST', '/training-jobs', jobRequest('job'));

test.each<[string, Fault, object]>([
  [
    'a 429 has the code of the table and Retry-After',
    { kind: 'status', status: 429 },
    { status: 429, body: { error_code: 'ModelArts.2799', error_msg: 'TooManyRequests' } },
  ],
  [
    'a 503 has no code unless it is given one',
    { kind: 'status', status: 503 },
    { status: 503, body: { error_msg: 'simulated failure' } },
  ],
  [
    'code and message can be chosen',
    { kind: 'status', status: 400, code: 'ModelArts.2815', message: 'quota' },
    { status: 400, body: { error_code: 'ModelArts.2815', error_msg: 'quota' } },
  ],
])('%s', async (_name, fault, expected) => {
  simulator.faults.add({ ...fault, operation });
  expect(await create()).toMatchObject(expected);
  expect(simulator.audit.jobs()).toEqual([]);
});

test.each([
  ['seconds', '7'],
  ['date', 'Thu, 01 Jan 2026 00:00:07 GMT'],
  ['none', null],
] as const)('Retry-After comes as %s', async (form, expected) => {
  await using frozen = await startSimulator({
    wallClock: manualClock(Date.UTC(2026, 0, 1)),
    behaviours: { retryAfter: form },
  });
  frozen.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 7 });
  expect((await caller(frozen)('POST', '/training-jobs', {})).headers.get('retry-after')).toBe(expected);
});

test.each<[string, Fault, number]>([
  ['a 500 instead of an effect', { kind: 'status', status: 500 }, 0],
  ['a 500 after the effect', { kind: 'status', status: 500, effect: true }, 1],
  ['a dropped request', { kind: 'drop-before' }, 0],
  ['a dropped answer', { kind: 'drop-after' }, 1],
  ['an unreadable answer', { kind: 'garbage' }, 1],
])(
  '%s leaves the expected number of jobs behind, and says so in the audit log',
  async (_name, fault, jobs) => {
    simulator.faults.add({ ...fault, operation });
    const reply = await create().catch(() => undefined);
    if (fault.kind.startsWith('drop')) expect(reply).toBeUndefined();
    else expect(reply?.body?.metadata).toBeUndefined();
    expect(simulator.audit.jobs()).toHaveLength(jobs);
    expect(simulator.audit.calls).toMatchObject([
      { operation, faults: [fault.kind], carriedOut: jobs === 1 },
    ]);
  },
);

test.each([
  ['after the effect unless told otherwise', {}, 1],
  ['before the effect', { effect: false }, 0],
])('a call hangs %s, until the caller gives up', async (_name, change, jobs) => {
  simulator.faults.add({ kind: 'hang', operation, ...change });
  const giveUp = new AbortController();
  const hanging = call('POST', '/training-jobs', jobRequest('job'), { signal: giveUp.signal });
  await expect.poll(() => simulator.audit.calls.length).toBe(1);
  giveUp.abort();
  await expect(hanging).rejects.toThrow('abort');
  expect(simulator.audit.jobs()).toHaveLength(jobs);
});

test('stop ends a hanging call', async () => {
  simulator.faults.add({ kind: 'hang' });
  const hanging = create();
  await expect.poll(() => simulator.audit.calls.length).toBe(1);
  await Promise.all([simulator.stop(), expect(hanging).rejects.toThrow('fetch failed')]);
});

test('stop ends a delay, before its effect', async () => {
  simulator.faults.add({ kind: 'latency', beforeMs: 3_600_000 });
  const failing = expect(create()).rejects.toThrow('fetch failed');
  await expect.poll(() => simulator.faults.pending).toEqual([]);
  await simulator.stop();
  await failing;
  expect(simulator.audit.jobs()).toEqual([]);
});

test('an answer delayed after its effect finds the effect done while it waits', async () => {
  simulator.faults.add({ kind: 'latency', afterMs: 3_600_000, operation });
  const failing = expect(create()).rejects.toThrow('fetch failed');
  await expect.poll(() => simulator.jobs()).toMatchObject([{ name: 'job' }]);
  await simulator.stop();
  await failing;
});

test('a fault befalls its operation as often as it was told, then no more', async () => {
  simulator.faults.add({ kind: 'status', status: 503, operation, times: 2 });
  expect((await call('POST', '/training-job-searches', {})).status).toBe(200);
  expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([
    503, 503, 201,
  ]);
});

test('a latency and another fault befall the same call, two others one after the other', async () => {
  simulator.faults.add({ kind: 'latency', beforeMs: 1 });
  simulator.faults.add({ kind: 'status', status: 500 });
  simulator.faults.add({ kind: 'status', status: 502 });
  expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([
    500, 502, 201,
  ]);
  expect(simulator.audit.calls.map(({ faults }) => faults)).toEqual([
    ['latency', 'status'],
    ['status'],
    undefined,
  ]);
});

test('cleared faults are forgotten', async () => {
  simulator.faults.add({ kind: 'drop-before', times: 5 });
  simulator.faults.clear();
  expect((await create()).status).toBe(201);
});

test('a new job appears in searches, and by its id, only after the delays set for either', async () => {
  simulator.behaviours['training.searchDelayMs'] = 2000;
  simulator.behaviours['training.readDelayMs'] = 1000;
  const { body } = await create();
  const find = async () => (await call('POST', '/training-job-searches', {})).body.count;
  const read = async () => (await call('GET', `/training-jobs/${body.metadata.id}`)).status;
  expect([await find(), await read()]).toEqual([0, 400]);
  wallClock.advance(1000);
  expect([await find(), await read()]).toEqual([0, 200]);
  wallClock.advance(1000);
  expect([await find(), await read()]).toEqual([1, 200]);
});

test('a server whose clock is an hour ahead refuses the signature and shows its time in Date', async () => {
  wallClock.advance(3_600_000);
  const reply = await create();
  expect(reply).toMatchObject({ status: 401, body: { error_msg: expect.stringContaining('15 minutes') } });
  const shown = Date.parse(reply.headers.get('date') ?? '');
  expect(shown).toBe(Math.floor(wallClock.now() / 1000) * 1000);
});
