import { expect, test } from 'vitest';
import { MINUTE, oneJob, UNTIL_RUNNING } from './oneJob.ts';

const names = ['jupyter-lab', 'tensorboard', 'mindstudio-insight'];
const reachable = {
  metadata: { name: 'job', annotations: Object.fromEntries(names.map((name) => [`${name}/enable`, 'true'])) },
  spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 2 } },
  endpoints: { ssh: { key_pair_names: ['mine'] } },
};

test('a job that runs tells where it can be reached, before and after that only which keys were asked for', async () => {
  await using job = await oneJob(reachable);
  const endpoints = async () => (await job.call('GET', job.path)).body.endpoints;
  const keys = { key_pair_names: ['mine'] };
  expect(await endpoints()).toEqual({ ssh: keys });
  job.clock.advance(UNTIL_RUNNING);
  const running = await endpoints();
  expect(running.ssh).toMatchObject({ ...keys, task_urls: [{ task: 'worker-0' }, { task: 'worker-1' }] });
  const applications = [running.jupyter_lab, running.tensorboard, running.mindstudio_insight];
  for (const { url, token } of applications) {
    expect(url).toMatch(/^https:\/\//);
    expect(token).toMatch(/^[0-9a-f]{16}$/);
  }
  expect(new Set(applications.map(({ token }) => token)).size).toBe(3);
  expect(await endpoints()).toEqual(running);
  job.clock.advance(10 * MINUTE);
  expect(await endpoints()).toEqual({ ssh: keys });
});

test('a job that asks for none has no endpoints', async () => {
  await using job = await oneJob();
  job.clock.advance(UNTIL_RUNNING);
  expect((await job.call('GET', job.path)).body.endpoints).toBeUndefined();
});
