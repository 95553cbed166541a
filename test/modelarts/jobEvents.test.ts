import { describe, expect, test } from 'vitest';
import { parseJobEvent } from '../../operator/modelarts/jobEvents.ts';
import { clientOf, json, type Reply, serve } from './server.ts';
import { MINUTE, read, rejected, simulated } from './simulated.ts';

describe('an event', () => {
  test('of the example of 6.27 is read whole', () => {
    expect(
      parseJobEvent({
        time: '2022-11-26T16:03:41+08:00',
        level: 'Error',
        message: 'Training job failed.',
        source: 'Job',
      }),
    ).toEqual({
      atMs: Date.UTC(2022, 10, 26, 8, 3, 41),
      level: 'Error',
      source: 'Job',
      message: 'Training job failed.',
    });
  });

  test.each<[string, object, object]>([
    ['an unreadable time', { time: 'yesterday' }, { atMs: undefined }],
    ['no time', {}, { atMs: undefined }],
    ['a level that no one knows', { level: 'Dire' }, { level: 'Dire' }],
    ['nulls', { level: null, source: null, time: null }, { level: '', source: '' }],
    ['a very long message', { message: 'x'.repeat(9999) }, { message: 'x'.repeat(4096) }],
  ])('with %s is read', (_, fields, expected) => {
    expect(parseJobEvent({ message: 'm', ...fields })).toMatchObject(expected);
  });

  test.each([[undefined], [null], ['x'], [{}], [{ message: '' }], [{ message: 7 }]])(
    '%j says nothing',
    (wire) => {
      expect(parseJobEvent(wire)).toBeUndefined();
    },
  );
});

test.each(['number', 'string'] as const)(
  'the events of a job are read, the newest first, with totals as %s',
  async (eventNumbers) => {
    await using world = await simulated({ 'training.eventNumbers': eventNumbers, 'answers.extra': true });
    const id = await world.job();
    world.advance(60 * MINUTE);
    const { trainingJobs } = world.client;
    const events = await trainingJobs.events(id, {}, read());
    expect(events[0]).toMatchObject({ message: 'Training job completed.', level: 'Info', source: 'Job' });
    expect(events.at(-1)).toMatchObject({ message: 'Training job is created.' });
    expect(events.map(({ atMs = 0 }) => atMs)).toEqual(
      events.map(({ atMs = 0 }) => atMs).sort((a, b) => b - a),
    );
    expect(await trainingJobs.events(id, { limit: 2 }, read())).toEqual(events.slice(0, 2));
  },
);

test('more events than a page holds are read to the end, or to the limit', async () => {
  await using world = await simulated();
  const id = await world.job({ spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 100 } } });
  world.advance(60 * MINUTE);
  const { trainingJobs } = world.client;
  const events = await trainingJobs.events(id, { limit: 1000 }, read());
  // Created, queuing, running, completed; and of each task that it started, trains, and finished.
  expect(events).toHaveLength(4 + 3 * 100);
  expect(await trainingJobs.events(id, { limit: 150 }, read())).toEqual(events.slice(0, 150));
});

test('the events of a job that does not exist are not found', async () => {
  await using world = await simulated();
  const error = await rejected(world.client.trainingJobs.events('j-1', {}, read()));
  expect(error).toMatchObject({ kind: 'not-found', code: 'ModelArts.2775' });
  expect(await rejected(world.client.trainingJobs.events('../x', {}, read()))).toMatchObject({
    kind: 'unsent',
  });
});

const event = (n: number) => ({
  time: '2022-11-26T16:03:41+08:00',
  level: 'Info',
  message: `${n}`,
  source: 'Job',
});
const events = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => event(from + i));

test('an event that a new one pushed onto the next page is read once', async () => {
  const pages = [events(1, 101), events(100, 150)];
  await using server = await serve((...args) => json(200, { total: 150, events: pages.shift() })(...args));
  const client = clientOf(server.url);
  const found = await client.trainingJobs.events('j-1', { limit: 500 }, read());
  expect(found.map(({ message }) => message)).toEqual(events(1, 150).map(({ message }) => message));
  expect(server.received.map(({ path }) => path.split('?')[1])).toEqual([
    'order=desc&offset=0&limit=100',
    'order=desc&offset=100&limit=100',
  ]);
  await client.close();
});

test('a server that repeats itself for ever is given up after ten pages', async () => {
  await using server = await serve(json(200, { total: 1e9, events: events(0, 50) }));
  const client = clientOf(server.url);
  expect(await client.trainingJobs.events('j-1', { limit: 1e9 }, read())).toHaveLength(50);
  expect(server.received).toHaveLength(10);
  await client.close();
});

test.each<[string, unknown, number]>([
  ['no list and total 0', { total: 0 }, 0],
  ['null and a total that is a text', { total: '0', events: null }, 0],
  ['a list without a total', { events: events(0, 3) }, 3],
  ['a list with entries that say nothing', { total: 3, events: [null, event(1), {}] }, 1],
])('an answer with %s is read', async (_, body, count) => {
  await using server = await serve(json(200, body));
  const client = clientOf(server.url);
  expect(await client.trainingJobs.events('j-1', {}, read())).toHaveLength(count);
  expect(server.received).toHaveLength(1);
  await client.close();
});

test.each<[string, Reply]>([
  ['nothing', json(200, undefined)],
  ['an object without a list', json(200, {})],
  ['events that are no list', json(200, { total: 1, events: {} })],
])('an answer with %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.trainingJobs.events('j-1', {}, read()))).toMatchObject({
    kind: 'unavailable',
  });
  await client.close();
});
