/** Pools that were there before, that others use, and creates of which nobody knows what became. */
import { describe, expect, inject, test } from 'vitest';
import { FINALIZER } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, POOL_FLAVOR, ready, World } from '../support/world.ts';
import {
  alive,
  calls,
  DURATIONS,
  ever,
  held,
  KIND,
  nodesOf,
  reasons,
  remove,
  settled,
  stage,
} from './pools.ts';

const GPU = POOL_FLAVOR;
const knowsCel = Number(inject('controlPlane').version.split('.')[1]) >= 25;
const JOBS = 'trainingjobs';
const IN_POOL = { resource: { poolRef: { name: 'a100' }, nodeCount: 2 } };

describe.concurrent('a job that names a Pool', () => {
  test('waits for it with its words, runs in it, and keeps it from being deleted', async () => {
    const durations = { ...DURATIONS, runningMs: 3_600_000, nodeMs: 800 };
    await using on = await ready({ durations, behaviours: { 'training.unknownPool': 'refuse' } });
    const { world } = on;
    await world.job('resnet', IN_POOL);
    const missing = await world.until(JOBS, 'resnet', (one) => holds(one, 'Reconciling', 'ReferenceMissing'));
    expect(messageOf(missing, 'Reconciling')).toContain('spec.resource.poolRef: there is no Pool "a100"');
    await world.pool('a100');
    await world.until(JOBS, 'resnet', (one) =>
      /Pool "a100" is not ready: [01] of 2 nodes available/.test(messageOf(one, 'Reconciling')),
    );
    const job = await world.until(JOBS, 'resnet', (one) => one?.status?.phase === 'Running');
    const pool = await world.get(KIND, 'a100');
    const made = await inCloud(world, (cloud) => cloud.job(job?.status?.remote?.id ?? ''));
    expect(made.poolId).toBe(pool?.status?.remote?.id);
    await world.job('idle', IN_POOL);
    await world.remove(KIND, 'a100');
    const inUse = await world.until(KIND, 'a100', (one) => holds(one, 'Reconciling', 'InUse'));
    expect(messageOf(inUse, 'Reconciling')).toMatch(
      /still in use by TrainingJob idle, TrainingJob resnet|TrainingJob resnet, TrainingJob idle/,
    );
    expect(calls(world, 'deletePool')).toEqual([]);
    for (const name of ['resnet', 'idle']) await world.remove(JOBS, name);
    await world.until(KIND, 'a100', (one) => one === undefined);
    expect(alive(world.simulator)).toEqual([]);
  });

  test('and can never run in it is told so at once, with the numbers, and runs when the pool is grown', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    await world.job('resnet', { resource: { poolRef: { name: 'a100' }, nodeCount: 3 } });
    const stalled = await world.until(JOBS, 'resnet', (one) => holds(one, 'Stalled', 'PoolTooSmall'));
    expect(messageOf(stalled, 'Stalled')).toContain(
      'the job asks for 3 nodes, and Pool "a100" holds 2 at the most',
    );
    expect(calls(world, 'createTrainingJob')).toEqual([]);
    await world.scale(KIND, 'a100', 3);
    await world.until(JOBS, 'resnet', (one) => holds(one, 'Complete'), 50);
    expect(calls(world, 'createTrainingJob')).toHaveLength(1);
  });
});

test('a Pool that names a Network waits for it with its words, lies in it, and keeps it from being deleted', async () => {
  await using on = await stage();
  const { world } = on;
  const spec = { networkRef: { name: 'ml-net' }, resources: [{ flavor: GPU, count: 1 }], scope: ['Train'] };
  await world.create(KIND, 'Pool', 'a100', spec);
  await world.until(KIND, 'a100', (one) => holds(one, 'Reconciling', 'ReferenceMissing'));
  await world.network('ml-net');
  const id = await settled(world, 'a100');
  const network = await world.get('networks', 'ml-net');
  expect((await held(world, id)).networkId).toBe(network?.status?.remote?.id);
  await world.remove('networks', 'ml-net');
  const inUse = await world.until('networks', 'ml-net', (one) => holds(one, 'Reconciling', 'InUse'));
  expect(messageOf(inUse, 'Reconciling')).toContain('still in use by Pool a100: delete it first');
  await world.remove(KIND, 'a100');
  await world.until('networks', 'ml-net', (one) => one === undefined);
  expect(alive(world.simulator)).toEqual([]);
});

