import { expect, test } from 'vitest';
import { createSecrets, SECRET_TTL_MS } from '../../operator/kinds/secrets.ts';
import { HandTime } from '../runtime/handTime.ts';

const never = new AbortController().signal;
const key = { namespace: 'ml', name: 'huawei' };

/** A cluster whose one Secret can be changed, and how often it was read. */
function world() {
  const time = new HandTime();
  const cluster = {
    values: { accessKey: 'one' } as Record<string, string> | undefined,
    reads: 0,
    secret: async () => {
      cluster.reads += 1;
      return cluster.values;
    },
  };
  return { time, cluster, secrets: createSecrets(cluster, time) };
}

test('a Secret is read once for many objects, and a change is noticed within ten seconds', async () => {
  const { time, cluster, secrets } = world();
  for (let i = 0; i < 100; i++) await secrets.read(key, never);
  expect(cluster.reads).toBe(1);
  cluster.values = { accessKey: 'two' };
  await time.advance(SECRET_TTL_MS - 1);
  expect(await secrets.read(key, never)).toEqual({ accessKey: 'one' });
  await time.advance(1);
  expect(await secrets.read(key, never)).toEqual({ accessKey: 'two' });
});

test('a Secret that is not there is looked for each time', async () => {
  const { cluster, secrets } = world();
  cluster.values = undefined;
  expect(await secrets.read(key, never)).toBeUndefined();
  cluster.values = { accessKey: 'made' };
  expect(await secrets.read(key, never)).toEqual({ accessKey: 'made' });
});

test('a Secret that was deleted is forgotten', async () => {
  const { time, cluster, secrets } = world();
  await secrets.read(key, never);
  cluster.values = undefined;
  await time.advance(SECRET_TTL_MS);
  expect(await secrets.read(key, never)).toBeUndefined();
});

test('Secrets of the same name in two namespaces are two', async () => {
  const { cluster, secrets } = world();
  await secrets.read(key, never);
  cluster.values = { accessKey: 'other' };
  expect(await secrets.read({ ...key, namespace: 'elsewhere' }, never)).toEqual({ accessKey: 'other' });
});
