import { describe, expect, inject, test } from 'vitest';
import { FINALIZER } from '../../operator/runtime/object.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, specOf, World } from '../support/world.ts';

const KIND = 'algorithms';
const { jobConfig } = specOf('algorithm') as { jobConfig: Record<string, unknown> };

const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'algorithm');
const alive = (simulator: Simulator) => ever(simulator).filter(({ deletedAt }) => deletedAt === undefined);
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

/** Until the object is as its generation wants it; answers its id. */
async function settled(world: World, name: string, generation = 1): Promise<string> {
  const object = await world.until(
    KIND,
    name,
    (one) =>
      one?.status?.observedGeneration === generation && holds(one, 'Ready') && !holds(one, 'Reconciling'),
  );
  return object?.status?.remote?.id as string;
}

async function remove(world: World, name: string): Promise<void> {
  await world.remove(KIND, name);
  await world.until(KIND, name, (object) => object === undefined);
}

const held = (world: World, id: string) => inCloud(world, (cloud) => cloud.algorithm(id));

describe.concurrent('the life of an Algorithm', () => {
  test('it becomes one algorithm with a name of its own, and its deletion deletes that', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet', { description: 'nightly' });
    const id = await settled(world, 'resnet');
    const [made, ...more] = ever(world.simulator);
    expect([made?.id, made?.name, more]).toEqual([id, expect.stringMatching(/^resnet-[0-9a-f]{8}-1$/), []]);
    expect((await held(world, id)).description).toMatch(/^nightly \[k8s /);
    await world.untilEvent('resnet', 'Created');
    await remove(world, 'resnet');
    expect(alive(world.simulator)).toEqual([]);
  });

  test.each(['uuid', 'integer'] as const)(
    'all fields arrive, with ids as %s, and cost one call',
    async (form) => {
      await using stage = await ready({ behaviours: { 'algorithm.id': form } });
      const { world } = stage;
      await world.create(KIND, 'Algorithm', 'complete', specOf('algorithm-complete'));
      const id = await settled(world, 'complete');
      expect((await held(world, id)).name).toBe('complete_1');
      await new Promise((resolve) => setTimeout(resolve, 800));
      expect([calls(world, 'createAlgorithm').length, calls(world, 'updateAlgorithm').length]).toEqual([
        1, 0,
      ]);
    },
  );

  test('those that are at rest cost no more calls than the polls of their list, and no writes', async () => {
    await using stage = await ready();
    const { world } = stage;
    for (const name of ['a', 'b', 'c']) await world.algorithm(name);
    for (const name of ['a', 'b', 'c']) await settled(world, name);
    expect(await atRest(world, KIND, 'a')).toEqual(onlyPolls('listAlgorithms'));
  });

  test('in another workspace it is made, found and followed there', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createAlgorithm', times: 1, kind: 'drop-after' });
    await world.algorithm('resnet', { workspaceId: 'w-1' });
    const id = await settled(world, 'resnet');
    expect([(await held(world, id)).workspaceId, ever(world.simulator).length]).toEqual(['w-1', 1]);
    await inCloud(world, (cloud) => cloud.changeAlgorithm(id, { metadata: { name: 'renamed' } }));
    await world.untilEvent('resnet', 'DriftCorrected');
  });
});

