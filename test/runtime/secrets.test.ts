import { expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Cluster } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
import { SecretWatches } from '../../operator/runtime/secrets.ts';
import { HandTime, settled } from './handTime.ts';
import { thing } from './objects.ts';

const never = new AbortController().signal;
const key = { namespace: 'ml', name: 'huawei' };

const secret = (value: string, resourceVersion: string): Resource =>
  ({ ...thing({ name: 'huawei', resourceVersion }), data: { key: btoa(value) } }) as Resource;

/** A cluster with one Secret or none, and what it was asked. */
function world(first: Resource | Error | undefined) {
  const time = new HandTime();
  const asked: string[] = [];
  const held = { now: first };
  let open = 0;
  const named: Cluster['named'] = () => ({
    async list() {
      asked.push('read');
      if (held.now instanceof Error) throw held.now;
      const items = held.now ? [held.now] : [];
      return { items, resourceVersion: held.now?.metadata.resourceVersion ?? '' };
    },
    async *watch(_type, _query, signal) {
      asked.push('watch');
      open += 1;
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          open -= 1;
          reject(signal.reason);
        });
      });
    },
  });
  const told: string[] = [];
  const secrets = new SecretWatches({
    cluster: { named },
    time,
    failed: (_key, error) => told.push((error as Error).message),
    signal: never,
  });
  secrets.listen(({ name }) => told.push(name));
  return { time, secrets, held, asked, told, open: () => open };
}

test('whoever waits for a Secret that is let go and used again before its first answer gets it all the same', async () => {
  const first = Promise.withResolvers<void>();
  let reads = 0;
  const secrets = new SecretWatches({
    cluster: {
      named: () => ({
        async list(_type, _query, signal) {
          reads += 1;
          if (reads === 1)
            await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
          else await first.promise;
          return { items: [secret('two', '2')], resourceVersion: '2' };
        },
        async *watch() {
          await new Promise(() => undefined);
        },
      }),
    },
    ...{ time: new HandTime(), failed: () => undefined, signal: never },
  });
  secrets.use('account', [key]);
  const waiting = secrets.read(key, never);
  await settled();
  secrets.use('account', []);
  secrets.use('account', [key]);
  first.resolve();
  expect(await waiting).toEqual({ key: 'two' });
});

test('a Secret is read and watched once for many users, and let go with the last of them', async () => {
  const { secrets, asked, open } = world(secret('one', '1'));
  for (let user = 0; user < 100; user++) secrets.use(String(user), [key]);
  for (let user = 0; user < 100; user++) expect(await secrets.read(key, never)).toEqual({ key: 'one' });
  await settled();
  expect(asked).toEqual(['read', 'watch']);
  for (let user = 0; user < 99; user++) secrets.use(String(user), []);
  await settled();
  expect(open()).toBe(1);
  secrets.use('99', []);
  await settled();
  expect(open()).toBe(0);
});

test('one who uses it while its first reading is under way waits for that one', async () => {
  const { secrets, asked } = world(secret('one', '1'));
  secrets.use('a', [key]);
  expect(await Promise.all([secrets.read(key, never), secrets.read(key, never)])).toEqual([
    { key: 'one' },
    { key: 'one' },
  ]);
  expect(asked[0]).toBe('read');
  expect(asked.filter((what) => what === 'read')).toHaveLength(1);
});

test('a Secret that cannot be read fails those who wait for it, and is tried again by itself', async () => {
  const { time, secrets, held, told } = world(new ApiError('denied', 'you may not'));
  secrets.use('a', [key]);
  await expect(secrets.read(key, never)).rejects.toThrow('you may not');
  held.now = secret('two', '2');
  await time.advance(800);
  expect(await secrets.read(key, never)).toEqual({ key: 'two' });
  expect(told).toEqual(['you may not', 'huawei']);
});

test('a wait for a Secret ends with the one who waits', async () => {
  const { secrets } = world(new ApiError('unavailable', 'down'));
  secrets.use('a', [key]);
  const gone = AbortSignal.abort(new Error('the pass is over'));
  await expect(secrets.read(key, gone)).rejects.toThrow('the pass is over');
});

test('a Secret that nobody said to use is read each time, and not kept', async () => {
  const { secrets, held, asked } = world(secret('one', '1'));
  expect(await secrets.read(key, never)).toEqual({ key: 'one' });
  held.now = undefined;
  expect(await secrets.read(key, never)).toBeUndefined();
  expect(asked).toEqual(['read', 'read']);
  expect(secrets.known(key)).toBeUndefined();
});

test('the answer of a write of our own is known at once, but never an older one', async () => {
  const { secrets } = world(secret('one', '5'));
  secrets.use('a', [key]);
  await secrets.read(key, never);
  secrets.refresh(secret('new', '6'));
  secrets.refresh(secret('old', '4'));
  expect(await secrets.read(key, never)).toEqual({ key: 'new' });
});
