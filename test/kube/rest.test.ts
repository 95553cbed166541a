import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Call } from '../../operator/kube/rest.ts';
import { Rest } from '../../operator/kube/rest.ts';
import type { ApiError } from '../../operator/runtime/ports.ts';
import type { Reply, Served } from './server.ts';
import { serve, status, TOKEN } from './server.ts';

const never = new AbortController().signal;
const call = (method: Call['method'], more: Partial<Call> = {}): Call => ({
  method,
  path: '/apis/example.com/v1/things',
  signal: never,
  ...more,
});
const ok: Reply = (response) => response.end('{}');
const silent: Reply = () => {};

/** The error that `work` ends with; it holds no credentials, wherever one looks. */
async function errorOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => expect.unreachable('should have failed'),
    (reason: ApiError) => reason,
  );
  expect(error.name).toBe('ApiError');
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(TOKEN);
  return error;
}

describe('a call', () => {
  test('carries sign-in, query and body, and answers with the JSON', async () => {
    await using server = await serve((response) => response.end('{"kind":"Thing"}'));
    const query = { limit: '500', continue: 'a+b/c=&d', absent: undefined };
    const answer = await server.rest.json(call('POST', { query, body: { text: 'ä' } }));
    expect(answer).toEqual({ kind: 'Thing' });
    const [request] = server.received;
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'user-agent': 'rest-test/1',
      accept: 'application/json',
    });
    expect(request?.url.pathname).toBe('/apis/example.com/v1/things');
    expect([...(request?.url.searchParams ?? [])]).toEqual([
      ['limit', '500'],
      ['continue', 'a+b/c=&d'],
    ]);
    expect(request?.body).toBe('{"text":"ä"}');
  });

  test('without a body has no content type', async () => {
    await using server = await serve(ok);
    await server.rest.json(call('GET'));
    expect(server.received[0]?.headers).not.toHaveProperty('content-type');
  });

  test('after the other does not open a connection each time', async () => {
    await using server = await serve(ok);
    for (let i = 0; i < 10; i++) {
      await server.rest.json(call('PATCH', { body: {} }));
      await server.rest.json(call('GET'));
    }
    expect(server.received).toHaveLength(20);
    // The pool may open a second one while it still tidies up the first.
    expect(server.sockets).toBeLessThanOrEqual(2);
  });
});

describe('an answer with an error status', () => {
  test.each([
    [400, 'BadRequest', 'invalid'],
    [401, 'Unauthorized', 'denied'],
    [403, 'Forbidden', 'denied'],
    [404, 'NotFound', 'not-found'],
    [409, 'Conflict', 'conflict'],
    [409, 'AlreadyExists', 'conflict'],
    [410, 'Expired', 'expired'],
    [422, 'Invalid', 'invalid'],
    [429, 'TooManyRequests', 'unavailable'],
    [500, 'InternalError', 'unavailable'],
    [503, 'ServiceUnavailable', 'unavailable'],
    [504, 'Timeout', 'unavailable'],
  ])('%i %s is %s, and says what was refused and why', async (code, reason, kind) => {
    await using server = await serve(status(code, reason, 'because of this'));
    const error = await errorOf(server.rest.json(call('PUT', { body: {} })));
    expect(error).toMatchObject({ kind, status: code });
    expect(error.message).toBe(
      `Kubernetes refused PUT /apis/example.com/v1/things (${code} ${reason}): because of this`,
    );
  });

  test('that is no JSON is told with its first words only', async () => {
    await using server = await serve((response) => response.writeHead(502).end('<html>'.repeat(1_000)));
    const error = await errorOf(server.rest.json(call('GET')));
    expect(error.kind).toBe('unavailable');
    expect(error.message.length).toBeLessThan(300);
  });

  test('that leads elsewhere is not followed', async () => {
    await using server = await serve((response) => response.writeHead(302, { location: '/other' }).end());
    const error = await errorOf(server.rest.json(call('GET')));
    expect(error).toMatchObject({ kind: 'unavailable', status: 302 });
    expect(server.received).toHaveLength(1);
  });
});

describe('without a proper answer a call is unavailable and', () => {
  test.each<[string, Reply]>([
    ['a connection that is cut after the request', (response) => response.socket?.destroy()],
    [
      'an answer that breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"kind":', () => response.socket?.destroy());
      },
    ],
    ['an answer that is no JSON', (response) => response.end('<html>')],
    ['an answer that is empty', (response) => response.end()],
    ['no answer before the deadline', silent],
    [
      'an answer that stalls beyond the deadline',
      (response) => {
        response.writeHead(200);
        response.write('{"kind":');
      },
    ],
  ])('never sent a second time: %s', async (_sentence, reply) => {
    for (const method of ['GET', 'PUT', 'POST', 'PATCH'] as const) {
      await using server = await serve(
        (response, request) => (request.url.pathname === '/after' ? ok : reply)(response, request),
        { timeoutMs: 200 },
      );
      const error = await errorOf(server.rest.json(call(method, method === 'GET' ? {} : { body: {} })));
      expect(error.kind).toBe('unavailable');
      expect(error.status).toBeUndefined();
      expect(error.message).toContain(`${method} /apis/example.com/v1/things`);
      await server.rest.json(call('GET', { path: '/after' }));
      expect(server.received.map(({ url }) => url.pathname)).toEqual([
        '/apis/example.com/v1/things',
        '/after',
      ]);
    }
  });

  test('nobody there is told', async () => {
    const server = await serve(ok);
    await server[Symbol.asyncDispose]();
    const { rest } = server;
    expect((await errorOf(rest.json(call('GET')))).kind).toBe('unavailable');
  });
});

describe('a signal', () => {
  const aborted = (server: Served, stop: AbortController) =>
    errorOf(server.rest.json(call('POST', { body: {}, signal: stop.signal })));

  test('ends a call that is on its way', async () => {
    const stop = new AbortController();
    await using server = await serve(() => stop.abort(new Error('enough')));
    const error = await aborted(server, stop);
    expect(error).toMatchObject({ kind: 'unavailable' });
    expect(error.message).toContain('enough');
  });

  test('that is aborted already keeps the call from being sent', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await using server = await serve(ok);
    await aborted(server, stop);
    expect(server.received).toEqual([]);
  });
});

test('a kubeconfig without a context is refused with a sentence', async () => {
  const kubeconfig = join(await mkdtemp(join(tmpdir(), 'rest-')), 'kubeconfig');
  await writeFile(kubeconfig, '{"apiVersion":"v1","kind":"Config"}');
  const options = { kubeconfig, timeoutMs: 1_000, userAgent: 'rest-test/1' };
  expect(() => new Rest(options)).toThrow(`no cluster: ${kubeconfig} has no current context`);
  await rm(dirname(kubeconfig), { recursive: true });
});
