import { expect, test } from 'vitest';
import { jobRequest, steer } from './caller.ts';
import { MINUTE, oneJob, SECOND } from './training/oneJob.ts';

test('stale searches show jobs, phases and deletions late, reading by id does not', async () => {
  await using job = await oneJob({}, { behaviours: { 'training.searchStaleMs': 20 * SECOND } });
  const found = async () =>
    (await job.call('POST', '/training-job-searches', {})).body.items.map(
      (item: { status: { phase: string } }) => item.status.phase,
    );
  expect(await found()).toEqual([]);
  job.clock.advance(20 * SECOND);
  expect(await found()).toEqual(['Creating']);
  expect((await job.call('GET', job.path)).body.status.phase).toBe('Pending');
  job.clock.advance(10 * SECOND);
  expect(await found()).toEqual(['Pending']);
  expect((await job.call('DELETE', job.path)).status).toBe(202);
  expect((await job.call('GET', job.path)).status).toBe(400);
  expect(await found()).toEqual(['Pending']);
  job.clock.advance(20 * SECOND);
  expect(await found()).toEqual([]);
});

test('a restarted job runs once more, and shows both runs', async () => {
  await using job = await oneJob({}, { behaviours: { 'training.restart': 'allow' } });
  job.clock.advance(10 * MINUTE);
  const act = (action_type: string) => job.call('POST', `${job.path}/actions`, { action_type });
  expect((await act('restart')).body.status).toMatchObject({ phase: 'Pending' });
  expect((await act('restart')).status).toBe(409);
  job.clock.advance(MINUTE);
  const { status } = (await job.call('GET', job.path)).body;
  expect(status).toMatchObject({ phase: 'Running', duration: 40 * SECOND });
  expect(status.running_records).toMatchObject([
    { end_at: expect.any(Number) },
    { start_at: expect.any(Number) },
  ]);
  const log = (await job.call('GET', `${job.path}/tasks/worker-0/logs/preview`)).body.content;
  expect(log).toMatch(/step 40 .*\n$/);
  expect(status.running_records[1]).not.toHaveProperty('end_at');
  job.clock.advance(10 * MINUTE);
  expect((await job.call('GET', job.path)).body.status.phase).toBe('Completed');
});

test('an outcome is set by the control API, for jobs made from then on', async () => {
  await using job = await oneJob();
  const control = steer(job.simulator);
  const wish = { pattern: '^fails', ending: 'Failed', exitCode: 7, message: 'no' };
  expect((await control('POST', 'outcomes', wish)).status).toBe(200);
  const made = await job.call('POST', '/training-jobs', jobRequest('fails-1'));
  job.clock.advance(10 * MINUTE);
  expect((await job.call('GET', `/training-jobs/${made.body.metadata.id}`)).body.status).toMatchObject({
    phase: 'Failed',
    task_statuses: [{ exit_code: 7, message: 'no' }],
  });
  expect((await job.call('GET', job.path)).body.status.phase).toBe('Completed');
});

test.each([
  ['no ending', { pattern: 'x' }, /ending is missing/],
  ['an ending that is none', { pattern: 'x', ending: 'Happy' }, /ending must be one of Completed/],
  ['a pattern that is none', { pattern: '(', ending: 'Failed' }, /no regular expression/],
])('an outcome with %s is refused', async (_name, wish, error) => {
  await using job = await oneJob();
  const reply = await steer(job.simulator)('POST', 'outcomes', wish);
  expect(reply).toMatchObject({ status: 400, body: { error: expect.stringMatching(error) } });
});

test('a phase that is held lasts until an answer has shown it, however late that is', async () => {
  await using job = await oneJob({}, { behaviours: { 'training.holdPhases': true } });
  const read = async () => (await job.call('GET', job.path)).body.status.phase;
  const searched = async () =>
    (await job.call('POST', '/training-job-searches', {})).body.items[0].status.phase;
  job.clock.advance(60 * MINUTE);
  expect(job.simulator.jobs()).toMatchObject([{ phase: 'Pending' }]);
  expect(await searched()).toBe('Pending');
  job.clock.advance(60 * MINUTE);
  expect(await read()).toBe('Running');
  expect(await read()).toBe('Running');
  job.clock.advance(SECOND);
  expect(await searched()).toBe('Completed');
  expect(job.simulator.jobs()[0]?.history.map(({ phase }) => phase)).toEqual([
    'Creating',
    'Pending',
    'Running',
    'Completed',
  ]);
});

test('a phase that is held and was shown still lasts as long as it should', async () => {
  await using job = await oneJob({}, { behaviours: { 'training.holdPhases': true } });
  const read = async () => (await job.call('GET', job.path)).body.status.phase;
  job.clock.advance(9 * SECOND);
  expect(await read()).toBe('Creating');
  job.clock.advance(SECOND);
  expect(await read()).toBe('Pending');
  job.clock.advance(19 * SECOND);
  expect(await read()).toBe('Pending');
  job.clock.advance(SECOND);
  expect(await read()).toBe('Running');
});
