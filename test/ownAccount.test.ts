import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { OwnAccountFlags } from '../operator/ownAccount.ts';
import { namespaceList, ownAccount, ownAccountConfigFrom } from '../operator/ownAccount.ts';
import { HandTime } from './runtime/handTime.ts';

const KEYS = { HUAWEICLOUD_SDK_AK: 'AK', HUAWEICLOUD_SDK_SK: 'do-not-tell' };
const PUBLIC = ['*.myhuaweicloud.com'];
const configOf = (flags: OwnAccountFlags, env: Record<string, string> = KEYS) =>
  ownAccountConfigFrom(flags, env, PUBLIC);

const folder = mkdtempSync(join(tmpdir(), 'own-account-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the operator's own account", () => {
  test('is none when no flag speaks of it, whatever keys the environment has', () => {
    expect(configOf({})).toBeUndefined();
    expect(ownAccount({ account: undefined }, new HandTime(), undefined)).toBeUndefined();
  });

  test('is found by its region, with the keys of the environment', () => {
    expect(configOf({ accountRegion: 'cn-north-4' })).toEqual({
      endpoint: 'https://modelarts.cn-north-4.myhuaweicloud.com',
      iamEndpoint: 'https://iam.cn-north-4.myhuaweicloud.com',
      project: { name: 'cn-north-4' },
      credentials: { kind: 'keys', accessKey: 'AK', secretKey: 'do-not-tell' },
    });
  });

  test('may lie at an endpoint that no Account may name', () => {
    const flags = { accountEndpoint: 'https://own.example.com', accountProjectId: 'p' };
    expect(configOf(flags)).toMatchObject({ endpoint: 'https://own.example.com', project: { id: 'p' } });
    const iam = { ...flags, accountIamEndpoint: 'https://iam.example.com' };
    expect(configOf(iam)).toMatchObject({ iamEndpoint: 'https://iam.example.com' });
    expect(configOf({ ...flags, accountIamEndpoint: 'none' })).not.toHaveProperty('iamEndpoint');
  });

  test('takes a temporary key with its token', () => {
    const env = { ...KEYS, HUAWEICLOUD_SDK_SECURITY_TOKEN: 'token' };
    expect(configOf({ accountRegion: 'r' }, env)?.credentials).toMatchObject({ securityToken: 'token' });
  });

  test('acts as the machine when it is told to', () => {
    const flags = { accountRegion: 'r', accountMachineCredentials: true };
    expect(configOf(flags, {})?.credentials).toEqual({ kind: 'metadata' });
  });

  test.each<[string, OwnAccountFlags, Record<string, string>, string]>([
    ['no place', { accountProjectId: 'p' }, KEYS, '--account-region: give a region, or --account-endpoint'],
    ['no project', { accountEndpoint: 'https://a.example.com' }, KEYS, '--account-project-id: give the id'],
    [
      'two projects',
      { accountRegion: 'r', accountProjectId: 'p', accountProjectName: 'n' },
      KEYS,
      '--account-project-name: give either it or --account-project-id',
    ],
    ['no credentials', { accountRegion: 'r' }, {}, 'no credentials for it: give --account-credentials-dir'],
    ['half of a key', { accountRegion: 'r' }, { HUAWEICLOUD_SDK_SK: 'do-not-tell' }, 'no credentials for it'],
    [
      'two kinds of credentials',
      { accountRegion: 'r', accountCredentialsDir: '/d', accountMachineCredentials: true },
      KEYS,
      '--account-machine-credentials: give either it or --account-credentials-dir',
    ],
    [
      'an endpoint that is none',
      { accountEndpoint: 'https://u:p@a.example.com', accountProjectId: 'p' },
      KEYS,
      '--account-endpoint: endpoint "https://***@a.example.com" holds credentials',
    ],
    [
      'the metadata service as endpoint',
      { accountEndpoint: 'http://169.254.169.254', accountProjectId: 'p' },
      KEYS,
      '--account-endpoint: endpoint "http://169.254.169.254" is a link-local or metadata address',
    ],
    [
      'the metadata service as IAM',
      { accountRegion: 'r', accountIamEndpoint: 'http://169.254.169.254' },
      KEYS,
      '--account-iam-endpoint: endpoint "http://169.254.169.254"',
    ],
    [
      'a simulator that has one already',
      { accountRegion: 'r', simulate: true },
      KEYS,
      '--simulate brings its own account',
    ],
    [
      'namespaces for none',
      { defaultAccountNamespaces: ['ml'] },
      KEYS,
      '--default-account-namespaces: the operator has no account',
    ],
  ])('is refused with a sentence that tells no secret: %s', (_words, flags, env, sentence) => {
    expect(() => configOf(flags, env)).toThrow(sentence);
    expect(() => configOf(flags, env)).not.toThrow('do-not-tell');
  });

  test('serves the namespaces that are named, and by default none', () => {
    const account = configOf({ accountRegion: 'r' });
    expect(ownAccount({ account }, new HandTime(), undefined)?.namespaces).toEqual([]);
    const accountNamespaces = namespaceList({ defaultAccountNamespaces: ['ml', '*'] });
    expect(ownAccount({ account, accountNamespaces }, new HandTime(), undefined)?.namespaces).toEqual([
      'ml',
      '*',
    ]);
    expect(() => namespaceList({ defaultAccountNamespaces: ['ml*'] })).toThrow('"ml*" is not the name');
  });

  test('of a simulator serves all namespaces, or those that are named', () => {
    const simulator = { url: 'http://127.0.0.1:1', projectId: 'p', accessKey: 'a', secretKey: 's' };
    expect(ownAccount({}, new HandTime(), simulator)?.namespaces).toEqual(['*']);
    expect(ownAccount({ accountNamespaces: ['ml'] }, new HandTime(), simulator)?.namespaces).toEqual(['ml']);
  });
});

