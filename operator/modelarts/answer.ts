import type { ErrorFacts, ErrorKind } from './errors.ts';
import { ModelArtsError, oneLine } from './errors.ts';
import { meaningOf } from './errorTable.ts';
import { redactor } from './redact.ts';

/** An HTTP answer that arrived whole. Header names are in lower case. */
export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

/** What judging an answer needs to know about its call. */
export type Asked = {
  /** The operation of the reference, for example `createTrainingJob`. */
  readonly operation: string;
  /** Who is asked; ModelArts unless given. */
  readonly service?: string | undefined;
  readonly mutation: boolean;
  /** The error codes that say, with status 400 or 404, that the object addressed by id does not exist. */
  readonly notFound: readonly string[];
};

/** A usable answer. */
export type Answer = {
  readonly status: number;
  readonly requestId: string | undefined;
  /** The parsed body; undefined when it was empty. */
  readonly body: unknown;
  /** Names in lower case. */
  readonly headers: RawAnswer['headers'];
};

/**
 * Judges an answer (error bodies: sections 6.8, 19.2 and 20.3 of the reference; table: errorTable.ts).
 *
 * Guarantees: a mutation is only ever called refused on a 4xx with a well-formed error body; anything else
 * that is not a readable 2xx is `ambiguous`, and `unavailable` for a read.
 *
 * @param nowMs the time of the answer, to count a Retry-After date from
 * @param secrets values that an error must not repeat, even when the cloud does
 * @throws ModelArtsError
 */
export function judge(asked: Asked, raw: RawAnswer, nowMs: number, secrets: readonly string[] = []): Answer {
  const { status } = raw;
  const redact = redactor(secrets);
  const body = parseJson(raw.body);
  const error = body === UNREADABLE ? undefined : errorBody(body, redact, asked.service !== undefined);
  const requestId = requestIdOf(raw, error, redact);
  if (status >= 200 && status < 300 && body !== UNREADABLE && !error) {
    return { status, requestId, body, headers: raw.headers };
  }
  const { operation, service } = asked;
  throw new ModelArtsError({
    operation,
    service,
    status,
    code: error?.code,
    requestId,
    retryAfterMs: parseRetryAfter(single(raw.headers['retry-after']), nowMs),
    serverTimeMs: dateOf(raw),
    detail: error?.message ?? `${describe(raw, redact)} instead of an answer of the API`,
    ...verdict(asked, status, error),
  });
}

/** The failure of a call whose answer was readable but lacks what the operation promises. */
export function broken(asked: Asked, answer: Answer, detail: string): ModelArtsError {
  const kind = asked.mutation ? 'ambiguous' : 'unavailable';
  const { operation, service } = asked;
  const { status, requestId } = answer;
  return new ModelArtsError({ kind, operation, service, status, requestId, detail });
}

/**
 * Reads a Retry-After header: seconds, or an HTTP date.
 *
 * @returns milliseconds from `nowMs` on, never negative; undefined when absent or unreadable
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

type Verdict = Pick<ErrorFacts, 'kind' | 'reason' | 'hint'>;
type ErrorBody = {
  code: string;
  message: string;
  solution: string | undefined;
  requestId: string | undefined;
};

function verdict(asked: Asked, status: number, error: ErrorBody | undefined): Verdict {
  const meaning = error && meaningOf(status, error.code);
  if (!error || status < 400 || status >= 500 || status === 408) {
    const kind = asked.mutation ? 'ambiguous' : (BARE_READ[status] ?? 'unavailable');
    return { kind, reason: meaning?.reason, hint: meaning?.hint ?? error?.solution };
  }
  if ((status === 400 || status === 404) && asked.notFound.includes(error.code)) return { kind: 'not-found' };
  if (meaning) return meaning;
  return { kind: BY_STATUS[status] ?? (asked.mutation ? 'refused' : 'unavailable'), hint: error.solution };
}

/** What a status says without a readable body; a proxy in between may have said it, so reads only. */
const BARE_READ: Readonly<Record<number, ErrorKind>> = { 401: 'account', 403: 'account', 429: 'throttled' };

/** What a status says beside a code that is not in the table. */
const BY_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: 'account',
  403: 'denied',
  409: 'conflict',
  429: 'throttled',
};

const UNREADABLE = Symbol('unreadable');

function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return UNREADABLE;
  }
}

const asFields = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;

/**
 * The error in a body: `error_code` with `error_msg` or `error_message`, or alone; from other
 * services also the same below `error`, and Keystone's `{error: {code, message, title}}`, whose code is a number
 * and is written `Keystone.401` here. ModelArts documents neither: nothing is concluded from them.
 */
function errorBody(body: unknown, redact: (text: string) => string, nested: boolean): ErrorBody | undefined {
  const outer = asFields(body);
  if (!outer) return undefined;
  const { error } = outer;
  const fields = (nested && outer.error_code === undefined && asFields(error)) || outer;
  const { code: number, title } = fields;
  const code =
    fields.error_code ??
    (fields !== outer && typeof number === 'number' && title !== undefined
      ? `Keystone.${number}`
      : undefined);
  if (typeof code !== 'string' || !/^[\w.-]{1,64}$/.test(code) || redact(code) !== code) return undefined;
  const text = (value: unknown) => {
    if (typeof value !== 'string' || value.trim() === '') return undefined;
    return oneLine(redact(value), 500);
  };
  return {
    code,
    message: text(fields.error_msg) ?? text(fields.error_message) ?? text(fields.message) ?? 'no message',
    solution: text(fields.error_solution),
    requestId: text(outer.request_id),
  };
}

function requestIdOf(
  { headers }: RawAnswer,
  error: ErrorBody | undefined,
  redact: (text: string) => string,
): string | undefined {
  const id = single(headers['x-request-id']) ?? error?.requestId;
  return id === undefined ? undefined : oneLine(redact(id), 128) || undefined;
}

function dateOf({ headers }: RawAnswer): number | undefined {
  const at = Date.parse(single(headers.date) ?? '');
  return Number.isNaN(at) ? undefined : at;
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function describe({ headers, body }: RawAnswer, redact: (text: string) => string): string {
  const type = single(headers['content-type']) ?? 'no content type';
  return `${oneLine(redact(type), 60)}, ${body.length} bytes`;
}
