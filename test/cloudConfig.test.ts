import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cloudConfigFrom } from '../operator/cloudConfig.ts';
import { TLS } from './modelarts/tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloud-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('without flags and variables everything is the client’s own default', () => {
  const { limits, ca, httpsProxy, noProxy, machineCredentials } = cloudConfigFrom({}, {});
  expect([ca, httpsProxy, noProxy]).toEqual([undefined, undefined, undefined]);
  expect(limits).toEqual({ perSecond: undefined, burst: undefined, concurrency: undefined });
  expect(machineCredentials).toBe(false);
});

test('limits and certificates come from flags', () => {
  const flags = { rate: 5, burst: 6, maxConcurrentRequests: 7, caFile: file('ca.pem', TLS.cert) };
  expect(cloudConfigFrom(flags, {})).toMatchObject({
    limits: { perSecond: 5, burst: 6, concurrency: 7 },
    ca: TLS.cert,
  });
});

test.each([
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a' }],
  [{ https_proxy: 'http://p:1', no_proxy: 'a' }],
  [{ HTTPS_PROXY: '', https_proxy: 'http://p:1', NO_PROXY: '', no_proxy: 'a' }],
])('the proxy comes from the environment: %j', (env) => {
  expect(cloudConfigFrom({}, env)).toMatchObject({ httpsProxy: 'http://p:1', noProxy: 'a' });
});

describe('is refused with a sentence:', () => {
  test('a certificate file that is not there', () => {
    const caFile = join(folder, 'none.pem');
    expect(() => cloudConfigFrom({ caFile }, {})).toThrow(`--ca-file: "${caFile}" cannot be read (ENOENT)`);
  });

  test('a file without certificates', () => {
    const caFile = file('empty.pem', 'nothing');
    expect(() => cloudConfigFrom({ caFile }, {})).toThrow('holds no certificate');
  });

  test.each(['proxy.example.com:3128', 'socks5://user:hunter22@p', 'http://user:hunter22@:x'])(
    'a proxy that is none, without repeating it: %s',
    (HTTPS_PROXY) => {
      expect(() => cloudConfigFrom({}, { HTTPS_PROXY })).toThrow(
        /^HTTPS_PROXY is not a URL of a proxy: write http:\/\/host:port$/,
      );
    },
  );
});
