import { expect, test } from 'vitest';
import { jobRequest } from '../caller.ts';
import { MINUTE, oneJob, refused, SECOND, UNTIL_RUNNING } from './oneJob.ts';

const { algorithm } = jobRequest('');
const searching = (samples: string) => ({
  algorithm: {
    ...algorithm,
    outputs: [{ name: 'train_url', remote: { obs: { obs_url: '/bucket/out/' } } }],
    policies: {
      auto_search: {
        reward_attrs: [{ name: 'accuracy', mode: 'max', regex: 'x' }],
        search_params: [
          { name: 'batch_size', discrete_values: ['16', '32'] },
          { name: 'lr', lower_bound: '0.1', upper_bound: '0.2' },
        ],
        algo_configs: [{ name: 'tpe_search', params: [{ key: 'num_samples', value: samples }] }],
      },
    },
  },
});

/** A job that searches with five trials, one a minute. */
async function search(samples = '5') {
  const job = await oneJob(searching(samples));
  const get = (path: string) => job.call('GET', `${job.path}/${path}`);
  const rows = async () => (await get('autosearch-trials')).body.items;
  const cell = async (row: number, column: string) => {
    const { header, data } = await rows();
    return data[row][header.indexOf(column)];
  };
  return { ...job, get, rows, cell };
}

test('trials begin one after the other while the job runs, and show what they try', async () => {
  await using job = await search();
  expect((await job.rows()).data).toEqual([]);
  job.clock.advance(UNTIL_RUNNING + MINUTE + SECOND);
  const { header, data } = await job.rows();
  expect(header).toContain('accuracy');
  expect(data).toHaveLength(2);
  expect(await job.cell(0, 'status')).toBe('TERMINATED');
  expect(await job.cell(1, 'status')).toBe('RUNNING');
  const config = await job.cell(1, 'config');
  expect(['16', '32']).toContain(config.batch_size);
  expect(config.lr).toBeGreaterThanOrEqual(0.1);
  expect(config.lr).toBeLessThan(0.2);
  job.clock.advance(10 * MINUTE);
  expect((await job.rows()).data).toHaveLength(5);
  expect(await job.cell(1, 'config')).toEqual(config);
});

test.each([
  ['?limit=2', 2],
  ['?limit=4&offset=3', 2],
  ['?offset=9', 0],
])('trials are paged by items: %s', async (query, count) => {
  await using job = await search();
  job.clock.advance(10 * MINUTE);
  const { body } = await job.get(`autosearch-trials${query}`);
  expect(body).toMatchObject({ total: 5, count, group_by: '' });
  expect(body.items.data).toHaveLength(count);
});

test('one trial is read by its id, and stopped early only while it runs', async () => {
  await using job = await search();
  job.clock.advance(UNTIL_RUNNING + SECOND);
  const id = await job.cell(0, 'trial_id');
  expect((await job.get(`autosearch-trials/${id}`)).body.data[0]).toContain(id);
  expect(await job.get('autosearch-trials/nobody')).toMatchObject(
    refused(400, 'ModelArts.2788', /no trial nobody/),
  );
  const stop = () => job.call('POST', `${job.path}/autosearch-trial-earlystop/${id}`);
  expect(await stop()).toMatchObject({ status: 200, body: { earlystop_trial: id } });
  expect(await job.cell(0, 'status')).toBe('TERMINATED');
  expect(await job.cell(0, 'time_total_s')).toBe('1');
  expect(await stop()).toMatchObject(refused(400, 'ModelArts.2788', /has ended/));
});

test('a search asks for at most 64 trials whatever it says, and for 8 where it says nothing that counts', async () => {
  for (const [samples, count] of [
    ['1000', 64],
    ['many', 8],
  ] as const) {
    await using job = await search(samples);
    job.clock.advance(10 * MINUTE);
    expect((await job.get('autosearch-trials')).body.total).toBe(count);
  }
});

test('the analysis of hyperparameters is there when the search has ended', async () => {
  await using job = await search();
  job.clock.advance(UNTIL_RUNNING);
  expect((await job.get('autosearch-parameter-analysis')).body.data).toEqual([]);
  job.clock.advance(10 * MINUTE);
  expect((await job.get('autosearch-parameter-analysis')).body.data).toEqual([
    ['batch_size', expect.stringMatching(/^0\.\d{4}\/0\.\d{4}$/)],
    ['lr', expect.stringMatching(/^0\.\d{4}\/0\.\d{4}$/)],
  ]);
  expect((await job.get('autosearch-parameter-analysis/lr')).body).toEqual({
    file_path: '/bucket/out/log/hyperparameter-analysis/fanova/lr.png',
  });
  expect(await job.get('autosearch-parameter-analysis/depth')).toMatchObject(refused(400, 'ModelArts.2788'));
});

test('a job that searches nothing has no trials', async () => {
  await using job = await oneJob();
  job.clock.advance(10 * MINUTE);
  const { body } = await job.call('GET', `${job.path}/autosearch-trials`);
  expect(body).toMatchObject({ total: 0, items: { data: [] } });
});
