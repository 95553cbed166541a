/** More than one attempt: failures, suspension, deadlines, edits; and what becomes of an object after its end. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, STAGES, sampleSpec, type World } from '../support/world.ts';

const KIND = 'trainingjobs';
const HOUR = 3_600_000;
const LONG = { durations: { ...STAGES, runningMs: HOUR } };

const names = (world: World) => world.simulator.audit.jobs().map(({ name }) => name);
const numbers = (world: World) => names(world).map((name) => Number(/-(\d+)$/.exec(name)?.[1]));
const running = (job: Resource | undefined) => job?.status?.phase === 'Running';
const runningAttempt = (attempt: number) => (job: Resource | undefined) =>
  running(job) && job?.status?.remote?.attempt === attempt;
const reasons = (job: Resource | undefined) => job?.status?.attempts?.map(({ reason }) => reason);

async function removed(world: World): Promise<void> {
  await world.remove(KIND, 'resnet');
  await world.until(KIND, 'resnet', (job) => job === undefined);
  expect(world.simulator.jobs()).toEqual([]);
}

describe.concurrent('a job that fails', () => {
  test('is tried again as often as it may, then the object has failed; deletion removes the records of all', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^resnet/, 'Failed', { exitCode: 3 });
    await world.job('resnet', { backoffLimit: 2 });
    const failed = await world.until(
      KIND,
      'resnet',
      (job) => holds(job, 'Failed', 'BackoffLimitExceeded'),
      60,
    );
    expect(numbers(world)).toEqual([1, 2, 3]);
    expect(failed?.status?.attempts).toMatchObject([
      { attempt: 1, reason: 'JobFailed', counted: true },
      { attempt: 2, reason: 'JobFailed', counted: true },
      { attempt: 3, reason: 'BackoffLimitExceeded', counted: true },
    ]);
    expect(new Set(failed?.status?.attempts?.map(({ id }) => id)).size).toBe(3);
    await world.untilEvent('resnet', 'JobFailed');
    await removed(world);
  });

  test('may succeed at a later attempt: the object is complete, and says how the first one ended', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/-1$/, 'Failed', { exitCode: 137 });
    await world.job('resnet', { backoffLimit: 1 });
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'), 60);
    expect(reasons(done)).toEqual(['JobFailed', 'Completed']);
    expect(done?.status?.tasks).toMatchObject([{ exitCode: 0 }]);
    await removed(world);
  });

  test.each(['409', '400', '202'] as const)(
    'without its node is stopped before the next attempt; that ModelArts answers %s to that keeps nothing up',
    async (terminateTerminal) => {
      await using stage = await ready({ behaviours: { 'training.terminateTerminal': terminateTerminal } });
      const { world } = stage;
      world.simulator.outcome(/-1$/, 'Abnormal');
      await world.job('resnet', { backoffLimit: 1 });
      const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'), 60);
      expect(reasons(done)).toEqual(['JobAbnormal', 'Completed']);
      const stops = world.simulator.audit.calls.filter(({ operation }) => operation === 'actOnTrainingJob');
      // A leader that starves and begins anew may ask once more.
      expect(stops.length).toBeGreaterThan(0);
    },
  );

  test('under a name of its own gets the number of the attempt behind it', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^mine$/, 'Failed', { exitCode: 1 });
    await world.job('resnet', { name: 'mine', backoffLimit: 1 });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'), 60);
    expect(names(world)).toEqual(['mine', 'mine-2']);
    await removed(world);
  });

  test('is not tried again once its record of an earlier attempt is all that is left of its status', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^resnet/, 'Failed', { exitCode: 3 });
    await world.job('resnet', { backoffLimit: 1 });
    await world.until(KIND, 'resnet', (job) => job?.status?.remote?.attempt === 2, 60);
    await world.patch(KIND, 'resnet/status', { status: null });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Failed', 'BackoffLimitExceeded'), 60);
    expect(numbers(world)).toEqual([1, 2]);
  });
});

describe.concurrent('spec.suspend', () => {
  test('keeps a new object from being created, and lets it go', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { suspend: true });
    const waiting = await world.until(KIND, 'resnet', (job) => holds(job, 'Suspended'));
    expect([waiting?.metadata.finalizers, holds(waiting, 'Reconciling')]).toEqual([undefined, false]);
    expect(names(world)).toEqual([]);
    await world.patch(KIND, 'resnet', { spec: { suspend: false } });
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(done?.status?.conditions?.map(({ type }) => type)).toEqual(['Ready', 'Complete']);
    expect(numbers(world)).toEqual([1]);
  });

  test('stops a job; taken back, a new attempt begins that is no retry', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', running);
    for (const attempt of [1, 2]) {
      await world.patch(KIND, 'resnet', { spec: { suspend: true } });
      const stopped = await world.until(KIND, 'resnet', (job) => holds(job, 'Suspended'));
      expect([stopped?.status?.phase, holds(stopped, 'Stalled'), holds(stopped, 'Failed')]).toEqual([
        'Terminated',
        false,
        false,
      ]);
      await world.patch(KIND, 'resnet', { spec: { suspend: false } });
      await world.until(KIND, 'resnet', runningAttempt(attempt + 1));
    }
    expect(numbers(world)).toEqual([1, 2, 3]);
    const job = await world.get(KIND, 'resnet');
    expect(job?.status?.attempts).toMatchObject([
      { reason: 'Suspended', counted: false },
      { reason: 'Suspended', counted: false },
    ]);
    await removed(world);
  });

  test('of a job whose record somebody deletes meanwhile is taken back all the same', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', running);
    await world.patch(KIND, 'resnet', { spec: { suspend: true } });
    const stopped = await world.until(KIND, 'resnet', (job) => holds(job, 'Suspended'));
    await inCloud(world, (cloud) => cloud.remove(stopped?.status?.remote?.id ?? ''));
    await world.patch(KIND, 'resnet', { spec: { suspend: false } });
    await world.until(KIND, 'resnet', runningAttempt(2));
    await removed(world);
  });
});

test('a job that runs longer than it may is stopped, and the object has failed', async () => {
  await using stage = await ready(LONG);
  const { world } = stage;
  await world.job('resnet', { activeDeadlineSeconds: 2, backoffLimit: 3 });
  const failed = await world.until(KIND, 'resnet', (job) => holds(job, 'Failed', 'DeadlineExceeded'));
  expect(messageOf(failed, 'Failed')).toContain('longer than the 2 s of spec.activeDeadlineSeconds');
  expect(numbers(world)).toEqual([1]);
});

test('an edit of what cannot change makes the job again where spec.updatePolicy says so', async () => {
  await using stage = await ready(LONG);
  const { world } = stage;
  await world.job('resnet', { updatePolicy: 'Recreate' });
  await world.until(KIND, 'resnet', running);
  const { resource } = sampleSpec() as { resource: object };
  await world.patch(KIND, 'resnet', { spec: { resource: { ...resource, nodeCount: 2 } } });
  const again = await world.until(KIND, 'resnet', runningAttempt(2));
  expect([reasons(again), again?.status?.nodes]).toEqual([['Recreated'], 2]);
  expect(numbers(world)).toEqual([1, 2]);
  await removed(world);
});

describe.concurrent('some time after its end', () => {
  test('an object deletes itself with its job, as spec.ttlSecondsAfterFinished says', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { ttlSecondsAfterFinished: 1 });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect([world.simulator.jobs(), names(world).length]).toEqual([[], 1]);
  });

  test('an object that a GitOps tool manages stays, and only its job is deleted', async () => {
    await using stage = await ready();
    const { world } = stage;
    const annotations = { 'argocd.argoproj.io/tracking-id': 'app:modelarts/TrainingJob:ml/resnet' };
    await world.job('resnet', { ttlSecondsAfterFinished: 1 }, { annotations });
    const kept = await world.until(KIND, 'resnet', (job) => job?.status?.recordDeleted === true);
    expect([holds(kept, 'Complete'), world.simulator.jobs()]).toEqual([true, []]);
    await removed(world);
    expect(names(world)).toHaveLength(1);
  });
});

test('an object whose spec.deletionProtection is true is not deleted, and says so, until it is false', async () => {
  await using stage = await ready(LONG);
  const { world } = stage;
  await world.job('resnet', { deletionProtection: true });
  await world.until(KIND, 'resnet', running);
  await world.remove(KIND, 'resnet');
  await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'DeletionProtected'));
  expect(world.simulator.jobs()).toHaveLength(1);
  await world.patch(KIND, 'resnet', { spec: { deletionProtection: false } });
  await world.until(KIND, 'resnet', (job) => job === undefined);
  expect(world.simulator.jobs()).toEqual([]);
});
