/** What goes wrong with a call. */
export type Mishap =
  | {
      /** Answers with this status and error code; with `effect` after the request was carried out. */
      readonly kind: 'status';
      readonly status: number;
      /** Default: ModelArts.2799 for 429, none of the table otherwise. */
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
      readonly effect?: boolean;
    }
  /** Real milliseconds of delay before and after the request is carried out. */
  | { readonly kind: 'latency'; readonly beforeMs?: number; readonly afterMs?: number }
  /** The connection is reset and nothing is carried out. */
  | { readonly kind: 'drop-before' }
  /** The request is carried out, then the connection is reset instead of an answer. */
  | { readonly kind: 'drop-after' }
  /** No answer ever comes; carried out unless `effect` is false. */
  | { readonly kind: 'hang'; readonly effect?: boolean }
  /** Carried out, and answered with its status and a body that is no JSON. */
  | { readonly kind: 'garbage' };

/** A mishap and the calls that it befalls. */
export type Fault = Mishap & {
  /** operationId; every operation unless given. */
  readonly operation?: string;
  /** How many calls it befalls, one unless given. */
  readonly times?: number;
};

/** JSON Schema of a Fault, for the control API. */
export const FAULT_SCHEMA = {
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: {
    kind: { enum: ['status', 'latency', 'drop-before', 'drop-after', 'hang', 'garbage'] },
    operation: { type: 'string' },
    times: { type: 'integer', minimum: 1 },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string' },
    message: { type: 'string' },
    retryAfterSeconds: { type: 'number', minimum: 0 },
    effect: { type: 'boolean' },
    beforeMs: { type: 'number', minimum: 0 },
    afterMs: { type: 'number', minimum: 0 },
  },
  if: { properties: { kind: { const: 'status' } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { required: ['status'] },
} as const;

/** The faults still to be played, in the order in which they were added. */
export class Faults {
  #entries: { fault: Fault; left: number }[] = [];

  /** Those that are still to be played, in order. */
  get pending(): readonly Fault[] {
    return this.#entries.map(({ fault }) => fault);
  }

  /** Plays `fault` on the next calls that it fits. */
  add(fault: Fault): void {
    this.#entries.push({ fault, left: fault.times ?? 1 });
  }

  /** Forgets every fault that is still to be played. */
  clear(): void {
    this.#entries = [];
  }

  /** What befalls the next call of `operation`: every latency that fits, and the first other mishap. */
  take(operation: string | null): Mishap[] {
    const fitting = this.#entries.filter(
      ({ fault }) => fault.operation === undefined || fault.operation === operation,
    );
    const other = fitting.find(({ fault }) => fault.kind !== 'latency');
    const taken = fitting.filter((entry) => entry === other || entry.fault.kind === 'latency');
    for (const entry of taken) entry.left -= 1;
    this.#entries = this.#entries.filter(({ left }) => left > 0);
    return taken.map(({ fault }) => fault);
  }
}
