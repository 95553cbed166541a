import { expect, test } from 'vitest';
import { type Behaviours, defaultBehaviours, READINGS } from '../../operator/simulator/behaviours.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest, type Reply } from './caller.ts';

const MINE = { accessKey: 'MINE', secretKey: 'my-secret', userName: 'my-user' };
const OTHER = { accessKey: 'OTHER', secretKey: 'other-secret', userName: 'other-user' };

/** The answers of one job's whole life under these behaviours. */
async function life(behaviours: Partial<Behaviours>): Promise<Record<string, Reply>> {
  const clock = manualClock();
  await using simulator = await startSimulator({ clock, behaviours, credentials: [MINE, OTHER] });
  const call = caller(simulator);
  const base = jobRequest('job');
  const algorithm = { ...base.algorithm, environments: { A: 'b' }, policies: { auto_search: null } };
  const volumes = [{ nfs: { local_path: '/a' } }, { pfs: { local_path: '/b' } }];
  const spec = { ...base.spec, volumes, auto_stop: { time_unit: 'HOURS', duration: 1 } };
  const create = await call('POST', '/training-jobs', { ...base, algorithm, spec });
  if (create.status !== 201) return { create };
  const path = `/training-jobs/${create.body.metadata.id}`;
  const again = await call('POST', '/training-jobs', jobRequest('job'));
  await call('POST', '/training-jobs', jobRequest('other'));
  const update = await call('PUT', path, {});
  const filters = [{ key: 'name', operator: 'in', value: ['other'] }];
  const search = await call('POST', '/training-job-searches', { filters, limit: 1, offset: 1, order: 'asc' });
  const early = await call('DELETE', path);
  const terminate = await call('POST', `${path}/actions`, { action_type: 'terminate' });
  clock.advance(60_000);
  const late = await call('POST', `${path}/actions`, { action_type: 'terminate' });
  const restart = await call('POST', `${path}/actions`, { action_type: 'restart' });
  const remove = await call('DELETE', path);
  const read = await call('GET', path);
  clock.advance(10_000);
  const gone = await call('GET', path);
  const pool = { resource: { pool_id: 'pool-gpu', flavor_id: 'modelarts.pool.visual.xlarge' } };
  const pooled = await call('POST', '/training-jobs', jobRequest('pooled', { spec: pool }));
  const foreign = await call('POST', '/training-job-searches', {}, { key: OTHER });
  const experiment = { metadata: { name: 'e' } };
  const slash = await call('POST', '/training-experiments/', experiment);
  const bare = await call('POST', '/training-experiments', { metadata: { name: 'f' } });
  const events = await call('GET', `/training-jobs/${pooled.body.metadata?.id}/events`);
  return {
    ...{ create, again, update, search, early, terminate, late, restart, remove, read, gone },
    ...{ pooled, foreign, slash, bare, events },
  };
}

const refuse = { 'training.deleteRunning': 'refuse' } as const;
const status = (code: number) => ({ status: code });
const body = (expected: unknown) => ({ body: expected });
const code = (error_code: string, number: number) => ({ status: number, body: { error_code } });

type Row = [step: string, behaviours: Partial<Behaviours>, expected: object];

