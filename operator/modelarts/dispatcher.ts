import { Agent } from 'undici';

/** A connection pool as the client wants it: keep-alive, one request at a time per connection, no HTTP/2. */
export const createDispatcher = (): Agent =>
  new Agent({ allowH2: false, pipelining: 1, connect: { timeout: 10_000 } });
