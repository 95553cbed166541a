/** Services that stop: by their schedule, by the spec, by others, at the end of their data. */
import { describe, expect, test } from 'vitest';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready } from '../support/world.ts';
import {
  alive,
  batch,
  calls,
  deployed,
  edit,
  ever,
  held,
  KIND,
  models,
  OPTIONS,
  pause,
  realTime,
  remove,
  service,
  settled,
  variant,
  weightless,
} from './services.ts';

/** A minute of its schedule takes two seconds, its stages are as short as ever. */
const FAST = {
  speed: 30,
  durations: { deployingMs: 7_500, instanceMs: 3_000, stoppingMs: 7_500, batchMs: 3_600_000 },
};
const LONG = { durations: { batchMs: 3_600_000 } };
const schedule = [{ type: 'stop', timeUnit: 'MINUTES', duration: 5 }];

const stopInCloud = (world: Parameters<typeof held>[0], id: string) =>
  inCloud(world, (cloud) => cloud.services.setStatus(id, 'stopped', OPTIONS));

describe.concurrent('a service with a schedule', () => {
  test('that has passed is settled although it is to run, and an edit starts it again', async () => {
    await using stage = await ready(FAST);
    const { world } = stage;
    const { id } = await deployed(world, { schedule, running: true });
    expect((await world.get(KIND, 'resnet'))?.status?.stopsAt).toMatch(/^20/);
    const stopped = await world.until(
      KIND,
      'resnet',
      (one) => one?.status?.phase === 'stopped' && !holds(one, 'Reconciling'),
      60,
    );
    expect([holds(stopped, 'Stalled'), holds(stopped, 'Ready')]).toEqual([false, false]);
    await pause(1_000);
    expect(calls(world, 'updateService')).toEqual([]);
    await edit(world, { schedule: null });
    await settled(world, 2);
    expect((await held(world, id)).status).toBe('running');
    expect((await world.get(KIND, 'resnet'))?.status?.stopsAt).toBeUndefined();
  });
});

describe.concurrent('a service that is not to run', () => {
  test('is not made before it is', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, { ...realTime(variant(model)), running: false });
    await world.until(KIND, 'resnet', (one) => holds(one, 'Suspended', 'NotRunning'));
    await pause(500);
    expect(ever(world.simulator)).toEqual([]);
    await edit(world, { running: null });
    const id = await settled(world, 2);
    expect(holds(await world.get(KIND, 'resnet'), 'Suspended')).toBe(false);
    await edit(world, { running: false });
    await world.until(KIND, 'resnet', (one) => holds(one, 'Suspended', 'Stopped'), 60);
    expect((await held(world, id)).status).toBe('stopped');
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
  });

  test('takes an edit along when it is started again', async () => {
    await using stage = await ready({ behaviours: { 'service.updateStopped': 'keep' } });
    const { world } = stage;
    const { model, id } = await deployed(world);
    await edit(world, { running: false });
    await world.until(KIND, 'resnet', (one) => holds(one, 'Suspended', 'Stopped'), 60);
    await edit(world, { running: true, variants: [variant(model, { instanceCount: 2 })] });
    await settled(world, 3);
    expect(await held(world, id)).toMatchObject({ status: 'running', variants: [{ instanceCount: 2 }] });
  });
});

describe.concurrent('an edge service', () => {
  test('runs on its nodes, which status shows', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, {
      inferType: 'edge',
      variants: [weightless(model, { nodes: ['node-1', 'node-2'] })],
    });
    await settled(world);
    const { status } = (await world.get(KIND, 'resnet')) ?? {};
    expect(status?.url).toBeUndefined();
    expect(status?.nodes).toMatchObject([
      { id: 'node-1', status: 'running', url: expect.stringMatching(/^https:/) },
      { id: 'node-2' },
    ]);
    await pause(700);
    expect(calls(world, 'updateService')).toEqual([]);
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
  });
});

describe.concurrent('a batch service', () => {
  test('that cannot be deployed has failed, in the words of the cloud, and is not made again', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'broken');
    world.simulator.outcome(/broken/, 'Failed', { message: 'no such path' });
    await service(world, batch(model));
    const failed = await world.until(KIND, 'resnet', (one) => holds(one, 'Failed', 'BatchFailed'), 60);
    expect(messageOf(failed, 'Failed')).toContain('no such path');
    expect(holds(failed, 'Stalled')).toBe(true);
    await pause(700);
    expect(ever(world.simulator)).toHaveLength(1);
  });

  test('that somebody stops has failed, and is neither started nor made again', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, batch(model));
    const running = await world.until(KIND, 'resnet', (one) => one?.status?.phase === 'running', 60);
    await stopInCloud(world, running?.status?.remote?.id as string);
    await world.until(KIND, 'resnet', (one) => holds(one, 'Failed', 'StoppedExternally'), 60);
    await pause(700);
    expect([ever(world.simulator).length, calls(world, 'updateService').length]).toEqual([1, 1]);
  });

  test('that somebody deletes has failed, and is not made again', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, batch(model));
    const running = await world.until(KIND, 'resnet', (one) => one?.status?.phase === 'running', 60);
    const id = running?.status?.remote?.id as string;
    await inCloud(world, (cloud) => cloud.services.remove(id, OPTIONS));
    await world.until(KIND, 'resnet', (one) => holds(one, 'Failed', 'DeletedExternally'), 60);
    await pause(700);
    expect(ever(world.simulator)).toHaveLength(1);
    await remove(world);
  });

  test('that the spec stops is suspended, and is started again by it, however quickly it is told', async () => {
    await using stage = await ready({ durations: { batchMs: 3_600_000, stoppingMs: 1_000 } });
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, batch(model));
    await world.until(KIND, 'resnet', (one) => one?.status?.phase === 'running', 60);
    await edit(world, { running: false });
    await world.until(KIND, 'resnet', (one) => holds(one, 'Suspended', 'Stopped'), 60);
    await edit(world, { running: null });
    const runs = (generation: number) =>
      world.until(
        KIND,
        'resnet',
        (one) => one?.status?.observedGeneration === generation && one.status.phase === 'running',
        60,
      );
    await runs(3);
    await edit(world, { running: false });
    // Not even stopped yet: what then stands still has not been stopped by others.
    await world.until(KIND, 'resnet', (one) => one?.status?.phase === 'stopping', 60);
    await edit(world, { running: null });
    const again = await runs(5);
    expect([holds(again, 'Failed'), holds(again, 'Suspended')]).toEqual([false, false]);
    expect([ever(world.simulator).length, calls(world, 'updateService').length]).toEqual([1, 4]);
  });
});
