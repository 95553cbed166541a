import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type LookupFunction, type Server } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createDispatcher, type DispatcherOptions } from '../../operator/modelarts/dispatcher.ts';
import type { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { clientOf, json, mayMutate, serve, signal, wireJob } from './server.ts';
import { TLS } from './tls.ts';

const BODY = { kind: 'job', metadata: { name: 'n' } };
const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error as ModelArtsError,
  );

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** ModelArts over TLS on a free port; answers a job to everything and counts. */
async function secureServer() {
  const requests: string[] = [];
  const server = createHttpsServer(TLS, (request, response) => {
    requests.push(`${request.method} ${request.headers.host}`);
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(wireJob('j-1')));
  });
  const port = await listening(server);
  return { port, requests, [Symbol.asyncDispose]: () => stop(server) };
}

/** An HTTP proxy that makes tunnels, all of them to `port` of this machine. */
async function tunnelProxy(port: number) {
  const tunnels: string[] = [];
  const server = createHttpServer();
  server.on('connect', (request, client) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, client]) socket.on('error', () => socket.destroy());
  });
  const url = `http://127.0.0.1:${await listening(server)}`;
  return { url, tunnels, [Symbol.asyncDispose]: () => stop(server) };
}

async function stop(server: Server & { closeAllConnections?: () => void }): Promise<void> {
  server.closeAllConnections?.();
  server.close();
}

async function create(endpoint: string, options: DispatcherOptions, gate = () => {}) {
  const dispatcher = createDispatcher(options);
  const client = clientOf(endpoint, { dispatcher, retry: { attempts: 1 } });
  try {
    return await client.trainingJobs.create(BODY, { signal: signal(), gate });
  } finally {
    await dispatcher.destroy();
  }
}

describe('certificates', () => {
  test('of an unknown authority are refused before anything is sent, and taken when its certificate is given', async () => {
    await using server = await secureServer();
    const endpoint = `https://localhost:${server.port}`;
    expect(await rejected(create(endpoint, {}))).toMatchObject({ kind: 'unsent' });
    expect(server.requests).toEqual([]);
    await expect(create(endpoint, { ca: TLS.cert })).resolves.toMatchObject({ id: 'j-1' });
  });

  test('are verified though the environment says that they need not be, beside a proxy and through one', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await using server = await secureServer();
    await using proxy = await tunnelProxy(server.port);
    const endpoint = `https://localhost:${server.port}`;
    expect(await rejected(create(endpoint, {}))).toMatchObject({ kind: 'unsent' });
    const tunnelled = create('https://modelarts.test', { httpsProxy: proxy.url });
    expect(await rejected(tunnelled)).toMatchObject({ kind: 'unsent' });
    vi.unstubAllEnvs();
    expect([server.requests, proxy.tunnels]).toEqual([[], ['modelarts.test:443']]);
  });
});

