import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../../operator/modelarts/client.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { createObserver, type ObserverOptions } from '../../operator/modelarts/observer.ts';
import type { ListPort } from '../../operator/modelarts/sweep.ts';
import { createThrottle } from '../../operator/modelarts/throttle.ts';
import type { TrainingJob } from '../../operator/modelarts/trainingJob.ts';
import { PAGE_SIZE } from '../../operator/modelarts/trainingJobs.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { HandTime } from '../runtime/handTime.ts';
import { mayMutate, signal } from './server.ts';

const BODY = {
  kind: 'job',
  algorithm: {
    code_dir: '/bucket/code/',
    boot_file: '/bucket/code/train.py',
    engine: { engine_name: 'PyTorch', engine_version: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64' },
  },
  spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 1 } },
};

type Job = { id: string; phase: string };
const isFinished = ({ phase }: Job) => phase === 'Completed';
const isOurs = ({ id }: Job) => id.startsWith('ours');

let time: HandTime;
let list: Job[];
let asked: number[];
let failure: unknown;
let told: [string, string | undefined][];
let matched: readonly string[];
let failures: unknown[];
let stop: AbortController;
beforeEach(() => {
  [time, list, asked, failure, told, matched, failures] = [new HandTime(), [], [], undefined, [], [], []];
  stop = new AbortController();
});
afterEach(() => stop.abort());

/** A list of jobs, newest first, in pages of ten. */
const port: ListPort<Job> = {
  limit: 10,
  idOf: ({ id }) => id,
  isFinished,
  async fetchPage(offset) {
    asked.push(offset);
    if (failure) throw failure;
    const items = list.slice(offset * 10, offset * 10 + 10);
    return { items, total: list.length, count: list.length, limit: 10 };
  },
};
const observer = (options: Partial<ObserverOptions<Job>> = {}) =>
  createObserver<Job>({
    port,
    matches: isOurs,
    changed: (id, item) => void told.push([id, item?.phase]),
    ours: (items) => {
      matched = [...new Set([...matched, ...items.map(({ id }) => id)])];
    },
    failed: (error) => void failures.push(error),
    time,
    ...options,
  });

const others = (n: number): Job[] =>
  Array.from({ length: n }, (_, i) => ({ id: `other-${i}`, phase: 'Running' }));
const job = (id: string, phase = 'Running'): Job => ({ id, phase });

