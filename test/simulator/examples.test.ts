import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';
import { ACTION_EXAMPLE, EXAMPLES, SEARCH_EXAMPLE, UPDATE_EXAMPLE } from './examples.ts';

let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  simulator = await startSimulator();
  call = caller(simulator);
});
afterAll(() => simulator.stop());

test.each(Object.entries(EXAMPLES))(
  '%s is accepted and answered with the whole job',
  async (_name, example) => {
    const { status, body, headers } = await call('POST', '/training-jobs', example);
    expect(status).toBe(201);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(body).toMatchObject({
      kind: 'job',
      metadata: {
        ...example.metadata,
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
      algorithm: { parameters: example.algorithm.parameters, environments: example.algorithm.environments },
      spec: { resource: example.spec.resource },
    });
  },
);

test('the example of 6.9 reads a job, those of 6.10 to 6.12 update, terminate and delete it', async () => {
  const made = await call('POST', '/training-jobs', jobRequest('whole-life'));
  const path = `/training-jobs/${made.body.metadata.id}`;
  expect(await call('GET', path)).toMatchObject({
    status: 200,
    body: { metadata: { name: 'whole-life', description: '' } },
  });
  expect(await call('PUT', path, UPDATE_EXAMPLE)).toMatchObject({ status: 200, body: null, text: 'null' });
  expect((await call('GET', path)).body.metadata.description).toBe('hahaha');
  const ended = await call('POST', `${path}/actions`, ACTION_EXAMPLE);
  expect(ended).toMatchObject({ status: 202, body: { status: { phase: 'Terminating' } } });
  expect(await call('DELETE', path)).toMatchObject({ status: 202, text: '""' });
  expect(await call('GET', path)).toMatchObject({ status: 400, body: { error_code: 'ModelArts.2775' } });
});

test('the example of 6.16 is accepted with its ?limit=1, and empty filter values filter nothing', async () => {
  await call('POST', '/training-jobs', jobRequest('my-trainjob-1'));
  const without = { ...SEARCH_EXAMPLE, filters: SEARCH_EXAMPLE.filters.slice(0, -1) };
  const found = await call('POST', '/training-job-searches?limit=1', without);
  expect(found).toMatchObject({
    status: 200,
    body: { count: 1, items: [{ metadata: { name: 'my-trainjob-1' } }] },
  });
  // runtime_type debug is a kind of job that the simulator has none of.
  const whole = await call('POST', '/training-job-searches?limit=1', SEARCH_EXAMPLE);
  expect(whole).toMatchObject({ status: 200, body: { count: 0, limit: 1, items: [] } });
});
