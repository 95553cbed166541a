import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, type Difference, jobRequest } from './caller.ts';

let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  simulator = await startSimulator();
  call = caller(simulator);
});
afterAll(() => simulator.stop());

type Row = [
  what: string,
  method: string,
  path: string,
  body: unknown,
  different: Difference,
  status: number,
  code: string,
  said: RegExp,
];

const whole = jobRequest('whole');
const algorithm = (change: object) => jobRequest('whole', { algorithm: { ...whole.algorithm, ...change } });
const instead = (other: object) => jobRequest('whole', { algorithm: other });
const image = { engine: { image_url: 'org/image:1' }, command: 'sh run.sh' };
const wrongKey = { accessKey: 'NOBODY', secretKey: 'x' };
const wrongSecret = { accessKey: 'SIMULATEDACCESSKEY', secretKey: 'wrong' };

const search = (what: string, body: unknown, code: number, said: RegExp): Row => [
  what,
  'POST',
  '/training-job-searches',
  body,
  {},
  400,
  `ModelArts.${code}`,
  said,
];

const rows: Row[] = [
  ['an unknown path', 'GET', '/nothing', undefined, {}, 404, 'ModelArts.2836', /GET .*nothing/],
  [
    'a path with a slash too many',
    'GET',
    '/training-jobs/',
    undefined,
    {},
    404,
    'ModelArts.2836',
    /training-jobs\//,
  ],
  [
    'a method that the path does not have',
    'PATCH',
    '/training-jobs/a',
    undefined,
    {},
    405,
    'ModelArts.2803',
    /PATCH/,
  ],
  [
    'an unknown access key',
    'GET',
    '/training-jobs/a',
    undefined,
    { key: wrongKey },
    401,
    'APIG.0301',
    /access key does not exist/,
  ],
  [
    'a wrong secret key',
    'GET',
    '/training-jobs/a',
    undefined,
    { key: wrongSecret },
    401,
    'APIG.0301',
    /verify aksk signature fail/,
  ],
  [
    'the project of somebody else',
    'GET',
    '/v2/other/training-jobs/a',
    undefined,
    {},
    404,
    'ModelArts.2786',
    /project/,
  ],
  [
    'an unknown query parameter',
    'GET',
    '/training-jobs/a?verbose=1',
    undefined,
    {},
    400,
    'ModelArts.2764',
    /verbose/,
  ],
  [
    'a job that never was',
    'GET',
    '/training-jobs/a',
    undefined,
    {},
    400,
    'ModelArts.2775',
    /no training job a/,
  ],
  ['a body where none belongs', 'DELETE', '/training-jobs/a', {}, {}, 400, 'ModelArts.2788', /no body/],
  [
    'a wrong content type',
    'POST',
    '/training-jobs',
    whole,
    { headers: { 'content-type': 'text/plain' } },
    400,
    'ModelArts.2787',
    /application\/json/,
  ],
  [
    'an unknown action',
    'POST',
    '/training-jobs/a/actions',
    {},
    {},
    400,
    'ModelArts.2788',
    /action_type is missing/,
  ],
  [
    'a description of 257 characters in an update',
    'PUT',
    '/training-jobs/a',
    { description: 'x'.repeat(257) },
    {},
    400,
    'ModelArts.2816',
    /description/,
  ],
  search('a page of 51', { limit: 51 }, 2816, /limit/),
  search('a page of none', { limit: 0 }, 2816, /limit/),
  search('a page before the first', { offset: -1 }, 2816, /offset/),
  search('another order', { order: 'up' }, 2788, /order/),
  search('another sort', { sort_by: 'name' }, 2790, /sort_by/),
  search(
    'a filter by an unknown key',
    { filters: [{ key: 'toString', operator: 'in', value: ['a'] }] },
    2807,
    /filters\[0\]\.key/,
  ),
  search(
    'a filter by an unknown operator',
    { filters: [{ key: 'name', operator: 'is', value: ['a'] }] },
    2808,
    /filters\[0\]\.operator/,
  ),
  search(
    'a range with one end',
    { filters: [{ key: 'create_time', operator: 'between', value: ['1'] }] },
    2809,
    /filters\[0\]\.value/,
  ),
  search(
    'a range of words',
    { filters: [{ key: 'create_time', operator: 'between', value: ['a', 'b'] }] },
    2809,
    /filters\[0\]\.value/,
  ),
  [
    'a page of 51 in the query',
    'POST',
    '/training-job-searches?limit=51',
    {},
    {},
    400,
    'ModelArts.2764',
    /limit/,
  ],
];

test.each(rows)(
  '%s is refused by code and name',
  async (_what, method, path, body, different, status, code, said) => {
    const made = simulator.audit.jobs().length;
    const reply = await call(method, path, body, different);
    expect(reply.body).toMatchObject({ error_code: code, error_msg: expect.stringMatching(said) });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('x-request-id')).toBe(simulator.audit.calls.at(-1)?.requestId);
    expect(simulator.audit.calls.at(-1)).toMatchObject({ status, errorCode: code });
    expect(simulator.audit.jobs()).toHaveLength(made);
  },
);

test('an error has the three fields of section 6.8', async () => {
  const { body } = await call('POST', '/training-jobs', instead({}));
  expect(Object.keys(body)).toEqual(['error_msg', 'error_code', 'error_solution']);
});

test('a refusal names the environment variable, never its value', async () => {
  const { text } = await call(
    'POST',
    '/training-jobs',
    algorithm({ environments: { TOKEN: `hunter2${'x'.repeat(4096)}` } }),
  );
  expect(text).toContain('TOKEN');
  expect(text).not.toContain('hunter2');
});

test('a request without Authorization is refused in the words of the gateway, with its request id', async () => {
  const response = await fetch(`${simulator.url}/v2/${simulator.projectId}/training-jobs/a`);
  const body = (await response.json()) as Record<string, string>;
  expect(response.status).toBe(401);
  expect(body).toEqual({
    error_code: 'APIG.0301',
    error_msg: expect.stringContaining('Authorization header is missing'),
    request_id: response.headers.get('x-request-id'),
  });
});

test('a name that exists is refused', async () => {
  expect((await call('POST', '/training-jobs', jobRequest('twice'))).status).toBe(201);
  expect(await call('POST', '/training-jobs', jobRequest('twice'))).toMatchObject({
    status: 400,
    body: { error_code: 'ModelArts.2751', error_msg: expect.stringContaining('twice') },
  });
});

test.each([
  ['a custom image', { ...image }],
  ['a custom image with a code directory', { ...image, code_dir: '/bucket/code/' }],
  ['a subscription', { subscription_id: 'a', item_version_id: 'b' }],
  [
    'an engine by id',
    { ...whole.algorithm, engine: { engine_id: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64' } },
  ],
  ['code with its scheme, boot file without', { ...whole.algorithm, code_dir: 'obs://ml-bucket/resnet' }],
  [
    'code on the local file system',
    { ...whole.algorithm, code_dir: 'file:///code', boot_file: 'file:///code/a.py' },
  ],
])('%s is accepted', async (what, form) => {
  const name = what.replace(/[ ,]/g, '_');
  expect((await call('POST', '/training-jobs', jobRequest(name, { algorithm: form }))).status).toBe(201);
});
