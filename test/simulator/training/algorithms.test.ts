import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '../../../operator/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller, jobRequest } from '../caller.ts';
import { noon, refused } from './oneJob.ts';

const clock = manualClock(noon);
let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeEach(async () => {
  simulator = await startSimulator({ clock });
  call = caller(simulator);
});
afterEach(() => simulator.stop());

const job_config = {
  code_dir: '/bucket/code/',
  boot_file: '/bucket/code/train.py',
  engine: { engine_name: 'PyTorch', engine_version: 'PyTorch-1.3.0-python3.6' },
  parameters: [
    { name: 'epochs', value: '10' },
    { name: 'rate', value: '0.1' },
  ],
};
const request = (name: string, change: object = {}) => ({ metadata: { name }, job_config, ...change });
const make = async (name: string, change: object = {}) =>
  (await call('POST', '/algorithms', request(name, change))).body.metadata.id as string;

test('an algorithm is created, read, updated and deleted', async () => {
  const created = await call('POST', '/algorithms', request('resnet'));
  const tree = { name: 'code/', children: [{ name: 'train.py' }] };
  const metadata = { name: 'resnet', description: '', user_name: 'simulated-user', workspace_id: '0' };
  expect(created).toMatchObject({
    status: 201,
    body: { metadata, job_config: { ...job_config, code_tree: tree } },
  });
  const path = `/algorithms/${created.body.metadata.id}`;
  expect(await call('GET', path)).toMatchObject({ status: 200, body: created.body });
  clock.advance(1000);
  const described = { name: 'resnet', description: 'better' };
  const updated = await call('PUT', path, { metadata: described });
  expect(updated).toMatchObject({
    status: 201,
    body: { metadata: { ...described, update_time: clock.now() }, job_config: { code_dir: '/bucket/code/' } },
  });
  expect((await call('GET', path)).body).toEqual(updated.body);
  expect(await call('DELETE', path)).toMatchObject({ status: 202, text: 'null' });
  expect(await call('GET', path)).toMatchObject(refused(400, 'ModelArts.2755'));
  expect(simulator.audit.resources()).toMatchObject([
    { kind: 'algorithm', name: 'resnet', deletedBy: 'simulated-user', history: [{}, { what: 'update' }, {}] },
  ]);
  expect(simulator.audit.calls[0]).toMatchObject({
    resource: path.slice(1).replace('algorithms', 'algorithm'),
  });
});

