import { describe, expect, inject, test } from 'vitest';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, POOL_FLAVOR, ready, specOf } from '../support/world.ts';
import {
  alive,
  CPU,
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

describe.concurrent('the life of a Pool', () => {
  test.each(['array', 'object'] as const)(
    'its nodes come one by one, which is told in words (counts as %s), and its deletion takes all away',
    async (shape) => {
      const durations = { ...DURATIONS, nodeMs: 1_500, leavingMs: 2_000 };
      await using on = await ready({ durations, behaviours: { 'pool.resourcesShape': shape } });
      const { world } = on;
      await world.pool('a100', { resources: [{ flavor: GPU, count: 3 }], description: 'nightly' });
      const coming = await world.until(KIND, 'a100', (one) =>
        /^[12] of 3/.test(messageOf(one, 'Reconciling')),
      );
      expect([messageOf(coming, 'Reconciling'), coming?.status?.nodes]).toBeOneOf([
        ['1 of 3 nodes available, 2 creating', '1/3'],
        ['2 of 3 nodes available, 1 creating', '2/3'],
      ]);
      expect([holds(coming, 'Ready'), coming?.status?.phase]).toEqual([false, 'Running']);
      const id = await settled(world, 'a100');
      const { status } = (await world.get(KIND, 'a100')) ?? {};
      expect(status).toMatchObject({
        ...{ nodes: '3/3', flavor: GPU, scope: 'Train', replicas: 3, billingMode: 'OnDemand' },
        scopes: [{ type: 'Train', state: 'Enabled' }],
        drivers: { gpu: { state: 'Running' } },
      });
      const [made, ...more] = ever(world.simulator);
      expect([made?.id, made?.name, more]).toEqual([id, expect.stringMatching(/^a100-[0-9a-f]{8}-1$/), []]);
      expect((await held(world, id)).description).toMatch(/^nightly \[k8s /);
      await world.untilEvent('a100', 'NodesAvailable');
      expect(await reasons(world, 'a100')).toEqual(expect.arrayContaining(['Created', 'Running']));
      await world.remove(KIND, 'a100');
      const leaving = await world.until(KIND, 'a100', (one) => holds(one, 'Reconciling', 'Deleting'));
      expect([leaving?.status?.phase, messageOf(leaving, 'Reconciling')]).toEqual([
        'Deleting',
        expect.stringContaining('3 nodes are left'),
      ]);
      await world.until(KIND, 'a100', (object) => object === undefined);
      expect([alive(world.simulator), calls(world, 'deletePool').length]).toEqual([[], 1]);
    },
  );

  test('all fields arrive and cost one call', async () => {
    await using on = await stage();
    const { world } = on;
    const { networkRef: _, resources, ...spec } = specOf('pool-complete');
    // No zones in the simulator's region: they are not sent at creation.
    await world.pool('complete', { ...spec, resources });
    const id = await settled(world, 'complete');
    const pool = await held(world, id);
    expect(pool).toMatchObject({
      ...{ name: 'training-01', scope: ['Train', 'Notebook'], jobFlavors: [GPU] },
      driver: { gpuVersion: '470.57', npuVersion: 'C78', updateStrategy: 'idle' },
      annotations: { 'os.modelarts/billing.mode': '1', 'os.modelarts/period.num': '1' },
    });
    expect(await nodesOf(world, id)).toEqual([
      [GPU, 6],
      ['modelarts.vm.npu.snt3', 2],
    ]);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect([calls(world, 'createPool').length, calls(world, 'patchPool').length]).toEqual([1, 0]);
  });

  test('at rest it costs no more calls than the polls of its list, and no writes', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    await settled(world, 'a100');
    expect(await atRest(world, KIND, 'a100', 2)).toEqual(onlyPolls('listPools'));
  });

  test.each(['Error', 'Abnormal'] as const)(
    'a creation that fails (phase %s) is for a person, in the words of the cloud, and can be deleted',
    async (phase) => {
      await using on = await stage({ 'pool.errorPhase': phase });
      const { world } = on;
      world.simulator.outcome(/^a100/, 'Failed', { message: 'no capacity left' });
      await world.pool('a100');
      const stuck = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'CreationFailed'));
      expect(messageOf(stuck, 'Stalled')).toContain('could not be created: no capacity left');
      expect(holds(stuck, 'Ready')).toBe(false);
      await remove(world, 'a100');
      expect(ever(world.simulator)).toHaveLength(1);
    },
  );

  test('nodes of a flavor that is sold out are waited for, and can be given up by an edit', async () => {
    await using on = await stage();
    const { world } = on;
    const soldOut = { flavor: 'modelarts.vm.gpu.soldout', count: 2 };
    await world.pool('p100', { resources: [soldOut] });
    await world.until(KIND, 'p100', (one) =>
      /^0 of 2 nodes available, 2 creating \(the flavor is sold out/.test(messageOf(one, 'Reconciling')),
    );
    await world.patch(KIND, 'p100', {
      spec: {
        resources: [
          { ...soldOut, count: 0 },
          { flavor: CPU, count: 1 },
        ],
      },
    });
    await settled(world, 'p100', 2);
    expect((await world.get(KIND, 'p100'))?.status).toMatchObject({ nodes: '1/1', flavor: CPU });
  });
});

