/** The audit trail: every mutation of the cloud leaves here, and its record is made here. */
import { randomUUID } from 'node:crypto';
import type { AuditRecord, Gate, Sent } from './auditRecord.ts';
import type { Intent } from './intent.ts';
import type { Run } from './run.ts';

/** What is known of a mutation before it is sent. */
export type Cause = {
  attempt: number;
  because: string;
  account: string;
  remoteName: string;
  /** Not known of a create. */
  remoteId?: string;
  /** The number of the call; a random one unless given. */
  call?: string;
};

/** What is known of it once it was accepted. */
export type Found = Pick<AuditRecord, 'remoteId' | 'remoteName' | 'made'>;

const TEXT_LIMIT = 256;

/** The number of a create is that of its intent. */
export const causeOfCreate = ({ attempt, nonce: call, account, name: remoteName }: Intent): Cause => ({
  ...{ attempt, call, account, remoteName },
  because: attempt === 1 ? 'the object has none yet' : `attempt ${attempt - 1} has ended or is gone`,
});

/**
 * Sends what `send` sends under a gate that asks `assert`, and makes a record of each call that left, whatever became of it
 * and whether or not this pass, this term or this process goes on. What never left makes none.
 *
 * @throws what `send` throws
 */
export async function audited<T>(
  run: Run,
  cause: Cause,
  assert: () => void,
  send: (gate: Gate) => Promise<T>,
  found: (answer: T) => { [Key in keyof Found]: Found[Key] | undefined },
): Promise<T> {
  const sent: Sent[] = [];
  const told = (one: Sent) => void sent.push(one);
  const gate = Object.assign(() => assert(), { told });
  try {
    const answer = await send(gate);
    const last = sent.length - 1;
    sent.forEach((one, index) => {
      tell(run, cause, one, index === last ? found(answer) : {});
    });
    return answer;
  } catch (error) {
    for (const one of sent)
      tell(run, cause, one.outcome === 'accepted' ? { ...one, outcome: outcomeOf(run, error) } : one, {});
    throw error;
  }
}

/** Of an answer that came whole, but does not say what it has to. */
function outcomeOf({ kind }: Run, error: unknown): Sent['outcome'] {
  try {
    return kind.fault(error).outcome === 'ambiguous' ? 'unclear' : 'refused';
  } catch {
    return 'unclear';
  }
}

function tell(
  { context, kind, object, log }: Run,
  cause: Cause,
  { operation, outcome, status, code, requestId, durationMs }: Sent,
  { remoteId = cause.remoteId, remoteName = cause.remoteName, made }: Record<string, string | undefined>,
): void {
  const { attempt, because, account, call = randomUUID() } = cause;
  const facts = {
    ...{ call, operation, outcome, attempt },
    ...(remoteId !== undefined && { remoteId }),
    remoteName,
    ...(made !== undefined && { made }),
    ...{ because: because.slice(0, TEXT_LIMIT), account },
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
    durationMs: Math.round(durationMs),
  };
  const { namespace, name, uid } = object.metadata;
  const time = new Date(context.time.wall()).toISOString();
  context.audit?.({ time, kind: kind.type.kind, namespace, name, uid, ...facts });
  log.info(facts, `${operation} ${outcome}`);
}
