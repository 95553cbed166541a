import { expect, test } from 'vitest';
import { jobRequest } from '../caller.ts';
import { MINUTE, noon, oneJob, refused, UNTIL_RUNNING } from './oneJob.ts';

const messages = (body: { events: { message: string }[] }) => body.events.map(({ message }) => message);
const LIFE = [
  'Training job is created.',
  'Training job is queuing.',
  'Started: Started container',
  'Training job is running.',
  '[worker-0] training started.',
  '[worker-0] Training finished. Exit code 0.',
  'Training job completed.',
];

/** A job that has completed. */
async function ended() {
  const job = await oneJob();
  job.clock.advance(10 * MINUTE);
  return { ...job, events: (query = '') => job.call('GET', `${job.path}/events${query}`) };
}

test('events tell the life of a job so far, the newest first', async () => {
  await using job = await oneJob();
  const events = async () => messages((await job.call('GET', `${job.path}/events`)).body);
  expect(await events()).toEqual(LIFE.slice(0, 1));
  job.clock.advance(UNTIL_RUNNING);
  expect((await events()).reverse()).toEqual(LIFE.slice(0, 5).map((said) => expect.stringContaining(said)));
  job.clock.advance(5 * MINUTE);
  expect((await events()).reverse()).toEqual(LIFE.map((said) => expect.stringContaining(said)));
});

test('an event has a time of Beijing, a level and a source', async () => {
  await using job = await ended();
  const { body } = await job.events('?limit=1&order=asc');
  expect(body).toEqual({
    total: 7,
    limit: 1,
    offset: 0,
    order: 'asc',
    start_time: '2026-01-01T20:00:00+08:00',
    end_time: '2026-01-01T20:10:00+08:00',
    events: [{ time: '2026-01-01T20:00:00+08:00', level: 'Info', message: LIFE[0], source: 'Job' }],
  });
});

test.each([
  ['order', '?order=asc&limit=2', [LIFE[0], LIFE[1]]],
  [
    'an offset of items',
    '?order=asc&limit=2&offset=1',
    [LIFE[1], expect.stringContaining('Started container')],
  ],
  ['a source', '?source=Task&order=asc', [LIFE[4], LIFE[5]]],
  ['a level', '?level=Error', []],
  ['a part of the message', '?pattern=Exit', [LIFE[5]]],
  [
    'a time, both ends included',
    `?end_time=${noon + 10_000}&order=asc&start_time=${noon}`,
    [LIFE[0], LIFE[1]],
  ],
])('events are asked for by %s', async (_name, query, expected) => {
  await using job = await ended();
  const sorted = query.slice(1).split('&').sort().join('&');
  expect(messages((await job.events(`?${sorted}`)).body)).toEqual(expected);
});

test('a terminated job says that it was terminated', async () => {
  await using job = await oneJob();
  await job.call('POST', `${job.path}/actions`, { action_type: 'terminate' });
  job.clock.advance(MINUTE);
  expect(messages((await job.call('GET', `${job.path}/events?limit=2`)).body)).toEqual([
    'Training job is terminated.',
    expect.stringContaining('TerminateJob'),
  ]);
});

test('a failed job says so at level Error', async () => {
  const environments = { SIMULATE_OUTCOME: 'Failed' };
  await using job = await oneJob({ algorithm: { ...jobRequest('').algorithm, environments } });
  job.clock.advance(10 * MINUTE);
  const { body } = await job.call('GET', `${job.path}/events?level=Error`);
  expect(messages(body)).toEqual(['Training job failed.']);
});

test.each([
  ['an unknown level', '?level=Fatal', /level/],
  ['an unknown source', '?source=Pod', /source/],
  ['an unknown order', '?order=up', /order/],
  ['a start without an end', '?start_time=1', /belong together/],
  ['a start that is no time', '?end_time=1&start_time=x', /milliseconds/],
  ['101 events', '?limit=101', /limit/],
  ['a negative offset', '?offset=-1', /offset/],
  ['a pattern of 257 characters', `?pattern=${'x'.repeat(257)}`, /pattern/],
  ['an unknown parameter', '?name=x', /name/],
])('%s is refused as a bad request', async (_name, query, said) => {
  await using job = await ended();
  expect(await job.events(query)).toMatchObject(refused(400, 'ModelArts.50004000', said));
});
