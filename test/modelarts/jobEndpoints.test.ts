import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseEndpoints } from '../../operator/modelarts/jobEndpoints.ts';
import { read, simulated, UNTIL_RUNNING } from './simulated.ts';

const ssh = (url: unknown, task: unknown = 'worker-0') =>
  parseEndpoints({ ssh: { task_urls: [{ task, url }] } })?.ssh[0];

describe('an SSH address', () => {
  test.each<[string, { user?: string; host?: string; port?: number }]>([
    ['ssh://ma-user@dev.example.com:30022', { user: 'ma-user', host: 'dev.example.com', port: 30_022 }],
    ['ma-user@10.0.0.1:22', { user: 'ma-user', host: '10.0.0.1', port: 22 }],
    ['dev.example.com:22', { host: 'dev.example.com', port: 22 }],
    ['ssh://dev.example.com/', { host: 'dev.example.com' }],
    ['ssh://root:word@[fe80::1]:22', { user: 'root', host: '[fe80::1]', port: 22 }],
    ['somewhere, ask a colleague', {}],
  ])('%s is taken apart as far as it can be', (url, expected) => {
    const { user, host, port, url: whole } = ssh(url) ?? {};
    expect({ user, host, port }).toEqual(expected);
    expect(whole?.reveal()).toBe(url);
  });

  test.each([[undefined], [null], [''], [7], [{}]])('%j is none', (url) => {
    expect(ssh(url)).toBeUndefined();
  });
});

describe('the address of an application', () => {
  test.each([
    ['https://lab.example.com/lab', 'https://lab.example.com/lab'],
    ['https://user:word@lab.example.com:8443/lab?token=word#token=word', 'https://lab.example.com:8443/lab'],
    ['javascript:alert(1)', undefined],
    ['lab', undefined],
  ])('%s is shown as %s, without what may give access', (url, address) => {
    const { jupyterLab } = parseEndpoints({ jupyter_lab: { url, token: 'word' } }) ?? {};
    expect(jupyterLab).toMatchObject(address === undefined ? {} : { address });
    expect(jupyterLab?.address).toBe(address);
    expect([jupyterLab?.url.reveal(), jupyterLab?.token?.reveal()]).toEqual([url, 'word']);
    expect(inspect(jupyterLab, { depth: 9 }) + JSON.stringify(jupyterLab)).not.toContain('word');
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'ssh'],
  ['key pairs alone', { ssh: { key_pair_names: ['a'] } }],
  ['no addresses', { ssh: { task_urls: null }, jupyter_lab: {}, tensorboard: null }],
  ['other shapes', { ssh: [1], jupyter_lab: { url: 7 }, tensorboard: 'x' }],
])('%s leads nowhere', (_, wire) => {
  expect(parseEndpoints(wire)).toBeUndefined();
});

test('a job that runs tells where to reach it, by id and in a list, and no print of it holds a token', async () => {
  await using world = await simulated();
  const annotations = { 'jupyter-lab/enable': 'true', 'tensorboard/enable': 'true' };
  const id = await world.job({
    metadata: { annotations },
    endpoints: { ssh: { key_pair_names: ['mine'] } },
  });
  const { trainingJobs } = world.client;
  expect((await trainingJobs.get(id, read())).endpoints).toBeUndefined();
  world.advance(UNTIL_RUNNING);
  const job = await trainingJobs.get(id, read());
  expect(job).toMatchObject({
    annotations,
    endpoints: {
      ssh: [{ task: 'worker-0', user: 'ma-user', port: 30_000 }],
      jupyterLab: { address: expect.stringMatching(/^https:/) },
      tensorboard: { address: expect.stringMatching(/^https:/) },
      mindStudioInsight: undefined,
    },
  });
  const token = job.endpoints?.jupyterLab?.token?.reveal() ?? '';
  expect(token).toMatch(/^[0-9a-f]{16}$/);
  expect(inspect(job, { depth: 9 }) + JSON.stringify(job)).not.toContain(token);
  expect(JSON.stringify(await trainingJobs.search({}, read()))).toBe(JSON.stringify([job]));
});
