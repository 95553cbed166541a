import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultBehaviours } from '../../operator/simulator/behaviours.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { createControl } from '../../operator/simulator/control.ts';
import { Faults } from '../../operator/simulator/faults.ts';
import { Identities } from '../../operator/simulator/identities.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest, steer } from './caller.ts';

const noon = Date.UTC(2026, 0, 1, 12);
let simulator: Simulator;
let call: ReturnType<typeof caller>;
let control: ReturnType<typeof steer>;

beforeEach(async () => {
  simulator = await startSimulator({ clock: manualClock(noon) });
  call = caller(simulator);
  control = steer(simulator);
});
afterEach(() => simulator.stop());

test('health needs no signature', async () => {
  expect(await control('GET', 'health')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('the audit log tells every call with its maker, its job and its answer, and every job', async () => {
  const { body } = await call('POST', '/training-jobs', jobRequest('job'));
  await call('GET', '/training-jobs/nothing');
  const audit = await control('GET', 'audit');
  expect(audit.body).toEqual({ calls: simulator.audit.calls, jobs: simulator.audit.jobs(), resources: [] });
  expect(audit.body.calls).toMatchObject([
    {
      operation: 'createTrainingJob',
      method: 'POST',
      path: `/v2/${simulator.projectId}/training-jobs`,
      status: 201,
      user: 'simulated-user',
      jobId: body.metadata.id,
      jobName: 'job',
      phase: 'Creating',
    },
    { operation: 'getTrainingJob', status: 400, errorCode: 'ModelArts.2775', jobId: 'nothing' },
  ]);
});

test('calls of the control API are not in the audit log', async () => {
  await control('GET', 'audit');
  expect(simulator.audit.calls).toEqual([]);
});

test('jobs are those that were not deleted', async () => {
  const { body } = await call('POST', '/training-jobs', jobRequest('a'));
  await call('POST', '/training-jobs', jobRequest('b'));
  await call('DELETE', `/training-jobs/${body.metadata.id}`);
  expect((await control('GET', 'jobs')).body).toMatchObject([{ name: 'b', phase: 'Creating' }]);
});

test('advance drives the clock by hand', async () => {
  await call('POST', '/training-jobs', jobRequest('a'));
  expect((await control('POST', 'advance', { ms: 60_000 })).body).toEqual({ now: noon + 60_000 });
  expect((await control('GET', 'jobs')).body).toMatchObject([{ phase: 'Pending' }]);
  simulator.advance?.(120_000);
  expect((await control('GET', 'jobs')).body).toMatchObject([{ phase: 'Running' }]);
});

test('faults are added and cleared', async () => {
  await control('POST', 'faults', { kind: 'status', status: 503, times: 9 });
  expect((await call('POST', '/training-job-searches', {})).status).toBe(503);
  await control('DELETE', 'faults');
  expect((await call('POST', '/training-job-searches', {})).status).toBe(200);
});

test('behaviours are changed', async () => {
  const changed = await control('PUT', 'behaviours', { 'training.notFoundStatus': 404 });
  expect(changed.body).toMatchObject({ 'training.notFoundStatus': 404, nulls: 'omit' });
  expect((await call('GET', '/training-jobs/nothing')).status).toBe(404);
});

test.each([
  ['an unknown path', 'GET', 'nothing', undefined, 404, /use one of: GET health/],
  ['a body that is no JSON', 'PUT', 'behaviours', 'text', 400, /give an object/],
  ['an unknown behaviour', 'PUT', 'behaviours', { colour: 'red' }, 400, /colour is unknown/],
  ['an unknown fault', 'POST', 'faults', { kind: 'fire' }, 400, /kind must be one of status/],
  ['a status fault without a status', 'POST', 'faults', { kind: 'status' }, 400, /status is missing/],
  ['time that goes back', 'POST', 'advance', { ms: -1 }, 400, /not a time to advance by/],
  ['no time at all', 'POST', 'advance', {}, 400, /not a time to advance by/],
])('%s is refused with what to do', async (_name, method, path, body, status, message) => {
  const reply = await control(method, path, body);
  expect(reply).toMatchObject({ status, body: { error: expect.stringMatching(message) } });
});

test('a clock that runs by itself cannot be advanced', async () => {
  await using running = await startSimulator();
  expect((await steer(running)('POST', 'advance', { ms: 1 })).status).toBe(409);
  expect(running.advance).toBeUndefined();
});

test('the control API answers callers on this machine only', () => {
  const audit = { calls: [], jobs: () => [], resources: () => [] };
  const behaviours = defaultBehaviours();
  const identities = new Identities(
    { keys: [], users: [], agencies: [], projects: [] },
    behaviours,
    () => '',
  );
  const steered = {
    audit,
    faults: new Faults(),
    behaviours,
    identities,
    outcome: () => undefined,
    breakNode: () => {},
  };
  const answer = createControl(steered);
  const incoming = { method: 'GET', target: '/_simulator/health', headers: {}, body: Buffer.of() };
  const statuses = ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.7', '::ffff:10.0.0.7', ''].map(
    (from) => answer(incoming, from).status,
  );
  expect(statuses).toEqual([200, 200, 200, 403, 403, 403]);
});
