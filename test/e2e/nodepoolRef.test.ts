import { expect, test } from 'vitest';
import { CPU } from '../modelarts/clusters.ts';
import { asSomebody } from '../support/cloud.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';

const POOL = {
  scope: ['Train'],
  networkRef: { name: 'ml-net' },
  resources: [{ flavor: CPU, count: 1 }],
};
const gone = (world: World, plural: string, name: string) =>
  world.until(plural, name, (one) => one === undefined);

test('a NodePool, its Pool and its Network find together in any order, and go in that which ModelArts wants', async () => {
  await using stage = await ready({ durations: { poolMs: 1_000, nodeMs: 500 } });
  const { world } = stage;
  await world.nodePool('gpus', { poolRef: { name: 'a100' } });
  await world.until('nodepools', 'gpus', (one) => holds(one, 'Reconciling', 'ReferenceMissing'));
  await world.create('pools', 'Pool', 'a100', POOL);
  const waiting = await world.until('nodepools', 'gpus', (one) =>
    holds(one, 'Reconciling', 'ReferenceNotReady'),
  );
  expect(messageOf(waiting, 'Reconciling')).toMatch(/^spec\.poolRef: Pool "a100" /);
  await world.network('ml-net');
  const made = await world.until('nodepools', 'gpus', (one) => holds(one, 'Ready'), 60);
  const pool = await world.get('pools', 'a100');
  expect(made?.status?.pool).toBe(pool?.status?.remote?.id);
  const all = await asSomebody(world, (client, options) =>
    client.nodePools.list(pool?.status?.remote?.id ?? '', options),
  );
  expect(all.map(({ name }) => name)).toContain(made?.status?.remote?.name);

  await world.remove('networks', 'ml-net');
  await world.remove('pools', 'a100');
  for (const [plural, name, user] of [
    ['networks', 'ml-net', 'Pool a100'],
    ['pools', 'a100', 'NodePool gpus'],
  ] as const) {
    const held = await world.until(plural, name, (one) => holds(one, 'Reconciling', 'InUse'));
    expect(messageOf(held, 'Reconciling')).toContain(`still in use by ${user}: delete it first`);
  }
  await world.remove('nodepools', 'gpus');
  await gone(world, 'nodepools', 'gpus');
  await gone(world, 'pools', 'a100');
  await gone(world, 'networks', 'ml-net');
  const left = world.simulator.audit.resources().filter(({ deletedAt }) => deletedAt === undefined);
  expect([left, world.simulator.audit.resources().length]).toEqual([[], 3]);
});

test('a NodePool is not kept from a Pool that grows', async () => {
  await using stage = await ready({ durations: { poolMs: 500, nodeMs: 4_000 } });
  const { world } = stage;
  await world.network('ml-net');
  await world.create('pools', 'Pool', 'a100', { ...POOL, resources: [{ flavor: CPU, count: 3 }] });
  await world.nodePool('gpus', { poolRef: { name: 'a100' } });
  const made = await world.until('nodepools', 'gpus', (one) => one?.status?.remote !== undefined, 60);
  const pool = await world.get('pools', 'a100');
  expect([made?.status?.pool, holds(pool, 'Ready')]).toEqual([pool?.status?.remote?.id, false]);
});
