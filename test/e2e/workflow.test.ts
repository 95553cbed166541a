import { describe, expect, test } from 'vitest';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { asSomebody } from '../support/cloud.ts';
import { holds, ready, type World } from '../support/world.ts';

const KIND = 'workflows';

const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'workflow');
const alive = (simulator: Simulator) => ever(simulator).filter(({ deletedAt }) => deletedAt === undefined);
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

/** Until the object is as its generation wants it; answers its id. */
async function settled(world: World, name: string, generation = 1): Promise<string> {
  const object = await world.until(
    KIND,
    name,
    (one) =>
      one?.status?.observedGeneration === generation &&
      one.status.syncedGeneration === generation &&
      holds(one, 'Ready') &&
      !holds(one, 'Reconciling'),
  );
  return object?.status?.remote?.id as string;
}

async function remove(world: World, name: string): Promise<void> {
  await world.remove(KIND, name);
  await world.until(KIND, name, (object) => object === undefined);
}

const held = (world: World, id: string, workspaceId?: string) =>
  asSomebody(world, ({ workflows }, options) => workflows.get(id, { workspaceId }, options));

describe.concurrent('the life of a Workflow', () => {
  test('it becomes one workflow with a name of its own, and its deletion deletes that', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { description: 'resnet' });
    const id = await settled(world, 'nightly');
    const [made, ...more] = ever(world.simulator);
    expect([made?.id, made?.name, more]).toEqual([id, expect.stringMatching(/^nightly-[0-9a-f]{8}-1$/), []]);
    const { description, content } = await held(world, id);
    expect(description).toMatch(/^resnet \[k8s /);
    expect(content.steps).toMatchObject([{ name: 'train' }, { name: 'publish', dependSteps: ['train'] }]);
    await world.untilEvent('nightly', 'Created');
    await remove(world, 'nightly');
    expect(alive(world.simulator)).toEqual([]);
    expect([calls(world, 'createWorkflow').length, calls(world, 'updateWorkflow').length]).toEqual([1, 0]);
  });
});

describe.concurrent('an edit of a Workflow', () => {
  test('is sent as the fields that differ, and is no drift', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { labels: ['a', 'b'] });
    const id = await settled(world, 'nightly');
    await world.patch(KIND, 'nightly', { spec: { labels: ['b', 'c'], smnSwitch: true } });
    await settled(world, 'nightly', 2);
    expect((await held(world, id)).content).toMatchObject({ labels: ['b', 'c'] });
    expect(calls(world, 'updateWorkflow')).toHaveLength(1);
    expect((await world.events('nightly')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
  });
});