describe('a poll', () => {
  test('tells what has changed since the last, and only that', async () => {
    const watching = observer();
    watching.follow('ours-1');
    watching.follow('ours-2');
    list = [job('ours-2'), job('ours-1', 'Pending')];
    await watching.poll(signal());
    await watching.poll(signal());
    list = [job('ours-2'), job('ours-1')];
    await watching.poll(signal());
    expect(told).toEqual([
      ['ours-2', 'Running'],
      ['ours-1', 'Pending'],
      ['ours-1', 'Running'],
    ]);
  });

  test.each<[string, (string | [string, string])[], Job[], number]>([
    ['nothing is followed: the newest page only', [], others(45), 1],
    ['all that is followed is finished: the newest page only', [['ours-1', 'Completed']], others(45), 1],
    ['the oldest unfinished is on the third page', ['ours-1', 'ours-2'], [...others(25), job('ours-1')], 3],
    ['what is sought is on the first page', ['ours-2'], [], 1],
  ])('reaches down as far as it has to: %s', async (_, follow, below, pages) => {
    const watching = observer();
    for (const entry of follow) {
      const [id, phase] = Array.isArray(entry) ? entry : [entry, 'Running'];
      list = [job(id, phase), ...list];
      watching.follow(id);
    }
    await watching.poll(signal());
    const top = list.filter(({ id }) => !below.some((item) => item.id === id));
    list = [...top, ...below, ...others(99).map(({ id }) => job(`old-${id}`))];
    asked = [];
    await watching.poll(signal());
    expect(asked).toHaveLength(pages);
  });

  test('tells once of an id that is not where it was, which proves nothing, and again when it is back', async () => {
    const watching = observer();
    watching.follow('ours-1');
    list = [job('ours-1', 'Pending'), ...others(15)];
    await watching.poll(signal());
    list = others(15);
    await watching.poll(signal());
    await watching.poll(signal());
    list = [job('ours-1'), ...others(15)];
    await watching.poll(signal());
    expect(told).toEqual([
      ['ours-1', 'Pending'],
      ['ours-1', undefined],
      ['ours-1', 'Running'],
    ]);
  });

  test('reports every id that is ours, also those that nobody follows', async () => {
    const watching = observer();
    watching.follow('ours-1');
    list = [job('ours-twin'), ...others(3), job('ours-1')];
    await watching.poll(signal());
    expect(matched).toEqual(['ours-twin', 'ours-1']);
  });

  test('that meets a list on the move reads it again, and misses nothing that stood still', async () => {
    let reads = 0;
    const moving = observer({
      port: {
        limit: 10,
        idOf: ({ id }) => id,
        isFinished,
        async fetchPage(offset) {
          // One is removed from the first page after it was read: the eleventh slips onto it.
          if (++reads === 2) list = list.slice(1);
          const items = list.slice(offset * 10, offset * 10 + 10);
          return { items, total: list.length, count: list.length, limit: 10 };
        },
      },
    });
    list = [...others(10), job('ours-1'), ...others(15).map(({ id }) => job(`old-${id}`))];
    moving.follow('ours-1');
    await moving.poll(signal());
    expect(told).toEqual([['ours-1', 'Running']]);
  });

  test('of a list that never stands still tells of nothing missing', async () => {
    let total = 30;
    const restless = observer({
      port: {
        limit: 10,
        idOf: ({ id }) => id,
        isFinished,
        fetchPage: async (offset) => ({
          items: offset < 2 ? others(20).slice(offset * 10, offset * 10 + 10) : [],
          total: total++,
          count: 0,
          limit: 10,
        }),
      },
    });
    restless.follow('ours-1');
    await restless.poll(signal());
    expect(told).toEqual([]);
  });

  test('counts as a change only what the caller says', async () => {
    const watching = observer({ versionOf: ({ id }) => id });
    watching.follow('ours-1', true);
    list = [job('ours-1', 'Pending')];
    await watching.poll(signal());
    list = [job('ours-1', 'Running')];
    await watching.poll(signal());
    expect(told).toEqual([['ours-1', 'Pending']]);
    expect(watching.latest('ours-1')?.phase).toBe('Running');
  });

  test('is no change where a read by its id has shown the same before; what comes then is', async () => {
    const watching = observer();
    watching.follow('ours-1');
    watching.noted('never-followed', job('never-followed'));
    watching.noted('ours-1', job('ours-1', 'Pending'));
    for (const phase of ['Pending', 'Running', 'Pending']) {
      list = [job('ours-1', phase)];
      await watching.poll(signal());
    }
    expect(told).toEqual([
      ['ours-1', 'Running'],
      ['ours-1', 'Pending'],
    ]);
    told.length = 0;
    watching.noted('ours-1', job('ours-1', 'Running'));
    list = [job('ours-1', 'Completed')];
    await watching.poll(signal());
    expect(told).toEqual([['ours-1', 'Completed']]);
  });

  test('forgets what is no longer followed', async () => {
    const watching = observer();
    watching.follow('ours-1', true);
    list = [job('ours-1')];
    await watching.poll(signal());
    watching.forget('ours-1');
    expect([watching.shows('ours-1'), watching.latest('ours-1')]).toEqual([false, undefined]);
  });

  test('keeps what it has seen for those who want it, until they have asked', async () => {
    const watching = observer();
    watching.follow('ours-1', true);
    watching.follow('ours-2');
    list = [job('ours-2'), job('ours-1')];
    expect([watching.shows('ours-1'), watching.latest('never-seen')]).toEqual([false, undefined]);
    await watching.poll(signal());
    const ids = ['ours-1', 'ours-2', 'ours-1'];
    expect(ids.map((id) => watching.shows(id))).toEqual([true, true, true]);
    watching.follow('ours-1', true);
    expect(ids.map((id) => watching.latest(id))).toEqual([job('ours-1'), undefined, undefined]);
  });
});

