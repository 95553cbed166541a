import { Agent, type Dispatcher } from 'undici';
import { type Answer, type Asked, judge } from './answer.ts';
import { ModelArtsError } from './errors.ts';
import { ExchangeFailure, exchange, type Gate } from './exchange.ts';
import { type Credentials, sign } from './signer.ts';
import type { Priority, Slot, Throttle } from './throttle.ts';

/** What every call takes. */
export type ReadOptions = {
  /** Ends the wait for a slot and the exchange itself. */
  readonly signal: AbortSignal;
  /** A slot that the caller holds; without one the call waits for its own. */
  readonly slot?: Slot | undefined;
  /** The place in the queue when there is no slot; reads are `poll`, mutations `change` by default. */
  readonly priority?: Priority | undefined;
};

/** What every mutation takes. */
export type MutationOptions = ReadOptions & {
  /** Must throw unless the caller may still mutate; runs in the tick of the send. */
  readonly gate: Gate;
  /** Values in the request that must not appear in an error, should the cloud repeat them. */
  readonly secrets?: readonly string[] | undefined;
};

/** One call. */
export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, with every part percent-encoded. */
  readonly path: string;
  /** Sent as JSON; undefined for none. */
  readonly body?: unknown;
} & Omit<Asked, 'mutation'> &
  (
    | { readonly mutation: false; readonly options: ReadOptions }
    | { readonly mutation: true; readonly options: MutationOptions }
  );

/** Where one line per call goes, at debug level: operation, status, request id, duration. No bodies. */
export type Log = { debug(facts: object, message: string): void };

/** Everything that calls share. */
export type TransportConfig = {
  /** An origin such as `https://modelarts.cn-north-4.myhuaweicloud.com`. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly dispatcher: Dispatcher;
  readonly throttle: Throttle;
  /** From the send to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The time of day in milliseconds since 1970: signatures and Retry-After dates need it. */
  readonly now: () => number;
  readonly log?: Log | undefined;
};

/** Signs, queues, sends and judges calls. Sends each call once; retries are the caller's. */
export type Transport = {
  /** @throws ModelArtsError, and nothing else */
  call(call: Call): Promise<Answer>;
};

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const PAUSE_WITHOUT_RETRY_AFTER_MS = 1000;

/** A connection pool as the client wants it: keep-alive, one request at a time per connection, no HTTP/2. */
export const createDispatcher = (): Agent =>
  new Agent({ allowH2: false, pipelining: 1, connect: { timeout: 10_000 } });

/** Makes the transport of one account. */
export function createTransport(config: TransportConfig): Transport {
  const { throttle, log, now } = config;

  const send = async (call: Call): Promise<Answer> => {
    const startedAt = now();
    const { operation } = call;
    try {
      const answer = await attempt(config, call);
      log?.debug({ operation, ...pick(answer), ms: now() - startedAt }, 'ModelArts answered');
      return answer;
    } catch (error) {
      if (!(error instanceof ModelArtsError)) throw error;
      log?.debug({ operation, ...pick(error), kind: error.kind, ms: now() - startedAt }, error.message);
      if (error.status === 429) throttle.refused(error.retryAfterMs ?? PAUSE_WITHOUT_RETRY_AFTER_MS);
      throw error;
    }
  };

  return {
    call(call) {
      const { slot, signal } = call.options;
      if (!slot) {
        const priority = call.options.priority ?? (call.mutation ? 'change' : 'poll');
        return throttle.withSlot(priority, signal, () => send(call), call.operation);
      }
      if (throttle.holds(slot)) return send(call);
      const detail = 'the slot it was given is no longer held; take a slot with withSlot around the call';
      return Promise.reject(new ModelArtsError({ kind: 'unsent', operation: call.operation, detail }));
    },
  };
}

const pick = ({ status, requestId }: { status: number | undefined; requestId: string | undefined }) => ({
  status,
  requestId,
});

async function attempt(config: TransportConfig, call: Call): Promise<Answer> {
  const { endpoint, credentials, dispatcher, timeoutMs, now } = config;
  const { method, options } = call;
  const url = new URL(call.path, endpoint);
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const contentType = body === '' ? {} : { 'content-type': 'application/json' };
  const headers = sign({ method, url, headers: contentType, body }, credentials, new Date(now()));
  const request = {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers,
    body: body || null,
  };
  const gate = call.mutation ? call.options.gate : undefined;
  const limits = { gate, signal: options.signal, timeoutMs, maxBytes: MAX_ANSWER_BYTES };
  const raw = await exchange(dispatcher, request, limits).catch((error: unknown) => {
    throw withoutAnswer(call, error);
  });
  return judge(call, raw, now(), secretsOf(credentials, call));
}

function secretsOf({ secretKey, securityToken }: Credentials, call: Call): string[] {
  const own = call.mutation ? (call.options.secrets ?? []) : [];
  return [secretKey, securityToken ?? '', ...own].filter((secret) => secret !== '');
}

function withoutAnswer({ operation, mutation }: Call, error: unknown): ModelArtsError {
  const failure = error instanceof ExchangeFailure ? error : new ExchangeFailure(true, error);
  const sentKind = mutation ? 'ambiguous' : 'unavailable';
  const kind = failure.sent ? sentKind : 'unsent';
  return new ModelArtsError({ kind, operation, detail: failure.message, cause: failure.cause });
}
