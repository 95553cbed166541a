/** What a failure of the ModelArts client means to the runtime's protocol: the one place where the two meet. */
import type { ErrorKind } from '../modelarts/errors.ts';
import { ModelArtsError } from '../modelarts/errors.ts';
import type { Fault } from '../runtime/kind.ts';

const MEANING: Record<ErrorKind, Pick<Fault, 'outcome' | 'needsPerson'>> = {
  'not-found': { outcome: 'not-found', needsPerson: false },
  ambiguous: { outcome: 'ambiguous', needsPerson: false },
  'duplicate-name': { outcome: 'duplicate-name', needsPerson: false },
  invalid: { outcome: 'refused', needsPerson: true },
  quota: { outcome: 'retry', needsPerson: true },
  denied: { outcome: 'retry', needsPerson: true },
  account: { outcome: 'retry', needsPerson: true },
  refused: { outcome: 'retry', needsPerson: true },
  conflict: { outcome: 'retry', needsPerson: false },
  throttled: { outcome: 'retry', needsPerson: false },
  unavailable: { outcome: 'retry', needsPerson: false },
  unsent: { outcome: 'retry', needsPerson: false },
};

/** Throws what is not a ModelArts failure (a bug, an abort) on. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof ModelArtsError)) throw error;
  const { kind, reason, message, hint, retryAfterMs } = error;
  // The client has renewed a token or set its clock: the next try may succeed without anybody.
  const curing = kind === 'account' && retryAfterMs !== undefined;
  return {
    ...MEANING[kind],
    ...(curing && { needsPerson: false }),
    ...(kind === 'conflict' && { notAllowed: true }),
    reason,
    message: hint ? `${message}. ${hint}` : message,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}
