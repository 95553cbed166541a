import type { Dispatcher } from 'undici';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Access, AccountsOptions } from '../../../operator/kinds/account/accounts.ts';
import { createAccounts } from '../../../operator/kinds/account/accounts.ts';
import { accountReference } from '../../../operator/kinds/account/index.ts';
import type { CloudPorts } from '../../../operator/kinds/account/open.ts';
import type { OwnAccount } from '../../../operator/kinds/account/own.ts';
import type { AccountRef } from '../../../operator/kinds/account/share.ts';
import type { AccountSpec } from '../../../operator/kinds/account/spec.gen.ts';
import { type Authority, createAuthority } from '../../../operator/modelarts/authority.ts';
import type { ModelArts } from '../../../operator/modelarts/client.ts';
import { ModelArtsError } from '../../../operator/modelarts/errors.ts';
import type { Step } from '../../../operator/runtime/kind.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import type { User } from '../../../operator/runtime/references.ts';
import { Store } from '../../../operator/runtime/store.ts';
import { thing } from '../../runtime/objects.ts';

const never = new AbortController().signal;
const KEYS = { accessKey: 'AK1', secretKey: 'do-not-tell' };
const OWN: OwnAccount = {
  endpoint: 'https://127.0.0.1:1',
  project: { id: 'own-project' },
  source: async () => ({ kind: 'keys', accessKey: 'OWNKEY', secretKey: 'own-secret' }),
  namespaces: ['ml', 'served'],
};

let store: Store;
let secrets: Record<string, Record<string, string>>;
let clients: { endpoint: string; account: string; tenant: string; closed: boolean }[];
let authorities: Parameters<CloudPorts['createAuthority']>[0][];
let iam: Partial<Authority>;
let now: number;
let holders: User[];
beforeEach(() => {
  holders = [];
  store = new Store();
  secrets = { huawei: KEYS };
  clients = [];
  authorities = [];
  iam = {};
  now = 0;
});

const accounts = (options: Partial<AccountsOptions> = {}) =>
  createAccounts({
    store,
    secrets: { read: async ({ name }) => secrets[name] },
    objects: { holdersOf: () => holders },
    time: { monotonic: () => now },
    allowedEndpoints: ['https://modelarts.cn-north-4.myhuaweicloud.com', 'https://own.example.com'],
    cloud,
    ...options,
  });

/** Authorities as the client makes them, but for IAM, which these tests answer for. */
const cloud: CloudPorts = {
  machineCredentials: false,
  createAuthority(target) {
    authorities.push(target);
    const network = { dispatcher: {} as Dispatcher, timeoutMs: 1 };
    return { ...createAuthority({ ...target, network, now: () => 0 }), ...iam };
  },
  createClient({ endpoint, account, tenant = '' }) {
    const client = { endpoint, account, tenant, closed: false };
    clients.push(client);
    const close = async () => {
      client.closed = true;
    };
    return { close } as ModelArts;
  },
};

const account = (spec: Partial<AccountSpec> = {}, metadata: Partial<Resource['metadata']> = {}) => ({
  ...thing({ name: 'default', uid: 'account-1', ...metadata }),
  spec: { region: 'cn-north-4', projectId: 'p1', credentials: { secretRef: { name: 'huawei' } }, ...spec },
});

/** The access, or a failing test. */
function granted(answer: Access | Step): Access {
  if ('step' in answer) throw new Error(`no access: ${JSON.stringify(answer)}`);
  return answer;
}

