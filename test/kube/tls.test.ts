/** The way to the API server: verified, and nothing switches that off without a word. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { Rest } from '../../operator/kube/rest.ts';
import { TLS } from '../modelarts/tls.ts';
import { serve, TOKEN } from './server.ts';

const signal = new AbortController().signal;
const directory = mkdtempSync(join(tmpdir(), 'tls-'));
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

function restFor(cluster: object): Rest {
  const kubeconfig = join(directory, 'kubeconfig');
  const config = {
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'me', user: { token: TOKEN } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'me' } }],
    'current-context': 'test',
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  return new Rest({ kubeconfig, timeoutMs: 5_000, userAgent: 'test' });
}

test('a certificate of another authority, or of another name, is refused before anything is sent', async () => {
  const requests: string[] = [];
  const server = createServer(TLS, (request, response) => {
    requests.push(request.url ?? '');
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async (cluster: object) => {
    const rest = restFor(cluster);
    const answer = await rest.json({ method: 'GET', path: '/x', signal }).then(
      () => 'answered',
      (error: { kind: string }) => error.kind,
    );
    await rest.close();
    return answer;
  };
  const ca = { 'certificate-authority-data': Buffer.from(TLS.cert).toString('base64') };
  const url = `https://localhost:${port}`;
  expect(await ask({ server: url, 'tls-server-name': 'other.test', ...ca })).toBe('unavailable');
  expect(await ask({ server: url, 'tls-server-name': 'localhost' })).toBe('unavailable');
  expect(requests).toEqual([]);
  expect(await ask({ server: url, ...ca })).toBe('answered');
  server.close();
});

describe('a kubeconfig is refused with a sentence', () => {
  test.each([
    [
      'that skips verification',
      { server: 'https://api.test', 'insecure-skip-tls-verify': true },
      /insecure-skip-tls-verify: give/,
    ],
    [
      'that goes without TLS',
      { server: 'http://api.test', 'insecure-skip-tls-verify': true },
      /only https is used/,
    ],
    ['that is no URL', { server: 'api.test' }, /no URL/],
  ])('%s', (_what, cluster, words) => {
    expect(() => restFor(cluster)).toThrow(words);
  });

  test('where the environment switches verification off', () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(() => restFor({ server: 'https://api.test' })).toThrow(/NODE_TLS_REJECT_UNAUTHORIZED=0/);
  });

  test.each(['http://127.0.0.1:8001', 'http://localhost:8001', 'http://[::1]:8001'])(
    'but not %s, which is this very machine',
    (server) => {
      expect(restFor({ server, 'insecure-skip-tls-verify': true }).server).toBe(server);
    },
  );
});

test('the server is told without the credentials that its URL may hold', () => {
  expect(restFor({ server: 'https://me:planted@api.test' }).server).toBe('https://api.test');
});

test('what repeats the token in a refusal is not repeated', async () => {
  await using server = await serve((response, { headers }) =>
    response.writeHead(502).end(`<html>you sent ${headers.authorization}`),
  );
  const call = server.rest.json({ method: 'GET', path: '/x', signal });
  await expect(call).rejects.toThrow(/you sent Bearer \*\*\*/);
});
