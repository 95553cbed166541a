import { type ErrorKind, ModelArtsError } from './errors.ts';

/**
 * A failure of the services that give out credentials, in kinds that say nothing about any object of ModelArts:
 * `account` for every refusal but `throttled`; `unavailable` and `unsent` stay. Their "not found" or "invalid"
 * must never be taken for a word about the object of the call that needed the credentials.
 *
 * @param service who was asked
 */
export function asAccountError(error: ModelArtsError, service: string): ModelArtsError {
  const { kind, status = 0 } = error;
  const refused = status >= 400 && status < 500 && status !== 408;
  if (kind === 'throttled' || kind === 'account' || !refused) return error;
  const { operation, code, requestId, detail, reason, hint, serverTimeMs } = error;
  const facts = { operation, status, code, requestId, detail, hint, serverTimeMs, service };
  return new ModelArtsError({ ...facts, kind: 'account', reason: MISLEADING[kind] ? undefined : reason });
}

/** Kinds whose own reason would say more than is known. */
const MISLEADING: Readonly<Partial<Record<ErrorKind, true>>> = {
  'not-found': true,
  conflict: true,
  denied: true,
  refused: true,
  unavailable: true,
};
