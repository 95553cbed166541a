import { describe, expect, test } from 'vitest';
import { FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { PAUSED, POLL_INTERVAL, RECONCILE_AT } from '../../operator/runtime/policy.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, World } from '../support/world.ts';

const KIND = 'trainingjobs';

const LONG = { durations: { creatingMs: 100, pendingMs: 100, runningMs: 3_600_000, terminatingMs: 100 } };

describe.concurrent('adopting by id', () => {
  test('an existing job is taken over, marked, and left in the cloud on deletion', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.create('made-by-hand'));
    await world.job('resnet', { adopt: { id } });
    const adopted = await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    expect(adopted?.status?.remote).toMatchObject({ id, name: 'made-by-hand' });
    await world.until(
      KIND,
      'resnet',
      () => world.simulator.jobs()[0]?.description.includes('[k8s ') ?? false,
    );
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs().map((job) => [job.id, job.phase])).toEqual([[id, 'Running']]);
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('with deletionPolicy Delete, deletion deletes it', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.create('made-by-hand'));
    await world.job('resnet', { adopt: { id }, deletionPolicy: 'Delete' });
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs()).toEqual([]);
  });

  test('an id that does not exist is told, and nothing is created', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { adopt: { id: 'no-such-job' } });
    const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'AdoptNotFound'));
    expect(messageOf(stalled, 'Stalled')).toContain('spec.adopt.id');
    expect(world.simulator.audit.jobs()).toEqual([]);
  });

  test('a job that another object holds is AlreadyAdopted, and deleting the second object leaves it alone', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('first');
    const first = await world.until(KIND, 'first', (job) => job?.status?.phase === 'Running');
    await world.job('second', { adopt: { id: first?.status?.remote?.id }, deletionPolicy: 'Delete' });
    const stalled = await world.until(KIND, 'second', (job) => holds(job, 'Stalled', 'AlreadyAdopted'));
    expect(messageOf(stalled, 'Stalled')).toContain(`${world.namespace}/first`);
    await world.remove(KIND, 'second');
    await world.until(KIND, 'second', (job) => job === undefined);
    expect(world.simulator.jobs()[0]?.phase).toBe('Running');
  });

  test('two objects with the same remote-id: the older keeps it, the younger says AlreadyAdopted', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('older');
    const older = await world.until(KIND, 'older', (job) => job?.status?.phase === 'Running');
    const id = older?.status?.remote?.id as string;
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // creation times count whole seconds
    const younger = await world.job('younger', {}, { annotations: { [PAUSED]: 'true' } });
    const note = JSON.stringify({ id, attempt: 1, uid: younger.metadata.uid });
    await world.patch(KIND, 'younger', { metadata: { annotations: { [REMOTE_ID]: note, [PAUSED]: null } } });
    await world.until(KIND, 'younger', (job) => holds(job, 'Stalled', 'AlreadyAdopted'));
    await world.remove(KIND, 'younger');
    await world.until(KIND, 'younger', (job) => job === undefined);
    expect(world.simulator.jobs()[0]?.phase).toBe('Running');
  });

  test('a copy of an object that has gone takes its job over with the one command that the message names', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet', { deletionPolicy: 'Retain' });
    const original = await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    await world.job('resnet', {}, { annotations: { ...original?.metadata.annotations } });
    const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'OwnerChanged'));
    expect(stalled?.status?.phase).toBe('Running');
    const [, patch] = /-p '(.*)'$/.exec(messageOf(stalled, 'Stalled')) ?? [];
    await world.patch(KIND, 'resnet', JSON.parse(patch as string));
    await world.until(KIND, 'resnet', (job) => holds(job, 'Ready') && !holds(job, 'Stalled'));
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });
});

