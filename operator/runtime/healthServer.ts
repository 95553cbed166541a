/** `/metrics` for Prometheus, `/healthz` and `/readyz` for the kubelet, over plain HTTP: nothing told there is secret. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Verdict } from './health.ts';
import type { Vitals } from './vitals.ts';

export type HealthServer = { port: number; stop(): Promise<void> };

/**
 * Listens on `port` (0: a free one) of `host` (undefined: of every address).
 *
 * Throws a sentence when it cannot.
 */
export async function serveHealth(
  vitals: Vitals,
  { host, port }: { host: string | undefined; port: number },
): Promise<HealthServer> {
  const server = createServer((request, response) => void answer(vitals, request, response));
  server.listen({ port, ...(host !== undefined && { host }) });
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(refusal(cause as NodeJS.ErrnoException, host, port), { cause });
  }
  vitals.metrics.withProcess();
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(vitals: Vitals, { method, url }: IncomingMessage, response: ServerResponse) {
  const send = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
    response.writeHead(status, { 'content-type': type }).end(method === 'HEAD' ? undefined : text);
  const judge = ({ ok, text }: Verdict) => send(ok ? 200 : 503, `${text}\n`);
  if (method !== 'GET' && method !== 'HEAD') return send(405, 'only GET and HEAD\n');
  switch (url?.split('?')[0]) {
    case '/healthz':
      return judge(vitals.liveness());
    case '/readyz':
      return judge(vitals.readiness());
    case '/metrics': {
      const { registry } = vitals.metrics;
      return registry.metrics().then(
        (text) => send(200, text, registry.contentType),
        (error: unknown) => send(500, `the metrics could not be collected: ${String(error)}\n`),
      );
    }
    default:
      return send(404, 'there are /metrics, /healthz and /readyz\n');
  }
}

function refusal({ code, message }: NodeJS.ErrnoException, host: string | undefined, port: number): string {
  const where = `--metrics-port: port ${port} of ${host ?? 'all addresses'}`;
  const help = 'give another --metrics-port, 0 for a free one, or off';
  if (code === 'EADDRINUSE') return `${where} is in use by another process: ${help}`;
  if (code === 'EACCES') return `${where} may not be listened on: ${help}`;
  return `${where} cannot be listened on (${message}): correct --metrics-host, or give --metrics-port=off`;
}
