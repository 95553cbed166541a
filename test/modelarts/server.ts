import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type ClientOptions, createClient, type ModelArts } from '../../operator/modelarts/client.ts';
import { createThrottle } from '../../operator/modelarts/throttle.ts';

export type Received = { method: string; path: string; headers: IncomingMessage['headers']; body: string };
export type Reply = (response: ServerResponse, request: Received, socket: Socket) => void;

/** A real HTTP server on a free port, which records every request that came with its whole body. */
export async function serve(reply: Reply): Promise<AsyncDisposable & { url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const request = {
        method: message.method ?? '',
        path: message.url ?? '',
        headers: message.headers,
        body,
      };
      received.push(request);
      reply(response, request, message.socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  };
};

export const text = (status: number, body: string, headers: Record<string, string> = {}): Reply => {
  return (response) => void response.writeHead(status, headers).end(body);
};

export const CREDENTIALS = { accessKey: 'AKTEST', secretKey: 'very-secret-key-of-the-test' };
export const PROJECT = '0123456789abcdef0123456789abcdef';

/** A client whose throttle never makes a test wait. */
export const clientOf = (endpoint: string, options: Partial<ClientOptions> = {}): ModelArts =>
  createClient({
    endpoint,
    projectId: PROJECT,
    credentials: CREDENTIALS,
    throttle: createThrottle({ perSecond: 10_000 }),
    ...options,
  });

export const signal = () => new AbortController().signal;
export const mayMutate = () => ({ signal: signal(), gate: () => {} });

/** A job as the cloud answers it. */
export const wireJob = (id: string, name = `job-${id}`, phase = 'Creating') => ({
  kind: 'job',
  metadata: { id, name, description: '', create_time: 1637045545982, workspace_id: '0', user_name: 'u' },
  status: { phase, secondary_phase: phase, duration: 0, start_time: 0, tasks: ['worker-0'] },
});
