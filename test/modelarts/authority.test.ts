import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../../operator/modelarts/authority.ts';
import { type ClientOptions, createClient, type ModelArts } from '../../operator/modelarts/client.ts';
import type { CredentialSource } from '../../operator/modelarts/credentials.ts';
import { createDispatcher } from '../../operator/modelarts/dispatcher.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import type { Credentials } from '../../operator/modelarts/signer.ts';
import { createThrottle } from '../../operator/modelarts/throttle.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../operator/simulator/simulator.ts';
import { json, mayMutate, type Received, type Reply, serve, signal, text } from './server.ts';

const HOUR = 3_600_000;
const BODY = {
  kind: 'job',
  metadata: { name: 'authorised' },
  algorithm: {
    code_dir: '/bucket/code/',
    boot_file: '/bucket/code/train.py',
    engine: {
      engine_name: 'PyTorch',
      engine_version: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64',
    },
  },
  spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 1 } },
};
const failure = (promise: Promise<unknown>): Promise<ModelArtsError> =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ModelArtsError);
      return error as ModelArtsError;
    },
  );

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

type World = { simulator: Simulator; authority: Authority; client: ModelArts; wait(ms: number): void };

/** A simulator and a client of it, on one wall clock unless the client's is ahead. */
async function world(
  sourceOf: (simulator: Simulator) => CredentialSource,
  options: SimulatorOptions & { aheadMs?: number; byName?: boolean } = {},
): Promise<World> {
  let now = Date.parse('2026-01-02T03:04:05Z');
  const { aheadMs = 0, byName = false, ...rest } = options;
  const simulator = await startSimulator({ clock: manualClock(), wallClock: { now: () => now }, ...rest });
  const dispatcher = createDispatcher();
  const authority = createAuthority({
    source: sourceOf(simulator),
    project: byName ? { name: simulator.region } : { id: simulator.projectId },
    iamEndpoint: simulator.url,
    network: { dispatcher, timeoutMs: 10_000 },
    metadata: { origin: simulator.url, dispatcher },
    now: () => now + aheadMs,
  });
  const client = createClient({
    ...{ endpoint: simulator.url, projectId: simulator.projectId, credentials: authority, dispatcher },
    throttle: createThrottle({ perSecond: 10_000 }),
    retry: { attempts: 1 },
  });
  cleanups.push(
    () => simulator.stop(),
    () => dispatcher.destroy(),
  );
  const wait = (ms: number) => {
    now += ms;
  };
  return { simulator, authority, client, wait };
}

const password = ({ user }: Simulator): CredentialSource => ({
  kind: 'password',
  userName: user?.name ?? '',
  password: user?.password ?? '',
  domainName: user?.domain ?? '',
});
const keys = ({ accessKey, secretKey }: Simulator): CredentialSource => ({
  kind: 'keys',
  accessKey,
  secretKey,
});
const agency = ({ accessKey, secretKey, user }: Simulator): CredentialSource => ({
  kind: 'agency',
  keys: { accessKey, secretKey },
  agencyName: 'simulated-agency',
  agencyDomainName: user?.domain ?? '',
});
const sources = [
  ['an access key', keys],
  ['a password', password],
  ['an agency', agency],
  ['the machine', (): CredentialSource => ({ kind: 'metadata' })],
] as const;

describe.each(sources)('with %s', (_, source) => {
  test('a job is made, read and found, also after a day has passed', async () => {
    const { client, wait } = await world(source);
    const { id } = await client.trainingJobs.create(BODY, mayMutate());
    wait(25 * HOUR);
    expect(await client.trainingJobs.get(id, { signal: signal() })).toMatchObject({ name: 'authorised' });
    expect(await client.trainingJobs.search({}, { signal: signal() })).toHaveLength(1);
  });

  test('the project is found by its name', async () => {
    const { authority, simulator } = await world(source, { byName: true });
    expect(await authority.projectId(signal())).toBe(simulator.projectId);
    expect(simulator.audit.resources()).toEqual([]);
  });
});

