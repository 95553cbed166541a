import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready } from '../support/world.ts';
import {
  alive,
  batch,
  calls,
  ever,
  held,
  isSettled,
  KIND,
  models,
  OPTIONS,
  realTime,
  remove,
  service,
  settled,
  variant,
} from './services.ts';

describe.concurrent('the life of a real-time service', () => {
  test('it is deployed, says where it is called, and its deletion deletes it', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, realTime(variant(model)));
    const id = await settled(world);
    const { status } = (await world.get(KIND, 'resnet')) ?? {};
    expect(status).toMatchObject({
      phase: 'running',
      url: expect.stringMatching(/^https:/),
      variantSummary: 'stable 100',
      instances: '1/1',
      replicas: 1,
    });
    expect((await held(world, id)).description).toMatch(/^\[k8s [0-9a-f]{8} [0-9a-f]{16} [0-9a-f]{8}\]$/);
    await world.untilEvent('resnet', 'Running');
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
    expect(ever(world.simulator)).toHaveLength(1);
    expect(calls(world, 'deleteService')).toHaveLength(1);
  });

  test('more instances are one call of the cheap kind, an edit of a value a patch, and another variant a put', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'two');
    await service(world, realTime(variant(one)));
    const id = await settled(world);
    await world.patch(KIND, 'resnet', { spec: { variants: [variant(one, { instanceCount: 3 })] } });
    await settled(world, 2);
    const envs = [{ name: 'BATCH', value: '8' }];
    await world.patch(KIND, 'resnet', { spec: { variants: [variant(one, { instanceCount: 3, envs })] } });
    await settled(world, 3);
    const both = [
      variant(one, { instanceCount: 3, envs, weight: 90 }),
      variant(two, { name: 'canary', weight: 10 }),
    ];
    await world.patch(KIND, 'resnet', { spec: { variants: both } });
    await settled(world, 4);
    const made = ['updateServiceProperty', 'patchService', 'updateService'].map(
      (operation) => calls(world, operation).length,
    );
    expect(made).toEqual([1, 1, 1]);
    const { variants } = await held(world, id);
    expect(variants.map(({ weight, instanceCount }) => [weight, instanceCount])).toEqual([
      [90, 3],
      [10, 1],
    ]);
    const { status } = (await world.get(KIND, 'resnet')) ?? {};
    expect(status).toMatchObject({ variantSummary: 'stable 90,canary 10', instances: '4/4' });
    expect(JSON.stringify(status)).not.toContain('BATCH');
  });

  test('kubectl scale acts on its one variant, and what is read back is what there is', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, realTime(variant(model)));
    const id = await settled(world);
    await world.scale(KIND, 'resnet', 3);
    await settled(world, 2);
    expect((await held(world, id)).variants[0]?.instanceCount).toBe(3);
    expect(await world.get(KIND, 'resnet/scale')).toMatchObject({
      spec: { replicas: 3 },
      status: { replicas: 3, selector: expect.stringContaining('modelservice=resnet') },
    });
  });

  test('stopped by the spec it is stopped, and started again by it', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, realTime(variant(model)));
    await settled(world);
    await world.patch(KIND, 'resnet', { spec: { running: false } });
    await world.until(KIND, 'resnet', (one) => holds(one, 'Suspended') && one?.status?.phase === 'stopped');
    await world.patch(KIND, 'resnet', { spec: { running: null } });
    await settled(world, 3);
    expect(calls(world, 'updateService')).toHaveLength(2);
  });

  test.each([
    ['left alone', undefined, 'stopped'],
    ['started again where the spec says so', true, 'running'],
  ] as const)('stopped by somebody it is %s', async (_words, running, phase) => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, { ...realTime(variant(model)), ...(running && { running }) });
    const id = await settled(world);
    await inCloud(world, (cloud) => cloud.services.setStatus(id, 'stopped', OPTIONS));
    // One that is started again is stopped too shortly for anybody to rely on seeing it.
    const seen = (one: Resource | undefined) =>
      running ? calls(world, 'updateService').length === 2 : one?.status?.phase === 'stopped';
    await world.until(KIND, 'resnet', seen, 60);
    if (running) await settled(world);
    else await new Promise((resolve) => setTimeout(resolve, 1_500));
    await world.until(KIND, 'resnet', (one) => one?.status?.phase === phase, 60);
    expect((await held(world, id)).status).toBe(phase);
    expect(calls(world, 'updateService')).toHaveLength(running ? 2 : 1);
  });

  test('what others change is set back, which an Event tells with both numbers', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, realTime(variant(model, { instanceCount: 2 })));
    const id = await settled(world);
    await inCloud(world, (cloud) => cloud.services.scale(id, { [model]: 5 }, OPTIONS));
    const { note } = await world.untilEvent('resnet', 'DriftCorrected');
    expect(note).toContain('spec.variants[stable].instanceCount: 5 in ModelArts, 2 wanted');
    await world.until(KIND, 'resnet', (one) => one?.status?.replicas === 2 && isSettled(one), 60);
    expect((await held(world, id)).variants[0]?.instanceCount).toBe(2);
  });
});

describe.concurrent('a model', () => {
  test('that is not published yet is waited for, and kept from going while it is served', async () => {
    await using stage = await ready({ durations: { buildingMs: 1_000 } });
    const { world } = stage;
    await world.create('models', 'Model', 'mnist', {
      modelVersion: '1.0.0',
      modelType: 'TensorFlow',
      source: { location: 'https://models.obs.example.com/mnist' },
    });
    const { modelId: _, ...rest } = variant('');
    await service(world, realTime({ ...rest, modelRef: { name: 'mnist' } }));
    const waiting = await world.until(KIND, 'resnet', (one) =>
      messageOf(one, 'Reconciling').includes('modelRef'),
    );
    expect(messageOf(waiting, 'Reconciling')).toContain(
      'spec.variants[stable].modelRef: Model "mnist" is not ready',
    );
    await settled(world);
    await world.remove('models', 'mnist');
    const kept = await world.until('models', 'mnist', (one) => holds(one, 'Reconciling', 'InUse'));
    expect(messageOf(kept, 'Reconciling')).toContain('ModelService resnet');
    await remove(world);
    await world.until('models', 'mnist', (one) => one === undefined);
  });
});

describe.concurrent('a batch service', () => {
  test('runs to its end and is never made again', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, batch(model));
    const done = await world.until(KIND, 'resnet', (one) => holds(one, 'Complete'), 60);
    expect(done?.status?.phase).toBe('finished');
    expect(ever(world.simulator)).toHaveLength(1);
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
  });
});