describe('an Account opens the way', () => {
  test('to the endpoint of its region, under a name that tells endpoint, project and user, but no key', async () => {
    const access = granted(await accounts().openAccount(account(), never));
    expect(access.endpoint).toBe('https://modelarts.cn-north-4.myhuaweicloud.com');
    expect(access.account).toMatch(/^modelarts\.cn-north-4\.myhuaweicloud\.com\/p1\/ak-[0-9a-f]{8}$/);
    expect(JSON.stringify(access)).not.toMatch(/AK1|do-not-tell/);
  });

  test('with the same client as long as nothing changes', async () => {
    const all = accounts();
    const first = await all.openAccount(account(), never);
    expect(granted(await all.openAccount(account(), never)).client).toBe(granted(first).client);
    expect(clients).toHaveLength(1);
  });

  test('with a new client once the keys have changed, and closes the former', async () => {
    const all = accounts();
    const before = granted(await all.openAccount(account(), never));
    secrets.huawei = { ...KEYS, secretKey: 'rotated' };
    const rotated = granted(await all.openAccount(account(), never));
    expect(rotated.account).toBe(before.account); // the same access key: the same user
    expect(clients.map(({ closed }) => closed)).toEqual([true, false]);
  });

  test('with keys that carry the line break of the file they came from', async () => {
    secrets.huawei = { accessKey: 'AK1\n', secretKey: 'do-not-tell\n' };
    const trimmed = granted(await accounts().openAccount(account(), never));
    secrets.huawei = KEYS;
    expect(trimmed.account).toBe(granted(await accounts().openAccount(account(), never)).account);
  });

  test('to what was made under another key, but not in another project or region', async () => {
    const all = accounts({
      allowedEndpoints: ['https://own.example.com', 'https://modelarts.cn-north-4.myhuaweicloud.com'],
    });
    const { account: before } = granted(await all.openAccount(account(), never));
    secrets.huawei = { ...KEYS, accessKey: 'AK2' };
    const rotated = granted(await all.openAccount(account(), never));
    const moved = granted(await all.openAccount(account({ projectId: 'p2' }), never));
    const { region: _, ...rest } = account().spec;
    const elsewhere = { ...account(), spec: { ...rest, endpoint: 'https://own.example.com' } };
    expect(rotated.account).not.toBe(before);
    expect(
      [rotated, moved, granted(await all.openAccount(elsewhere, never))].map((one) =>
        one.sameProject(before),
      ),
    ).toEqual([true, false, false]);
  });
});

describe('an Account that cannot be used says what to do:', () => {
  test.each<[string, Resource, Record<string, Record<string, string>>, object]>([
    [
      'no Secret yet',
      account(),
      {},
      { step: 'wait', reason: 'CredentialsMissing', message: expect.stringContaining('"huawei"') },
    ],
    [
      'a Secret without a key',
      account(),
      { huawei: { accessKey: 'AK1' } },
      {
        step: 'wait',
        reason: 'CredentialsMissing',
        message: expect.stringContaining('accessKey and secretKey'),
      },
    ],
    [
      'a Secret with an empty key',
      account(),
      { huawei: { accessKey: 'AK1', secretKey: '' } },
      { step: 'wait', reason: 'CredentialsMissing' },
    ],
    [
      'an endpoint that is not allowed, before any Secret is read',
      account({ endpoint: 'https://evil.example.com' }),
      {},
      { step: 'stuck', reason: 'EndpointNotAllowed', message: expect.stringContaining('spec.endpoint') },
    ],
  ])('%s', async (_sentence, object, given, expected) => {
    secrets = given;
    expect(await accounts().openAccount(object, never)).toMatchObject(expected);
    expect(clients).toEqual([]);
  });

  test('neither region nor endpoint', async () => {
    const { region: _, ...spec } = account().spec;
    expect(await accounts().openAccount({ ...account(), spec }, never)).toMatchObject({
      step: 'stuck',
      reason: 'InvalidSpec',
      message: expect.stringContaining('spec.region'),
    });
  });
});

