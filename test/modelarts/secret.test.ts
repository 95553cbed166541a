import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../operator/modelarts/secret.ts';

const VALUE = 'token-of-the-test';

test('a secret is given away by reveal only, whatever shows it', () => {
  const secret = new Secret(VALUE);
  const holder = { deep: [{ secret }] };
  for (const shown of [
    String(secret),
    `${secret}`,
    JSON.stringify(holder),
    inspect(holder, { depth: 9, showHidden: true }),
    inspect({ ...secret }),
    JSON.stringify(structuredClone({ ...secret })),
  ])
    expect(shown).not.toContain(VALUE);
  expect(secret.reveal()).toBe(VALUE);
});

test('a secret shows whether it is another one, and not what it is', () => {
  expect(JSON.stringify(new Secret('a'))).toBe(JSON.stringify(new Secret('a')));
  expect(JSON.stringify(new Secret('a'))).not.toBe(JSON.stringify(new Secret('b')));
  expect(String(new Secret('a'))).toMatch(/^secret:[0-9a-f]{8}$/);
});
