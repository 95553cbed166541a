import { expect, test } from 'vitest';
import { parseNetwork } from '../../operator/modelarts/network.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { clustered, networkBody } from './clusters.ts';
import { clientOf, json, mayMutate, PROJECT, type Reply, serve } from './server.ts';
import { MINUTE, read, rejected, simulated } from './simulated.ts';

const wirePeer = { peerVpclId: 'vpc-1', peerSubnetId: 'subnet-1', defaultGateway: true };
const peer = { vpcId: 'vpc-1', subnetId: 'subnet-1', defaultGateway: true };

const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['a phase in the answer to a create', { 'network.createPhase': 'Creating' }],
  ['peers as requests spell them', { 'network.peerSpelling': 'request' }],
  ['another spelling in the status', { 'network.statusSpelling': 'peerVpId' }],
  ['random names', { 'pool.serverNames': 'random' }],
  ['extra fields', { 'answers.extra': true }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['nulls in requests refused', { nulls: 'reject' }],
];

test.each(readings)('a network is made, found, changed and removed under: %s', async (_, behaviours) => {
  await using world = await simulated(behaviours);
  const { networks } = world.client;
  expect(await networks.search(read())).toEqual([]);
  const made = await networks.create(
    networkBody('ml', { connection: { peerConnectionList: [wirePeer] } }),
    mayMutate(),
  );
  expect(made.requestId).toBe(world.simulator.audit.calls.at(-1)?.requestId);
  expect(made).toMatchObject({ name: 'ml', workspaceId: '0', description: '', cidr: '192.168.0.0/16' });
  world.advance(MINUTE);
  const network = await networks.get(made.id, read());
  expect(network).toMatchObject({
    phase: 'Active',
    peers: [peer],
    peerStates: [{ ...peer, phase: 'Active' }],
  });
  expect(network.createdAtMs).toBeGreaterThan(0);
  expect(await networks.search(read())).toEqual([network]);
  expect(await networks.newest(read())).toMatchObject({ items: [{ id: made.id }], total: 1, count: 1 });
  const second = { peerVpcId: 'vpc-2', peerSubnetId: 'subnet-2' };
  const annotations = { 'os.modelarts/description': 'for all' };
  await networks.patch(
    made.id,
    { metadata: { annotations }, spec: { connection: { peerConnectionList: [second] } } },
    mayMutate(),
  );
  expect(await networks.get(made.id, read())).toMatchObject({
    description: 'for all',
    peers: [{ vpcId: 'vpc-2', subnetId: 'subnet-2', defaultGateway: false }],
  });
  await networks.remove(made.id, mayMutate());
  expect((await networks.get(made.id, read())).deletedAtMs).toBeGreaterThan(0);
  world.advance(MINUTE);
  expect(await rejected(networks.get(made.id, read()))).toMatchObject({
    kind: 'not-found',
    code: 'ModelArts.50025001',
  });
  expect(await networks.search(read())).toEqual([]);
});

test('each call spells peers as the table of its section, and sends patches as merge patches', async () => {
  await using world = await clustered();
  const { networks } = world.client;
  const spec = { connection: { peerConnectionList: [wirePeer] } };
  const { id } = await networks.create(networkBody('ml', spec), mayMutate());
  expect(world.simulator.audit.calls.at(-1)).toMatchObject({ spellings: ['peerVpclId', 'defaultGateway'] });
  world.advance(MINUTE);
  const list = [{ peerVpcId: 'v', peerSubnetId: 's', defaultGateway: false }];
  await networks.patch(id, { spec: { connection: { peerConnectionList: list } } }, mayMutate());
  expect(world.simulator.audit.calls.at(-1)).toMatchObject({ spellings: ['peerVpcId', 'defaultGateway'] });
});

test('a name that is taken, and a network with a pool, are refused for good', async () => {
  await using world = await clustered();
  const { networks } = world.client;
  const invalid = { kind: 'invalid', code: 'ModelArts.50004000' };
  expect(await rejected(networks.create(networkBody('net'), mayMutate()))).toMatchObject(invalid);
  await world.pool();
  expect(await rejected(networks.remove(world.network, mayMutate()))).toMatchObject(invalid);
});

