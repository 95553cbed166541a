import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalRequest, sign } from '../../operator/modelarts/signer.ts';

const P = '0123456789abcdef0123456789abcdef';
const NOW = new Date('2026-01-02T03:04:05Z');
const KEYS = { accessKey: 'AK', secretKey: 'SK' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

test('the canonical request of the published vector has the published hash', () => {
  const canonical = canonicalRequest({
    method: 'GET',
    url: new URL(
      'https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0',
    ),
    headers: {
      'content-type': 'application/json',
      host: 'service.region.example.com',
      'x-sdk-date': '20191115T033655Z',
    },
    body: '',
  });
  expect(createHash('sha256').update(canonical).digest('hex')).toBe(
    'b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a',
  );
});

type Vector = [what: string, method: string, path: string, headers: Record<string, string>, body: string];
const vectors: [...Vector, token: string | undefined, signed: string, signature: string][] = [
  [
    'a query that needs escaping',
    'GET',
    `/v1/${P}/models?model_name=a%20b%2Bc'(x)*~!%E4%BD%A0&limit=5&offset=0`,
    {},
    '',
    undefined,
    'host;x-sdk-date',
    '941190e3db030900dd8f7b94c097fc1dce7795ab82123f4c0bfa2d8fd5a03f1d',
  ],
  [
    'a body that is not ASCII',
    'POST',
    `/v2/${P}/training-job-searches`,
    { ...JSON_TYPE, 'X-Project-Id': P },
    '{"limit":5,"filters":[{"key":"name","operator":"like","value":["你好"]}]}',
    undefined,
    'content-type;host;x-project-id;x-sdk-date',
    '24f1816052822d5f98910a5408514aef44fc228ab498f165d7780d8a3fac28ba',
  ],
  [
    'a comma in the path',
    'DELETE',
    `/v1/${P}/services/aaa,bbb`,
    {},
    '',
    undefined,
    'host;x-sdk-date',
    '794c11e36896d001f8868d04f64849ab42d8252c1bf040eb10f81e94ba9d2c3c',
  ],
  [
    'a trailing slash and a security token',
    'POST',
    `/v2/${P}/training-experiments/`,
    JSON_TYPE,
    '{"metadata":{"name":"e"}}',
    'tok',
    'content-type;host;x-sdk-date;x-security-token',
    '86410dc3883bac52e7f4ca029df8f50409f07169581c3d8e75084ce587d037ce',
  ],
];

test.each(vectors)(
  'the signature of %s is the one the cloud makes',
  (_, method, path, headers, body, securityToken, signedHeaders, signature) => {
    const url = new URL(path, 'https://modelarts.example.com');
    const signed = sign({ method, url, headers, body }, { ...KEYS, securityToken }, NOW);
    expect(signed.authorization).toBe(
      `SDK-HMAC-SHA256 Access=AK, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    );
    expect(signed).toMatchObject({ host: 'modelarts.example.com', 'x-sdk-date': '20260102T030405Z' });
    expect(signed['x-security-token']).toBe(securityToken);
  },
);

test('signing throws for nothing that can be in a URL, a header or a body, and never shows the secret key', () => {
  const secretKey = 'S3cretKeyThatMustNotShow';
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.dictionary(fc.string(), fc.string()),
      (path, query, body, headers) => {
        const url = new URL('https://h.example/');
        url.pathname = path;
        url.search = query;
        const signed = sign({ method: 'POST', url, headers, body }, { accessKey: 'AK', secretKey }, NOW);
        expect(JSON.stringify(signed)).not.toContain(secretKey);
        expect(signed.authorization).toMatch(/Signature=[0-9a-f]{64}$/);
      },
    ),
  );
});

test.each([
  ['the order of query keys', '/a?b=2&a=1&a=0', '/a?a=0&b=2&a=1'],
  ['how a character is escaped', '/%7Eu?q=%2f', '/~u?q=%2F'],
  ['a broken escape that is escaped itself', '/%zz?q=%', '/%25zz?q=%25'],
])('the signature does not depend on %s', (_, one, other) => {
  const [a, b] = [one, other].map((path) => {
    const url = new URL(path as string, 'https://h.example');
    return sign({ method: 'GET', url, headers: {}, body: '' }, KEYS, NOW).authorization;
  });
  expect(a).toBe(b);
});
