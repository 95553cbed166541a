import { expect, test } from 'vitest';
import { startControlPlane } from '../controlplane/controlPlane.ts';
import { holds, STAGES, World } from '../support/world.ts';

test('an API server that is killed and comes back costs no event and no second job', async () => {
  await using controlPlane = await startControlPlane({});
  await using world = await World.create({}, controlPlane.kubeconfig);
  const operator = world.start();
  await operator.leading;
  await world.account();
  await world.job('before');
  await world.until('trainingjobs', 'before', (job) => job?.status?.remote !== undefined);
  await controlPlane.restartApiServer();
  await world.job('after');
  for (const name of ['before', 'after'])
    await world.until('trainingjobs', name, (job) => holds(job, 'Complete'), 90);
  expect(world.simulator.audit.jobs()).toHaveLength(2);
  for (const name of ['before', 'after']) {
    await world.remove('trainingjobs', name);
    await world.until('trainingjobs', name, (job) => job === undefined, 60);
  }
  expect(world.simulator.jobs()).toEqual([]);
}, 240_000);

test('a cloud that does not answer for a while costs no second job and no false end', async () => {
  await using world = await World.create();
  await world.start().leading;
  await world.account();
  await world.job('before');
  await world.until('trainingjobs', 'before', (job) => job?.status?.remote !== undefined);
  world.simulator.faults.add({ kind: 'drop-before', times: 100_000 });
  await world.job('during');
  await world.until('trainingjobs', 'during', (job) => holds(job, 'Reconciling'));
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  expect(holds(await world.get('trainingjobs', 'before'), 'Failed')).toBe(false);
  world.simulator.faults.clear();
  for (const name of ['before', 'during'])
    await world.until('trainingjobs', name, (job) => holds(job, 'Complete'), 60);
  expect(world.simulator.audit.jobs()).toHaveLength(2);
}, 120_000);

test('an operator that starts anew reads no job by its id that the list shows as it was left', async () => {
  await using world = await World.create({ durations: { ...STAGES, runningMs: 3_600_000 } });
  const first = world.start();
  await first.leading;
  await world.account();
  const names = Array.from({ length: 8 }, (_, index) => `job-${index}`);
  for (const name of names) await world.job(name);
  for (const name of names)
    await world.until('trainingjobs', name, (job) => job?.status?.phase === 'Running');
  await first.stop();
  const before = world.simulator.audit.calls.length;
  await world.start().leading;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const calls = world.simulator.audit.calls.slice(before).map(({ operation }) => operation);
  expect(new Set(calls)).toEqual(new Set(['searchTrainingJobs']));
  await world.patch('trainingjobs', 'job-0', { spec: { description: 'edited while nobody looked' } });
  const edited = () => world.simulator.jobs().some(({ description }) => description.startsWith('edited'));
  await world.until('trainingjobs', 'job-0', edited);
});