describe('between polls', () => {
  /** How many polls there were since it was last asked, after `ms` more. */
  const polled = async (ms: number) => {
    await time.advance(ms);
    return asked.splice(0).length;
  };

  test('it waits 10 s while something of ours is in flight, followed or not, and 60 s otherwise', async () => {
    list = [job('ours-1'), job('ours-twin', 'Completed')];
    const watching = observer();
    watching.follow('ours-1');
    void watching.run(stop.signal);
    expect(await polled(0)).toBe(1);
    expect(await polled(9_999)).toBe(0);
    expect(await polled(1)).toBe(1);
    list = [job('ours-1', 'Completed'), job('ours-twin')];
    expect(await polled(10_000)).toBe(1);
    expect(await polled(10_000)).toBe(1);
    list = [job('ours-1', 'Completed'), job('ours-twin', 'Completed')];
    expect(await polled(10_000)).toBe(1);
    expect(await polled(59_999)).toBe(0);
    expect(await polled(1)).toBe(1);
  });

  test('it waits 60 s for what is at rest, followed or not, and then reads down to all that is followed', async () => {
    list = [job('ours-twin'), ...others(24), job('ours-1')];
    const watching = observer({ port: { ...port, isAtRest: () => true } });
    watching.follow('ours-1');
    void watching.run(stop.signal);
    expect(await polled(0)).toBe(3);
    expect(await polled(59_999)).toBe(0);
    list = [job('ours-twin'), ...others(24), job('ours-1', 'Changed')];
    expect(await polled(1)).toBe(3);
    expect(told.at(-1)).toEqual(['ours-1', 'Changed']);
  });

  test('an id that comes to be followed brings the next poll nearer', async () => {
    const watching = observer();
    void watching.run(stop.signal);
    await polled(3_000);
    watching.follow('ours-1');
    expect(await polled(6_999)).toBe(0);
    expect(await polled(1)).toBe(1);
  });

  test('a list that may be late is polled at some time within the idle interval, or once an id is followed', async () => {
    const half = { monotonic: time.monotonic, sleep: time.sleep, random: () => 0.5 };
    void observer({ late: true, time: half }).run(stop.signal);
    expect(await polled(29_999)).toBe(0);
    expect(await polled(1)).toBe(1);
    const watching = observer({ late: true, time: half });
    void watching.run(stop.signal);
    expect(await polled(10)).toBe(0);
    watching.follow('ours-1');
    expect(await polled(0)).toBe(1);
  });

  test('a new id that no list shows yet is waited for, but not for ever', async () => {
    const watching = observer();
    watching.follow('ours-1');
    void watching.run(stop.signal);
    expect(await polled(290_000)).toBe(30);
    expect(await polled(20_000)).toBeLessThanOrEqual(2);
    expect(await polled(59_000)).toBeLessThanOrEqual(1);
  });

  test.each([
    [0, 9_000],
    [0.999999, 11_000],
  ])('jitter is a tenth either way (random %d)', async (random, ms) => {
    list = [job('ours-1')];
    const watching = observer({
      time: { monotonic: time.monotonic, sleep: time.sleep, random: () => random },
    });
    watching.follow('ours-1');
    void watching.run(stop.signal);
    await polled(0);
    expect(time.slept.at(-1)).toBeCloseTo(ms, 0);
  });

  test('a poll that fails is told, and the next comes in its time, or when the cloud asks for it', async () => {
    failure = new ModelArtsError({ kind: 'throttled', operation: 'o', detail: 'd', retryAfterMs: 90_000 });
    const watching = observer();
    watching.follow('ours-1');
    void watching.run(stop.signal);
    expect(await polled(89_999)).toBe(1);
    expect(failures).toEqual([failure]);
    expect(await polled(1)).toBe(1);
  });

  test('it ends when aborted, at once', async () => {
    const ended = observer().run(stop.signal);
    await time.advance(0);
    stop.abort();
    await ended;
    expect(failures).toEqual([]);
  });
});

