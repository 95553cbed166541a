import { describe, expect, inject, test } from 'vitest';
import { manualClock } from '../../operator/simulator/clock.ts';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { inCloud } from '../support/cloud.ts';
import { alive, calls, everMade, inModelArts, MODELS, pause, published, removed } from '../support/models.ts';
import { holds, messageOf, ready, specOf } from '../support/world.ts';

describe.concurrent('the life of a Model', () => {
  test('it becomes one model with a name of its own, and its deletion deletes that', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.model('resnet', { description: 'sees cats' });
    const id = await published(world, 'resnet');
    const [made, ...more] = everMade(world.simulator);
    expect([made?.id, made?.name, more]).toEqual([id, expect.stringMatching(/^resnet-[0-9a-f]{8}-1$/), []]);
    expect((await inModelArts(world, id)).description).toMatch(/^sees cats \[k8s /);
    await world.untilEvent('resnet', 'Created');
    expect(await world.untilEvent('resnet', 'Published')).toMatchObject({ type: 'Normal' });
    await removed(world, 'resnet');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('all fields arrive, the longest description too, and cost one call', async () => {
    await using stage = await ready();
    const { world } = stage;
    const spec = { ...specOf('model-complete'), description: 'd'.repeat(54), deletionProtection: null };
    await world.create(MODELS, 'Model', 'complete', spec);
    const { name, version, description, content } = await inModelArts(
      world,
      await published(world, 'complete'),
    );
    expect([name, version, description.length <= 100]).toEqual(['complete_1', '1.0.10', true]);
    expect(description).toMatch(/^d{54} \[k8s /);
    expect(content).toMatchObject({ modelAlgorithm: 'image_classification', sourceType: 'auto' });
    expect(calls(world, 'createModel')).toHaveLength(1);
  });

  test('an image that is not copied is there without being built', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.create(MODELS, 'Model', 'detector', specOf('model-image'));
    const { content } = await inModelArts(world, await published(world, 'detector'));
    expect(content).toMatchObject({ sourceCopy: 'false', cmd: 'python /home/ma-user/serve.py' });
  });

  test('its status tells how far it is, then the image and the size', async () => {
    const clock = manualClock();
    await using stage = await ready({ clock, durations: { publishingMs: 1_000, buildingMs: 1_000 } });
    const { world } = stage;
    await world.model('resnet');
    const phase = (wanted: string) =>
      world.until(MODELS, 'resnet', (object) => object?.status?.phase === wanted);
    const publishing = await phase('publishing');
    expect(messageOf(publishing, 'Reconciling')).toBe('ModelArts is making the model (publishing)');
    clock.advance(1_000);
    expect(holds(await phase('building'), 'Ready')).toBe(false);
    clock.advance(1_000);
    await published(world, 'resnet');
    const { status } = (await world.get(MODELS, 'resnet')) ?? {};
    expect(status).toMatchObject({ sourceLocation: '/ml-bucket/resnet/', size: '5.0 MB' });
    expect(status?.imageAddress).toContain(status?.remote?.id);
  });

  test('in another workspace it is made, found and followed there', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createModel', times: 1, kind: 'drop-after' });
    await world.model('resnet', { workspaceId: 'w-1' });
    const id = await published(world, 'resnet');
    expect([(await inModelArts(world, id)).workspaceId, everMade(world.simulator).length]).toEqual([
      'w-1',
      1,
    ]);
  });

  test('those that are at rest cost no more calls than the polls of their list, and no writes', async () => {
    await using stage = await ready();
    const { world } = stage;
    for (const name of ['a', 'b', 'c']) await world.model(name);
    for (const name of ['a', 'b', 'c']) await published(world, name);
    expect(await atRest(world, MODELS, 'a')).toEqual(onlyPolls('listModels'));
  });

  test('an operator that starts anew reads none by its id that the list shows as it was left', async () => {
    await using stage = await ready();
    const { world, operator } = stage;
    for (const name of ['a', 'b']) await world.model(name);
    for (const name of ['a', 'b']) await published(world, name);
    await operator.stop();
    const before = world.simulator.audit.calls.length;
    await world.start().leading;
    await pause(2_000);
    const made = world.simulator.audit.calls.slice(before).map(({ operation }) => operation);
    expect([made.includes('listModels'), made.includes('getModel')]).toEqual([true, false]);
  });
});

describe.concurrent('a model that cannot be had', () => {
  test.each([
    ['failed', 'Failed'],
    ['building_failed', 'Abnormal'],
  ] as const)('because publishing ends as %s stays as it is, and says what to do', async (phase, ending) => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^resnet-/, ending);
    await world.model('resnet');
    const stalled = await world.until(MODELS, 'resnet', (one) => holds(one, 'Stalled', 'PublishingFailed'));
    expect(stalled?.status?.phase).toBe(phase);
    expect(messageOf(stalled, 'Stalled')).toMatch(/Correct what it is made from, then delete this object/);
    expect(messageOf(stalled, 'Ready')).toBe(messageOf(stalled, 'Stalled'));
    expect((await world.events('resnet')).map(({ reason }) => reason)).not.toContain('Published');
    await removed(world, 'resnet');
    expect([everMade(world.simulator).length, alive(world.simulator)]).toEqual([1, []]);
  });

  test('because the cloud refuses it says so with the code, and a corrected spec is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.model('resnet', { source: { location: 'nowhere' } });
    const stalled = await world.until(MODELS, 'resnet', (one) => holds(one, 'Stalled'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/ModelArts\.3017.*source_location/);
    await world.patch(MODELS, 'resnet', { spec: { source: { location: '/bucket/model/' } } });
    await published(world, 'resnet');
  });

  test('because its spec makes no sense is told by field, and nothing is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.model('resnet', { initialConfig: '{health:' });
    const stalled = await world.until(MODELS, 'resnet', (object) => holds(object, 'Stalled', 'InvalidSpec'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/spec\.initialConfig/);
    expect(calls(world, 'createModel')).toEqual([]);
    expect(stalled?.metadata.finalizers).toBeUndefined();
  });
});

