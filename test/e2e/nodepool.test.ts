import { describe, expect, inject, test } from 'vitest';
import type { NodePool } from '../../operator/modelarts/nodePools.ts';
import { FINALIZER } from '../../operator/runtime/object.ts';
import type { SimulatorOptions } from '../../operator/simulator/options.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { CPU, GPU } from '../modelarts/clusters.ts';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { asSomebody, poolByHand } from '../support/cloud.ts';
import { GROUP_PATH, holds, messageOf, ready, specOf, World } from '../support/world.ts';

const KIND = 'nodepools';

/** A world with a pool of two CPU nodes that runs. */
async function readyPool(options?: SimulatorOptions, change?: object) {
  const stage = await ready(options);
  return { ...stage, poolId: await poolByHand(stage.world, 'pool', change) };
}

const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'nodePool');
const alive = (simulator: Simulator) => ever(simulator).filter(({ deletedAt }) => deletedAt === undefined);
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);
const reasons = async (world: World, name: string) => (await world.events(name)).map(({ reason }) => reason);

/** Until the object is as its generation wants it; answers its id. */
async function settled(world: World, name: string, generation = 1): Promise<string> {
  const object = await world.until(
    KIND,
    name,
    (one) =>
      one?.status?.observedGeneration === generation && holds(one, 'Ready') && !holds(one, 'Reconciling'),
  );
  return object?.status?.remote?.id as string;
}

async function remove(world: World, name: string): Promise<void> {
  await world.remove(KIND, name);
  await world.until(KIND, name, (object) => object === undefined);
}

const split = (id: string) => id.split('/') as [string, string];
const held = (world: World, id: string): Promise<NodePool> =>
  asSomebody(world, (client, options) => client.nodePools.get(...split(id), options));
/** What a person at the console does to the nodes. */
const change = (world: World, id: string, resources: object) =>
  asSomebody(world, async (client, options) => {
    const { flavor, count } = (await client.nodePools.get(...split(id), options)).resources as never;
    const asked = { flavor, count, maxCount: count, ...resources };
    await client.nodePools.patch(...split(id), { spec: { resources: asked } }, options);
  });

const BILLING = { mode: 'Prepaid', periodType: 'Month', periodNum: 1, orderId: 'order-1' };

