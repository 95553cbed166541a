/** Hostile values in what a person may write: none of them reaches beyond the object's own namespace, account and id. */
import type { Dispatcher } from 'undici';
import { describe, expect, test } from 'vitest';
import { REMOTE_ID } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, ready, STAGES, sampleSpec, World } from '../support/world.ts';

const KIND = 'trainingjobs';
const LONG = { durations: { ...STAGES, runningMs: 3_600_000 } };

test('the API server refuses ids and names that would change a URL', async () => {
  await using world = await World.create();
  const secret = (name: string) => ({ credentials: { secretRef: { name } }, region: 'cn-north-4' });
  const algorithm = (name: string) => ({
    ...(sampleSpec().algorithm as object),
    environments: [{ name: 'A', valueFrom: { secretKeyRef: { name, key: 'k' } } }],
  });
  const climbing = [
    '../../../namespaces/other/secrets/theirs',
    'a/b',
    'a,metadata.namespace=b',
    'A',
    '%2e%2e',
    'a\nb',
  ];
  const ids = ['a,b', 'a/../b', '%2e%2e', 'a\nb', '../x', 'a?x=1', 'a#b', 'a b', ''];
  const attempts: [string, () => Promise<unknown>][] = [
    ...climbing.map((name): [string, () => Promise<unknown>] => [
      `secretRef ${name}`,
      () => world.create('accounts', 'Account', 'hostile', secret(name)),
    ]),
    ...climbing.map((name): [string, () => Promise<unknown>] => [
      `secretKeyRef ${name}`,
      () => world.job('hostile', { algorithm: algorithm(name) }),
    ]),
    ...climbing.map((name): [string, () => Promise<unknown>] => [
      `accountRef ${name}`,
      () => world.job('hostile', { accountRef: { name: 'default', namespace: name } }),
    ]),
    ...ids.map((id): [string, () => Promise<unknown>] => [
      `adopt ${id}`,
      () => world.job('hostile', { adopt: { id } }),
    ]),
    ...ids.map((id): [string, () => Promise<unknown>] => [
      `workspaceId ${id}`,
      () => world.job('hostile', { workspaceId: id }),
    ]),
    ...ids.map((id): [string, () => Promise<unknown>] => [
      `projectId ${id}`,
      () => world.create('accounts', 'Account', 'hostile', { ...secret('a'), projectId: id }),
    ]),
    ...['x.evil.test/#', 'a@evil.test', 'evil.test:443/x', '../x'].map(
      (region): [string, () => Promise<unknown>] => [
        `region ${region}`,
        () => world.create('accounts', 'Account', 'hostile', { ...secret('a'), region }),
      ],
    ),
  ];
  for (const [what, attempt] of attempts) {
    const answer = await attempt().then(
      () => 'taken',
      (error: { kind: string }) => error.kind,
    );
    expect(`${what}: ${answer}`).toBe(`${what}: invalid`);
  }
});

describe.concurrent('an endpoint', () => {
  test.each([
    'http://169.254.169.254',
    'https://modelarts.cn-north-4.myhuaweicloud.com@evil.test',
    'https://evil.test/.myhuaweicloud.com',
    'https://evil.test#.myhuaweicloud.com',
    'https://evil.test\\.myhuaweicloud.com',
    'https://myhuaweicloud.com.evil.test',
    'http://modelarts.cn-north-4.myhuaweicloud.com',
    'https://modelarts.cn-north-4.myhuaweicloud.com:8443',
  ])('%s gets no credentials', async (endpoint) => {
    await using world = await World.create();
    const operator = world.start({ allowedEndpoints: ['*.myhuaweicloud.com'] });
    await operator.leading;
    const refused = await world.account({ endpoint }).then(
      () => world.until('accounts', 'default', (one) => holds(one, 'Stalled', 'EndpointNotAllowed')),
      (error: { kind: string }) => error.kind === 'invalid',
    );
    expect(refused).toBeTruthy();
  });
});

