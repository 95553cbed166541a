import { expect, test } from 'vitest';
import { startControlPlane } from '../controlplane/controlPlane.ts';
import { holds, World } from '../support/world.ts';

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
