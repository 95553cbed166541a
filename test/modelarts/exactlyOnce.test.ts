import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { clientOf, json, mayMutate, type Reply, serve, signal, text, wireJob } from './server.ts';

const BODY = { kind: 'job', metadata: { name: 'once' } };
const failure = (promise: Promise<unknown>): Promise<ModelArtsError> =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ModelArtsError);
      return error as ModelArtsError;
    },
  );

const NO_ANSWER = 'no answer before the deadline';
const cases: [string, Reply, string][] = [
  ['a reset before the answer', (_, __, socket) => void socket.resetAndDestroy(), 'ambiguous'],
  ['a close before the answer', (_, __, socket) => void socket.destroy(), 'ambiguous'],
  [
    'a reset in the middle of the answer',
    (response, _, socket) => {
      response.writeHead(201, { 'content-length': '500' });
      response.write('{"metadata":{"id":"a', () => socket.resetAndDestroy());
    },
    'ambiguous',
  ],
  ['a 500 with an error body', json(500, { error_code: 'ModelArts.0010', error_msg: 'x' }), 'ambiguous'],
  ['a 502 in HTML', text(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }), 'ambiguous'],
  ['a 503 with Retry-After', json(503, { error_code: 'E.1' }, { 'retry-after': '0' }), 'ambiguous'],
  ['a 504 without a body', text(504, ''), 'ambiguous'],
  ['a 429', json(429, { error_code: 'ModelArts.2799' }, { 'retry-after': '0' }), 'throttled'],
  ['a 307 to itself', text(307, '', { location: '/' }), 'ambiguous'],
  ['a 400 in HTML', text(400, '<html>no</html>'), 'ambiguous'],
  ['a 404 without a body', text(404, ''), 'ambiguous'],
  ['a 408', json(408, { error_code: 'X.1' }), 'ambiguous'],
  ['a 409 with an unknown code', json(409, { error_code: 'X.1' }), 'conflict'],
  ['a 400 with an unknown code', json(400, { error_code: 'X.1' }), 'refused'],
  [NO_ANSWER, () => {}, 'ambiguous'],
  ['an answer that is no JSON', text(201, 'not json'), 'ambiguous'],
  ['a 201 without an id', json(201, { metadata: { name: 'once' } }), 'ambiguous'],
  ['a 201 with an id unfit for a URL', json(201, wireJob('a,b')), 'ambiguous'],
  ['a 201 without a body', text(201, ''), 'ambiguous'],
  ['a 200 that holds an error', json(200, { is_success: false, error_code: 'X.1' }), 'ambiguous'],
  ['a clear refusal', json(400, { error_code: 'ModelArts.2781', error_msg: 'no' }), 'invalid'],
];

test.each(cases)('a create is sent once on %s', async (why, reply, kind) => {
  await using server = await serve(reply);
  const client = clientOf(server.url, { timeoutMs: why === NO_ANSWER ? 1000 : 30_000 });
  const error = await failure(client.trainingJobs.create(BODY, mayMutate()));
  expect({ kind: error.kind, requests: server.received.length }).toEqual({ kind, requests: 1 });
  await client.close();
});

test('a create is sent at most once when the server closes the idle connection as it goes out', async () => {
  let closeAfterMs = 0;
  await using server = await serve((response, request, socket) => {
    if (request.method === 'POST') return json(201, wireJob('j-1'))(response, request, socket);
    json(200, wireJob('j-1'))(response, request, socket);
    response.on('finish', () => {
      if (closeAfterMs === 0) socket.end();
      else setTimeout(() => socket.destroy(), closeAfterMs);
    });
  });
  for (let round = 0; round < 40; round++) {
    closeAfterMs = round % 4;
    const client = clientOf(server.url);
    await client.trainingJobs.get('j-1', { signal: signal() });
    if (round % 2 === 1) await sleep(round % 5);
    const before = server.received.length;
    const outcome = await client.trainingJobs.create(BODY, mayMutate()).then(
      () => 'made',
      (error: ModelArtsError) => error.kind,
    );
    const requests = server.received.length - before;
    expect(['made', 'ambiguous']).toContain(outcome);
    expect(requests).toBeLessThanOrEqual(1);
    if (outcome === 'made') expect(requests).toBe(1);
    await client.close();
  }
});

describe('an interceptor that dispatches again', () => {
  test('cannot make a second mutation', async () => {
    await using server = await serve((_, __, socket) => void socket.destroy());
    const { createDispatcher } = await import('../../operator/modelarts/dispatcher.ts');
    const agent = createDispatcher();
    const twice = agent.compose((dispatch) => (options, handler) => {
      const again = {
        ...delegate(handler),
        onResponseError: () => void dispatch(options, handler),
      };
      return dispatch(options, again);
    });
    const client = clientOf(server.url, { dispatcher: twice });
    const error = await failure(client.trainingJobs.create(BODY, mayMutate()));
    expect(error.kind).toBe('ambiguous');
    expect(error.message).toContain('a second send of a mutation was prevented');
    expect(server.received).toHaveLength(1);
    await agent.close();
  });
});

type Handler = import('undici').Dispatcher.DispatchHandler;
const delegate = (handler: Handler): Handler => ({
  onRequestStart: (...args) => handler.onRequestStart?.(...args),
  onResponseStart: (...args) => handler.onResponseStart?.(...args),
  onResponseData: (...args) => handler.onResponseData?.(...args),
  onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
});
