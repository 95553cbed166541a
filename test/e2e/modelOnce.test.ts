import { describe, expect, test } from 'vitest';
import { FINALIZER } from '../../operator/runtime/object.ts';
import { serviceOf } from '../modelarts/served.ts';
import { asSomebody, inCloud } from '../support/cloud.ts';
import { alive, calls, everMade, inModelArts, MODELS, pause, published, removed } from '../support/models.ts';
import { holds, messageOf, ready, World } from '../support/world.ts';

describe.concurrent('never twice, never lost', () => {
  test.each([
    ['carried out, its answer lost', { kind: 'drop-after' }],
    ['not carried out, its answer lost', { kind: 'drop-before' }],
    ['carried out, its answer garbage', { kind: 'garbage' }],
  ] as const)('a create that was %s becomes one model', async (_words, fault) => {
    await using stage = await ready({ behaviours: { 'model.duplicateName': 'allow' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createModel', times: 1, ...fault } as never);
    await world.model('resnet', { modelName: 'resnet' });
    await world.until(MODELS, 'resnet', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    const id = await published(world, 'resnet');
    expect(everMade(world.simulator).map((one) => one.id)).toEqual([id]);
  });

  test('a create of a version that was edited away before its answer was known is found all the same', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createModel', times: 1, kind: 'drop-after' });
    await world.model('resnet', { modelName: 'resnet', workspaceId: 'w-1' });
    await world.until(MODELS, 'resnet', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    const edit = { modelName: 'other', modelVersion: '1.0.1', workspaceId: 'w-2' };
    await world.patch(MODELS, 'resnet', { spec: edit });
    await world.until(MODELS, 'resnet', (object) => object?.status?.remote !== undefined);
    expect(everMade(world.simulator)).toHaveLength(1);
    await removed(world, 'resnet');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('a deletion whose answer is lost is seen to have taken effect', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.model('resnet');
    await published(world, 'resnet');
    world.simulator.faults.add({ operation: 'deleteModel', times: 1, kind: 'drop-after' });
    await removed(world, 'resnet');
    expect(alive(world.simulator)).toEqual([]);
    expect(calls(world, 'deleteModel')).toHaveLength(1);
  });

  test('a twin that appears is noticed by the list, and deleted with the object', async () => {
    await using stage = await ready({ behaviours: { 'model.duplicateName': 'allow' } });
    const { world } = stage;
    await world.model('resnet', { modelName: 'resnet' });
    const { name, description } = await inModelArts(world, await published(world, 'resnet'));
    const twin = await inCloud(world, (cloud) => cloud.createModel(name, { description }));
    const told = await world.until(MODELS, 'resnet', (one) => holds(one, 'Stalled', 'DuplicateRemote'));
    expect(messageOf(told, 'Stalled')).toContain(twin);
    await removed(world, 'resnet');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('an object with an unknown past is looked up before anything is sent', async () => {
    await using world = await World.create();
    await world.account();
    await world.model('resnet', {}, { finalizers: [FINALIZER] });
    world.start();
    await published(world, 'resnet');
    const made = world.simulator.audit.calls.map(({ operation }) => operation);
    const lookUps = made.slice(0, made.indexOf('createModel')).filter((name) => name === 'listModels');
    expect(lookUps.length).toBeGreaterThanOrEqual(2);
  });
});

describe.concurrent('several versions of one name', () => {
  test('are an object each, and neither in each other’s way nor twins', async () => {
    await using stage = await ready();
    const { world } = stage;
    const versions = [
      ['a', '1.0.0'],
      ['b', '1.0.1'],
    ] as const;
    for (const [name, modelVersion] of versions)
      await world.model(name, { modelName: 'resnet', modelVersion });
    for (const [name] of versions) await published(world, name);
    expect(everMade(world.simulator).map(({ name }) => name)).toEqual(['resnet', 'resnet']);
    await removed(world, 'a');
    expect(alive(world.simulator)).toHaveLength(1);
    await published(world, 'b');
  });

  test('that somebody made from ours at the console are theirs, and stay', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.model('resnet');
    const id = await published(world, 'resnet');
    const { name, description } = await inModelArts(world, id);
    const theirs = await inCloud(world, (cloud) =>
      cloud.createModel(name, { model_version: '2.0.0', description }),
    );
    await pause(1_000);
    await published(world, 'resnet');
    await removed(world, 'resnet');
    expect(alive(world.simulator).map((one) => one.id)).toEqual([theirs]);
  });

  test('of somebody else leave the name free; the same version is a NameConflict, and is not touched', async () => {
    await using stage = await ready();
    const { world } = stage;
    await inCloud(world, (cloud) => cloud.createModel('wanted'));
    await world.model('second', { modelName: 'wanted', modelVersion: '1.0.1' });
    await published(world, 'second');
    await world.model('first', { modelName: 'wanted' });
    const stalled = await world.until(MODELS, 'first', (object) => holds(object, 'Stalled', 'NameConflict'));
    expect(messageOf(stalled, 'Stalled')).toBe(
      'spec.modelName: ModelArts already has a model "wanted" of this version that is not ours; choose another name, or another version in spec.modelVersion',
    );
    await world.patch(MODELS, 'first', { spec: { modelVersion: '1.0.2' } });
    await published(world, 'first');
    for (const name of ['first', 'second']) await removed(world, name);
    expect(alive(world.simulator)).toHaveLength(1);
  });
});

describe.concurrent('what somebody does to the model in ModelArts', () => {
  test.each([
    ['a chosen name', { modelName: 'resnet' }, /^resnet$/],
    ['a generated name', {}, /^resnet-[0-9a-f]{8}-2$/],
  ])('deleted, it is made again in the same version under %s', async (_words, spec, again) => {
    await using stage = await ready();
    const { world } = stage;
    await world.model('resnet', spec);
    const id = await published(world, 'resnet');
    await inCloud(world, (cloud) => cloud.removeModel(id));
    await world.until(MODELS, 'resnet', (object) => holds(object, 'Reconciling', 'RemoteMissing'));
    const second = await world.until(MODELS, 'resnet', (object) => object?.status?.remote?.attempt === 2);
    expect(second?.status?.attempts).toMatchObject([{ attempt: 1, id, reason: 'DeletedExternally' }]);
    await world.untilEvent('resnet', 'DeletedExternally');
    const { name, version, description } = await inModelArts(world, await published(world, 'resnet'));
    expect([name, version]).toEqual([expect.stringMatching(again), '1.0.0']);
    expect(description).toMatch(/ #2\]$/);
    await removed(world, 'resnet');
    expect([everMade(world.simulator).length, alive(world.simulator)]).toEqual([2, []]);
  });

  test.each(['list', '500'] as const)(
    'used by a service, it stays until that is gone, and says so: %s',
    async (deleteInUse) => {
      await using stage = await ready({ behaviours: { 'model.deleteInUse': deleteInUse } });
      const { world } = stage;
      await world.model('resnet');
      const id = await published(world, 'resnet');
      const service = await asSomebody(world, (client, options) =>
        client.services.create(serviceOf('runs', id), options),
      );
      await world.remove(MODELS, 'resnet');
      const waiting = await world.until(MODELS, 'resnet', (one) => holds(one, 'Reconciling', 'ModelInUse'));
      expect(messageOf(waiting, 'Reconciling')).toMatch(/Delete the services that use the model first/);
      await asSomebody(world, (client, options) => client.services.remove(service.id, options));
      await world.until(MODELS, 'resnet', (object) => object === undefined);
      expect(alive(world.simulator)).toEqual([]);
    },
  );
});
