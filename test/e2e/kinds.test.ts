/** An operator that is started for some kinds. */
import { expect, test } from 'vitest';
import { Requests } from '../support/requests.ts';
import { holds, messageOf, World } from '../support/world.ts';

const JOBS = 'trainingjobs';

test('an operator for training jobs watches those and the Accounts, and touches no object of another kind', async () => {
  await using world = await World.create();
  const requests = new Requests();
  await world.pool('a100');
  const operator = world.start({ kinds: ['Account', 'TrainingJob'] }, { wrap: requests.wrap });
  await operator.leading;
  await world.account();
  await world.job('resnet');
  await world.until(JOBS, 'resnet', (job) => holds(job, 'Complete'));
  const watched = [`${world.namespace}/accounts`, `${world.namespace}/trainingjobs`];
  expect(requests.collections('list')).toEqual(watched);
  expect(requests.collections('watch')).toEqual(watched);
  const pool = await world.get('pools', 'a100');
  expect([pool?.metadata.finalizers, pool?.status]).toEqual([undefined, undefined]);
  expect(world.simulator.audit.calls.filter(({ operation }) => /pool/i.test(operation ?? ''))).toEqual([]);
  const ready = operator.log.find((line) => line.includes('all kinds are watched'));
  expect(JSON.parse(ready ?? '{}').kinds).toEqual(['Account', 'TrainingJob']);
});

test('a job that names an object of a kind which is not enabled says so, and goes on without that field', async () => {
  await using world = await World.create();
  await world.start({ kinds: ['Account', 'TrainingJob'] }).leading;
  await world.account();
  const { resource } = (await world.job('sample', { suspend: true })).spec;
  await world.job('resnet', { resource: { nodeCount: 1, poolRef: { name: 'a100' } } });
  const told = await world.until(JOBS, 'resnet', (job) => holds(job, 'Reconciling', 'KindNotEnabled'));
  expect(messageOf(told, 'Reconciling')).toBe(
    'spec.resource.poolRef: kind Pool is not enabled in this operator: ask its administrator to add it to --kinds, or do without this field',
  );
  expect(told?.metadata.finalizers).toBeUndefined();
  await world.patch(JOBS, 'resnet', { spec: { resource: { poolRef: null, ...resource } } });
  await world.until(JOBS, 'resnet', (job) => holds(job, 'Complete'));
});

test('an object from before the start says at once that its reference is of a kind which is not enabled', async () => {
  await using world = await World.create();
  await world.account();
  await world.nodePool('gpus', { poolRef: { name: 'a100' } });
  await world.start({ kinds: ['Account', 'NodePool'] }).leading;
  await world.until('nodepools', 'gpus', (one) => holds(one, 'Reconciling', 'KindNotEnabled'));
});

test('what an operator of all kinds has begun is followed and deleted by one that lacks the kind of what it names', async () => {
  await using world = await World.create();
  const all = world.start();
  await all.leading;
  await world.account();
  await world.pool('a100');
  await world.until('pools', 'a100', (one) => holds(one, 'Ready'));
  await world.nodePool('gpus', { poolRef: { name: 'a100' } });
  await world.until('nodepools', 'gpus', (one) => holds(one, 'Ready'));
  await all.stop();
  await world.start({ kinds: ['Account', 'NodePool'] }).leading;
  await world.patch('nodepools', 'gpus', { spec: { resources: { count: 2 } } });
  await world.until(
    'nodepools',
    'gpus',
    (one) => holds(one, 'Ready') && one?.status?.observedGeneration === one?.metadata.generation,
  );
  await world.remove('nodepools', 'gpus');
  await world.until('nodepools', 'gpus', (one) => one === undefined);
});

test('one that takes over what is there needs nothing of what it names', async () => {
  await using world = await World.create();
  await world.start({ kinds: ['Account', 'TrainingJob'] }).leading;
  await world.account();
  await world.job('first');
  const first = await world.until(JOBS, 'first', (job) => job?.status?.remote !== undefined);
  await world.patch(JOBS, 'first', { spec: { deletionPolicy: 'Retain' } });
  await world.remove(JOBS, 'first');
  await world.until(JOBS, 'first', (job) => job === undefined);
  const id = first?.status?.remote?.id;
  await world.job('second', { resource: { nodeCount: 1, poolRef: { name: 'a100' } }, adopt: { id } });
  await world.until(JOBS, 'second', (job) => job?.status?.remote?.id === id);
});
