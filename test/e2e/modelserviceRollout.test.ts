/** How the second of two variants takes over from the first. */
import { describe, expect, test } from 'vitest';
import type { RolloutStatus } from '../../operator/kinds/modelservice/rollout.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { holds, messageOf, ready } from '../support/world.ts';
import {
  calls,
  changes,
  edit,
  ever,
  KIND,
  models,
  pause,
  realTime,
  service,
  settled,
  variant,
  weightless,
  weightsOf,
} from './services.ts';

const rollingOut = (one: string, two: string, rollout: object) => ({
  ...realTime(weightless(one), weightless(two, { name: 'canary' })),
  rollout,
});

const rolloutOf = (object: Resource | undefined) => object?.status?.rollout as RolloutStatus | undefined;

describe.concurrent('a roll-out', () => {
  const steps = [{ weight: 10, pause: '1s' }, { weight: 50 }, { weight: 100 }];

  test('goes step by step to its last weight', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'two');
    await service(world, rollingOut(one, two, { steps }));
    const id = await settled(world);
    const { status } = (await world.get(KIND, 'resnet')) ?? {};
    expect(status?.rollout).toMatchObject({ step: 3, weight: 100, state: 'Complete' });
    expect(await weightsOf(world, id)).toEqual([
      [one, 0],
      [two, 100],
    ]);
    expect(calls(world, 'patchService').length).toBe(2);
  });

  test('whose second variant fails gives all requests back to the first one, and says why', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'broken');
    world.simulator.outcome(/broken/, 'Failed', { message: 'out of memory' });
    await service(world, realTime(variant(one)));
    const id = await settled(world);
    await edit(world, rollingOut(one, two, { steps }));
    const stalled = await world.until(KIND, 'resnet', (object) => holds(object, 'Stalled', 'RolledBack'), 50);
    expect(messageOf(stalled, 'Stalled')).toMatch(/step 1 of 3 \(weight 10\): .*correct the second variant/);
    expect(holds(stalled, 'Ready')).toBe(true);
    expect(await weightsOf(world, id)).toEqual([[one, 100]]);
  });

  test('goes on where it was when the operator is restarted in the middle, and pauses its time', async () => {
    await using stage = await ready();
    const { world, operator } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'two');
    await service(world, rollingOut(one, two, { steps: [{ weight: 10, pause: '4s' }, { weight: 100 }] }));
    const waits = (object: Resource | undefined) => rolloutOf(object)?.state === 'Waiting';
    const { since } = rolloutOf(await world.until(KIND, 'resnet', waits, 60)) ?? {};
    await operator.stop();
    world.start();
    const id = await settled(world);
    expect(rolloutOf(await world.get(KIND, 'resnet'))).toMatchObject({ step: 2, state: 'Complete' });
    expect((await weightsOf(world, id)).map(([, weight]) => weight)).toEqual([0, 100]);
    const [patched] = calls(world, 'patchService');
    expect((patched?.at ?? 0) - Date.parse(since ?? '')).toBeGreaterThanOrEqual(4_000);
    expect(ever(world.simulator)).toHaveLength(1);
  });

  test('that is to be held where it fails leaves everything as it is, until the second variant is corrected', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = '', three = ''] = await models(world, 'one', 'broken', 'three');
    world.simulator.outcome(/broken/, 'Failed', { message: 'out of memory' });
    await service(world, realTime(variant(one)));
    const id = await settled(world);
    await edit(world, rollingOut(one, two, { steps, onFailure: 'Hold' }));
    const stalled = await world.until(
      KIND,
      'resnet',
      (object) => holds(object, 'Stalled', 'RolloutHeld'),
      60,
    );
    expect(holds(stalled, 'Ready')).toBe(true);
    const before = changes(world);
    await pause(1_000);
    expect(changes(world)).toEqual(before);
    await edit(world, rollingOut(one, three, { steps, onFailure: 'Hold' }));
    await settled(world, 3);
    expect(await weightsOf(world, id)).toEqual([
      [one, 0],
      [three, 100],
    ]);
  });

  test('that was rolled back begins anew with another second variant', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = '', three = ''] = await models(world, 'one', 'broken', 'three');
    world.simulator.outcome(/broken/, 'Failed', { message: 'out of memory' });
    await service(world, realTime(variant(one)));
    const id = await settled(world);
    await edit(world, rollingOut(one, two, { steps }));
    await world.until(KIND, 'resnet', (object) => holds(object, 'Stalled', 'RolledBack'), 60);
    await edit(world, rollingOut(one, three, { steps }));
    await settled(world, 3);
    expect((await weightsOf(world, id)).at(-1)).toEqual([three, 100]);
  });
});