describe.concurrent('an edit of an Algorithm', () => {
  test('reaches the cloud, also where it takes something away, and is no drift', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet', { description: 'first' });
    const id = await settled(world, 'resnet');
    const spec = { description: 'second', jobConfig: { inputs: null, outputs: [{ name: 'model' }] } };
    await world.patch(KIND, 'resnet', { spec });
    await settled(world, 'resnet', 2);
    const { description, content } = await held(world, id);
    expect(description).toMatch(/^second \[k8s /);
    expect(content.jobConfig.outputs).toEqual([{ name: 'model' }]);
    expect(content.jobConfig).not.toHaveProperty('inputs');
    expect((await world.events('resnet')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
  });

  test('of the name renames it, and a name that is taken is told and tried again', async () => {
    await using stage = await ready();
    const { world } = stage;
    await inCloud(world, (cloud) => cloud.createAlgorithm('taken'));
    await world.algorithm('resnet');
    const id = await settled(world, 'resnet');
    await world.patch(KIND, 'resnet', { spec: { name: 'taken' } });
    const stalled = await world.until(KIND, 'resnet', (one) =>
      holds(one, 'Stalled', 'DuplicateAlgorithmName'),
    );
    expect(messageOf(stalled, 'Stalled')).toContain('ModelArts.2821');
    await world.patch(KIND, 'resnet', { spec: { name: 'free' } });
    await settled(world, 'resnet', 3);
    expect((await held(world, id)).name).toBe('free');
    await world.until(KIND, 'resnet', (one) => one?.status?.remote?.name === 'free');
  });

  test('of the workspace is refused: at admission where the server knows CEL, else by the operator', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet');
    await settled(world, 'resnet');
    const said = /spec\.workspaceId: an algorithm cannot change after it was created/;
    const edited = world.patch(KIND, 'resnet', { spec: { workspaceId: 'w-1' } });
    if (Number(inject('controlPlane').version.split('.')[1]) >= 25)
      await expect(edited).rejects.toThrow(said);
    else {
      await edited;
      const stalled = await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'ImmutableField'));
      expect(messageOf(stalled, 'Stalled')).toMatch(said);
    }
  });

  test('that the cloud refuses is told with the code, and a corrected one is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet');
    const id = await settled(world, 'resnet');
    const odd = [{ key: 'colour', values: ['red'] }];
    await world.patch(KIND, 'resnet', { spec: { resourceRequirements: odd } });
    const stalled = await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/ModelArts\.2788.*resource_requirements/);
    const good = [{ key: 'flavor_type', values: ['GPU'] }];
    await world.patch(KIND, 'resnet', { spec: { resourceRequirements: good } });
    await settled(world, 'resnet', 3);
    expect((await held(world, id)).content.resourceRequirements).toMatchObject(good);
  });
});

describe.concurrent('what somebody does to the algorithm in ModelArts', () => {
  test('is noticed by the list, set back and told by an Event that names the fields', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet');
    const id = await settled(world, 'resnet');
    const { name } = await held(world, id);
    await inCloud(world, (cloud) =>
      cloud.changeAlgorithm(id, {
        metadata: { name },
        job_config: { command: 'x', engine: { image_url: 'i' } },
      }),
    );
    const event = await world.untilEvent('resnet', 'DriftCorrected');
    expect(event).toMatchObject({ type: 'Warning', note: expect.stringContaining('spec.jobConfig.command') });
    await settled(world, 'resnet');
    const { content } = await held(world, id);
    expect(content.jobConfig).toMatchObject({ bootFile: jobConfig.bootFile });
    expect(content.jobConfig).not.toHaveProperty('command');
  });

  test('is set back when it is a generated name, too: by it the algorithm is found', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet');
    const id = await settled(world, 'resnet');
    const { name } = await held(world, id);
    await inCloud(world, (cloud) => cloud.changeAlgorithm(id, { metadata: { name: 'by-hand' } }));
    const { note } = await world.untilEvent('resnet', 'DriftCorrected');
    expect(note).toMatch(/^spec\.name: /);
    await settled(world, 'resnet');
    expect((await held(world, id)).name).toBe(name);
  });

  test('deleted, it is made again after a second look, which status and an Event tell', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet');
    const id = await settled(world, 'resnet');
    await inCloud(world, (cloud) => cloud.removeAlgorithm(id));
    await world.until(KIND, 'resnet', (object) => holds(object, 'Reconciling', 'RemoteMissing'));
    const again = await world.until(KIND, 'resnet', (object) => object?.status?.remote?.attempt === 2);
    expect(again?.status?.attempts).toMatchObject([{ attempt: 1, id, reason: 'DeletedExternally' }]);
    await world.untilEvent('resnet', 'DeletedExternally');
    await settled(world, 'resnet');
    await remove(world, 'resnet');
    expect(ever(world.simulator)).toHaveLength(2);
  });
});