describe.concurrent('an existing pool', () => {
  const theirs = (world: World, count = 2) =>
    inCloud(world, async (cloud) => {
      const spec = { resources: [{ flavor: GPU, count }], jobFlavors: ['a'] };
      return cloud.createPool('by-hand', await cloud.createNetwork('net'), { spec });
    });

  test('of which nothing is said gets our marker only, and stays on deletion', async () => {
    await using on = await stage();
    const { world } = on;
    const id = await theirs(world);
    await world.create(KIND, 'Pool', 'a100', { adopt: { id } });
    await world.untilEvent('a100', 'Adopted');
    expect(await settled(world, 'a100')).toBe(id);
    expect(await held(world, id)).toMatchObject({ name: 'by-hand', jobFlavors: ['a'], scope: ['Train'] });
    expect((await held(world, id)).description).toMatch(/^\[k8s /);
    await remove(world, 'a100');
    expect([alive(world.simulator).length, await nodesOf(world, id)]).toEqual([1, [[GPU, 2]]]);
  });

  test('is brought to what the spec says, which is no drift', async () => {
    await using on = await stage();
    const { world } = on;
    const id = await theirs(world);
    await world.pool('a100', { adopt: { id }, resources: [{ flavor: GPU, count: 3 }], scope: ['Infer'] });
    await world.until(KIND, 'a100', () => calls(world, 'patchPool').length === 1);
    expect(await settled(world, 'a100')).toBe(id);
    expect([await nodesOf(world, id), (await held(world, id)).scope]).toEqual([[[GPU, 3]], ['Infer']]);
    expect(await reasons(world, 'a100')).not.toContain('DriftCorrected');
  });

  test('that is lost is not made again by a spec that says too little, which names what lacks', async () => {
    await using on = await stage();
    const { world } = on;
    const id = await theirs(world);
    await world.create(KIND, 'Pool', 'a100', { adopt: { id } });
    await settled(world, 'a100');
    await inCloud(world, (cloud) => cloud.removePool(id));
    const stalled = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'InvalidSpec'), 60);
    expect(messageOf(stalled, 'Stalled')).toMatch(/give scope.*give resources.*give networkRef or networkId/);
    expect(calls(world, 'createPool')).toHaveLength(1);
  });

  test('is only looked at by one that observes, and a job can name it', async () => {
    await using on = await stage();
    const { world } = on;
    const id = await theirs(world);
    await world.create(KIND, 'Pool', 'a100', { adopt: { id }, managementPolicy: 'Observe' });
    await settled(world, 'a100');
    await world.job('resnet', IN_POOL);
    await world.until(JOBS, 'resnet', (one) => holds(one, 'Complete'));
    await remove(world, 'a100');
    expect([calls(world, 'patchPool'), calls(world, 'deletePool'), alive(world.simulator).length]).toEqual([
      [],
      [],
      1,
    ]);
  });

  test('a deletion waits while the object is protected', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', { deletionProtection: true });
    await settled(world, 'a100');
    await world.remove(KIND, 'a100');
    await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'DeletionProtected'));
    expect(alive(world.simulator)).toHaveLength(1);
    await world.patch(KIND, 'a100', { spec: { deletionProtection: false } });
    await world.until(KIND, 'a100', (one) => one === undefined);
    expect(alive(world.simulator)).toEqual([]);
  });
});

