import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '../../operator/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, type Difference, jobRequest, type Reply, steer } from './caller.ts';
import { sdkDate, sign } from './signer.ts';

const wallClock = manualClock(Date.UTC(2026, 0, 1));
const domain = 'simulated-domain';
const users = [
  { name: 'ann', password: 'ann-password', domain },
  { name: 'bob', password: 'bob-password', domain },
];
const projects = [
  { id: '5100a7ed00000000000000000000f001', name: 'cn-north-4' },
  { id: 'a0', name: 'cn-south-1' },
  { id: 'b1', name: 'twins' },
  { id: 'b2', name: 'twins' },
];
let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeEach(async () => {
  simulator = await startSimulator({ wallClock, users, projects });
  call = caller(simulator, wallClock);
});
afterEach(() => simulator.stop());

const password = (name = 'ann', secret = `${name}-password`, account = domain) => ({
  methods: ['password'],
  password: { user: { name, password: secret, domain: { name: account } } },
});
const loginBody = (identity: object = password(), scope: object = { project: { name: 'cn-north-4' } }) => ({
  auth: { identity, scope },
});

/** A request without a signature. */
async function plain(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const type = { 'content-type': 'application/json' };
  const request = { method, headers: { ...(text && type), ...headers }, ...(text && { body: text }) };
  const response = await fetch(`${simulator.url}${path}`, request);
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text: answer,
    body: answer && JSON.parse(answer),
  };
}

const login = (body: object = loginBody()): Promise<Reply> => plain('POST', '/v3/auth/tokens', body);
const tokenOf = async (body?: object) => (await login(body)).headers.get('x-subject-token') ?? '';
const search = (headers: Record<string, string>) =>
  plain('POST', `/v2/${simulator.projectId}/training-job-searches`, {}, headers);
const assume = (change: object = {}, different?: Difference) => {
  const assume_role = { agency_name: 'simulated-agency', domain_name: domain, ...change };
  const body = { auth: { identity: { methods: ['assume_role'], assume_role } } };
  return call('POST', '/v3.0/OS-CREDENTIAL/securitytokens', body, different);
};

test('a password is answered 201 with a token in the header, which lives for a day and calls ModelArts', async () => {
  const reply = await login();
  const expires_at = '2026-01-02T00:00:00.000000Z';
  const project = { id: simulator.projectId, name: 'cn-north-4' };
  expect(reply).toMatchObject({
    status: 201,
    body: { token: { expires_at, project, user: { name: 'ann' } } },
  });
  const headers = { 'x-auth-token': reply.headers.get('x-subject-token') ?? '' };
  expect(await search(headers)).toMatchObject({ status: 200, body: { total: 0 } });
  await plain('POST', `/v2/${simulator.projectId}/training-jobs`, jobRequest('anns'), headers);
  expect(simulator.jobs()).toMatchObject([{ name: 'anns', user: 'ann' }]);
  expect(await search({ 'x-auth-token': await tokenOf(loginBody(password('bob'))) })).toMatchObject({
    body: { total: 0 },
  });
});

test.each([
  ['the name of the project', { project: { name: 'cn-north-4' } }, 200],
  ['its id', { project: { id: '5100a7ed00000000000000000000f001' } }, 200],
  ['another project', { project: { name: 'cn-south-1' } }, 404],
  ['the account', { domain: { name: domain } }, 401],
])('a token with %s as scope is answered %#', async (_name, scope, status) => {
  const reply = await search({ 'x-auth-token': await tokenOf(loginBody(password(), scope)) });
  expect(reply.status).toBe(status);
});

test.each([
  ['a wrong password', loginBody(password('ann', 'hunter2')), 401, /username or password is wrong/],
  ['another account', loginBody(password('ann', 'ann-password', 'elsewhere')), 401, /is wrong/],
  [
    'a project that is not there',
    loginBody(password(), { project: { name: 'mars' } }),
    401,
    /does not exist/,
  ],
  [
    'a project name that two have',
    loginBody(password(), { project: { name: 'twins' } }),
    401,
    /not the only/,
  ],
  ['no identity', { auth: {} }, 400, /auth\.identity is missing/],
  [
    'an unknown field',
    { auth: { identity: { ...password(), token: 1 } } },
    400,
    /unknown field auth\.identity/,
  ],
])('%s is refused in the words of IAM', async (_name, body, code, said) => {
  const reply = await login(body);
  expect(reply).toMatchObject({
    status: code,
    body: { error: { code, message: expect.stringMatching(said) } },
  });
  expect(reply.headers.has('x-subject-token')).toBe(false);
  expect(reply.text).not.toContain('hunter2');
});

test.each([
  ['apig', 'APIG.0301', 'APIG.0301'],
  ['chapter', 'ModelArts.0203', 'ModelArts.0202'],
] as const)(
  'a token that is unknown or has expired is refused (%s)',
  async (authErrors, unknown, expired) => {
    simulator.behaviours.authErrors = authErrors;
    simulator.behaviours['iam.tokenSeconds'] = 60;
    expect(await search({ 'x-auth-token': 'nonsense' })).toMatchObject({
      status: 401,
      body: { error_code: unknown },
    });
    const headers = { 'x-auth-token': await tokenOf() };
    wallClock.advance(59_999);
    expect((await search(headers)).status).toBe(200);
    wallClock.advance(1);
    expect(await search(headers)).toMatchObject({ status: 401, body: { error_code: expired } });
  },
);