describe.each(sources.slice(1))('what is given out for %s and lives a minute', (_, source) => {
  test('is renewed before its end: no call is ever refused', async () => {
    const behaviours = { 'iam.tokenSeconds': 60, 'iam.temporaryKeySeconds': 60 };
    const { client, simulator, wait } = await world(source, { behaviours });
    for (let i = 0; i < 20; i++) {
      await client.probe({ signal: signal() });
      wait(11_000);
    }
    const statuses = simulator.audit.calls.map(({ status }) => status);
    expect(Math.max(...statuses)).toBeLessThan(300);
    const renewals = simulator.audit.calls.filter(({ operation }) => operation !== 'searchTrainingJobs');
    expect(renewals).toHaveLength(4);
  });
});

describe.each(sources.slice(1))('when what was given out for %s is revoked', (_, source) => {
  const created = ({ simulator }: World) =>
    simulator.audit.calls.filter(({ operation }) => operation === 'createTrainingJob');

  test('a read goes on with something new, in the same call', async () => {
    const { client, simulator, wait } = await world(source);
    await client.probe({ signal: signal() });
    wait(60_000);
    simulator.revoke();
    await client.probe({ signal: signal() });
    const statuses = simulator.audit.calls
      .filter(({ operation }) => operation === 'searchTrainingJobs')
      .map(({ status }) => status);
    expect(statuses).toEqual([200, 401, 200]);
  });

  test('a mutation is refused without effect, is sent once, and succeeds the next time', async () => {
    const all = await world(source);
    const { client, simulator, wait } = all;
    await client.probe({ signal: signal() });
    wait(60_000);
    simulator.revoke();
    const error = await failure(client.trainingJobs.create(BODY, mayMutate()));
    expect(error).toMatchObject({ kind: 'account', status: 401, retryAfterMs: expect.any(Number) });
    expect(created(all)).toHaveLength(1);
    await client.trainingJobs.create(BODY, mayMutate());
    expect(created(all)).toHaveLength(2);
    expect(simulator.jobs()).toHaveLength(1);
  });

  test('a mutation that meets a 401 without a body of the API stays ambiguous, and is sent once', async () => {
    const { authority, simulator, wait } = await world(source);
    await authority.grant(signal());
    wait(60_000);
    await using bare = await serve(text(401, '<html>'));
    const other = createClient({
      ...{ endpoint: bare.url, projectId: simulator.projectId, credentials: authority },
      throttle: createThrottle({ perSecond: 10_000 }),
    });
    expect(await failure(other.trainingJobs.create(BODY, mayMutate()))).toMatchObject({
      kind: 'ambiguous',
      retryAfterMs: undefined,
    });
    expect(bare.received).toHaveLength(1);
  });

  test('as soon as it was given out, a read fails after one try', async () => {
    const { client, simulator } = await world(source);
    await client.withSlot('change', signal(), async () => {});
    simulator.revoke();
    const error = await failure(client.probe({ signal: signal() }));
    expect(error).toMatchObject({ kind: 'account', retryAfterMs: undefined });
  });
});

describe('a clock that is off', () => {
  test.each([-HOUR, HOUR])(
    'by %i ms is set by the cloud’s answer, and a read succeeds in the same call',
    async (aheadMs) => {
      const { client, simulator } = await world(keys, { aheadMs });
      await client.probe({ signal: signal() });
      await client.trainingJobs.create(BODY, mayMutate());
      expect(simulator.audit.calls.map(({ status }) => status)).toEqual([401, 200, 201]);
    },
  );

  test('makes a mutation fail once, without effect, for nobody to act on', async () => {
    const { client, simulator } = await world(keys, { aheadMs: HOUR });
    expect(await failure(client.trainingJobs.create(BODY, mayMutate()))).toMatchObject({
      kind: 'account',
      retryAfterMs: expect.any(Number),
    });
    expect(simulator.audit.calls).toHaveLength(1);
    await client.trainingJobs.create(BODY, mayMutate());
    expect(simulator.jobs()).toHaveLength(1);
  });

  test('does not keep an agency from being assumed', async () => {
    const { client, simulator } = await world(agency, { aheadMs: HOUR });
    await client.probe({ signal: signal() });
    expect(simulator.audit.calls.map(({ status }) => status)).toEqual([401, 201, 200]);
  });

  test('is not blamed for a wrong secret key', async () => {
    const { client, simulator } = await world(({ accessKey }) => ({
      kind: 'keys',
      accessKey,
      secretKey: 'wrong',
    }));
    expect(await failure(client.probe({ signal: signal() }))).toMatchObject({
      kind: 'account',
      retryAfterMs: undefined,
    });
    expect(simulator.audit.calls).toHaveLength(1);
  });
});

