import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { lineOf, simulate } from '../../operator/simulator/cli.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';

test('a port that is taken is refused with what to do', async () => {
  await using first = await startSimulator();
  const port = Number(new URL(first.url).port);
  await expect(startSimulator({ port })).rejects.toThrow(
    `127.0.0.1:${port} (EADDRINUSE): choose another port`,
  );
});

test.each([
  ['a speed of nothing', { speed: 0 }, /speed: 0 is no pace/],
  ['no access key', { credentials: [] }, /credentials: give at least one/],
])('%s is refused', async (_name, options, message) => {
  await expect(startSimulator(options)).rejects.toThrow(message);
});

test('stop can be called twice, and frees the port', async () => {
  const simulator = await startSimulator();
  await simulator.stop();
  await simulator.stop();
  await expect(fetch(simulator.url)).rejects.toThrow('fetch failed');
});

test('a body of more than 12 MB is refused before anything else', async () => {
  await using simulator = await startSimulator();
  const reply = await caller(simulator)('POST', '/training-jobs', ' '.repeat(12 * 1024 * 1024 + 1));
  expect(reply).toMatchObject({ status: 413, body: { error_code: 'APIG.0201' } });
});

test('the command says in one line of JSON where it is, in one line per call what happened, and ends on abort', async () => {
  const stdout = new PassThrough({ encoding: 'utf8' });
  const stderr = new PassThrough({ encoding: 'utf8' });
  const ended = new AbortController();
  const options = {
    port: 0,
    host: '127.0.0.1',
    speed: 60,
    accessKey: 'AK',
    secretKey: 'SK',
    projectId: 'p1',
  };
  const running = simulate(options, { stdout, stderr, signal: ended.signal });
  const ready = JSON.parse(await new Promise((resolve) => stdout.once('data', resolve)));
  expect(ready).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    projectId: 'p1',
    accessKey: 'AK',
    secretKey: 'SK',
    user: { name: 'simulated-user', password: 'simulated-password', domain: 'simulated-domain' },
    speed: 60,
  });
  await using other = await startSimulator();
  const call = caller({ ...other, ...ready });
  await call('POST', '/training-jobs', jobRequest('resnet'));
  await call('GET', '/training-jobs/x');
  expect(stderr.read()).toBe(
    'POST createTrainingJob 201 resnet Creating\nGET getTrainingJob 400 ModelArts.2775\n',
  );
  ended.abort();
  await running;
  await expect(fetch(ready.url)).rejects.toThrow('fetch failed');
});

test('half a key pair is refused', async () => {
  const io = { stdout: new PassThrough(), stderr: new PassThrough(), signal: AbortSignal.abort() };
  const options = { port: 0, host: '127.0.0.1', speed: 1, accessKey: 'AK' };
  await expect(simulate(options, io)).rejects.toThrow('accessKey and secretKey belong together');
});

test('the line of a call without an answer names its fault', () => {
  const call = {
    at: 0,
    operation: null,
    method: 'GET',
    path: '/x',
    status: 0,
    requestId: '',
    faults: ['hang'],
  };
  expect(lineOf(call)).toBe('GET /x no answer [hang]');
});
