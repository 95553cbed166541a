import type { Touched } from './audit.ts';
import type { Behaviours } from './behaviours.ts';
import type { ApiError, ErrorCode } from './errors.ts';
import type { Caller } from './identities.ts';
import type { SignedRequest } from './signature.ts';
import type { BodyCheck } from './validation.ts';

/** An answer before it is put on the wire. A body that is undefined is an empty one. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  /** A body that is no JSON; sent as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request that passed every check that all operations share. */
export type Request = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Valid by the operation's schema; undefined where no body was sent. */
  readonly body: unknown;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who signed, or holds the token. */
  readonly caller: Caller;
  /** To be filled by the handler, for the audit log. */
  readonly touched: Touched;
};

/** One operation of a chapter: where it lies, what it takes, and what it does. */
export type Route = {
  readonly id: string;
  readonly method: string;
  /** As in the reference, with `{name}` for each parameter. A "/" at its end is what `trailingSlash` is about. */
  readonly path: string;
  /** Under which behaviours it lies there; always unless given. */
  readonly when?: (behaviours: Behaviours) => boolean;
  /** Name of the request's schema among those of its chapter; null for an operation without a body. */
  readonly requestSchema: string | null;
  readonly requestRequired: boolean;
  readonly contentTypes: readonly string[];
  /** JSON Schema of its query parameters by name, a repeated one refused; the path holds strings only. */
  readonly query: object;
  /** The code for a query or a body that is wrong; that of the training chapter unless given. */
  readonly code?: ErrorCode;
  /** Whom it answers: those whom the project of the path knows, whoever is known, or everybody. */
  readonly access: 'project' | 'known' | 'everybody';
  /** @throws ApiError for a request that the reference refuses */
  handle(request: Request): Answer;
};

/** A chapter of the reference as the simulator plays it. */
export type Chapter = {
  readonly routes: readonly Route[];
  readonly checkBody: BodyCheck;
  /** The body of a refusal; that of section 6.8 unless given. */
  readonly errorBody?: (error: ApiError) => unknown;
};

/** A request as it came over the wire. */
export type Incoming = SignedRequest;
