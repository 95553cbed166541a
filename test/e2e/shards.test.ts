/** Several replicas on a real API server: objects spread over the Leases of shards. */
import { expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { shardOf } from '../../operator/runtime/shards.ts';
import { holds, type Life, messageOf, sampleSpec, World } from '../support/world.ts';

const KIND = 'trainingjobs';
/** Each shard watches for itself: no more than is needed here. */
const kinds = ['Account', 'TrainingJob'] as const;
const NAMES = Array.from({ length: 12 }, (_, index) => `job-${index}`);
const has = (job: Resource | undefined) => job?.status?.remote !== undefined;

/** Who has each of the shards. */
async function holdersOf(world: World, count: number): Promise<string[]> {
  type Lease = { spec?: { holderIdentity?: string } };
  const read = (name: string) =>
    world.rest
      .json<Lease>({
        method: 'GET',
        path: `/apis/coordination.k8s.io/v1/namespaces/${world.namespace}/leases/${name}`,
        signal: new AbortController().signal,
      })
      .then(
        ({ spec }) => spec?.holderIdentity ?? '',
        () => '',
      );
  return Promise.all(Array.from({ length: count }, (_, index) => read(`operator-${count}-${index}`)));
}

/** Waits until `wanted` holds of those who have the shards. */
async function untilHeld(world: World, count: number, wanted: (holders: string[]) => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const holders = await holdersOf(world, count);
    if (wanted(holders)) return;
    if (performance.now() > deadline) throw new Error(`waited 30 s; the shards are held by ${holders}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const evenly = (among: number) => (holders: string[]) =>
  !holders.includes('') && new Set(holders).size === among;

/** Of each create that a replica has sent: the shard that did it, and the object. */
const creates = ({ log }: Life): { shard: number; uid: string }[] =>
  log
    .map((line) => JSON.parse(line) as { operation?: string; shard: number; uid: string })
    .filter(({ operation }) => operation === 'createTrainingJob');

test('two replicas share the objects by their shards, each job is made once, and one goes on when the other leaves', async () => {
  await using world = await World.create();
  const first = world.start({ shards: 2, kinds });
  const second = world.start({ shards: 2, kinds });
  await world.account();
  await untilHeld(world, 2, evenly(2));
  const jobs = await Promise.all(NAMES.map((name) => world.job(name)));
  for (const name of NAMES) await world.until(KIND, name, (job) => holds(job, 'Complete'), 60);
  expect(world.simulator.audit.jobs()).toHaveLength(NAMES.length);
  const sent = [...creates(first), ...creates(second)];
  expect(new Set(sent.map(({ uid }) => uid))).toEqual(new Set(jobs.map(({ metadata }) => metadata.uid)));
  for (const { shard, uid } of sent) expect(shard).toBe(shardOf(uid, 2));

  await first.stop();
  await untilHeld(world, 2, evenly(1));
  for (const name of NAMES) await world.remove(KIND, name);
  for (const name of NAMES) await world.until(KIND, name, (job) => job === undefined, 60);
  expect(world.simulator.jobs()).toEqual([]);
}, 180_000);

test('a replica that joins takes what it must, while jobs run on and none is made twice', async () => {
  await using world = await World.create();
  await world.start({ shards: 3, kinds }).leading;
  await world.account();
  await untilHeld(world, 3, evenly(1));
  for (const name of NAMES) await world.job(name);
  world.start({ shards: 3, kinds });
  world.start({ shards: 3, kinds });
  await untilHeld(world, 3, evenly(3));
  for (const name of NAMES) await world.until(KIND, name, (job) => holds(job, 'Complete'), 60);
  expect(world.simulator.audit.jobs()).toHaveLength(NAMES.length);
}, 180_000);

test('a roll-out from one shard to two lets nobody work before the former replica has gone', async () => {
  await using world = await World.create();
  const old = world.start();
  await old.leading;
  await world.account();
  await world.job('before');
  await world.until(KIND, 'before', has);
  const young = world.start({ shards: 2, kinds });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await holdersOf(world, 2)).toEqual(['', '']);
  await old.stop();
  await young.leading;
  await untilHeld(world, 2, evenly(1));
  await world.job('after');
  for (const name of ['before', 'after']) await world.until(KIND, name, (job) => holds(job, 'Complete'), 60);
  expect(world.simulator.audit.jobs()).toHaveLength(2);
}, 120_000);

test('limits of an Account hold across shards', async () => {
  const durations = { creatingMs: 50, pendingMs: 50, runningMs: 300, terminatingMs: 50 };
  await using world = await World.create({ durations });
  for (const _ of [1, 2, 3]) world.start({ shards: 3, kinds, concurrency: 8 });
  await world.account({ limits: { maxJobs: 2 } });
  await untilHeld(world, 3, evenly(3));
  let most = 0;
  const look = setInterval(() => {
    const running = world.simulator.jobs().filter(({ phase }) => !/Completed|Failed/.test(phase)).length;
    most = Math.max(most, running);
  }, 10);
  await Promise.all(NAMES.map((name) => world.job(name)));
  for (const name of NAMES) await world.until(KIND, name, (job) => holds(job, 'Complete'), 90);
  clearInterval(look);
  expect(most).toBe(2);
  expect(world.simulator.audit.jobs()).toHaveLength(NAMES.length);
}, 180_000);

test('an Account is looked after by one shard, and its Secret serves the objects of all', async () => {
  await using world = await World.create();
  world.start({ shards: 2, kinds });
  world.start({ shards: 2, kinds });
  await untilHeld(world, 2, evenly(2));
  const { accessKey, secretKey } = world.simulator;
  await world.account();
  for (const name of NAMES.slice(0, 6)) await world.job(name);
  for (const name of NAMES.slice(0, 6)) await world.until(KIND, name, has);
  await world.patchSecret('huawei', { accessKey: 'no', secretKey: 'no' });
  await world.until('accounts', 'default', (account) => !holds(account, 'Ready'));
  await world.job('late', { resource: sampleSpec().resource });
  const late = await world.until(KIND, 'late', (job) => messageOf(job, 'Ready') !== '' && !has(job));
  expect(has(late)).toBe(false);
  await world.patchSecret('huawei', { accessKey, secretKey });
  await world.until(KIND, 'late', has);
  expect(world.simulator.audit.jobs()).toHaveLength(7);
}, 120_000);
