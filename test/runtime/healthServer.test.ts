import { expect, test } from 'vitest';
import { serveHealth } from '../../operator/runtime/healthServer.ts';
import { Vitals } from '../../operator/runtime/vitals.ts';
import { HandTime } from './handTime.ts';

/** A server on a free port of this machine alone. */
async function served() {
  const time = new HandTime();
  const vitals = new Vitals(time);
  const { port, stop } = await serveHealth(vitals, { host: '127.0.0.1', port: 0 });
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  return { time, vitals, port, ask, stop, [Symbol.asyncDispose]: stop };
}

test('/healthz answers 200 while all is well and 503 with what stands still', async () => {
  await using server = await served();
  expect(await server.ask('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
  server.vitals.term().watch('things');
  await server.time.advance(700_000);
  expect(await server.ask('/healthz')).toMatchObject({
    status: 503,
    text: 'watch of things: neither delivered nor ended for 700 s\n',
  });
});

test('/readyz answers 503 with the reason, then 200', async () => {
  await using server = await served();
  expect((await server.ask('/readyz')).status).toBe(503);
  server.vitals.follows('pod-2');
  expect(await server.ask('/readyz?verbose')).toMatchObject({ status: 200, text: 'ok: pod-2 leads\n' });
});

test('/metrics answers in the text format of Prometheus, with what Node tells of the process', async () => {
  await using server = await served();
  const { status, type, text } = await server.ask('/metrics');
  expect(status).toBe(200);
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toContain('\nmodelarts_operator_leader 0\n');
  expect(text).toMatch(/^process_cpu_seconds_total \d/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m);
});

test.each([
  ['GET', '/', 404],
  ['GET', '/metrics/x', 404],
  ['POST', '/metrics', 405],
  ['HEAD', '/healthz', 200],
])('%s %s answers %i', async (method, path, status) => {
  await using server = await served();
  expect((await server.ask(path, method)).status).toBe(status);
});

test('a port that is in use is refused with what to do', async () => {
  await using server = await served();
  await expect(
    serveHealth(new Vitals(new HandTime()), { host: '127.0.0.1', port: server.port }),
  ).rejects.toThrow(
    `--metrics-port: port ${server.port} of 127.0.0.1 is in use by another process: give another --metrics-port, 0 for a free one, or off`,
  );
});

test('an address that is not ours is refused with the flag to correct', async () => {
  await expect(serveHealth(new Vitals(new HandTime()), { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    /EADDRNOTAVAIL.*correct --metrics-host/,
  );
});

test('stop ends connections that are kept open', async () => {
  const server = await served();
  await server.ask('/healthz');
  await server.stop();
  await expect(server.ask('/healthz')).rejects.toThrow();
});
