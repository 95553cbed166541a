import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Ports } from './servers.ts';

/** Two loopback ports that were free a moment ago. Whoever uses them must bear that someone else was faster. */
export async function freePorts(): Promise<Ports> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  for (const server of servers) server.close();
  return { etcd: ports[0] as number, api: ports[1] as number };
}
