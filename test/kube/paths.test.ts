/** Names that specs may hold, and what becomes of them on their way into a URL. */
import { afterAll, describe, expect, inject, test } from 'vitest';
import { collectionPath, objectPath } from '../../operator/kube/paths.ts';
import { SECRET, SecretWatches } from '../../operator/runtime/secrets.ts';
import { systemTime } from '../../operator/runtime/time.ts';
import { never, openRoom, signIn } from './room.ts';

const HOSTILE = [
  '../../../namespaces/other/secrets/theirs',
  '..',
  '.',
  '',
  '%2e%2e',
  'a/b',
  'a?watch=true',
  'a#b',
  'a,metadata.namespace=other',
  'a\nb',
  'a b',
  'A',
  'a\\..\\b',
  'ä',
  `${'a'.repeat(254)}`,
];

test.each(HOSTILE)('%j is neither a name nor a namespace', (name) => {
  expect(() => objectPath(SECRET, { namespace: 'ml', name })).toThrow(/cannot be the name of an object/);
  expect(() => collectionPath(SECRET, name)).toThrow(/cannot be the name of an object/);
});

test('what can be a name is one', () => {
  expect(objectPath(SECRET, { namespace: 'ml', name: 'a.b-c.0' })).toBe(
    '/api/v1/namespaces/ml/secrets/a.b-c.0',
  );
});

describe('the Secret of another namespace', async () => {
  const [room, other] = [await openRoom(), await openRoom()];
  const admin = signIn(inject('controlPlane').kubeconfig);
  await other.kubectl('create', 'secret', 'generic', 'theirs', '--from-literal=token=planted');
  afterAll(async () => {
    await admin.rest.close();
    await Promise.all([room, other].map((one) => one[Symbol.asyncDispose]()));
  });

  test('is not read by a name that climbs to it, though the operator may read it, watched or not', async () => {
    const { cluster } = admin;
    const key = { namespace: room.namespace, name: `../../../namespaces/${other.namespace}/secrets/theirs` };
    const stop = new AbortController();
    const watches = new SecretWatches({ cluster, time: systemTime, signal: stop.signal, failed: () => {} });
    expect(await watches.read(key, never)).toBeUndefined();
    watches.use('somebody', [key]);
    expect(await watches.read(key, never)).toBeUndefined();
    const theirs = { namespace: other.namespace, name: 'theirs' };
    expect(await watches.read(theirs, never)).toEqual({ token: 'planted' });
    stop.abort();
  });

  test('has no values but its own, whatever they are called', async () => {
    const stop = new AbortController();
    const { cluster } = admin;
    const watches = new SecretWatches({ cluster, time: systemTime, signal: stop.signal, failed: () => {} });
    const values = await watches.read({ namespace: other.namespace, name: 'theirs' }, never);
    for (const key of ['constructor', '__proto__', 'toString']) expect(values?.[key]).toBeUndefined();
  });
});
