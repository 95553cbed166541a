import { expect, test } from 'vitest';
import { sample } from '../kinds/model/specs.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, sampleSpec } from '../support/world.ts';

const FROM = sample('model-from-job') as unknown as Record<string, unknown>;
const ref = (parts: object = {}) => ({ source: { trainingJobRef: { name: 'resnet', ...parts } } });

test('a model waits for its TrainingJob, and is made from the output of that once it is Complete', async () => {
  await using stage = await ready();
  const { world } = stage;
  await world.create('models', 'Model', 'resnet', FROM);
  const missing = await world.until('models', 'resnet', (one) =>
    holds(one, 'Reconciling', 'ReferenceMissing'),
  );
  expect(messageOf(missing, 'Reconciling')).toBe(
    `spec.source.trainingJobRef: there is no TrainingJob "resnet" in namespace ${world.namespace} yet`,
  );
  await world.job('resnet');
  const waiting = await world.until('models', 'resnet', (one) =>
    holds(one, 'Reconciling', 'ReferenceNotReady'),
  );
  expect(messageOf(waiting, 'Reconciling')).toMatch(
    /^spec\.source\.trainingJobRef: TrainingJob "resnet" is not/,
  );
  const model = await world.until('models', 'resnet', (one) => holds(one, 'Ready', 'Published'));
  const job = await world.get('trainingjobs', 'resnet');
  expect(holds(job, 'Complete')).toBe(true);
  const made = await inCloud(world, (cloud) => cloud.model(model?.status?.remote?.id ?? ''));
  expect(made.content).toMatchObject({
    sourceLocation: '/ml-bucket/out/model/',
    sourceJobId: job?.status?.remote?.id,
  });
  expect(model?.status).toMatchObject({ sourceJobId: job?.status?.remote?.id });
  // What it was made from may go.
  await world.remove('trainingjobs', 'resnet');
  await world.until('trainingjobs', 'resnet', (one) => one === undefined);
  expect(holds(await world.get('models', 'resnet'), 'Ready')).toBe(true);
});

test('of a TrainingJob that fails no model is made, and it says why', async () => {
  await using stage = await ready();
  const { world } = stage;
  world.simulator.outcome(/^resnet-/, 'Failed');
  await world.job('resnet');
  await world.model('resnet', ref());
  const stalled = await world.until('models', 'resnet', (one) => holds(one, 'Stalled', 'ReferenceFailed'));
  expect(messageOf(stalled, 'Stalled')).toMatch(
    /^spec\.source\.trainingJobRef: TrainingJob "resnet" has failed: /,
  );
  await world.remove('models', 'resnet');
  await world.until('models', 'resnet', (one) => one === undefined);
});

test('an output that the TrainingJob does not have is told at once, and a corrected spec goes on', async () => {
  await using stage = await ready();
  const { world } = stage;
  const { algorithm } = sampleSpec() as { algorithm: object };
  const outputs = ['a', 'b'].map((name) => ({ name, remote: { obs: { obsUrl: `/ml-bucket/${name}/` } } }));
  await world.job('resnet', { algorithm: { ...algorithm, outputs } });
  await world.model('resnet', ref());
  const several = await world.until('models', 'resnet', (one) => holds(one, 'Stalled', 'OutputMissing'));
  expect(messageOf(several, 'Stalled')).toBe(
    'spec.source.trainingJobRef.output: name one of its outputs; TrainingJob "resnet" has a, b',
  );
  await world.patch('models', 'resnet', { spec: ref({ output: 'c' }) });
  await world.until('models', 'resnet', (one) => /no output "c"/.test(messageOf(one, 'Stalled')));
  await world.patch('models', 'resnet', { spec: ref({ output: 'b' }) });
  const model = await world.until('models', 'resnet', (one) => holds(one, 'Ready', 'Published'));
  expect(model?.status).toMatchObject({ sourceLocation: '/ml-bucket/b/' });
});
