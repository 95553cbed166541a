import { describe, expect, inject, test } from 'vitest';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { holds, messageOf, ready, specOf } from '../support/world.ts';
import { alive, byHand, calls, ever, held, KIND, made, remove, settled } from './workflows.ts';

/** How long the steps of executions take, milliseconds. */
const SHORT = { stepInitMs: 100, stepCreatingMs: 100, stepCreatedMs: 100, stepRunningMs: 500 };

describe.concurrent('the life of a Workflow', () => {
  test('it becomes one workflow with a name of its own, and its deletion deletes that', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { description: 'resnet' });
    const id = await settled(world, 'nightly');
    const [first, ...more] = ever(world.simulator);
    expect([first?.id, first?.name, more]).toEqual([
      id,
      expect.stringMatching(/^nightly-[0-9a-f]{8}-1$/),
      [],
    ]);
    const { description, content } = await held(world, id);
    expect(description).toMatch(/^resnet \[k8s /);
    expect(content.steps).toMatchObject([{ name: 'train' }, { name: 'publish', dependSteps: ['train'] }]);
    expect((await world.get(KIND, 'nightly'))?.status).toMatchObject({
      steps: 2,
      scheduleCount: 0,
      runCount: 0,
    });
    await world.untilEvent('nightly', 'Created');
    await remove(world, 'nightly');
    expect(alive(world.simulator)).toEqual([]);
    expect([calls(world, 'createWorkflow').length, calls(world, 'updateWorkflow').length]).toEqual([1, 0]);
  });

  test.each([
    ['as they were asked for', 'as-is'],
    ['without empty ones', 'omit'],
    ['with empty ones null', 'null'],
  ] as const)('all fields arrive, told %s, and cost one call', async (_words, nulls) => {
    await using stage = await ready({ behaviours: { 'answers.nulls': nulls } });
    const { world } = stage;
    await world.algorithm('resnet');
    await world.pool('a100');
    await world.create(KIND, 'Workflow', 'release', { ...specOf('workflow-complete'), schedules: [] });
    const id = await settled(world, 'release');
    const { name, content } = await held(world, id);
    expect(name).toBe('release_1');
    expect(content.steps).toMatchObject([
      {
        properties: {
          algorithm: { id: (await world.get('algorithms', 'resnet'))?.status?.remote?.id },
          spec: { resource: { pool_id: (await world.get('pools', 'a100'))?.status?.remote?.id } },
        },
      },
      {},
      {},
      {},
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect([calls(world, 'createWorkflow').length, calls(world, 'updateWorkflow').length]).toEqual([1, 0]);
  });

  test('those that are at rest cost no more calls than the polls of their list, and no writes', async () => {
    await using stage = await ready();
    const { world } = stage;
    for (const name of ['a', 'b', 'c']) await world.workflow(name);
    for (const name of ['a', 'b', 'c']) await settled(world, name);
    expect(await atRest(world, KIND, 'a')).toEqual(onlyPolls('listWorkflows'));
  });

  test('its executions are shown, the newest first, whoever started them, and then at rest', async () => {
    await using stage = await ready({ durations: SHORT });
    const { world } = stage;
    await world.create(KIND, 'Workflow', 'nightly', { steps: [{ name: 'a', type: 'job' }] });
    const workflowId = await settled(world, 'nightly');
    const start = () =>
      byHand(world, ({ executions }, options) => executions.create(workflowId, {}, options));
    const { id: first } = await start();
    await world.until(KIND, 'nightly', (one) => (one?.status?.lastRun as { id?: string })?.id === first);
    const { id: second } = await start();
    const shown = await world.until(KIND, 'nightly', (one) => {
      const runs = (one?.status?.runs ?? []) as { status: string }[];
      // The last run is told by the list of workflows, the others by a list of their own.
      const { status: last } = (one?.status?.lastRun ?? {}) as { status?: string };
      return (
        runs.length === 2 && [...runs.map(({ status }) => status), last].every((is) => is === 'completed')
      );
    });
    expect(shown?.status).toMatchObject({
      ...{ runCount: 2, paramReady: true, lastRun: { id: second, status: 'completed' } },
      runs: [{ id: second }, { id: first }],
    });
    expect(holds(shown, 'Reconciling')).toBe(false);
    expect(await atRest(world, KIND, 'nightly')).toEqual(onlyPolls('listWorkflows'));
    expect(calls(world, 'updateWorkflow')).toEqual([]);
  });
});

describe.concurrent('an edit of a Workflow', () => {
  test('is sent in one call, and is no drift', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { labels: ['a', 'b'] });
    const id = await settled(world, 'nightly');
    const spec = { labels: ['b', 'c'], smnSwitch: true, steps: [{ name: 'train', type: 'job' }] };
    await world.patch(KIND, 'nightly', { spec });
    await settled(world, 'nightly', 2);
    const { content } = await held(world, id);
    expect(content).toMatchObject({ labels: ['b', 'c'], steps: [{ name: 'train' }] });
    expect(content.steps).toHaveLength(1);
    expect(calls(world, 'updateWorkflow')).toHaveLength(1);
    expect((await world.events('nightly')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
  });

  test('that takes something away reaches the cloud, inside free-form parts as well', async () => {
    await using stage = await ready();
    const { world } = stage;
    const step = (properties: object) => ({ steps: [{ name: 'train', type: 'job', properties }] });
    const spec = { labels: ['a'], ...step({ kind: 'job', spec: { node_count: 1 } }) };
    await world.create(KIND, 'Workflow', 'nightly', spec);
    const id = await settled(world, 'nightly');
    await world.patch(KIND, 'nightly', { spec: { labels: null, ...step({ kind: 'job', spec: null }) } });
    await settled(world, 'nightly', 2);
    const { content } = await held(world, id);
    expect(content).not.toHaveProperty('labels');
    expect(content.steps).toMatchObject([{ properties: { kind: 'job' } }]);
    expect((content.steps as { properties: object }[])[0]?.properties).not.toHaveProperty('spec');
  });

  test('of the name renames it, where ModelArts takes it', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { name: '每晚 训练' });
    const id = await settled(world, 'nightly');
    expect((await held(world, id)).name).toBe('每晚 训练');
    await world.patch(KIND, 'nightly', { spec: { name: 'every-night' } });
    await settled(world, 'nightly', 2);
    expect((await held(world, id)).name).toBe('every-night');
    await world.until(KIND, 'nightly', (one) => one?.status?.remote?.name === 'every-night');
    const refused = world.patch(KIND, 'nightly', { spec: { name: '训练' } });
    if (Number(inject('controlPlane').version.split('.')[1]) >= 25)
      await expect(refused).rejects.toThrow('can be given a name of letters');
    else {
      await refused;
      await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'NameNotUpdatable'));
    }
  });

  test('of a field that no call changes is refused: at admission where the server knows CEL, else by the operator', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly');
    await settled(world, 'nightly');
    const said = /spec\.workspaceId: a workflow cannot change after it was created/;
    const edited = world.patch(KIND, 'nightly', { spec: { workspaceId: 'w-1' } });
    if (Number(inject('controlPlane').version.split('.')[1]) >= 25)
      await expect(edited).rejects.toThrow(said);
    else {
      await edited;
      const stalled = await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'ImmutableField'));
      expect(messageOf(stalled, 'Stalled')).toMatch(said);
    }
  });

  test('that cannot be sent is told by step, and a corrected one is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly');
    await settled(world, 'nightly');
    const steps = (dependSteps: string[]) => ({
      steps: [
        { name: 'a', dependSteps },
        { name: 'b', dependSteps: ['a'] },
      ],
    });
    await world.patch(KIND, 'nightly', { spec: steps(['b']) });
    const stalled = await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'InvalidSpec'));
    expect(messageOf(stalled, 'Stalled')).toBe('spec.steps[a]: in a circle: a -> b -> a');
    expect(calls(world, 'updateWorkflow')).toEqual([]);
    await world.patch(KIND, 'nightly', { spec: steps([]) });
    await settled(world, 'nightly', 3);
  });
});

