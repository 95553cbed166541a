import type { Behaviours } from './behaviours.ts';
import { row } from './errors.ts';
import type { Answer } from './exchange.ts';
import type { Mishap } from './faults.ts';

/** Whether a call is carried out in spite of its mishap. */
export function isCarriedOut(mishap: Mishap | undefined): boolean {
  if (mishap?.kind === 'drop-before') return false;
  if (mishap?.kind === 'status') return mishap.effect ?? false;
  return mishap?.kind === 'hang' ? (mishap.effect ?? true) : true;
}

/** Whether the mishap keeps the answer from being sent. */
export const isSilent = (mishap: Mishap | undefined): boolean =>
  mishap?.kind === 'drop-before' || mishap?.kind === 'drop-after' || mishap?.kind === 'hang';

/**
 * The answer that a fault of kind `status` gives instead of the true one.
 *
 * @param now milliseconds since the epoch, for a Retry-After that is a date
 */
export function faultAnswer(
  fault: Extract<Mishap, { kind: 'status' }>,
  form: Behaviours['retryAfter'],
  now: number,
): Answer & { code: string | undefined } {
  const code = fault.code ?? (fault.status === 429 ? 'ModelArts.2799' : undefined);
  const error_msg = fault.message ?? (code && row(code)?.message) ?? 'simulated failure';
  const seconds = fault.retryAfterSeconds ?? (fault.status === 429 ? 1 : undefined);
  const headers = seconds === undefined ? {} : retryAfter(seconds, form, now);
  return { status: fault.status, body: { error_msg, ...(code && { error_code: code }) }, headers, code };
}

function retryAfter(seconds: number, form: Behaviours['retryAfter'], now: number): Record<string, string> {
  if (form === 'none') return {};
  const value = form === 'date' ? new Date(now + seconds * 1000).toUTCString() : String(Math.ceil(seconds));
  return { 'Retry-After': value };
}
