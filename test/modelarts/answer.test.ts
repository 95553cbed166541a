import { describe, expect, test } from 'vitest';
import { type Asked, judge, parseRetryAfter, type RawAnswer } from '../../operator/modelarts/answer.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { meaningOf } from '../../operator/modelarts/errorTable.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const READ: Asked = { operation: 'getTrainingJob', mutation: false, notFound: ['ModelArts.2775'] };
const MUTATION: Asked = { ...READ, operation: 'deleteTrainingJob', mutation: true };
const CREATE: Asked = { operation: 'createTrainingJob', mutation: true, notFound: [] };

const raw = (status: number, body: unknown, headers: RawAnswer['headers'] = {}): RawAnswer => ({
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const code = (error_code: string) => ({ error_code, error_msg: 'words of the cloud' });

function errorOf(asked: Asked, answer: RawAnswer, secrets: string[] = []): ModelArtsError {
  try {
    judge(asked, answer, NOW, secrets);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelArtsError);
    return error as ModelArtsError;
  }
  return expect.unreachable('the answer was accepted');
}

type Case = [why: string, status: number, body: unknown, read: string, mutation: string];
const HTML = '<html><h1>404</h1></html>';
const cases: Case[] = [
  ['the code of a missing job with 400', 400, code('ModelArts.2775'), 'not-found', 'not-found'],
  ['the code of a missing job with 404', 404, code('ModelArts.2775'), 'not-found', 'not-found'],
  ['the code of a missing job with 403', 403, code('ModelArts.2775'), 'denied', 'denied'],
  ['the code of a missing job with 410', 410, code('ModelArts.2775'), 'unavailable', 'refused'],
  ['the code of a missing job with 500', 500, code('ModelArts.2775'), 'unavailable', 'ambiguous'],
  ['the code of a missing job with 200', 200, code('ModelArts.2775'), 'unavailable', 'ambiguous'],
  ['a 404 without a body', 404, '', 'unavailable', 'ambiguous'],
  ['a 404 in HTML', 404, HTML, 'unavailable', 'ambiguous'],
  ['a 404 whose JSON is no error body', 404, { message: 'gone' }, 'unavailable', 'ambiguous'],
  ['a 404 with a code of another kind', 404, code('ModelArts.2890'), 'invalid', 'invalid'],
  ['a 404 for a project that is not ours', 404, code('ModelArts.2786'), 'account', 'account'],
  ['a 404 for a path', 404, code('ModelArts.2836'), 'account', 'account'],
  ['a 404 with an unknown code', 404, code('ModelArts.9999'), 'unavailable', 'refused'],
  ['a 404 of the gateway', 404, code('APIG.0101'), 'account', 'account'],
  [
    'a 404 of Keystone',
    404,
    { error: { code: 404, message: 'm', title: 'Not Found' } },
    'unavailable',
    'ambiguous',
  ],
  ['a 400 whose code is below error', 400, { error: code('ModelArts.2775') }, 'unavailable', 'ambiguous'],
  ['a 410 without a body', 410, '', 'unavailable', 'ambiguous'],
  ['a 400 with an unknown code', 400, code('ModelArts.9999'), 'unavailable', 'refused'],
  ['a 400 with a code only', 400, { error_code: 'ModelArts.0101' }, 'invalid', 'invalid'],
  ['a 401 of the chapter', 401, code('ModelArts.0203'), 'account', 'account'],
  ['a 401 of the gateway', 401, code('APIG.0301'), 'account', 'account'],
  ['a 401 with an unknown code', 401, code('ModelArts.50001000'), 'account', 'account'],
  ['a 401 without a body', 401, '', 'account', 'ambiguous'],
  ['a 403 with an unknown code', 403, code('ModelArts.9999'), 'denied', 'denied'],
  ['a 403 in HTML', 403, HTML, 'account', 'ambiguous'],
  ['a 403 for a service that is not authorized', 403, code('ModelArts.2785'), 'account', 'account'],
  ['a 403 for the policy of a workspace', 403, code('ModelArts.0112'), 'denied', 'denied'],
  ['a quota', 400, code('ModelArts.2815'), 'quota', 'quota'],
  ['a job that may not be stopped', 409, code('ModelArts.2796'), 'conflict', 'conflict'],
  ['an unknown 409', 409, code('ModelArts.9999'), 'conflict', 'conflict'],
  ['too many requests', 429, code('ModelArts.2799'), 'throttled', 'throttled'],
  ['too many requests, unknown code', 429, code('Any.1'), 'throttled', 'throttled'],
  ['too many requests, no body', 429, '', 'throttled', 'ambiguous'],
  ['an unknown flavor', 400, code('ModelArts.2781'), 'invalid', 'invalid'],
  ['an unknown flavor with 500', 500, code('ModelArts.2781'), 'unavailable', 'ambiguous'],
  ['a server error', 503, code('ModelArts.0010'), 'unavailable', 'ambiguous'],
  ['a bad gateway', 502, HTML, 'unavailable', 'ambiguous'],
  ['a 408', 408, code('X.1'), 'unavailable', 'ambiguous'],
  ['a redirect', 302, '', 'unavailable', 'ambiguous'],
  ['a 200 that is no JSON', 200, HTML, 'unavailable', 'ambiguous'],
  ['a 200 cut short', 200, '{"metadata":{"id":', 'unavailable', 'ambiguous'],
];

test.each(cases)('%s (%i) is judged', (_, status, body, read, mutation) => {
  const kinds = [READ, MUTATION].map((asked) => errorOf(asked, raw(status, body)).kind);
  expect(kinds).toEqual([read, mutation]);
});

test.each(['ModelArts.2751', 'ModelArts.0103', 'ModelArts.3503', 'ModelArts.3002', 'ModelArts.50015000'])(
  'a create that answers %s met its own name',
  (duplicate) => {
    for (const status of [400, 409]) {
      expect(errorOf(CREATE, raw(status, code(duplicate))).kind).toBe('duplicate-name');
    }
  },
);

test('a code that is not in the table is never not-found and never invalid, whatever the status', () => {
  for (let status = 300; status < 600; status++) {
    for (const asked of [READ, MUTATION, CREATE]) {
      const { kind } = errorOf(asked, raw(status, code('ModelArts.7777')));
      expect(['not-found', 'invalid']).not.toContain(kind);
    }
  }
});

test('a missing job in the answer to a create says nothing about the job to create', () => {
  expect(errorOf(CREATE, raw(400, code('ModelArts.2775'))).kind).toBe('refused');
});

test.each<[string, unknown, unknown]>([
  ['an object', { a: 1 }, { a: 1 }],
  ['null', null, null],
  ['an empty string in JSON', '""', ''],
  ['nothing', '', undefined],
  ['blanks', ' \n', undefined],
])('a 2xx answer may hold %s', (_, body, parsed) => {
  expect(judge(MUTATION, raw(202, body), NOW).body).toEqual(parsed);
});

describe('the words of an error', () => {
  test('are one sentence with operation, status, code, request id and what the cloud said', () => {
    const answer = raw(
      400,
      { error_code: 'ModelArts.2781', error_msg: 'flavor "x" not found' },
      {
        'x-request-id': '4f2a',
      },
    );
    expect(errorOf(CREATE, answer)).toMatchObject({
      name: 'ModelArtsError',
      message: 'ModelArts refused createTrainingJob (400 ModelArts.2781, request 4f2a): flavor "x" not found',
      reason: 'FlavorNotFound',
      status: 400,
      code: 'ModelArts.2781',
      requestId: '4f2a',
      detail: 'flavor "x" not found',
    });
  });

  test.each<[string, unknown, string]>([
    ['error_msg', { error_code: 'A.1', error_msg: 'm' }, 'm'],
    ['error_message (20.2)', { error_code: 'A.1', error_message: 'm' }, 'm'],
    [
      'is_success and error_message (20.3)',
      { is_success: false, error_code: 'A.1', error_message: 'm' },
      'm',
    ],
    ['a code alone (10.11)', { error_code: 'A.1' }, 'no message'],
  ])('come from a body with %s', (_, body, detail) => {
    expect(errorOf(READ, raw(400, body)).detail).toBe(detail);
  });

  test.each<[string, unknown, string]>([
    ['error_msg below error', { error: { error_code: 'A.1', error_msg: 'm' } }, 'm'],
    [
      'a code, a message and a title below error (IAM)',
      { error: { code: 401, message: 'm', title: 'T' } },
      'm',
    ],
  ])('of IAM come from a body with %s', (_, body, detail) => {
    expect(errorOf({ ...READ, service: 'IAM' }, raw(400, body))).toMatchObject({
      detail,
      kind: 'unavailable',
    });
  });

  test('take the request id from the body when no header has it', () => {
    const body = { ...code('A.1'), request_id: 'from-body' };
    expect(errorOf(READ, raw(400, body)).requestId).toBe('from-body');
    expect(errorOf(READ, raw(400, body, { 'x-request-id': 'h' })).requestId).toBe('h');
  });

  test('take the hint from the table, else from the cloud', () => {
    const solution = { error_solution: 'do this' };
    expect(errorOf(READ, raw(400, { ...code('A.1'), ...solution })).hint).toBe('do this');
    expect(errorOf(CREATE, raw(400, { ...code('ModelArts.2806'), ...solution })).hint).toMatch(/image URL/);
  });

  test('are one line of at most 500 characters without control or invisible characters', () => {
    const error_msg = `a\u0000\u001b[31m\r\nb\u202e\u200b${'x'.repeat(2000)}`;
    const { detail, message } = errorOf(READ, raw(400, { error_code: 'A.1', error_msg }));
    expect(detail).toHaveLength(500);
    expect(detail).toMatch(/^a \[31m b x+$/);
    expect(message).not.toMatch(/\p{C}/u);
  });

  test('never repeat HTML', () => {
    const answer = raw(502, '<html>secret page</html>', { 'content-type': 'text/html' });
    expect(errorOf(READ, answer).message).toBe(
      'ModelArts gave no usable answer to getTrainingJob (502): text/html, 24 bytes instead of an answer of the API',
    );
  });

  test.each<[string, unknown, RawAnswer['headers']]>([
    ['its words', { error_code: 'A.1', error_msg: 'bad hunter22!', error_solution: 'not hunter22' }, {}],
    ['its code', { error_code: 'hunter22', error_msg: 'm' }, {}],
    ['its request id', { error_code: 'A.1', request_id: 'hunter22' }, {}],
    ['its headers', '<html>', { 'content-type': 'hunter22', 'x-request-id': 'hunter22' }],
  ])('never repeat a secret, even when the cloud does in %s', (_, body, headers) => {
    const error = errorOf(READ, raw(400, body, headers), ['hunter22', '']);
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain(
      'hunter22',
    );
  });

  test.each(['a"b\\c\ttab', 'p@ss w/rd&x=1', 'short', 'longer-short'])(
    'never repeat %j in the spelling of JSON or of a URL',
    (secret) => {
      const error_msg = `${secret} ${JSON.stringify(secret)} ${encodeURIComponent(secret)} rest`;
      const { detail } = errorOf(READ, raw(400, { error_code: 'A.1', error_msg }), ['short', secret]);
      expect(detail).toBe('*** "***" *** rest');
    },
  );
});

test.each([
  ['3', 3000],
  [' 0 ', 0],
  ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
  ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %s is %s ms from now', (value, ms) => {
  expect(parseRetryAfter(value, NOW)).toBe(ms);
});

test('a Retry-After is kept with the error', () => {
  const answer = raw(429, code('ModelArts.2799'), { 'retry-after': '7' });
  expect(errorOf(MUTATION, answer)).toMatchObject({ kind: 'throttled', retryAfterMs: 7000 });
});

test('the table answers by status and code together', () => {
  expect(meaningOf(400, 'ModelArts.2781')?.reason).toBe('FlavorNotFound');
  expect(meaningOf(500, 'ModelArts.2781')).toBeUndefined();
  expect(meaningOf(401, 'ModelArts.0206')?.reason).not.toBe(meaningOf(403, 'ModelArts.0206')?.reason);
});
