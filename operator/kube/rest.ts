/**
 * Plain calls to the Kubernetes API over one pooled connection per server.
 *
 * @kubernetes/client-node 2.0.1 gives sign-in (kubeconfig, in-cluster, exec, OIDC); its generated API classes make
 * a new agent, and so a TLS handshake, for every call, ignore AbortSignals and hide watch errors. Hence this.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node';
import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { ApiError } from '../runtime/ports.ts';
import { answerError, connectionError } from './errors.ts';
import type { Measured } from './operation.ts';
import { operationOf, resultOf } from './operation.ts';

export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
  contentType?: string;
  signal: AbortSignal;
};

export type RestOptions = {
  /** A kubeconfig file; without it the cluster that we run in, or $KUBECONFIG. */
  kubeconfig?: string;
  /** From the first byte sent to the last one received; watches are not bound by it. */
  timeoutMs: number;
  userAgent: string;
  /** Wraps the connection pool: for tests that cut it. */
  wrap?: (dispatcher: Dispatcher) => Dispatcher;
  /** Told of each call that has ended, a watch when it has begun. */
  measure?: (call: Measured) => void;
  /** A clock that never goes back, in milliseconds, for `measure`. */
  now?: () => number;
};

/**
 * Understood by undici's Agent, though its types lack it. Over HTTP/2 undici 8 sends a request again after GOAWAY,
 * and throws an uncaught error when a session is closed while it is being made.
 */
const HTTP1_ONLY = { allowH2: false };
const CLOSE_MS = 1_000;
/** Credentials rotate; whoever gives them makes a connection pool each time, and may run a program. */
const SIGN_IN_MS = 10_000;
const TIMEOUT = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
const ANSWER_LIMIT = 256 * 1024 * 1024;

export class Rest {
  readonly #config: KubeConfig;
  readonly #server: string;
  readonly #options: RestOptions;
  #pool: Dispatcher | undefined;
  #wrapped: Dispatcher | undefined;
  #token = '';
  #signedIn: { untilMs: number; headers: Promise<Record<string, string>> } | undefined;

