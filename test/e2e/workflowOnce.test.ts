import { describe, expect, test } from 'vitest';
import { FINALIZER } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, specOf, World } from '../support/world.ts';
import { alive, byHand, calls, ever, held, KIND, made, remove, settled } from './workflows.ts';

describe.concurrent('never twice, never lost', () => {
  test.each([
    ['carried out, its answer lost', { kind: 'drop-after' }],
    ['not carried out, its answer lost', { kind: 'drop-before' }],
    ['carried out, its answer garbage', { kind: 'garbage' }],
  ] as const)('a create that was %s becomes one workflow', async (_words, fault) => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflow', times: 1, ...fault });
    await world.workflow('nightly', { name: 'chosen' });
    await world.until(KIND, 'nightly', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    const id = await settled(world, 'nightly');
    expect(ever(world.simulator).map((one) => one.id)).toEqual([id]);
  });

  test('in another workspace it is made, found and followed there', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflow', times: 1, kind: 'drop-after' });
    await world.workflow('nightly', { workspaceId: 'w-1' });
    const id = await settled(world, 'nightly');
    expect([(await held(world, id, 'w-1')).workspaceId, ever(world.simulator).length]).toEqual(['w-1', 1]);
    await byHand(world, (workflows, options) => workflows.update(id, { labels: [], name: 'x' }, options));
    await world.untilEvent('nightly', 'DriftCorrected');
  });

  test('a create in a workspace that was edited away before its answer was known is found all the same', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createWorkflow', times: 1, kind: 'drop-after' });
    await world.workflow('nightly', { workspaceId: 'w-1' });
    await world.until(KIND, 'nightly', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    await world.patch(KIND, 'nightly', { spec: { workspaceId: 'w-2' } });
    await world.until(KIND, 'nightly', (object) => object?.status?.remote !== undefined);
    expect(ever(world.simulator)).toHaveLength(1);
    await remove(world, 'nightly');
    expect([ever(world.simulator).length, alive(world.simulator)]).toEqual([1, []]);
  });

  test('an update whose answer is lost is seen to have taken effect', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly');
    const id = await settled(world, 'nightly');
    world.simulator.faults.add({ operation: 'updateWorkflow', times: 1, kind: 'drop-after' });
    await world.patch(KIND, 'nightly', { spec: { description: 'second' } });
    await settled(world, 'nightly', 2);
    expect((await held(world, id)).description).toMatch(/^second /);
    expect(calls(world, 'updateWorkflow')).toHaveLength(1);
  });

  test('a name that somebody else has is a NameConflict where the cloud refuses it, and else no matter', async () => {
    for (const duplicateName of ['refuse', 'allow'] as const) {
      await using stage = await ready({ behaviours: { 'workflow.duplicateName': duplicateName } });
      const { world } = stage;
      await made(world, 'wanted');
      await world.workflow('nightly', { name: 'wanted' });
      if (duplicateName === 'allow') await settled(world, 'nightly');
      else await world.until(KIND, 'nightly', (object) => holds(object, 'Stalled', 'NameConflict'));
      await remove(world, 'nightly');
      expect(alive(world.simulator)).toHaveLength(1);
    }
  });

  test('a twin that appears is noticed by the list, and deleted with the object', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly');
    const id = await settled(world, 'nightly');
    const { name } = await held(world, id);
    const twin = await made(world, name);
    const told = await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'DuplicateRemote'));
    expect(messageOf(told, 'Stalled')).toContain(twin);
    await remove(world, 'nightly');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('one that ModelArts does not delete while an execution is under way is deleted after that', async () => {
    const durations = { stepInitMs: 100, stepCreatingMs: 100, stepCreatedMs: 100, stepRunningMs: 4_000 };
    await using stage = await ready({ durations, behaviours: { 'workflow.deleteRunning': 'refuse' } });
    const { world } = stage;
    await world.create(KIND, 'Workflow', 'nightly', { steps: [{ name: 'a', type: 'job' }] });
    const id = await settled(world, 'nightly');
    await byHand(world, ({ executions }, options) => executions.create(id, {}, options));
    await world.remove(KIND, 'nightly');
    const stalled = await world.until(KIND, 'nightly', (object) => holds(object, 'Stalled'));
    expect(messageOf(stalled, 'Stalled')).toContain('is under way');
    await world.until(KIND, 'nightly', (object) => object === undefined);
    expect(alive(world.simulator)).toEqual([]);
  });

  test('a spec that cannot be sent is told by step, and nothing is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { steps: [{ name: 'a', dependSteps: ['b'] }] });
    const stalled = await world.until(KIND, 'nightly', (object) => holds(object, 'Stalled', 'InvalidSpec'));
    expect(messageOf(stalled, 'Stalled')).toContain('spec.steps[a].dependSteps: there is no step "b"');
    expect(calls(world, 'createWorkflow')).toEqual([]);
    expect(stalled?.metadata.finalizers).toBeUndefined();
  });

  test('an object with an unknown past is looked up before anything is sent', async () => {
    await using world = await World.create();
    await world.account();
    await world.workflow('nightly', {}, { finalizers: [FINALIZER] });
    world.start();
    await settled(world, 'nightly');
    const sent = world.simulator.audit.calls.map(({ operation }) => operation);
    const lookUps = sent.slice(0, sent.indexOf('createWorkflow')).filter((name) => name === 'listWorkflows');
    expect(lookUps.length).toBeGreaterThanOrEqual(2);
  });
});

