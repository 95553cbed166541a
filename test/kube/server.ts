import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rest } from '../../operator/kube/rest.ts';

export const TOKEN = 'a-bearer-token-that-nobody-may-see';

export type Received = { method: string; url: URL; headers: IncomingMessage['headers']; body: string };
export type Reply = (response: ServerResponse, request: Received) => void;

/** A server that answers as a test says, a `Rest` signed in to it with a token, and what came in. */
export type Served = AsyncDisposable & { rest: Rest; received: Received[]; sockets: number };

/** Starts one on a free port. `timeoutMs` is the deadline of `Rest`. */
export async function serve(reply: Reply, { timeoutMs = 10_000 } = {}): Promise<Served> {
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const { method = '', headers } = message;
      const url = new URL(message.url ?? '', 'http://localhost');
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      served.received.push(request);
      reply(response, request);
    });
  });
  server.on('connection', () => {
    served.sockets += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const directory = await mkdtemp(join(tmpdir(), 'rest-'));
  const kubeconfig = await writeKubeconfig(directory, (server.address() as AddressInfo).port);
  const rest = new Rest({ kubeconfig, timeoutMs, userAgent: 'rest-test/1' });
  const served: Served = {
    rest,
    received: [],
    sockets: 0,
    async [Symbol.asyncDispose]() {
      await rest.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true });
    },
  };
  return served;
}

async function writeKubeconfig(directory: string, port: number): Promise<string> {
  const file = join(directory, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    // Without the flag, client-node refuses a server without TLS.
    clusters: [
      { name: 'test', cluster: { server: `http://127.0.0.1:${port}/`, 'insecure-skip-tls-verify': true } },
    ],
    users: [{ name: 'me', user: { token: TOKEN } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'me' } }],
    'current-context': 'test',
  };
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

/** A Status object, as the API server answers with it. */
export const status =
  (code: number, reason: string, message: string): Reply =>
  (response) => {
    const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code };
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
