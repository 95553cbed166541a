import { describe, expect, test } from 'vitest';
import { type ErrorKind, ModelArtsError } from '../../operator/modelarts/errors.ts';
import { createRetries } from '../../operator/modelarts/retries.ts';
import { clientOf, json, mayMutate, serve, signal, text, wireJob } from './server.ts';

const error = (kind: ErrorKind, status?: number) =>
  new ModelArtsError({ kind, status, operation: 'getTrainingJob', detail: 'd' });
const quick = { baseMs: 1, random: () => 0 };

/** How often a read that always fails so is tried. */
async function tries(failure: unknown, options = {}): Promise<number> {
  let count = 0;
  const read = async () => {
    count++;
    throw failure;
  };
  await expect(createRetries({ ...quick, ...options }).run(read, signal())).rejects.toBe(failure);
  return count;
}

test.each<[string, unknown, number]>([
  ['no answer', error('unavailable'), 3],
  ['no connection', error('unsent'), 3],
  ['a server error', error('unavailable', 503), 3],
  ['a 408', error('unavailable', 408), 3],
  ['an answer that cannot be read', error('unavailable', 200), 3],
  ['an unknown refusal', error('unavailable', 404), 1],
  ['too many requests', error('throttled', 429), 1],
  ['absence', error('not-found', 400), 1],
  ['refused credentials', error('account', 401), 1],
  ['a defect', new TypeError('x'), 1],
])('a read that meets %s is tried as often as can help', async (_, failure, times) => {
  expect(await tries(failure)).toBe(times);
});

test('an outage costs ten more requests in all, however many reads meet it', async () => {
  const retries = createRetries(quick);
  let asked = 0;
  const read = async () => {
    asked++;
    throw error('unavailable', 503);
  };
  for (let i = 0; i < 50; i++) await expect(retries.run(read, signal())).rejects.toThrow();
  expect(asked).toBe(60);
});

test('ten reads that succeed pay for one more retry', async () => {
  const retries = createRetries(quick);
  let asked = 0;
  const fail = async () => {
    asked++;
    throw error('unavailable', 503);
  };
  for (let i = 0; i < 50; i++) await expect(retries.run(fail, signal())).rejects.toThrow();
  for (let i = 0; i < 10; i++) await retries.run(async () => 'fine', signal());
  asked = 0;
  await expect(retries.run(fail, signal())).rejects.toThrow();
  expect(asked).toBe(2);
});

test('no try begins after the time is up', async () => {
  let now = 0;
  const clock = () => {
    now += 600;
    return now;
  };
  expect(await tries(error('unavailable'), { withinMs: 1000, now: clock })).toBe(2);
});

test('an abort ends it with the last failure', async () => {
  const aborter = new AbortController();
  const failure = error('unavailable');
  const read = async () => {
    aborter.abort();
    throw failure;
  };
  await expect(createRetries(quick).run(read, aborter.signal)).rejects.toBe(failure);
  const later = new AbortController();
  const waiting = createRetries({ baseMs: 1e9, random: () => 1 }).run(async () => {
    setImmediate(() => later.abort());
    throw failure;
  }, later.signal);
  await expect(waiting).rejects.toBe(failure);
});

describe('against a server that recovers', () => {
  const recovering = () => {
    let asked = 0;
    return serve((...args) => (++asked < 3 ? text(503, 'down') : json(200, wireJob('j-1')))(...args));
  };

  test('a read gets its answer', async () => {
    await using server = await recovering();
    const client = clientOf(server.url, { retry: quick });
    expect(await client.trainingJobs.get('j-1', { signal: signal() })).toMatchObject({ id: 'j-1' });
    expect(server.received).toHaveLength(3);
    await client.close();
  });

  test('a mutation is sent once', async () => {
    await using server = await recovering();
    const client = clientOf(server.url, { retry: quick });
    await expect(client.trainingJobs.remove('j-1', mayMutate())).rejects.toMatchObject({ kind: 'ambiguous' });
    expect(server.received).toHaveLength(1);
    await client.close();
  });

  test('a read in a slot of the caller’s is sent once', async () => {
    await using server = await recovering();
    const client = clientOf(server.url, { retry: quick });
    await client.withSlot('change', signal(), async (slot) => {
      const read = client.trainingJobs.get('j-1', { signal: signal(), slot });
      await expect(read).rejects.toMatchObject({ kind: 'unavailable' });
    });
    expect(server.received).toHaveLength(1);
    await client.close();
  });
});
