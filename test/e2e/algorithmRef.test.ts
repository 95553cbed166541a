import { expect, test } from 'vitest';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, STAGES } from '../support/world.ts';

const LONG = { durations: { ...STAGES, runningMs: 3_600_000 } };
const BY_REFERENCE = { algorithm: { algorithmRef: { name: 'trainer' } } };

test('a job that names an Algorithm waits for it, runs it by its id, and keeps it from being deleted until its end', async () => {
  await using stage = await ready(LONG);
  const { world } = stage;
  await world.job('resnet', BY_REFERENCE);
  const waiting = await world.until('trainingjobs', 'resnet', (job) =>
    holds(job, 'Reconciling', 'ReferenceMissing'),
  );
  expect(messageOf(waiting, 'Reconciling')).toBe(
    `spec.algorithm.algorithmRef: there is no Algorithm "trainer" in namespace ${world.namespace} yet`,
  );
  await world.algorithm('trainer');
  const job = await world.until('trainingjobs', 'resnet', (one) => one?.status?.phase === 'Running');
  const algorithm = await world.get('algorithms', 'trainer');
  const made = await inCloud(world, (cloud) => cloud.job(job?.status?.remote?.id ?? ''));
  expect(made.algorithmName).toBe(algorithm?.status?.remote?.name);
  await world.remove('algorithms', 'trainer');
  const held = await world.until('algorithms', 'trainer', (one) => holds(one, 'Reconciling', 'InUse'));
  expect(messageOf(held, 'Reconciling')).toMatch(/TrainingJob resnet: delete it first, or wait for the end$/);
  await world.remove('trainingjobs', 'resnet');
  await world.until('algorithms', 'trainer', (one) => one === undefined);
  await world.until('trainingjobs', 'resnet', (job) => job === undefined);
  expect([world.simulator.jobs(), world.simulator.audit.jobs().length]).toEqual([[], 1]);
});
