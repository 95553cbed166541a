import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Incoming } from './exchange.ts';

/** The longest body that can be signed, in bytes: 12 MB. */
export const MAX_BODY = 12 * 1024 * 1024;

/** Reads a request whole; of a body that is too long so much that it can be told. */
export async function read(message: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (size <= MAX_BODY) chunks.push(chunk);
    size += chunk.length;
  }
  const { method = '', url = '' } = message;
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  return { method, target: url, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
}

/** What is put on the wire. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Sends a reply. */
export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, {
    ...headers,
    ...(status !== 204 && { 'Content-Length': Buffer.byteLength(body) }),
  });
  response.end(status === 204 ? undefined : body);
}
