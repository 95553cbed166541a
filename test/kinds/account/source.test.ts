import { describe, expect, test } from 'vitest';
import { addressesOf } from '../../../operator/kinds/account/addresses.ts';
import { sourceFrom, specProblem } from '../../../operator/kinds/account/source.ts';
import type { AccountSpec } from '../../../operator/kinds/account/spec.gen.ts';

const AGENCY = { name: 'train', domainName: 'other' };
const KEYS = { accessKey: 'AK', secretKey: 'SK' };

test.each<[string, Record<string, string>, AccountSpec['credentials']['agency'], unknown]>([
  ['an access key', KEYS, undefined, { kind: 'keys', ...KEYS }],
  [
    'a temporary access key',
    { ...KEYS, securityToken: 'ST' },
    undefined,
    { kind: 'keys', ...KEYS, securityToken: 'ST' },
  ],
  [
    'a password',
    { userName: 'ann', password: 'pw\n', domainName: 'acme' },
    undefined,
    { kind: 'password', userName: 'ann', password: 'pw', domainName: 'acme' },
  ],
  [
    'an access key beside a password',
    { ...KEYS, userName: 'ann', password: 'pw', domainName: 'acme' },
    undefined,
    { kind: 'keys', ...KEYS },
  ],
  [
    'an access key for an agency',
    { ...KEYS, securityToken: ' ' },
    AGENCY,
    { kind: 'agency', keys: KEYS, agencyName: 'train', agencyDomainName: 'other', domainId: undefined },
  ],
  ['a password for an agency', { userName: 'ann', password: 'pw', domainName: 'acme' }, AGENCY, /accessKey/],
  ['half a password', { userName: 'ann', password: 'pw' }, undefined, /domainName/],
  ['blanks', { accessKey: ' ', secretKey: '\n' }, undefined, /accessKey and secretKey/],
])('a Secret with %s', (_, values, agency, expected) => {
  const source = sourceFrom(values, agency);
  if (expected instanceof RegExp) expect(source).toMatch(expected);
  else expect(source).toEqual(expected);
});

test.each<[string, Partial<AccountSpec>, string | undefined]>([
  ['a Secret', { credentials: { secretRef: { name: 's' } } }, undefined],
  ['the machine', { credentials: { machine: true } }, undefined],
  ['an agency with a Secret', { credentials: { secretRef: { name: 's' }, agency: AGENCY } }, undefined],
  [
    'a Secret and the machine',
    { credentials: { secretRef: { name: 's' }, machine: true } },
    'spec.credentials:',
  ],
  ['nothing', { credentials: {} }, 'spec.credentials:'],
  [
    'an agency of the machine',
    { credentials: { machine: true, agency: AGENCY } },
    'spec.credentials.agency:',
  ],
  [
    'two projects',
    { credentials: { secretRef: { name: 's' } }, projectId: 'p', projectName: 'n' },
    'spec.projectName:',
  ],
])('a spec that names %s', (_, spec, problem) => {
  const said = specProblem({ credentials: {}, ...spec });
  if (problem === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(problem);
});

describe('IAM is asked', () => {
  const ALLOWED = ['*.myhuaweicloud.com', 'https://modelarts.own.example', 'https://iam.own.example'];
  const EVIL = 'https://iam.evil.example';

  test.each<[string, Parameters<typeof addressesOf>[0], unknown]>([
    ['beside ModelArts', { region: 'cn-north-4' }, 'https://iam.cn-north-4.myhuaweicloud.com'],
    [
      'where the spec says',
      { region: 'x', iamEndpoint: 'https://iam.own.example' },
      'https://iam.own.example',
    ],
    [
      'beside an endpoint of its own',
      { endpoint: 'https://modelarts.own.example' },
      'https://iam.own.example',
    ],
    ['nowhere, if the spec says so', { region: 'cn-north-4', iamEndpoint: 'none' }, undefined],
  ])('%s', (_, spec, expected) => {
    expect(addressesOf(spec, ALLOWED)).toHaveProperty('endpoint');
    expect((addressesOf(spec, ALLOWED) as { iamEndpoint?: string }).iamEndpoint).toBe(expected);
  });

  test('nowhere beside an endpoint whose IAM nobody has allowed', () => {
    const allowed = ['https://modelarts.own.example'];
    expect(addressesOf({ endpoint: 'https://modelarts.own.example' }, allowed)).toEqual({
      endpoint: 'https://modelarts.own.example',
    });
  });

  test('never at an endpoint that is not allowed', () => {
    expect(addressesOf({ region: 'cn-north-4', iamEndpoint: EVIL }, ALLOWED)).toMatchObject({
      reason: 'EndpointNotAllowed',
      message: expect.stringContaining('spec.iamEndpoint'),
    });
    const metadata = addressesOf({ region: 'x', iamEndpoint: 'http://169.254.169.254' }, [
      'http://169.254.169.254',
    ]);
    expect(metadata).toMatchObject({ reason: 'EndpointNotAllowed' });
  });
});