describe.concurrent('what somebody does to the workflow in ModelArts', () => {
  test('is noticed by the list, set back and told by an Event that names the step', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly', { storages: [{ name: 'out', type: 'obs', path: '/b/out/' }] });
    const id = await settled(world, 'nightly');
    const before = (await held(world, id)).content;
    const steps = [{ name: 'train', type: 'labeling' }];
    await byHand(world, (workflows, options) => workflows.update(id, { steps, storages: [] }, options));
    const { note, type } = await world.untilEvent('nightly', 'DriftCorrected');
    expect([type, note]).toEqual([
      'Warning',
      expect.stringContaining('spec.steps[train].type: another value'),
    ]);
    expect(note).toContain('spec.steps[publish]: nothing in ModelArts');
    expect(note).toContain('spec.storages[out]: nothing in ModelArts');
    await settled(world, 'nightly');
    expect((await held(world, id)).content).toEqual(before);
  });

  test('is set back when it is a generated name, too: by it the workflow is found', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly');
    const id = await settled(world, 'nightly');
    const { name } = await held(world, id);
    await byHand(world, (workflows, options) => workflows.update(id, { name: 'by-hand' }, options));
    expect((await world.untilEvent('nightly', 'DriftCorrected')).note).toMatch(/^spec\.name: "by-hand"/);
    await settled(world, 'nightly');
    expect((await held(world, id)).name).toBe(name);
  });

  test('deleted, it is made again after a second look, which status and an Event tell', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.workflow('nightly');
    const id = await settled(world, 'nightly');
    await byHand(world, (workflows, options) => workflows.remove(id, options));
    await world.until(KIND, 'nightly', (object) => holds(object, 'Reconciling', 'RemoteMissing'));
    const again = await world.until(KIND, 'nightly', (object) => object?.status?.remote?.attempt === 2);
    expect(again?.status?.attempts).toMatchObject([{ attempt: 1, id, reason: 'DeletedExternally' }]);
    await settled(world, 'nightly');
    await remove(world, 'nightly');
    expect(ever(world.simulator)).toHaveLength(2);
  });
});

