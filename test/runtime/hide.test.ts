import { expect, test } from 'vitest';
import { hider, withoutIn } from '../../operator/runtime/hide.ts';
import type { Resource } from '../../operator/runtime/object.ts';

const object = { metadata: { namespace: 'ml', name: 'resnet', uid: 'u-1' } } as Resource;
const secret = (values: Record<string, string>, uid?: string) =>
  ({
    metadata: { namespace: 'ml', name: 'hf', ownerReferences: uid ? [{ uid }] : [] },
    data: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
    ),
  }) as unknown as Resource;
const hide = (values: Record<string, string>, uid?: string) =>
  hider(object, [secret(values, uid), undefined]);

test.each([
  ['a value', { token: 'hf_abcdef' }, 'login with hf_abcdef failed', 'login with *** failed'],
  ['its base64', { token: 'hf_abcdef' }, `got ${btoa('hf_abcdef')}`, 'got ***'],
  [
    'one of several lines, as a message on one line has it',
    { key: 'BEGIN\nabc\nEND' },
    'no key: BEGIN abc END',
    'no key: ***',
  ],
  ['a value within another', { short: 'abcdef', long: 'abcdefghi' }, 'abcdefghi', '***'],
])('%s is blanked out', (_what, values, text, wanted) => {
  expect(hide(values)(text)).toBe(wanted);
});

test('short words and what the operator wrote itself stay', () => {
  expect(hide({ mode: 'true' })('it is true')).toBe('it is true');
  expect(hide({ url: 'https://x' }, 'u-1')('at https://x')).toBe('at https://x');
});

test('only messages are changed, wherever they stand', () => {
  const status = {
    phase: 'hf_abcdef',
    conditions: [{ reason: 'hf_abcdef', message: 'no hf_abcdef' }],
    tasks: [{ message: undefined }],
  };
  expect(withoutIn(status, hide({ token: 'hf_abcdef' }))).toEqual({
    phase: 'hf_abcdef',
    conditions: [{ reason: 'hf_abcdef', message: 'no ***' }],
    tasks: [{ message: undefined }],
  });
});