describe('who calls is', () => {
  const opened = async (spec: Partial<AccountSpec> = {}) =>
    granted(await accounts().openAccount(account(spec), never))
      .account.split('/')
      .at(-1);

  test('the user whose the access key is, when IAM says so: a rotated key is the same caller', async () => {
    iam = { userId: async () => 'u1' };
    const before = await opened();
    secrets.huawei = { ...KEYS, accessKey: 'AK2' };
    expect([before, await opened()]).toEqual(['user-u1', 'user-u1']);
  });

  test('not guessed while IAM cannot be reached, and asked for again a while later', async () => {
    let answers = 0;
    iam = {
      userId: async () => {
        if (answers++ > 0) return 'u1';
        throw new ModelArtsError({
          kind: 'unavailable',
          operation: 'showPermanentAccessKey',
          detail: 'down',
        });
      },
    };
    const all = accounts();
    const first = await all.openAccount(account(), never);
    expect(first).toMatchObject({
      step: 'wait',
      reason: 'Unavailable',
      message: expect.stringMatching(/down.*set spec.iamEndpoint: none$/),
    });
    now = 14_999;
    expect(await all.openAccount(account(), never)).toBe(first);
    now = 15_000;
    expect(granted(await all.openAccount(account(), never)).account).toContain('user-u1');
    expect(answers).toBe(2);
  });

  test.each<[string, Partial<AccountSpec>, Record<string, string>]>([
    [
      'an agency',
      { credentials: { secretRef: { name: 'huawei' }, agency: { name: 'a', domainName: 'd' } } },
      KEYS,
    ],
    ['a user by name', {}, { userName: 'ann', password: 'do-not-tell', domainName: 'acme' }],
  ])('%s, in a hash that does not change with its secret', async (_, spec, values) => {
    iam = { userId: async () => undefined };
    secrets.huawei = values;
    const before = await opened(spec);
    secrets.huawei = { ...values, ...('password' in values ? { password: 'new' } : { accessKey: 'AK2' }) };
    expect(await opened(spec)).toBe(before);
    expect(before).toMatch(/^(agency|name)-[0-9a-f]{8}$/);
  });
});

describe('a project', () => {
  test.each<[string, Partial<AccountSpec>, object]>([
    ['by its id', {}, { id: 'p1' }],
    ['by its name', { projectName: 'team' }, { name: 'team' }],
    ['of the region by default', {}, { name: 'cn-north-4' }],
  ])('%s is what the client is made for', async (how, extra, project) => {
    iam = { projectId: async () => 'found' };
    const { projectId: _, ...spec } = account().spec;
    const chosen = how === 'by its id' ? account().spec : { ...spec, ...extra };
    const access = granted(await accounts().openAccount({ ...account(), spec: chosen }, never));
    expect(authorities[0]?.project).toEqual(project);
    expect(access.projectId).toBe('found');
  });

  test('that cannot be found is for a person, in the words of the client', async () => {
    iam = {
      projectId: async () => {
        throw new ModelArtsError({
          kind: 'account',
          operation: 'listProjects',
          detail: 'none',
          reason: 'ProjectNotFound',
        });
      },
    };
    expect(await accounts().openAccount(account(), never)).toMatchObject({
      step: 'stuck',
      reason: 'ProjectNotFound',
    });
    expect(clients).toEqual([]);
  });
});

test('who waits for IAM gives up with the pass, and the others get their client', async () => {
  const held = Promise.withResolvers<string>();
  iam = { projectId: () => held.promise };
  const all = accounts();
  const aborter = new AbortController();
  const gone = all.openAccount(account(), aborter.signal);
  const stays = all.openAccount(account(), never);
  const reason = new Error('the lease is lost');
  aborter.abort(reason);
  await expect(gone).rejects.toBe(reason);
  held.resolve('p1');
  granted(await stays);
  expect(clients).toHaveLength(1);
});

test('clients work for their namespace, and share what is limited per account', async () => {
  const all = accounts();
  await all.openAccount(account({}, { namespace: 'one', uid: 'a' }), never);
  await all.openAccount(account({}, { namespace: 'two', uid: 'b' }), never);
  expect(clients.map(({ tenant }) => tenant)).toEqual(['one', 'two']);
  expect(new Set(clients.map(({ account }) => account)).size).toBe(1);
});

describe('credentials of the machine', () => {
  const { region = '' } = account().spec;
  const machine = account({ region, credentials: { machine: true } });

  test('are refused unless the operator was started to lend them', async () => {
    expect(await accounts().openAccount(machine, never)).toMatchObject({
      step: 'stuck',
      reason: 'MachineCredentialsNotAllowed',
      message: expect.stringContaining('--allow-machine-credentials'),
    });
  });

  test('need no Secret then', async () => {
    secrets = {};
    const lending = accounts({ cloud: { ...cloud, machineCredentials: true } });
    expect(granted(await lending.openAccount(machine, never)).account).toMatch(/\/machine$/);
    expect(authorities[0]?.source).toEqual({ kind: 'metadata' });
  });
});

