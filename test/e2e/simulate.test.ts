import { expect, test } from 'vitest';
import { holds, World } from '../support/world.ts';

test('with --simulate a TrainingJob runs without any Account, on the built-in simulator', async () => {
  await using world = await World.create();
  const operator = world.start({ simulate: { port: 0, speed: 600 } });
  await operator.leading;
  await world.job('resnet');
  const done = await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'));
  expect(done?.status?.remote?.account).toMatch(/^127\.0\.0\.1:/);
  expect(done?.status?.remote?.account).not.toContain(new URL(world.simulator.url).host);
  expect(world.simulator.audit.calls).toEqual([]);
  await world.remove('trainingjobs', 'resnet');
  await world.until('trainingjobs', 'resnet', (job) => job === undefined);
});

test('with --simulate an Account of the namespace still goes where it says', async () => {
  await using world = await World.create();
  const operator = world.start({ simulate: { port: 0, speed: 600 } });
  await operator.leading;
  await world.account();
  await world.until('accounts', 'default', (account) => holds(account, 'Ready'));
  await world.job('resnet');
  await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'));
  expect(world.simulator.audit.jobs()).toHaveLength(1);
});
