import { expect, test } from 'vitest';
import { manualClock } from '../../operator/simulator/clock.ts';
import { type SimulatorOptions, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';

const durations = { creatingMs: 10_000, pendingMs: 20_000, runningMs: 300_000, terminatingMs: 5_000 };
const noon = Date.UTC(2026, 0, 1, 12);

/** A simulator on a clock by hand, with one job in it. */
async function oneJob(change: object = {}, options: SimulatorOptions = {}) {
  const clock = manualClock(noon);
  const simulator = await startSimulator({ clock, durations, ...options });
  simulator.outcome(/^fails/, 'Failed', { exitCode: 137, message: 'out of memory' });
  simulator.outcome(/^breaks/, 'Abnormal');
  const call = caller(simulator);
  const made = await call('POST', '/training-jobs', jobRequest('job', change));
  const path = `/training-jobs/${made.body.metadata.id}`;
  const status = async () => (await call('GET', path)).body.status;
  return { simulator, clock, call, path, status };
}

test.each([
  ['Creating at once', 0, 'Creating', 'Creating', 0],
  ['Creating until its time is up', 9_999, 'Creating', 'Creating', 0],
  ['Pending after that, which is called Queuing inside', 10_000, 'Pending', 'Queuing', 0],
  ['Running when it got its node', 30_000, 'Running', 'Running', 0],
  ['Running with a duration that grows', 30_000 + 299_999, 'Running', 'Running', 299_999],
  ['Completed at the end', 330_000, 'Completed', 'Completed', 300_000],
  ['Completed a year later, with the same duration', 31_536_000_000, 'Completed', 'Completed', 300_000],
])('a job is %s', async (_name, ms, phase, secondary, duration) => {
  await using job = await oneJob().then(disposable);
  job.clock.advance(ms);
  expect(await job.status()).toMatchObject({
    phase,
    secondary_phase: secondary,
    duration,
    start_time: ms >= 30_000 ? noon + 30_000 : 0,
  });
});

const named = (name: string) => ({ metadata: { name } });
const environment = (value: string) => ({
  algorithm: { ...jobRequest('').algorithm, environments: { SIMULATE_OUTCOME: value } },
});

test.each([
  ['Completed with exit code 0', {}, 'Completed', 'Completed', 0, ''],
  [
    'Failed with the exit code and message that were set for its name',
    named('fails-1'),
    'Failed',
    'Failed',
    137,
    'out of memory',
  ],
  [
    'Abnormal when its node is lost',
    named('breaks-1'),
    'Abnormal',
    'Lost',
    255,
    'the node was lost (simulated)',
  ],
  [
    'Failed because its own environment says so',
    environment('Failed'),
    'Failed',
    'Failed',
    1,
    'the training script failed (simulated)',
  ],
  [
    'Completed when its environment says nothing known',
    environment('toString'),
    'Completed',
    'Completed',
    0,
    '',
  ],
])('a job ends %s', async (_name, change, phase, secondary_phase, exit_code, message) => {
  await using job = await oneJob(change).then(disposable);
  job.clock.advance(329_999);
  expect((await job.status()).task_statuses).toBeUndefined();
  job.clock.advance(1);
  const task_statuses = [{ task: 'worker-0', exit_code, message }];
  expect(await job.status()).toMatchObject({ phase, secondary_phase, task_statuses });
});

test('a job of three nodes has three tasks, each with its exit code', async () => {
  const resource = { flavor_id: 'modelarts.vm.gpu.v100', node_count: 3 };
  await using job = await oneJob({ spec: { resource } }).then(disposable);
  job.clock.advance(400_000);
  const status = await job.status();
  expect(status.tasks).toEqual(['worker-0', 'worker-1', 'worker-2']);
  expect(status.task_statuses.map(({ task }: { task: string }) => task)).toEqual(status.tasks);
});

test.each([
  ['Creating', 0, 0],
  ['Pending', 10_000, 0],
  ['Running', 40_000, 10_000],
])(
  'a job that is terminated while %s is Terminating, then Terminated for good',
  async (_phase, ms, duration) => {
    await using job = await oneJob().then(disposable);
    job.clock.advance(ms);
    const answer = await job.call('POST', `${job.path}/actions`, { action_type: 'terminate' });
    expect(answer).toMatchObject({ status: 202, body: { status: { phase: 'Terminating' } } });
    job.clock.advance(4_999);
    expect(await job.status()).toMatchObject({ phase: 'Terminating', duration });
    job.clock.advance(1);
    expect(await job.status()).toMatchObject({ phase: 'Terminated', duration });
    job.clock.advance(1_000_000);
    expect(await job.status()).toMatchObject({ phase: 'Terminated', duration });
  },
);

test.each([
  ['Terminating', 0, 0],
  ['Terminated', 0, 5_000],
  ['Completed', 330_000, 0],
])('a job that is %s cannot be terminated again', async (phase, before, after) => {
  await using job = await oneJob().then(disposable);
  job.clock.advance(before);
  if (phase !== 'Completed') await job.call('POST', `${job.path}/actions`, { action_type: 'terminate' });
  job.clock.advance(after);
  const answer = await job.call('POST', `${job.path}/actions`, { action_type: 'terminate' });
  expect(answer).toMatchObject({ status: 409, body: { error_code: 'ModelArts.2796' } });
  expect((await job.status()).phase).toBe(phase);
});

test.each([
  ['restart', 409, 'ModelArts.2813'],
  ['pause', 400, 'ModelArts.2812'],
])('the action %s is refused', async (action_type, status, error_code) => {
  await using job = await oneJob().then(disposable);
  const answer = await job.call('POST', `${job.path}/actions`, { action_type });
  expect(answer).toMatchObject({ status, body: { error_code } });
});

test('a job with an automatic stop is terminated after its hours of running', async () => {
  const spec = {
    resource: { flavor_id: 'modelarts.vm.gpu.v100' },
    auto_stop: { time_unit: 'HOURS', duration: 1 },
  };
  const long = { durations: { ...durations, runningMs: 86_400_000 } };
  await using job = await oneJob({ spec }, long).then(disposable);
  job.clock.advance(30_000 + 3_600_000 - 1);
  expect((await job.status()).phase).toBe('Running');
  job.clock.advance(1);
  expect((await job.status()).phase).toBe('Terminating');
  job.clock.advance(5_000);
  expect(await job.status()).toMatchObject({ phase: 'Terminated', duration: 3_600_000 });
});

test('a speed of 60 makes a minute a second, and times stay those of the clock', async () => {
  await using job = await oneJob({}, { speed: 60, durations: {} }).then(disposable);
  job.clock.advance(3_000);
  expect(await job.status()).toMatchObject({ phase: 'Running', start_time: noon + 3_000 });
  job.clock.advance(6_000);
  expect(await job.status()).toMatchObject({ phase: 'Completed', duration: 6_000 });
});

test('the record of a job keeps maker, phases and end, also after its deletion', async () => {
  await using job = await oneJob().then(disposable);
  job.clock.advance(15_000);
  await job.call('DELETE', job.path);
  job.clock.advance(1_000_000);
  expect(job.simulator.audit.jobs()).toEqual([
    {
      id: expect.any(String),
      name: 'job',
      user: 'simulated-user',
      workspaceId: '0',
      description: '',
      createdAt: noon,
      phase: 'Pending',
      history: [
        { phase: 'Creating', at: noon },
        { phase: 'Pending', at: noon + 10_000 },
      ],
      deletedAt: noon + 15_000,
      deletedBy: 'simulated-user',
    },
  ]);
  expect(job.simulator.jobs()).toEqual([]);
});

test('the name of a deleted job is free again', async () => {
  await using job = await oneJob().then(disposable);
  await job.call('DELETE', job.path);
  expect((await job.call('POST', '/training-jobs', jobRequest('job'))).status).toBe(201);
});

const disposable = <Job extends { simulator: AsyncDisposable }>(job: Job) => ({
  ...job,
  [Symbol.asyncDispose]: () => job.simulator[Symbol.asyncDispose](),
});