test('a temporary key that was given as it is says what to do once it has expired; one that was fetched is renewed', async () => {
  const { authority, simulator, client, wait } = await world(agency);
  const { by } = await authority.grant(signal());
  const { accessKey, secretKey, securityToken } = (by as { keys: Credentials }).keys;
  const given = createClient({
    ...{ endpoint: simulator.url, projectId: simulator.projectId, throttle: createThrottle() },
    credentials: createAuthority({
      source: { kind: 'keys', accessKey, secretKey, securityToken },
      project: { id: simulator.projectId },
      network: { dispatcher: createDispatcher(), timeoutMs: 10_000 },
      now: () => Date.parse('2026-01-02T03:04:05Z') + 2 * HOUR,
    }),
  });
  wait(2 * HOUR);
  simulator.revoke();
  expect(await failure(given.probe({ signal: signal() }))).toMatchObject({
    kind: 'account',
    reason: 'TemporaryKeyRefused',
    hint: expect.stringContaining('put a new accessKey, secretKey and securityToken in its place'),
  });
  await client.probe({ signal: signal() });
  await given.close();
});

test('a slot is taken with a valid token, so that the call in it waits for no login', async () => {
  const { client, simulator } = await world(password);
  const seen: (string | null)[][] = [];
  await client.withSlot('change', signal(), async (slot) => {
    seen.push(simulator.audit.calls.map(({ operation }) => operation));
    await client.trainingJobs.create(BODY, { ...mayMutate(), slot });
  });
  seen.push(simulator.audit.calls.map(({ operation }) => operation));
  expect(seen).toEqual([['createToken'], ['createToken', 'createTrainingJob']]);
});

test('a wrong password is tried once for all who call within half a minute', async () => {
  const wrong = (simulator: Simulator) => ({ ...password(simulator), password: 'wrong' }) as CredentialSource;
  const { client, simulator, wait } = await world(wrong);
  for (let i = 0; i < 5; i++)
    expect(await failure(client.probe({ signal: signal() }))).toMatchObject({ kind: 'account' });
  expect(simulator.audit.calls).toHaveLength(1);
  wait(30_000);
  await failure(client.trainingJobs.create(BODY, mayMutate()));
  expect(simulator.audit.calls.map(({ operation }) => operation)).toEqual(['createToken', 'createToken']);
});

test('without IAM a mutation is unsent, not unavailable', async () => {
  const { client, simulator } = await world(password);
  simulator.faults.add({ operation: 'createToken', kind: 'status', status: 503, times: 2 });
  const error = await failure(client.trainingJobs.create(BODY, mayMutate()));
  expect(error.kind).toBe('unsent');
  expect(error.message).toMatch(/^createTrainingJob was not sent to ModelArts: IAM gave no usable answer/);
});