describe('an object finds its Account', () => {
  const open = (all: ReturnType<typeof accounts>, namespace: string, ref?: AccountRef) =>
    all.open(namespace, ref, never);

  test('by name in its own namespace, "default" unless it says another', async () => {
    store.put(account());
    store.put(account({ projectId: 'p2' }, { name: 'other', uid: 'account-2' }));
    const all = accounts();
    expect(granted(await open(all, 'ml')).account).toContain('/p1/');
    expect(granted(await open(all, 'ml', { name: 'other' })).account).toContain('/p2/');
  });

  test.each<[string, Resource]>([
    ['there is none', account({}, { name: 'other' })],
    ['it is in another namespace', account({}, { namespace: 'elsewhere' })],
  ])('and waits for it while %s', async (_sentence, object) => {
    store.put(object);
    expect(await open(accounts(), 'ml')).toMatchObject({
      step: 'wait',
      reason: 'AccountMissing',
      message: expect.stringContaining('"default" in namespace ml'),
    });
  });

  test('also while it is being deleted: what is there has to be followed and deleted to the end', async () => {
    store.put(account({}, { deletionTimestamp: '2026-01-01T00:00:00Z' }));
    expect(granted(await open(accounts(), 'ml')).projectId).toBe('p1');
  });

  test("or the operator's own where the namespace has none and the object asks for none", async () => {
    const all = accounts({ own: OWN });
    expect(granted(await open(all, 'ml')).account).toContain('/own-project/');
    expect(await open(all, 'ml', { name: 'named' })).toMatchObject({ reason: 'AccountMissing' });
    store.put(account());
    expect(granted(await open(all, 'ml')).account).toContain('/p1/');
  });
});

test('closing closes every client', async () => {
  const all = accounts({ own: OWN });
  await all.openAccount(account(), never);
  await all.open('served', undefined, never);
  await all.close();
  expect(clients.map(({ closed }) => closed)).toEqual([true, true]);
});

describe('an Account of another namespace', () => {
  const SHARED = { name: 'shared', namespace: 'platform' };
  const shared = (allowedNamespaces?: string[]) =>
    account({ ...(allowedNamespaces && { allowedNamespaces }) }, SHARED);

  test('opens the way for the namespaces that it lists, with its own Secret, on behalf of theirs', async () => {
    const read: string[] = [];
    const all = accounts({
      secrets: {
        read: async ({ namespace, name }) => {
          read.push(namespace);
          return secrets[name];
        },
      },
    });
    store.put(shared(['ml', 'web']));
    const first = granted(await all.open('ml', SHARED, never));
    const other = granted(await all.open('web', SHARED, never));
    expect(clients.map(({ tenant }) => tenant)).toEqual(['ml', 'web']);
    expect([first.account, first.shared]).toEqual([other.account, other.shared]);
    expect(new Set(read)).toEqual(new Set(['platform']));
    expect(authorities).toHaveLength(1);
    await all.close();
    expect(clients.every(({ closed }) => closed)).toBe(true);
  });

  test.each([
    ['does not list it', shared(['web'])],
    ['lists none', shared()],
    ['is not there', undefined],
  ])('is refused in the same words, and no Secret is read, when it %s', async (_words, object) => {
    if (object) store.put(object);
    const answer = await accounts({ secrets: { read: () => expect.unreachable() } }).open(
      'ml',
      SHARED,
      never,
    );
    expect(answer).toMatchObject({
      reason: 'AccountNotAllowed',
      message:
        'spec.accountRef: namespace platform has no Account "shared" whose spec.allowedNamespaces lists ml: use another one, or ask its owner to list ml',
    });
  });

  test("does not give way to the operator's own", async () => {
    const answer = await accounts({ own: OWN }).open('ml', SHARED, never);
    expect(answer).toMatchObject({ reason: 'AccountNotAllowed' });
  });
});

