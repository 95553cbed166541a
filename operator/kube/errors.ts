/** Answers of the Kubernetes API, and failures to get one, as `ApiError`: the only translation. */
import type { ApiErrorKind } from '../runtime/ports.ts';
import { ApiError } from '../runtime/ports.ts';

const KINDS: Record<number, ApiErrorKind> = {
  400: 'invalid',
  401: 'denied',
  403: 'denied',
  404: 'not-found',
  409: 'conflict',
  410: 'expired',
  422: 'invalid',
};

/** An answer with an error status. `what`: method and path, which hold no secrets. */
export function answerError(what: string, status: number, body: string): ApiError {
  const { message = '', reason, details } = parse(body);
  // What fits the object but is refused comes with causes; what does not fit it (a failed test) comes without.
  const misfit = what.startsWith('PATCH') && status === 422 && details !== undefined && !details.causes;
  const kind = misfit ? 'conflict' : (KINDS[status] ?? 'unavailable');
  const words = misfit ? ': the object is no longer as the patch expects it' : message && `: ${message}`;
  return new ApiError(kind, `Kubernetes refused ${what} (${status}${reason ? ` ${reason}` : ''})${words}`, {
    status,
  });
}

/** Anything else that was thrown on the way. */
export function connectionError(what: string, error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = 'code' in cause ? ` (${String(cause.code)})` : '';
  return new ApiError('unavailable', `no answer to ${what}: ${cause.message || cause.name}${code}`, {
    cause,
  });
}

/** The Status object that the API server answers with, or the first words of whatever stands between. */
function parse(body: string): { message?: string; reason?: string; details?: { causes?: unknown[] } } {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return { message: body.slice(0, 200) };
  }
}