describe.concurrent('the life of a NodePool', () => {
  test('it becomes one node pool with a name of its own, is ready once its nodes are, and its deletion deletes it', async () => {
    await using stage = await readyPool({ durations: { nodeMs: 3_000 } });
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    const growing = await world.until(KIND, 'gpus', (one) => one?.status?.nodes === '1/2');
    expect([messageOf(growing, 'Reconciling'), holds(growing, 'Ready')]).toEqual([
      '1 of 2 nodes available, 1 creating',
      false,
    ]);
    const id = await settled(world, 'gpus');
    const [made, ...more] = ever(world.simulator);
    expect([made?.id, made?.name, more]).toEqual([id, expect.stringMatching(/^gpus-[0-9a-f]{8}-1$/), []]);
    expect((await world.get(KIND, 'gpus'))?.status).toMatchObject({
      ...{ nodes: '2/2', flavor: GPU, pool: poolId, replicas: 2, syncedGeneration: 1 },
      nodeCounts: { available: 2, creating: 0, abnormal: 0, deleting: 0 },
    });
    await world.untilEvent('gpus', 'Created');
    await world.untilEvent('gpus', 'NodesAvailable');
    await remove(world, 'gpus');
    expect(alive(world.simulator)).toEqual([]);
  });

  test.each([{}, { 'nodepool.notFoundStatus': '404', 'nodepool.contentType': 'merge-patch' }] as const)(
    'all fields arrive, and cost one call, under %j',
    async (behaviours) => {
      await using stage = await readyPool({ behaviours });
      const { world, poolId } = stage;
      const { poolRef: _, billing: __, ...spec } = specOf('nodepool-complete');
      await world.create(KIND, 'NodePool', 'complete', { ...spec, poolId, deletionPolicy: 'Delete' });
      const id = await settled(world, 'complete');
      expect(id).toBe(`${poolId}/complete.1`);
      expect((await held(world, id)).resources).toMatchObject({
        ...{ flavor: GPU, count: 3, extendParams: { dockerBaseSize: '100' } },
        taints: [{ key: 'team', value: 'vision', effect: 'NoSchedule' }],
        labels: { 'team.example.com/name': 'vision' },
      });
      expect([calls(world, 'createNodePool').length, calls(world, 'patchNodePool').length]).toEqual([1, 0]);
      await world.remove(KIND, 'complete');
      await world.until(KIND, 'complete', (one) => one === undefined);
      expect(alive(world.simulator)).toEqual([]);
    },
  );

  test('those of one pool that are at rest cost no more calls than the polls of its list, and no writes', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    for (const name of ['a', 'b', 'c']) await world.nodePool(name, { poolId });
    for (const name of ['a', 'b', 'c']) await settled(world, name);
    expect(await atRest(world, KIND, 'a')).toEqual(onlyPolls('listNodePools'));
  });

  test('it waits for a pool that has no node yet, and for one that there is not', async () => {
    await using stage = await ready();
    const { world } = stage;
    const soldOut = { resources: [{ flavor: 'modelarts.vm.gpu.soldout', count: 1 }] };
    const poolId = await poolByHand(world, 'pool', { spec: soldOut }, 'Creating');
    await world.nodePool('gpus', { poolId });
    await world.nodePool('lost', { poolId: 'nowhere' });
    const waiting = await world.until(KIND, 'gpus', (one) => holds(one, 'Reconciling', 'PoolNotReady'));
    expect(messageOf(waiting, 'Reconciling')).toMatch(/^pool pool is Creating/);
    expect(calls(world, 'createNodePool')).toEqual([]);
    const resources = [{ flavor: CPU, count: 1 }];
    await asSomebody(world, (client, options) =>
      client.pools.patch(poolId, { spec: { resources } }, options),
    );
    await settled(world, 'gpus');
    const lost = await world.until(KIND, 'lost', (one) => holds(one, 'Reconciling', 'PoolNotFound'));
    expect([lost?.metadata.finalizers, calls(world, 'createNodePool').length]).toEqual([undefined, 1]);
  });

  test('it waits for the Pool that it names', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.create(KIND, 'NodePool', 'gpus', specOf('nodepool'));
    const waiting = await world.until(KIND, 'gpus', (one) => holds(one, 'Reconciling', 'ReferenceMissing'));
    expect(messageOf(waiting, 'Reconciling')).toBe(
      `spec.poolRef: there is no Pool "a100" in namespace ${world.namespace} yet`,
    );
    await remove(world, 'gpus');
  });

  test('a node that breaks is told, and so is the end of it', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    const id = await settled(world, 'gpus');
    const [node] = await asSomebody(world, (client, options) =>
      client.pools.nodes.listOfNodePool(...split(id), options),
    );
    world.simulator.breakNode(node?.name ?? '');
    const unwell = await world.until(KIND, 'gpus', (one) => holds(one, 'Reconciling', 'NodesAbnormal'));
    expect([messageOf(unwell, 'Ready'), unwell?.status?.nodes]).toEqual([
      '1 of 2 nodes available, 1 abnormal',
      '1/2',
    ]);
    await world.untilEvent('gpus', 'NodesAbnormal');
    await asSomebody(world, (client, options) =>
      client.pools.nodes.reboot(poolId, [node?.name ?? ''], options),
    );
    await settled(world, 'gpus');
  });
});

describe.concurrent('the number of nodes', () => {
  test('is set by the scale subresource, and both sides can be read back', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    const id = await settled(world, 'gpus');
    type Scale = { spec: { replicas: number }; status: { replicas: number; selector: string } };
    const scale = (method: 'GET' | 'PATCH', body?: object) =>
      world.rest.json<Scale>({
        method,
        path: `${GROUP_PATH}/namespaces/${world.namespace}/${KIND}/gpus/scale`,
        signal: new AbortController().signal,
        ...(body && { body, contentType: 'application/merge-patch+json' }),
      });
    await scale('PATCH', { spec: { replicas: 4 } });
    await settled(world, 'gpus', 2);
    const { spec, status } = await scale('GET');
    expect([spec.replicas, status.replicas, status.selector]).toEqual([
      4,
      4,
      expect.stringMatching(/^modelarts\.huaweicloud\.com\/nodepool-uid=[0-9a-f-]{36}$/),
    ]);
    expect((await held(world, id)).resources).toMatchObject({ count: 4, maxCount: 4 });
    expect((await world.get(KIND, 'gpus'))?.spec).toMatchObject({ replicas: 4, resources: { count: 2 } });
    await scale('PATCH', { spec: { replicas: 0 } });
    await settled(world, 'gpus', 3);
    expect((await world.get(KIND, 'gpus'))?.status).toMatchObject({ nodes: '0/0', replicas: 0 });
  });

  test('that somebody changes in ModelArts is put back, told with both numbers', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    const id = await settled(world, 'gpus');
    await change(world, id, { count: 5, maxCount: 5 });
    const { type, note } = await world.untilEvent('gpus', 'DriftCorrected');
    expect([type, note]).toEqual([
      'Warning',
      expect.stringContaining('spec.resources.count: 5 nodes in ModelArts, 2 nodes wanted'),
    ]);
    await settled(world, 'gpus');
    expect((await held(world, id)).resources.count).toBe(2);
  });
});

