/** What is read and done beside a job's own life: its events, the trials of its search, its tags. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, ready, STAGES, sampleSpec, type World } from '../support/world.ts';

const KIND = 'trainingjobs';
const HOUR = 3_600_000;
const LONG = { durations: { ...STAGES, runningMs: HOUR } };

const calls = (world: World, operation: string) =>
  world.simulator.audit.calls.filter((call) => call.operation === operation);
const running = (job: Resource | undefined) => job?.status?.phase === 'Running';
const fail = (operation: string) => ({ operation, kind: 'status', status: 500, times: 10_000 }) as const;

describe.concurrent('the events of a job', () => {
  test('are told as Events of the object, each once, and a job that goes on costs no call for them', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', running);
    const started = await world.untilEvent('resnet', 'Started');
    expect(started).toMatchObject({ type: 'Normal', note: expect.stringContaining('Started container') });
    await world.untilEvent('resnet', 'TaskEvent');
    const before = calls(world, 'listTrainingJobEvents').length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(calls(world, 'listTrainingJobEvents').length - before).toBeLessThanOrEqual(1);
    const notes = (await world.events('resnet')).map(({ note }) => note);
    expect(notes.length).toBe(new Set(notes).size);
  });

  test('that cannot be read keep nothing up, and are told in the log', async () => {
    await using stage = await ready();
    const { world, operator } = stage;
    world.simulator.faults.add(fail('listTrainingJobEvents'));
    await world.job('resnet');
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'), 60);
    expect(holds(done, 'Stalled')).toBe(false);
    expect(operator.log.some((line) => line.includes('the events of a training job could not be read'))).toBe(
      true,
    );
  });
});

describe.concurrent('a hyperparameter search', () => {
  const search = {
    rewardAttrs: [{ name: 'accuracy', mode: 'max', regex: 'accuracy=([0-9.]+)' }],
    searchParams: [{ name: 'lr', paramType: 'continuous', lowerBound: '0.001', upperBound: '0.1' }],
    algoConfigs: [
      { name: 'bayes_opt_search', params: [{ key: 'num_samples', value: '3', type: 'Integer' }] },
    ],
  };
  const algorithm = { ...(sampleSpec().algorithm as object), search };
  type Search = { best?: { reward: string }; counts: object; trials: { id: string; status: string }[] };
  const searchOf = (job: Resource | undefined) => job?.status?.search as Search | undefined;

  test('shows its trials, and the best of them at its end', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { algorithm });
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(searchOf(done)).toMatchObject({
      counts: { TERMINATED: 3 },
      best: { values: { lr: expect.any(String) } },
    });
    expect(searchOf(done)?.trials).toHaveLength(3);
  });

  test('has trials stopped that spec.earlyStopTrials names; one that does not exist is told', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet', { algorithm });
    const seen = await world.until(KIND, 'resnet', (job) => (searchOf(job)?.trials.length ?? 0) > 0);
    const id = searchOf(seen)?.trials[0]?.id ?? '';
    // The answer is lost: what came of it shows in the list of trials.
    world.simulator.faults.add({ operation: 'earlyStopAutosearchTrial', times: 1, kind: 'drop-after' });
    await world.patch(KIND, 'resnet', { spec: { earlyStopTrials: ['nosuch', id] } });
    const stopped = await world.until(
      KIND,
      'resnet',
      (job) => searchOf(job)?.trials[0]?.status === 'TERMINATED' && !holds(job, 'Reconciling'),
    );
    expect([holds(stopped, 'Stalled'), running(stopped)]).toEqual([false, true]);
    expect(calls(world, 'earlyStopAutosearchTrial')).toHaveLength(1);
    const { note, type } = await world.untilEvent('resnet', 'TrialNotFound');
    expect([type, note]).toEqual(['Warning', expect.stringContaining('"nosuch"')]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await world.events('resnet')).filter(({ reason }) => reason === 'TrialNotFound')).toHaveLength(1);
  });
});

describe.concurrent('spec.tags', () => {
  const tag = (key: string, value: string) => ({ key, value });
  const idOf = (job: Resource | undefined) => job?.status?.remote?.id ?? '';
  const converged = (keys: readonly string[]) => (job: Resource | undefined) =>
    JSON.stringify(job?.status?.appliedTags ?? []) === JSON.stringify(keys) && !holds(job, 'Reconciling');

  test('become tags of the job, follow edits also after its end, and leave those of others alone', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet', { tags: [tag('team', 'vision'), tag('cost', '7')] });
    const tagged = await world.until(KIND, 'resnet', converged(['cost', 'team']));
    await inCloud(world, (cloud) => cloud.tag(idOf(tagged), { theirs: 'yes' }));
    const done = await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    await world.patch(KIND, 'resnet', { spec: { tags: [tag('team', 'speech')] } });
    await world.until(KIND, 'resnet', converged(['team']));
    expect(await inCloud(world, (cloud) => cloud.tags(idOf(done)))).toEqual({
      team: 'speech',
      theirs: 'yes',
    });
    await world.patch(KIND, 'resnet', { spec: { tags: null } });
    const bare = await world.until(KIND, 'resnet', converged([]));
    expect(await inCloud(world, (cloud) => cloud.tags(idOf(done)))).toEqual({ theirs: 'yes' });
    expect([holds(bare, 'Complete'), holds(bare, 'Stalled')]).toEqual([true, false]);
  });

  test.each(['drop-after', 'drop-before'] as const)(
    'converge when the answer to a change is lost (%s)',
    async (kind) => {
      await using stage = await ready(LONG);
      const { world } = stage;
      world.simulator.faults.add({ operation: 'createTrainingJobTags', times: 2, kind });
      await world.job('resnet', { tags: [tag('team', 'vision')] });
      const tagged = await world.until(KIND, 'resnet', (job) => running(job) && converged(['team'])(job));
      expect(await inCloud(world, (cloud) => cloud.tags(idOf(tagged)))).toEqual({ team: 'vision' });
    },
  );

  test('that cannot be set do not keep a job from being suspended', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    world.simulator.faults.add({ ...fail('createTrainingJobTags'), status: 403 });
    await world.job('resnet', { tags: [tag('team', 'vision')] });
    await world.until(KIND, 'resnet', running);
    await world.patch(KIND, 'resnet', { spec: { suspend: true } });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Suspended'));
  });

  test('that nobody set cost no call', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
    expect(calls(world, 'listTrainingJobTags')).toEqual([]);
  });
});
