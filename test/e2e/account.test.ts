import { describe, expect, test } from 'vitest';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { holds, sampleSpec, World } from '../support/world.ts';

const reason = (
  object: { status?: { conditions?: { type: string; reason: string }[] } } | undefined,
  type: string,
) => object?.status?.conditions?.find((condition) => condition.type === type)?.reason;

describe.concurrent('Account', () => {
  test('it is Ready once its credentials have reached the project', async () => {
    await using world = await World.create();
    world.start();
    await world.account();
    const ready = await world.until('accounts', 'default', (account) => holds(account, 'Ready'));
    expect(ready?.status?.endpoint).toBe(world.simulator.url);
  });

  test('a wrong secret key is told as such, and appears nowhere', async () => {
    await using world = await World.create();
    const operator = world.start();
    await world.secret('wrong', { accessKey: world.simulator.accessKey, secretKey: 'not-the-secret-key' });
    await world.account({ credentials: { secretRef: { name: 'wrong' } } });
    await world.until(
      'accounts',
      'default',
      (account) =>
        reason(account, 'Ready') !== undefined && !holds(account, 'Ready') && holds(account, 'Stalled'),
    );
    const account = await world.get('accounts', 'default');
    expect(JSON.stringify(account) + operator.log.join('')).not.toContain('not-the-secret-key');
    expect(operator.log.join('')).not.toContain(world.simulator.secretKey);
  });

  /** A Secret, and what the spec says beside it, for each way to sign in. */
  const ways: [string, (simulator: Simulator) => { values: Record<string, string>; credentials: object }][] =
    [
      [
        'a password',
        ({ user }) => {
          const { name = '', password = '', domain = '' } = user ?? {};
          return { values: { userName: name, password, domainName: domain }, credentials: {} };
        },
      ],
      [
        'an agency',
        ({ accessKey, secretKey, user }) => ({
          values: { accessKey, secretKey },
          credentials: { agency: { name: 'simulated-agency', domainName: user?.domain } },
        }),
      ],
    ];

  test.each(ways)(
    'with %s it finds its project by the region, its jobs run on though what was given out is revoked, and no secret is told',
    async (_, way) => {
      await using world = await World.create();
      const operator = world.start();
      const { simulator } = world;
      const { values, credentials } = way(simulator);
      await world.secret('login', values);
      await world.account({
        projectId: undefined,
        iamEndpoint: simulator.url,
        credentials: { secretRef: { name: 'login' }, ...credentials },
      });
      const ready = await world.until('accounts', 'default', (account) => holds(account, 'Ready'));
      expect(ready?.status).toMatchObject({ projectId: simulator.projectId });
      await world.job('resnet');
      await world.until('trainingjobs', 'resnet', (job) => job?.status?.remote?.id !== undefined);
      simulator.revoke();
      const done = await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'), 60);
      expect(simulator.audit.jobs()).toHaveLength(1);
      const told = JSON.stringify([ready, done, await world.events('resnet')]) + operator.log.join('');
      const given = ['simulated-token', 'simulated-secret', 'simulated-security', 'simulated-password'];
      for (const secret of given) expect(told).not.toContain(secret);
    },
  );

  test('the machine’s own credentials are not lent unless the operator was started to', async () => {
    await using world = await World.create();
    world.start();
    await world.account({ credentials: { machine: true } });
    await world.until('accounts', 'default', (account) =>
      holds(account, 'Stalled', 'MachineCredentialsNotAllowed'),
    );
    expect(world.simulator.audit.calls).toEqual([]);
  });

  test('an endpoint that is not allowed gets no request', async () => {
    await using world = await World.create();
    world.start({ allowedEndpoints: [] });
    await world.account();
    await world.until('accounts', 'default', (account) => holds(account, 'Stalled', 'EndpointNotAllowed'));
    expect(world.simulator.audit.calls).toEqual([]);
  });

  test('a TrainingJob waits for its Account, and goes on as soon as there is one', async () => {
    await using world = await World.create();
    const operator = world.start();
    await operator.leading;
    await world.job('resnet');
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Reconciling', 'AccountMissing'));
    await world.account();
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'));
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('keys of another user do not decide what became of a create under the former ones', async () => {
    const keys = [
      { accessKey: 'FIRSTACCESSKEY', secretKey: 'first-secret-key', userName: 'first' },
      { accessKey: 'OTHERACCESSKEY', secretKey: 'other-secret-key', userName: 'other' },
    ] as const;
    await using world = await World.create({
      credentials: keys,
      behaviours: { 'training.duplicateName': 'allow' },
    });
    const operator = world.start({ listLagMs: 12_000 });
    await operator.leading;
    await world.account();
    world.simulator.faults.add({ operation: 'createTrainingJob', times: 1, kind: 'drop-after' });
    await world.job('resnet');
    await world.until(
      'trainingjobs',
      'resnet',
      (job) => holds(job, 'Reconciling') && world.simulator.audit.jobs().length === 1,
    );
    await world.secret('others', { accessKey: keys[1].accessKey, secretKey: keys[1].secretKey });
    await world.patch('accounts', 'default', { spec: { credentials: { secretRef: { name: 'others' } } } });
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Stalled', 'AccountIdentityChanged'), 40);
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });
});

describe.concurrent('values from Secrets', () => {
  const environments = [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }];

  test('reach the job, and no status, Event or log line', async () => {
    await using world = await World.create();
    const operator = world.start();
    await operator.leading;
    await world.account();
    await world.secret('hf', { token: 'very-secret-token' });
    const { algorithm } = sampleSpec() as { algorithm: object };
    await world.job('resnet', { algorithm: { ...algorithm, environments } });
    const done = await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'));
    const told = JSON.stringify([done, await world.events('resnet'), operator.log]);
    expect(told).not.toContain('very-secret-token');
  });

  test('are waited for, by name', async () => {
    await using world = await World.create();
    const operator = world.start();
    await operator.leading;
    await world.account();
    const { algorithm } = sampleSpec() as { algorithm: object };
    await world.job('resnet', { algorithm: { ...algorithm, environments } });
    const waiting = await world.until('trainingjobs', 'resnet', (job) =>
      holds(job, 'Reconciling', 'SecretMissing'),
    );
    expect(JSON.stringify(waiting?.status)).toMatch(/HF_TOKEN.*token.*hf/);
    expect(waiting?.metadata.finalizers).toBeUndefined();
    await world.secret('hf', { token: 'very-secret-token' });
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'), 40);
  });
});