describe('against the simulator', () => {
  /** A simulator driven by hand, a client of it, and an observer of its jobs with the phases that it tells of. */
  async function watched(behaviours: Partial<Behaviours>) {
    const simulator = await startSimulator({
      clock: manualClock(),
      behaviours: { 'training.duplicateName': 'allow', ...behaviours },
    });
    const client = createClient({
      ...{ endpoint: simulator.url, projectId: simulator.projectId, credentials: simulator },
      throttle: createThrottle({ perSecond: 10_000 }),
    });
    const phases: Record<string, (string | undefined)[]> = {};
    const watching = createObserver<TrainingJob>({
      port: {
        limit: PAGE_SIZE,
        idOf: ({ id }) => id,
        isFinished: ({ phase }) => ['Completed', 'Failed', 'Terminated'].includes(phase),
        fetchPage: (offset, aborted) => client.trainingJobs.newest({}, offset, { signal: aborted }),
      },
      matches: ({ name }) => name === 'ours',
      versionOf: ({ phase }) => phase,
      changed: (id, item) => {
        phases[id] = [...(phases[id] ?? []), item?.phase];
      },
      ours: (items) => {
        matched = [...new Set([...matched, ...items.map(({ id }) => id)])];
      },
      time,
    });
    const create = async (name: string) =>
      (await client.trainingJobs.create({ ...BODY, metadata: { name } }, mayMutate())).id;
    const pollAfter = async (minutes: number) => {
      simulator.advance?.(minutes * 60_000);
      matched = [];
      await watching.poll(signal());
    };
    const dispose = async () => {
      await client.close();
      await simulator.stop();
    };
    return { client, watching, phases, create, pollAfter, [Symbol.asyncDispose]: dispose };
  }

  test.each(['page', 'item'] as const)(
    'it follows a job through its life and finds a twin, under the %s reading of offset',
    async (searchOffset) => {
      await using world = await watched({ 'training.searchOffset': searchOffset });
      const ours = await world.create('ours');
      for (let i = 0; i < 60; i++) await world.create(`other-${i}`);
      world.watching.follow(ours);
      await world.pollAfter(0);
      const twin = await world.create('ours');
      for (const minutes of [1.5, 2, 10]) await world.pollAfter(minutes);
      expect(world.phases).toEqual({ [ours]: ['Creating', 'Pending', 'Running', 'Completed'] });
      expect(matched).toEqual([twin, ours]);
      await world.client.trainingJobs.remove(ours, mayMutate());
      await world.pollAfter(0);
      expect(matched).toEqual([twin]);
    },
  );

  test('of a list that lags five minutes behind it tells late, but all of it', async () => {
    await using world = await watched({ 'training.searchStaleMs': 5 * 60_000 });
    const ours = await world.create('ours');
    world.watching.follow(ours);
    for (const minutes of [0, 4, 1.5, 1, 3]) await world.pollAfter(minutes);
    expect(world.phases).toEqual({ [ours]: [undefined, 'Creating', 'Pending', 'Running'] });
  });
});

test('each poll is told with how it ended, and how long none is due after it', async () => {
  const life: unknown[] = [];
  const observing = observer({ polled: (ok) => life.push(ok), rests: (ms) => life.push(ms) });
  const running = observing.run(stop.signal);
  await time.advance(0);
  failure = new ModelArtsError({ kind: 'throttled', operation: 'x', detail: 'no', retryAfterMs: 300_000 });
  await time.advance(60_000);
  expect(life).toEqual([true, 60_000, false, 300_000]);
  stop.abort();
  await running;
});
