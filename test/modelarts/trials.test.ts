import { expect, test } from 'vitest';
import { parseTrials } from '../../operator/modelarts/trial.ts';
import { clientOf, json, mayMutate, serve, signal } from './server.ts';
import { MINUTE, read, rejected, simulated, UNTIL_RUNNING } from './simulated.ts';

const HEADER = [
  '',
  'done',
  'pid',
  'config',
  'trial_id',
  'time_total_s',
  'reward_attr',
  'status',
  'acc',
  'loss',
];
const CONFIG = { batch_size: 32, lr: 0.05, trial_index: 0, 'param/batch_size': 32, 'param/lr': 0.05 };
const LOSS = "tensor(0.0754,device='cuda:0', requires_grad=True)";
const ROW = ['0', 'True', '314', CONFIG, 'ae544174', '19.5', '0.0625', 'TERMINATED', '0.0625', LOSS];

test('a row as in the example of 6.17 is read whole', () => {
  expect(parseTrials({ header: HEADER, data: [ROW] })).toEqual([
    {
      id: 'ae544174',
      status: 'TERMINATED',
      done: true,
      values: { batch_size: '32', lr: '0.05' },
      reward: 0.0625,
      metrics: { acc: '0.0625', loss: LOSS },
      iterations: undefined,
      seconds: 19.5,
    },
  ]);
});

const row = (change: Record<string, unknown>) => {
  const cells = { ...Object.fromEntries(HEADER.map((name, index) => [name, ROW[index]])), ...change };
  return parseTrials({ header: Object.keys(cells), data: [Object.values(cells)] })?.[0];
};

test.each<[string, Record<string, unknown>, object]>([
  [
    'a config that is a text',
    { config: JSON.stringify(CONFIG) },
    { values: { batch_size: '32', lr: '0.05' } },
  ],
  ['a config that is another text', { config: "{'lr': 1}" }, { values: {} }],
  ['a config without prefixes', { config: { lr: 1, trial_index: 3 } }, { values: { lr: '1' } }],
  ['a config of null', { config: null }, { values: {} }],
  ['a reward that is a tensor', { reward_attr: LOSS }, { reward: undefined }],
  ['an empty reward', { reward_attr: '' }, { reward: undefined }],
  ['a reward that is a number', { reward_attr: 0.5 }, { reward: 0.5 }],
  ['metrics that are no texts', { acc: 0.25, loss: null }, { metrics: { acc: '0.25' } }],
  ['a very long metric', { loss: 'x'.repeat(999) }, { metrics: { acc: '0.0625', loss: 'x'.repeat(256) } }],
  ['no id but its number', { trial_id: '' }, { id: '0' }],
  ['an odd "done"', { done: 'constructor', status: '' }, { done: undefined, status: '' }],
  ['a trial that goes on', { done: 'False', status: 'RUNNING' }, { done: false, status: 'RUNNING' }],
])('a row with %s is read', (_, change, expected) => {
  expect(row(change)).toEqual(expect.objectContaining(expected));
});

test.each<[string, unknown, number | undefined]>([
  ['no rows', { header: HEADER, data: [] }, 0],
  ['rows that are null', { header: null, data: null }, 0],
  ['nothing', null, undefined],
  ['a text', 'x', undefined],
  ['rows that are no list', { header: HEADER, data: {} }, undefined],
  ['a row that names no trial', { header: HEADER, data: [ROW, []] }, undefined],
  ['a row that is no list', { header: HEADER, data: [7] }, undefined],
])('a table with %s is read for what it is', (_, wire, count) => {
  expect(parseTrials(wire)?.length).toBe(count);
});

const searching = (samples: number) => ({
  algorithm: {
    policies: {
      auto_search: {
        reward_attrs: [{ name: 'accuracy', mode: 'max', regex: 'x' }],
        search_params: [{ name: 'lr', lower_bound: '0.1', upper_bound: '0.2' }],
        algo_configs: [{ name: 'tpe_search', params: [{ key: 'num_samples', value: `${samples}` }] }],
      },
    },
  },
});