describe('a proxy for HTTPS', () => {
  test('tunnels the call, the endpoint’s name and certificate are still checked, and plain HTTP goes past it', async () => {
    await using server = await secureServer();
    await using proxy = await tunnelProxy(server.port);
    const httpsProxy = proxy.url;
    await expect(create('https://modelarts.test', { httpsProxy, ca: TLS.cert })).resolves.toBeDefined();
    expect(proxy.tunnels).toEqual(['modelarts.test:443']);
    expect(server.requests).toEqual(['POST modelarts.test']);
    expect(await rejected(create('https://other.test', { httpsProxy, ca: TLS.cert }))).toMatchObject({
      kind: 'unsent',
    });
    expect(await rejected(create('https://modelarts.test', { httpsProxy }))).toMatchObject({
      kind: 'unsent',
    });
    expect(server.requests).toHaveLength(1);
    await using plain = await serve(json(201, wireJob('j-2')));
    await expect(create(plain.url, { httpsProxy })).resolves.toMatchObject({ id: 'j-2' });
    expect(proxy.tunnels).toHaveLength(3);
  });

  test.each(['localhost', '.localhost,other', '*'])(
    'is not asked for a host in NO_PROXY (%s)',
    async (noProxy) => {
      await using server = await secureServer();
      await using proxy = await tunnelProxy(server.port);
      const endpoint = `https://localhost:${server.port}`;
      await expect(create(endpoint, { httpsProxy: proxy.url, noProxy, ca: TLS.cert })).resolves.toBeDefined();
      expect(proxy.tunnels).toEqual([]);
    },
  );

  test('lets the gate decide in the tick in which the request enters the tunnel', async () => {
    await using server = await secureServer();
    await using proxy = await tunnelProxy(server.port);
    const steps: string[] = [];
    const onHeaders = (message: unknown) => {
      const { request } = message as { request: { method: string } };
      steps.push(`headers of ${request.method}`);
    };
    subscribe('undici:client:sendHeaders', onHeaders);
    const gate = () => {
      steps.push('gate');
      queueMicrotask(() => steps.push('next microtask'));
    };
    await create('https://modelarts.test', { httpsProxy: proxy.url, ca: TLS.cert }, gate);
    unsubscribe('undici:client:sendHeaders', onHeaders);
    expect(steps.slice(steps.indexOf('gate'))).toEqual(['gate', 'headers of POST', 'next microtask']);
  });

  test('that closes the gate while the tunnel is made leaves no request at the server', async () => {
    await using server = await secureServer();
    await using proxy = await tunnelProxy(server.port);
    const gate = () => {
      if (proxy.tunnels.length > 0) throw new Error('no longer leader');
    };
    const options = { httpsProxy: proxy.url, ca: TLS.cert };
    expect(await rejected(create('https://modelarts.test', options, gate))).toMatchObject({ kind: 'unsent' });
    expect(server.requests).toEqual([]);
  });

  test('that cannot be reached, or refuses the tunnel, leaves a mutation unsent', async () => {
    await using refusing = await serve(json(403, {}));
    for (const httpsProxy of [refusing.url, 'http://127.0.0.1:9']) {
      expect(await rejected(create('https://modelarts.test', { httpsProxy }))).toMatchObject({
        kind: 'unsent',
      });
    }
  });

  test('keeps its password out of errors', async () => {
    const httpsProxy = 'http://user:proxy-password@127.0.0.1:9';
    const error = await rejected(create('https://modelarts.test', { httpsProxy }));
    expect(JSON.stringify([error, error.message, error.stack, String(error.cause)])).not.toContain(
      'proxy-password',
    );
  });
});

describe('a name', () => {
  const resolvingTo = (...addresses: string[]): LookupFunction => {
    const entries = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    return (_, options, callback) => {
      const [first = { address: '', family: 4 }] = entries;
      if (options.all) callback(null, entries);
      else callback(null, first.address, first.family);
    };
  };

  test.each([
    ['169.254.169.254'],
    ['127.0.0.1', '169.254.10.1'],
    ['100.100.100.200'],
    ['fe80::1'],
    ['fd00:ec2::254'],
    ['::ffff:169.254.169.254'],
  ])('that resolves to %s is not connected to', async (...addresses) => {
    await using server = await serve(json(201, wireJob('j-1')));
    const { port } = new URL(server.url);
    const error = await rejected(
      create(`http://innocent.test:${port}`, { lookup: resolvingTo(...addresses) }),
    );
    expect(error).toMatchObject({ kind: 'unsent' });
    expect(error.message).toContain('link-local or metadata address');
    expect(server.received).toEqual([]);
  });

  test('that resolves elsewhere is, and the metadata service’s own connections are free', async () => {
    await using server = await serve(json(201, wireJob('j-1')));
    const endpoint = `http://innocent.test:${new URL(server.url).port}`;
    await expect(create(endpoint, { lookup: resolvingTo('127.0.0.1') })).resolves.toBeDefined();
    const free = createDispatcher({ linkLocal: true });
    await expect(
      clientOf(server.url, { dispatcher: free }).trainingJobs.create(BODY, mayMutate()),
    ).resolves.toBeDefined();
    await free.destroy();
  });

  test('that does not resolve is told as such', async () => {
    const error = await rejected(create('http://no-such-host.invalid', {}));
    expect(error.kind).toBe('unsent');
    expect(error.message).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });
});