describe.concurrent('an edit of a Pool', () => {
  test('of scope, nodes, driver, job flavors and description arrives in one call and is no drift', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    const id = await settled(world, 'a100');
    await world.patch(KIND, 'a100', {
      spec: {
        ...{ scope: ['Train', 'Infer'], jobFlavors: [GPU], description: 'second' },
        resources: [
          { flavor: GPU, count: 3, azs: [{ az: 'cn-north-4a', count: 3 }] },
          { flavor: CPU, count: 1 },
        ],
        driver: { gpuVersion: '515.65', updateStrategy: 'force' },
      },
    });
    await settled(world, 'a100', 2);
    const pool = await held(world, id);
    expect(pool).toMatchObject({
      scope: ['Train', 'Infer'],
      jobFlavors: [GPU],
      drivers: { gpu: { version: '515.65' } },
    });
    expect([pool.description.startsWith('second '), await nodesOf(world, id)]).toEqual([
      true,
      [
        [GPU, 3],
        [CPU, 1],
      ],
    ]);
    expect([
      calls(world, 'patchPool').length,
      (await reasons(world, 'a100')).includes('DriftCorrected'),
    ]).toEqual([1, false]);
    // What is taken away again.
    await world.patch(KIND, 'a100', {
      spec: {
        scope: ['Train'],
        jobFlavors: [],
        resources: [
          { flavor: GPU, count: 1 },
          { flavor: CPU, count: 0 },
        ],
      },
    });
    await settled(world, 'a100', 3);
    const after = (await world.get(KIND, 'a100'))?.status;
    expect(after).toMatchObject({ nodes: '1/1', scope: 'Train', flavor: GPU });
    expect(await held(world, id)).toMatchObject({ scope: ['Train'], jobFlavors: [] });
  });

  test('by kubectl scale changes the count of the one flavor, and status.replicas follows', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    const id = await settled(world, 'a100');
    await world.scale(KIND, 'a100', 4);
    const scaled = await world.get(KIND, 'a100');
    expect([scaled?.spec.replicas, scaled?.spec.resources]).toEqual([4, [{ flavor: GPU, count: 2 }]]);
    await settled(world, 'a100', 2);
    expect(await nodesOf(world, id)).toEqual([[GPU, 4]]);
    if (knowsCel) await expect(world.scale(KIND, 'a100', 0)).rejects.toThrow('keeps at least one node');
    type Scale = { spec: { replicas: number }; status: { replicas: number; selector: string } };
    const scale = (await world.get(KIND, 'a100/scale')) as unknown as Scale;
    expect(scale).toMatchObject({
      spec: { replicas: 4 },
      status: { replicas: 4, selector: expect.stringMatching(/=./) },
    });
  });

  test('by kubectl scale changes the flavor that scaleTarget names; the other stays', async () => {
    await using on = await stage();
    const { world } = on;
    const resources = [
      { flavor: GPU, count: 1 },
      { flavor: CPU, count: 2 },
    ];
    await world.pool('a100', { resources, scaleTarget: CPU });
    const id = await settled(world, 'a100');
    await world.scale(KIND, 'a100', 1);
    await settled(world, 'a100', 2);
    expect([await nodesOf(world, id), (await world.get(KIND, 'a100'))?.status?.replicas]).toEqual([
      [
        [GPU, 1],
        [CPU, 1],
      ],
      1,
    ]);
  });

  test('leaves a flavor that others have added as it is', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    const id = await settled(world, 'a100');
    const theirs = { flavor: CPU, count: 1, azs: [{ az: 'cn-north-4b', count: 1 }] };
    await inCloud(world, (cloud) =>
      cloud.changePool(id, { spec: { resources: [{ flavor: GPU, count: 2 }, theirs] } }),
    );
    await world.until(KIND, 'a100', (one) => one?.status?.nodes === '3/3');
    await world.scale(KIND, 'a100', 1);
    await settled(world, 'a100', 2);
    const { resources } = await held(world, id);
    expect(resources).toMatchObject([
      { flavor: GPU, count: 1 },
      { flavor: CPU, count: 1, zones: theirs.azs },
    ]);
  });

  test('that the cloud refuses is told with the code, and a corrected one is sent', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    await settled(world, 'a100');
    await world.patch(KIND, 'a100', { spec: { driver: { gpuVersion: '1.0' } } });
    const stalled = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/ModelArts\.50004000.*gpuVersion/);
    await world.patch(KIND, 'a100', { spec: { driver: { gpuVersion: '440.33' } } });
    await settled(world, 'a100', 3);
  });
});