describe.concurrent('an edit of a NodePool', () => {
  test('reaches the cloud, also where it takes something away, leaves alone what others set, and is no drift', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    const resources = { flavor: GPU, count: 2, labels: { team: 'vision', old: 'yes' } };
    await world.nodePool('gpus', { poolId, resources });
    const id = await settled(world, 'gpus');
    await change(world, id, { labels: { ...resources.labels, theirs: 'yes' } });
    const taints = [{ key: 'team', effect: 'NoSchedule' }];
    await world.patch(KIND, 'gpus', { spec: { resources: { labels: { old: null }, taints } } });
    await settled(world, 'gpus', 2);
    expect((await held(world, id)).resources).toMatchObject({
      ...{ labels: { team: 'vision', theirs: 'yes' }, taints },
    });
    await world.patch(KIND, 'gpus', { spec: { resources: { labels: null, taints: null } } });
    await settled(world, 'gpus', 3);
    const now = (await held(world, id)).resources;
    expect([now.labels, now.taints]).toEqual([{ theirs: 'yes' }, undefined]);
    expect(await reasons(world, 'gpus')).not.toContain('DriftCorrected');
  });

  test('of its flavor is refused: at admission where the server knows CEL, else by the operator', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    await settled(world, 'gpus');
    const said = /spec\.resources\.flavor: a node pool cannot change after it was created/;
    const edited = world.patch(KIND, 'gpus', { spec: { resources: { flavor: CPU } } });
    if (Number(inject('controlPlane').version.split('.')[1]) >= 25)
      await expect(edited).rejects.toThrow(said);
    else {
      await edited;
      const stalled = await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'ImmutableField'));
      expect(messageOf(stalled, 'Stalled')).toMatch(said);
    }
  });

  test('that the cloud refuses is told in its words, and a corrected one is sent', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    await settled(world, 'gpus');
    const azs = [{ az: 'nowhere', count: 3 }];
    await world.patch(KIND, 'gpus', { spec: { resources: { count: 3, azs } } });
    const stalled = await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'BadRequest'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/nowhere is no availability zone/);
    await world.patch(KIND, 'gpus', { spec: { resources: { azs: null } } });
    await settled(world, 'gpus', 3);
  });
});

describe.concurrent('a node pool that is gone', () => {
  test('is made again after a second look, which status and an Event tell', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    const id = await settled(world, 'gpus');
    await asSomebody(world, (client, options) => client.nodePools.remove(...split(id), options));
    await world.until(KIND, 'gpus', (one) => holds(one, 'Reconciling', 'RemoteMissing'));
    const again = await world.until(KIND, 'gpus', (one) => one?.status?.remote?.attempt === 2);
    expect(again?.status?.attempts).toMatchObject([{ attempt: 1, id, reason: 'DeletedExternally' }]);
    await settled(world, 'gpus');
    await remove(world, 'gpus');
    expect([ever(world.simulator).length, alive(world.simulator)]).toEqual([2, []]);
  });

  test('with its whole pool is not made anywhere, and its object can go', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    await settled(world, 'gpus');
    await asSomebody(world, (client, options) => client.pools.remove(poolId, options));
    await world.until(KIND, 'gpus', (one) => holds(one, 'Reconciling', 'PoolNotFound'));
    await remove(world, 'gpus');
    expect(ever(world.simulator)).toHaveLength(1);
  });
});

