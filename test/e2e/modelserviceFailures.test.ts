/** What fails: deployments, updates, single calls; and what ModelArts answers otherwise than one might think. */
import { describe, expect, test } from 'vitest';
import { RECONCILE_AT } from '../../operator/runtime/policy.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready } from '../support/world.ts';
import {
  alive,
  calls,
  changes,
  deployed,
  edit,
  ever,
  Failing,
  held,
  isSettled,
  KIND,
  models,
  OPTIONS,
  pause,
  realTime,
  remove,
  service,
  settled,
  variant,
} from './services.ts';

/** What a person sets to have what failed tried again. */
const askAgain = () => ({ metadata: { annotations: { [RECONCILE_AT]: new Date().toISOString() } } });

describe.concurrent('a first deployment that fails', () => {
  test('is told in the words of the cloud, and a corrected spec deploys the same service', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [bad = '', good = ''] = await models(world, 'broken', 'good');
    world.simulator.outcome(/broken/, 'Failed', { message: 'image has no entry point' });
    await service(world, realTime(variant(bad)));
    const stalled = await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'DeploymentFailed'), 60);
    expect(messageOf(stalled, 'Stalled')).toContain('image has no entry point');
    expect([holds(stalled, 'Ready'), stalled?.status?.message]).toEqual([false, 'image has no entry point']);
    await pause(1_000);
    expect(changes(world)).toEqual({ scales: 0, patches: 0, puts: 0 });
    await edit(world, { variants: [variant(good)] });
    const id = await settled(world, 2);
    expect((await held(world, id)).variants.map(({ modelId }) => modelId)).toEqual([good]);
    expect(ever(world.simulator)).toHaveLength(1);
  });

  test('is tried again when a person asks for it', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    const failing = new Failing('mnist');
    world.simulator.outcome(failing, 'Failed', { message: 'no capacity' });
    await service(world, realTime(variant(model)));
    await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'DeploymentFailed'), 60);
    failing.on = false;
    await world.patch(KIND, 'resnet', askAgain());
    await settled(world);
    expect(changes(world)).toEqual({ scales: 0, patches: 0, puts: 1 });
  });
});

describe.concurrent('an update that fails, after which answers show', () => {
  test.each([
    ['what served before', 'revert'],
    ['what failed', 'keep'],
  ] as const)(
    '%s, leaves the service serving, and is sent once until a person asks',
    async (_words, reading) => {
      await using stage = await ready({ behaviours: { 'service.failedUpdate': reading } });
      const { world } = stage;
      const [one = '', two = ''] = await models(world, 'one', 'broken');
      const failing = new Failing('broken');
      world.simulator.outcome(failing, 'Failed', { message: 'out of memory' });
      await service(world, realTime(variant(one)));
      const id = await settled(world);
      await edit(world, { variants: [variant(two)] });
      const stalled = await world.until(
        KIND,
        'resnet',
        (object) => holds(object, 'Stalled', 'RolloutFailed'),
        60,
      );
      expect(holds(stalled, 'Ready')).toBe(true);
      expect(messageOf(stalled, 'Stalled')).toContain(RECONCILE_AT);
      const sent = () => Object.values(changes(world)).reduce((sum, count) => sum + count, 0);
      expect(sent()).toBe(1);
      await pause(1_500);
      expect(sent()).toBe(1);
      failing.on = false;
      await world.patch(KIND, 'resnet', askAgain());
      await settled(world, 2);
      expect(sent()).toBe(2);
      expect((await held(world, id)).variants.map(({ modelId }) => modelId)).toEqual([two]);
      expect((await world.events('resnet')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
    },
  );

  test('what served before, is given up by a spec that wants that again', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'broken');
    world.simulator.outcome(/broken/, 'Failed', { message: 'out of memory' });
    await service(world, realTime(variant(one)));
    await settled(world);
    await edit(world, { variants: [variant(two)] });
    await world.until(KIND, 'resnet', (object) => holds(object, 'Stalled', 'RolloutFailed'), 60);
    const before = changes(world);
    await edit(world, { variants: [variant(one)] });
    await settled(world, 3);
    expect(changes(world)).toEqual(before);
  });
});

describe.concurrent('a call whose answer is lost', () => {
  test('makes no second service', async () => {
    await using stage = await ready({ behaviours: { 'service.duplicateName': 'allow' } });
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    world.simulator.faults.add({ operation: 'createService', times: 1, kind: 'drop-after' });
    await service(world, realTime(variant(model)));
    await settled(world);
    expect(ever(world.simulator)).toHaveLength(1);
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
  });

  test.each([
    ['updateServiceProperty', { instanceCount: 3 }],
    ['patchService', { envs: [{ name: 'BATCH', value: '8' }] }],
    ['updateService', { affinity: { nodeAffinity: { mode: 'preferred' } } }],
  ] as const)('is not made again where it has taken effect: %s', async (operation, parts) => {
    await using stage = await ready();
    const { world } = stage;
    const { model } = await deployed(world);
    world.simulator.faults.add({ operation, times: 1, kind: 'drop-after' });
    await edit(world, { variants: [variant(model, parts)] });
    await settled(world, 2);
    expect(calls(world, operation)).toHaveLength(1);
  });
});

describe.concurrent('a service that is busy', () => {
  test('is waited for: what is edited while it deploys is sent once it has come to rest', async () => {
    await using stage = await ready({ durations: { deployingMs: 4_000 } });
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, realTime(variant(model)));
    await world.until(KIND, 'resnet', () => ever(world.simulator).length > 0);
    await edit(world, { variants: [variant(model, { instanceCount: 2 })] });
    await settled(world, 2);
    expect(world.simulator.audit.calls.filter(({ status }) => status === 400)).toEqual([]);
    expect(changes(world)).toEqual({ scales: 1, patches: 0, puts: 0 });
  });

  test('and refuses a change (ModelArts.3519) gets it a little later', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { model, id } = await deployed(world);
    const refusal = { kind: 'status', status: 400, code: 'ModelArts.3519' } as const;
    world.simulator.faults.add({ operation: 'updateServiceProperty', times: 1, ...refusal });
    await edit(world, { variants: [variant(model, { instanceCount: 2 })] });
    await settled(world, 2);
    expect((await held(world, id)).variants[0]?.instanceCount).toBe(2);
  });
});

describe.concurrent('what is no difference', () => {
  test('weights that answers tell as texts', async () => {
    await using stage = await ready({ behaviours: { 'service.weight': 'string' } });
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'two');
    await service(
      world,
      realTime(variant(one, { weight: 90 }), variant(two, { name: 'canary', weight: 10 })),
    );
    const id = await settled(world);
    await inCloud(world, (cloud) => cloud.services.update(id, { description: 'other' }, OPTIONS));
    await world.untilEvent('resnet', 'DriftCorrected', 50);
    await world.until(KIND, 'resnet', (object) => isSettled(object), 60);
    expect(changes(world)).toEqual({ scales: 0, patches: 0, puts: 2 });
    expect((await world.get(KIND, 'resnet'))?.status?.variantSummary).toBe('stable 90,canary 10');
  });
});
