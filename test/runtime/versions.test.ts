import { expect, test } from 'vitest';
import { digest } from '../../operator/runtime/digest.ts';
import { CREATE_INTENT } from '../../operator/runtime/object.ts';
import { isKnownVersion, isWantedVersion } from '../../operator/runtime/versions.ts';
import { thing } from './objects.ts';

const FIELD = 'spec.version';
const kind = { versions: { field: FIELD, of: ({ spec }: { spec: { version: string } }) => spec.version } };
const remote = (version?: string) => ({
  ...{ id: 'a', name: 'mine', markedText: '' },
  ...(version !== undefined && { version }),
});

/** An object that wants 2.0.0, after a create that asked for `asked`. */
function object(asked?: string) {
  const fields = digest([{ path: FIELD, value: asked }]);
  const noted = { name: 'n', attempt: 1, nonce: 'n', account: 'a', time: '2026-01-01T00:00:00Z', fields };
  const annotations = { [CREATE_INTENT]: JSON.stringify(noted) };
  return { ...thing(asked === undefined ? {} : { annotations }), spec: { version: '2.0.0' } };
}

test.each([
  ['that of the spec', '2.0.0', undefined, true, true],
  ['what the last create asked for, though the spec says another now', '1.0.0', '1.0.0', false, true],
  ['not told', '', undefined, true, true],
  ['another, where nothing tells what was asked for', '1.0.0', undefined, false, true],
  ['neither that of the spec nor what was asked for', '3.0.0', '1.0.0', false, false],
])('a version that is %s', (_sentence, version, asked, wanted, known) => {
  expect(isWantedVersion(kind, object(asked), remote(version))).toBe(wanted);
  expect(isKnownVersion(kind, object(asked), remote(version))).toBe(known);
});

test('a version beside the one that is followed is not ours, though its marker was copied', () => {
  const followed = { ...object(), status: { remote: { id: 'b', attempt: 1 } } };
  expect(isKnownVersion(kind, followed, remote('1.0.0'))).toBe(false);
});

test('a kind without versions takes every remote object as one', () => {
  expect([isWantedVersion({}, object(), remote()), isKnownVersion({}, object(), remote('1.0.0'))]).toEqual([
    true,
    true,
  ]);
});
