import { describe, expect, test } from 'vitest';
import type { Intent } from '../../operator/runtime/intent.ts';
import { bindingOf, boundIdOf, intentLabel, isRemoteId } from '../../operator/runtime/intent.ts';
import type { RemoteStatus, Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT, FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { thing } from './objects.ts';

const intent: Intent = {
  name: 'resnet-0123abcd-1',
  attempt: 1,
  nonce: 'n-1',
  account: 'host/project/ak-1',
  time: '2026-01-01T00:00:00Z',
  fields: { 'spec.name': '00000000' },
};

type Given = { id?: unknown; intent?: unknown; remote?: unknown; finalizer?: boolean };

/** `id` and `intent` are the texts of annotations when they are texts, else their JSON. */
function object({ id, intent, remote, finalizer = true }: Given): Resource {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const annotations = {
    ...(id !== undefined && { [REMOTE_ID]: text(id) }),
    ...(intent !== undefined && { [CREATE_INTENT]: text(intent) }),
  };
  return thing(
    { annotations, ...(finalizer && { finalizers: ['other/one', FINALIZER] }) },
    remote === undefined ? undefined : { remote: remote as RemoteStatus },
  );
}

const noted = (id: string, attempt = 1, uid = 'uid-1') => ({ id, attempt, uid });

describe('of annotation and status', () => {
  test.each<[string, Given, object]>([
    [
      'both the same need no healing, and name and account are known',
      { id: noted('job-1'), remote: { id: 'job-1', attempt: 1, name: 'n', account: 'a' } },
      { id: 'job-1', attempt: 1, heal: false, name: 'n', account: 'a' },
    ],
    [
      'the annotation heals the status (kubectl replace)',
      { id: noted('job-1') },
      { id: 'job-1', attempt: 1, heal: false },
    ],
    [
      'the status heals the annotation (somebody stripped it)',
      { remote: { id: 'job-1', attempt: 1 } },
      { id: 'job-1', attempt: 1, heal: true },
    ],
    [
      'a missing finalizer is put back',
      { id: noted('job-1'), remote: { id: 'job-1', attempt: 1 }, finalizer: false },
      { id: 'job-1', attempt: 1, heal: true },
    ],
    [
      'the later attempt of the status wins',
      { id: noted('job-1', 1), remote: { id: 'job-2', attempt: 2 } },
      { id: 'job-2', attempt: 2, heal: true },
    ],
    [
      'the later attempt of the annotation wins, and what status says of the former one is not taken over',
      { id: noted('job-2', 2), remote: { id: 'job-1', attempt: 1, account: 'a', name: 'n' } },
      { id: 'job-2', attempt: 2, heal: false },
    ],
    [
      'the annotation wins between two ids of one attempt',
      { id: noted('job-1'), remote: { id: 'job-2', attempt: 1 } },
      { id: 'job-1', attempt: 1, heal: false },
    ],
    [
      'an unreadable annotation gives way to the status',
      { id: '{"id":', remote: { id: 'job-1', attempt: 1 } },
      { id: 'job-1', attempt: 1, heal: true },
    ],
    [
      'a malicious id in the status gives way to the annotation',
      { id: noted('job-1'), remote: { id: 'a,b', attempt: 9 } },
      { id: 'job-1', attempt: 1, heal: false },
    ],
  ])('%s', (_sentence, given, expected) => {
    expect(bindingOf(object(given))).toEqual({ state: 'bound', ...expected });
    expect(boundIdOf(object(given))).toBe((expected as { id?: string }).id);
  });

  test('a bound object keeps its intent for the comparison of fields', () => {
    expect(bindingOf(object({ id: noted('job-1'), intent }))).toMatchObject({ state: 'bound', intent });
  });

  test('a bound object does without an unreadable intent', () => {
    expect(bindingOf(object({ id: noted('job-1'), intent: 'nonsense' }))).not.toHaveProperty('intent');
  });
});

describe('an object of another UID', () => {
  test.each<[string, Given]>([
    ['is foreign by its annotation', { id: noted('job-1', 1, 'uid-0') }],
    [
      'is foreign whatever its status says',
      { id: noted('job-1', 1, 'uid-0'), remote: { id: 'job-1', attempt: 5 } },
    ],
  ])('%s', (_sentence, given) => {
    expect(bindingOf(object(given))).toEqual({ state: 'foreign', id: 'job-1', uid: 'uid-0' });
    expect(boundIdOf(object(given))).toBeUndefined();
  });
});

describe('without an id', () => {
  test.each<[string, Given, object]>([
    ['nothing is known of a fresh object', { finalizer: false }, { finalizer: false }],
    ['the finalizer is noted', {}, { finalizer: true }],
    ['the intent is read', { intent }, { finalizer: true, intent }],
    [
      'an intent of an older version has no fields',
      { intent: { ...intent, fields: undefined } },
      { finalizer: true, intent: { ...intent, fields: {} } },
    ],
    ['an id that is a list proves nothing', { id: ['job-1'] }, { finalizer: true }],
    ['an id without UID proves nothing', { id: { id: 'job-1', attempt: 1 } }, { finalizer: true }],
    ['a malicious id is none', { id: noted('../pools/x') }, { finalizer: true }],
  ])('%s', (_sentence, given, expected) => {
    expect(bindingOf(object(given))).toEqual({ state: 'none', ...expected });
  });

  test.each<[string, unknown]>([
    ['no JSON', '{'],
    ['empty', ''],
    ['a word', '"nonce"'],
    ['null', 'null'],
    ['without a nonce', { ...intent, nonce: undefined }],
    ['with an attempt in words', { ...intent, attempt: 'one' }],
    ['with fields that are none', { ...intent, fields: null }],
    ['with fields that are a text', { ...intent, fields: 'x' }],
  ])('an intent that is %s is unreadable, which is not the same as absent', (_sentence, text) => {
    expect(bindingOf(object({ intent: text }))).toMatchObject({ state: 'none', intent: 'unreadable' });
  });
});

test.each([
  ['425b7087-83de-49ab-90aa-5cdbbd4a8d5a', true],
  ['auto-pool-os-86c1_1', true],
  ['a,b', false],
  ['../x', false],
  ['a/b', true],
  ['pool-1/modelarts.vm.gpu-x', true],
  ['a/b/c', false],
  ['a/../b', false],
  ['a/..', false],
  ['a.b/c', false],
  ['a/', false],
  ['a b', false],
  ['a\n', false],
  ['%2e%2e', false],
  ['', false],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  [7, false],
  [undefined, false],
])('isRemoteId(%j) is %j', (id, expected) => {
  expect(isRemoteId(id)).toBe(expected);
});

test('three kinds of intent have three labels', () => {
  expect([undefined, 'unreadable' as const, intent].map(intentLabel)).toEqual(['none', 'unreadable', 'n-1']);
});
