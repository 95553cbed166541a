import { beforeEach, expect, test } from 'vitest';
import type { UsageClient } from '../../../operator/kinds/pool/usageReads.ts';
import { JOB_READS, UsageReads } from '../../../operator/kinds/pool/usageReads.ts';
import { ModelArtsError } from '../../../operator/modelarts/errors.ts';
import { HandTime, settled } from '../../runtime/handTime.ts';

const IDLE_MS = 60_000;
let time: HandTime;
let reads: UsageReads;
let calls: string[];
let broken: boolean;
let denied: 'metrics' | 'jobs' | undefined;
const stop = new AbortController();
beforeEach(() => {
  time = new HandTime();
  reads = new UsageReads({ time, idleMs: IDLE_MS, signal: stop.signal });
  calls = [];
  broken = false;
  denied = undefined;
});

const denial = new ModelArtsError({ kind: 'denied', operation: 'getPoolsRuntimeMetrics', detail: 'no' });

const client: UsageClient = {
  pools: {
    usage: {
      async metrics() {
        calls.push('metrics');
        if (broken) throw new Error('no');
        if (denied === 'metrics') throw denial;
        return ['p-1', 'p-2', 'stranger'].map((poolId) => ({
          poolId,
          capacity: { cpu: '8' },
          allocated: { cpu: '2' },
        }));
      },
      async workloadStatistics(poolId) {
        calls.push(poolId);
        if (denied === 'jobs') throw denial;
        return { train: { Running: 1 } };
      },
    },
  },
};

async function ask(ids = ['p-1']): Promise<void> {
  reads.ask('account', client, ids);
  await settled();
}

test('one call tells of all pools of an account, and only ours are kept', async () => {
  await ask(['p-1', 'p-2']);
  expect(calls).toEqual(['metrics', 'p-1', 'p-2']);
  expect(reads.get('p-1')).toEqual({
    capacity: { cpu: '8' },
    allocated: { cpu: '2' },
    jobs: { train: { Running: 1 } },
  });
  expect(reads.get('stranger')).toBeUndefined();
});

test('an account is not asked again before the idle interval has passed, however often somebody scrapes', async () => {
  for (let scrapes = 0; scrapes < 6; scrapes++) {
    await ask();
    await time.advance(IDLE_MS / 6 - 1);
  }
  expect(calls).toEqual(['metrics', 'p-1']);
  await time.advance(6);
  await ask();
  expect(calls).toEqual(['metrics', 'p-1', 'metrics', 'p-1']);
});

test('the jobs of many pools are read in turn, so many each time', async () => {
  const ids = Array.from({ length: JOB_READS + 2 }, (_, index) => `p-${index}`);
  await ask(ids);
  expect(calls).toHaveLength(1 + JOB_READS);
  calls = [];
  await time.advance(IDLE_MS);
  await ask(ids);
  expect(calls.slice(1, 4)).toEqual([`p-${JOB_READS}`, `p-${JOB_READS + 1}`, 'p-0']);
});

test('what could not be read anew stands for a while, and is then forgotten', async () => {
  await ask();
  broken = true;
  await time.advance(5 * IDLE_MS);
  await ask();
  expect(reads.get('p-1')).toBeDefined();
  await time.advance(1);
  expect(reads.get('p-1')).toBeUndefined();
});

test.each([
  ['the capacities', 'metrics', ['metrics', 'metrics']],
  ['the jobs', 'jobs', [...Array.from({ length: 60 }, () => 'metrics'), 'p-1', 'p-1', 'metrics']],
] as const)('where ModelArts denies %s, they are asked once an hour', async (_sentence, what, expected) => {
  denied = what;
  for (let minutes = 0; minutes <= 60; minutes++) {
    await ask();
    await time.advance(IDLE_MS);
  }
  expect(calls.sort()).toEqual([...expected].sort());
});
