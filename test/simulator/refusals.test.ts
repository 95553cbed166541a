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
const resource = (other: object) => jobRequest('whole', { spec: { resource: other } });
const spec = (change: object) => jobRequest('whole', { spec: { ...whole.spec, ...change } });
const metadata = (change: object) => jobRequest('whole', { metadata: { ...whole.metadata, ...change } });
const input = (remote: object, name = 'data_url') => ({ name, remote });
const obs = (obs_url: string) => ({ obs: { obs_url } });
const image = { engine: { image_url: 'org/image:1' }, command: 'sh run.sh' };
const wrongKey = { accessKey: 'NOBODY', secretKey: 'x' };
const wrongSecret = { accessKey: 'SIMULATEDACCESSKEY', secretKey: 'wrong' };
const variables = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}`, '']));

const create = (what: string, body: unknown, code: number, said: RegExp): Row => [
  what,
  'POST',
  '/training-jobs',
  body,
  {},
  400,
  `ModelArts.${code}`,
  said,
];
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

  create('no body', undefined, 2787, /missing/),
  create('a body that is no JSON', '{"kind":', 2787, /no JSON/),
  create('a body that is a list', [], 2825, /the body must be object/),
  create('an unknown field', { ...whole, extra: 1 }, 2788, /unknown field extra/),
  create(
    'an unknown field deep inside',
    resource({ flavor_id: 'x', nodes: 1 }),
    2788,
    /unknown field spec\.resource\.nodes/,
  ),
  create('a missing field', { kind: 'job' }, 2788, /metadata is missing/),
  create(
    'a field of the wrong type',
    resource({ flavor_id: 'x', node_count: '1' }),
    2825,
    /spec\.resource\.node_count must be integer/,
  ),
  create(
    'a number beyond 32 bits',
    resource({ flavor_id: 'x', node_count: 2 ** 31 }),
    2816,
    /spec\.resource\.node_count/,
  ),
  create(
    'a field in a list',
    algorithm({ parameters: [{ name: 'a' }, { name: 1 }] }),
    2825,
    /algorithm\.parameters\[1\]\.name must be string/,
  ),
  create('an empty name', metadata({ name: '' }), 2816, /metadata\.name/),
  create('a name of 65 characters', metadata({ name: 'x'.repeat(65) }), 2816, /metadata\.name/),
  create('a name with a dot', metadata({ name: 'a.b' }), 2788, /metadata\.name must match pattern/),
  create(
    'a description of 257 characters',
    metadata({ description: 'x'.repeat(257) }),
    2816,
    /metadata\.description/,
  ),
  create('another kind', { ...whole, kind: 'service' }, 2788, /kind must be one of job/),
  create('tasks, which are not implemented', { ...whole, tasks: [{ role: 'worker' }] }, 2788, /tasks/),
  create(
    'no algorithm',
    { kind: 'job', metadata: { name: 'a' }, spec: whole.spec },
    2788,
    /algorithm is missing/,
  ),
  create('an algorithm in no form', instead({}), 2806, /exactly one form/),
  create('an algorithm in two forms', algorithm({ id: 'x' }), 2806, /exactly one form/),
  create('half a subscription', instead({ subscription_id: 'x' }), 2788, /item_version_id/),
  create('a command without an image', instead({ command: 'sh' }), 2806, /image_url/),
  create('an image without a command', instead({ engine: image.engine }), 2806, /command/),
  create(
    'a boot file without its directory',
    instead({ boot_file: '/bucket/a.py' }),
    2757,
    /code_dir is missing/,
  ),
  create('a directory without a boot file', instead({ code_dir: '/bucket/' }), 2758, /boot_file is missing/),
  create(
    'a boot file outside its directory',
    algorithm({ boot_file: '/ml-bucket/other/train.py' }),
    2758,
    /must lie in/,
  ),
  create(
    'a boot file beside a directory of the same beginning',
    algorithm({ boot_file: '/ml-bucket/resnet2/train.py' }),
    2758,
    /must lie in/,
  ),
  create(
    'a code directory that is no path',
    algorithm({ code_dir: 'ml-bucket/resnet' }),
    2791,
    /algorithm\.code_dir/,
  ),
  create(
    'a code directory that climbs',
    algorithm({ code_dir: '/ml-bucket/../x/' }),
    2791,
    /algorithm\.code_dir/,
  ),
  create(
    'code without an engine',
    instead({ code_dir: '/bucket/', boot_file: '/bucket/a.py' }),
    2780,
    /engine is missing/,
  ),
  create(
    'an engine named in two ways',
    algorithm({ engine: { engine_id: 'a', engine_name: 'b', engine_version: 'c' } }),
    2788,
    /give one of engine_id/,
  ),
  create(
    'an engine that does not exist',
    algorithm({ engine: { engine_name: 'Theano', engine_version: '1' } }),
    2780,
    /Theano/,
  ),
  create(
    'an engine without its version',
    algorithm({ engine: { engine_name: 'PyTorch' } }),
    2780,
    /engine_version/,
  ),
  create(
    'a parameter named twice',
    algorithm({ parameters: [{ name: 'epochs' }, { name: 'epochs' }] }),
    2767,
    /epochs twice/,
  ),
  create(
    'a parameter without a name',
    algorithm({ parameters: [{ value: '1' }] }),
    2788,
    /parameters\[0\]\.name/,
  ),
  create('an input without data', algorithm({ inputs: [input({})] }), 2854, /inputs\[0\]\.remote/),
  create(
    'an input from two sources',
    algorithm({ inputs: [input({ ...obs('/bucket/a/'), dataset: { id: 'a', version_id: 'b' } })] }),
    2854,
    /inputs\[0\]/,
  ),
  create(
    'an input that is no path',
    algorithm({ inputs: [input(obs('s3://bucket/a/'))] }),
    2791,
    /inputs\[0\]\.remote\.obs\.obs_url/,
  ),
  create(
    'an output that is no path',
    algorithm({ outputs: [input(obs('/B/x'), 'train_url')] }),
    2791,
    /outputs\[0\]\.remote\.obs\.obs_url/,
  ),
  create(
    'an input and an output of one name',
    algorithm({ inputs: [input(obs('/bucket/a/'))], outputs: [input(obs('/bucket/b/'))] }),
    2753,
    /data_url/,
  ),
  create('101 environment variables', algorithm({ environments: variables(101) }), 2816, /100 variables/),
  create(
    'an environment variable that begins with a digit',
    algorithm({ environments: { '1A': '' } }),
    2788,
    /1A is no name/,
  ),
  create(
    'an environment variable of 8193 characters',
    algorithm({ environments: { ['A'.repeat(8193)]: '' } }),
    2816,
    /8192/,
  ),
  create(
    'an environment value of 4097 characters',
    algorithm({ environments: { A: 'x'.repeat(4097) } }),
    2816,
    /environments\.A .*4096/,
  ),
  create(
    'an environment value that is a number',
    algorithm({ environments: { A: 1 } }),
    2825,
    /environments\.A/,
  ),
  create(
    'a local code directory outside /home',
    algorithm({ local_code_dir: '/homework' }),
    2857,
    /below \/home/,
  ),
  create(
    'a summary without its directory',
    algorithm({ summary: { log_type: 'tensorboard' } }),
    2788,
    /log_dir is missing/,
  ),
  create('neither flavor nor pool', resource({ node_count: 1 }), 2788, /flavor_id, or pool_id/),
  create(
    'a flavor that does not exist',
    resource({ flavor_id: 'modelarts.vm.gpu.x' }),
    2781,
    /modelarts\.vm\.gpu\.x/,
  ),
  create(
    'a public flavor in a pool',
    resource({ flavor_id: 'modelarts.vm.gpu.v100', pool_id: 'p' }),
    2781,
    /flavor_id/,
  ),
  create(
    'a pool’s flavor without a pool',
    resource({ flavor_id: 'modelarts.pool.visual.xlarge' }),
    2781,
    /flavor_id/,
  ),
  create(
    'a flavor in a pool of CPUs',
    resource({ flavor_id: 'modelarts.pool.visual.xlarge', pool_id: 'pool-cpu-1' }),
    2781,
    /flavor_id/,
  ),
  create('no node', resource({ flavor_id: 'modelarts.vm.gpu.v100', node_count: 0 }), 2816, /node_count/),
  create(
    'more nodes than there are',
    resource({ flavor_id: 'modelarts.vm.gpu.v100', node_count: 1025 }),
    2793,
    /node_count/,
  ),
  create(
    'a log path that is none',
    spec({ log_export_path: { obs_url: 'logs' } }),
    2791,
    /spec\.log_export_path\.obs_url/,
  ),
  create(
    'an automatic stop in minutes',
    spec({ auto_stop: { time_unit: 'MINUTES', duration: 1 } }),
    2788,
    /time_unit must be one of HOURS/,
  ),
  create(
    'an automatic stop after no time',
    spec({ auto_stop: { time_unit: 'HOURS', duration: 0 } }),
    2816,
    /auto_stop\.duration/,
  ),
  create(
    'hyperinstances without a group size',
    spec({ schedule_policy: { required_affinity: { affinity_type: 'hyperinstance' } } }),
    2788,
    /affinity_group_size/,
  ),

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