describe.concurrent('never twice, never lost', () => {
  test.each([
    ['carried out, its answer lost', { kind: 'drop-after' }],
    ['not carried out, its answer lost', { kind: 'drop-before' }],
    ['carried out, its answer garbage', { kind: 'garbage' }],
  ] as const)('a create that was %s becomes one pool', async (_words, fault) => {
    await using on = await stage({ 'pool.duplicateName': 'allow', 'pool.createPhase': 'none' });
    const { world } = on;
    world.simulator.faults.add({ operation: 'createPool', times: 1, ...fault } as never);
    await world.pool('a100');
    await world.until(KIND, 'a100', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    const id = await settled(world, 'a100');
    expect(ever(world.simulator).map((one) => one.id)).toEqual([id]);
  });

  test('one whose creation failed unseen is found among the failed ones, and not made again', async () => {
    await using on = await stage({ 'pool.duplicateName': 'allow' });
    const { world } = on;
    world.simulator.outcome(/^a100/, 'Failed', { message: 'no capacity left' });
    world.simulator.faults.add({ operation: 'createPool', times: 1, kind: 'drop-after' });
    await world.pool('a100');
    await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'CreationFailed'));
    expect(ever(world.simulator)).toHaveLength(1);
  });

  test('in another workspace it is made, found and followed there', async () => {
    await using on = await stage();
    const { world } = on;
    world.simulator.faults.add({ operation: 'createPool', times: 1, kind: 'drop-after' });
    await world.pool('a100', { workspaceId: 'w-1' });
    const id = await settled(world, 'a100');
    expect([(await held(world, id)).workspaceId, ever(world.simulator).length]).toEqual(['w-1', 1]);
    await inCloud(world, (cloud) =>
      cloud.changePool(id, { spec: { resources: [{ flavor: GPU, count: 1 }] } }),
    );
    await world.untilEvent('a100', 'DriftCorrected');
  });

  test('a name that somebody else has is a NameConflict; the other pool is not touched', async () => {
    await using on = await stage();
    const { world } = on;
    await inCloud(world, async (cloud) => cloud.createPool('wanted', await cloud.createNetwork('net')));
    await world.pool('a100', { name: 'wanted' });
    const stalled = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'NameConflict'));
    expect(messageOf(stalled, 'Stalled')).toContain('already has a pool "wanted"');
    await remove(world, 'a100');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('a twin that appears is noticed by the list, and deleted with the object', async () => {
    await using on = await stage({ 'pool.duplicateName': 'allow' });
    const { world } = on;
    await world.pool('a100');
    const { name } = await held(world, await settled(world, 'a100'));
    const twin = await inCloud(world, async (cloud) =>
      cloud.createPool(name, await cloud.createNetwork('net')),
    );
    const told = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'DuplicateRemote'));
    expect(messageOf(told, 'Stalled')).toContain(twin);
    await remove(world, 'a100');
    expect(alive(world.simulator)).toEqual([]);
  });

  test.skipIf(knowsCel)('a spec that cannot be sent is told by field, and nothing is sent', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', { resources: [{ flavor: GPU, count: 2, maxCount: 4 }] });
    const stalled = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'InvalidSpec'));
    expect(messageOf(stalled, 'Stalled')).toContain(`spec.resources[${GPU}].maxCount`);
    expect([calls(world, 'createPool'), stalled?.metadata.finalizers]).toEqual([[], undefined]);
  });

  test('an object with an unknown past is looked up before anything is sent', async () => {
    await using world = await World.create({ durations: DURATIONS });
    await world.account();
    await world.pool('a100', {}, { finalizers: [FINALIZER] });
    world.start();
    await settled(world, 'a100');
    const made = world.simulator.audit.calls.map(({ operation }) => operation);
    const lookUps = made.slice(0, made.indexOf('createPool')).filter((name) => name === 'listPools');
    expect(lookUps.length).toBeGreaterThanOrEqual(4);
  });
});