describe.concurrent('an existing node pool', () => {
  test('is taken over with the number of nodes that it has, can be scaled, and stays on deletion', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    const id = `${poolId}/${CPU}-Default`;
    await world.create(KIND, 'NodePool', 'cpus', { adopt: { id } });
    await world.untilEvent('cpus', 'Adopted');
    expect(await settled(world, 'cpus')).toBe(id);
    expect(calls(world, 'patchNodePool')).toEqual([]);
    await world.patch(KIND, 'cpus', { spec: { replicas: 3 } });
    await settled(world, 'cpus', 2);
    expect((await held(world, id)).resources).toMatchObject({ flavor: CPU, count: 3 });
    expect(await reasons(world, 'cpus')).not.toContain('DriftCorrected');
    await remove(world, 'cpus');
    expect((await held(world, id)).resources.count).toBe(3);
  });

  test('is only looked at by one that observes, which tells what differs', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    const adopt = { id: `${poolId}/${CPU}-Default` };
    await world.create(KIND, 'NodePool', 'cpus', { adopt, managementPolicy: 'Observe', replicas: 1 });
    const { note } = await world.untilEvent('cpus', 'DriftObserved');
    expect(note).toContain('spec.replicas: 2 nodes in ModelArts, 1 node wanted');
    await remove(world, 'cpus');
    expect(calls(world, 'patchNodePool')).toEqual([]);
  });
});

describe.concurrent('never twice, never lost', () => {
  test.each([
    ['carried out, its answer lost', { kind: 'drop-after' }],
    ['not carried out, its answer lost', { kind: 'drop-before' }],
    ['carried out, its answer garbage', { kind: 'garbage' }],
  ] as const)('a create that was %s becomes one node pool', async (_words, fault) => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    world.simulator.faults.add({ operation: 'createNodePool', times: 1, ...fault } as never);
    await world.nodePool('gpus', { poolId });
    await world.until(KIND, 'gpus', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    const id = await settled(world, 'gpus');
    expect(ever(world.simulator).map((one) => one.id)).toEqual([id]);
  });

  test('with a name of the user’s own, what nobody can prove to be ours is left to a person, who adopts it', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    world.simulator.faults.add({ operation: 'createNodePool', times: 1, kind: 'drop-after' });
    await world.nodePool('gpus', { poolId, name: 'Shared.gpus' });
    const stalled = await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'CheckRemote'));
    const id = `${poolId}/Shared.gpus`;
    expect(messageOf(stalled, 'Stalled')).toContain(`(${id})`);
    await world.patch(KIND, 'gpus', { spec: { adopt: { id }, deletionPolicy: 'Delete' } });
    expect(await settled(world, 'gpus', 2)).toBe(id);
    await remove(world, 'gpus');
    expect([ever(world.simulator).length, alive(world.simulator)]).toEqual([1, []]);
  });

  test('a create in a pool that was edited away before its answer was known is found all the same', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    const other = await poolByHand(world, 'other');
    world.simulator.faults.add({ operation: 'createNodePool', times: 1, kind: 'drop-after' });
    await world.nodePool('gpus', { poolId });
    await world.until(KIND, 'gpus', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    await world.patch(KIND, 'gpus', { spec: { poolId: other } });
    await world.until(KIND, 'gpus', (object) => object?.status?.remote !== undefined);
    expect(ever(world.simulator)).toHaveLength(1);
    await remove(world, 'gpus');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('an unknown past in a Pool that nobody can name is not taken for nothing: it is waited for, also by a deletion', async () => {
    await using world = await World.create();
    await world.account();
    const spec = { ...specOf('nodepool'), deletionPolicy: 'Delete' };
    await world.create(KIND, 'NodePool', 'gpus', spec, { finalizers: [FINALIZER] });
    world.start();
    await world.until(KIND, 'gpus', (one) => holds(one, 'Reconciling', 'PoolUnknown'));
    await world.remove(KIND, 'gpus');
    await world.until(
      KIND,
      'gpus',
      (one) => one?.metadata.deletionTimestamp !== undefined && holds(one, 'Reconciling', 'PoolUnknown'),
    );
    await world.patch(KIND, 'gpus', { spec: { deletionPolicy: 'Retain' } });
    await world.until(KIND, 'gpus', (one) => one === undefined);
  });

  test('an update whose answer is lost is seen to have taken effect, and not sent again', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    const id = await settled(world, 'gpus');
    world.simulator.faults.add({ operation: 'patchNodePool', times: 1, kind: 'drop-after' });
    await world.patch(KIND, 'gpus', { spec: { replicas: 3 } });
    await settled(world, 'gpus', 2);
    expect([(await held(world, id)).resources.count, calls(world, 'patchNodePool').length]).toEqual([3, 1]);
  });
});

