/** What is told of a mutation of the cloud: the record of the audit trail, and how the runtime learns of it. */

/** What became of one call that may change the cloud. */
export type Sent = {
  /** The operation of the API reference, for example `createTrainingJob`. */
  readonly operation: string;
  /** `unclear`: nobody knows whether it took effect. */
  readonly outcome: 'accepted' | 'refused' | 'unclear';
  /** Of the answer; undefined without one. */
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** From the send to the answer, or to where it was given up, milliseconds. */
  readonly durationMs: number;
};

/**
 * What every mutation passes: called in the tick of the send, it throws when the mutation about to be written must not
 * leave any more; `told` learns what became of each one that left.
 */
export type Gate = { (): void; readonly told?: ((sent: Sent) => void) | undefined };

/**
 * One mutation of the cloud, as `--audit-file` has it, a line of JSON each; the log line says the same. No bodies, no
 * values of the spec, no secrets. What is not known is left out.
 */
export type AuditRecord = {
  /** When the answer came, or was given up: RFC 3339 with milliseconds. */
  readonly time: string;
  /** The object for which it was sent. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Our own number of the call, also where no answer came; that of a create stands in the annotation create-intent. */
  readonly call: string;
  /** The operation of the API reference. */
  readonly operation: string;
  /** `refused`: nothing was done. `unclear`: nobody knows; the operator looks before it sends anything again. */
  readonly outcome: Sent['outcome'];
  /** The number of the remote object among those of this object, from 1. */
  readonly attempt: number;
  /** Of the remote object; of a create that is not accepted only the name is known. */
  readonly remoteId?: string;
  readonly remoteName?: string;
  /** The id of what was made beside the remote object: a schedule, a subscription. */
  readonly made?: string;
  /** Why it was sent, in the words of the plan. */
  readonly because: string;
  /** Endpoint, project and user under which it was sent, as in `status.remote.account`. */
  readonly account: string;
  /** HTTP status, error code and request id of the answer. */
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly durationMs: number;
};
