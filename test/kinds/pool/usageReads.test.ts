import { beforeEach, expect, test } from 'vitest';
import type { UsageClient } from '../../../operator/kinds/pool/usageReads.ts';
import { JOB_READS, UsageReads } from '../../../operator/kinds/pool/usageReads.ts';
import { HandTime, settled } from '../../runtime/handTime.ts';

const IDLE_MS = 60_000;
let time: HandTime;
let reads: UsageReads;
let calls: string[];
let broken: boolean;
const stop = new AbortController();
beforeEach(() => {
  time = new HandTime();
  reads = new UsageReads({ time, idleMs: IDLE_MS, signal: stop.signal });
  calls = [];
  broken = false;
});

const client: UsageClient = {
  pools: {
    usage: {
      async metrics() {
        calls.push('metrics');
        if (broken) throw new Error('no');
        return ['p-1', 'p-2', 'stranger'].map((poolId) => ({
          poolId,
          capacity: { cpu: '8' },
          allocated: { cpu: '2' },
        }));
      },
      async workloadStatistics(poolId) {
        calls.push(poolId);
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
