import { describe, expect, inject, test } from 'vitest';
import { CREATE_INTENT, FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, ready, STAGES, sampleSpec, World } from '../support/world.ts';

const KIND = 'trainingjobs';

const remove = async (world: World, name: string) => {
  await world.remove(KIND, name);
  await world.until(KIND, name, (job) => job === undefined);
};

const HOUR = 3_600_000;
/** Stages in which a job comes to `phase` at once and stays there: no poll can miss it, however slow the machine. */
const staying = (phase: string) => ({
  durations: {
    creatingMs: phase === 'Creating' ? HOUR : 50,
    pendingMs: phase === 'Pending' ? HOUR : 50,
    runningMs: phase === 'Running' ? HOUR : 50,
    terminatingMs: 50,
  },
});

describe.concurrent('the life of a TrainingJob', () => {
  test('it becomes one job, is followed to its end, and its deletion deletes the job', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet');
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(done?.status).toMatchObject({
      phase: 'Completed',
      observedGeneration: 1,
      duration: expect.any(String),
    });
    expect([holds(done, 'Ready'), holds(done, 'Reconciling'), holds(done, 'Stalled')]).toEqual([
      true,
      false,
      false,
    ]);
    const [made, ...more] = world.simulator.audit.jobs();
    expect(more).toEqual([]);
    expect(made).toMatchObject({ id: done?.status?.remote?.id, name: done?.status?.remote?.name });
    await world.untilEvent('resnet', 'Created');
    await world.untilEvent('resnet', 'Completed');
    await remove(world, 'resnet');
    expect(world.simulator.jobs()).toEqual([]);
  });

  test('a job that has ended costs no more calls than the polls of its list', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(await atRest(world, KIND, 'resnet')).toEqual(onlyPolls('searchTrainingJobs'));
  });

  test('many jobs that run are followed by their list, not one by one', async () => {
    await using stage = await ready({ durations: { ...STAGES, runningMs: 60_000 } });
    const { world } = stage;
    const names = Array.from({ length: 12 }, (_, index) => `job-${index}`);
    for (const name of names) await world.job(name);
    for (const name of names) await world.until(KIND, name, (job) => job?.status?.phase === 'Running');
    const callsOfASecond = async () => {
      const before = world.simulator.audit.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return new Set(world.simulator.audit.calls.slice(before).map(({ operation }) => operation));
    };
    let calls = await callsOfASecond();
    for (let tries = 0; calls.has('getTrainingJob') && tries < 10; tries++) calls = await callsOfASecond();
    expect(calls).toEqual(new Set(['searchTrainingJobs']));
  });

  test('a job that the list hides is followed by its id', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.remote !== undefined);
    world.simulator.faults.add({
      ...{ operation: 'searchTrainingJobs', kind: 'status', status: 403, code: 'ModelArts.0105' },
      times: 1_000,
    });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
  });

  test.each([
    ['while it runs', 'Running', 60_000],
    ['after its end', 'Completed', STAGES.runningMs],
  ])(
    'a twin that appears %s is noticed by the list, told, and deleted with the object',
    async (_words, phase, runningMs) => {
      await using stage = await ready({
        durations: { ...STAGES, runningMs },
        behaviours: { 'training.duplicateName': 'allow' },
      });
      const { world } = stage;
      await world.job('resnet');
      const job = await world.until(KIND, 'resnet', (one) => one?.status?.phase === phase);
      const twin = await inCloud(world, (cloud) => cloud.create(job?.status?.remote?.name ?? ''));
      const told = await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'DuplicateRemote'));
      expect(messageOf(told, 'Stalled')).toContain(twin);
      await world.remove(KIND, 'resnet');
      await world.until(KIND, 'resnet', (one) => one === undefined);
      expect(world.simulator.jobs()).toEqual([]);
    },
  );

  test('a twin that somebody deletes is none any more', async () => {
    await using stage = await ready({
      durations: { ...STAGES, runningMs: 60_000 },
      behaviours: { 'training.duplicateName': 'allow' },
    });
    const { world } = stage;
    await world.job('resnet');
    const job = await world.until(KIND, 'resnet', (one) => one?.status?.phase === 'Running');
    const twin = await inCloud(world, (cloud) => cloud.create(job?.status?.remote?.name ?? ''));
    await world.until(KIND, 'resnet', (one) => holds(one, 'Stalled', 'DuplicateRemote'));
    await inCloud(world, (cloud) => cloud.remove(twin));
    await world.until(KIND, 'resnet', (one) => !holds(one, 'Stalled', 'DuplicateRemote'));
  });

  test('a job that fails says which task failed and how', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^resnet/, 'Failed', { exitCode: 137, message: 'out of memory' });
    await world.job('resnet');
    const failed = await world.until(KIND, 'resnet', (job) => holds(job, 'Failed', 'JobFailed'));
    expect(messageOf(failed, 'Failed')).toMatch(/exited with 137.*out of memory/);
    expect(holds(failed, 'Stalled', 'JobFailed')).toBe(true);
  });

  test.each(['Creating', 'Pending', 'Running', 'Completed'])(
    'deleted while %s, nothing is left of it',
    async (phase) => {
      await using stage = await ready(staying(phase));
      const { world } = stage;
      await world.job('resnet');
      await world.until(KIND, 'resnet', (job) => job?.status?.phase === phase);
      await remove(world, 'resnet');
      expect(world.simulator.jobs()).toEqual([]);
      expect(world.simulator.audit.jobs()).toHaveLength(1);
    },
  );

  test('an object made anew under the same name gets a job of its own', async () => {
    await using stage = await ready(staying('Running'));
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await remove(world, 'resnet');
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    const names = world.simulator.audit.jobs().map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
  });
});