describe('a folder of credentials', () => {
  const time = new HandTime();
  const sourceOf = (path: string) => {
    const account = configOf({ accountRegion: 'r', accountCredentialsDir: path });
    return ownAccount({ account }, time, undefined)?.source;
  };
  /** As the kubelet does it: a new folder, and one swap of a link. */
  const mount = (path: string, version: string, values: Record<string, string>) => {
    mkdirSync(join(path, version), { recursive: true });
    for (const [name, value] of Object.entries(values)) writeFileSync(join(path, version, name), value);
    symlinkSync(version, join(path, '..tmp'));
    renameSync(join(path, '..tmp'), join(path, '..data'));
  };

  test('is read as a Secret volume mounts it, and again when it changes', async () => {
    const path = join(folder, 'mounted');
    mount(path, '..v1', { accessKey: 'AK1\n', secretKey: 'one' });
    const source = sourceOf(path);
    expect(await source?.()).toEqual({ kind: 'keys', accessKey: 'AK1', secretKey: 'one' });
    mount(path, '..v2', { userName: 'ann', password: 'two', domainName: 'acme' });
    await time.advance(5_000);
    expect(await source?.()).toMatchObject({ kind: 'password', userName: 'ann' });
  });

  test('may be a plain folder', async () => {
    const path = join(folder, 'plain');
    mkdirSync(path);
    writeFileSync(join(path, 'accessKey'), 'AK');
    writeFileSync(join(path, 'secretKey'), 'SK');
    expect(await sourceOf(path)?.()).toMatchObject({ kind: 'keys', accessKey: 'AK' });
  });

  test('that cannot be used is told with the flag, and without a value', async () => {
    const none = join(folder, 'none');
    expect(await sourceOf(none)?.()).toBe(
      `--account-credentials-dir: "${none}" cannot be read (ENOENT): mount the Secret there`,
    );
    const half = join(folder, 'half');
    mount(half, '..v1', { secretKey: 'do-not-tell' });
    const told = await sourceOf(half)?.();
    expect(told).toContain('needs the keys accessKey and secretKey');
    expect(told).not.toContain('do-not-tell');
  });
});