test.each([
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['spoiled', { kind: 'garbage' }, 1],
  ['a 500 before it was', { kind: 'status', status: 500 }, 0],
] as const)('a create whose answer is %s is ambiguous and was sent once', async (_, fault, made) => {
  await using world = await simulated();
  const { networks } = world.client;
  world.simulator.faults.add({ operation: 'createNetwork', ...fault });
  expect(await rejected(networks.create(networkBody('lost'), mayMutate()))).toMatchObject({
    kind: 'ambiguous',
  });
  expect(world.simulator.audit.calls).toHaveLength(1);
  expect(await networks.search(read())).toHaveLength(made);
});

const wire = (id: string, labels: object = { 'os.modelarts/name': 'n' }) => ({
  metadata: { name: id, labels },
});

test('a list is read to its end', async () => {
  const parts = [
    { kind: 'NetworkList', metadata: { continue: 'a b' }, items: [wire('one')] },
    { kind: 'NetworkList', metadata: { continue: '' }, items: [wire('one'), wire('two')] },
  ];
  await using server = await serve((response, request, socket) =>
    json(200, parts[server.received.length - 1])(response, request, socket),
  );
  const client = clientOf(server.url);
  expect((await client.networks.search(read())).map(({ id }) => id)).toEqual(['one', 'two']);
  expect(server.received.map(({ path }) => path)).toEqual([
    `/v1/${PROJECT}/networks`,
    `/v1/${PROJECT}/networks?continue=a%20b`,
  ]);
  await client.close();
});

test.each<[string, Reply]>([
  ['is none', json(200, {})],
  ['has a network without an id', json(200, { items: [{ metadata: {} }] })],
  ['has a network whose name is not told', json(200, { items: [wire('one', {})] })],
  ['never ends', json(200, { items: [], metadata: { continue: 'x' } })],
])('a list that %s is unavailable', async (_, reply) => {
  await using server = await serve(reply);
  const client = clientOf(server.url);
  expect(await rejected(client.networks.search(read()))).toMatchObject({ kind: 'unavailable' });
  await client.close();
});

test('an answer about another network says nothing of this one', async () => {
  await using server = await serve(json(200, wire('other')));
  const client = clientOf(server.url);
  expect(await rejected(client.networks.get('this', read()))).toMatchObject({ kind: 'unavailable' });
  expect(await rejected(client.networks.get('../this', read()))).toMatchObject({ kind: 'unsent' });
  await client.close();
});

test('a gate that is shut lets no change pass', async () => {
  await using server = await serve(json(200, {}));
  const client = clientOf(server.url);
  const gate = () => {
    throw new Error('the lease is lost');
  };
  const shut = { ...mayMutate(), gate };
  for (const call of [
    () => client.networks.create(networkBody('n'), shut),
    () => client.networks.patch('n', {}, shut),
    () => client.networks.remove('n', shut),
  ])
    expect(await rejected(call())).toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
  await client.close();
});

test.each([
  ['peerVpcId', 'defaultGateWay'],
  ['peerVpclId', 'defaultGateway'],
  ['peerVpclid', 'defaultGateWay'],
  ['peerVpId', 'defaultGateway'],
])('peers spelled %s and %s are read', (vpc, gateway) => {
  const list = [{ [vpc]: 'vpc-1', peerSubnetId: 'subnet-1', [gateway]: true }];
  const spec = { connection: { peerConnectionList: list } };
  expect(parseNetwork({ ...wire('one'), spec })).toMatchObject({ peers: [peer] });
});

test('an answer is read whatever its fields are', () => {
  const sfsTurboStatus = [{ sfsId: 's', name: 'n', status: 'Active', ipAddr: '10.0.0.1' }, null];
  const status = { phase: 'Newly', connectionStatus: { peerConnectionStatus: null, sfsTurboStatus } };
  const annotations = { 'os.modelarts/description': 'beside' };
  expect(parseNetwork({ ...wire('one'), annotations, spec: 'x', status })).toMatchObject({
    ...{ description: 'beside', phase: 'Newly', peers: [], peerStates: [] },
    sfsTurbos: [
      { id: 's', name: 'n', status: 'Active', address: '10.0.0.1' },
      { id: '', name: '', status: '', address: '' },
    ],
  });
  for (const nothing of [undefined, null, 'x', {}, { metadata: { name: 'a' } }])
    expect(parseNetwork(nothing)).toBeUndefined();
});
