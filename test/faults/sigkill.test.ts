/** One death that is no simulation: a real process, a real SIGKILL, right after the create has left it. */
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { holds, World } from '../support/world.ts';
import { startProcess, untilTrue } from './process.ts';

test('a process that is killed by SIGKILL while its create is under way never buys a second job', async () => {
  await using world = await World.create({ behaviours: { 'training.duplicateName': 'allow' } });
  // The create is carried out, and its answer is still on the way when the process dies.
  world.simulator.faults.add({ operation: 'createTrainingJob', times: 1, kind: 'latency', afterMs: 1_200 });
  const first = await startProcess(world);
  await untilTrue(() => first.log().includes('all kinds are watched'));
  await world.account();
  await world.job('resnet');
  await untilTrue(() => world.simulator.audit.jobs().length === 1);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await startProcess(world);
  const done = await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'), 60);
  expect(world.simulator.audit.jobs().map(({ id }) => id)).toEqual([done?.status?.remote?.id]);
  await world.remove('trainingjobs', 'resnet');
  await world.until('trainingjobs', 'resnet', (job) => job === undefined);
  expect(world.simulator.jobs()).toEqual([]);
  const [exit] = await Promise.all([once(second.child, 'exit'), second.child.kill('SIGTERM')]);
  expect(exit).toEqual([0, null]);
});
