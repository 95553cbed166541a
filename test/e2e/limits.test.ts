/** Spending guards on a whole operator: what is decided just before a create. */
import { describe, expect, test } from 'vitest';
import type { Config } from '../../operator/config.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { holds, messageOf, sampleSpec, World } from '../support/world.ts';

const KIND = 'trainingjobs';
const LONG = { durations: { creatingMs: 100, pendingMs: 100, runningMs: 600_000, terminatingMs: 100 } };
const nodes = (nodeCount: number) => ({ resource: { ...(sampleSpec().resource as object), nodeCount } });
const has = (job: Resource | undefined) => job?.status?.remote !== undefined;
const waits = (job: Resource | undefined) => holds(job, 'Reconciling', 'LimitReached');

async function stage(limits: object, config: Partial<Config> = {}, options: SimulatorOptions = LONG) {
  const world = await World.create(options);
  await world.start(config).leading;
  await world.account({ limits });
  return world;
}

describe.concurrent('an Account with limits', () => {
  test('of nodes lets as many jobs run as fit, and the next one when another has gone', async () => {
    await using world = await stage({ maxNodes: 4 });
    await world.job('first', nodes(2));
    await world.job('second', nodes(2));
    for (const name of ['first', 'second']) await world.until(KIND, name, has);
    await world.job('third', nodes(3));
    const third = await world.until(KIND, 'third', waits);
    expect(messageOf(third, 'Reconciling')).toBe(
      'spec.limits.maxNodes of Account "default" allows 4 nodes, and 2 unfinished training jobs have 4 of them; this one needs 3 and is created when others have ended',
    );
    expect(third?.metadata.finalizers).toBeUndefined();
    await world.remove(KIND, 'first');
    await world.until(KIND, 'first', (job) => job === undefined);
    expect(has(await world.get(KIND, 'third'))).toBe(false);
    await world.remove(KIND, 'second');
    await world.until(KIND, 'third', has, 10);
  });

  test('of jobs is not overbooked by eight that come at once, and all of them run in the end', async () => {
    const short = { durations: { creatingMs: 50, pendingMs: 50, runningMs: 300, terminatingMs: 50 } };
    await using world = await stage({ maxJobs: 2 }, { concurrency: 8 }, short);
    let most = 0;
    const look = setInterval(() => {
      const running = world.simulator.jobs().filter(({ phase }) => !/Completed|Failed/.test(phase)).length;
      most = Math.max(most, running);
    }, 10);
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    await Promise.all(names.map((name) => world.job(name)));
    for (const name of names) await world.until(KIND, name, (job) => holds(job, 'Complete'), 60);
    clearInterval(look);
    expect(most).toBe(2);
    expect(world.simulator.audit.jobs()).toHaveLength(8);
  });

  test('says at once what can never fit, and creates it when the limit is raised', async () => {
    await using world = await stage({ maxNodesPerJob: 2 });
    await world.job('resnet', nodes(3));
    const stuck = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'LimitExceeded'));
    expect(messageOf(stuck, 'Stalled')).toContain('spec.limits.maxNodesPerJob of Account "default" allows');
    await world.patch('accounts', 'default', { spec: { limits: { maxNodesPerJob: 3 } } });
    await world.until(KIND, 'resnet', has, 10);
  });

  test('does not keep a job from its own next attempt', async () => {
    const failing = { durations: { creatingMs: 50, pendingMs: 50, runningMs: 100, terminatingMs: 50 } };
    await using world = await stage({ maxJobs: 1, maxNodes: 1 }, {}, failing);
    world.simulator.outcome(/-1$/, 'Failed');
    await world.job('resnet', { backoffLimit: 1 });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'), 40);
    expect(world.simulator.audit.jobs()).toHaveLength(2);
  });

  test('lets a suspended job give way, which then waits to be resumed', async () => {
    await using world = await stage({ maxJobs: 1 });
    await world.job('first');
    await world.until(KIND, 'first', (job) => job?.status?.phase === 'Running');
    await world.job('second');
    await world.until(KIND, 'second', waits);
    await world.patch(KIND, 'first', { spec: { suspend: true } });
    await world.until(KIND, 'second', has, 20);
    await world.patch(KIND, 'first', { spec: { suspend: false } });
    await world.until(KIND, 'first', waits);
    await world.remove(KIND, 'second');
    await world.until(KIND, 'first', (job) => job?.status?.remote?.attempt === 2, 20);
  });

  test('keeps no room for a job that ModelArts has refused', async () => {
    await using world = await stage({ maxJobs: 1 });
    await world.job('wrong', { resource: { flavorId: 'modelarts.vm.none', nodeCount: 1 } });
    await world.until(KIND, 'wrong', (job) => holds(job, 'Stalled'));
    await world.job('right');
    await world.until(KIND, 'right', has, 10);
  });

  test('counts what an earlier operator began', async () => {
    await using world = await World.create(LONG);
    const first = world.start();
    await first.leading;
    await world.account({ limits: { maxJobs: 1 } });
    await world.job('first');
    await world.until(KIND, 'first', has);
    await first.stop();
    await world.start().leading;
    await world.job('second');
    await world.until(KIND, 'second', waits);
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });
});

test('--max-nodes-per-job holds for every job, whatever its Account allows', async () => {
  await using world = await stage({ maxNodesPerJob: 100 }, { maxNodesPerJob: 2 });
  await world.job('large', nodes(3));
  const stuck = await world.until(KIND, 'large', (job) => holds(job, 'Stalled', 'LimitExceeded'));
  expect(messageOf(stuck, 'Stalled')).toContain('--max-nodes-per-job allows at most 2 nodes');
  await world.job('small', nodes(2));
  await world.until(KIND, 'small', has);
  expect(world.simulator.audit.jobs()).toHaveLength(1);
});