test('trials are listed as they begin, read one by one, and stopped early', async () => {
  await using world = await simulated({ 'answers.extra': true });
  const id = await world.job(searching(5));
  const { trials, get } = world.client.trainingJobs;
  expect((await get(id, read())).autoSearch).toEqual({
    rewards: [{ name: 'accuracy', mode: 'max' }],
    parameters: ['lr'],
  });
  expect(await trials.list(id, read())).toEqual([]);
  world.advance(UNTIL_RUNNING + MINUTE + 1000);
  const [first, second, ...others] = await trials.list(id, read());
  expect(others).toEqual([]);
  expect(first).toMatchObject({ status: 'TERMINATED', done: true, seconds: 60 });
  expect(second).toMatchObject({
    status: 'RUNNING',
    done: false,
    values: { lr: expect.stringMatching(/^0\.1/) },
  });
  expect(Number(second?.metrics.accuracy)).toBe(second?.reward);
  const running = second?.id ?? '';
  expect(await trials.get(id, running, read())).toEqual(second);
  expect((await trials.stop(id, running, mayMutate())).requestId).toBe(
    world.simulator.audit.calls.at(-1)?.requestId,
  );
  expect(await trials.get(id, running, read())).toMatchObject({ status: 'TERMINATED' });
  expect(await rejected(trials.stop(id, running, mayMutate()))).toMatchObject({ kind: 'invalid' });
});

test('the trials of a long search are all read', async () => {
  await using world = await simulated();
  const id = await world.job(searching(64));
  world.advance(60 * MINUTE);
  const trials = await world.client.trainingJobs.trials.list(id, read());
  expect(new Set(trials.map((trial) => trial.id)).size).toBe(64);
});

test('a trial is not found by a job that is not there, and an unknown trial is not taken for a lost job', async () => {
  await using world = await simulated();
  const id = await world.job(searching(5));
  const { trials } = world.client.trainingJobs;
  expect(await rejected(trials.list('j-1', read()))).toMatchObject({ kind: 'not-found' });
  expect(await rejected(trials.get(id, 'nobody', read()))).toMatchObject({ kind: 'invalid' });
  for (const call of [() => trials.get(id, 'a/b', read()), () => trials.stop(id, 'a/b', mayMutate())])
    expect(await rejected(call())).toMatchObject({
      kind: 'unsent',
      reason: 'InvalidId',
      detail: expect.stringContaining('an id of a trial'),
    });
});

test('a gate that is shut stops no trial', async () => {
  await using world = await simulated();
  const id = await world.job(searching(5));
  world.advance(UNTIL_RUNNING + 1000);
  const { trials } = world.client.trainingJobs;
  const [trial] = await trials.list(id, read());
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const error = await rejected(trials.stop(id, trial?.id ?? '', { signal: signal(), gate }));
  expect(error).toMatchObject({ kind: 'unsent' });
  expect(await trials.list(id, read())).toMatchObject([{ status: 'RUNNING' }]);
});

test.each<[string, object]>([
  ['of no trials', { header: HEADER, data: [] }],
  ['of another trial', { header: HEADER, data: [ROW] }],
  ['that is no table', { data: 'x' }],
])('an answer %s to a question about one is unavailable', async (_, body) => {
  await using server = await serve(json(200, body));
  const client = clientOf(server.url);
  const { trials } = client.trainingJobs;
  expect(await rejected(trials.get('j-1', 't-1', read()))).toMatchObject({ kind: 'unavailable' });
  expect(await rejected(trials.list('j-1', read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test('of the rows about one trial the last counts', async () => {
  const cells = ['done', 'trial_id', 'reward_attr'];
  const data = [
    ['False', 'ae544174', '0.1'],
    ['True', 'ae544174', '0.2'],
  ];
  await using server = await serve(json(200, { header: cells, data }));
  const client = clientOf(server.url);
  const trial = await client.trainingJobs.trials.get('j-1', 'ae544174', read());
  expect(trial).toMatchObject({ status: '', done: true, reward: 0.2 });
  await client.close();
});
