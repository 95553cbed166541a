import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Rest } from '../../operator/kube/rest.ts';
import { serve } from './server.ts';

const signal = new AbortController().signal;

/** Prints one token after the other: `token-1`, `token-2`; each of them has expired when it comes. */
const PROGRAM = `
const { readFileSync, writeFileSync } = require('node:fs');
const [file] = process.argv.slice(1);
let count = 0;
try { count = Number(readFileSync(file, 'utf8')); } catch {}
writeFileSync(file, String(count + 1));
const status = { token: 'token-' + (count + 1), expirationTimestamp: '2020-01-01T00:00:00Z' };
console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status }));
`;

test('credentials are asked for again after ten seconds, and at once when they were refused', async () => {
  let refuses = false;
  await using server = await serve((response) => {
    if (refuses) response.statusCode = 401;
    response.end('{}');
  });
  const directory = await mkdtemp(join(tmpdir(), 'sign-in-'));
  const kubeconfig = join(directory, 'kubeconfig');
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    ...{
      command: process.execPath,
      args: ['-e', PROGRAM, join(directory, 'count')],
      interactiveMode: 'Never',
    },
  };
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'one' },
    clusters: [{ name: 'one', cluster: { server: server.rest.server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'one', user: { exec } }],
    contexts: [{ name: 'one', context: { cluster: 'one', user: 'one' } }],
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  let nowMs = 0;
  const rest = new Rest({ kubeconfig, timeoutMs: 10_000, userAgent: 'test', now: () => nowMs });
  const call = () => rest.json({ method: 'GET', path: '/api', signal });
  await Promise.all([call(), call()]);
  nowMs = 9_999;
  await call();
  nowMs = 10_000;
  await call();
  refuses = true;
  await expect(call()).rejects.toThrow('401');
  refuses = false;
  await call();
  await rest.close();
  await rm(directory, { recursive: true });
  expect(server.received.map(({ headers }) => headers.authorization)).toEqual(
    [1, 1, 1, 2, 2, 3].map((count) => `Bearer token-${count}`),
  );
});
