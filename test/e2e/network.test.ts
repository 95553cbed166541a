import { describe, expect, inject, test } from 'vitest';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { networkBody, poolBody } from '../modelarts/clusters.ts';
import { atRest, onlyPolls } from '../support/atRest.ts';
import { asSomebody } from '../support/cloud.ts';
import { holds, messageOf, ready, specOf, type World } from '../support/world.ts';

const KIND = 'networks';
const LIST = 'spec.connection.peerConnectionList';
const peer = (letter: string, change: object = {}) => ({
  peerVpcId: `vpc-${letter}`,
  peerSubnetId: `subnet-${letter}`,
  ...change,
});
const peers = (...peerConnectionList: object[]) => ({ connection: { peerConnectionList } });

const ever = ({ audit }: Simulator) => audit.resources().filter(({ kind }) => kind === 'network');
const alive = (simulator: Simulator) => ever(simulator).filter(({ deletedAt }) => deletedAt === undefined);
const calls = ({ simulator }: World, operation: string) =>
  simulator.audit.calls.filter((call) => call.operation === operation);

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

const held = (world: World, id: string) =>
  asSomebody(world, (client, options) => client.networks.get(id, options));
const reasons = async (world: World, name: string) => (await world.events(name)).map(({ reason }) => reason);

/** What a person at the console does to the peers. */
const repeer = (world: World, id: string, ...peerConnectionList: ReturnType<typeof peer>[]) =>
  asSomebody(world, (client, options) =>
    client.networks.patch(id, { spec: { connection: { peerConnectionList } } }, options),
  );