describe.concurrent('editing a TrainingJob', () => {
  test('an edited description reaches the job', async () => {
    await using stage = await ready(staying('Running'));
    const { world } = stage;
    await world.job('resnet', { description: 'first' });
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await world.patch(KIND, 'resnet', { spec: { description: 'second' } });
    await world.until(
      KIND,
      'resnet',
      (job) => job?.status?.observedGeneration === 2 && !holds(job, 'Reconciling'),
    );
    expect(world.simulator.jobs()[0]?.description).toMatch(/^second \[k8s /);
  });

  test('another field is refused by name: at admission where the server knows CEL, else by the operator', async () => {
    await using stage = await ready(staying('Running'));
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    const edited = world.patch(KIND, 'resnet', { spec: { resource: { nodeCount: 4 } } });
    if (Number(inject('controlPlane').version.split('.')[1]) >= 25)
      await expect(edited).rejects.toThrow(
        /spec\.resource\.nodeCount: a training job cannot change after it was created/,
      );
    else {
      await edited;
      const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'ImmutableField'));
      expect(messageOf(stalled, 'Stalled')).toMatch(
        /^spec\.resource\.nodeCount: a training job cannot change/,
      );
      await world.patch(KIND, 'resnet', { spec: { resource: { nodeCount: 1 } } });
    }
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running' && !holds(job, 'Stalled'));
  });

  test('a flavor that does not exist is told with the code, and a corrected spec is tried again', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { resource: { flavorId: 'modelarts.vm.gpu.x' } });
    const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'FlavorNotFound'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/ModelArts\.2781.*modelarts\.vm\.gpu\.x/);
    expect((await world.untilEvent('resnet', 'FlavorNotFound')).type).toBe('Warning');
    const posts = () =>
      world.simulator.audit.calls.filter(({ operation }) => operation === 'createTrainingJob').length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(posts()).toBe(1);
    await world.patch(KIND, 'resnet', { spec: { resource: { flavorId: 'modelarts.vm.gpu.v100' } } });
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(holds(done, 'Stalled')).toBe(false);
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('a spec that cannot be sent is told by field, and nothing is sent', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { algorithm } = sampleSpec() as { algorithm: object };
    await world.job('resnet', { algorithm: { ...algorithm, bootFile: '/elsewhere/train.py' } });
    const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'InvalidSpec'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/spec\.algorithm\.bootFile/);
    expect(world.simulator.audit.calls.some(({ operation }) => operation === 'createTrainingJob')).toBe(
      false,
    );
    expect(stalled?.metadata.finalizers).toBeUndefined();
  });
});