describe('secrets', () => {
  const SECRETS = [
    'source-secret-1',
    'source-secret-2',
    'granted-secret-1',
    'granted-secret-2',
    'granted-secret-3',
  ];
  const echo = SECRETS.join(' ');
  const expires_at = '2026-01-03T03:04:05Z';
  const credential = {
    access: 'AK',
    secret: 'granted-secret-1',
    securitytoken: 'granted-secret-2',
    expires_at,
  };
  const isIam = ({ path }: Received) => path.startsWith('/v3') || path.startsWith('/openstack');
  const granting: Reply = json(
    201,
    { token: { expires_at }, credential },
    { 'x-subject-token': 'granted-secret-3' },
  );
  const all: CredentialSource[] = [
    { kind: 'keys', accessKey: 'AK', secretKey: 'source-secret-1', securityToken: 'source-secret-2' },
    { kind: 'password', userName: 'u', password: 'source-secret-1', domainName: 'd' },
    {
      kind: 'agency',
      keys: { accessKey: 'AK', secretKey: 'source-secret-1', securityToken: 'source-secret-2' },
      agencyName: 'a',
      agencyDomainName: 'd',
    },
    { kind: 'metadata' },
  ];
  const headers = { 'content-type': echo, 'x-request-id': echo };
  const mishaps: [string, Reply][] = [
    [
      'refuses in its own words',
      json(400, { error_code: 'A.1', error_msg: echo, error_solution: echo }, headers),
    ],
    ['refuses with a code', json(403, { error_code: 'granted-secret-3', request_id: echo }, headers)],
    ['refuses as Keystone', json(401, { error: { code: 401, message: echo, title: echo } }, headers)],
    ['refuses in HTML', text(401, `<html>${echo}`, headers)],
    ['fails', json(500, { error_code: 'A.1', error_msg: echo }, headers)],
    [
      'gives what cannot be used',
      json(200, { projects: echo, items: echo, total: echo, credential: echo }, headers),
    ],
    ['breaks off', (_, __, socket) => void socket.resetAndDestroy()],
  ];

  /** Whatever a call leaves behind in errors and in a log that writes everything. */
  async function traces(source: CredentialSource, reply: Reply): Promise<string> {
    await using server = await serve(reply);
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const dispatcher = createDispatcher();
    const options = {
      ...{ source, project: { name: 'n' }, iamEndpoint: server.url, now: () => 0 },
      network: { dispatcher, timeoutMs: 5000 },
      metadata: { origin: server.url, dispatcher },
    };
    const clientOptions: Omit<ClientOptions, 'credentials'> = {
      ...{ endpoint: server.url, projectId: 'p-1', dispatcher, log, retry: { attempts: 1 } },
      throttle: createThrottle({ perSecond: 10_000 }),
    };
    const attempts = [
      (authority: Authority) =>
        createClient({ ...clientOptions, credentials: authority }).probe({ signal: signal() }),
      (authority: Authority) =>
        createClient({ ...clientOptions, credentials: authority }).trainingJobs.create(BODY, mayMutate()),
      (authority: Authority) => authority.projectId(signal()),
      (authority: Authority) => authority.userId(signal()),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt(createAuthority(options)).catch((thrown: unknown) => thrown);
      log.error({ err: error }, 'the call failed');
      lines.push(String(error), JSON.stringify(error), String((error as Error | undefined)?.stack));
    }
    await dispatcher.destroy();
    return lines.join('\n');
  }

  describe.each(all.map((source) => [source.kind, source] as const))('of kind %s', (_, source) => {
    test.each(mishaps)('stay hidden when whoever is asked first %s', async (__, reply) => {
      const left = await traces(source, reply);
      for (const secret of SECRETS.slice(0, 2)) {
        const known = JSON.stringify(source).includes(secret);
        if (known) expect(left).not.toContain(secret);
      }
    });

    test.each(mishaps)('and those that were given out stay hidden when ModelArts %s', async (__, reply) => {
      const left = await traces(source, (response, request, socket) =>
        (isIam(request) ? granting : reply)(response, request, socket),
      );
      const mine: Record<CredentialSource['kind'], string[]> = {
        keys: SECRETS.slice(0, 2),
        password: ['source-secret-1', 'granted-secret-3'],
        agency: SECRETS.slice(0, 4),
        metadata: SECRETS.slice(2, 4),
      };
      for (const secret of mine[source.kind]) expect(left).not.toContain(secret);
    });
  });
});