/** A network that somebody else made. */
const madeByHand = (world: World, name = 'by-hand', spec = {}) =>
  asSomebody(world, async (client, options) => {
    const { id } = await client.networks.create(networkBody(name, spec), options);
    for (;;) {
      if ((await client.networks.get(id, options)).phase === 'Active') return id;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

describe.concurrent('the life of a Network', () => {
  test('it becomes one network with a name of its own, is ready once its peers are, and its deletion deletes it', async () => {
    await using stage = await ready({ durations: { networkMs: 4_000, peerMs: 4_000 } });
    const { world } = stage;
    await world.network('ml-net', peers(peer('a')));
    await world.until(KIND, 'ml-net', (one) => holds(one, 'Reconciling', 'Creating'));
    const connecting = await world.until(KIND, 'ml-net', (one) => holds(one, 'Reconciling', 'Connecting'));
    expect([messageOf(connecting, 'Ready'), holds(connecting, 'Ready')]).toEqual([
      '0 of 1 peer connections active',
      false,
    ]);
    const id = await settled(world, 'ml-net');
    const [made, ...more] = ever(world.simulator);
    expect([made?.id, made?.name, more]).toEqual([id, expect.stringMatching(/^ml-net-[0-9a-f]{8}-1$/), []]);
    expect((await world.get(KIND, 'ml-net'))?.status).toMatchObject({
      phase: 'Active',
      cidr: '192.168.0.0/16',
      peers: '1/1',
      peerConnections: [{ peerVpcId: 'vpc-a', phase: 'Active' }],
      syncedGeneration: 1,
    });
    await world.untilEvent('ml-net', 'Created');
    await remove(world, 'ml-net');
    expect(alive(world.simulator)).toEqual([]);
  });

  test.each([
    { 'network.peerSpelling': 'table', 'network.statusSpelling': 'peerVpcId' },
    { 'network.peerSpelling': 'request', 'network.statusSpelling': 'peerVpId' },
  ] as const)('all fields arrive, each call in its own spelling, under %j', async (behaviours) => {
    await using stage = await ready({ behaviours });
    const { world } = stage;
    await world.create(KIND, 'Network', 'complete', specOf('network-complete'));
    const id = await settled(world, 'complete');
    await world.patch(KIND, 'complete', { spec: peers(peer('a', { defaultGateway: true })) });
    await settled(world, 'complete', 2);
    expect(await held(world, id)).toMatchObject({
      name: 'complete-1',
      description: 'Connects the pools of vision with their data',
      cidr: '172.16.0.0/16',
      peers: [{ vpcId: 'vpc-a', subnetId: 'subnet-a', defaultGateway: true }],
    });
    const spelled = ['createNetwork', 'patchNetwork'].flatMap((operation) =>
      calls(world, operation).map((call) => call.spellings?.[0]),
    );
    expect(spelled).toEqual(['peerVpclId', undefined, 'peerVpcId']);
  });

  test('those that are at rest cost no more calls than the polls of their list, and no writes', async () => {
    await using stage = await ready();
    const { world } = stage;
    for (const name of ['a', 'b', 'c']) await world.network(name, peers(peer('a')));
    for (const name of ['a', 'b', 'c']) await settled(world, name);
    expect(await atRest(world, KIND, 'a')).toEqual(onlyPolls('listNetworks'));
  });

  test('in another workspace it is made there and followed all the same', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('ml-net', { workspaceId: 'w-1' });
    const id = await settled(world, 'ml-net');
    expect((await held(world, id)).workspaceId).toBe('w-1');
    await repeer(world, id, peer('b'));
    await world.untilEvent('ml-net', 'DriftCorrected');
  });

  test('the file systems that somebody has joined to it are shown, and left alone', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('sfs-net');
    await settled(world, 'sfs-net');
    const object = await world.get(KIND, 'sfs-net');
    expect(object?.status).toMatchObject({ sfsTurbos: [{ name: 'shared', status: 'Active' }] });
    expect(calls(world, 'patchNetwork')).toEqual([]);
  });

  test('one that fails in ModelArts is told so, and so is one whose peer cannot be reached, until it is corrected', async () => {
    await using stage = await ready();
    const { world } = stage;
    world.simulator.outcome(/^bad/, 'Abnormal');
    await world.network('bad');
    await world.network('lonely', peers(peer('a'), peer('b', { peerVpcId: 'unreachable-1' })));
    const bad = await world.until(KIND, 'bad', (one) => holds(one, 'Stalled', 'NetworkAbnormal'));
    expect([bad?.status?.phase, holds(bad, 'Ready')]).toEqual(['Abnormal', false]);
    const lonely = await world.until(KIND, 'lonely', (one) => holds(one, 'Stalled', 'PeerAbnormal'));
    expect(messageOf(lonely, 'Stalled')).toMatch(/Abnormal: unreachable-1\/subnet-b/);
    await world.patch(KIND, 'lonely', { spec: peers(peer('a')) });
    await settled(world, 'lonely', 2);
    await remove(world, 'bad');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('one that a pool still uses cannot be deleted, which is told in the words of the cloud and tried again', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('ml-net');
    const id = await settled(world, 'ml-net');
    const pool = await asSomebody(
      world,
      async (client, options) => (await client.pools.create(poolBody('pool', id), options)).id,
    );
    await world.remove(KIND, 'ml-net');
    const stalled = await world.until(KIND, 'ml-net', (one) => holds(one, 'Stalled', 'BadRequest'));
    expect(messageOf(stalled, 'Stalled')).toContain(`used by the pool ${pool}`);
    await asSomebody(world, (client, options) => client.pools.remove(pool, options));
    await world.until(KIND, 'ml-net', (one) => one === undefined);
  });
});

describe.concurrent('an edit of a Network', () => {
  test('of peers and description reaches the cloud, also where it takes something away, and is no drift', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('ml-net', { description: 'first', ...peers(peer('a'), peer('b')) });
    const id = await settled(world, 'ml-net');
    await world.patch(KIND, 'ml-net', { spec: { description: 'second', ...peers(peer('b'), peer('c')) } });
    await settled(world, 'ml-net', 2);
    const now = await held(world, id);
    expect([now.description, now.peers.map(({ vpcId }) => vpcId)]).toEqual(['second', ['vpc-b', 'vpc-c']]);
    await world.patch(KIND, 'ml-net', { spec: { description: null, connection: null } });
    await settled(world, 'ml-net', 3);
    expect(await held(world, id)).toMatchObject({ description: '', peers: [] });
    expect(await reasons(world, 'ml-net')).not.toContain('DriftCorrected');
  });

  test('of its addresses is refused: at admission where the server knows CEL, else by the operator', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('ml-net');
    await settled(world, 'ml-net');
    const said = /spec\.cidr: a network cannot change after it was created/;
    const edited = world.patch(KIND, 'ml-net', { spec: { cidr: '172.16.0.0/16' } });
    if (Number(inject('controlPlane').version.split('.')[1]) >= 25)
      await expect(edited).rejects.toThrow(said);
    else {
      await edited;
      const stalled = await world.until(KIND, 'ml-net', (one) => holds(one, 'Stalled', 'ImmutableField'));
      expect(messageOf(stalled, 'Stalled')).toMatch(said);
    }
  });
});