describe.concurrent('never twice, never lost', () => {
  test('a create whose answer is lost is looked up and adopted, not sent again', async () => {
    await using stage = await ready({ behaviours: { 'training.duplicateName': 'allow' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createTrainingJob', times: 1, kind: 'drop-after' });
    await world.job('resnet');
    await world.until(
      KIND,
      'resnet',
      (job) => holds(job, 'Reconciling') && /looked up/.test(messageOf(job, 'Reconciling')),
    );
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(world.simulator.audit.jobs()).toHaveLength(1);
    await world.untilEvent('resnet', 'Adopted');
  });

  test('a create that was refused for too many requests is made later', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.faults.add({
      operation: 'createTrainingJob',
      times: 1,
      kind: 'status',
      status: 429,
      code: 'ModelArts.2799',
      retryAfterSeconds: 1,
    });
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('a job deleted behind its back is Failed after a second look, and never made again', async () => {
    await using stage = await ready({ durations: { runningMs: 3_600_000, creatingMs: 100, pendingMs: 100 } });
    const { world } = stage;
    await world.job('resnet');
    const running = await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await inCloud(world, (cloud) => cloud.remove(running?.status?.remote?.id as string));
    await world.until(KIND, 'resnet', (job) => holds(job, 'Reconciling', 'RemoteMissing'));
    const failed = await world.until(KIND, 'resnet', (job) => holds(job, 'Failed', 'DeletedExternally'));
    expect(failed?.status?.remote?.id).toBe(running?.status?.remote?.id);
    await remove(world, 'resnet');
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('stripped annotations are put back from the status', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    await world.patch(KIND, 'resnet', { metadata: { annotations: { [REMOTE_ID]: null }, finalizers: null } });
    const healed = await world.until(
      KIND,
      'resnet',
      (job) => job?.metadata.annotations?.[REMOTE_ID] !== undefined,
    );
    expect(healed?.metadata.finalizers).toEqual([FINALIZER]);
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('a copy that carries the id of another object is never acted on, and its deletion leaves the job alone', async () => {
    await using stage = await ready();
    const { world } = stage;
    const original = await world.job('resnet');
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    const annotations = { ...done?.metadata.annotations };
    await world.job('copy', {}, { annotations });
    const stalled = await world.until(KIND, 'copy', (job) => holds(job, 'Stalled', 'OwnerChanged'));
    expect(messageOf(stalled, 'Stalled')).toContain(original.metadata.uid);
    await remove(world, 'copy');
    expect(world.simulator.jobs()).toHaveLength(1);
  });

  test('a name that somebody else has is a NameConflict; the other job is not touched', async () => {
    await using stage = await ready({ behaviours: { 'training.duplicateName': 'refuse' } });
    const { world } = stage;
    await world.job('theirs', { name: 'wanted' });
    await world.until(KIND, 'theirs', (job) => holds(job, 'Complete'));
    await world.job('ours', { name: 'wanted' });
    const stalled = await world.until(KIND, 'ours', (job) => holds(job, 'Stalled', 'NameConflict'));
    expect(messageOf(stalled, 'Stalled')).toContain('spec.name');
    await remove(world, 'ours');
    expect(world.simulator.jobs()).toHaveLength(1);
  });

  test('an object with an unknown past is looked up before anything is sent', async () => {
    await using world = await World.create();
    await world.account();
    await world.job('resnet', {}, { finalizers: [FINALIZER] });
    world.start();
    const waiting = await world.until(KIND, 'resnet', (job) =>
      holds(job, 'Reconciling', 'SettlingEarlierCreate'),
    );
    expect(waiting?.metadata.annotations?.[CREATE_INTENT]).toBeUndefined();
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    const calls = world.simulator.audit.calls.map(({ operation }) => operation);
    const lookUps = calls
      .slice(0, calls.indexOf('createTrainingJob'))
      .filter((name) => name === 'searchTrainingJobs');
    // The Account's own probe is a search, too.
    expect(lookUps.length).toBeGreaterThanOrEqual(3);
  });

  test('of two operators one leads; when it stops, the other goes on with the same job', async () => {
    await using world = await World.create();
    const first = world.start();
    await first.leading;
    const second = world.start();
    await world.account();
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.remote !== undefined);
    await first.stop();
    await second.leading;
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });
});
