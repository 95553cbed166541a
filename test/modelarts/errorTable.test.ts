import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from '../../operator/modelarts/answer.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { ERROR_ROWS, meaningOf, parseRows } from '../../operator/modelarts/errorTable.ts';
import { NOT_FOUND } from '../../operator/modelarts/notFound.ts';

const listed = new Set([...ERROR_ROWS.map(({ code }) => code), ...Object.values(NOT_FOUND).flat()]);

test('every status and code has one row', () => {
  const keys = ERROR_ROWS.map(({ status, code }) => `${status} ${code}`);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test.each(ERROR_ROWS.map((row) => [`${row.status} ${row.code}`, row] as const))(
  '%s has a reason fit for a condition and a hint that is a sentence',
  (_, { reason, hint }) => {
    expect(reason).toMatch(/^[A-Z][A-Za-z]{2,40}$/);
    expect(hint).toMatch(/^[A-Z].{8,140}[^.]\.$/);
  },
);

test('a row of a client error names a kind that says nothing was done, one of a server error only gives words', () => {
  const clear = [
    'conflict',
    'duplicate-name',
    'throttled',
    'quota',
    'denied',
    'invalid',
    'account',
    'refused',
  ];
  for (const { status, kind } of ERROR_ROWS) {
    if (status >= 500) expect(kind).toBe('unavailable');
    else expect(clear).toContain(kind);
  }
});

test.each(['2786', '2836', '4204', '6650'].map((number) => `ModelArts.${number}`))(
  '%s is the account’s error, and no kind takes it for absence',
  (code) => {
    expect(ERROR_ROWS.filter((row) => row.code === code).map(({ kind }) => kind)).toContain('account');
    expect(Object.values(NOT_FOUND).flat()).not.toContain(code);
  },
);

test('a line that is no row is refused by name', () => {
  expect(() => parseRows('400 invalid 2755 lowerCase Hint.')).toThrow('400 invalid 2755 lowerCase Hint.');
});

test('the words of a server error reach the person, and its kind stays open', () => {
  const body = Buffer.from('{"error_code":"ModelArts.3009","error_msg":"in use"}');
  const asked = { operation: 'deleteModel', mutation: true, notFound: NOT_FOUND.model };
  expect(() => judge(asked, { status: 500, headers: {}, body }, 0)).toThrow(
    expect.objectContaining({
      kind: 'ambiguous',
      reason: 'ModelInUse',
      hint: meaningOf(500, 'ModelArts.3009')?.hint,
    }),
  );
});

const codes = fc.oneof(
  fc.stringMatching(/^ModelArts\.\d{4}$/),
  fc.stringMatching(/^ModelArts\.5\d{7}$/),
  fc.stringMatching(/^(APIG|IAM|X)\.\d{1,4}$/),
  fc.stringMatching(/^[\w.-]{1,64}$/),
);

test('a code that is not in the table is never not-found and never invalid', () => {
  const notFound = fc.constantFrom(...Object.values(NOT_FOUND));
  fc.assert(
    fc.property(
      codes.filter((code) => !listed.has(code)),
      fc.integer({ min: 300, max: 599 }),
      fc.boolean(),
      notFound,
      (code, status, mutation, codesOfKind) => {
        const body = Buffer.from(JSON.stringify({ error_code: code, error_msg: 'words' }));
        try {
          judge({ operation: 'any', mutation, notFound: codesOfKind }, { status, headers: {}, body }, 0);
          expect.unreachable('an error was accepted');
        } catch (error) {
          if (!(error instanceof ModelArtsError)) throw error;
          expect(['not-found', 'invalid']).not.toContain(error.kind);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('a code of another kind’s table is not absence, whatever the status', () => {
  for (const [kind, codesOfKind] of Object.entries(NOT_FOUND)) {
    for (const code of Object.values(NOT_FOUND).flat()) {
      if ((codesOfKind as readonly string[]).includes(code)) continue;
      for (const status of [400, 404]) {
        const body = Buffer.from(JSON.stringify({ error_code: code }));
        const asked = { operation: kind, mutation: false, notFound: codesOfKind };
        expect(() => judge(asked, { status, headers: {}, body }, 0)).not.toThrow(
          expect.objectContaining({ kind: 'not-found' }),
        );
      }
    }
  }
});