test.each([
  ['the newest first', '', ['b', 'ab', 'a'], 3, 3],
  ['ascending', '?order=asc', ['a', 'ab', 'b'], 3, 3],
  ['by items', '?limit=1&offset=1', ['ab'], 3, 3],
  ['by a part of the name', '?searches=name%3AA', ['ab', 'a'], 3, 2],
  ['of another workspace', '?workspace_id=w', ['w'], 1, 1],
])('algorithms are listed %s', async (_name, query, expected, total, count) => {
  for (const name of ['a', 'ab', 'b']) await make(name);
  await make('w', { metadata: { name: 'w', workspace_id: 'w' } });
  const { status, body } = await call('GET', `/algorithms${query}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ total, count });
  expect(body.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual(expected);
});

test.each([
  ['uuid', expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ['integer', 1],
] as const)('the id of an algorithm is a %s', async (form, expected) => {
  simulator.behaviours['algorithm.id'] = form;
  const { body } = await call('POST', '/algorithms', request('a'));
  expect(body.metadata.id).toEqual(expected);
  expect((await call('GET', `/algorithms/${body.metadata.id}`)).status).toBe(200);
  const { id } = body.metadata;
  expect((await call('PUT', `/algorithms/${id}`, { metadata: { id, name: 'a' } })).status).toBe(201);
});

test('a job by the id of an algorithm takes from it what it does not say itself', async () => {
  const id = await make('resnet');
  const parameters = [{ name: 'epochs', value: '99' }];
  const { status, body } = await call(
    'POST',
    '/training-jobs',
    jobRequest('job', { algorithm: { id, parameters } }),
  );
  expect(status).toBe(201);
  const { code_dir, boot_file, engine } = job_config;
  const merged = [job_config.parameters[1], parameters[0]];
  expect(body.algorithm).toEqual({ id, name: 'resnet', code_dir, boot_file, engine, parameters: merged });
  const filters = [{ key: 'algorithm_name', operator: 'like', value: ['res'] }];
  expect((await call('POST', '/training-job-searches', { filters })).body.count).toBe(1);
});

test('a job by the id of an algorithm that does not exist, or with parameters that it forbids, is refused', async () => {
  const job = (algorithm: object) => call('POST', '/training-jobs', jobRequest('job', { algorithm }));
  expect(await job({ id: 'nobody' })).toMatchObject(refused(400, 'ModelArts.2755', /nobody/));
  const id = await make('strict', { job_config: { ...job_config, parameters_customization: false } });
  expect(await job({ id, parameters: [{ name: 'depth', value: '1' }] })).toMatchObject(
    refused(400, 'ModelArts.2814', /depth/),
  );
  expect((await job({ id, parameters: [{ name: 'epochs', value: '1' }] })).status).toBe(201);
});

test('what requests and answers call by two names is answered by the one of the answers', async () => {
  const id = await make('a', {
    resource_requirements: [{ key: 'flavor_type', values: ['CPU'], operator: 'in' }],
  });
  const { body } = await call('GET', `/algorithms/${id}`);
  expect(body.resource_requirements).toEqual([{ key: 'flavor_type', value: ['CPU'], operator: 'in' }]);
  const words = { language: 'en-us', description: 'how often' };
  const parameters = [{ name: 'epochs', internationalization_description: words }];
  const updated = await call('PUT', `/algorithms/${id}`, { job_config: { parameters } });
  expect(updated.body.job_config.parameters).toEqual([{ name: 'epochs', i18n_description: words }]);
});

const config = (change: object) => ({ job_config: { ...job_config, ...change } });

test.each([
  ['no name', { metadata: undefined }, 2788, /metadata\.name is missing/],
  ['a boot file without its directory', { job_config: { boot_file: '/bucket/a.py' } }, 2757, /code_dir/],
  ['a directory without a boot file', { job_config: { code_dir: '/bucket/' } }, 2758, /boot_file/],
  ['a boot file outside its directory', config({ boot_file: '/bucket/other.py' }), 2758, /lie in/],
  ['a directory that is no path', config({ code_dir: 'code' }), 2791, /code_dir/],
  ['a command without an image', { job_config: { command: 'sh' } }, 2806, /image_url/],
  ['a parameter named twice', config({ parameters: [{ name: 'a' }, { name: 'a' }] }), 2767, /a twice/],
  [
    'an input and an output of one name',
    config({ inputs: [{ name: 'a' }], outputs: [{ name: 'a' }] }),
    2753,
    /name a/,
  ],
  [
    'an unknown requirement',
    { resource_requirements: [{ key: 'colour' }] },
    2788,
    /resource_requirements\[0\]\.key/,
  ],
  [
    'a requirement with another operator',
    { resource_requirements: [{ key: 'flavor_type', operator: 'not' }] },
    2788,
    /operator/,
  ],
  [
    'an indicator named twice',
    { advanced_config: { auto_search: { reward_attrs: [{ name: 'a' }, { name: 'a' }] } } },
    2824,
    /twice/,
  ],
  [
    'a search parameter without a name',
    { advanced_config: { auto_search: { search_params: [{}] } } },
    2826,
    /search_params\[0\]/,
  ],
])('an algorithm with %s is refused', async (_name, change, code, said) => {
  const reply = await call('POST', '/algorithms', request('a', change));
  expect(reply).toMatchObject(refused(400, `ModelArts.${code}`, said));
});

test('a name is taken once in a workspace', async () => {
  await make('a');
  const b = await make('b');
  expect(await call('POST', '/algorithms', request('a'))).toMatchObject(
    refused(400, 'ModelArts.2821', /name a/),
  );
  expect(await call('PUT', `/algorithms/${b}`, { metadata: { name: 'a' } })).toMatchObject(
    refused(400, 'ModelArts.2821'),
  );
  expect((await call('PUT', `/algorithms/${b}`, { metadata: { name: 'b' } })).status).toBe(201);
});

test.each([
  ['51 algorithms', '?limit=51', 2764, /limit must be <= 50/],
  ['no algorithms', '?limit=0', 2764, /limit/],
  ['half an algorithm', '?limit=1.5', 2764, /limit must be integer/],
  ['an offset that is no number', '?offset=first', 2764, /offset must be integer/],
  ['two limits', '?limit=1&limit=2', 2764, /limit is given twice/],
  ['another order', '?order=up', 2764, /order/],
  ['another sort', '?sort_by=name', 2790, /sort_by/],
  ['another search', '?searches=engine%3APyTorch', 2789, /name:part/],
  ['what nobody knows', '?colour=red', 2764, /unknown query parameter colour/],
])('a list with %s is refused', async (_name, query, code, said) => {
  expect(await call('GET', `/algorithms${query}`)).toMatchObject(refused(400, `ModelArts.${code}`, said));
});

test('an experiment is made once by its name', async () => {
  const metadata = { name: 'test', description: 'demo' };
  const made = await call('POST', '/training-experiments/', { metadata });
  expect(made).toMatchObject({ status: 200, body: { metadata, statistic: { job_count: 0 } } });
  expect(await call('POST', '/training-experiments/', { metadata })).toMatchObject(
    refused(400, 'ModelArts.2841'),
  );
  const odd = { metadata: { name: 'a&b' } };
  expect(await call('POST', '/training-experiments/', odd)).toMatchObject(
    refused(400, 'ModelArts.2788', /special/),
  );
});