describe.concurrent('an existing workflow', () => {
  test('is taken over, brought to what the spec says and no further, and stays on deletion', async () => {
    await using stage = await ready();
    const { world } = stage;
    const steps = [{ name: 'theirs', type: 'job' }];
    const id = await made(world, 'by-hand', { description: 'theirs', steps, labels: ['old'] });
    await world.create(KIND, 'Workflow', 'nightly', { adopt: { id }, labels: ['new'] });
    await world.untilEvent('nightly', 'Adopted');
    expect(await settled(world, 'nightly')).toBe(id);
    const { name, description, content } = await held(world, id);
    expect([name, description, content.labels]).toEqual([
      'by-hand',
      expect.stringMatching(/^\[k8s /),
      ['new'],
    ]);
    expect(content.steps).toMatchObject([{ name: 'theirs' }]);
    expect((await world.events('nightly')).map(({ reason }) => reason)).not.toContain('DriftCorrected');
    await remove(world, 'nightly');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('of another workspace than the spec says is named, and left alone', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await made(world, 'by-hand', { workspace_id: 'w-1' });
    await world.create(KIND, 'Workflow', 'nightly', { adopt: { id } });
    const stalled = await world.until(KIND, 'nightly', (one) => holds(one, 'Stalled', 'OtherWorkspace'));
    expect(messageOf(stalled, 'Stalled')).toContain(`workflow ${id} is in workspace w-1; say that one`);
    expect(calls(world, 'updateWorkflow')).toEqual([]);
  });

  test('is only looked at by one that observes', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await made(world, 'by-hand');
    const spec = { adopt: { id }, managementPolicy: 'Observe', labels: ['new'] };
    await world.create(KIND, 'Workflow', 'nightly', spec);
    await world.untilEvent('nightly', 'DriftObserved');
    await remove(world, 'nightly');
    expect(calls(world, 'updateWorkflow')).toEqual([]);
    expect(alive(world.simulator)).toHaveLength(1);
  });
});