test('a remote-id that somebody has changed is put back or ignored, and never becomes part of a URL', async () => {
  await using stage = await ready(LONG);
  const { world, operator } = stage;
  const victim = await inCloud(world, (cloud) => cloud.create('victim'));
  await world.job('resnet');
  const job = await world.until(KIND, 'resnet', (one) => one?.status?.phase === 'Running');
  const { uid } = job?.metadata ?? {};
  const { id } = job?.status?.remote ?? {};
  const asked = world.simulator.audit.calls.length;
  const values = [
    { id: `../training-jobs/${victim}`, attempt: 1, uid },
    { id: `${id},${victim}`, attempt: 1, uid },
    { id: `${id}%2f..%2f${victim}`, attempt: 1, uid },
    { id: `${id}\n${victim}`, attempt: 1, uid },
    { id: { $ne: '' }, attempt: 1, uid },
    { id: [id, victim], attempt: '9', uid },
    [],
    null,
    '[k8s',
  ].map((value) => JSON.stringify(value));
  for (const value of [
    ...values,
    `${'['.repeat(5_000)}`,
    `{"__proto__":{"id":"${victim}","uid":"${uid}"}}`,
  ]) {
    await world.patch(KIND, 'resnet', { metadata: { annotations: { [REMOTE_ID]: value } } });
    await world.until(KIND, 'resnet', (one) => {
      const held = one?.metadata.annotations?.[REMOTE_ID] ?? '';
      return held.startsWith(`{"id":"${id}","attempt":1`);
    });
  }
  const paths = world.simulator.audit.calls.slice(asked).map(({ path }) => path);
  expect(paths.filter((path) => path.includes(victim) || /,|%|\.\./.test(path))).toEqual([]);
  await world.remove(KIND, 'resnet');
  await world.until(KIND, 'resnet', (one) => one === undefined);
  expect(world.simulator.jobs().map(({ name }) => name)).toEqual(['victim']);
  expect(operator.log.some((line) => line.includes('a pass failed'))).toBe(false);
});

test('variables that are called like what every object has reach the job as they are, and log lines stay whole', async () => {
  await using world = await World.create(LONG);
  const bodies: string[] = [];
  const wrap = (dispatcher: Dispatcher) =>
    dispatcher.compose((dispatch) => (options, handler) => {
      if (options.method === 'POST' && options.path.endsWith('/training-jobs'))
        bodies.push(String(options.body));
      return dispatch(options, handler);
    });
  const operator = world.start({}, { wrap });
  await world.account();
  const forged = 'x\n{"level":"info","msg":"forged"}\r\n\u2028\u001b[31m';
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  await world.secret('hf', { constructor: 'from-secret' });
  const environments = [
    ...names.map((name) => ({ name, value: `plain ${name}` })),
    { name: 'valueOf', valueFrom: { secretKeyRef: { name: 'hf', key: 'constructor' } } },
  ];
  const algorithm = { ...(sampleSpec().algorithm as object), environments };
  await world.job('resnet', { algorithm, description: forged });
  await world.job('waits', {
    algorithm: {
      ...algorithm,
      environments: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'hf', key: 'toString' } } }],
    },
  });
  await world.until(KIND, 'resnet', (one) => one?.status?.remote !== undefined || holds(one, 'Stalled'));
  await world.until(KIND, 'waits', (one) => holds(one, 'Reconciling', 'SecretMissing'));
  const { environments: got } = JSON.parse(bodies[0] ?? '').algorithm;
  expect(Object.entries(got).sort()).toEqual(
    [...names.map((name) => [name, `plain ${name}`]), ['valueOf', 'from-secret']].sort(),
  );
  const messages = operator.log
    .flatMap((chunk) => chunk.trimEnd().split('\n'))
    .map((line) => JSON.parse(line).msg);
  expect(messages).not.toContain('forged');
});

test('one object that is nested without end keeps nobody else from being worked on, also after a restart', async () => {
  await using stage = await ready(LONG);
  const { world, operator } = stage;
  let deep: unknown = 'bottom';
  for (let depth = 0; depth < 4_000; depth += 1) deep = [deep];
  const parameters = [{ name: 'deep', type: 'str', default: { deep } }];
  await world.workflow('deep', { parameters });
  await world.workflow('before');
  await world.until('workflows', 'before', (one) => holds(one, 'Ready'));
  await expect.poll(() => operator.log.join(''), { timeout: 20_000 }).toContain('nested too deeply');
  await operator.stop();
  await world.start().leading;
  await world.workflow('after');
  await world.until('workflows', 'after', (one) => holds(one, 'Ready'));
  const edited = { parameters: [{ name: 'deep', type: 'str', default: 'flat' }] };
  await world.patch('workflows', 'deep', { spec: edited });
  await world.until('workflows', 'deep', (one) => holds(one, 'Ready') || holds(one, 'Stalled'));
});
