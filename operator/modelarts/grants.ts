import type { Grant } from './credentials.ts';
import { ModelArtsError } from './errors.ts';

/** The grant of one account, fetched when needed and renewed in time. */
export type Grants = {
  /**
   * The grant in force. Callers that come at the same time share one fetch. A grant that is about to expire is
   * renewed; when that fails it is used to its end. A failed fetch is not repeated at once: IAM locks users
   * that log in wrongly too often.
   *
   * @throws ModelArtsError what the fetch failed with; `unsent` when aborted
   */
  get(signal: AbortSignal): Promise<Grant>;
  /**
   * Tells that the cloud refused a grant.
   *
   * @returns whether another one can be had: false for one that is quite new, since its successor would not fare
   * better
   */
  refused(grant: Grant): boolean;
  /** The grants that were in force lately, whose secrets may still come back in answers. */
  recent(): readonly Grant[];
};

/** What grants are made of. */
export type GrantsOptions = {
  /** Gets a new one; must end by itself. */
  readonly fetch: () => Promise<Grant>;
  /** How long before its end a grant is renewed, in milliseconds; a fifth of its life if that is less. */
  readonly renewBeforeMs: number;
  /** The time of day in milliseconds since 1970. */
  readonly now: () => number;
};

type Held = {
  readonly grant: Grant;
  readonly sinceMs: number;
  readonly renewAtMs: number;
  refused?: boolean;
};

/** A grant that is refused this soon was not refused for its age; one that came expired is tried this long. */
const YOUNG_MS = 10_000;
const HOLD_AFTER_REFUSAL_MS = 30_000;
const HOLD_AFTER_TROUBLE_MS = 1_000;

/** Makes the grants of one account. */
export function createGrants({ fetch, renewBeforeMs, now }: GrantsOptions): Grants {
  let held: Held | undefined;
  let former: Grant | undefined;
  let failure: { readonly error: unknown; readonly atMs: number; readonly holdMs: number } | undefined;
  let running: Promise<Grant> | undefined;

  const renew = async (): Promise<Grant> => {
    try {
      const grant = await fetch();
      const sinceMs = now();
      const ends = endOf(grant);
      const early = Math.min(renewBeforeMs, (ends - sinceMs) / 5);
      const renewAtMs = ends > sinceMs ? ends - early : sinceMs + YOUNG_MS;
      former = held?.grant;
      held = { grant, sinceMs, renewAtMs };
      failure = undefined;
      return grant;
    } catch (error) {
      failure = { error, atMs: now(), holdMs: holdAfter(error) };
      throw error;
    }
  };
  const usable = (at: number) => (held && !held.refused && endOf(held.grant) > at ? held.grant : undefined);
  /** The last failure, while it is too soon to try again. A clock that was set back ends the wait. */
  const holding = (at: number) =>
    failure && at >= failure.atMs && at < failure.atMs + failure.holdMs ? failure : undefined;

  return {
    async get(signal) {
      const at = now();
      if (held && !held.refused && at < held.renewAtMs) return held.grant;
      const old = usable(at);
      try {
        const recent = running ? undefined : holding(at);
        if (recent) throw recent.error;
        running ??= renew().finally(() => {
          running = undefined;
        });
        return await unlessAborted(running, signal);
      } catch (error) {
        if (old && !signal.aborted) return old;
        throw error;
      }
    },
    refused(grant) {
      if (!held || held.grant !== grant) return true;
      const age = now() - held.sinceMs;
      if (age >= 0 && age < YOUNG_MS && endOf(grant) > now()) return false;
      held.refused = true;
      return true;
    },
    recent: () => [held?.grant, former].filter((grant) => grant !== undefined),
  };
}

const endOf = ({ expiresAtMs }: Grant): number => expiresAtMs ?? Number.POSITIVE_INFINITY;

function holdAfter(error: unknown): number {
  if (!(error instanceof ModelArtsError)) return HOLD_AFTER_TROUBLE_MS;
  if (error.kind === 'account' || error.kind === 'throttled')
    return error.retryAfterMs ?? HOLD_AFTER_REFUSAL_MS;
  return HOLD_AFTER_TROUBLE_MS;
}

/** The fetch goes on for those who still wait for it. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () =>
    reject(
      new ModelArtsError({
        kind: 'unsent',
        operation: 'the call',
        detail: 'aborted by the caller',
        cause: signal.reason,
      }),
    );
  // Nobody may be left waiting for the fetch when it fails.
  promise.catch(() => {});
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