test.each<Row>([
  ['create', { nulls: 'omit' }, status(201)],
  ['create', { nulls: 'reject' }, code('ModelArts.2825', 400)],
  ['again', {}, code('ModelArts.2751', 400)],
  ['again', { 'training.duplicateName': 'allow' }, status(201)],
  ['create', {}, body({ metadata: { description: '' } })],
  ['create', { 'training.description': 'null' }, body({ metadata: { description: null } })],
  ['create', {}, body({ algorithm: { environments: { A: 'b' } } })],
  ['create', { 'training.environments': 'array' }, body({ algorithm: { environments: [{ A: 'b' }] } })],
  [
    'create',
    {},
    body({ spec: { auto_stop: { duration: 1 }, volumes: [{}, { pfs: { local_path: '/b' } }] } }),
  ],
  ['create', { 'answers.extra': true }, body({ x_later_addition: {}, status: { x_later_addition: {} } })],
  ['search', { 'answers.extra': true, 'training.searchOffset': 'item' }, body({ x_later_addition: {} })],
  [
    'create',
    { 'answers.enums': true },
    body({ status: { phase: 'Creating', secondary_phase: 'CreatingSomehow' } }),
  ],
  ['create', { 'answers.nulls': 'null' }, body({ metadata: { description: null } })],
  ['update', {}, { status: 200, text: 'null' }],
  ['update', { 'training.putBody': 'empty' }, { status: 200, text: '' }],
  ['update', { 'training.putBody': '204' }, { status: 204, text: '' }],
  ['update', { 'training.putBody': 'job' }, body({ metadata: { id: expect.any(String), name: 'job' } })],
  ['search', {}, body({ total: 2, count: 1, items: [] })],
  ['search', { 'training.total': 'matching' }, body({ total: 1, count: 1 })],
  ['early', refuse, code('ModelArts.2858', 400)],
  ['terminate', refuse, body({ status: { phase: 'Terminating' } })],
  ['terminate', {}, code('ModelArts.2775', 400)],
  ['late', refuse, code('ModelArts.2796', 409)],
  ['late', { ...refuse, 'training.terminateTerminal': '400' }, code('ModelArts.2812', 400)],
  [
    'late',
    { ...refuse, 'training.terminateTerminal': '202' },
    { status: 202, body: { status: { phase: 'Terminated' } } },
  ],
  ['remove', refuse, { status: 202, text: '""' }],
  ['remove', { ...refuse, 'training.deleteBody': 'empty' }, { status: 202, text: '' }],
  ['remove', { ...refuse, 'training.deleteBody': '204' }, { status: 204, text: '' }],
  [
    'read',
    { ...refuse, 'training.deleteSeconds': 10 },
    { status: 200, body: { status: { phase: 'Terminated' } } },
  ],
  ['restart', refuse, code('ModelArts.2813', 409)],
  [
    'restart',
    { ...refuse, 'training.restart': 'allow' },
    { status: 202, body: { status: { phase: 'Pending' } } },
  ],
  ['pooled', {}, status(201)],
  ['pooled', { 'training.poolFlavor': 'refuse' }, code('ModelArts.2781', 400)],
  ['foreign', {}, body({ total: 0 })],
  [
    'foreign',
    { 'training.foreign': 'show' },
    body({ total: 2, items: [{ metadata: { user_name: 'my-user' } }, {}] }),
  ],
  ['slash', {}, status(200)],
  ['bare', {}, status(200)],
  ['slash', { trailingSlash: 'strict' }, status(200)],
  ['bare', { trailingSlash: 'strict' }, code('ModelArts.2836', 404)],
  ['slash', { trailingSlash: 'none' }, code('ModelArts.2836', 404)],
  ['bare', { trailingSlash: 'none' }, status(200)],
  ['events', {}, body({ total: 1, limit: 50, offset: 0 })],
  ['events', { 'training.eventNumbers': 'string' }, body({ total: '1', limit: '50', offset: '0' })],
  ['gone', { ...refuse, 'training.deleteSeconds': 10 }, code('ModelArts.2775', 400)],
  ['gone', { 'training.notFoundStatus': 404 }, code('ModelArts.2775', 404)],
])('%s with %o', async (step, behaviours, expected) => {
  expect((await life(behaviours))[step]).toMatchObject(expected);
});

test('the first reading of every behaviour is its default', () => {
  const defaults: Record<string, unknown> = defaultBehaviours();
  for (const [key, [first]] of Object.entries(READINGS)) expect(defaults[key]).toBe(first);
});

test('answers that echo only their table lack automatic stop and other volumes', async () => {
  const { create } = await life({ 'training.echo': 'table' });
  expect(create?.body.spec.volumes).toEqual([{ nfs: { local_path: '/a' } }, {}]);
  expect(create?.body.spec).not.toHaveProperty('auto_stop');
});

test('answers that omit what is empty have no null, no empty list and no empty text', async () => {
  const { create } = await life({ 'answers.nulls': 'omit' });
  expect(create?.body.metadata).not.toHaveProperty('description');
  expect(create?.body.status).not.toHaveProperty('node_count_metrics');
});

test('answers of changes can leave the id out', async () => {
  const { create, terminate } = await life({ ...refuse, 'answers.ids': 'createOnly' });
  expect(create?.body.metadata).toHaveProperty('id');
  expect(terminate?.body.metadata).toMatchObject({ name: 'job' });
  expect(terminate?.body.metadata).not.toHaveProperty('id');
});

test.each(READINGS['answers.contentType'])('answers come as %s', async (type) => {
  const { create } = await life({ 'answers.contentType': type });
  expect(create?.headers.get('content-type')).toBe(type);
});

test('a signature is refused in the words of the chapter where that is wished', async () => {
  await using simulator = await startSimulator({ behaviours: { authErrors: 'chapter' } });
  const refused = await caller(simulator)('GET', '/training-jobs/a', undefined, {
    key: { accessKey: simulator.accessKey, secretKey: 'wrong' },
  });
  expect(refused).toMatchObject(code('ModelArts.0208', 401));
});

test.each([
  ['an unknown behaviour', { 'training.colour': 'red' }, /training\.colour is unknown: use one of nulls,/],
  ['a reading that is none', { nulls: 'maybe' }, /nulls: give one of \["omit","reject"\]/],
  ['an amount below nothing', { 'training.deleteSeconds': -1 }, /deleteSeconds: give a number/],
])('%s is refused by name', async (_name, behaviours, message) => {
  await expect(startSimulator({ behaviours: behaviours as Partial<Behaviours> })).rejects.toThrow(message);
});