describe.concurrent('what somebody does to the pool in ModelArts', () => {
  const twelve = { spec: { resources: [{ flavor: GPU, count: 4 }] } };

  test('is set back, and told by an Event that has both numbers', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    const id = await settled(world, 'a100');
    await inCloud(world, (cloud) => cloud.changePool(id, twelve));
    const event = await world.untilEvent('a100', 'DriftCorrected');
    expect(event).toMatchObject({
      type: 'Warning',
      note: expect.stringMatching(/^flavor .*v100: 4 nodes in ModelArts, 2 wanted; .*set back$/),
    });
    await settled(world, 'a100');
    expect(await nodesOf(world, id)).toEqual([[GPU, 2]]);
  });

  test('is only told where the object observes, with both numbers', async () => {
    await using on = await stage();
    const { world } = on;
    const network = await inCloud(world, (cloud) => cloud.createNetwork('net'));
    const spec = { resources: [{ flavor: GPU, count: 2 }] };
    const id = await inCloud(world, (cloud) => cloud.createPool('theirs', network, { spec }));
    await world.pool('a100', { adopt: { id }, managementPolicy: 'Observe' });
    await settled(world, 'a100');
    await inCloud(world, (cloud) => cloud.changePool(id, twelve));
    const { note } = await world.untilEvent('a100', 'DriftObserved');
    expect(note).toContain(`flavor ${GPU}: 4 nodes in ModelArts, 2 wanted`);
    await world.until(KIND, 'a100', (one) => one?.status?.nodes === '4/4');
    await remove(world, 'a100');
    expect([alive(world.simulator).length, (await held(world, id)).description]).toEqual([1, 'ours']);
    expect(calls(world, 'deletePool')).toEqual([]);
  });

  test('a node that breaks is told, and the pool is Ready again when it is well', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    const id = await settled(world, 'a100');
    const [node] = await inCloud(world, (cloud) => cloud.poolNodes(id));
    world.simulator.breakNode(node ?? '');
    const unwell = await world.until(KIND, 'a100', (one) => holds(one, 'Reconciling', 'NodesAbnormal'));
    expect(messageOf(unwell, 'Reconciling')).toMatch(/^1 of 2 nodes available, 1 abnormal/);
    expect(unwell?.status?.resources).toMatchObject([{ available: 1, abnormal: 1 }]);
    await world.untilEvent('a100', 'NodesAbnormal');
    expect(calls(world, 'patchPool')).toEqual([]);
  });

  test('deleted, it is made again after a second look; meanwhile nothing is Ready', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100');
    const id = await settled(world, 'a100');
    await inCloud(world, (cloud) => cloud.removePool(id));
    await world.until(KIND, 'a100', (one) => holds(one, 'Reconciling', 'DeletedExternally'));
    const lost = await world.until(KIND, 'a100', (one) => one?.status?.attempts !== undefined);
    expect([holds(lost, 'Ready'), lost?.status?.nodes]).toEqual([false, undefined]);
    const again = await world.until(KIND, 'a100', (one) => one?.status?.remote?.attempt === 2);
    expect(again?.status?.attempts).toMatchObject([{ attempt: 1, id, reason: 'DeletedExternally' }]);
    await settled(world, 'a100');
    await remove(world, 'a100');
    expect([ever(world.simulator).length, alive(world.simulator)]).toEqual([2, []]);
  });
});
