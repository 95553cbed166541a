import { expect, test } from 'vitest';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';
import { play } from './playExample.ts';
import { EXAMPLES } from './trainingExamples.gen.ts';

test.each(EXAMPLES)('the example of $section, $operation, is accepted', async (example) => {
  const { status, answer, call } = await play(example);
  expect(status, answer).toBeLessThan(300);
  expect(call).toMatchObject({ operation: example.operation, status });
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