describe("the operator's own account", () => {
  const EVIL = { endpoint: 'https://own.example.com', iamEndpoint: 'https://own.example.com' };

  test('serves only the namespaces that are named, and tells the others what to do', async () => {
    expect(await accounts({ own: OWN }).open('elsewhere', undefined, never)).toMatchObject({
      reason: 'AccountMissing',
      message: expect.stringContaining('list elsewhere in --default-account-namespaces'),
    });
  });

  test('sends its credentials nowhere but to its own endpoints, whatever Accounts say', async () => {
    iam = { userId: async () => 'u1' };
    const all = accounts({ own: { ...OWN, iamEndpoint: 'https://127.0.0.1:2' } });
    await all.open('ml', undefined, never);
    store.put(account(EVIL));
    await all.open('ml', undefined, never);
    store.put(account({ ...EVIL, credentials: { machine: true } }, { name: 'machine', uid: 'account-2' }));
    expect(await all.open('ml', { name: 'machine' }, never)).toMatchObject({
      reason: 'MachineCredentialsNotAllowed',
    });
    await all.open('served', undefined, never);
    const sentTo = (accessKey: string) =>
      authorities
        .filter(({ source }) => source.kind === 'keys' && source.accessKey === accessKey)
        .map(({ iamEndpoint }) => iamEndpoint);
    expect([sentTo('OWNKEY'), sentTo('AK1')]).toEqual([['https://127.0.0.1:2'], ['https://own.example.com']]);
    expect(clients.map(({ endpoint, tenant }) => [endpoint, tenant])).toEqual([
      ['https://127.0.0.1:1', 'ml'],
      ['https://own.example.com', 'ml'],
      ['https://127.0.0.1:1', 'served'],
    ]);
  });

  test('is reached by its new credentials once they have changed; without any, says so', async () => {
    let secretKey: string | undefined = 'one';
    const source = async () =>
      secretKey === undefined
        ? '--account-credentials-dir: none'
        : ({ kind: 'keys', accessKey: 'OWNKEY', secretKey } as const);
    const all = accounts({ own: { ...OWN, source } });
    granted(await all.open('ml', undefined, never));
    secretKey = 'two';
    granted(await all.open('ml', undefined, never));
    expect(clients.map(({ closed }) => closed)).toEqual([true, false]);
    secretKey = undefined;
    expect(await all.open('ml', undefined, never)).toMatchObject({
      reason: 'CredentialsMissing',
      message: '--account-credentials-dir: none',
    });
  });
});

describe('before a create an Account tells', () => {
  const limits = { maxNodes: 4 };
  const admission = async (all = accounts({ limits: { maxNodesPerJob: 2 } })) =>
    granted(await all.openAccount(account({ limits, allowedNamespaces: ['web'] }), never)).admission();

  test("its limits and the operator's, and whose objects count", async () => {
    const room = await admission();
    if ('refused' in room) throw new Error('refused');
    expect(room.limits.map(({ max }) => max)).toEqual([2, 4]);
    expect(['ml', 'web', 'else'].map(room.counts)).toEqual([true, true, false]);
  });

  test('its limits as they are in that moment', async () => {
    const access = granted(await accounts().openAccount(account({ limits }), never));
    store.put(account({ limits: { maxNodes: 5 } }, { resourceVersion: '11' }));
    expect(access.admission()).toMatchObject({ limits: [{ max: 5 }] });
  });

  test('that it reaches something else than its objects are recorded under; a while later it looks again', async () => {
    const all = accounts();
    const status = { remote: { id: 'job-1', attempt: 1, account: 'elsewhere/p/user-1' } };
    holders = [{ object: thing({}, status), reference: accountReference('ml') }];
    const access = granted(await all.openAccount(account(), never));
    expect(access.admission()).toMatchObject({ refused: { reason: 'AccountIdentityChanged' } });
    holders = [];
    expect(access.admission()).toHaveProperty('refused');
    now = 5_000;
    expect(access.admission()).toMatchObject({ limits: [] });
  });
});

test('a temporary key is another caller each time, but shares throttle and lists with the one before it', async () => {
  const all = accounts();
  const opened = async (accessKey: string) => {
    secrets.huawei = { ...KEYS, accessKey, securityToken: 'token' };
    return granted(await all.openAccount(account(), never));
  };
  const [before, after] = [await opened('STS1'), await opened('STS2')];
  expect(before.account).toMatch(/\/sts-[0-9a-f]{8}$/);
  expect(before.account).not.toBe(after.account);
  expect(before.shared).toBe(after.shared);
});
