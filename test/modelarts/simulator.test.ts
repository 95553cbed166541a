import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClient, type ModelArts } from '../../operator/modelarts/client.ts';
import type { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { createThrottle } from '../../operator/modelarts/throttle.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { mayMutate, signal } from './server.ts';

const MINUTE = 60_000;
const read = () => ({ signal: signal() });
const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error as ModelArtsError,
  );
const jobNamed = (name: string, workspaceId?: string) => ({
  kind: 'job',
  metadata: { name, ...(workspaceId && { workspace_id: workspaceId }) },
  algorithm: { code_dir: '/bucket/code/', boot_file: '/bucket/code/train.py', engine: ENGINE },
  spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 1 } },
});
const ENGINE = {
  engine_name: 'PyTorch',
  engine_version: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64',
};

let simulator: Simulator;
let client: ModelArts;
const clientWith = (credentials: { accessKey: string; secretKey: string }, timeoutMs = 30_000) =>
  createClient({
    endpoint: simulator.url,
    projectId: simulator.projectId,
    credentials,
    timeoutMs,
    throttle: createThrottle({ perSecond: 10_000 }),
  });

beforeEach(async () => {
  simulator = await startSimulator({ clock: manualClock() });
  client = clientWith(simulator);
});
afterEach(async () => {
  await client.close();
  await simulator.stop();
});
const behave = (behaviours: Partial<Behaviours>) => Object.assign(simulator.behaviours, behaviours);

/** Every reading of every open behaviour that a client of training jobs can meet, one at a time. */
const readings: [string, Partial<Behaviours>][] = [
  ['defaults', {}],
  ['extra fields', { 'answers.extra': true }],
  ['unknown enum values', { 'answers.enums': true }],
  ['ids in the answer to a create only', { 'answers.ids': 'createOnly' }],
  ['empty fields left out', { 'answers.nulls': 'omit' }],
  ['empty fields null', { 'answers.nulls': 'null' }],
  ['text/plain', { 'answers.contentType': 'text/plain' }],
  ['plain application/json', { 'answers.contentType': 'application/json' }],
  ['an empty PUT answer', { 'training.putBody': 'empty' }],
  ['a PUT answered 204', { 'training.putBody': '204' }],
  ['a PUT answered with the job', { 'training.putBody': 'job' }],
  ['an empty DELETE answer', { 'training.deleteBody': 'empty' }],
  ['a DELETE answered 204', { 'training.deleteBody': '204' }],
  ['environments as an array', { 'training.environments': 'array' }],
  ['answers of the table only', { 'training.echo': 'table' }],
  ['a null description', { 'training.description': 'null' }],
  ['nulls in requests refused', { nulls: 'reject' }],
  ['404 for a missing job', { 'training.notFoundStatus': 404 }],
];

test.each(readings)('a job is made, found, changed, stopped and removed under: %s', async (_, behaviours) => {
  behave(behaviours);
  const { trainingJobs } = client;
  const { id } = await trainingJobs.create(jobNamed('whole-life'), mayMutate());
  expect(await trainingJobs.get(id, read())).toMatchObject({ id, name: 'whole-life', phase: 'Creating' });
  expect((await trainingJobs.search({ nameLike: 'whole-life' }, read())).map((job) => job.id)).toEqual([id]);
  await trainingJobs.updateDescription(id, 'new words', mayMutate());
  expect(await trainingJobs.get(id, read())).toMatchObject({ description: 'new words' });
  simulator.advance?.(3 * MINUTE);
  expect(await trainingJobs.get(id, read())).toMatchObject({ phase: 'Running' });
  const { requestId } = await trainingJobs.terminate(id, mayMutate());
  expect(simulator.audit.calls.at(-1)?.requestId).toBe(requestId);
  expect(await trainingJobs.get(id, read())).toMatchObject({ phase: 'Terminating' });
  simulator.advance?.(MINUTE);
  await trainingJobs.remove(id, mayMutate());
  expect(await rejected(trainingJobs.get(id, read()))).toMatchObject({
    kind: 'not-found',
    code: 'ModelArts.2775',
  });
  expect(await trainingJobs.search({ nameLike: 'whole-life' }, read())).toEqual([]);
});

