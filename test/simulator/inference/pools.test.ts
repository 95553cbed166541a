import { expect, test } from 'vitest';
import { cluster, poolRequest, withPool } from '../resource/cluster.ts';
import { durations, MINUTE, modelRequest, refused, serviceRequest } from './inference.ts';

test('a pool that is known must run and take inference services; others are believed unless they are not', async () => {
  await using world = await cluster();
  const spec = { scope: ['Train', 'Infer'] };
  const pool = async (name: string, change: object) =>
    (await world.v2('POST', '/pools', poolRequest(name, world.network, change))).body.metadata.name as string;
  const [infers, trains] = [await pool('infers', { spec }), await pool('trains', {})];
  world.clock.advance(10 * MINUTE);
  const late = await pool('late', { spec });
  const made = await world.v1('POST', '/models', modelRequest('resnet'));
  world.clock.advance(1);
  const make = (name: string, pool_name: string) =>
    world.v1('POST', '/services', serviceRequest(name, made.body.model_id, { pool_name }));
  expect(await make('early', infers)).toMatchObject(refused(400, 3515));
  world.clock.advance(10 * MINUTE - 1);
  const later = await pool('later', { spec });
  expect(await make('a', trains)).toMatchObject(refused(400, '0104', /no inference services/));
  expect(await make('a', later)).toMatchObject(refused(400, '0104', /is Creating/));
  expect((await make('a', infers)).status).toBe(200);
  expect((await make('b', late)).status).toBe(200);
  expect((await make('c', 'pool-of-another-time')).status).toBe(200);
  world.simulator.behaviours['service.unknownPool'] = 'refuse';
  expect(await make('d', 'pool-of-another-time')).toMatchObject(refused(400, 3547, /no pool/));
  const { body } = await world.v1('GET', '/clusters?order=asc&sort_by=cluster_name&status=running');
  expect(body).toMatchObject({
    total_count: 3,
    clusters: [{ cluster_id: infers }, {}, { cluster_id: trains }],
  });
  expect(body.clusters[0].nodes).toMatchObject({ count: 2, available_count: 2 });
});

test('the services of a pool are among its workloads, and may keep it from being deleted', async () => {
  const behaviours = { 'pool.deleteBusy': 'refuse' } as const;
  await using world = await withPool({ spec: { scope: ['Train', 'Infer'] } }, { behaviours });
  const made = await world.v1('POST', '/models', modelRequest('resnet'));
  world.clock.advance(10 * MINUTE);
  const job = await world.job('job');
  world.clock.advance(MINUTE);
  const request = serviceRequest('service', made.body.model_id, { pool_name: world.id });
  const service = await world.v1('POST', '/services', request);
  const path = `/services/${service.body.service_id}`;
  await world.v1('POST', '/services', serviceRequest('elsewhere', made.body.model_id));
  const workloads = async () =>
    (await world.v2('GET', `${world.pool}/workloads?ascend=true`)).body.items.map(
      ({ jobUUID, type, status }: Record<string, string>) => [jobUUID, type, status],
    );
  const first = [job.body.metadata.id, 'train', 'Running'];
  const second = (status: string) => [service.body.service_id, 'infer', status];
  expect(await workloads()).toEqual([first, second('Creating')]);
  world.clock.advance(2 * MINUTE);
  expect(await workloads()).toEqual([first, second('Running')]);
  const { statistics } = (await world.v2('GET', `/statistics${world.pool}/workloads`)).body;
  expect(statistics).toMatchObject({
    total: 2,
    items: [
      { type: 'train', total: 1 },
      { type: 'infer', total: 1, status: { Running: 1 } },
    ],
  });
  await world.v2('DELETE', `/training-jobs/${job.body.metadata.id}`);
  expect(await world.v2('DELETE', world.pool)).toMatchObject(refused(400, '50004000', /or services/));
  await world.v1('PUT', path, { status: 'stopped' });
  world.clock.advance(durations.stoppingMs);
  expect(await workloads()).toEqual([]);
  expect((await world.v2('DELETE', world.pool)).status).toBe(200);
});
