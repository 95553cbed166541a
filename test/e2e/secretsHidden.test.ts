/** Secrets wherever a person can put them, whole lives at the loudest log level, refusals that repeat them; then a search. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { KINDS } from '../../operator/kinds/names.ts';
import type { Fault } from '../../operator/simulator/faults.ts';
import { GROUP_PATH, holds, type Life, STAGES, sampleSpec, specOf, World } from '../support/world.ts';

const signal = new AbortController().signal;
/** What a value from a file looks like at its worst: quotes, a line break, other characters than ASCII. */
const awkward = (name: string) => `planted-${name}-"q\\b/s+e=ü\nline`;
const PLANTED = {
  secretKey: 'planted-secret-key/+=',
  wrongKey: 'planted-wrong-key/+=',
  folderKey: 'planted-folder-key/+=',
  securityToken: 'planted-security-token/+==',
  password: 'planted-pass"word\\+=',
  environment: awkward('environment'),
  variable: awkward('variable'),
  proxy: 'planted-proxy-password',
} as const;
const IN_THE_OPEN = 'planted-in-the-open';

/** The ways in which a value can be written. */
const forms = (value: string): string[] => {
  const json = JSON.stringify(value).slice(1, -1);
  const twice = JSON.stringify(json).slice(1, -1);
  const oneLine = value.replace(/\s+/g, ' ');
  const bytes = Buffer.from(value);
  const all = [value, json, twice, oneLine, encodeURIComponent(value), bytes.toString('hex')];
  return [...new Set([...all, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')])];
};

/** Which of `secrets` stand in `text`, in any form. */
const found = (text: string, secrets: Readonly<Record<string, string>>): string[] =>
  Object.entries(secrets)
    .filter(([, value]) => forms(value).some((form) => text.includes(form)))
    .map(([name]) => name);

const refusal = (operation: string, words: string, status = 400): Fault => ({
  ...{ operation, times: 1, kind: 'status', status, code: 'ModelArts.0104' },
  message: `bad: ${words}`,
});

async function metricsOf(life: Life): Promise<string> {
  const line = life.log.find((one) => one.includes('/metrics, /healthz and /readyz are served'));
  const { port } = JSON.parse(line ?? '{}') as { port: number };
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

/** Everything in the namespace that people read, but the Secrets themselves. */
async function shown(world: World): Promise<string> {
  const lists = [
    ...KINDS.map(({ plural }) => `${GROUP_PATH}/namespaces/${world.namespace}/${plural}`),
    `/apis/events.k8s.io/v1/namespaces/${world.namespace}/events`,
    `/apis/coordination.k8s.io/v1/namespaces/${world.namespace}/leases`,
    `/api/v1/namespaces/${world.namespace}/configmaps`,
  ];
  const texts = await Promise.all(
    lists.map(async (path) => JSON.stringify(await world.rest.json({ method: 'GET', path, signal }))),
  );
  return texts.join('\n');
}

async function accounts(world: World): Promise<void> {
  const { accessKey, secretKey, url, user } = world.simulator;
  const { name: userName = '', password = '', domain: domainName = '' } = user ?? {};
  const more = { iamEndpoint: url };
  const ways: Record<string, [Record<string, string>, object]> = {
    login: [{ userName, password, domainName }, more],
    agency: [{ accessKey, secretKey }, more],
    wrong: [{ accessKey, secretKey: PLANTED.wrongKey }, {}],
    temporary: [{ accessKey, secretKey, securityToken: PLANTED.securityToken }, {}],
    broken: [{ accessKey, secretKey, securityToken: `${PLANTED.securityToken}\r\nX-Injected: 1` }, {}],
    proxied: [{ accessKey, secretKey }, { endpoint: 'https://modelarts.cn-north-4.myhuaweicloud.com' }],
  };
  const agency = { name: 'simulated-agency', domainName };
  for (const [name, [values, spec]] of Object.entries(ways)) {
    await world.secret(`${name}-keys`, values);
    const credentials = { secretRef: { name: `${name}-keys` }, ...(name === 'agency' && { agency }) };
    const { projectId, region } = world.simulator;
    await world.create('accounts', 'Account', name, {
      endpoint: url,
      region,
      projectId,
      credentials,
      ...spec,
    });
  }
  await world.account();
}

const told = (world: World, name: string) =>
  world.until('accounts', name, (one) => one?.status?.conditions !== undefined);

test('no secret is shown anywhere, whatever fails', { timeout: 180_000 }, async () => {
  const credentials = [
    { accessKey: 'PLANTEDACCESSKEY', secretKey: PLANTED.secretKey, userName: 'simulated-user' },
  ];
  const users = [{ name: 'simulated-user', password: PLANTED.password, domain: 'simulated-domain' }];
  await using world = await World.create({ credentials, users, durations: { ...STAGES, runningMs: 2_000 } });
  const { simulator } = world;
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  writeFileSync(join(folder, 'accessKey'), 'PLANTEDACCESSKEY');
  writeFileSync(join(folder, 'secretKey'), PLANTED.folderKey);
  const operator = world.start({
    allowedEndpoints: [simulator.url, '*.myhuaweicloud.com'],
    metrics: { host: '127.0.0.1', port: 0 },
    cloud: { httpsProxy: `http://user:${PLANTED.proxy}@127.0.0.1:9` },
    account: {
      endpoint: simulator.url,
      project: { id: simulator.projectId },
      credentials: { kind: 'folder', path: folder },
    },
    accountNamespaces: [world.namespace],
  });
  await operator.leading;

  // Before there is an Account "default" the operator's own one is used, whose key is wrong.
  await world.network('ml-net');
  await world.until('networks', 'ml-net', (one) => holds(one, 'Stalled'));
  await accounts(world);
  await told(world, 'wrong');
  await told(world, 'temporary');
  await told(world, 'broken');
  await told(world, 'proxied');
  await world.until('networks', 'ml-net', (one) => holds(one, 'Ready'), 60);

  // What the cloud repeats in a refusal, and a program of the user's in its last words.
  const everything = Object.values(PLANTED).join(' ');
  const { environment, variable, secretKey, password } = PLANTED;
  for (const operation of [
    'createTrainingJob',
    'createService',
    'createModel',
    'createAlgorithm',
    'createWorkflow',
  ])
    simulator.faults.add(refusal(operation, `${secretKey} ${environment} ${variable}`));
  simulator.faults.add(refusal('createPool', secretKey));
  simulator.faults.add(refusal('updateTrainingJob', secretKey));
  simulator.faults.add(refusal('keystoneCreateUserTokenByPassword', password, 401));
  simulator.outcome(/^doomed/, 'Failed', { exitCode: 3, message: `cannot log in with ${environment}` });
  simulator.outcome(/^tmpl/, 'Failed', { message: everything });

  await world.secret('hf', { token: environment, variable });
  const valueFrom = { secretKeyRef: { name: 'hf', key: 'token' } };
  const environments = [
    { name: 'TOKEN', valueFrom },
    { name: 'OPEN', value: IN_THE_OPEN },
  ];
  const algorithm = { ...(sampleSpec().algorithm as object), environments };
  const lab = { jupyterLab: { enabled: true }, writeEndpointsTo: { secretName: 'endpoints' } };
  await world.job('resnet', { algorithm, ...lab });
  await world.job('doomed', { algorithm });
  await world.algorithm('malgo');
  await world.model('mmodel');
  await world.create('pools', 'Pool', 'mpool', {
    scope: ['Train'],
    networkRef: { name: 'ml-net' },
    resources: [{ flavor: 'modelarts.vm.gpu.v100', count: 1 }],
  });
  await world.nodePool('mnp', { poolRef: { name: 'mpool' } });
  await world.workflow('nightly');
  await world.run('one', {
    ...specOf('workflowrun'),
    parameters: undefined,
    workflowRef: { name: 'nightly' },
  });
  const envs = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'variable' } } }];
  const served = {
    name: 'stable',
    modelRef: { name: 'mmodel' },
    weight: 100,
    specification: 'modelarts.vm.cpu.2u',
    envs,
  };
  await world.create('modelservices', 'ModelService', 'msvc', { inferType: 'real-time', variants: [served] });

  // A refusal that only a changed spec can turn is asked for anew.
  for (const [plural, name] of [
    ['trainingjobs', 'resnet'],
    ['trainingjobs', 'doomed'],
    ['algorithms', 'malgo'],
    ['models', 'mmodel'],
    ['pools', 'mpool'],
    ['workflows', 'nightly'],
    ['modelservices', 'msvc'],
  ] as const) {
    const again = { metadata: { annotations: { 'modelarts.huaweicloud.com/reconcile-at': 'now' } } };
    const done = world.until(
      plural,
      name,
      (one) => one?.status?.remote !== undefined || holds(one, 'Stalled'),
      60,
    );
    if (!(await done)?.status?.remote) await world.patch(plural, name, again);
  }
  await world.until('trainingjobs', 'doomed', (job) => holds(job, 'Failed'), 60);
  await world.until(
    'trainingjobs',
    'resnet',
    (job) => job?.status?.endpoints !== undefined || holds(job, 'Complete'),
    60,
  );
  await world.until('modelservices', 'msvc', (one) => one?.status?.remote !== undefined, 90);
  simulator.faults.add(refusal('patchService', variable));
  simulator.faults.add(refusal('getTrainingJob', secretKey));
  await world.patchSecret('hf', { variable: `${variable}2` });
  await world.until('modelservices', 'msvc', (one) => holds(one, 'Stalled') || !holds(one, 'Ready'), 60);
  const endpoints = await world.rest.json<{ data?: Record<string, string> }>({
    ...{ method: 'GET', path: `/api/v1/namespaces/${world.namespace}/secrets/endpoints`, signal },
  });
  const written = Object.entries(endpoints.data ?? {}).filter(([name]) => /Token/.test(name));
  const tokens = Object.fromEntries(written.map(([name, value]) => [name, atob(value)]));
  const kubeconfig = JSON.parse(readFileSync(inject('controlPlane').kubeconfig, 'utf8'));
  const secrets = { ...PLANTED, ...tokens, kubeconfig: kubeconfig.users[0].user.token as string };

  const objects = await shown(world);
  const metrics = await metricsOf(operator);
  for (const name of ['resnet', 'doomed', 'mmodel', 'nightly', 'msvc', 'mpool'])
    await world.remove(
      KINDS.find(({ shortName }) => shortName === name)?.plural ??
        (name === 'nightly' ? 'workflows' : 'trainingjobs'),
      name,
    );
  await world.until('trainingjobs', 'resnet', (one) => one === undefined, 60);
  const log = operator.log.join('');
  const after = await shown(world);
  rmSync(folder, { recursive: true });

  for (const [where, text] of Object.entries({ objects, metrics, log, after }))
    expect(`${where}: ${found(text, secrets).join()}`).toBe(`${where}: `);

  // The search can fail: what is written in the open is found, and so are the words around what was blanked out.
  expect(found(objects, { open: IN_THE_OPEN })).toEqual(['open']);
  expect(objects).toContain('cannot log in with ***');
  expect(objects).toMatch(/bad: [^"]*\*\*\*/);
  expect(log).toContain('resnet');
  expect(metrics).toContain('kind="TrainingJob"');
});

test.each(Object.entries(PLANTED))(
  'the search finds %s as it is, in JSON, in a URL and in base64',
  (name, value) => {
    const ways = [
      value,
      JSON.stringify([value]),
      JSON.stringify(JSON.stringify(value)),
      encodeURIComponent(value),
      btoa(encodeURIComponent(value)) && Buffer.from(value).toString('base64'),
    ];
    for (const text of ways) expect(found(`x${text}y`, PLANTED)).toContain(name);
  },
);
