import { afterAll, beforeAll, expect, test } from 'vitest';
import { manualClock } from '../../operator/simulator/clock.ts';
import { idOf } from '../../operator/simulator/identities.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';

const start = Date.UTC(2026, 0, 1);
const clock = manualClock(start);
const other = { accessKey: 'OTHER', secretKey: 'other-secret', userName: 'other-user' };
let simulator: Simulator;
let call: ReturnType<typeof caller>;

/** One job a minute: red-0 ... red-4, the last two of them failing early; then others' and another workspace's. */
beforeAll(async () => {
  const mine = { accessKey: 'MINE', secretKey: 'my-secret', userName: 'my-user' };
  const durations = { creatingMs: 0, pendingMs: 0, runningMs: 60_000 };
  simulator = await startSimulator({ clock, durations, credentials: [mine, other] });
  call = caller(simulator);
  simulator.outcome(/-0$/, 'Failed');
  for (const name of ['red-0', 'red-1', 'Red-2', 'blue-3', 'blue-4']) {
    await call('POST', '/training-jobs', jobRequest(name));
    clock.advance(60_000);
  }
  await call('POST', '/training-jobs', jobRequest('foreign'), { key: other });
  await call(
    'POST',
    '/training-jobs',
    jobRequest('elsewhere', { metadata: { name: 'elsewhere', workspace_id: 'w-1' } }),
  );
  const last = await call('POST', '/training-jobs', jobRequest('running'));
  expect(last.status).toBe(201);
});
afterAll(() => simulator.stop());

const all = ['running', 'blue-4', 'blue-3', 'Red-2', 'red-1', 'red-0'];
const filter = (key: string, operator: string, ...value: string[]) => ({
  filters: [{ key, operator, value }],
  limit: 50,
});

async function names(body: object, path = '/training-job-searches') {
  const reply = await call('POST', path, body);
  expect(reply.status).toBe(200);
  return reply.body.items.map((job: { metadata: { name: string } }) => job.metadata.name);
}

test.each([
  ['nothing asked: own jobs of workspace 0, the newest first', {}, all],
  ['ascending', { order: 'asc' }, all.toReversed()],
  ['the first page', { limit: 4 }, all.slice(0, 4)],
  ['offset is a page number', { limit: 4, offset: 1 }, all.slice(4)],
  ['a page behind the last', { limit: 4, offset: 2 }, []],
  ['name like is blind to case', filter('name', 'like', 'red'), ['Red-2', 'red-1', 'red-0']],
  ['name in is exact', filter('name', 'in', 'red', 'blue-3', 'red-2'), ['blue-3']],
  ['name not', filter('name', 'not', 'running', 'blue-3'), ['blue-4', 'Red-2', 'red-1', 'red-0']],
  ['phase in', filter('phase', 'in', 'Running', 'Failed'), ['running', 'red-0']],
  [
    'create_time between, both ends included',
    filter('create_time', 'between', `${start + 60_000}`, `${start + 120_000}`),
    ['Red-2', 'red-1'],
  ],
  ['kind in', filter('kind', 'in', 'visualization_job'), []],
  ['user_id in', filter('user_id', 'in', idOf('user', 'other-user')), []],
  ['algorithm_name like', filter('algorithm_name', 'like', 'resnet'), []],
  ['filters without values', filter('name', 'in'), all],
])('%s', async (_name, body, expected) => {
  expect(await names(body)).toEqual(expected);
});

test('several filters must all hold', async () => {
  const filters = [...filter('name', 'like', 'red').filters, ...filter('phase', 'in', 'Failed').filters];
  expect(await names({ filters })).toEqual(['red-0']);
});

test('the limit of the query counts where the body has none', async () => {
  expect(await names({}, '/training-job-searches?limit=2')).toEqual(all.slice(0, 2));
  expect(await names({ limit: 3 }, '/training-job-searches?limit=2')).toEqual(all.slice(0, 3));
});

test('another workspace is asked for in the query', async () => {
  expect(await names({}, '/training-job-searches?workspace_id=w-1')).toEqual(['elsewhere']);
});

test('an empty body is a search too', async () => {
  expect((await call('POST', '/training-job-searches')).body.items).toHaveLength(all.length);
});

test('total counts all of the user’s jobs, count those that match', async () => {
  const { body } = await call('POST', '/training-job-searches', {
    ...filter('name', 'like', 'red'),
    limit: 2,
    offset: 1,
  });
  expect(body).toMatchObject({
    total: 6,
    count: 3,
    limit: 2,
    offset: 1,
    sort_by: 'create_time',
    order: 'desc',
    workspace_id: '0',
  });
  expect(body.items).toHaveLength(1);
});

test('two jobs of one moment keep their order from page to page', async () => {
  await using crowd = await startSimulator({ clock });
  const ask = caller(crowd);
  const made = ['a', 'b', 'c', 'd', 'e'];
  for (const name of made) await ask('POST', '/training-jobs', jobRequest(name));
  const pages = await Promise.all(
    [0, 1, 2].map((offset) => ask('POST', '/training-job-searches', { limit: 2, offset })),
  );
  const seen = pages.flatMap(({ body }) =>
    body.items.map((job: { metadata: { name: string } }) => job.metadata.name),
  );
  expect(seen).toEqual(made.toReversed());
});
