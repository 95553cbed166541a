import { expect, test } from 'vitest';
import { enrich } from '../../../operator/kinds/pool/enrich.ts';
import { asRemote } from '../../../operator/kinds/remote.ts';
import { clustered } from '../../modelarts/clusters.ts';
import { MINUTE, read } from '../../modelarts/simulated.ts';

const { signal } = read();

/** A pool of this name and flavor some time after its making, and what is asked about it besides. */
async function looked(name: string, flavor: string, errorPhase: 'Error' | 'Abnormal' = 'Error') {
  const world = await clustered({ 'pool.errorPhase': errorPhase });
  world.simulator.outcome(/^fails/, 'Failed', { message: 'no capacity' });
  world.simulator.outcome(/^ails/, 'Abnormal');
  const id = await world.pool(name, { spec: { resources: [{ flavor, count: 2 }] } });
  world.advance(5 * MINUTE);
  const { client, simulator } = world;
  const look = async (kept?: unknown) =>
    enrich(client, asRemote(await client.pools.get(id, read())), kept, signal);
  const asked = () =>
    simulator.audit.calls
      .map(({ operation }) => operation)
      .filter((one) => /^list(Pools|ResourceFlavors)/.test(one ?? ''));
  return { ...world, look, asked, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

test('a pool whose nodes do not come since their flavor is sold out is told so, asked once', async () => {
  await using pool = await looked('p100', 'modelarts.vm.gpu.soldout');
  const { remote, keep } = await pool.look();
  expect(remote.soldOut).toEqual(['modelarts.vm.gpu.soldout']);
  expect((await pool.look(keep)).remote.soldOut).toEqual(['modelarts.vm.gpu.soldout']);
  expect(pool.asked()).toEqual(['listResourceFlavors']);
});

test('what could not be read is left out', async () => {
  await using pool = await looked('p100', 'modelarts.vm.gpu.soldout');
  pool.simulator.faults.add({ operation: 'listResourceFlavors', kind: 'status', status: 403 });
  expect((await pool.look()).remote.soldOut).toEqual([]);
});

test.each([
  ['a creation that failed is told from', 'fails', true],
  ['nodes that are unwell are not', 'ails', undefined],
])('where both are Abnormal, %s the list of those that failed', async (_sentence, name, failed) => {
  await using pool = await looked(name, 'modelarts.vm.cpu.4ud', 'Abnormal');
  const { remote, keep } = await pool.look();
  expect([remote.phase, remote.failed]).toEqual(['Abnormal', failed]);
  await pool.look(keep);
  expect(pool.asked()).toEqual(['listPools', 'listPools']);
});

test('a pool that is well costs no call', async () => {
  await using pool = await looked('well', 'modelarts.vm.cpu.4ud');
  expect((await pool.look()).keep).toBeUndefined();
  expect(pool.asked()).toEqual([]);
});
