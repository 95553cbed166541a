import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attemptOf,
  earliestFirst,
  markerOf,
  ownerOf,
  relationOf,
  remoteName,
  withMarker,
} from '../../operator/runtime/identity.ts';

const CLUSTER = '5f0c2c61-91d1-4f8b-a8a6-0d6a1b1f0001';
const owner = ownerOf(CLUSTER, { namespace: 'ml', name: 'resnet', uid: 'uid-1' });
const older = ownerOf(CLUSTER, { namespace: 'ml', name: 'resnet', uid: 'uid-0' });
const neighbour = ownerOf(CLUSTER, { namespace: 'ml', name: 'bert', uid: 'uid-2' });
const elsewhere = ownerOf('another cluster', { namespace: 'ml', name: 'resnet', uid: 'uid-1' });

/** Object names as Kubernetes takes them: RFC 1123 subdomains. */
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/);
const objectName = fc
  .array(label, { minLength: 1, maxLength: 6 })
  .map((labels) => labels.join('.'))
  .filter((name) => name.length <= 253);

describe('a generated name', () => {
  test('is valid, within the limit, and ends with hash and attempt, whatever the object is called', () => {
    fc.assert(
      fc.property(
        objectName,
        fc.uuid(),
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom(30, 63, 64),
        (name, uid, attempt, limit) => {
          const its = ownerOf(CLUSTER, { namespace: 'ml', name, uid });
          const generated = remoteName(name, its, attempt, limit);
          expect(generated).toMatch(/^[a-z][a-z0-9-]*$/);
          expect(generated.length).toBeLessThanOrEqual(limit);
          expect(generated.endsWith(`-${its.hash}-${attempt}`)).toBe(true);
          expect(attemptOf({ name: generated, markedText: '' }, its)).toBe(attempt);
        },
      ),
    );
  });

  test.each([
    ['the object name as it is where it fits', 'resnet', 63, /^resnet-[0-9a-f]{8}-1$/],
    ['a dot becomes a hyphen', 'res.net', 63, /^res-net-[0-9a-f]{8}-1$/],
    ['a first digit gets a letter before it', '50-resnet', 63, /^x-50-resnet-[0-9a-f]{8}-1$/],
    ['only the object-name part is cut', 'a'.repeat(80), 30, /^a{19}-[0-9a-f]{8}-1$/],
    ['no hyphen is doubled by the cut', `${'a'.repeat(18)}-${'b'.repeat(20)}`, 30, /^a{18}-[0-9a-f]{8}-1$/],
  ])('%s', (_sentence, name, limit, expected) => {
    expect(remoteName(name, owner, 1, limit)).toMatch(expected);
  });

  test('differs for another UID, another cluster and another attempt', () => {
    const names = [owner, older, elsewhere].map((one) => remoteName('resnet', one, 1, 63));
    expect(new Set([...names, remoteName('resnet', owner, 2, 63)]).size).toBe(4);
  });

  test.each<[string, string, number]>([
    ['that the user chose counts as the first attempt', '', 1],
    ['that the user chose counts as the attempt of its marker', `text ${markerOf(owner, 3)}`, 3],
    ['is not numbered by the marker of somebody else', markerOf(elsewhere, 3), 1],
  ])('%s', (_sentence, markedText, attempt) => {
    expect(attemptOf({ name: 'my-own-name-7', markedText }, owner)).toBe(attempt);
  });

  test('proves ownership in its marker, whatever the attempt', () => {
    const remote = { name: 'chosen', markedText: markerOf(owner, 12) };
    expect([relationOf(remote, owner), relationOf(remote, older)]).toEqual(['ours', 'older-uid']);
  });
});

