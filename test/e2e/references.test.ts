import { describe, expect, test } from 'vitest';
import { FINALIZER } from '../../operator/runtime/object.ts';
import { holds, messageOf, ready, sampleSpec, World } from '../support/world.ts';

const KIND = 'trainingjobs';
const running = { durations: { creatingMs: 100, pendingMs: 100, runningMs: 60_000, terminatingMs: 100 } };

type Secret = { metadata: { finalizers?: string[]; deletionTimestamp?: string } };
const secretPath = ({ namespace }: World, name: string) => `/api/v1/namespaces/${namespace}/secrets/${name}`;
const never = new AbortController().signal;
const secret = (world: World, name = 'huawei') =>
  world.rest
    .json<Secret>({ method: 'GET', path: secretPath(world, name), signal: never })
    .catch(() => undefined);
const removeSecret = (world: World, name = 'huawei') =>
  world.rest.json({ method: 'DELETE', path: secretPath(world, name), signal: never });

async function untilTrue(what: () => Promise<boolean>, seconds = 20): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`not so within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe.concurrent('an Account and its Secret', () => {
  test('stay as long as jobs need them, say who does, and go with the last one', async () => {
    await using stage = await ready(running);
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await world.remove('accounts', 'default');
    await removeSecret(world);
    const held = await world.until('accounts', 'default', (account) =>
      holds(account, 'Reconciling', 'InUse'),
    );
    expect(messageOf(held, 'Reconciling')).toBe('still in use by TrainingJob resnet: delete it first');
    await world.job('late');
    await world.until(KIND, 'late', (job) => holds(job, 'Reconciling', 'ReferenceDeleted'));
    await world.remove(KIND, 'late');
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    await world.until('accounts', 'default', (account) => account === undefined);
    await untilTrue(async () => (await secret(world)) === undefined);
    expect(world.simulator.jobs()).toEqual([]);
  });

  test.each([
    ['Secret, Account, job', ['secret', 'account', 'job']],
    ['job, Account, Secret', ['job', 'account', 'secret']],
    ['Account, job, Secret', ['account', 'job', 'secret']],
  ])('deleted at once with the job, as by a namespace deletion, all go: %s', async (_words, order) => {
    await using stage = await ready(running);
    const { world } = stage;
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    for (const what of order) {
      if (what === 'secret') await removeSecret(world);
      else await world.remove(what === 'job' ? KIND : 'accounts', what === 'job' ? 'resnet' : 'default');
    }
    await world.until(KIND, 'resnet', (job) => job === undefined);
    await world.until('accounts', 'default', (account) => account === undefined);
    await untilTrue(async () => (await secret(world)) === undefined);
    expect(world.simulator.jobs()).toEqual([]);
  });

  test('that nobody uses carry no finalizer of ours, and one that is not used any more is let go', async () => {
    await using stage = await ready();
    const { world } = stage;
    const idle = await world.until('accounts', 'default', (account) => holds(account, 'Ready'));
    expect([idle?.metadata.finalizers, (await secret(world))?.metadata.finalizers]).toEqual([
      undefined,
      undefined,
    ]);
    await world.job('resnet');
    await untilTrue(async () => (await secret(world))?.metadata.finalizers?.includes(FINALIZER) ?? false);
    const { accessKey, secretKey } = world.simulator;
    await world.secret('second', { accessKey, secretKey });
    await world.patch('accounts', 'default', { spec: { credentials: { secretRef: { name: 'second' } } } });
    await untilTrue(async () => ((await secret(world))?.metadata.finalizers ?? []).length === 0);
    expect((await secret(world, 'second'))?.metadata.finalizers).toEqual([FINALIZER]);
  });
});

describe.concurrent('a Secret that an object names', () => {
  test('is noticed when it comes, without waiting for a recheck', async () => {
    await using stage = await ready();
    const { world } = stage;
    const { algorithm } = sampleSpec() as { algorithm: object };
    const environments = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }];
    await world.job('resnet', { algorithm: { ...algorithm, environments } });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Reconciling', 'SecretMissing'));
    await world.secret('hf', { token: 'value-of-the-secret' });
    await world.until(KIND, 'resnet', (job) => job?.status?.remote !== undefined, 5);
  });

  test('of credentials is noticed when it changes, within seconds', async () => {
    await using world = await World.create();
    await world.start().leading;
    await world.account();
    await world.until('accounts', 'default', (account) => holds(account, 'Ready'));
    await world.patchSecret('huawei', { secretKey: 'wrong' });
    await world.until('accounts', 'default', (account) => holds(account, 'Stalled'), 5);
    await world.patchSecret('huawei', { secretKey: world.simulator.secretKey });
    await world.until('accounts', 'default', (account) => holds(account, 'Ready'), 5);
  });
});
