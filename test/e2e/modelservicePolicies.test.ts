/** Whose a service is, and what may be done to it: adopting, observing, names, twins, deletion; what it costs at rest. */

import { describe, expect, test } from 'vitest';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';
import {
  alive,
  calls,
  changes,
  deployed,
  edit,
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
  weightless,
} from './services.ts';

/** A service that somebody made, running. */
async function byHand(world: World, name = 'made-by-hand') {
  const [model = ''] = await models(world, 'mnist');
  const id = await inCloud(world, (cloud) => cloud.createService(name, model));
  await expect.poll(async () => (await held(world, id)).status, { timeout: 20_000 }).toBe('running');
  return { model, id };
}

describe.concurrent('a service that exists', () => {
  test('is adopted, marked, brought to the spec, and left in ModelArts on deletion', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { model, id } = await byHand(world);
    await service(world, { ...realTime(variant(model, { instanceCount: 2 })), adopt: { id } });
    expect(await settled(world)).toBe(id);
    const { description, variants } = await held(world, id);
    expect([description, variants[0]?.instanceCount]).toEqual([expect.stringMatching(/^\[k8s /), 2]);
    expect((await world.events('resnet')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
    await remove(world);
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('is only looked at where the spec says Observe: what differs is told and left', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { model, id } = await byHand(world);
    const spec = realTime(variant(model, { instanceCount: 2 }));
    await service(world, { ...spec, adopt: { id }, managementPolicy: 'Observe' });
    const { note } = await world.untilEvent('resnet', 'DriftObserved', 50);
    expect(note).toContain('spec.variants[stable].instanceCount: 1 in ModelArts, 2 wanted');
    await remove(world);
    expect(changes(world)).toEqual({ scales: 0, patches: 0, puts: 0 });
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('and has the wanted name is a NameConflict, and not touched', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { model } = await byHand(world, 'wanted');
    await service(world, { ...realTime(variant(model)), name: 'wanted' });
    const stalled = await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'NameConflict'), 60);
    expect(messageOf(stalled, 'Stalled')).toContain('already has a service "wanted"');
    await remove(world);
    expect(alive(world.simulator)).toHaveLength(1);
  });
});

describe.concurrent('a service of an object', () => {
  test('that has a twin is not touched, and both are deleted with the object', async () => {
    await using stage = await ready({ behaviours: { 'service.duplicateName': 'allow' } });
    const { world } = stage;
    const { model, id } = await deployed(world);
    const { name } = await held(world, id);
    const twin = await inCloud(world, (cloud) => cloud.createService(name, model));
    const told = await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'DuplicateRemote'), 60);
    expect(messageOf(told, 'Stalled')).toContain(twin);
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
  });

  test('that somebody deletes is made again', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { id } = await deployed(world);
    await inCloud(world, (cloud) => cloud.services.remove(id, OPTIONS));
    const again = await world.until(
      KIND,
      'resnet',
      (one) => one?.status?.remote?.attempt === 2 && isSettled(one),
      60,
    );
    expect(again?.status?.attempts).toMatchObject([{ attempt: 1, id, reason: 'DeletedExternally' }]);
    expect([ever(world.simulator).length, alive(world.simulator).length]).toEqual([2, 1]);
    await remove(world);
    expect(alive(world.simulator)).toEqual([]);
  });

  test('that is stopped by the spec and deleted by somebody is made again once it is to run', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { id } = await deployed(world);
    await edit(world, { running: false });
    await world.until(KIND, 'resnet', (one) => holds(one, 'Suspended', 'Stopped'), 60);
    await inCloud(world, (cloud) => cloud.services.remove(id, OPTIONS));
    await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'DeletedExternally'), 60);
    expect(ever(world.simulator)).toHaveLength(1);
    await edit(world, { running: null });
    await settled(world, 3);
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('is kept while spec.deletionProtection says so', async () => {
    await using stage = await ready();
    const { world } = stage;
    await deployed(world, { deletionProtection: true });
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (one) => messageOf(one, 'Stalled').includes('deletionProtection'), 60);
    expect(alive(world.simulator)).toHaveLength(1);
    await edit(world, { deletionProtection: false });
    await world.until(KIND, 'resnet', (one) => one === undefined);
    expect(alive(world.simulator)).toEqual([]);
  });

  test('in another workspace is made, found and followed there', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createService', times: 1, kind: 'drop-after' });
    const { model, id } = await deployed(world, { workspaceId: 'w-1' });
    expect([(await held(world, id)).workspaceId, ever(world.simulator).length]).toEqual(['w-1', 1]);
    await inCloud(world, (cloud) => cloud.services.scale(id, { [model]: 3 }, OPTIONS));
    await world.untilEvent('resnet', 'DriftCorrected', 50);
  });

  test('costs polls of the list at rest, and nothing else', async () => {
    await using stage = await ready();
    const { world } = stage;
    await deployed(world);
    expect(await atRest(world, KIND, 'resnet')).toEqual(onlyPolls('listServices'));
  });
});

describe.concurrent('a field that cannot change', () => {
  test.each([
    ['spec.inferType', { inferType: 'edge', variants: [weightless('model-2', { nodes: ['node-1'] })] }],
    ['spec.name', { name: 'other' }],
    ['spec.workspaceId', { workspaceId: 'w-2' }],
    ['spec.poolId', { poolId: 'pool-2' }],
  ])('%s is refused or told by its name, and nothing is sent', async (field, change) => {
    await using stage = await ready();
    const { world } = stage;
    await deployed(world);
    const refused = await edit(world, change).then(
      () => undefined,
      (error: Error) => error.message,
    );
    const told =
      refused ?? messageOf(await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled'), 60), 'Stalled');
    expect(told).toContain(field);
    expect(changes(world)).toEqual({ scales: 0, patches: 0, puts: 0 });
    expect(calls(world, 'createService')).toHaveLength(1);
  });
});