describe.concurrent('values of other objects', () => {
  const spec = (properties: object) => ({ steps: [{ name: 'train', type: 'job', properties }] });

  test('are waited for, put in place, rolled out when they change, and kept while the workflow exists', async () => {
    await using stage = await ready();
    const { world } = stage;
    const valueFrom = { kind: 'Algorithm', name: 'trainer' };
    await world.create(KIND, 'Workflow', 'nightly', spec({ algorithm: { id: { valueFrom } } }));
    const waiting = await world.until(KIND, 'nightly', (one) =>
      holds(one, 'Reconciling', 'ReferenceMissing'),
    );
    expect(messageOf(waiting, 'Reconciling')).toBe(
      `spec.steps[train].properties.algorithm.id: there is no Algorithm "trainer" in namespace ${world.namespace} yet`,
    );
    await world.algorithm('trainer');
    const id = await settled(world, 'nightly');
    const algorithm = async () => (await world.get('algorithms', 'trainer'))?.status?.remote?.id;
    const first = await algorithm();
    expect((await held(world, id)).content.steps).toMatchObject([
      { properties: { algorithm: { id: first } } },
    ]);
    await world.until('algorithms', 'trainer', (one) => holds(one, 'Ready'));
    await removeAlgorithm(world, first ?? '');
    await world.until('algorithms', 'trainer', (one) => one?.status?.remote?.attempt === 2);
    await world.until(KIND, 'nightly', () => calls(world, 'updateWorkflow').length === 1);
    await settled(world, 'nightly');
    const second = await algorithm();
    expect(second).not.toBe(first);
    expect((await held(world, id)).content.steps).toMatchObject([
      { properties: { algorithm: { id: second } } },
    ]);
    expect((await world.events('nightly')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
    await world.remove('algorithms', 'trainer');
    const kept = await world.until('algorithms', 'trainer', (one) => holds(one, 'Reconciling', 'InUse'));
    expect(messageOf(kept, 'Reconciling')).toBe('still in use by Workflow nightly: delete it first');
    await remove(world, 'nightly');
    await world.until('algorithms', 'trainer', (one) => one === undefined);
  });

  test('the output of a job is there once the job is complete', async () => {
    await using stage = await ready();
    const { world } = stage;
    const valueFrom = { kind: 'TrainingJob', name: 'resnet', field: 'output:train_url' };
    await world.create(KIND, 'Workflow', 'nightly', spec({ source: { valueFrom } }));
    await world.until(KIND, 'nightly', (one) => holds(one, 'Reconciling', 'ReferenceMissing'));
    await world.job('resnet');
    const id = await settled(world, 'nightly');
    const { algorithm } = specOf('trainingjob') as {
      algorithm: { outputs: { remote: { obs: { obsUrl: string } } }[] };
    };
    const source = algorithm.outputs[0]?.remote.obs.obsUrl;
    expect((await held(world, id)).content.steps).toMatchObject([{ properties: { source } }]);
    await world.remove('trainingjobs', 'resnet');
    await world.until('trainingjobs', 'resnet', (one) => one === undefined);
  });

  const removeAlgorithm = (world: World, id: string) => inCloud(world, (cloud) => cloud.removeAlgorithm(id));
});
