import type { Answer, Asked } from './answer.ts';
import type { Authority } from './authority.ts';
import { authorize } from './authorize.ts';
import type { Grant } from './credentials.ts';
import { type Delivery, deliver, type Network } from './deliver.ts';
import { ModelArtsError } from './errors.ts';
import type { Gate } from './exchange.ts';
import type { Retries } from './retries.ts';
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
  /** `application/json` unless given. */
  readonly contentType?: string | undefined;
} & Omit<Asked, 'mutation' | 'service'> &
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
  readonly authority: Authority;
  readonly network: Network;
  readonly throttle: Throttle;
  /** On whose behalf the calls are made, among those who share the throttle. */
  readonly tenant: string;
  /** What a read is for that does not say it itself. */
  readonly urgency: () => Priority;
  readonly retries: Retries;
  readonly log?: Log | undefined;
};

/**
 * Authorises, queues, sends and judges calls.
 *
 * A mutation is sent once, whatever comes back; but one in a slot of the caller's, which has prepared for it, is sent
 * again after a clear "too many requests" (429 in the words of the API, so that it had no effect), under the same gate
 * and at most twice. A read is tried again after trouble that may pass (see
 * retries.ts) unless it runs in a slot of the caller's, where time is dear. After a 401 that the client can do
 * something about (an expired token, a clock that was off) a read is sent once more at once; a mutation is not,
 * although a 401 comes before any effect: it fails as `account` with `retryAfterMs`, and the next pass sends it
 * under a gate of its own.
 */
export type Transport = {
  /** @throws ModelArtsError, and nothing else */
  call(call: Call): Promise<Answer>;
};

const PAUSE_WITHOUT_RETRY_AFTER_MS = 1000;
const AGAIN_AFTER_CURE_MS = 100;
/** The caller's gate closes after a while: nothing is waited for that might take until then. */
const RESENDS = 2;
const RESEND_WITHIN_MS = 3_000;

/** Makes the transport of one account. */
export function createTransport(config: TransportConfig): Transport {
  const { throttle, log, authority, retries, tenant, urgency } = config;

  const once = async (call: Call, grant: Grant): Promise<Answer> => {
    const { operation } = call;
    const startedAt = authority.clock.now();
    const took = () => authority.clock.now() - startedAt;
    try {
      const answer = await deliver(config.network, deliveryOf(config, call, grant), authority.clock.now);
      log?.debug({ operation, ...pick(answer), ms: took() }, 'ModelArts answered');
      tell(call, answer, took());
      return answer;
    } catch (error) {
      if (!(error instanceof ModelArtsError)) throw error;
      log?.debug({ operation, ...pick(error), kind: error.kind, ms: took() }, error.message);
      tell(call, error, took());
      if (error.status === 429) throttle.refused(error.retryAfterMs ?? PAUSE_WITHOUT_RETRY_AFTER_MS);
      throw error;
    }
  };

  const send = async (call: Call): Promise<Answer> => {
    const grant = await grantFor(config, call);
    try {
      return await once(call, grant);
    } catch (error) {
      const refusal = error as ModelArtsError;
      if (refusal.status !== 401 || !authority.refused(grant, refusal)) throw outlived(grant, refusal);
      // Without a body of the API it is not certain who refused: such a mutation stays ambiguous.
      if (call.mutation) throw refusal.kind === 'account' ? cured(refusal) : refusal;
      return once(call, await grantFor(config, call));
    }
  };

  const sendInSlot = async (call: Call, resends = call.mutation ? RESENDS : 0): Promise<Answer> => {
    try {
      return await send(call);
    } catch (error) {
      const isThrottled = error instanceof ModelArtsError && error.kind === 'throttled';
      const { signal } = call.options;
      if (!isThrottled || resends === 0 || !(await throttle.again(RESEND_WITHIN_MS, signal))) throw error;
      return sendInSlot(call, resends - 1);
    }
  };

  return {
    async call(call) {
      const { slot, signal } = call.options;
      if (slot) {
        if (throttle.holds(slot)) return sendInSlot(call);
        const detail = 'the slot it was given is no longer held; take a slot with withSlot around the call';
        throw new ModelArtsError({ kind: 'unsent', operation: call.operation, detail });
      }
      const priority = call.options.priority ?? (call.mutation ? 'change' : urgency());
      const queued = () => throttle.withSlot(priority, signal, () => send(call), call.operation, tenant);
      return call.mutation ? queued() : retries.run(queued, signal);
    },
  };
}

/** Tells the sender of a mutation what became of it, if it left. */
function tell({ operation, ...call }: Call, result: Answer | ModelArtsError, durationMs: number): void {
  if (!call.mutation) return;
  const { status, requestId } = result;
  const { kind, code } =
    result instanceof ModelArtsError ? result : { kind: 'accepted' as const, code: undefined };
  if (kind === 'unsent') return;
  const outcome = kind === 'accepted' ? kind : kind === 'ambiguous' ? 'unclear' : 'refused';
  call.options.gate.told?.({ operation, outcome, status, code, requestId, durationMs });
}

const pick = ({ status, requestId }: { status: number | undefined; requestId: string | undefined }) => ({
  status,
  requestId,
});

function deliveryOf({ endpoint, authority }: TransportConfig, call: Call, grant: Grant): Delivery {
  const { operation, mutation, notFound, method, options } = call;
  const url = new URL(call.path, endpoint);
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const contentType = body === '' ? {} : { 'content-type': call.contentType ?? 'application/json' };
  return {
    ...{ operation, mutation, notFound, method, url, body },
    headers: authorize(grant, { method, url, headers: contentType, body }, authority.clock.now()),
    gate: call.mutation ? call.options.gate : undefined,
    signal: options.signal,
    secrets: [...authority.secrets(), ...(call.mutation ? (call.options.secrets ?? []) : [])],
  };
}

/** Without a grant nothing was sent to ModelArts, whatever IAM did. */
async function grantFor({ authority }: TransportConfig, { operation, options }: Call): Promise<Grant> {
  try {
    return await authority.grant(options.signal);
  } catch (error) {
    if (!(error instanceof ModelArtsError) || (error.kind !== 'unavailable' && error.kind !== 'unsent'))
      throw error;
    throw new ModelArtsError({ kind: 'unsent', operation, detail: error.message, cause: error });
  }
}

/** A temporary key that was given as it is: those that the client fetches are known to expire, and renewed in time. */
const isTemporary = ({ by, expiresAtMs }: Grant): boolean =>
  'keys' in by && by.keys.securityToken !== undefined && expiresAtMs === undefined;

/** The same refusal; where a temporary key was refused, with what is most likely the cause. */
function outlived(grant: Grant, refusal: ModelArtsError): ModelArtsError {
  const { kind, operation, detail, status, code, requestId, serverTimeMs } = refusal;
  if (status !== 401 || kind !== 'account' || !isTemporary(grant)) return refusal;
  return new ModelArtsError({
    ...{ kind, operation, detail, status, code, requestId, serverTimeMs },
    reason: 'TemporaryKeyRefused',
    hint: 'The access key is a temporary one, which ends by itself: put a new accessKey, secretKey and securityToken in its place.',
  });
}

/** The same refusal, told as one that the next try need not meet. */
function cured(refusal: ModelArtsError): ModelArtsError {
  const { kind, operation, detail, status, code, requestId, reason } = refusal;
  return new ModelArtsError({
    ...{ kind, operation, detail, status, code, requestId, reason },
    retryAfterMs: AGAIN_AFTER_CURE_MS,
    hint: 'The client has renewed its credentials or set its clock by the cloud; it is tried again.',
  });
}
