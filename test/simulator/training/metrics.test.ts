import { expect, test } from 'vitest';
import { MINUTE, oneJob, UNTIL_RUNNING } from './oneJob.ts';

const NAMES = ['cpuUsage', 'memUsage', 'gpuUtil', 'gpuMemUsage', 'npuUtil', 'npuMemUsage'];
const resource = (flavor_id: string) => ({ spec: { resource: { flavor_id } } });

test('before a job runs there is nothing to measure', async () => {
  await using job = await oneJob();
  expect(await job.call('GET', `${job.path}/metrics/worker-0`)).toMatchObject({ status: 204, text: '' });
  expect(job.simulator.audit.calls.at(-1)).toMatchObject({ errorCode: 'ModelArts.2777' });
});

test.each([
  ['modelarts.vm.cpu.2u', [true, true, false, false, false, false]],
  ['modelarts.vm.gpu.v100', [true, true, true, true, false, false]],
  ['modelarts.kat1.xlarge', [true, true, false, false, true, true]],
])('%s measures what it has, the rest is -1', async (flavor, measured) => {
  await using job = await oneJob(resource(flavor));
  job.clock.advance(UNTIL_RUNNING + 2 * MINUTE);
  const { body } = await job.call('GET', `${job.path}/metrics/worker-0`);
  expect(body.metrics.map(({ metric }: { metric: string }) => metric)).toEqual(NAMES);
  for (const [index, { value }] of body.metrics.entries()) {
    expect(value).toHaveLength(3);
    for (const one of value) expect(one >= 10 && one <= 90).toBe(measured[index]);
    for (const one of value) if (!measured[index]) expect(one).toBe(-1);
  }
});

test('a minute once told is told the same way later, and an hour is told at most', async () => {
  await using job = await oneJob({}, { durations: { runningMs: 600 * MINUTE, creatingMs: 0, pendingMs: 0 } });
  const cpu = async () => (await job.call('GET', `${job.path}/metrics/worker-0`)).body.metrics[0].value;
  job.clock.advance(2 * MINUTE);
  const early = await cpu();
  job.clock.advance(MINUTE);
  expect((await cpu()).slice(0, 3)).toEqual(early);
  job.clock.advance(300 * MINUTE);
  expect(await cpu()).toHaveLength(60);
});
