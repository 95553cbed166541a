import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';

const KIND = 'modelservices';
const SPECIFICATION = 'modelarts.vm.cpu.2u';

const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'service');
const alive = (simulator: Simulator) => ever(simulator).filter(({ deletedAt }) => deletedAt === undefined);
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

const variant = (modelId: string, parts: object = {}) => ({
  name: 'stable',
  modelId,
  weight: 100,
  specification: SPECIFICATION,
  ...parts,
});
const realTime = (...variants: object[]) => ({ inferType: 'real-time', variants });

/** Models that are published already. */
async function models(world: World, ...names: string[]): Promise<string[]> {
  const ids = await inCloud(world, (cloud) => Promise.all(names.map((name) => cloud.createModel(name))));
  await new Promise((resolve) => setTimeout(resolve, 450));
  return ids;
}

const service = (world: World, spec: object, name = 'resnet') =>
  world.create(KIND, 'ModelService', name, spec);

const isSettled = (object: Resource | undefined, generation?: number) =>
  object?.status?.observedGeneration === (generation ?? object?.metadata.generation) &&
  holds(object, 'Ready') &&
  !holds(object, 'Reconciling') &&
  !holds(object, 'Stalled');

async function settled(world: World, generation = 1, name = 'resnet'): Promise<string> {
  const object = await world.until(KIND, name, (one) => isSettled(one, generation), 60);
  return object?.status?.remote?.id as string;
}

const held = (world: World, id: string) => inCloud(world, (cloud) => cloud.service(id));

async function remove(world: World, name = 'resnet'): Promise<void> {
  await world.remove(KIND, name);
  await world.until(KIND, name, (object) => object === undefined);
}

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
    await world.until(KIND, 'resnet', (one) => one?.status?.phase === 'stopped', 60);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await held(world, id)).status).toBe(phase);
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

const OPTIONS = { signal: new AbortController().signal, gate: () => undefined };

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
    const { weight: _, ...only } = variant(model, {
      srcPath: 'https://data.obs.example.com/in/',
      destPath: 'https://data.obs.example.com/out/',
      reqUri: '/',
      mappingType: 'file',
    });
    await service(world, { inferType: 'batch', variants: [only] });
    const done = await world.until(KIND, 'resnet', (one) => holds(one, 'Complete'), 60);
    expect(done?.status?.phase).toBe('finished');
    expect(ever(world.simulator)).toHaveLength(1);
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
  });
});

describe.concurrent('a roll-out', () => {
  const steps = [{ weight: 10, pause: '1s' }, { weight: 50 }, { weight: 100 }];

  test('goes step by step to its last weight', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'two');
    const { weight: _, ...stable } = variant(one);
    await service(world, {
      ...realTime(stable, { ...stable, name: 'canary', modelId: two }),
      rollout: { steps },
    });
    const id = await settled(world);
    const { status } = (await world.get(KIND, 'resnet')) ?? {};
    expect(status?.rollout).toMatchObject({ step: 3, weight: 100, state: 'Complete' });
    expect((await held(world, id)).variants.map(({ weight }) => weight)).toEqual([0, 100]);
    expect(calls(world, 'patchService').length).toBe(2);
  });

  test('whose second variant fails gives all requests back to the first one, and says why', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'broken');
    world.simulator.outcome(/broken/, 'Failed', { message: 'out of memory' });
    const { weight: _, ...stable } = variant(one);
    await service(world, realTime(variant(one)));
    const id = await settled(world);
    await world.patch(KIND, 'resnet', {
      spec: { variants: [stable, { ...stable, name: 'canary', modelId: two }], rollout: { steps } },
    });
    const stalled = await world.until(KIND, 'resnet', (object) => holds(object, 'Stalled', 'RolledBack'), 60);
    expect(messageOf(stalled, 'Stalled')).toMatch(/step 1 of 3 \(weight 10\): .*correct the second variant/);
    expect(holds(stalled, 'Ready')).toBe(true);
    const { variants } = await held(world, id);
    expect(variants.map(({ modelId, weight }) => [modelId, weight])).toEqual([[one, 100]]);
  });
});
