import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { expect, test } from 'vitest';
import { createDispatcher } from '../../operator/modelarts/dispatcher.ts';
import type { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { clientOf, json, mayMutate, serve, signal, wireJob } from './server.ts';

const BODY = { kind: 'job', metadata: { name: 'gated' } };
const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error as ModelArtsError,
  );

test('a gate that throws leaves no request at the server, and its error is the cause', async () => {
  await using server = await serve(json(201, wireJob('j-1')));
  const client = clientOf(server.url);
  const lost = new Error('the lease is lost');
  const gate = () => {
    throw lost;
  };
  const error = await rejected(client.trainingJobs.create(BODY, { signal: signal(), gate }));
  expect(error).toMatchObject({ kind: 'unsent', cause: lost });
  expect(error.message).toBe('createTrainingJob was not sent to ModelArts: the lease is lost');
  expect(server.received).toEqual([]);
  await expect(client.trainingJobs.create(BODY, mayMutate())).resolves.toMatchObject({ id: 'j-1' });
  expect(server.received).toHaveLength(1);
  await client.close();
});

test('a gate that turns false while the connection is being made leaves no request at the server', async () => {
  await using server = await serve(json(201, wireJob('j-1')));
  let open = true;
  const agent = createDispatcher();
  agent.on('connect', () => {
    open = false;
  });
  const client = clientOf(server.url, { dispatcher: agent });
  const gate = () => {
    if (!open) throw new Error('no longer leader');
  };
  const error = await rejected(client.trainingJobs.create(BODY, { signal: signal(), gate }));
  expect(error.kind).toBe('unsent');
  expect(server.received).toEqual([]);
  await agent.close();
});

test('the gate runs in the tick in which the bytes reach the socket', async () => {
  await using server = await serve(json(201, wireJob('j-1')));
  const { subscribe, unsubscribe } = await import('node:diagnostics_channel');
  const steps: string[] = [];
  const onHeaders = () => steps.push('headers written');
  subscribe('undici:client:sendHeaders', onHeaders);
  const client = clientOf(server.url);
  const gate = () => {
    steps.push('gate');
    queueMicrotask(() => steps.push('next microtask'));
  };
  await client.trainingJobs.create(BODY, { signal: signal(), gate });
  unsubscribe('undici:client:sendHeaders', onHeaders);
  expect(steps).toEqual(['gate', 'headers written', 'next microtask']);
  await client.close();
});

test('an abort while the connection is being made sends nothing once it stands', async () => {
  await using server = await serve(json(201, wireJob('j-1')));
  const aborter = new AbortController();
  const agent = createDispatcher();
  agent.once('connect', () => aborter.abort(new Error('shutting down')));
  const client = clientOf(server.url, { dispatcher: agent });
  let gateRan = false;
  const gate = () => {
    gateRan = true;
  };
  const error = await rejected(client.trainingJobs.create(BODY, { signal: aborter.signal, gate }));
  expect(error).toMatchObject({ kind: 'unsent', detail: 'aborted by the caller' });
  await client.trainingJobs.create(BODY, mayMutate());
  expect(server.received).toHaveLength(1);
  expect(gateRan).toBe(false);
  await agent.close();
});

test('a deadline that passes while the connection is being made is unsent', async () => {
  // The server never answers the TLS handshake.
  const tcp = createTcpServer((socket) => void socket.on('error', () => {}));
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const client = clientOf(`https://127.0.0.1:${(tcp.address() as AddressInfo).port}`, { timeoutMs: 50 });
  expect(await rejected(client.trainingJobs.create(BODY, mayMutate()))).toMatchObject({
    kind: 'unsent',
    detail: 'no complete answer within 50 ms',
  });
  tcp.close();
});

test('a refused connection and an unknown host are unsent, for reads and mutations', async () => {
  const closed = await serve(() => {});
  await closed[Symbol.asyncDispose]();
  for (const url of [closed.url, 'http://no-such-host.invalid']) {
    const client = clientOf(url);
    expect(await rejected(client.trainingJobs.create(BODY, mayMutate()))).toMatchObject({ kind: 'unsent' });
    expect(await rejected(client.trainingJobs.get('j-1', { signal: signal() }))).toMatchObject({
      kind: 'unsent',
    });
    await client.close();
  }
});

test('a call whose signal is already aborted is unsent, also in a slot', async () => {
  await using server = await serve(json(200, wireJob('j-1')));
  const client = clientOf(server.url);
  const aborted = AbortSignal.abort(new Error('stop'));
  await client.withSlot('change', signal(), async (slot) => {
    const call = client.trainingJobs.create(BODY, { ...mayMutate(), signal: aborted, slot });
    expect(await rejected(call)).toMatchObject({ kind: 'unsent', detail: 'aborted by the caller' });
  });
  expect(await rejected(client.trainingJobs.get('j-1', { signal: aborted }))).toMatchObject({
    kind: 'unsent',
  });
  expect(server.received).toEqual([]);
  await client.close();
});

test('an abort after the send is ambiguous for a mutation and unavailable for a read', async () => {
  const aborter = new AbortController();
  await using server = await serve(() => aborter.abort());
  const client = clientOf(server.url);
  const { signal: aborting } = aborter;
  const created = await rejected(client.trainingJobs.create(BODY, { ...mayMutate(), signal: aborting }));
  expect(created.kind).toBe('ambiguous');
  const second = new AbortController();
  await using reader = await serve(() => second.abort());
  const reading = clientOf(reader.url);
  const read = await rejected(reading.trainingJobs.get('j-1', { signal: second.signal }));
  expect(read.kind).toBe('unavailable');
  await Promise.all([client.close(), reading.close()]);
});
