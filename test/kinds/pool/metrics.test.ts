import { expect, test } from 'vitest';
import { POOLS, PoolMeter } from '../../../operator/kinds/pool/metrics.ts';
import type { UsageClient } from '../../../operator/kinds/pool/usageReads.ts';
import { UsageReads } from '../../../operator/kinds/pool/usageReads.ts';
import { Meters } from '../../../operator/runtime/meters.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { HandTime, settled } from '../../runtime/handTime.ts';
import { thing } from '../../runtime/objects.ts';

const flavor = (name: string, available: number) => ({
  ...{ flavor: name, wanted: available + 1, available, creating: 1, abnormal: 0, deleting: 0 },
});

const pool = (name: string): Resource =>
  thing({ name, uid: name }, {
    remote: { id: `id-of-${name}`, name, attempt: 1, account: 'a' },
    resources: [flavor('cpu', 2), flavor('gpu', 4)],
  } as Resource['status']);

/** Pools of one term, and what a scrape says of a metric. */
function measured(pools: readonly Resource[], mine?: (pool: Resource) => boolean) {
  const stop = new AbortController();
  const meters = new Meters();
  const term = new PoolMeter(meters).term(stop.signal, mine);
  term.measure(() => pools, new UsageReads({ time: new HandTime(), idleMs: 1_000, signal: stop.signal }));
  const lines = async (metric: string) =>
    (await meters.registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith(`modelarts_operator_${metric}`))
      .map((line) => line.replace('modelarts_operator_', ''));
  return { term, stop, lines };
}

test('nodes are counted from status, of all flavors together', async () => {
  const { lines } = measured([pool('a100')]);
  expect(await lines('pool_nodes{')).toEqual([
    'pool_nodes{namespace="ml",name="a100",state="available"} 6',
    'pool_nodes{namespace="ml",name="a100",state="creating"} 2',
    'pool_nodes{namespace="ml",name="a100",state="abnormal"} 0',
    'pool_nodes{namespace="ml",name="a100",state="deleting"} 0',
  ]);
  expect(await lines('pool_nodes_wanted')).toEqual(['pool_nodes_wanted{namespace="ml",name="a100"} 8']);
});

test('no more Pools than the limit have names, and it is told how many are left out', async () => {
  const names = Array.from({ length: POOLS + 5 }, (_, index) => `pool-${String(index).padStart(4, '0')}`);
  const { lines } = measured(names.reverse().map(pool));
  const wanted = await lines('pool_nodes_wanted{');
  expect(wanted).toHaveLength(POOLS);
  expect(wanted[0]).toContain('name="pool-0000"');
  expect(await lines('pools_left_out')).toEqual(['pools_left_out 5']);
});

test('a shard tells of its own Pools only, and of none when its term is over', async () => {
  const { lines, stop } = measured(
    [pool('ours'), pool('theirs')],
    ({ metadata }) => metadata.name === 'ours',
  );
  expect(await lines('pool_nodes_wanted{')).toEqual(['pool_nodes_wanted{namespace="ml",name="ours"} 8']);
  stop.abort();
  expect(await lines('pool_')).toEqual([]);
});

test('what is in use is read for a scrape once the way to the account is known, and told in the next', async () => {
  const one = pool('a100');
  const { term, lines } = measured([one]);
  const asked: string[] = [];
  const client: UsageClient = {
    pools: {
      usage: {
        async metrics() {
          asked.push('metrics');
          const poolId = 'id-of-a100';
          return [{ poolId, capacity: { cpu: '16', gpu: '8' }, allocated: { cpu: '500m' } }];
        },
        workloadStatistics: async () => ({ train: { Running: 2 } }),
      },
    },
  };
  expect(await lines('pool_capacity{')).toEqual([]);
  term.reach(one, 'account', client);
  expect(asked).toEqual([]);
  await lines('pool_capacity{');
  await settled();
  const of = 'namespace="ml",name="a100"';
  expect([...(await lines('pool_capacity{')), ...(await lines('pool_allocated{'))]).toEqual([
    `pool_capacity{${of},resource="cpu",unit="core"} 16`,
    `pool_capacity{${of},resource="accelerator",unit="card"} 8`,
    `pool_allocated{${of},resource="cpu",unit="core"} 0.5`,
  ]);
  expect(await lines('pool_workloads{')).toEqual([`pool_workloads{${of},type="train",status="Running"} 2`]);
  expect(asked).toEqual(['metrics']);
});
