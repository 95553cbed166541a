import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { ApiError } from '../../operator/runtime/ports.ts';
import type { Reply, Served } from './server.ts';
import { serve, status } from './server.ts';

const never = new AbortController().signal;

/** What a stream gave, and the error that it ended with, if any. */
async function drain({ rest }: Served, { idleMs = 10_000, signal = never } = {}) {
  const lines: string[] = [];
  try {
    for await (const line of rest.lines({ method: 'GET', path: '/things', signal }, idleMs)) lines.push(line);
    return { lines };
  } catch (error) {
    return { lines, error: error as ApiError };
  }
}

/** Answers with `chunks`, each in a packet of its own, and then does `last`. */
const streaming =
  (chunks: (string | Buffer)[], last: (response: ServerResponse) => unknown): Reply =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    for (const chunk of chunks) {
      await new Promise((resolve) => response.write(chunk, resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    last(response);
  };
const end = (response: ServerResponse) => response.end();

describe('a stream of lines', () => {
  const euro = Buffer.from('{"a":"€"}\n');

  test.each<[string, (string | Buffer)[], string[]]>([
    ['gives each line', ['{"a":1}\n{"a":2}\n'], ['{"a":1}', '{"a":2}']],
    ['puts a line together that came in pieces', ['{"a"', ':1', '}\n'], ['{"a":1}']],
    ['puts a letter together that came in pieces', [euro.subarray(0, 7), euro.subarray(7)], ['{"a":"€"}']],
    ['passes over empty lines', ['\n{"a":1}\n\r\n\n'], ['{"a":1}']],
    ['may be empty', [], []],
  ])('%s', async (_sentence, chunks, lines) => {
    await using server = await serve(streaming(chunks, end));
    expect(await drain(server)).toEqual({ lines });
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['ends in the middle of a line', (response) => void response.end('{"b":')],
    ['is cut', (response) => response.socket?.destroy()],
  ])('that %s gives the whole lines and is then unavailable', async (_sentence, last) => {
    await using server = await serve(streaming(['{"a":1}\n', '{"b"'], last));
    const { lines, error } = await drain(server);
    expect(lines).toEqual(['{"a":1}']);
    expect(error).toMatchObject({ name: 'ApiError', kind: 'unavailable' });
    expect(error?.message).toContain('GET /things');
  });

  test.each<[string, Reply]>([
    ['before the first line', () => {}],
    ['before the first line, after the head', (response) => response.writeHead(200).flushHeaders()],
    ['after a line', streaming(['{"a":1}\n'], () => {})],
  ])('that goes silent %s is unavailable', async (_sentence, reply) => {
    await using server = await serve(reply);
    const { error } = await drain(server, { idleMs: 100 });
    expect(error).toMatchObject({ kind: 'unavailable' });
    expect(error?.message).toContain('silent for 0.1 s');
  });

  test('is not bound by the deadline of calls', async () => {
    await using server = await serve(
      streaming(['{"a":1}\n'], (response) => setTimeout(() => response.end('{"a":2}\n'), 150)),
      { timeoutMs: 50 },
    );
    expect(await drain(server)).toEqual({ lines: ['{"a":1}', '{"a":2}'] });
  });

  test('that is refused says why', async () => {
    await using server = await serve(status(410, 'Expired', 'too old resource version'));
    const { error } = await drain(server);
    expect(error).toMatchObject({ kind: 'expired', status: 410 });
  });

  test('ends with the signal, and the server sees its connection closed', async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    await using server = await serve((response, request) => {
      response.on('close', () => closed.resolve());
      streaming(['{"a":1}\n'], () => stop.abort(new Error('enough')))(response, request);
    });
    const { error } = await drain(server, { signal: stop.signal });
    expect(error?.message).toContain('enough');
    await closed.promise;
  });

  test('that its reader leaves closes the connection', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await serve((response, request) => {
      response.on('close', () => closed.resolve());
      streaming(['{"a":1}\n{"a":2}\n'], () => {})(response, request);
    });
    for await (const line of server.rest.lines({ method: 'GET', path: '/things', signal: never }, 10_000)) {
      expect(line).toBe('{"a":1}');
      break;
    }
    await closed.promise;
  });
});
