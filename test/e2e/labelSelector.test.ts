/** Operators that work on what has their labels. */
import { expect, test, vi } from 'vitest';
import { FINALIZER } from '../../operator/runtime/object.ts';
import { parseSelector } from '../../operator/runtime/selector.ts';
import { Requests } from '../support/requests.ts';
import { holds, messageOf, STAGES, TEST_SETTINGS, World } from '../support/world.ts';

const JOBS = 'trainingjobs';
const VISION = { labels: { team: 'vision' } };
const labelSelector = parseSelector('team=vision');
const AUDIO = { labels: { team: 'audio' } };

/** Gives the object `name` the labels of another team. */
const relabel = (world: World, plural: string, name: string, team: string | null) =>
  world.patch(plural, name, { metadata: { labels: { team } } });

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const SETTLE_MS = TEST_SETTINGS.requestTimeoutMs + TEST_SETTINGS.leaseDurationMs + TEST_SETTINGS.listLagMs;

/** How often a create was sent. */
const creates = ({ simulator }: World) =>
  simulator.audit.calls.filter(({ operation }) => operation === 'createTrainingJob').length;

async function selecting(overrides: Parameters<World['start']>[0] = {}, runningMs = STAGES.runningMs) {
  const world = await World.create({ durations: { ...STAGES, runningMs } });
  const requests = new Requests();
  await world.account();
  await relabel(world, 'accounts', 'default', 'vision');
  const operator = world.start({ labelSelector, ...overrides }, { wrap: requests.wrap });
  await operator.leading;
  return { world, requests, operator, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

test('the API server selects what is listed and watched, and nothing else is touched', async () => {
  await using here = await selecting({ kinds: ['Account', 'TrainingJob'] });
  const { world, requests } = here;
  await world.job('ours', {}, VISION);
  await world.job('theirs', {}, AUDIO);
  await world.job('nobodys');
  await world.until(JOBS, 'ours', (job) => holds(job, 'Complete'));
  const selected = [`${world.namespace}/accounts team=vision`, `${world.namespace}/trainingjobs team=vision`];
  expect(requests.collections('list')).toEqual(selected);
  expect(requests.collections('watch')).toEqual(selected);
  for (const name of ['theirs', 'nobodys']) {
    const other = await world.get(JOBS, name);
    expect([other?.metadata.finalizers, other?.status]).toEqual([undefined, undefined]);
  }
});

test('an Account needs the labels too, and who lacks it is told so', async () => {
  await using here = await selecting();
  const { world } = here;
  await relabel(world, 'accounts', 'default', 'audio');
  await world.job('resnet', {}, VISION);
  const waiting = await world.until(JOBS, 'resnet', (job) => holds(job, 'Reconciling', 'AccountMissing'));
  expect(messageOf(waiting, 'Reconciling')).toBe(
    `spec.accountRef: there is no Account "default" in namespace ${world.namespace} yet that has the labels team=vision: create one`,
  );
  await relabel(world, 'accounts', 'default', 'vision');
  await world.until(JOBS, 'resnet', (job) => holds(job, 'Complete'));
});

test('two operators with labels and Leases of their own each do their part', async () => {
  await using here = await selecting();
  const { world } = here;
  await world.start({ labelSelector: parseSelector('team=audio'), leaseName: 'audio' }).leading;
  const { endpoint, ...spec } = (await world.get('accounts', 'default'))?.spec ?? {};
  await world.create('accounts', 'Account', 'audio', { endpoint, ...spec }, AUDIO);
  await world.job('ours', {}, VISION);
  await world.job('theirs', { accountRef: { name: 'audio' } }, AUDIO);
  for (const name of ['ours', 'theirs']) await world.until(JOBS, name, (job) => holds(job, 'Complete'));
  expect(world.simulator.audit.jobs()).toHaveLength(2);
});

test('a job whose labels change while its create is under way keeps its id and its job, and there is no second one', async () => {
  await using here = await selecting({}, 3_600_000);
  const { world } = here;
  const asked = creates(world);
  world.simulator.faults.add({ operation: 'createTrainingJob', kind: 'latency', afterMs: 800 });
  await world.job('resnet', {}, VISION);
  await vi.waitUntil(() => world.simulator.jobs().length === 1, 10_000);
  await relabel(world, JOBS, 'resnet', 'audio');
  const bound = await world.until(JOBS, 'resnet', (job) => job?.status?.remote !== undefined);
  expect(bound?.metadata.finalizers).toEqual([FINALIZER]);
  await sleep(SETTLE_MS);
  expect([creates(world) - asked, world.simulator.jobs().length]).toEqual([1, 1]);
  await relabel(world, JOBS, 'resnet', 'vision');
  await world.until(JOBS, 'resnet', (job) => job?.status?.phase === 'Running');
  await world.remove(JOBS, 'resnet');
  await world.until(JOBS, 'resnet', (job) => job === undefined);
  expect([world.simulator.audit.jobs().length, world.simulator.jobs().length]).toEqual([1, 0]);
});

test('one whose labels change before the answer is lost keeps its job, which is adopted when the object comes back', async () => {
  await using here = await selecting({}, 3_600_000);
  const { world } = here;
  world.simulator.faults.add({ operation: 'createTrainingJob', kind: 'latency', beforeMs: 500 });
  world.simulator.faults.add({ operation: 'createTrainingJob', kind: 'drop-after' });
  await world.job('resnet', {}, VISION);
  await world.until(JOBS, 'resnet', (job) => job?.metadata.finalizers !== undefined);
  await relabel(world, JOBS, 'resnet', null);
  await vi.waitUntil(() => world.simulator.jobs().length === 1, 10_000);
  await sleep(SETTLE_MS + 2_000);
  const away = await world.get(JOBS, 'resnet');
  expect([away?.status?.remote, away?.metadata.finalizers]).toEqual([undefined, [FINALIZER]]);
  expect([creates(world), world.simulator.jobs().length]).toEqual([1, 1]);
  await relabel(world, JOBS, 'resnet', 'vision');
  const [job] = world.simulator.jobs();
  await world.until(JOBS, 'resnet', (one) => one?.status?.remote?.id === job?.id);
  expect(creates(world)).toBe(1);
});

test('one that is deleted while it has other labels waits with its finalizer until somebody sees it', async () => {
  await using here = await selecting({}, 3_600_000);
  const { world } = here;
  await world.job('resnet', {}, VISION);
  await world.until(JOBS, 'resnet', (job) => job?.status?.phase === 'Running');
  await relabel(world, JOBS, 'resnet', 'audio');
  await sleep(500);
  await world.remove(JOBS, 'resnet');
  await sleep(1_000);
  expect((await world.get(JOBS, 'resnet'))?.metadata.finalizers).toEqual([FINALIZER]);
  expect(world.simulator.jobs()).toHaveLength(1);
  await relabel(world, JOBS, 'resnet', 'vision');
  await world.until(JOBS, 'resnet', (job) => job === undefined);
  expect(world.simulator.jobs()).toEqual([]);
});

test('an object that gets its labels late waits for what others may have sent; one that is made with them does not', async () => {
  await using here = await selecting();
  const { world, operator } = here;
  await world.job('old');
  // Younger than the term by more than clocks may differ.
  await sleep(TEST_SETTINGS.leaseDurationMs + 1_500);
  await world.job('new', {}, VISION);
  await relabel(world, JOBS, 'old', 'vision');
  for (const name of ['old', 'new']) await world.until(JOBS, name, (job) => holds(job, 'Complete'));
  const settled = (name: string) =>
    operator.log.some((line) => {
      const { reason, name: of } = JSON.parse(line);
      return reason === 'SettlingEarlierCreate' && of === name;
    });
  expect([settled('old'), settled('new')]).toEqual([true, false]);
});
