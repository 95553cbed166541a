import { describe, expect, test } from 'vitest';
import { type AuthorityOptions, createAuthority } from '../../operator/modelarts/authority.ts';
import type { CredentialSource } from '../../operator/modelarts/credentials.ts';
import { createDispatcher } from '../../operator/modelarts/dispatcher.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { json, type Received, type Reply, serve, signal, text } from './server.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const EXPIRES = '2026-01-03T03:04:05.000000Z';
const KEYS = { accessKey: 'AKTEST', secretKey: 'very-secret-key' };
const PASSWORD: CredentialSource = {
  kind: 'password',
  userName: 'ann',
  password: 'very-secret-password',
  domainName: 'acme',
};
const AGENCY: CredentialSource = {
  kind: 'agency',
  keys: KEYS,
  agencyName: 'train',
  agencyDomainName: 'other',
};
const SOURCES = [{ kind: 'keys', ...KEYS }, PASSWORD, AGENCY, { kind: 'metadata' }] as const;

const TEMPORARY = {
  credential: { access: 'TMPAK', secret: 'tmp-secret', securitytoken: 'tmp-token', expires_at: EXPIRES },
};
const TOKEN_BODY = {
  token: {
    expires_at: EXPIRES,
    user: { id: 'user-1', name: 'ann' },
    project: { id: 'p-1', name: 'cn-north-4' },
  },
};
const granted: Reply = (response, request, socket) => {
  if (request.path === '/v3/auth/tokens')
    return json(201, TOKEN_BODY, { 'x-subject-token': 'the-token' })(response, request, socket);
  if (request.path === '/v3.0/OS-CREDENTIAL/securitytokens')
    return json(201, TEMPORARY)(response, request, socket);
  if (request.path === '/openstack/latest/securitykey')
    return json(200, TEMPORARY)(response, request, socket);
  if (request.path.startsWith('/v3.0/OS-CREDENTIAL/credentials/'))
    return json(200, { credential: { user_id: 'user-1', access: 'AKTEST' } })(response, request, socket);
  const projects = [{ id: 'p-1', name: 'cn-north-4' }];
  json(200, { projects })(response, request, socket);
};

/** An authority whose IAM and metadata service are at `url`. */
function authorityAt(url: string, source: CredentialSource, options: Partial<AuthorityOptions> = {}) {
  const dispatcher = createDispatcher();
  return createAuthority({
    source,
    project: { id: 'p-1' },
    iamEndpoint: url,
    network: { dispatcher, timeoutMs: 5000 },
    metadata: { origin: url, dispatcher },
    now: () => NOW,
    ...options,
  });
}

const bodyOf = (request: Received | undefined) => JSON.parse(request?.body ?? 'null') as unknown;
const failure = (promise: Promise<unknown>): Promise<ModelArtsError> =>
  promise.then(
    () => expect.unreachable('it succeeded'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ModelArtsError);
      return error as ModelArtsError;
    },
  );