describe.concurrent('what somebody does to the network in ModelArts', () => {
  test('is noticed by the list, put back and told by an Event that says what was there and what is wanted', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('ml-net', peers(peer('a')));
    const id = await settled(world, 'ml-net');
    await repeer(world, id, peer('b'));
    const { type, note } = await world.untilEvent('ml-net', 'DriftCorrected');
    expect([type, note]).toEqual([
      'Warning',
      expect.stringContaining(`${LIST}: vpc-b/subnet-b in ModelArts, vpc-a/subnet-a wanted`),
    ]);
    await world.until(KIND, 'ml-net', (one) => holds(one, 'Ready') && !holds(one, 'Reconciling'));
    expect((await held(world, id)).peers).toMatchObject([{ vpcId: 'vpc-a' }]);
  });

  test('deleted, it is made again after a second look, which status and an Event tell', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('ml-net', { description: 'ours' });
    const id = await settled(world, 'ml-net');
    await asSomebody(world, (client, options) => client.networks.remove(id, options));
    await world.until(KIND, 'ml-net', (one) => holds(one, 'Reconciling', 'RemoteMissing'));
    const again = await world.until(KIND, 'ml-net', (one) => one?.status?.remote?.attempt === 2);
    expect(again?.status?.attempts).toMatchObject([{ attempt: 1, id, reason: 'DeletedExternally' }]);
    await settled(world, 'ml-net');
    expect(await reasons(world, 'ml-net')).not.toContain('DriftCorrected');
    await remove(world, 'ml-net');
    expect([ever(world.simulator).length, alive(world.simulator)]).toEqual([2, []]);
  });
});

describe.concurrent('an existing network', () => {
  test('is taken over, changed only where the spec says something, and stays on deletion', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await madeByHand(world, 'by-hand', {
      connection: { peerConnectionList: [{ peerVpclId: 'vpc-x', peerSubnetId: 'subnet-x' }] },
    });
    await world.create(KIND, 'Network', 'ml-net', { adopt: { id }, description: 'ours now' });
    await world.untilEvent('ml-net', 'Adopted');
    await world.until(KIND, 'ml-net', () => calls(world, 'patchNetwork').length === 1);
    expect(await settled(world, 'ml-net')).toBe(id);
    expect(await held(world, id)).toMatchObject({
      name: 'by-hand',
      description: 'ours now',
      peers: [{ vpcId: 'vpc-x' }],
    });
    expect(await reasons(world, 'ml-net')).not.toContain('DriftCorrected');
    await remove(world, 'ml-net');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('with other addresses than the spec says is left as it is, and that is told', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await madeByHand(world);
    await world.network('ml-net', { adopt: { id }, cidr: '172.16.0.0/16' });
    const stalled = await world.until(KIND, 'ml-net', (one) => holds(one, 'Stalled', 'ImmutableField'));
    expect(messageOf(stalled, 'Stalled')).toContain('192.168.0.0/16 in ModelArts, 172.16.0.0/16 wanted');
  });

  test('is only looked at by one that observes, which tells what differs', async () => {
    await using stage = await ready();
    const { world } = stage;
    const id = await madeByHand(world);
    await world.network('ml-net', { adopt: { id }, managementPolicy: 'Observe', ...peers(peer('a')) });
    const { note } = await world.untilEvent('ml-net', 'DriftObserved');
    expect(note).toContain(`${LIST}: none in ModelArts, vpc-a/subnet-a wanted`);
    await remove(world, 'ml-net');
    expect([calls(world, 'patchNetwork'), alive(world.simulator).length]).toEqual([[], 1]);
  });
});

