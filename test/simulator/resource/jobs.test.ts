import { expect, test } from 'vitest';
import { jobRequest } from '../caller.ts';
import { CPU, durations, MINUTE, poolRequest, refused, SECOND, withPool } from './cluster.ts';

const long = { ...durations, runningMs: 2 * 60 * MINUTE };

/** A pool of two nodes that are up. */
async function upPool() {
  const world = await withPool();
  world.clock.advance(5 * MINUTE);
  return world;
}

test('jobs take nodes, those that find none free wait, in the order in which they came', async () => {
  await using world = await upPool();
  const first = await world.job('first');
  const large = await world.job('large', 2);
  const small = await world.job('small');
  const phases = async () => [
    await world.phaseOf(first),
    await world.phaseOf(large),
    await world.phaseOf(small),
  ];
  expect(await phases()).toEqual(['Creating', 'Creating', 'Creating']);
  world.clock.advance(30 * SECOND);
  expect(await phases()).toEqual(['Running', 'Pending', 'Pending']);
  world.clock.advance(5 * MINUTE - 1);
  expect(await phases()).toEqual(['Running', 'Pending', 'Pending']);
  world.clock.advance(1);
  expect(await phases()).toEqual(['Completed', 'Running', 'Pending']);
  world.clock.advance(5 * MINUTE);
  expect(await phases()).toEqual(['Completed', 'Completed', 'Running']);
});

test('it does not matter how often anybody looks', async () => {
  await using world = await upPool();
  const jobs = [await world.job('a', 2), await world.job('b', 2), await world.job('c', 2)];
  world.clock.advance(30 * SECOND + 12 * MINUTE);
  const { status } = (await world.v2('GET', `/training-jobs/${jobs[2]?.body.metadata.id}`)).body;
  expect(status).toMatchObject({ phase: 'Running', duration: 2 * MINUTE });
});

test('a job waits until a pool has grown enough for it', async () => {
  await using world = await upPool();
  const job = await world.job('large', 3);
  world.clock.advance(60 * MINUTE);
  expect(await world.phaseOf(job)).toBe('Pending');
  await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count: 3 }] } });
  world.clock.advance(30 * SECOND - 1);
  expect(await world.phaseOf(job)).toBe('Pending');
  world.clock.advance(1);
  expect(await world.phaseOf(job)).toBe('Running');
});

test.each([
  ['terminated', (path: string) => ['POST', `${path}/actions`, { action_type: 'terminate' }] as const],
  ['deleted', (path: string) => ['DELETE', path, undefined] as const],
])('a job that is %s leaves its nodes, or its place, to the next', async (_, end) => {
  await using world = await upPool();
  const [holder, waiter, next] = [await world.job('a', 2), await world.job('b', 2), await world.job('c', 2)];
  world.clock.advance(MINUTE);
  for (const { body } of [holder, waiter]) {
    const [method, path, request] = end(`/training-jobs/${body.metadata.id}`);
    await world.v2(method, path, request);
  }
  world.clock.advance(5 * SECOND);
  expect(await world.phaseOf(next)).toBe('Running');
});

test('the workloads of a pool are its jobs, with the nodes that they have', async () => {
  await using world = await upPool();
  await world.job('first', 2);
  await world.job('second');
  world.clock.advance(2 * MINUTE);
  const all = (await world.v2('GET', `${world.pool}/workloads?ascend=true`)).body.items;
  expect(all).toMatchObject([
    {
      ...{ kind: 'Workload', type: 'train', jobName: 'first', status: 'Running', runningDuration: 90 },
      ...{ pendingPosition: 0, hostIps: '192.168.0.1,192.168.0.2', resourceRequirement: { cpu: '7840m' } },
    },
    { jobName: 'second', status: 'Queue', pendingPosition: 1, pendingDuration: 120, hostIps: '' },
  ]);
  const named = async (query: string) =>
    (await world.v2('GET', `${world.pool}/workloads?${query}`)).body.items.map(
      ({ jobName }: { jobName: string }) => jobName,
    );
  expect(await named('')).toEqual(['second', 'first']);
  expect(await named('status=Queue')).toEqual(['second']);
  expect(await named('type=infer')).toEqual([]);
  expect(await named('limit=1&offset=1')).toEqual(['first']);
  const { statistics } = (await world.v2('GET', `/statistics${world.pool}/workloads`)).body;
  expect(statistics).toEqual({
    total: 1,
    items: [{ type: 'train', total: 2, status: { Running: 1, Queue: 1 } }],
  });
  const [node] = await world.nodes();
  expect(node.status.availableResources).toEqual({ cpu: '0m', memory: '0Mi' });
});

