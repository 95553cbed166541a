/** Where a job runs and what it runs, said by reference; and in which workspace it is. */
import { describe, expect, test } from 'vitest';
import { holds, messageOf, ready, STAGES, sampleSpec, type World } from '../support/world.ts';

const KIND = 'trainingjobs';
const LONG = { durations: { ...STAGES, runningMs: 3_600_000 } };

const lists = (world: World) =>
  world.simulator.audit.calls
    .filter(({ operation }) => operation === 'searchTrainingJobs')
    .map(({ path }) => new URL(path, world.simulator.url).searchParams.get('workspace_id'));

describe.concurrent('what a job names', () => {
  const { algorithm, resource } = sampleSpec();
  test.each([
    ['a Pool', { algorithm, resource: { poolRef: { name: 'a100' } } }, 'spec.resource.poolRef'],
    ['an Algorithm', { resource, algorithm: { algorithmRef: { name: 'a100' } } }, 'algorithmRef'],
  ])('is waited for, by name, and nothing is sent: %s', async (words, spec, field) => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', spec);
    const waiting = await world.until(KIND, 'resnet', (job) => holds(job, 'Reconciling', 'ReferenceMissing'));
    expect(messageOf(waiting, 'Reconciling')).toContain(`there is ${words.replace(/^an? /, 'no ')} "a100"`);
    expect(messageOf(waiting, 'Reconciling')).toContain(field);
    expect(world.simulator.audit.jobs()).toEqual([]);
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
  });
});

describe.concurrent('in a workspace of its own', () => {
  test('a job is created, followed by the list of that workspace, and deleted', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { workspaceId: 'ws-1' });
    await world.job('plain');
    for (const name of ['resnet', 'plain']) await world.until(KIND, name, (job) => holds(job, 'Complete'));
    const made = world.simulator.audit.jobs().map(({ workspaceId }) => workspaceId);
    expect(made.sort()).toEqual(['0', 'ws-1']);
    expect(new Set(lists(world))).toEqual(new Set(['ws-1', null]));
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs()).toHaveLength(1);
  });

  test('a job that goes on costs no more than the polls of that list', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet', { workspaceId: 'ws-1' });
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    const callsOfASecond = async () => {
      const before = world.simulator.audit.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return new Set(world.simulator.audit.calls.slice(before).map(({ operation }) => operation));
    };
    let calls = await callsOfASecond();
    for (let tries = 0; calls.size > 1 && tries < 10; tries++) calls = await callsOfASecond();
    expect(calls).toEqual(new Set(['searchTrainingJobs']));
  });

  test.each([
    ['', undefined],
    [', though the spec names another one by then', 'ws-2'],
  ])('a create whose answer is lost is found and adopted, not sent again%s', async (_words, edited) => {
    await using stage = await ready({ ...LONG, behaviours: { 'training.duplicateName': 'allow' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createTrainingJob', times: 1, kind: 'drop-after' });
    await world.job('resnet', { workspaceId: 'ws-1' });
    await world.until(KIND, 'resnet', (job) => /looked up/.test(messageOf(job, 'Reconciling')));
    if (edited) await world.patch(KIND, 'resnet', { spec: { workspaceId: edited } });
    await world.untilEvent('resnet', 'Adopted');
    await world.until(KIND, 'resnet', (job) =>
      edited ? holds(job, 'Stalled', 'ImmutableField') : job?.status?.phase === 'Running',
    );
    expect(world.simulator.audit.jobs()).toMatchObject([{ workspaceId: 'ws-1' }]);
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs()).toEqual([]);
  });
});