describe.concurrent('never twice, never lost', () => {
  test.each([
    ['carried out, its answer lost', { kind: 'drop-after' }],
    ['not carried out, its answer lost', { kind: 'drop-before' }],
    ['carried out, its answer garbage', { kind: 'garbage' }],
  ] as const)('a create that was %s becomes one network', async (_words, fault) => {
    await using stage = await ready({ behaviours: { 'network.duplicateName': 'allow' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createNetwork', times: 1, ...fault } as never);
    await world.network('ml-net');
    await world.until(KIND, 'ml-net', (object) => /looked up/.test(messageOf(object, 'Reconciling')));
    const id = await settled(world, 'ml-net');
    expect(ever(world.simulator).map((one) => one.id)).toEqual([id]);
  });

  test('with a name of the user’s own, what nobody can prove to be ours is left to a person, who adopts it', async () => {
    await using stage = await ready({ behaviours: { 'network.duplicateName': 'allow' } });
    const { world } = stage;
    world.simulator.faults.add({ operation: 'createNetwork', times: 1, kind: 'drop-after' });
    await world.network('ml-net', { name: 'shared' });
    const stalled = await world.until(KIND, 'ml-net', (one) => holds(one, 'Stalled', 'CheckRemote'));
    const [made, ...more] = ever(world.simulator);
    expect([messageOf(stalled, 'Stalled'), more]).toEqual([expect.stringContaining(`(${made?.id})`), []]);
    await world.patch(KIND, 'ml-net', { spec: { adopt: { id: made?.id }, deletionPolicy: 'Delete' } });
    expect(await settled(world, 'ml-net', 2)).toBe(made?.id);
    await remove(world, 'ml-net');
    expect([ever(world.simulator).length, alive(world.simulator)]).toEqual([1, []]);
  });

  test('an update whose answer is lost is seen to have taken effect, and not sent again', async () => {
    await using stage = await ready();
    const { world } = stage;
    await world.network('ml-net');
    const id = await settled(world, 'ml-net');
    world.simulator.faults.add({ operation: 'patchNetwork', times: 1, kind: 'drop-after' });
    await world.patch(KIND, 'ml-net', { spec: peers(peer('a')) });
    await settled(world, 'ml-net', 2);
    expect((await held(world, id)).peers).toMatchObject([{ vpcId: 'vpc-a' }]);
    expect(calls(world, 'patchNetwork')).toHaveLength(1);
  });

  test('a name that somebody else has is refused in the words of the cloud; the other network is not touched', async () => {
    await using stage = await ready();
    const { world } = stage;
    await madeByHand(world, 'wanted');
    await world.network('ml-net', { name: 'wanted' });
    const stalled = await world.until(KIND, 'ml-net', (one) => holds(one, 'Stalled', 'BadRequest'));
    expect(messageOf(stalled, 'Stalled')).toContain('a network with the name wanted exists');
    await world.patch(KIND, 'ml-net', { spec: { name: 'free' } });
    await settled(world, 'ml-net', 2);
    await remove(world, 'ml-net');
    expect(alive(world.simulator).map(({ name }) => name)).toEqual(['wanted']);
  });

  test('a twin that appears is noticed by the list, and deleted with the object', async () => {
    await using stage = await ready({ behaviours: { 'network.duplicateName': 'allow' } });
    const { world } = stage;
    await world.network('ml-net');
    const { name } = await held(world, await settled(world, 'ml-net'));
    const twin = await madeByHand(world, name);
    const told = await world.until(KIND, 'ml-net', (one) => holds(one, 'Stalled', 'DuplicateRemote'));
    expect(messageOf(told, 'Stalled')).toContain(twin);
    await remove(world, 'ml-net');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('a spec that cannot be sent is told by field, and nothing is sent', async () => {
    const cel = Number(inject('controlPlane').version.split('.')[1]) >= 25;
    await using stage = await ready();
    const { world } = stage;
    const made = world.create(KIND, 'Network', 'ml-net', {});
    if (cel) await expect(made).rejects.toThrow(/cidr: is needed/);
    else {
      await made;
      const stalled = await world.until(KIND, 'ml-net', (one) => holds(one, 'Stalled', 'InvalidSpec'));
      expect(messageOf(stalled, 'Stalled')).toMatch(/spec\.cidr: is needed/);
    }
    expect(calls(world, 'createNetwork')).toEqual([]);
  });
});
