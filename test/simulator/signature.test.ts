import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalRequest, type SignedRequest, verify } from '../../operator/simulator/signature.ts';
import { sdkDate, sign } from './signer.ts';

const project = '0123456789abcdef0123456789abcdef';
const host = 'modelarts.example.com';
const date = '20260102T030405Z';
const then = Date.UTC(2026, 0, 2, 3, 4, 5);
const credential = { accessKey: 'AK', secretKey: 'SK', userName: 'someone' };
const keyOf = (accessKey: string) => (accessKey === 'AK' ? credential : undefined);
const json = 'application/json';

type Vector = [
  name: string,
  method: string,
  target: string,
  headers: Record<string, string>,
  body: string,
  signature: string,
];

/** Made with Huawei's own Node signer (sdk-core 3.1.211). */
const vectors: Vector[] = [
  [
    'a query with reserved and Chinese characters',
    'GET',
    `/v1/${project}/models?model_name=a%20b%2Bc'(x)*~!%E4%BD%A0&limit=5&offset=0`,
    {},
    '',
    '941190e3db030900dd8f7b94c097fc1dce7795ab82123f4c0bfa2d8fd5a03f1d',
  ],
  [
    'a body with Chinese characters',
    'POST',
    `/v2/${project}/training-job-searches`,
    { 'content-type': json, 'x-project-id': project },
    '{"limit":5,"filters":[{"key":"name","operator":"like","value":["你好"]}]}',
    '24f1816052822d5f98910a5408514aef44fc228ab498f165d7780d8a3fac28ba',
  ],
  [
    'a comma in the path',
    'DELETE',
    `/v1/${project}/services/aaa,bbb`,
    {},
    '',
    '794c11e36896d001f8868d04f64849ab42d8252c1bf040eb10f81e94ba9d2c3c',
  ],
  [
    'a trailing slash and a security token',
    'POST',
    `/v2/${project}/training-experiments/`,
    { 'content-type': json, 'x-security-token': 'tok' },
    '{"metadata":{"name":"e"}}',
    '86410dc3883bac52e7f4ca029df8f50409f07169581c3d8e75084ce587d037ce',
  ],
];

function request([, method, target, extra, body, signature]: Vector): SignedRequest {
  const headers: Record<string, string> = { ...extra, host, 'x-sdk-date': date };
  const names = Object.keys(headers).sort().join(';');
  const authorization = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=${names}, Signature=${signature}`;
  return { method, target, headers: { ...headers, authorization }, body: Buffer.from(body) };
}

test.each(vectors)('the vendor’s signature of %s is believed', (...vector) => {
  expect(verify(request(vector), keyOf, then)).toBe(credential);
});

test('the published canonical request has the published hash', () => {
  const canonical = canonicalRequest(
    {
      method: 'GET',
      target: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0',
      headers: { 'content-type': json, host: 'service.region.example.com', 'x-sdk-date': '20191115T033655Z' },
      body: Buffer.of(),
    },
    ['content-type', 'host', 'x-sdk-date'],
  );
  const hash = createHash('sha256').update(canonical).digest('hex');
  expect(hash).toBe('b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a');
});

const tampering: [name: string, change: (sent: SignedRequest) => Partial<SignedRequest>, refusal: string][] =
  [
    ['another method', () => ({ method: 'PUT' }), 'mismatch'],
    ['another path', ({ target }) => ({ target: target.replace('v', 'w') }), 'mismatch'],
    [
      'another query',
      ({ target }) => ({ target: `${target}${target.includes('?') ? '&' : '?'}limit=6` }),
      'mismatch',
    ],
    ['another body', ({ body }) => ({ body: Buffer.concat([body, Buffer.from(' ')]) }), 'mismatch'],
    ['another host', (sent) => header(sent, { host: 'elsewhere.example.com' }), 'mismatch'],
    ['another date', (sent) => header(sent, { 'x-sdk-date': '20260102T030406Z' }), 'mismatch'],
    [
      'a date that was not signed',
      (sent) => header(sent, { authorization: `${sent.headers.authorization}`.replace(/;?x-sdk-date/, '') }),
      'date-unsigned',
    ],
    ['a date that is none', (sent) => header(sent, { 'x-sdk-date': 'yesterday' }), 'malformed'],
    [
      'another access key',
      (sent) => header(sent, { authorization: `${sent.headers.authorization}`.replace('=AK', '=KA') }),
      'key-unknown',
    ],
    [
      'a changed digit of the signature',
      (sent) =>
        header(sent, {
          authorization: `${sent.headers.authorization}`.replace(/.$/, (digit) =>
            digit === '0' ? '1' : '0',
          ),
        }),
      'mismatch',
    ],
    [
      'a signature that is too short',
      (sent) => header(sent, { authorization: `${sent.headers.authorization}`.slice(0, -1) }),
      'malformed',
    ],
    [
      'another algorithm',
      (sent) => header(sent, { authorization: `V11-${sent.headers.authorization}` }),
      'malformed',
    ],
  ];

const header = ({ headers }: SignedRequest, change: Record<string, string>) => ({
  headers: { ...headers, ...change },
});

test.each(tampering)('a request with %s is refused, whatever it asks for', (_name, change, refusal) => {
  for (const vector of vectors) {
    const sent = request(vector);
    expect(verify({ ...sent, ...change(sent) }, keyOf, then)).toBe(refusal);
  }
});

test('a request without Authorization is refused', () => {
  const bare = { method: 'GET', target: '/', headers: { 'x-sdk-date': date }, body: Buffer.of() };
  expect(verify(bare, keyOf, then)).toBe('missing');
});

test.each([
  ['is believed 15 minutes later', 15 * 60_000, credential],
  ['is believed 15 minutes early', -15 * 60_000, credential],
  ['is refused a second after that', 15 * 60_000 + 1000, 'date-skewed'],
  ['is refused a second before that', -15 * 60_000 - 1000, 'date-skewed'],
])('a signature %s', (_name, lateMs, expected) => {
  const sent = sign(
    { method: 'GET', target: '/v2/p/x', headers: {}, body: Buffer.of() },
    { ...credential, date: sdkDate(then) },
  );
  expect(verify(sent, keyOf, then + lateMs)).toBe(expected);
});

test('a request that signs neither host nor content type is believed, as the gateway does', () => {
  const sent = sign(
    { method: 'GET', target: '/v2/p/x', headers: {}, body: Buffer.of() },
    { ...credential, date },
  );
  const unsigned = { ...sent, headers: { ...sent.headers, host, 'content-type': json } };
  expect(verify(unsigned, keyOf, then)).toBe(credential);
});