  /** Throws a sentence when there is no usable configuration. */
  constructor(options: RestOptions) {
    this.#options = options;
    this.#config = new KubeConfig();
    if (options.kubeconfig) this.#config.loadFromFile(options.kubeconfig);
    else this.#config.loadFromDefault();
    const cluster = this.#config.getCurrentCluster();
    if (!cluster)
      throw new Error(`no cluster: ${options.kubeconfig ?? 'the default kubeconfig'} has no current context`);
    this.#server = cluster.server.replace(/\/+$/, '');
    const insecure = tlsProblem(this.#server, cluster.skipTLSVerify);
    if (insecure) throw new Error(insecure);
  }

  /** Where the API server is; without the credentials that a URL may hold. */
  get server(): string {
    return this.#server.replace(/\/\/[^/@]*@/, '//');
  }

  /** The JSON answer; throws `ApiError`. Never sends anything twice. */
  json<T>(call: Call): Promise<T> {
    return this.#measured(call, () => this.#json<T>(call));
  }

  async #json<T>(call: Call): Promise<T> {
    const what = `${call.method} ${call.path}`;
    // AbortSignal.timeout and .any would each leave something behind for as long as the limit is.
    const over = new AbortController();
    const give = () => over.abort(call.signal.reason);
    const limit = setTimeout(() => over.abort(TIMEOUT()), this.#options.timeoutMs);
    if (call.signal.aborted) give();
    call.signal.addEventListener('abort', give, { once: true });
    try {
      const answer = await this.#send(call, over.signal);
      const text = await readText(answer.body);
      if (answer.statusCode >= 300) throw answerError(what, answer.statusCode, this.#withoutToken(text));
      return JSON.parse(text) as T;
    } catch (error) {
      throw connectionError(what, error);
    } finally {
      clearTimeout(limit);
      call.signal.removeEventListener('abort', give);
    }
  }

  /** The lines of a streamed answer; throws `ApiError` when refused or broken, and after `idleMs` of silence. */
  async *lines(call: Call, idleMs: number): AsyncGenerator<string> {
    const what = `${call.method} ${call.path}`;
    const idle = new AbortController();
    const timer = setTimeout(() => idle.abort(new Error(`silent for ${idleMs / 1000} s`)), idleMs);
    try {
      const answer = await this.#measured(call, async () => {
        const begun = await this.#send(call, AbortSignal.any([call.signal, idle.signal]));
        if (begun.statusCode >= 300)
          throw answerError(what, begun.statusCode, this.#withoutToken(await readText(begun.body)));
        return begun;
      });
      let rest = '';
      const decoder = new TextDecoder();
      for await (const chunk of answer.body) {
        timer.refresh();
        const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
        rest = parts.pop() ?? '';
        for (const line of parts) if (line.trim()) yield line;
      }
      if (rest.trim()) throw new Error('the stream ended in the middle of a line');
    } catch (error) {
      throw connectionError(what, error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the connections: in order where calls end by themselves within a second, else at once. */
  async close(): Promise<void> {
    const pool = this.#pool;
    if (!pool) return;
    const patience = new AbortController();
    await Promise.race([
      pool.close(),
      sleep(CLOSE_MS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
    await pool.destroy();
  }

  /** Tells how the call ended. */
  async #measured<T>(call: Call, send: () => Promise<T>): Promise<T> {
    const { measure, now = () => performance.now() } = this.#options;
    const begunMs = now();
    const told = (error?: unknown) =>
      measure?.({ ...operationOf(call), result: resultOf(error, call.signal), ms: now() - begunMs });
    try {
      const answer = await send();
      told();
      return answer;
    } catch (error) {
      told(error);
      throw error;
    }
  }

  async #send(call: Call, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const url = new URL(this.#server + call.path);
    for (const [name, value] of Object.entries(call.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value);
    try {
      const { dispatcher, headers } = await this.#signIn();
      const answer = await request(url, {
        ...HTTP1_ONLY,
        method: call.method,
        dispatcher,
        signal,
        headersTimeout: 0,
        bodyTimeout: 0,
        headers: {
          ...headers,
          accept: 'application/json',
          'user-agent': this.#options.userAgent,
          ...(call.body !== undefined && { 'content-type': call.contentType ?? 'application/json' }),
        },
        ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      });
      if (answer.statusCode === 401) this.#signedIn = undefined;
      return answer;
    } catch (error) {
      throw connectionError(`${call.method} ${call.path}`, error);
    }
  }

  /** The credentials, asked for anew now and then, and once they are refused. */
  async #signIn() {
    const { now = () => performance.now() } = this.#options;
    if (!this.#signedIn || now() >= this.#signedIn.untilMs) {
      const headers = this.#credentials();
      const signedIn = { untilMs: now() + SIGN_IN_MS, headers };
      this.#signedIn = signedIn;
      headers.catch(() => {
        if (this.#signedIn === signedIn) this.#signedIn = undefined;
      });
    }
    const headers = await this.#signedIn.headers;
    if (!this.#wrapped) throw new ApiError('unavailable', 'the kubeconfig gives no connection to its server');
    return { dispatcher: this.#wrapped, headers };
  }

  /** The connection pool is made with the first ones. */
  async #credentials(): Promise<Record<string, string>> {
    const context = new RequestContext(this.#server, HttpMethod.GET);
    await this.#config.applySecurityAuthentication(context);
    const offered = context.getDispatcher() as Dispatcher | undefined;
    if (!this.#pool && offered) {
      this.#pool = offered;
      this.#wrapped = this.#options.wrap?.(offered) ?? offered;
    } else if (offered && offered !== this.#pool) void offered.destroy();
    const headers = context.getHeaders();
    this.#token = (headers.Authorization ?? headers.authorization ?? '').replace(/^\w+ /, '');
    return headers;
  }

  /** Whatever stands between may repeat what it was sent. */
  #withoutToken(text: string): string {
    return this.#token ? text.replaceAll(this.#token, '***') : text;
  }
}

/**
 * Why a server is not to be talked to: Secrets and the token would be readable, and answers forged, by everybody on the
 * way. What listens on this very machine (kubectl proxy) may go without.
 */
function tlsProblem(server: string, skipsVerification: boolean): string | undefined {
  if (!URL.canParse(server)) return 'the kubeconfig names a server that is no URL';
  const { protocol, hostname } = new URL(server);
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return undefined;
  if (protocol !== 'https:')
    return `the kubeconfig names ${protocol}//${hostname}: only https is used, but for this very machine`;
  if (skipsVerification)
    return 'the kubeconfig says insecure-skip-tls-verify: give certificate-authority or certificate-authority-data instead';
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    return 'NODE_TLS_REJECT_UNAUTHORIZED=0 would let anybody on the way read Secrets: take it away, and give certificate-authority in the kubeconfig';
  return undefined;
}

async function readText(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > ANSWER_LIMIT) throw new Error(`the answer is larger than ${ANSWER_LIMIT} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