test('revoking makes tokens and temporary keys unknown, also by the control API', async () => {
  const headers = { 'x-auth-token': await tokenOf() };
  const key = (await assume()).body.credential;
  expect((await steer(simulator)('POST', 'revoke')).status).toBe(200);
  expect((await search(headers)).status).toBe(401);
  expect((await searchWith(key, 'signed')).status).toBe(401);
  const again = { 'x-auth-token': await tokenOf() };
  simulator.revoke();
  expect((await search(again)).status).toBe(401);
});

test('projects are listed by name: none, one or several, by signature or by token', async () => {
  const named = async (name: string) => (await call('GET', `/v3/projects?name=${name}`)).body.projects;
  expect(await named('mars')).toEqual([]);
  expect(await named('cn-north-4')).toMatchObject([{ id: simulator.projectId, name: 'cn-north-4' }]);
  expect(await named('twins')).toMatchObject([{ id: 'b1' }, { id: 'b2' }]);
  const all = await plain('GET', '/v3/projects', undefined, { 'x-auth-token': await tokenOf() });
  expect(all.body.projects).toHaveLength(4);
  expect((await plain('GET', '/v3/projects')).status).toBe(401);
  expect((await call('GET', '/v3/projects?nom=x')).status).toBe(400);
});

test('a permanent key tells whose it is, an unknown one is not found', async () => {
  const path = '/v3.0/OS-CREDENTIAL/credentials';
  expect(await call('GET', `${path}/${simulator.accessKey}`)).toMatchObject({
    status: 200,
    body: {
      credential: {
        access: simulator.accessKey,
        status: 'active',
        user_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    },
  });
  expect(await call('GET', `${path}/NOBODY`)).toMatchObject({ status: 404, body: { error: { code: 404 } } });
});

/** A job search signed with a temporary key, its security token among the signed headers, after them, or absent. */
async function searchWith(
  key: Record<string, string>,
  securityToken: 'signed' | 'unsigned' | 'absent' | 'wrong',
) {
  const { access: accessKey = '', secret: secretKey = '', securitytoken = '' } = key;
  const target = `/v2/${simulator.projectId}/training-job-searches`;
  const token = { 'x-security-token': securityToken === 'wrong' ? 'other' : securitytoken };
  const body = Buffer.from('{}');
  const headers = { 'content-type': 'application/json', ...(securityToken === 'signed' && token) };
  const signing = { accessKey, secretKey, date: sdkDate(wallClock.now()) };
  const signed = sign({ method: 'POST', target, headers, body }, signing);
  return plain('POST', target, {}, { ...signed.headers, ...(securityToken !== 'absent' && token) });
}

test('an agency gives a temporary key, which signs together with its security token until it expires', async () => {
  const { status, body } = await assume({ duration_seconds: 3600 });
  expect({ status, expires: body.credential.expires_at }).toEqual({
    status: 201,
    expires: new Date(wallClock.now() + 3_600_000).toISOString().replace('Z', '000Z'),
  });
  expect((await searchWith(body.credential, 'signed')).status).toBe(200);
  expect((await searchWith(body.credential, 'unsigned')).status).toBe(200);
  expect(simulator.audit.calls.at(-1)).toMatchObject({ user: 'simulated-agency' });
  expect((await searchWith(body.credential, 'absent')).status).toBe(401);
  expect((await searchWith(body.credential, 'wrong')).status).toBe(401);
  wallClock.advance(3_600_000);
  expect((await searchWith(body.credential, 'signed')).status).toBe(401);
});

test.each([
  ['an agency that is not there', { agency_name: 'nobody' }, 404],
  ['an agency of another account', { domain_name: 'elsewhere' }, 404],
  ['no account', { domain_name: undefined }, 400],
  ['14 minutes', { duration_seconds: 840 }, 400],
  ['more than a day', { duration_seconds: 86_401 }, 400],
])('%s is refused', async (_name, change, status) => {
  expect(await assume(change)).toMatchObject({ status, body: { error: { code: status } } });
});

test('a temporary key can be made shorter-lived than was asked', async () => {
  simulator.behaviours['iam.temporaryKeySeconds'] = 5;
  const { body } = await assume({ duration_seconds: 3600 });
  wallClock.advance(5_000);
  expect((await searchWith(body.credential, 'signed')).status).toBe(401);
});

test('the metadata of a machine give a key without being asked who one is', async () => {
  const { status, body } = await plain('GET', '/openstack/latest/securitykey');
  expect(status).toBe(200);
  expect((await searchWith(body.credential, 'signed')).status).toBe(200);
});

test('no password, token or secret is in the audit log', async () => {
  const token = await tokenOf();
  const { body } = await assume();
  await search({ 'x-auth-token': token });
  await searchWith(body.credential, 'signed');
  const audit = (await steer(simulator)('GET', 'audit')).text;
  const { secret, securitytoken } = body.credential;
  for (const value of ['ann-password', token, secret, securitytoken, simulator.secretKey])
    expect(audit).not.toContain(value);
  expect(simulator.audit.calls[0]).toMatchObject({ operation: 'createToken', status: 201, user: 'ann' });
});

test('X-Project-Id must be the project of the path', async () => {
  const headers = (id: string) => ({ 'x-project-id': id });
  const path = '/training-job-searches';
  expect((await call('POST', path, {}, { headers: headers(simulator.projectId) })).status).toBe(200);
  expect(await call('POST', path, {}, { headers: headers('other') })).toMatchObject({
    status: 404,
    body: { error_code: 'ModelArts.2786' },
  });
});