describe.concurrent('a prepaid node pool', () => {
  const prepaid = (poolId: string, consent: boolean) => ({ poolId, billing: { ...BILLING, consent } });

  test('is bought and grown only on the user’s word, and stays on deletion', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', prepaid(poolId, false));
    await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'ConsentNeeded'));
    expect(calls(world, 'createNodePool')).toEqual([]);
    await world.patch(KIND, 'gpus', { spec: { billing: { consent: true } } });
    await settled(world, 'gpus', 2);
    await world.patch(KIND, 'gpus', { spec: { billing: { consent: false }, replicas: 3 } });
    await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'ConsentNeeded'));
    expect(calls(world, 'patchNodePool')).toEqual([]);
    await world.patch(KIND, 'gpus', { spec: { billing: { consent: true } } });
    await settled(world, 'gpus', 4);
    const { status } = (await world.get(KIND, 'gpus')) ?? {};
    expect([status?.nodes, status?.journal?.entries]).toEqual(['3/3', []]);
    await remove(world, 'gpus');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('whose purchase was sent into the dark is left to a person, and bought again only on their word', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    world.simulator.faults.add({ operation: 'createNodePool', times: 1, kind: 'drop-before' });
    await world.nodePool('gpus', prepaid(poolId, true));
    const stalled = await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'CheckOrder'));
    const [, checked] = /\/checked=(\S+)$/.exec(messageOf(stalled, 'Stalled')) ?? [];
    const annotations = { 'modelarts.huaweicloud.com/checked': checked };
    await world.patch(KIND, 'gpus', { metadata: { annotations } });
    await settled(world, 'gpus');
    expect(ever(world.simulator)).toHaveLength(1);
  });

  test.each([
    ['took effect is seen to have done so', 'drop-after', 'settled'],
    ['did not is left to a person', 'drop-before', 'CheckOrder'],
  ] as const)('whose growth was sent into the dark and %s', async (_words, kind, end) => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', prepaid(poolId, true));
    await settled(world, 'gpus');
    world.simulator.faults.add({ operation: 'patchNodePool', times: 1, kind });
    await world.patch(KIND, 'gpus', { spec: { replicas: 4 } });
    if (end === 'CheckOrder') {
      const stalled = await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'CheckOrder'));
      const [, checked] = /\/checked=(\S+)$/.exec(messageOf(stalled, 'Stalled')) ?? [];
      const annotations = { 'modelarts.huaweicloud.com/checked': checked };
      await world.patch(KIND, 'gpus', { metadata: { annotations } });
    }
    await settled(world, 'gpus', 2);
    expect(calls(world, 'patchNodePool')).toHaveLength(1 + Number(end === 'CheckOrder'));
  });

  test('that somebody deletes is not bought again without a person', async () => {
    await using stage = await readyPool();
    const { world, poolId } = stage;
    await world.nodePool('gpus', prepaid(poolId, true));
    const id = await settled(world, 'gpus');
    await asSomebody(world, (client, options) => client.nodePools.remove(...split(id), options));
    await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'DeletedExternally'));
    await remove(world, 'gpus');
    expect(ever(world.simulator)).toHaveLength(1);
  });

  test('of a prepaid pool cannot be deleted, which is told in the words of the cloud; it can be let go', async () => {
    const order = { 'billing.mode': '1', 'period.type': '2', 'period.num': '1', 'auto.pay': 'true' };
    const annotations = Object.fromEntries(
      Object.entries(order).map(([key, value]) => [`os.modelarts/${key}`, value]),
    );
    await using stage = await readyPool({}, { annotations });
    const { world, poolId } = stage;
    await world.nodePool('gpus', { poolId });
    await settled(world, 'gpus');
    await world.remove(KIND, 'gpus');
    const stalled = await world.until(KIND, 'gpus', (one) => holds(one, 'Stalled', 'BadRequest'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/node pools of a prepaid pool cannot be deleted/);
    await world.patch(KIND, 'gpus', { spec: { deletionPolicy: 'Retain' } });
    await world.until(KIND, 'gpus', (one) => one === undefined);
    expect(alive(world.simulator)).toHaveLength(1);
  });
});