describe.concurrent('managementPolicy Observe', () => {
  test('follows a job and never changes it', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await inCloud(world, (cloud) => cloud.create('made-by-hand'));
    await world.job('resnet', { adopt: { id }, managementPolicy: 'Observe', description: 'not to be sent' });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    const changes = world.simulator.audit.calls.filter(({ operation }) =>
      /update|act|delete/.test(operation ?? ''),
    );
    expect(changes).toEqual([]);
    expect(world.simulator.jobs()).toHaveLength(1);
  });

  test('without an id there is nothing to observe, and nothing is created', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { managementPolicy: 'Observe' });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'NothingToObserve'));
    expect(world.simulator.audit.jobs()).toEqual([]);
  });
});

describe.concurrent('deletionPolicy Retain', () => {
  test.each([
    ['while the job runs', {}],
    ['while the object is paused', { metadata: { annotations: { [PAUSED]: 'true' } } }],
    ['when its Account has gone', { spec: { accountRef: { name: 'no-such-account' } } }],
  ])('leaves the job in the cloud %s', async (_when, change) => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet', { deletionPolicy: 'Retain' });
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await world.patch(KIND, 'resnet', change);
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs().map(({ phase }) => phase)).toEqual(['Running']);
    await world.untilEvent('resnet', 'Retained');
  });
});

describe.concurrent('annotations', () => {
  test('a paused object is left alone until it is unpaused', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', {}, { annotations: { [PAUSED]: 'true' } });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Paused'));
    expect(world.simulator.audit.jobs()).toEqual([]);
    await world.patch(KIND, 'resnet', { metadata: { annotations: { [PAUSED]: null } } });
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(holds(done, 'Paused')).toBe(false);
  });

  test('a paused object that is deleted waits, and is deleted once unpaused', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await world.patch(KIND, 'resnet', { metadata: { annotations: { [PAUSED]: 'true' } } });
    await world.remove(KIND, 'resnet');
    await world.until(
      KIND,
      'resnet',
      (job) => holds(job, 'Paused') && job?.metadata.deletionTimestamp !== undefined,
    );
    expect(world.simulator.jobs()[0]?.phase).toBe('Running');
    await world.patch(KIND, 'resnet', { metadata: { annotations: { [PAUSED]: null } } });
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs()).toEqual([]);
  });

  test('reconcile-at has a refused create tried again', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({
      operation: 'createTrainingJob',
      times: 1,
      kind: 'status',
      status: 400,
      code: 'ModelArts.2781',
    });
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'FlavorNotFound'));
    await world.patch(KIND, 'resnet', { metadata: { annotations: { [RECONCILE_AT]: 'now' } } });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('a poll-interval that is no duration is told by name', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', {}, { annotations: { [POLL_INTERVAL]: 'often' } });
    const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'InvalidSpec'));
    expect(messageOf(stalled, 'Stalled')).toContain('"often" is not a duration');
  });
});

test('with --read-only jobs are followed, and nothing is created, changed, deleted or annotated', async () => {
  await using world = await World.create(LONG);
  const first = world.start();
  await first.leading;
  await world.account();
  await world.job('known');
  await world.until(KIND, 'known', (job) => job?.status?.remote !== undefined);
  await first.stop();
  const before = world.simulator.audit.calls.length;
  world.start({ readOnly: true });
  await world.job('new');
  await world.until(KIND, 'known', (job) => job?.status?.phase === 'Running');
  const fresh = await world.until(KIND, 'new', (job) => holds(job, 'Reconciling', 'ReadOnly'));
  expect(fresh?.metadata.finalizers).toBeUndefined();
  await world.remove(KIND, 'known');
  const kept = await world.until(KIND, 'known', (job) => holds(job, 'Reconciling', 'ReadOnly'));
  expect(kept?.metadata.finalizers).toEqual([FINALIZER]);
  const operations = world.simulator.audit.calls.slice(before).map(({ operation }) => operation);
  const reads = ['searchTrainingJobs', 'getTrainingJob', 'listTrainingJobEvents'];
  expect(operations.filter((name) => !reads.includes(name ?? ''))).toEqual([]);
});
