import { expect, test } from 'vitest';
import { cluster, key, networkRequest, refused, SECOND, withPool } from './cluster.ts';

const tablePeer = { peerVpclId: 'vpc-1', peerSubnetId: 'subnet-1', defaultGateway: true };
const connection = (...peerConnectionList: object[]) => ({ connection: { peerConnectionList } });

test('a network is made under a name of the server, and Active after a while', async () => {
  await using world = await cluster();
  const made = await world.v1('POST', '/networks', networkRequest('ml', { cidr: '172.16.0.0/12' }));
  expect(made).toMatchObject({
    status: 200,
    body: {
      kind: 'Network',
      metadata: {
        name: `ml-${world.simulator.projectId}`,
        labels: { [key('name')]: 'ml', [key('workspace.id')]: '0' },
        annotations: {},
      },
      spec: { cidr: '172.16.0.0/12', connection: {} },
      status: { phase: '' },
    },
  });
  const path = `/networks/${made.body.metadata.name}`;
  const phase = async () => (await world.v1('GET', path)).body.status.phase;
  expect(await phase()).toBe('Creating');
  world.clock.advance(20 * SECOND);
  expect(await phase()).toBe('Active');
});

test('peers are asked for at creation or by a patch, and take their time', async () => {
  await using world = await cluster();
  const made = await world.v1('POST', '/networks', networkRequest('ml', connection(tablePeer)));
  const path = `/networks/${made.body.metadata.name}`;
  const peers = async () => (await world.v1('GET', path)).body.status.connectionStatus.peerConnectionStatus;
  const told = { peerVpcId: 'vpc-1', peerSubnetId: 'subnet-1', defaultGateWay: true };
  expect(made.body.spec.connection.peerConnectionList).toEqual([told]);
  world.clock.advance(20 * SECOND);
  expect(await peers()).toEqual([{ ...told, phase: 'Connecting' }]);
  world.clock.advance(20 * SECOND);
  const second = { peerVpcId: 'unreachable-2', peerSubnetId: 'subnet-2', defaultGateway: false };
  const both = connection({ peerVpcId: 'vpc-1', peerSubnetId: 'subnet-1', defaultGateway: true }, second);
  await world.v1('PATCH', path, { spec: both });
  expect((await peers()).map((one: { phase: string }) => one.phase)).toEqual(['Active', 'Connecting']);
  world.clock.advance(20 * SECOND);
  expect((await peers()).map((one: { phase: string }) => one.phase)).toEqual(['Active', 'Abnormal']);
  await world.v1('PATCH', path, { spec: connection() });
  expect((await world.v1('GET', path)).body.spec.connection).toEqual({});
});

test.each([
  ['the table of 10.7', { peerVpclId: 'v', defaultGateway: true }],
  ['the table of 10.9', { peerVpcId: 'v', defaultGateWay: true }],
  ['the example of 10.11', { peerVpclid: 'v', defaultGateWay: true }],
  ['the status of 10.9', { peerVpId: 'v' }],
])('a peer spelled like %s is understood, and its spelling noted', async (_, spelled) => {
  await using world = await cluster();
  const path = `/networks/${world.network}`;
  await world.v1('PATCH', path, { spec: connection({ ...spelled, peerSubnetId: 's' }) });
  expect(world.simulator.audit.calls.at(-1)).toMatchObject({ spellings: Object.keys(spelled) });
  const [peer] = (await world.v1('GET', path)).body.spec.connection.peerConnectionList;
  expect(peer).toMatchObject({ peerVpcId: 'v', peerSubnetId: 's' });
});

test('answers spell peers as requests did where that is wished', async () => {
  const behaviours = { 'network.peerSpelling': 'request', 'network.statusSpelling': 'peerVpId' } as const;
  await using world = await cluster({ behaviours });
  const { body } = await world.v1('PATCH', `/networks/${world.network}`, {
    spec: connection({ ...tablePeer }),
  });
  expect(body.spec.connection.peerConnectionList).toEqual([tablePeer]);
  expect(body.status.connectionStatus.peerConnectionStatus[0]).toMatchObject({ peerVpId: 'vpc-1' });
});

test('a network whose name says so becomes Abnormal, and takes no changes', async () => {
  await using world = await cluster();
  world.simulator.outcome(/^bad/, 'Failed');
  const made = await world.v1('POST', '/networks', networkRequest('bad'));
  const path = `/networks/${made.body.metadata.name}`;
  world.clock.advance(20 * SECOND);
  expect((await world.v1('GET', path)).body.status.phase).toBe('Abnormal');
  expect(await world.v1('PATCH', path, {})).toMatchObject(refused(/Abnormal/));
});