describe('a grant', () => {
  test('by keys needs no request', async () => {
    await using server = await serve(granted);
    const grant = await authorityAt(server.url, { kind: 'keys', ...KEYS }).grant(signal());
    expect(grant).toMatchObject({ by: { keys: KEYS } });
    expect(server.received).toEqual([]);
  });

  test('by password is a token for the project, asked for as IAM documents it', async () => {
    await using server = await serve(granted);
    const authority = authorityAt(server.url, PASSWORD);
    expect(await authority.grant(signal())).toEqual({
      by: { token: 'the-token' },
      expiresAtMs: Date.parse(EXPIRES),
      userId: 'user-1',
      projectId: 'p-1',
    });
    expect(bodyOf(server.received[0])).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'ann', password: 'very-secret-password', domain: { name: 'acme' } } },
        },
        scope: { project: { id: 'p-1' } },
      },
    });
    expect(server.received[0]?.headers.authorization).toBeUndefined();
  });

  test('by password may be a token of 32 KB', async () => {
    const token = 'x'.repeat(32 * 1024);
    await using server = await serve(json(201, TOKEN_BODY, { 'x-subject-token': token }));
    expect((await authorityAt(server.url, PASSWORD).grant(signal())).by).toEqual({ token });
  });

  test('by agency is a temporary key, asked for with a signed request', async () => {
    await using server = await serve(granted);
    const authority = authorityAt(server.url, { ...AGENCY, domainId: 'own-domain' });
    expect(await authority.grant(signal())).toEqual({
      by: { keys: { accessKey: 'TMPAK', secretKey: 'tmp-secret', securityToken: 'tmp-token' } },
      expiresAtMs: Date.parse(EXPIRES),
    });
    const [request] = server.received;
    expect(bodyOf(request)).toEqual({
      auth: {
        identity: {
          methods: ['assume_role'],
          assume_role: { agency_name: 'train', domain_name: 'other', duration_seconds: 43_200 },
        },
      },
    });
    expect(request?.headers.authorization).toContain(
      'Access=AKTEST, SignedHeaders=content-type;host;x-domain-id',
    );
    expect(request?.headers['x-domain-id']).toBe('own-domain');
  });

  test('by the metadata service is the machine’s temporary key', async () => {
    await using server = await serve(granted);
    const grant = await authorityAt(server.url, { kind: 'metadata' }).grant(signal());
    expect(grant.by).toEqual({
      keys: { accessKey: 'TMPAK', secretKey: 'tmp-secret', securityToken: 'tmp-token' },
    });
    expect(server.received.map(({ path }) => path)).toEqual(['/openstack/latest/securitykey']);
  });

  test('is remembered, also under a crowd of callers', async () => {
    await using server = await serve(granted);
    const authority = authorityAt(server.url, PASSWORD);
    await Promise.all(Array.from({ length: 20 }, () => authority.grant(signal())));
    await authority.grant(signal());
    expect(server.received).toHaveLength(1);
  });
});

