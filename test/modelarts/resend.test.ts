import { expect, test, vi } from 'vitest';
import { createThrottle } from '../../operator/modelarts/throttle.ts';
import type { Fault } from '../../operator/simulator/faults.ts';
import { jobRequest } from '../simulator/caller.ts';
import { clientOf, json, serve, signal } from './server.ts';
import { rejected, simulated } from './simulated.ts';

const operation = 'createTrainingJob';
const tooMany: Fault = { operation, kind: 'status', status: 429, retryAfterSeconds: 0 };

/** A create in a slot, in a cloud with that fault; the gate is asked before each send. */
async function create(fault: Fault, gate = vi.fn()) {
  await using cloud = await simulated();
  const { client, simulator } = cloud;
  simulator.faults.add(fault);
  const making = client.withSlot('change', signal(), (slot) =>
    client.trainingJobs.create(jobRequest('job') as never, { signal: signal(), gate, slot }),
  );
  const result = await making.catch((error: unknown) => error);
  const statuses = simulator.audit.calls.map(({ status }) => status);
  return { result, statuses, jobs: simulator.audit.jobs().length };
}

test('a mutation in a slot that was refused for too many requests is sent again, under the same gate', async () => {
  const gate = vi.fn();
  const { statuses, jobs } = await create({ ...tooMany, times: 2 }, gate);
  expect(statuses).toEqual([429, 429, 201]);
  expect(jobs).toBe(1);
  expect(gate).toHaveBeenCalledTimes(3);
});

test.each<[string, Fault, object]>([
  ['three times', { ...tooMany, times: 3 }, [429, 429, 429]],
  ['for longer than it may wait', { ...tooMany, retryAfterSeconds: 4 }, [429]],
])('one that was refused %s fails as throttled', async (_sentence, fault, statuses) => {
  expect(await create(fault)).toMatchObject({ result: { kind: 'throttled' }, statuses, jobs: 0 });
});

test('one whose gate has closed meanwhile is not sent again', async () => {
  const closed = new Error('the lease is lost');
  const gate = vi.fn().mockImplementationOnce(() => undefined);
  gate.mockImplementation(() => {
    throw closed;
  });
  const { result, statuses } = await create(tooMany, gate);
  expect(result).toMatchObject({ kind: 'unsent', cause: closed });
  expect(statuses).toEqual([429]);
});

test.each<[string, Fault]>([
  ['a server error', { operation, kind: 'status', status: 503 }],
  ['a lost answer', { operation, kind: 'drop-after' }],
  ['an answer that cannot be read', { operation, kind: 'garbage' }],
])('after %s it is sent once', async (_sentence, fault) => {
  const { result, statuses } = await create(fault);
  expect(result).toMatchObject({ kind: 'ambiguous' });
  expect(statuses).toHaveLength(1);
});

test('a 429 that is not in the words of the API may come from anybody: sent once', async () => {
  await using server = await serve(json(429, {}, { 'retry-after': '0' }));
  const client = clientOf(server.url);
  const error = await rejected(
    client.withSlot('change', signal(), (slot) =>
      client.trainingJobs.create(jobRequest('job') as never, { signal: signal(), gate: () => {}, slot }),
    ),
  );
  expect(error.kind).toBe('ambiguous');
  expect(server.received).toHaveLength(1);
  await client.close();
});

test('what is sent again counts as a start, and is not waited for longer than it may', async () => {
  const throttle = createThrottle({ perSecond: 10, burst: 1, now: () => 0 });
  expect(await throttle.again(0, signal())).toBe(true);
  expect(await throttle.again(99, signal())).toBe(false);
  throttle.pause(5_000);
  expect(await throttle.again(4_999, signal())).toBe(false);
  expect(await throttle.again(5_000, AbortSignal.abort())).toBe(false);
  throttle.close();
});