describe.concurrent('an existing algorithm', () => {
  test('is taken over and brought to what the spec says, keeps its name, and stays on deletion', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.createAlgorithm('by-hand', { description: 'theirs' }));
    await world.algorithm('resnet', { adopt: { id } });
    await world.untilEvent('resnet', 'Adopted');
    await world.until(KIND, 'resnet', () => calls(world, 'updateAlgorithm').length === 1);
    expect(await settled(world, 'resnet')).toBe(id);
    const { name, description, content } = await held(world, id);
    expect([name, content.jobConfig.bootFile]).toEqual(['by-hand', jobConfig.bootFile]);
    expect(description).toMatch(/^\[k8s /);
    expect((await world.events('resnet')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
    await remove(world, 'resnet');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('is only looked at by one that observes', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.createAlgorithm('by-hand'));
    await world.algorithm('resnet', { adopt: { id }, managementPolicy: 'Observe' });
    await world.until(KIND, 'resnet', (object) => holds(object, 'Ready'));
    await remove(world, 'resnet');
    expect(calls(world, 'updateAlgorithm')).toEqual([]);
    expect(alive(world.simulator)).toHaveLength(1);
  });
});

describe.concurrent('never twice, never lost', () => {
  test.each([
    ['carried out, its answer lost', { kind: 'drop-after' }],
    ['not carried out, its answer lost', { kind: 'drop-before' }],
    ['carried out, its answer garbage', { kind: 'garbage' }],
  ] as const)('a create that was %s becomes one algorithm', async (_words, fault) => {
    await using stage = await ready({ behaviours: { 'algorithm.duplicateName': 'allow' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createAlgorithm', times: 1, ...fault } as never);
    await world.algorithm('resnet');
    await world.until(KIND, 'resnet', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    const id = await settled(world, 'resnet');
    expect(ever(world.simulator).map((one) => one.id)).toEqual([id]);
  });

  test('a create in a workspace that was edited away before its answer was known is found all the same', async () => {
    await using stage = await ready({ behaviours: { 'algorithm.duplicateName': 'allow' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createAlgorithm', times: 1, kind: 'drop-after' });
    await world.algorithm('resnet', { workspaceId: 'w-1' });
    await world.until(KIND, 'resnet', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    await world.patch(KIND, 'resnet', { spec: { workspaceId: 'w-2' } });
    await world.until(KIND, 'resnet', (object) => object?.status?.remote !== undefined);
    expect(ever(world.simulator)).toHaveLength(1);
    await remove(world, 'resnet');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('an update whose answer is lost is seen to have taken effect, and not sent again', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet');
    const id = await settled(world, 'resnet');
    world.simulator.faults.add({ operation: 'updateAlgorithm', times: 1, kind: 'drop-after' });
    await world.patch(KIND, 'resnet', { spec: { description: 'second' } });
    await settled(world, 'resnet', 2);
    expect((await held(world, id)).description).toMatch(/^second /);
    expect(calls(world, 'updateAlgorithm')).toHaveLength(1);
  });

  test('a name that somebody else has is a NameConflict; the other algorithm is not touched', async () => {
    await using stage = await ready();
    const { world } = stage;
    await inCloud(world, (cloud) => cloud.createAlgorithm('wanted'));
    await world.algorithm('resnet', { name: 'wanted' });
    const stalled = await world.until(KIND, 'resnet', (object) => holds(object, 'Stalled', 'NameConflict'));
    expect(messageOf(stalled, 'Stalled')).toContain('already has an algorithm "wanted"');
    await remove(world, 'resnet');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('a twin that appears is noticed by the list, and deleted with the object', async () => {
    await using stage = await ready({ behaviours: { 'algorithm.duplicateName': 'allow' } });
    const { world } = stage;
    await world.algorithm('resnet');
    const id = await settled(world, 'resnet');
    const { name } = await held(world, id);
    const twin = await inCloud(world, (cloud) => cloud.createAlgorithm(name));
    const told = await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'DuplicateRemote'));
    expect(messageOf(told, 'Stalled')).toContain(twin);
    await remove(world, 'resnet');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('a spec that cannot be sent is told by field, and nothing is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.algorithm('resnet', { jobConfig: { ...jobConfig, bootFile: '/elsewhere/train.py' } });
    const stalled = await world.until(KIND, 'resnet', (object) => holds(object, 'Stalled', 'InvalidSpec'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/spec\.jobConfig\.bootFile/);
    expect(calls(world, 'createAlgorithm')).toEqual([]);
    expect(stalled?.metadata.finalizers).toBeUndefined();
  });

  test('an object with an unknown past is looked up before anything is sent', async () => {
    await using world = await World.create();
    await world.account();
    await world.algorithm('resnet', {}, { finalizers: [FINALIZER] });
    world.start();
    await settled(world, 'resnet');
    const made = world.simulator.audit.calls.map(({ operation }) => operation);
    const lookUps = made
      .slice(0, made.indexOf('createAlgorithm'))
      .filter((name) => name === 'listAlgorithms');
    expect(lookUps.length).toBeGreaterThanOrEqual(2);
  });
});