describe.concurrent('an edit of a Model', () => {
  test('is refused, at admission where the server knows CEL, else by the operator; nothing is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.model('resnet');
    const id = await published(world, 'resnet');
    const said = /spec\.modelVersion: a model cannot change after it was created/;
    const edited = world.patch(MODELS, 'resnet', { spec: { modelVersion: '1.0.1' } });
    if (Number(inject('controlPlane').version.split('.')[1]) >= 25)
      await expect(edited).rejects.toThrow(said);
    else {
      await edited;
      const stalled = await world.until(MODELS, 'resnet', (one) => holds(one, 'Stalled', 'ImmutableField'));
      expect(messageOf(stalled, 'Stalled')).toMatch(said);
      await world.patch(MODELS, 'resnet', { spec: { modelVersion: '1.0.0' } });
      await published(world, 'resnet');
    }
    expect(everMade(world.simulator).map((one) => one.id)).toEqual([id]);
  });
});

describe.concurrent('an existing model', () => {
  test('is taken over as it is, and stays on deletion', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.createModel('by-hand', { description: 'theirs' }));
    await world.create(MODELS, 'Model', 'resnet', { adopt: { id } });
    await world.untilEvent('resnet', 'Adopted');
    expect(await published(world, 'resnet')).toBe(id);
    expect((await world.get(MODELS, 'resnet'))?.status).toMatchObject({
      ...{ modelName: 'by-hand', sourceLocation: '/ml-bucket/by-hand/' },
    });
    await removed(world, 'resnet');
    expect([everMade(world.simulator).length, alive(world.simulator).length]).toEqual([1, 1]);
  });

  test('that is another version than the spec says is told, and left alone', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.createModel('by-hand'));
    await world.model('resnet', { adopt: { id }, modelVersion: '2.0.0' });
    const told = await world.until(MODELS, 'resnet', (one) => holds(one, 'Stalled', 'ImmutableField'));
    expect(messageOf(told, 'Stalled')).toMatch(/^spec\.modelVersion: 1\.0\.0 in ModelArts, 2\.0\.0 wanted: /);
    await removed(world, 'resnet');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('that is gone is not made again by one that does not say what of', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.createModel('by-hand'));
    await world.create(MODELS, 'Model', 'resnet', { adopt: { id } });
    await published(world, 'resnet');
    await inCloud(world, (cloud) => cloud.removeModel(id));
    const told = await world.until(MODELS, 'resnet', (one) => holds(one, 'Stalled', 'InvalidSpec'));
    expect(messageOf(told, 'Stalled')).toMatch(/^spec: give modelVersion and modelType/);
    await removed(world, 'resnet');
    expect(everMade(world.simulator)).toHaveLength(1);
  });

  test('is only looked at by one that observes, and is missed when it goes', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.createModel('by-hand'));
    await world.model('resnet', { adopt: { id }, managementPolicy: 'Observe' });
    expect(await published(world, 'resnet')).toBe(id);
    await inCloud(world, (cloud) => cloud.removeModel(id));
    await world.until(MODELS, 'resnet', (object) => holds(object, 'Stalled', 'DeletedExternally'));
    expect(calls(world, 'createModel')).toHaveLength(1);
  });
});
