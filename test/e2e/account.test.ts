import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../operator/config.ts';
import { createAuthority } from '../../operator/modelarts/authority.ts';
import { createDispatcher } from '../../operator/modelarts/dispatcher.ts';
import { RECONCILE_AT } from '../../operator/runtime/policy.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { holds, messageOf, sampleSpec, World } from '../support/world.ts';

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

/** A temporary key of the simulator's agency, as somebody would put it into a Secret. */
async function temporaryKey(simulator: Simulator): Promise<Record<string, string>> {
  const { url: iamEndpoint, projectId: id, accessKey, secretKey, user } = simulator;
  const dispatcher = createDispatcher();
  const { grant } = createAuthority({
    ...{ iamEndpoint, project: { id }, now: Date.now, network: { dispatcher, timeoutMs: 5_000 } },
    source: {
      ...{ kind: 'agency', agencyName: 'simulated-agency', agencyDomainName: user?.domain ?? '' },
      keys: { accessKey, secretKey },
    },
  });
  const { by } = await grant(new AbortController().signal);
  await dispatcher.close();
  return { ...(by as { keys: Record<string, string> }).keys };
}

const running = { durations: { creatingMs: 100, pendingMs: 100, runningMs: 600_000, terminatingMs: 100 } };

describe.concurrent('credentials that change under live jobs', () => {
  test('a temporary key that ends is told with what to do; with a new one everything goes on', async () => {
    await using world = await World.create(running);
    const operator = world.start();
    await operator.leading;
    await world.secret('temporary', await temporaryKey(world.simulator));
    await world.account({ credentials: { secretRef: { name: 'temporary' } } });
    await world.job('resnet');
    await world.until('trainingjobs', 'resnet', (job) => job?.status?.phase === 'Running');
    world.simulator.revoke();
    await world.patch('trainingjobs', 'resnet', { spec: { description: 'edited' } });
    const job = await world.until('trainingjobs', 'resnet', (one) =>
      holds(one, 'Stalled', 'TemporaryKeyRefused'),
    );
    expect(messageOf(job, 'Stalled')).toContain('put a new accessKey, secretKey and securityToken');
    await world.patch('accounts', 'default', { metadata: { annotations: { [RECONCILE_AT]: 'now' } } });
    await world.until('accounts', 'default', (account) => holds(account, 'Stalled', 'TemporaryKeyRefused'));
    const renewed = await temporaryKey(world.simulator);
    await world.patchSecret('temporary', renewed);
    await world.until('accounts', 'default', (account) => holds(account, 'Ready'), 10);
    await world.until('trainingjobs', 'resnet', (one) => !holds(one, 'Stalled'), 30);
    await world.job('another');
    await world.until('trainingjobs', 'another', (one) => one?.status?.remote !== undefined);
    const told = JSON.stringify([job, operator.log]);
    for (const secret of [renewed.secretKey, renewed.securityToken]) expect(told).not.toContain(secret);
  });

  test('of another user: the Account says so and names the jobs, those are followed on, and nothing new is created until they are gone', async () => {
    const keys = [
      { accessKey: 'FIRSTACCESSKEY', secretKey: 'first-secret-key', userName: 'first' },
      { accessKey: 'OTHERACCESSKEY', secretKey: 'other-secret-key', userName: 'other' },
    ] as const;
    await using world = await World.create({ credentials: keys, ...running });
    await world.start().leading;
    await world.account({ iamEndpoint: world.simulator.url });
    await world.job('resnet');
    await world.until('trainingjobs', 'resnet', (job) => job?.status?.phase === 'Running');
    const { accessKey, secretKey } = keys[1];
    await world.patchSecret('huawei', { accessKey, secretKey });
    const changed = await world.until('accounts', 'default', (account) =>
      holds(account, 'Stalled', 'AccountIdentityChanged'),
    );
    expect(messageOf(changed, 'Stalled')).toMatch(
      /^the credentials now reach \S+\/user-\w+, but TrainingJob resnet is recorded under \S+\/user-\w+: restore/,
    );
    await world.job('new');
    await world.until('trainingjobs', 'new', (job) => holds(job, 'Stalled', 'AccountIdentityChanged'));
    expect(holds(await world.get('trainingjobs', 'resnet'), 'Stalled')).toBe(false);
    await world.remove('trainingjobs', 'resnet');
    await world.until('trainingjobs', 'resnet', (job) => job === undefined);
    await world.until('trainingjobs', 'new', (job) => job?.status?.remote !== undefined, 40);
    await world.until('accounts', 'default', (account) => holds(account, 'Ready'));
  });
});

describe.concurrent("the operator's own account", () => {
  const own = (world: World, folder: string): Partial<Config> => ({
    account: {
      endpoint: world.simulator.url,
      project: { id: world.simulator.projectId },
      credentials: { kind: 'folder', path: folder },
    },
    accountNamespaces: [world.namespace],
    allowedEndpoints: [],
  });
  const folderWith = (values: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'own-account-'));
    for (const [name, value] of Object.entries(values)) writeFileSync(join(folder, name), value);
    return folder;
  };

  test('pays for jobs of a namespace that it serves, by the credentials in its folder, also after they are mended', async () => {
    await using world = await World.create();
    const folder = folderWith({ accessKey: world.simulator.accessKey, secretKey: 'wrong' });
    await world.start(own(world, folder)).leading;
    await world.job('resnet');
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Stalled'));
    writeFileSync(join(folder, 'secretKey'), world.simulator.secretKey);
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'), 50);
    rmSync(folder, { recursive: true });
  });

  test('sends no byte to an endpoint that the namespace chose, and serves no other namespace', async () => {
    await using world = await World.create();
    const evil = await startSimulator();
    const { accessKey, secretKey } = world.simulator;
    const folder = folderWith({ accessKey, secretKey });
    const config = { ...own(world, folder), allowedEndpoints: [evil.url], accountNamespaces: ['elsewhere'] };
    await world.start(config).leading;
    await world.job('resnet');
    const missing = await world.until('trainingjobs', 'resnet', (job) =>
      holds(job, 'Reconciling', 'AccountMissing'),
    );
    expect(messageOf(missing, 'Reconciling')).toContain('--default-account-namespaces');
    await world.account({ endpoint: evil.url, credentials: { machine: true } });
    await world.until('trainingjobs', 'resnet', (job) =>
      holds(job, 'Stalled', 'MachineCredentialsNotAllowed'),
    );
    expect([world.simulator.audit.calls, evil.audit.calls]).toEqual([[], []]);
    await evil.stop();
    rmSync(folder, { recursive: true });
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
