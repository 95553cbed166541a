import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { getCACertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { isMetadata } from './endpoints.ts';

/** How connections are made. */
export type DispatcherOptions = {
  /** Certificates in PEM to be believed beside the usual ones (Node's own and NODE_EXTRA_CA_CERTS). */
  readonly ca?: string | undefined;
  /** The proxy for HTTPS, an HTTP URL. Plain HTTP never takes one. */
  readonly httpsProxy?: string | undefined;
  /** Hosts that are reached without it, as in NO_PROXY: `.example.com,10.0.0.1,host:8443`, or `*`. */
  readonly noProxy?: string | undefined;
  /** Lets names lead to link-local addresses; for the metadata service of the machine only. */
  readonly linkLocal?: boolean | undefined;
  /** Resolves names; the system's way unless given. */
  readonly lookup?: LookupFunction | undefined;
};

const CONNECT_TIMEOUT_MS = 10_000;
/** Tokens of IAM come in a header and can be longer than the 16 KB that are usual. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * A connection pool as the client wants it: keep-alive, one request at a time per connection, no HTTP/2.
 *
 * Guarantees: certificates are verified, whatever the environment says; no connection to a name that resolves to a link-local or metadata address, whatever the name was
 * when the endpoint was checked. Through a proxy it is the proxy that resolves names.
 */
export function createDispatcher(options: DispatcherOptions = {}): Dispatcher {
  const { ca, httpsProxy, noProxy = '', linkLocal, lookup = systemLookup as LookupFunction } = options;
  const trust = ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] };
  // Said explicitly, or NODE_TLS_REJECT_UNAUTHORIZED would decide.
  const tls = { timeout: CONNECT_TIMEOUT_MS, allowH2: false, rejectUnauthorized: true, ...trust };
  const connect = { ...tls, ...(linkLocal ? {} : { lookup: guarded(lookup) }) };
  const pool = { allowH2: false, pipelining: 1, maxHeaderSize: MAX_HEADER_BYTES };
  if (!httpsProxy) return new Agent({ ...pool, connect });
  // The empty proxy for HTTP keeps undici from reading the environment, which is the caller's to do.
  return new EnvHttpProxyAgent({
    ...{ ...pool, connect, httpProxy: '', httpsProxy, noProxy },
    ...{ requestTls: tls, proxyTls: tls, connectTimeout: CONNECT_TIMEOUT_MS },
  });
}

/** A look-up that fails when any address of a name is one where machine credentials are kept. */
function guarded(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const addresses = Array.isArray(address) ? address.map((entry) => entry.address) : [address];
      const refused = error ? undefined : addresses.find((entry) => isMetadata(entry));
      if (refused === undefined) return callback(error, address, family);
      const words = `"${hostname}" resolves to ${refused}, a link-local or metadata address: nothing is sent there`;
      callback(new Error(words), '', 0);
    });
  };
}
