import type { Dispatcher } from 'undici';
import { type Answer, type Asked, judge } from './answer.ts';
import { type ErrorKind, ModelArtsError } from './errors.ts';
import { ExchangeFailure, exchange, type Gate } from './exchange.ts';

/** The way to the cloud. */
export type Network = {
  readonly dispatcher: Dispatcher;
  /** From the send to the last byte of the answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Told of each call that has ended. */
  readonly meter?: CallMeter | undefined;
};

/** What is measured of calls. */
export type CallMeter = {
  /** `result`: `ok`, `aborted` (by the caller), or why it failed. */
  cloud(service: string, operation: string, result: 'ok' | 'aborted' | ErrorKind, ms: number): void;
};

/** One request, ready to go. */
export type Delivery = Asked & {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  /** All headers to send but those that HTTP itself needs, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** '' for none. */
  readonly body: string;
  /** Present for mutations, and only for them. */
  readonly gate?: Gate | undefined;
  readonly signal: AbortSignal;
  /** Values that no error may repeat. */
  readonly secrets: readonly string[];
};

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Sends one request once and judges its answer.
 *
 * @param now the time of day, which a Retry-After date is counted from
 * @throws ModelArtsError, and nothing else
 */
export async function deliver(network: Network, delivery: Delivery, now: () => number): Promise<Answer> {
  const { operation, service = 'ModelArts', signal } = delivery;
  const begunMs = performance.now();
  const told = (result: 'ok' | ErrorKind) => {
    const ended = result !== 'ok' && signal.aborted ? 'aborted' : result;
    network.meter?.cloud(service, operation, ended, performance.now() - begunMs);
  };
  try {
    const answer = await send(network, delivery, now);
    told('ok');
    return answer;
  } catch (error) {
    told((error as ModelArtsError).kind);
    throw error;
  }
}

async function send(network: Network, delivery: Delivery, now: () => number): Promise<Answer> {
  const { method, url, headers, body, gate, signal, secrets } = delivery;
  const request = {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers,
    body: body || null,
  };
  const limits = { gate, signal, timeoutMs: network.timeoutMs, maxBytes: MAX_ANSWER_BYTES };
  const raw = await exchange(network.dispatcher, request, limits).catch((error: unknown) => {
    throw withoutAnswer(delivery, error);
  });
  return judge(delivery, raw, now(), secrets);
}

function withoutAnswer({ operation, service, mutation }: Asked, error: unknown): ModelArtsError {
  const failure = error instanceof ExchangeFailure ? error : new ExchangeFailure(true, error);
  const sentKind = mutation ? 'ambiguous' : 'unavailable';
  const kind = failure.sent ? sentKind : 'unsent';
  return new ModelArtsError({ kind, operation, service, detail: failure.message, cause: failure.cause });
}
