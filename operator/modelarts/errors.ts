/**
 * What a failed call means for the caller.
 *
 * - `not-found`: the object addressed by id does not exist, by a status and code that its kind lists as such.
 * - `conflict`: a state does not allow it now. Look again, then decide.
 * - `duplicate-name`: a create met an object of that name, which may be the fruit of an earlier lost answer.
 * - `throttled`: too many requests; nothing was done. `retryAfterMs` when the cloud named a time.
 * - `quota`, `denied`, `invalid`: nothing was done, and it stays so until a person changes quota, permission
 *   or request. `invalid` comes from the error table only.
 * - `account`: the credentials, the project or the service's authorization are at fault, not the object. With
 *   `retryAfterMs` the client has already done something about it (renewed a token, corrected its clock), and
 *   the same call may succeed then; without, a person is needed.
 * - `refused`: a mutation was clearly refused, for a reason that is not in the table or may pass by itself.
 *   Nothing was done; trying later is safe.
 * - `unavailable`: a read without a usable answer. Try later; it says nothing about the object.
 * - `ambiguous`: a mutation without a clear answer. It may have happened. Never re-send it: look first.
 * - `unsent`: provably never written to a socket, read or mutation.
 */
export type ErrorKind =
  | 'not-found'
  | 'conflict'
  | 'duplicate-name'
  | 'throttled'
  | 'quota'
  | 'denied'
  | 'invalid'
  | 'account'
  | 'refused'
  | 'unavailable'
  | 'ambiguous'
  | 'unsent';

/** What is known about a failed call. */
export type ErrorFacts = {
  readonly kind: ErrorKind;
  /** The operation of the reference, for example `createTrainingJob`. */
  readonly operation: string;
  /** Who was asked; ModelArts unless given. */
  readonly service?: string | undefined;
  /** The cloud's own words, or ours where it said nothing. */
  readonly detail: string;
  /** CamelCase, fit for a condition; the kind's own word where the table has none. */
  readonly reason?: string | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** What a person can do. */
  readonly hint?: string | undefined;
  /** The time of day that the answer carries, in milliseconds since 1970. */
  readonly serverTimeMs?: number | undefined;
  readonly cause?: unknown;
};

/** Every failure of a call to ModelArts, or to IAM on its behalf. Holds no credentials. */
export class ModelArtsError extends Error {
  override readonly name = 'ModelArtsError';
  readonly kind: ErrorKind;
  readonly operation: string;
  /** One line of at most 500 characters. */
  readonly detail: string;
  readonly reason: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly hint: string | undefined;
  readonly serverTimeMs: number | undefined;

  constructor(facts: ErrorFacts) {
    const detail = oneLine(facts.detail, 500);
    super(`${opening(facts)}${circumstances(facts)}: ${detail}`, { cause: facts.cause });
    this.kind = facts.kind;
    this.operation = facts.operation;
    this.detail = detail;
    this.reason = facts.reason ?? REASONS[facts.kind];
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.retryAfterMs = facts.retryAfterMs;
    this.hint = facts.hint;
    this.serverTimeMs = facts.serverTimeMs;
  }
}

/** Text of others, made fit for a log line or a condition: no control or invisible characters, bounded. */
export function oneLine(text: string, maxLength: number): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength)
    .toWellFormed();
}

/** The reason of a failure that the table of error codes has no word for. */
export const REASONS: Readonly<Record<ErrorKind, string>> = {
  'not-found': 'NotFound',
  conflict: 'Conflict',
  'duplicate-name': 'DuplicateName',
  throttled: 'Throttled',
  quota: 'QuotaExceeded',
  denied: 'PermissionDenied',
  invalid: 'Invalid',
  account: 'AccountProblem',
  refused: 'Refused',
  unavailable: 'Unavailable',
  ambiguous: 'NoClearAnswer',
  unsent: 'NotSent',
};

function opening({ kind, operation, service = 'ModelArts' }: ErrorFacts): string {
  if (kind === 'unsent') return `${operation} was not sent to ${service}`;
  if (kind === 'ambiguous') return `${service} gave no clear answer to ${operation}`;
  if (kind === 'unavailable') return `${service} gave no usable answer to ${operation}`;
  return `${service} refused ${operation}`;
}

function circumstances({ status, code, requestId }: ErrorFacts): string {
  const answer = [status, code].filter((part) => part !== undefined).join(' ');
  const parts = [answer, requestId && `request ${requestId}`].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
