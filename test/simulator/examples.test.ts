import { expect, test } from 'vitest';
import { manualClock } from '../../operator/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';
import { EXAMPLES } from './trainingExamples.gen.ts';

/** Hyperparameters of the examples of 6.17 to 6.20. */
const search_params = [
  { name: 'batch_size', discrete_values: ['16', '32', '64'] },
  { name: 'learning_rate', lower_bound: '0.001', upper_bound: '0.1' },
];
const EXISTING_ID = '3f5d6706-7b67-408d-8ba0-ec08048c45ed';

/**
 * A simulator in which there is what the examples speak of: a job that searches, can be debugged and runs, an image
 * saved from it, and an algorithm.
 */
async function furnished(operation: string) {
  const clock = manualClock();
  const simulator = await startSimulator({ clock });
  const call = caller(simulator);
  const algorithm = await call('POST', '/algorithms', { metadata: { name: 'existing' } });
  const { algorithm: plain } = jobRequest('');
  const auto_search = { reward_attrs: [{ name: 'acc', mode: 'max', regex: 'x' }], search_params };
  const job = await call(
    'POST',
    '/training-jobs',
    jobRequest('searches', {
      metadata: { name: 'searches', annotations: { 'jupyter-lab/enable': 'true' } },
      algorithm: { ...plain, policies: { auto_search } },
    }),
  );
  clock.advance(200_000);
  const id: string = job.body.metadata.id;
  const image = { name: 'other', namespace: 'dev', tag: '1' };
  if (operation === 'getTrainingJobSaveImageJob')
    await call('POST', `/training-jobs/${id}/tasks/worker-0/save-image-job`, image);
  const trials = await call('GET', `/training-jobs/${id}/autosearch-trials`);
  const trial: string = trials.body.items.data[0][4];
  return { simulator, algorithm: algorithm.body.metadata.id as string, job: id, trial };
}

/** A token instead of a signature: the queries of the examples are neither sorted nor escaped as signing wants. */
async function tokenOf({ url, user, projectId }: Simulator): Promise<string> {
  const { name = '', password = '', domain = '' } = user ?? {};
  const identity = {
    methods: ['password'],
    password: { user: { name, password, domain: { name: domain } } },
  };
  const response = await fetch(`${url}/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity, scope: { project: { id: projectId } } } }),
  });
  return response.headers.get('x-subject-token') ?? '';
}

/**
 * The one exception to "word for word": the ids of the examples are those of somebody's resources, so that each is
 * replaced by the id of one that exists, of the same kind.
 */
test.each(EXAMPLES)('the example of $section, $operation, is accepted', async ({ operation, line, body }) => {
  const { simulator, algorithm, job, trial } = await furnished(operation);
  await using _ = simulator;
  const [method = '', template = ''] = line.split(' ');
  const target = template
    .replace(/(?<=\/algorithms\/)[^/?]+/, algorithm)
    .replace(/(?<=\/(training-jobs|trainJob|modelarts-trainJob)\/)(?!autosearch)[^/?]+/, job)
    .replace(/(?<=\/(autosearch-trials|autosearch-trial-earlystop)\/)[^/?]+/, trial)
    .replace('{project_id}', simulator.projectId);
  const text = JSON.stringify(body)?.replace(EXISTING_ID, algorithm);
  const response = await fetch(`${simulator.url}${target}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-auth-token': await tokenOf(simulator) },
    ...(text && { body: text }),
  });
  const answer = await response.text();
  expect(response.status, answer).toBeLessThan(300);
  expect(simulator.audit.calls.at(-1)).toMatchObject({ operation, status: response.status });
});

test('every operation of the chapter has an example', () => {
  expect(new Set(EXAMPLES.map(({ operation }) => operation)).size).toBe(31);
});

const bodyOf = (section: string, index = 0) =>
  EXAMPLES.filter((example) => example.section === section)[index]?.body as Record<string, object>;

test('the second example of 6.8 is answered with the whole job', async () => {
  await using simulator = await startSimulator();
  const example = bodyOf('6.8', 1);
  const { algorithm = {}, spec, metadata } = example;
  const { status, body, headers } = await caller(simulator)('POST', '/training-jobs', example);
  expect(status).toBe(201);
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
  const { policies: _, ...echoed } = algorithm as { policies?: unknown };
  expect(body).toMatchObject({
    kind: 'job',
    metadata: {
      ...metadata,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      workspace_id: '0',
      user_name: 'simulated-user',
    },
    status: {
      phase: 'Creating',
      secondary_phase: 'Creating',
      duration: 0,
      start_time: 0,
      node_count_metrics: null,
      tasks: ['worker-0'],
    },
    algorithm: echoed,
    spec,
  });
});

test('the examples of 6.9 to 6.12 read, update, terminate and delete a job', async () => {
  await using simulator = await startSimulator();
  const call = caller(simulator);
  const made = await call('POST', '/training-jobs', jobRequest('whole-life'));
  const path = `/training-jobs/${made.body.metadata.id}`;
  expect(await call('GET', path)).toMatchObject({
    status: 200,
    body: { metadata: { name: 'whole-life', description: '' } },
  });
  expect(await call('PUT', path, bodyOf('6.10'))).toMatchObject({ status: 200, text: 'null' });
  expect((await call('GET', path)).body.metadata.description).toBe('hahaha');
  const ended = await call('POST', `${path}/actions`, bodyOf('6.12'));
  expect(ended).toMatchObject({ status: 202, body: { status: { phase: 'Terminating' } } });
  expect(await call('DELETE', path)).toMatchObject({ status: 202, text: '""' });
  expect(await call('GET', path)).toMatchObject({ status: 400, body: { error_code: 'ModelArts.2775' } });
});

test('the filters of the example of 6.16 filter nothing where their values are empty', async () => {
  await using simulator = await startSimulator();
  const call = caller(simulator);
  await call('POST', '/training-jobs', jobRequest('my-trainjob-1'));
  const debugged = { metadata: { name: 'trainjob-2', annotations: { 'jupyter-lab/enable': 'true' } } };
  await call('POST', '/training-jobs', jobRequest('', debugged));
  const example = bodyOf('6.16') as { filters?: object[] };
  const anyRuntime = { ...example, filters: example.filters?.slice(0, -1) };
  const found = async (body: object) =>
    (await call('POST', '/training-job-searches?limit=1', body)).body as { count: number };
  expect(await found(anyRuntime)).toMatchObject({ count: 2, limit: 1 });
  expect(await found(example)).toMatchObject({ count: 1, items: [{ metadata: { name: 'trainjob-2' } }] });
});