describe('a marker', () => {
  test('has at most 120 characters, whatever the object is called', () => {
    fc.assert(
      fc.property(label, objectName, fc.uuid(), (namespace, name, uid) => {
        expect(markerOf(ownerOf(CLUSTER, { namespace, name, uid }), 999).length).toBeLessThanOrEqual(120);
      }),
    );
    const longest = ownerOf(CLUSTER, { namespace: 'n'.repeat(63), name: 'o'.repeat(253), uid: 'uid-1' });
    expect(markerOf(longest, 999)).toHaveLength(120);
  });

  test('where there is little room has a hash instead of the name, and tells the same owners apart', () => {
    const small = (name: string, uid: string) => ownerOf(CLUSTER, { namespace: 'ml', name, uid }, 45);
    expect(markerOf(small('o'.repeat(250), 'uid-1'), 999)).toHaveLength(45);
    const seen = (marker: string) =>
      relationOf({ name: 'any', markedText: marker }, small('resnet', 'uid-1'));
    expect(seen(markerOf(small('resnet', 'uid-1'), 7))).toBe('ours');
    expect(seen(small('resnet', 'uid-0').marker)).toBe('older-uid');
    expect(seen(small('bert', 'uid-2').marker)).toBe('foreign');
  });

  test('stands after the text of the user', () => {
    expect(withMarker('nightly run', owner.marker)).toBe(`nightly run ${owner.marker}`);
    expect(withMarker(undefined, owner.marker)).toBe(owner.marker);
    expect(withMarker('', owner.marker)).toBe(owner.marker);
  });
});

describe('a remote object is', () => {
  const longA = ownerOf(CLUSTER, { namespace: 'ml', name: 'o'.repeat(250), uid: 'uid-1' });
  test.each([
    ['ours by our marker', 'any', `nightly ${owner.marker}`, 'ours'],
    ['ours by a name with our hash', `resnet-${owner.hash}-3`, 'no marker here', 'ours'],
    ['of our older UID', `resnet-${older.hash}-1`, older.marker, 'older-uid'],
    ['foreign with the marker of a neighbour', 'any', neighbour.marker, 'foreign'],
    ['foreign with the marker of the same object in another cluster', 'any', elsewhere.marker, 'foreign'],
    ['foreign when it has only the name that the user chose', 'resnet', '', 'foreign'],
    ['foreign when our hash is not at the end of its name', `resnet-${owner.hash}-1-copy`, '', 'foreign'],
    ['foreign when our hash is without an attempt', `resnet-${owner.hash}`, '', 'foreign'],
    ['foreign when a marker is broken off', 'any', owner.marker.slice(0, 20), 'foreign'],
    [
      'ours when the user copied the description of a neighbour into the spec',
      `resnet-${owner.hash}-1`,
      withMarker(`as before ${neighbour.marker}`, owner.marker),
      'ours',
    ],
    [
      'foreign when a neighbour copied our description into its spec',
      `bert-${neighbour.hash}-1`,
      withMarker(owner.marker, neighbour.marker),
      'foreign',
    ],
  ] as const)('%s', (_sentence, name, markedText, expected) => {
    expect(relationOf({ name, markedText }, owner)).toBe(expected);
  });

  test('ours also when its name was too long for the marker', () => {
    expect(relationOf({ name: 'any', markedText: longA.marker }, longA)).toBe('ours');
  });
});

test('of twins the earliest is kept, then the smaller id; one without a time comes last', () => {
  const twin = (id: string, createdAtMs?: number) => ({
    id,
    name: 'n',
    markedText: '',
    ...(createdAtMs !== undefined && { createdAtMs }),
  });
  const twins = [twin('c'), twin('b', 2), twin('a', 2), twin('d', 1)];
  expect(earliestFirst(twins).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
});

describe('a description in which somebody wrote markers', () => {
  const theirs = neighbour.marker;
  test.each([
    ['a whole one of another object', theirs],
    ['the beginning of one', theirs.slice(0, -1)],
    ['the beginning of one, and spaces', `${theirs.slice(0, 36)}   `],
    ['one after the other', `${theirs}${theirs.slice(0, 40)}[[[k8s `],
    ['one that spans lines', `${theirs.slice(0, -1)}\n`],
    ['a numbered one', markerOf(neighbour, 7)],
  ])('is still that of its object: %s', (_what, description) => {
    const remote = { name: 'chosen', markedText: withMarker(description, markerOf(owner, 2)) };
    expect([relationOf(remote, owner), relationOf(remote, neighbour)]).toEqual(['ours', 'foreign']);
    expect(attemptOf(remote, owner)).toBe(2);
  });
});
