import { expect, test } from 'vitest';
import { MAX_PREVIEW } from '../../../operator/simulator/training/logs.ts';
import { jobRequest } from '../caller.ts';
import { MINUTE, noon, oneJob, refused, SECOND, UNTIL_RUNNING } from './oneJob.ts';

const HOUR = 60 * MINUTE;
const preview = '/tasks/worker-0/logs/preview';
const link = '/tasks/worker-0/logs/url';

test.each([
  ['204', { status: 204, text: '' }, 'ModelArts.2776'],
  ['400', refused(400, 'ModelArts.2818'), 'ModelArts.2818'],
] as const)('before a job runs its log is not ready (%s)', async (logNotReady, expected, errorCode) => {
  await using job = await oneJob({}, { behaviours: { 'training.logNotReady': logNotReady } });
  for (const path of [preview, link]) {
    expect(await job.call('GET', `${job.path}${path}`)).toMatchObject(expected);
    expect(job.simulator.audit.calls.at(-1)).toMatchObject({ errorCode });
  }
});

test('a log grows by a line a second while its job runs, and what was written stays', async () => {
  await using job = await oneJob();
  job.clock.advance(UNTIL_RUNNING);
  const first = (await job.call('GET', `${job.path}${preview}`)).body;
  expect(first.content).toBe(`[Modelarts Service Log]training job ${job.id}, task worker-0\n`);
  job.clock.advance(2 * SECOND);
  const later = (await job.call('GET', `${job.path}${preview}`)).body;
  expect(later.content).toMatch(
    /^\[Modelarts.*\n\[worker-0\] step 1 loss 0\.\d{6} +\n\[worker-0\] step 2 .*\n$/,
  );
  expect(later.content.startsWith(first.content)).toBe(true);
  expect(later).toMatchObject({
    current_size: later.content.length,
    full_size: later.content.length,
  });
  expect(await job.call('GET', `${job.path}${preview}`)).toMatchObject({ body: later });
});

test('the log of a job that has completed ends with its exit code', async () => {
  await using job = await oneJob();
  job.clock.advance(UNTIL_RUNNING + HOUR);
  const { content } = (await job.call('GET', `${job.path}${preview}`)).body;
  expect(content).toMatch(/step 300 .*\n\[Modelarts Service Log\]exit with 0\n$/);
});

test('the log of a job that has failed ends with its reason and exit code, counted in bytes', async () => {
  await using job = await oneJob();
  job.simulator.outcome(/^fails/, 'Failed', { exitCode: 137, message: 'out of memory 内存' });
  const made = await job.call('POST', '/training-jobs', jobRequest('fails'));
  job.clock.advance(UNTIL_RUNNING + HOUR);
  const { body } = await job.call('GET', `/training-jobs/${made.body.metadata.id}${preview}`);
  expect(body.content).toMatch(/\nout of memory 内存\n\[Modelarts Service Log\]exit with 137\n$/);
  expect(body.full_size).toBe(Buffer.byteLength(body.content));
});

test('a preview shows at most the last 5 MB of a log, in whole lines', async () => {
  const week = 7 * 24 * HOUR;
  await using job = await oneJob({}, { durations: { creatingMs: 0, pendingMs: 0, runningMs: week } });
  job.clock.advance(week - SECOND);
  const { body } = await job.call('GET', `${job.path}${preview}`);
  expect(body.full_size).toBeGreaterThan(7 * MAX_PREVIEW);
  expect(body.current_size).toBe(body.content.length);
  expect(body.current_size).toBeGreaterThan(MAX_PREVIEW - 64);
  expect(body.current_size).toBeLessThanOrEqual(MAX_PREVIEW);
  expect(body.content).toMatch(/^\[worker-0\] step \d+ /);
  job.clock.advance(HOUR);
  const { content, current_size } = (await job.call('GET', `${job.path}${preview}`)).body;
  expect(content.endsWith('exit with 0\n')).toBe(true);
  expect(current_size).toBeGreaterThan(MAX_PREVIEW - 64);
  expect(current_size).toBeLessThanOrEqual(MAX_PREVIEW);
});

test('a log belongs to a task that the job has', async () => {
  await using job = await oneJob({
    spec: { resource: { flavor_id: 'modelarts.vm.gpu.v100', node_count: 2 } },
  });
  job.clock.advance(UNTIL_RUNNING);
  const read = (task: string) => job.call('GET', `${job.path}/tasks/${task}/logs/preview`);
  expect((await read('worker-1')).body.content).toContain('task worker-1');
  expect(await read('worker-2')).toMatchObject(refused(400, 'ModelArts.2788', /no task worker-2/));
  expect(await read('worker-01')).toMatchObject(refused(400, 'ModelArts.2788'));
  expect(await job.call('GET', '/training-jobs/nobody/tasks/worker-0/logs/preview')).toMatchObject(
    refused(400, 'ModelArts.2775'),
  );
});

test.each([
  ['to be read', {}, '', 'text/plain'],
  [
    'to be downloaded, asked for by header',
    { 'content-type': 'application/octet-stream' },
    '',
    'application/octet-stream',
  ],
  [
    'to be downloaded, asked for in the query',
    {},
    '?Content-Type=application%2Foctet-stream',
    'application/octet-stream',
  ],
])('the link to a log can be followed by anybody, %s', async (_name, headers, query, type) => {
  await using job = await oneJob();
  job.clock.advance(UNTIL_RUNNING + 3 * SECOND);
  const { body } = await job.call('GET', `${job.path}${link}${query}`, undefined, { headers });
  const followed = await fetch(body.obs_url);
  const { content } = (await job.call('GET', `${job.path}${preview}`)).body;
  expect(followed.headers.get('content-type')).toBe(type);
  expect(await followed.text()).toBe(content);
});

test('a link to a log holds for five minutes by the wall clock, and only as it was given', async () => {
  await using job = await oneJob();
  job.clock.advance(UNTIL_RUNNING);
  const { obs_url } = (await job.call('GET', `${job.path}${link}`)).body;
  expect(new URL(obs_url).searchParams.get('Expires')).toBe(String((noon + 5 * MINUTE) / 1000));
  expect((await fetch(obs_url.replace(/Expires=\d+/, 'Expires=9999999999'))).status).toBe(403);
  expect((await fetch(obs_url.replace('worker-0', 'worker-1'))).status).toBe(403);
  job.wallClock.advance(5 * MINUTE - 1);
  expect((await fetch(obs_url)).status).toBe(200);
  job.wallClock.advance(1);
  expect((await fetch(obs_url)).status).toBe(403);
});