test('one with sfs in its name has joined an SFS Turbo', async () => {
  await using world = await cluster();
  await world.v1('POST', '/networks', networkRequest('with-sfs'));
  world.clock.advance(20 * SECOND);
  const { items } = (await world.v1('GET', '/networks')).body;
  expect(items[1].status.connectionStatus.sfsTurboStatus).toEqual([
    { sfsId: 'sfs-turbo-1', name: 'shared', status: 'Active', ipAddr: '192.168.0.10' },
  ]);
});

test('a network is there for a while after its deletion, then gone', async () => {
  await using world = await cluster();
  const path = `/networks/${world.network}`;
  const deleted = await world.v1('DELETE', path);
  expect(deleted).toMatchObject({ status: 200, body: { status: { phase: 'Active' } } });
  expect(deleted.body.metadata.deletionTimestamp).toBe('2026-01-01T12:00:20Z');
  expect((await world.v1('GET', path)).status).toBe(200);
  world.clock.advance(20 * SECOND);
  expect(await world.v1('GET', path)).toMatchObject(refused(/no network/, 404, 'ModelArts.50025001'));
  expect((await world.v1('GET', '/networks')).body.items).toEqual([]);
});

test('a network with a pool cannot be deleted, unless it can', async () => {
  await using world = await withPool();
  const path = `/networks/${world.network}`;
  expect(await world.v1('DELETE', path)).toMatchObject(refused(/used by the pool/));
  Object.assign(world.simulator.behaviours, { 'network.deleteInUse': 'allow' });
  expect((await world.v1('DELETE', path)).status).toBe(200);
});

test.each<[string, object]>([
  ['outside of the ranges', { cidr: '10.0.0.0/16' }],
  ['too large', { cidr: '192.168.0.0/15' }],
  ['too small', { cidr: '192.168.0.0/25' }],
  ['no address', { cidr: '192.168.0.999/16' }],
  ['no network', { cidr: 'x' }],
])('a network whose addresses are %s is refused', async (_, spec) => {
  await using world = await cluster();
  expect(await world.v1('POST', '/networks', networkRequest('ml', spec))).toMatchObject(refused(/cidr/));
});

test.each<[string, object, object, RegExp]>([
  ['a peer without a VPC', connection({ peerSubnetId: 's' }), {}, /VPC is missing/],
  ['a peer without a subnet', connection({ peerVpcId: 'v' }), {}, /peerSubnetId is missing/],
  ['an unknown label', {}, { colour: 'red' }, /unknown field .*colour/],
  ['a name that begins with a digit', {}, { [key('name')]: '1' }, /os.modelarts.name/],
  ['the name of another', {}, { [key('name')]: 'net' }, /exists/],
])('a network with %s is refused', async (_, spec, labels, said) => {
  await using world = await cluster();
  expect(await world.v1('POST', '/networks', networkRequest('ml', spec, labels))).toMatchObject(
    refused(said),
  );
});

test('names need not be unique where that is wished', async () => {
  await using world = await cluster({ behaviours: { 'network.duplicateName': 'allow' } });
  const twin = await world.v1('POST', '/networks', networkRequest('net'));
  expect(twin.status).toBe(200);
  expect(twin.body.metadata.name).not.toBe(world.network);
});

test('networks are paged through, by what labels select', async () => {
  await using world = await cluster();
  for (const name of ['a', 'b', 'c']) await world.v1('POST', '/networks', networkRequest(name));
  const names = ({ items }: { items: { metadata: { labels: Record<string, string> } }[] }) =>
    items.map(({ metadata }) => metadata.labels[key('name')]);
  const first = (await world.v1('GET', '/networks?limit=3')).body;
  expect([names(first), first.metadata.remainingItemCount]).toEqual([['net', 'a', 'b'], 1]);
  const second = (await world.v1('GET', `/networks?continue=${first.metadata.continue}&limit=3`)).body;
  expect([names(second), second.metadata]).toEqual([['c'], {}]);
  const selector = encodeURIComponent(`${key('name')}=b`);
  expect(names((await world.v1('GET', `/networks?labelSelector=${selector}`)).body)).toEqual(['b']);
  expect(await world.v1('GET', '/networks?continue=x')).toMatchObject(refused(/continue/));
});
