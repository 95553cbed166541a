import { expect, test } from 'vitest';
import { RECONCILE_AT } from '../../operator/runtime/policy.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready } from '../support/world.ts';

test('a deployment that failed waits for a person, and is tried once more when one asks', async () => {
  await using stage = await ready();
  const { world } = stage;
  const modelId = await inCloud(world, (cloud) => cloud.createModel('broken'));
  await new Promise((resolve) => setTimeout(resolve, 450));
  world.simulator.outcome(/broken/, 'Failed', { message: 'no card is free' });
  const variant = { name: 'stable', modelId, weight: 100, specification: 'modelarts.vm.cpu.2u' };
  await world.create('modelservices', 'ModelService', 'resnet', {
    inferType: 'real-time',
    variants: [variant],
  });
  const failed = await world.until('modelservices', 'resnet', (one) =>
    holds(one, 'Stalled', 'DeploymentFailed'),
  );
  expect(messageOf(failed, 'Stalled')).toMatch(
    /no card is free.* Correct spec\.variants, or set the annotation/,
  );

  const asked = new Date().toISOString();
  await world.patch('modelservices', 'resnet', { metadata: { annotations: { [RECONCILE_AT]: asked } } });
  const starts = () => world.simulator.audit.calls.filter(({ operation }) => operation === 'updateService');
  await world.until('modelservices', 'resnet', () => starts().length > 0);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await world.until('modelservices', 'resnet', (one) => holds(one, 'Stalled', 'DeploymentFailed'));
  expect(starts()).toHaveLength(1);
  expect(world.simulator.audit.resources().filter(({ kind }) => kind === 'service')).toHaveLength(1);
});