test('a pool in which jobs run can be deleted, or cannot', async () => {
  await using world = await upPool();
  await world.job('runs');
  world.clock.advance(MINUTE);
  Object.assign(world.simulator.behaviours, { 'pool.deleteBusy': 'refuse' });
  expect(await world.v2('DELETE', world.pool)).toMatchObject(refused(/jobs run/));
  Object.assign(world.simulator.behaviours, { 'pool.deleteBusy': 'allow' });
  expect((await world.v2('DELETE', world.pool)).status).toBe(200);
});

test('a pool that is not running, or not for training, takes no jobs', async () => {
  await using world = await withPool();
  expect(await world.job('early')).toMatchObject(refused(/Creating/, 400, 'ModelArts.2887'));
  const spec = { scope: ['Infer'] };
  const other = await world.v2('POST', '/pools', poolRequest('infers', world.network, { spec }));
  world.clock.advance(5 * MINUTE);
  const resource = { pool_id: other.body.metadata.name };
  const reply = await world.v2('POST', '/training-jobs', jobRequest('job', { spec: { resource } }));
  expect(reply).toMatchObject(refused(/no training jobs/, 400, 'ModelArts.2886'));
});

test('a pool that nobody knows is believed, or refused', async () => {
  await using world = await withPool();
  const elsewhere = jobRequest('job', { spec: { resource: { pool_id: 'elsewhere' } } });
  const made = await world.v2('POST', '/training-jobs', elsewhere);
  world.clock.advance(30 * SECOND);
  expect(await world.phaseOf(made)).toBe('Running');
  Object.assign(world.simulator.behaviours, { 'training.unknownPool': 'refuse' });
  const again = await world.v2('POST', '/training-jobs', { ...elsewhere, metadata: { name: 'again' } });
  expect(again).toMatchObject(refused(/no pool elsewhere/, 404, 'ModelArts.2890'));
});

test('a job that is stopped by its own clock or run once more counts from the moment at which it has nodes', async () => {
  await using world = await withPool({}, { behaviours: { 'training.restart': 'allow' }, durations: long });
  world.clock.advance(5 * MINUTE);
  const job = await world.job('stops', 2, { auto_stop: { time_unit: 'HOURS', duration: 1 } });
  const next = await world.job('next', 2);
  world.clock.advance(30 * SECOND + 60 * MINUTE);
  expect([await world.phaseOf(job), await world.phaseOf(next)]).toEqual(['Terminating', 'Pending']);
  world.clock.advance(5 * SECOND);
  expect([await world.phaseOf(job), await world.phaseOf(next)]).toEqual(['Terminated', 'Running']);
  await world.v2('POST', `/training-jobs/${job.body.metadata.id}/actions`, { action_type: 'restart' });
  world.clock.advance(60 * MINUTE);
  expect(await world.phaseOf(job)).toBe('Pending');
  world.clock.advance(2 * 60 * MINUTE);
  expect([await world.phaseOf(job), await world.phaseOf(next)]).toEqual(['Running', 'Completed']);
});

test('a job that waited behind one that was terminated begins then, and not before', async () => {
  await using world = await upPool();
  await world.job('holds', 1);
  const [large, small] = [await world.job('large', 2), await world.job('small')];
  world.clock.advance(2 * MINUTE);
  await world.v2('POST', `/training-jobs/${large.body.metadata.id}/actions`, { action_type: 'terminate' });
  const terminatedAt = world.clock.now();
  world.clock.advance(MINUTE);
  const { status } = (await world.v2('GET', `/training-jobs/${small.body.metadata.id}`)).body;
  expect(status).toMatchObject({ phase: 'Running', start_time: terminatedAt });
});