describe.each(['page', 'item'] as const)('120 jobs under the %s reading of offset', (searchOffset) => {
  test.each(['all', 'matching'] as const)('are all found, with total counting %s', async (total) => {
    behave({ 'training.searchOffset': searchOffset, 'training.total': total });
    const names = Array.from({ length: 120 }, (_, i) => `many-${i}`);
    for (const name of [...names, 'other-1', 'other-2']) {
      await client.trainingJobs.create(jobNamed(name), mayMutate());
    }
    const found = await client.trainingJobs.search({ nameLike: 'many-' }, read());
    expect(found.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(await client.trainingJobs.search({}, read())).toHaveLength(122);
  });
});

test('a job of another workspace is found there and only there', async () => {
  await client.trainingJobs.create(jobNamed('elsewhere', 'w-1'), mayMutate());
  expect(await client.trainingJobs.search({ nameLike: 'elsewhere' }, read())).toEqual([]);
  expect(
    await client.trainingJobs.search({ nameLike: 'elsewhere', workspaceId: 'w-1' }, read()),
  ).toHaveLength(1);
});

test.each(['apig', 'chapter'] as const)(
  'a wrong secret key is the account’s fault (%s)',
  async (authErrors) => {
    behave({ authErrors });
    const stranger = clientWith({ accessKey: simulator.accessKey, secretKey: 'not-the-secret-key' });
    for (const call of [
      stranger.probe(read()),
      stranger.trainingJobs.get('j-1', read()),
      stranger.trainingJobs.create(jobNamed('never'), mayMutate()),
    ]) {
      expect(await rejected(call)).toMatchObject({ kind: 'account', status: 401 });
    }
    expect(simulator.jobs()).toEqual([]);
    await client.probe(read());
    await stranger.close();
  },
);

test('another project is the account’s fault, not absence', async () => {
  const elsewhere = createClient({
    endpoint: simulator.url,
    projectId: 'f'.repeat(32),
    credentials: simulator,
  });
  const error = await rejected(elsewhere.trainingJobs.get('j-1', read()));
  expect(error).toMatchObject({ kind: 'account', status: 404, code: 'ModelArts.2786' });
  await elsewhere.close();
});

test.each([400, 404] as const)('an unknown job is not found, with %i', async (status) => {
  behave({ 'training.notFoundStatus': status });
  for (const call of [
    client.trainingJobs.get('j-1', read()),
    client.trainingJobs.terminate('j-1', mayMutate()),
    client.trainingJobs.remove('j-1', mayMutate()),
  ]) {
    expect(await rejected(call)).toMatchObject({ kind: 'not-found', status });
  }
});

test('a second job of the same name is a duplicate', async () => {
  await client.trainingJobs.create(jobNamed('twin'), mayMutate());
  expect(await rejected(client.trainingJobs.create(jobNamed('twin'), mayMutate()))).toMatchObject({
    kind: 'duplicate-name',
    code: 'ModelArts.2751',
  });
});

test.each(['409', '400'] as const)('stopping a job that has ended is a conflict (%s)', async (form) => {
  behave({ 'training.terminateTerminal': form });
  const { id } = await client.trainingJobs.create(jobNamed('ended'), mayMutate());
  simulator.advance?.(60 * MINUTE);
  expect(await client.trainingJobs.get(id, read())).toMatchObject({ phase: 'Completed' });
  expect(await rejected(client.trainingJobs.terminate(id, mayMutate()))).toMatchObject({ kind: 'conflict' });
});

test.each([
  ['seconds', 7000],
  ['date', expect.any(Number)],
  ['none', undefined],
] as const)('a 429 with Retry-After as %s is throttled', async (retryAfter, retryAfterMs) => {
  behave({ retryAfter });
  simulator.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 7 });
  expect(await rejected(client.probe(read()))).toMatchObject({ kind: 'throttled', retryAfterMs });
});

const losses: [string, Parameters<Simulator['faults']['add']>[0], made: number][] = [
  ['dropped before it was carried out', { kind: 'drop-before' }, 0],
  ['dropped after it was carried out', { kind: 'drop-after' }, 1],
  ['never comes', { kind: 'hang' }, 1],
  ['is spoiled', { kind: 'garbage' }, 1],
  ['is a 500 after it was carried out', { kind: 'status', status: 500, effect: true }, 1],
];

test.each(losses)('a create whose answer %s is ambiguous and was sent once', async (_, fault, made) => {
  const hasty = clientWith(simulator, fault.kind === 'hang' ? 1000 : 30_000);
  simulator.faults.add({ operation: 'createTrainingJob', ...fault });
  expect(await rejected(hasty.trainingJobs.create(jobNamed('lost'), mayMutate()))).toMatchObject({
    kind: 'ambiguous',
  });
  expect(simulator.audit.calls).toHaveLength(1);
  expect(await client.trainingJobs.search({ nameLike: 'lost' }, read())).toHaveLength(made);
  await hasty.close();
});
