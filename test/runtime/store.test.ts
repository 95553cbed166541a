import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { Store } from '../../operator/runtime/store.ts';
import { thing } from './objects.ts';

const version = (resourceVersion: string, uid = 'uid-1') => thing({ resourceVersion, uid });
const holding = (object: Resource) => {
  const store = new Store();
  store.put(object);
  return store;
};

describe('a store that holds version 10', () => {
  test.each<[string, Resource, boolean]>([
    ['takes a newer version', version('11'), true],
    ['takes a newer version with more digits', version('100'), true],
    ['refuses the same version', version('10'), false],
    ['refuses an older version', version('9'), false],
    ['takes another UID, whatever its version', version('9', 'uid-2'), true],
    ['takes a version that is no number', version('ab12'), true],
  ])('%s', (_sentence, object, taken) => {
    const store = holding(version('10'));
    expect(store.put(object)).toBe(taken);
    expect(store.get('ml/resnet')).toEqual(taken ? object : version('10'));
    expect(store.size).toBe(1);
  });

  test.each<[string, Resource, boolean]>([
    ['takes a newer answer', version('11'), true],
    ['refuses an answer that a watch event has overtaken', version('9'), false],
    ['refuses an answer about an object that was replaced', version('11', 'uid-0'), false],
    [
      'refuses an answer about an object that has gone',
      thing({ name: 'gone', resourceVersion: '11' }),
      false,
    ],
  ])('%s of our own writes', (_sentence, object, taken) => {
    const store = holding(version('10'));
    expect(store.refresh(object)).toBe(taken);
    expect([...store.all()]).toEqual([taken ? object : version('10')]);
  });

  test('removes it, whatever its version', () => {
    const store = holding(version('10'));
    expect(store.remove(version('9'))).toBe(true);
    expect(store.size).toBe(0);
  });

  test('does not remove it for another object of the same name', () => {
    const store = holding(version('10'));
    expect(store.remove(version('11', 'uid-0'))).toBe(false);
    expect(store.size).toBe(1);
  });
});

test('removing what is not there is told', () => {
  expect(new Store().remove(version('1'))).toBe(false);
});

test('objects of the same name in two namespaces are two', () => {
  const store = holding(thing({ namespace: 'a' }));
  store.put(thing({ namespace: 'b' }));
  expect(store.size).toBe(2);
  expect(store.get({ namespace: 'b', name: 'resnet' })?.metadata.namespace).toBe('b');
});

test('managedFields are not kept, and the object that was given is left as it is', () => {
  const object = thing();
  Object.assign(object.metadata, { managedFields: [{ manager: 'kubectl' }] });
  expect(holding(object).get('ml/resnet')).toEqual(thing());
  expect(object.metadata).toHaveProperty('managedFields');
});

test('in whatever order versions of one object come, the newest is held', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 20n }), { minLength: 1 }), (versions) => {
      const store = new Store();
      for (const one of versions) store.put(version(String(one)));
      const newest = versions.toSorted((a, b) => (a < b ? 1 : -1))[0];
      expect(store.get('ml/resnet')?.metadata.resourceVersion).toBe(String(newest));
    }),
  );
});