describe('a project by name', () => {
  const byName = { project: { name: 'cn-north-4' } };

  test.each([
    ['keys', { kind: 'keys', ...KEYS }],
    ['agency', AGENCY],
    ['metadata', { kind: 'metadata' }],
  ] as const)('is looked up once with %s, by a signed request', async (_, source) => {
    await using server = await serve(granted);
    const authority = authorityAt(server.url, source, byName);
    expect([await authority.projectId(signal()), await authority.projectId(signal())]).toEqual([
      'p-1',
      'p-1',
    ]);
    const lookups = server.received.filter(({ path }) => path === '/v3/projects?name=cn-north-4');
    expect(lookups).toHaveLength(1);
    expect(lookups[0]?.headers.authorization).toContain('SDK-HMAC-SHA256 Access=');
  });

  test('comes with the token of a user, and later tokens are for its id', async () => {
    await using server = await serve(granted);
    let now = NOW;
    const authority = authorityAt(server.url, PASSWORD, { ...byName, now: () => now });
    expect(await authority.projectId(signal())).toBe('p-1');
    now += 24 * 3_600_000;
    await authority.grant(signal());
    const scopes = server.received.map(
      (request) => (bodyOf(request) as { auth: { scope: unknown } }).auth.scope,
    );
    expect(scopes).toEqual([{ project: { name: 'cn-north-4' } }, { project: { id: 'p-1' } }]);
  });

  test.each([
    ['none', []],
    [
      'two',
      [
        { id: 'p-1', name: 'cn-north-4' },
        { id: 'p-2', name: 'cn-north-4' },
      ],
    ],
    ['one of a longer name', [{ id: 'p-1', name: 'cn-north-4_team' }]],
    ['one without a usable id', [{ id: 'p/1', name: 'cn-north-4' }]],
  ])('is the account’s fault when there is %s, and none is made', async (_, projects) => {
    await using server = await serve(json(200, { projects }));
    const authority = authorityAt(server.url, { kind: 'keys', ...KEYS }, byName);
    expect(await failure(authority.projectId(signal()))).toMatchObject({
      kind: 'account',
      reason: 'ProjectNotFound',
    });
    expect(server.received.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('the user', () => {
  test('of a password is in its token, that of a key is asked for once', async () => {
    await using server = await serve(granted);
    expect(await authorityAt(server.url, PASSWORD).userId(signal())).toBe('user-1');
    const byKeys = authorityAt(server.url, { kind: 'keys', ...KEYS });
    expect([await byKeys.userId(signal()), await byKeys.userId(signal())]).toEqual(['user-1', 'user-1']);
    expect(server.received.map(({ path }) => path)).toEqual([
      '/v3/auth/tokens',
      '/v3.0/OS-CREDENTIAL/credentials/AKTEST',
    ]);
  });

  test.each([401, 403, 404])('of a key is unknown where IAM answers %i', async (status) => {
    await using server = await serve(json(status, { error_code: 'IAM.0004', error_msg: 'no' }));
    expect(await authorityAt(server.url, { kind: 'keys', ...KEYS }).userId(signal())).toBeUndefined();
  });

  test('of a key is not called unknown because IAM is down', async () => {
    await using server = await serve(text(503, ''));
    const asked = authorityAt(server.url, { kind: 'keys', ...KEYS }).userId(signal());
    expect(await failure(asked)).toMatchObject({ kind: 'unavailable' });
  });
});

type Failure = [what: string, reply: Reply, kind: string];
const failures: Failure[] = [
  ['a 400', json(400, { error: { code: 400, message: 'm', title: 'Bad Request' } }), 'account'],
  ['a wrong password', json(401, { error: { code: 401, message: 'm', title: 'Unauthorized' } }), 'account'],
  ['a refusal of the gateway', json(401, { error_code: 'APIGW.0301', error_msg: 'm' }), 'account'],
  ['a 403', json(403, { error_code: 'IAM.0003', error_msg: 'm' }), 'account'],
  ['an agency that is not there', json(404, { error_code: 'IAM.0004', error_msg: 'm' }), 'account'],
  ['an unknown code', json(404, { error_code: 'IAM.9999', error_msg: 'm' }), 'account'],
  ['a code of a missing job', json(404, { error_code: 'ModelArts.2775', error_msg: 'm' }), 'account'],
  ['a 409', json(409, { error_code: 'IAM.0005', error_msg: 'm' }), 'account'],
  ['too many requests', json(429, { error_code: 'APIGW.0308' }, { 'retry-after': '7' }), 'throttled'],
  ['a 404 in HTML', text(404, '<html>'), 'account'],
  ['a 500', json(500, { error_code: 'IAM.0006', error_msg: 'm' }), 'unavailable'],
  ['a 502 in HTML', text(502, '<html>'), 'unavailable'],
  ['an empty 201', text(201, ''), 'unavailable'],
  ['a 201 without what was asked for', json(201, { token: {}, credential: {} }), 'unavailable'],
  ['a broken connection', (_, __, socket) => void socket.resetAndDestroy(), 'unavailable'],
];

describe.each(SOURCES.filter(({ kind }) => kind !== 'keys'))('credentials of kind $kind', (source) => {
  test.each(failures)(
    'that meet %s fail in a way that says nothing about any object',
    async (_, reply, kind) => {
      await using server = await serve(reply);
      const error = await failure(authorityAt(server.url, source).grant(signal()));
      expect(error.kind).toBe(kind);
    },
  );
});

test('a token of another project than the one asked for is not used', async () => {
  await using server = await serve(granted);
  const authority = authorityAt(server.url, PASSWORD, { project: { id: 'p-other' } });
  expect((await failure(authority.grant(signal()))).detail).toContain('another project');
});

test('credentials that need IAM say so when no endpoint is known', async () => {
  const { iamEndpoint: _, ...rest } = {
    source: PASSWORD,
    project: { id: 'p-1' },
    iamEndpoint: undefined,
    network: { dispatcher: createDispatcher(), timeoutMs: 5000 },
    now: () => NOW,
  };
  expect(await failure(createAuthority(rest).grant(signal()))).toMatchObject({
    kind: 'account',
    reason: 'AccountIncomplete',
  });
});
