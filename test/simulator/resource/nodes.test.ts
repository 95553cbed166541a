import { expect, test } from 'vitest';
import { steer } from '../caller.ts';
import { CPU, counts, GPU, MINUTE, refused, withPool } from './cluster.ts';

const names = (nodes: { metadata: { name: string } }[]) => nodes.map(({ metadata }) => metadata.name);

/** A pool of three nodes that are up. */
async function threeNodes(behaviours = {}) {
  const world = await withPool({ spec: { resources: [{ flavor: CPU, count: 3 }] } }, { behaviours });
  world.clock.advance(5 * MINUTE);
  return { ...world, list: names(await world.nodes()) };
}

test('nodes are listed with what they have, by pages', async () => {
  await using world = await threeNodes();
  const page = (await world.v2('GET', `${world.pool}/nodes?limit=2`)).body;
  expect(page.items[0]).toEqual({
    kind: 'Node',
    apiVersion: 'v2',
    metadata: {
      name: expect.stringMatching(/^os-node-created-\w{5}$/),
      creationTimestamp: '2026-01-01T12:00:20Z',
    },
    spec: { flavor: CPU },
    status: {
      phase: 'Available',
      az: 'cn-north-4c',
      privateIp: '192.168.0.1',
      resources: { cpu: '3920m', memory: '6270Mi' },
      availableResources: { cpu: '3920m', memory: '6270Mi' },
    },
  });
  expect([page.items.length, page.metadata.remainingItemCount]).toEqual([2, 1]);
  const rest = await world.v2('GET', `${world.pool}/nodes?continue=${page.metadata.continue}`);
  expect(names(rest.body.items)).toEqual(world.list.slice(2));
});

test('new nodes lack a status where that is wished', async () => {
  await using world = await threeNodes({ 'pool.nodesInclude': 'noStatus' });
  await world.v2('PATCH', world.pool, { spec: { resources: [{ flavor: CPU, count: 4 }] } });
  expect((await world.nodes()).map(({ status }) => status?.phase)).toEqual([
    ...['Available', 'Available', 'Available'],
    undefined,
  ]);
});

test('nodes that are deleted leave, and the pool is smaller', async () => {
  await using world = await threeNodes();
  const deleteNodeNames = [world.list[1]];
  expect(await world.v2('POST', `${world.pool}/nodes/batch-delete`, { deleteNodeNames })).toMatchObject({
    status: 200,
    text: '',
  });
  expect(counts(await world.read())).toEqual({ available: 2, deleting: 1 });
  expect((await world.read()).spec.resources).toEqual([{ flavor: CPU, count: 2 }]);
  world.clock.advance(MINUTE);
  expect(names(await world.nodes())).toEqual([world.list[0], world.list[2]]);
});

test('nodes that are rebooted check themselves, then they are there again', async () => {
  await using world = await threeNodes();
  const nodeNames = world.list.slice(0, 1);
  const answer = await world.v2('POST', `${world.pool}/nodes/batch-reboot`, { nodeNames });
  expect(answer).toMatchObject({ status: 200, body: { nodeNames } });
  expect((await world.nodes())[0].status.phase).toBe('Checking');
  expect(counts(await world.read())).toEqual({ available: 2, abnormal: 1 });
  world.clock.advance(MINUTE);
  expect(counts(await world.read())).toEqual({ available: 3 });
});

test('a node that breaks is abnormal until it is rebooted, the pool when no other is well', async () => {
  await using world = await threeNodes();
  const [first = ''] = world.list;
  world.simulator.breakNode(first);
  expect(counts(await world.read())).toEqual({ available: 2, abnormal: 1 });
  expect((await world.read()).status.phase).toBe('Running');
  for (const name of world.list.slice(1)) world.simulator.breakNode(name);
  expect((await world.read()).status.phase).toBe('Abnormal');
  await world.v2('POST', `${world.pool}/nodes/batch-reboot`, { nodeNames: [first] });
  world.clock.advance(MINUTE);
  expect((await world.read()).status.phase).toBe('Running');
  expect(() => world.simulator.breakNode('x')).toThrow(RangeError);
  const control = steer(world.simulator);
  expect((await control('POST', 'break-node', { name: first })).status).toBe(200);
  expect(await control('POST', 'break-node', {})).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('no node') },
  });
});

test('a reboot may be answered without a body', async () => {
  await using world = await threeNodes({ 'nodes.rebootBody': 'empty' });
  const answer = await world.v2('POST', `${world.pool}/nodes/batch-reboot`, { nodeNames: world.list });
  expect(answer).toMatchObject({ status: 200, text: '' });
});

test.each<[string, (list: string[]) => object, string, RegExp]>([
  ['all of them', (deleteNodeNames) => ({ deleteNodeNames }), 'delete', /at least one node/],
  ['none', () => ({ deleteNodeNames: [] }), 'delete', /at least one node/],
  ['one that is not there', () => ({ deleteNodeNames: ['x'] }), 'delete', /no node x/],
  ['one that is not there', () => ({ nodeNames: ['x'] }), 'reboot', /no node x/],
])('of the nodes %s cannot be named in a batch to %s', async (_, body, what, said) => {
  await using world = await threeNodes();
  const answer = await world.v2('POST', `${world.pool}/nodes/batch-${what}`, body(world.list));
  expect(answer).toMatchObject(refused(said));
  expect(counts(await world.read())).toEqual({ available: 3 });
});

test('a node that is being created cannot be rebooted', async () => {
  await using world = await withPool({ spec: { resources: [{ flavor: GPU, count: 1 }] } });
  const nodeNames = names(await world.nodes());
  expect(await world.v2('POST', `${world.pool}/nodes/batch-reboot`, { nodeNames })).toMatchObject(
    refused(/being created/),
  );
});
