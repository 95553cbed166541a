import type { Dispatcher } from 'undici';
import type { RawAnswer } from './answer.ts';

/** What became of one mutation that was sent. */
export type Sent = {
  /** The operation of the reference, for example `createTrainingJob`. */
  readonly operation: string;
  /** `refused`: nothing was done. `unclear`: it may have happened. */
  readonly outcome: 'accepted' | 'refused' | 'unclear';
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly durationMs: number;
};

/**
 * Called in the tick in which a mutation is written to its socket; throws to forbid it. `told`, where it is there, learns
 * what became of each mutation that left: of the one call, and of each try where a call is sent to more than one place.
 */
export type Gate = { (): void; readonly told?: ((sent: Sent) => void) | undefined };

/** Why an exchange brought no whole answer, and whether the request may have reached the wire. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';
  readonly sent: boolean;

  constructor(sent: boolean, cause: unknown) {
    super(messageOf(cause), { cause });
    this.sent = sent;
  }
}

/** The bounds of one exchange. */
export type Limits = {
  /** Present for mutations, and only for them. */
  readonly gate: Gate | undefined;
  readonly signal: AbortSignal;
  /** From this call to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
};

/**
 * Sends one request and reads its whole answer.
 *
 * Guarantees:
 * - The gate runs in the tick of the send. undici's `writeH1` calls `onRequestStart` once it has a connected
 *   socket, and writes header and body to that socket right after it in the same synchronous run; when the
 *   gate throws, undici drops the request before the first byte.
 * - A mutation is sent once. undici's HTTP/1.1 client fails the request that was running when its connection
 *   broke, and sends again only what it never started (`onHttpSocketClose`). Its HTTP/2 client does re-send
 *   after GOAWAY and REFUSED_STREAM, so HTTP/2 is switched off here. And because either could change, or a
 *   composed interceptor retry, a second start of a mutation is refused in `onRequestStart` itself.
 * - After a deadline or an abort nothing is written any more.
 *
 * @throws ExchangeFailure
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limits: Limits,
): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const { gate, signal, timeoutMs, maxBytes } = limits;
  const chunks: Buffer[] = [];
  let head: Pick<RawAnswer, 'status' | 'headers'> = { status: 0, headers: {} };
  let size = 0;
  let sent = false;
  let settled = false;
  let controller: Dispatcher.DispatchController | undefined;

  const settle = () => {
    settled = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  };
  const fail = (cause: unknown): ExchangeFailure => {
    const failure = new ExchangeFailure(sent, cause);
    if (settled) return failure;
    settle();
    reject(failure);
    controller?.abort(failure);
    return failure;
  };
  const onAbort = () => fail(new Error('aborted by the caller', { cause: signal.reason }));
  const timer = setTimeout(() => fail(new Error(`no complete answer within ${timeoutMs} ms`)), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(current) {
      if (settled) throw new Error('given up before it was sent');
      if (sent && gate) throw fail(new Error('a second send of a mutation was prevented'));
      try {
        gate?.();
      } catch (cause) {
        throw fail(cause);
      }
      sent = true;
      controller = current;
    },
    onResponseStart(_, status, headers) {
      head = { status, headers };
    },
    onResponseData(_, chunk) {
      size += chunk.length;
      if (size > maxBytes) fail(new Error(`the answer is longer than ${maxBytes} bytes`));
      else chunks.push(chunk);
    },
    onResponseEnd() {
      if (settled) return;
      settle();
      resolve({ ...head, body: Buffer.concat(chunks) });
    },
    onResponseError(_, error) {
      fail(error);
    },
  };

  if (signal.aborted) onAbort();
  else {
    try {
      dispatcher.dispatch({ ...request, ...HTTP1_ONLY, headersTimeout: 0, bodyTimeout: 0 }, handler);
    } catch (cause) {
      fail(cause);
    }
  }
  return promise;
}

/** Understood by undici's Agent, though its types lack it. */
const HTTP1_ONLY = { allowH2: false };

/** Node's "happy eyeballs" fails with an AggregateError whose own message is empty. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join('; ');
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || cause.name;
}
